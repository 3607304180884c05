"""The form that the page sends, parsed in memory: no part of it is ever spooled to disk."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from ..language.gazetteer.typed_province import official_province
from ..readers.records import published_date
from .limits import Limits
from .messages import Refusal, broken, nothing

_NAME = 120
_FIELDS = 20


@dataclass(slots=True)
class Upload:
    """One file, or the text that was pasted: its name and its bytes."""

    name: str
    data: bytes


@dataclass(slots=True)
class Request:
    """What is asked.

    Attributes:
        uploads: the files in order.
        published, province: for articles that name none.
        corrections: article id to the ``published`` and ``province`` that the reader has set for it.
        language: ``vi`` or ``en``, for the report.
    """

    uploads: list[Upload]
    published: str = ""
    province: str = ""
    corrections: dict[str, dict[str, str]] = field(default_factory=dict)
    language: str = "vi"


class _InMemory(MultiPartParser):
    spool_max_size = 1 << 40  # beyond any body that the guard lets pass


async def read_form(content_type: str, body: bytes, limits: Limits) -> Request:
    """The request in a ``multipart/form-data`` body. Raises :class:`Refusal` where it is none or holds no article."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise broken()

    async def stream():
        yield body

    parser = _InMemory(
        Headers({"content-type": content_type}), stream(), max_files=limits.files, max_fields=_FIELDS, max_part_size=limits.size
    )
    try:
        form = await parser.parse()
    except (MultiPartException, FormParserError):
        raise broken() from None
    uploads = []
    fields: dict[str, str] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            uploads.append(Upload(_plain_name(value.filename or ""), await value.read()))
        else:
            fields[name] = value
    await form.close()
    if not any(upload.data.strip() for upload in uploads):  # beside others, an empty file is set aside with its name
        raise nothing()
    return Request(
        uploads,
        _date(fields.get("published", "")),
        _province(fields.get("province", "")),
        _corrections(fields.get("corrections", "")),
        "en" if fields.get("language") == "en" else "vi",
    )


def _plain_name(name: str) -> str:
    """A file's name without its folders and without control characters."""
    name = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in name if c.isprintable())[-_NAME:] or "article.txt"


def _date(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    date = published_date(text)
    if not date:
        raise Refusal(
            400,
            f"Không hiểu ngày “{text[:40]}”: hãy viết 2023-03-14, 14/3/2023 hoặc 2023-03.",
            f"The date “{text[:40]}” cannot be read: write 2023-03-14, 14/3/2023 or 2023-03.",
        )
    return date


def _province(text: str) -> str:
    """The official name of the province that is meant."""
    typed = " ".join(text.split())[:_NAME]
    if not typed:
        return ""
    name = official_province(typed)
    if not name:
        raise Refusal(
            400,
            f"Không có tỉnh, thành phố nào tên “{typed[:40]}”: hãy chọn trong danh sách hoặc để trống.",
            f"There is no province “{typed[:40]}”: choose one of the list, or leave it empty.",
        )
    return name


def _corrections(text: str) -> dict[str, dict[str, str]]:
    if not text:
        return {}
    try:
        given: Any = json.loads(text)
        return {
            str(key): {"published": _date(str(value.get("published", ""))), "province": _province(str(value.get("province", "")))}
            for key, value in given.items()
        }
    except (ValueError, AttributeError, RecursionError):
        raise broken() from None

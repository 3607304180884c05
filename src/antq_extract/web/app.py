"""The web application: the page, its static files, and what it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import asynccontextmanager
from functools import lru_cache
from importlib.resources import files

from fastapi import FastAPI, Request, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException

from ..report.page import LANGUAGES, SCRIPTS, STYLES, static, words
from ..report.payload import json_in_html
from ..schema import package_version
from .desk import CSV, FILE_NAMES, JSON, MEDIA_TYPES, REPORT, XLSX, Set
from .form import read_form
from .guard import Guard
from .messages import Refusal, failed, not_here, not_so
from .workers import Workers

_OWN = ("desk.js", "desk.css")
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


def create_app(setup: Set, hosts: Iterable[str] = (), workers: int = 2) -> Guard:
    """The application, behind its guard.

    Args:
        setup: rule pack, archive, limits.
        hosts: names beside ``localhost`` and IP addresses by which the page may be opened.
        workers: processes that read articles.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI):
        app.state.workers = Workers(setup, workers)
        try:
            yield
        finally:
            app.state.workers.close()

    app = FastAPI(title="antq-extract", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    @app.get("/")
    async def page(request: Request) -> Response:
        language = _language(request)
        said = words_of_page()[language]
        html = _environment().get_template("desk.html").render(
            language=language,
            say=said.__getitem__,
            scripts=[*SCRIPTS, "desk.js"],
            styles=[*STYLES, "desk.css"],
            words=Markup(json_in_html(words_of_page())),
            setup=Markup(json_in_html({"size": setup.limits.size, "files": setup.limits.files, "archive": bool(setup.against)})),
            provinces=provinces(),
            archive=setup.against.replace("\\", "/").rpartition("/")[2],
            version=package_version(),
            mode="desk",
        )
        return Response(html, media_type="text/html; charset=utf-8")

    @app.get("/static/{name:path}")
    async def file(name: str) -> Response:
        if name not in (*SCRIPTS, *STYLES, *_OWN):
            raise not_here()
        text = own_static(name) if name in _OWN else static(name)
        return Response(text, media_type=_TYPES[name[name.rindex(".") :]])

    @app.post("/read")
    async def read(request: Request) -> Response:
        return await _answered(request, JSON)

    @app.post("/download/{form}")
    async def download(request: Request, form: str) -> Response:
        if form not in (CSV, XLSX, REPORT):
            raise not_here()
        answer = await _answered(request, form)
        answer.headers["content-disposition"] = f'attachment; filename="{FILE_NAMES[form]}"'
        return answer

    async def _answered(request: Request, form: str) -> Response:
        asked = await read_form(request.headers.get("content-type", ""), await request.body(), setup.limits)
        return Response(await app.state.workers.answer(asked, form), media_type=MEDIA_TYPES[form])

    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _not_so)
    app.add_exception_handler(Exception, _failed)
    return Guard(app, setup.limits, hosts)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return Response(error.body(), error.status, media_type=MEDIA_TYPES[JSON])


async def _not_so(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return await _refused(request, not_so(error.status_code))


async def _failed(request: Request, error: Exception) -> Response:
    return await _refused(request, failed())


def _language(request: Request) -> str:
    wanted = request.query_params.get("lang", "")
    if wanted in LANGUAGES:
        return wanted
    first = request.headers.get("accept-language", "vi")[:2].lower()
    return "en" if first == "en" else "vi"


@lru_cache(maxsize=1)
def words_of_page() -> dict[str, dict]:
    """The words of the report and of the desk."""
    own = json.loads(own_static("words.json"))
    return {language: {**words()[language], **own[language]} for language in LANGUAGES}


@lru_cache(maxsize=8)
def own_static(name: str) -> str:
    """The text of a static file of the desk."""
    return files("antq_extract.web").joinpath("static", name).read_text("utf-8")


@lru_cache(maxsize=1)
def provinces() -> list[str]:
    """Names of the provinces before and since the reform of 2025, each once, for choosing from."""
    from ..language.gazetteer.gazetteer import province_names

    return province_names()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=ChoiceLoader([PackageLoader("antq_extract.web", "templates"), PackageLoader("antq_extract.report", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

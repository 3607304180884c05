"""What the server answers when it does not do what was asked, in both languages."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass
class Refusal(Exception):
    """A request that is not done: status, and the reason in Vietnamese and English."""

    status: int
    vi: str
    en: str

    def body(self) -> bytes:
        return json.dumps({"error": {"vi": self.vi, "en": self.en}}, ensure_ascii=False).encode("utf-8")


def too_large(limit: int) -> Refusal:
    megabytes = format(limit / 1_000_000, "g")
    return Refusal(
        413,
        f"Quá lớn: mỗi lần chỉ nhận tối đa {megabytes} MB. Hãy gửi ít bài hơn, hoặc khởi động với --size-limit lớn hơn.",
        f"Too large: at most {megabytes} MB at a time. Send fewer articles, or start with a larger --size-limit.",
    )


def too_slow(seconds: float) -> Refusal:
    limit = format(seconds, "g")
    return Refusal(
        408,
        f"Đọc quá {limit} giây nên đã dừng. Hãy gửi từng phần, hoặc khởi động với --time-limit lớn hơn.",
        f"Reading took more than {limit} seconds and was stopped. Send it in parts, or start with a larger --time-limit.",
    )


def wrong_host() -> Refusal:
    return Refusal(
        421,
        "Tên máy chủ trong yêu cầu không được phép. Hãy mở trang bằng địa chỉ đã in ra khi khởi động.",
        "The request names a host that is not allowed. Open the page by the address that was printed at the start (or use --allow-host).",
    )


def other_origin() -> Refusal:
    return Refusal(
        403,
        "Yêu cầu đến từ một trang khác.",
        "The request comes from another page.",
    )


def busy() -> Refusal:
    return Refusal(
        503,
        "Máy đang bận. Hãy thử lại sau.",
        "The server is busy. Try again in a moment.",
    )


def nothing() -> Refusal:
    return Refusal(
        400,
        "Chưa có bài nào: hãy dán hoặc chọn tệp.",
        "There is no article: paste one or choose a file.",
    )


def broken() -> Refusal:
    return Refusal(
        400,
        "Không đọc được yêu cầu.",
        "The request cannot be read.",
    )


def not_here() -> Refusal:
    return Refusal(
        404,
        "Không có trang này.",
        "There is no such page.",
    )


def not_so(status: int) -> Refusal:
    """What the router refuses: no such address, or not by this method."""
    if status == 405:
        return Refusal(405, "Địa chỉ này không nhận loại yêu cầu đó.", "This address does not take requests of that kind.")
    return not_here() if status == 404 else Refusal(status, "Không đọc được yêu cầu.", "The request cannot be read.")


def failed() -> Refusal:
    return Refusal(
        500,
        "Có lỗi khi đọc. Không có gì được lưu lại.",
        "Reading failed. Nothing was kept.",
    )

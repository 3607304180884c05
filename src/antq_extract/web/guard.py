"""The door of the server: which hosts, origins, sizes and times it lets pass, and the headers of every answer."""

from __future__ import annotations

import asyncio
import ipaddress
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from .limits import Limits
from .messages import Refusal, failed, other_origin, too_large, too_slow, wrong_host

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_READS = ("GET", "HEAD")
#: A body that is too large is read on and thrown away up to this many times the limit, so that the browser, which
#: sends all before it listens, gets to see the message.
_DRAINED = 8


class Guard:
    """An ASGI application around another one.

    - The Host header must be an IP address, ``localhost`` or a name given: a page on the internet whose name is made to
      point at this machine (DNS rebinding) has none of them.
    - What is not a read must come from this very page: ``Sec-Fetch-Site``, else ``Origin``, says so. Programs that are
      no browser send neither.
    - Bodies are taken whole, in memory, up to ``limits.size`` bytes and within ``limits.seconds``.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], limits: Limits, hosts: Iterable[str] = ()):
        self._app, self._limits = app, limits
        self._hosts = {"localhost", *(host.lower() for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                given = [(k, v) for k, v in message.get("headers", []) if k.decode("latin-1").lower() not in HEADERS]
                message = {**message, "headers": given + [(k.encode(), v.encode()) for k, v in HEADERS.items()]}
            await send(message)

        try:
            headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
            self._check(scope["method"], headers)
            body = b"" if scope["method"] in _READS else await self._body(headers, receive)
            await self._app(scope, _replay(body, receive), guarded)
        except Refusal as refusal:
            await _answer(refusal, guarded)
        except Exception as error:
            # The message of an error may quote what was pasted: only its kind is told.
            print(f"antq-extract: request failed: {type(error).__name__}", file=sys.stderr)
            if not begun:
                await _answer(failed(), guarded)

    def _check(self, method: str, headers: dict[str, str]) -> None:
        host = headers.get("host", "")
        if not self._allowed(_name_of(host)):
            raise wrong_host()
        if method in _READS:
            return
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None and site != "same-origin":
            raise other_origin()
        if origin is not None and origin.partition("://")[2].lower() != host.lower() and not (site and origin == "null"):
            raise other_origin()

    def _allowed(self, name: str) -> bool:
        if name in self._hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    async def _body(self, headers: dict[str, str], receive: Receive) -> bytes:
        length = headers.get("content-length", "")
        declared = int(length) if length.isdigit() and len(length) < 19 else 0
        if declared > _DRAINED * self._limits.size:
            raise too_large(self._limits.size)
        pieces: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._limits.seconds):
                while True:
                    message = await receive()
                    if message["type"] != "http.request":
                        break
                    piece = message.get("body", b"")
                    size += len(piece)
                    if size > self._limits.size:
                        pieces.clear()
                        if size > _DRAINED * self._limits.size:
                            break
                    else:
                        pieces.append(piece)
                    if not message.get("more_body"):
                        break
        except TimeoutError:
            raise too_slow(self._limits.seconds) from None
        if size > self._limits.size:
            raise too_large(self._limits.size)
        return b"".join(pieces)


def _name_of(host: str) -> str:
    """The name in a Host header, without the port and without the brackets of IPv6."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body as one message, then whatever the server says next (that the client went away)."""
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


async def _answer(refusal: Refusal, send: Send) -> None:
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": refusal.body()})

"""``serve``: the journalist's desk as a local web page."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .terminal import messages, report_problems, usage_errors


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free one.")] = 8765,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; by default only this machine can reach it.")] = "127.0.0.1",
    against: Annotated[
        Path | None, typer.Option("--against", help="An archive's figures (.csv, .jsonl, .parquet, .sqlite) to compare with.")
    ] = None,
    size_limit: Annotated[float, typer.Option("--size-limit", metavar="MB", min=0.001, help="Size of one request.")] = 10.0,
    time_limit: Annotated[float, typer.Option("--time-limit", metavar="S", min=0.1, help="Seconds to read one request.")] = 30.0,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="Processes that read articles.")] = 1,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name by which the page may be opened; repeatable.")
    ] = None,
    pack: Annotated[str, typer.Option("--pack", metavar="NAME", help="The rule pack: its name, or the path of its folder.")] = "antq_vi",
) -> None:
    """A local web page: paste or upload articles, see figures and findings, download CSV, Excel and a report.

    Listens on this machine only (127.0.0.1). What is pasted is read in memory: nothing is written to disk or logged.

    Examples:

      antq-extract serve

      antq-extract serve --port 9000 --against archive.parquet
    """
    with usage_errors():
        import uvicorn

        from ..rules.pack import load_pack
        from ..web.app import create_app
        from ..web.desk import Set
        from ..web.limits import MEGABYTE, Limits

        load_pack(pack)
        if against:
            from ..checks.records import read_figures

            figures, problems = read_figures(against)
            messages().print(f"{len(figures)} figures to compare with")
            report_problems(problems)
            del figures
        limits = Limits(size=int(size_limit * MEGABYTE), seconds=time_limit)
        app = create_app(Set(pack, str(against or ""), limits), [*(allow_host or ()), host], workers)
    # No access log, and errors only by their kind (see Guard): nothing of an article reaches a log.
    config = uvicorn.Config(
        app, host=host, port=port, access_log=False, log_level="error", server_header=False, timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    with usage_errors():
        listener = _listener(host, port)
    if not _only_here(listener):
        messages().print(f"note: --host {host} opens the page to other machines; there is no login")
    shown = f"[{host}]" if ":" in host else host
    messages().print(f"http://{shown}:{listener.getsockname()[1]}/  (Ctrl-C ends it)")
    server.run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises :class:`UsageError` where it cannot."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"--host {host}: {error.strerror or error}; give a name or an address of this machine") from None
    try:
        if os.name != "nt":  # there it would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is taken by another program: choose one with --port; 0 takes any free one") from None
        raise UsageError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from None
    return listener


def _only_here(listener: socket.socket) -> bool:
    return ipaddress.ip_address(listener.getsockname()[0]).is_loopback

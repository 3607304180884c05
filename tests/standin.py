"""A stand-in for the extraction: quick, and able to misbehave on purpose. For tests of reading, running and writing.

Words in an article's text make its worker die, hang or fail; otherwise each group of digits is a figure.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from antq_extract.article import Article
from antq_extract.figure import Figure

REFERENCE = "standin:numerals"


def numerals(pack: str):
    return _figures


def _figures(article: Article) -> list[Figure]:
    text = article.text
    if "DIE" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "ONCE:" in text:  # die the first time only: the path names a mark
        mark = Path(text.split("ONCE:")[1].split()[0])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in text:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})  # as a call into C would
        time.sleep(600)
    if "LOOP" in text:
        while True:
            pass
    if "SLOW" in text:
        time.sleep(0.05)
    if "FAIL" in text:
        raise ZeroDivisionError("made to fail")
    return [_figure(article, m) for m in re.finditer(r"\d{1,30}", text)]


def _figure(article: Article, match: re.Match[str]) -> Figure:
    key = f"{article.text}\0{match.start()}".encode()
    line_start = article.text.rfind("\n", 0, match.start()) + 1
    line_end = article.text.find("\n", match.end())
    return Figure(
        figure_id=hashlib.sha256(key).hexdigest()[:16],
        article_id=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        indicator="other",
        value=Decimal(match[0]) / 4,
        value_max=None,
        total=None,
        baseline=None,
        unit="",
        per="",
        comparator="exact",
        status="reported",
        change="",
        noun="",
        period_start="2023-01-01",
        period_end="",
        period_text="",
        place="",
        place_code="",
        actor="",
        recipient="",
        award="",
        awarder="",
        number_text=match[0],
        start=match.start(),
        end=match.end(),
        sentence=article.text[line_start : line_end if line_end >= 0 else None],
        sentence_start=line_start,
        rule="standin",
        confidence=0.5,
        flags="",
    )


def main() -> None:
    """``antq-extract`` with this stand-in for the extraction."""
    from antq_extract.batch import run as module
    from antq_extract.cli.main import main

    original = module.run
    module.run = lambda options, *others: original(replace(options, extractor=REFERENCE), *others)
    main()


if __name__ == "__main__":
    sys.exit(main())

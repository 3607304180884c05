"""The scores that the project stands for: on the corpus always, on the reference annotation where this machine has it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from antq_extract import load
from antq_extract.article import Article
from antq_extract.evaluation.gold import read_gold
from antq_extract.evaluation.score import Score, score
from antq_extract.pipeline.extract import figures_of
from antq_extract.readers.tagged import read_folder

HERE = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ANTQ_SHARED") or HERE.parent / "shared")

#: Lowest F1 of detect, typed and record.
LEVELS = {"corpus": (0.99, 0.9, 0.82), "seed": (1.0, 1.0, 1.0), "dev": (0.97, 0.9, 0.8)}
#: Lowest accuracy of a field.
FIELDS = {
    "comparator": 0.97, "status": 0.97, "change": 0.97, "total": 0.97, "per": 0.97, "unit": 0.93, "period_start": 0.85,
    "period_end": 0.85, "place": 0.8, "award": 0.85, "awarder": 0.85, "recipient": 0.85,
}  # fmt: skip


def measured(name: str) -> Score:
    if name == "corpus":
        gold = read_gold(HERE / "corpus")
        articles = [article for article, _ in read_folder(HERE / "corpus")]
    else:
        folder = SHARED / "gold" / name
        if not folder.is_dir():
            pytest.skip("the reference annotation is not on this machine")
        gold = read_gold(folder / "gold.jsonl")
        records = map(json.loads, (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines())
        articles = [Article(r["id"], r["text"], published=r["published"], province=r["province"]) for r in records]
    nlp = load()
    return score(gold, [figure for article in articles for figure in figures_of(article, nlp)])


@pytest.mark.parametrize("name", LEVELS)
def test_scores(name: str) -> None:
    result = measured(name)
    f1 = [counts.f1 for counts in result.levels.values()]
    assert [got >= least for got, least in zip(f1, LEVELS[name], strict=True)] == [True] * 3, f1
    low = {field: result.accuracy[field] for field, least in FIELDS.items() if result.accuracy.get(field, 1) < least}
    assert not low

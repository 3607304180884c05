"""The panel: rows by place and period, columns by indicator, and what is kept out of it."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from antq_extract.checks.records import figure_of, plain_record
from antq_extract.checks.series import panel
from antq_extract.cli.series import series

BASE = {
    "article_id": "a", "indicator": "fires", "value": 58, "unit": "vụ", "noun": "vụ cháy", "place": "Trà Lĩnh",
    "place_code": "99", "period_start": "2021-01-01", "period_end": "2021-12-31",
}  # fmt: skip


def rows(*changes: dict[str, Any], **options: str) -> list[dict[str, Any]]:
    table = panel([BASE | change for change in changes], **options)
    return [{k: v for k, v in row.items() if v is not None} for row in table.to_dict("records")]


def test_one_row_a_place_and_period_one_column_an_indicator() -> None:
    table = panel(
        [
            BASE,
            BASE | {"indicator": "deaths", "value": 3, "unit": "người", "noun": "người chết"},
            BASE | {"indicator": "drugs", "value": "2.5", "unit": "kg"},
            BASE | {"indicator": "fines", "value": 1200000, "unit": "VND"},
            BASE | {"place": "Kim Ngân", "place_code": "98"},
        ]
    )
    assert list(table.columns) == [
        "place_code", "place", "period_start", "period_end",
        "deaths", "drugs [kg]", "fines", "fires", "articles", "conflicts",
    ]  # fmt: skip
    assert len(table) == 2
    assert table["drugs [kg]"].dropna().tolist() == [Decimal("2.5")]


@pytest.mark.parametrize(
    "change",
    [{"status": "planned"}, {"per": "xã"}, {"change": "increase"}, {"period_end": ""}, {"place": "", "place_code": ""},
     {"indicator": "other"}],
)  # fmt: skip
def test_what_is_kept_out(change: dict[str, Any]) -> None:
    assert rows(change) == []


@pytest.mark.parametrize(
    ("changes", "value", "conflict"),
    [
        ([{}, {"article_id": "b"}], 58, ""),
        ([{}, {"article_id": "b", "value": 61}], 61, "fires vụ cháy: 58 (a), 61 (b)"),
        ([{}, {"article_id": "b"}, {"article_id": "c", "value": 61}], 58, "fires vụ cháy: 58 (a/b), 61 (c)"),
        ([{}, {"article_id": "b", "value": 50, "comparator": "more_than"}], 58, ""),
        ([{"noun": "vụ", "sentence": "Có 58 vụ ở bến cảng."}, {"noun": "vụ", "article_id": "b", "value": 3}], 58, ""),
        ([{}, {"value": 12, "noun": "vụ cháy rừng"}], 58, ""),
        ([{}, {"value": 12}], 58, ""),
    ],
)
def test_repeated_and_conflicting_reports(changes: list[dict[str, Any]], value: int, conflict: str) -> None:
    (row,) = rows(*changes)
    assert row["fires"] == value
    assert row["conflicts"] == conflict


def test_sums_add_up_different_statistics_and_days_but_never_shares() -> None:
    day = {"period_start": "2021-03-02", "period_end": "2021-03-02", "value": 1}
    other_day = {"period_start": "2021-03-09", "period_end": "2021-03-09", "value": 2}
    share = {"indicator": "clearance_rate", "unit": "%", "value": 90, "period_start": "2021-03-01", "period_end": "2021-03-31"}
    (row,) = rows(day, other_day, day | {"article_id": "b"}, share, share | {"noun": "tin"}, how="sum", period="month")
    assert (row["period_start"], row["period_end"]) == ("2021-03-01", "2021-03-31")
    assert row["fires"] == 3
    assert row["clearance_rate"] == 90
    assert row["articles"] == 2


def test_calendar_periods_leave_out_what_covers_another_time() -> None:
    half = {"period_end": "2021-06-30"}
    assert len(rows({}, half, period="year")) == 1
    assert len(rows({}, half)) == 2


def test_command(tmp_path: Path) -> None:
    figures, out = tmp_path / "figures.jsonl", tmp_path / "panel.csv"
    records = [plain_record(figure_of(BASE | {"place": "=Trà Lĩnh"})), plain_record(figure_of(BASE | {"indicator": "deaths"}))]
    figures.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    app = typer.Typer()
    app.command()(series)
    result = CliRunner().invoke(app, [str(figures), "-o", str(out)])
    assert result.exit_code == 0, result.output
    (row,) = csv.DictReader(out.open(encoding="utf-8"))
    assert row["place"] == "'=Trà Lĩnh"
    assert row["fires"] == "58"
    shown = CliRunner().invoke(app, [str(figures), "--indicator", "deaths"])
    assert "deaths" in shown.stdout
    assert "fires" not in shown.stdout
    for typed in ("trà lĩnh", "TRÀ LĨNH", "99"):
        found = CliRunner().invoke(app, [str(figures), "--place", typed])
        assert "note" not in found.stderr, typed
    none = CliRunner().invoke(app, [str(figures), "--indicator", "colours", "--place", "Gò Xa"])
    assert none.exit_code == 0
    assert "no figure has the indicator 'colours'" in none.stderr
    assert "no figure has the place 'Gò Xa'" in none.stderr
    assert CliRunner().invoke(app, [str(figures), "--how", "mean"]).exit_code == 2

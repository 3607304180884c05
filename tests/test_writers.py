"""Outputs: exact numbers, neutral cells, typed tables, files that appear whole."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antq_extract.article import Article
from antq_extract.figure import COLUMNS, Figure
from antq_extract.schema import ARTICLE_COLUMNS, FIGURE_COLUMNS, article_columns
from antq_extract.writers import rows
from antq_extract.writers.atomic import write_text
from antq_extract.writers.final import write_articles, write_figures
from antq_extract.writers.neutral import neutralise, restore


def figure(**fields) -> Figure:
    given = {
        "figure_id": "f1", "article_id": "a1", "source": "s", "title": "", "published": "2024-05", "indicator": "gifts",
        "value": Decimal(35), "value_max": None, "total": None, "baseline": None, "unit": "suất", "per": "",
        "comparator": "exact", "status": "reported", "change": "", "noun": "suất quà", "period_start": "2024-01-01",
        "period_end": "", "period_text": "", "place": "", "place_code": "", "actor": "", "recipient": "", "award": "",
        "awarder": "", "number_text": "35", "start": 4, "end": 6, "sentence": "Có 35 suất quà", "sentence_start": 0,
        "rule": "r", "confidence": 0.9, "flags": "",
    }  # fmt: skip
    return Figure(**{**given, **fields})


def through_csv(*figures: Figure) -> list[dict[str, str]]:
    data = rows.figures_header("csv") + rows.figures_csv(figures)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("35E9"), "35000000000"),
        (Decimal("2.464"), "2.464"),
        (Decimal("2.50"), "2.5"),
        (Decimal("1.2E-7"), "0.00000012"),
        (Decimal("0"), "0"),
        (Decimal("100"), "100"),
        (Decimal("12345678901234567890.5"), "12345678901234567890.5"),
        (None, ""),
    ],
)
def test_numbers_are_plain_decimals(number, written):
    assert through_csv(figure(value_max=number))[0]["value_max"] == written
    line = rows.figures_jsonl([figure(value_max=number)]).decode()
    assert f'"value_max":{written or "null"},' in line
    assert json.loads(line, parse_float=Decimal)["value_max"] == (number if written else None)


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-x", "@f", "\tx", "\r\nx", "＝1", "'=1", "''@", "=HYPERLINK(1)"])
def test_cells_that_a_spreadsheet_would_run_are_neutralised(cell):
    row = through_csv(figure(noun=cell, sentence=cell))[0]
    assert row["noun"] == row["sentence"] == "'" + cell
    assert restore(row["noun"]) == cell
    assert json.loads(rows.figures_jsonl([figure(noun=cell)]))["noun"] == cell


@given(st.text(alphabet="'=+-@\t\nab ＝", max_size=6))
def test_neutralising_can_be_undone(cell):
    assert restore(neutralise(cell)) == cell


@given(st.text(max_size=30).filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t)))
def test_any_text_survives_csv_and_json(text):
    row = through_csv(figure(sentence=text), figure())
    assert len(row) == 2
    assert restore(row[0]["sentence"]) == text
    assert json.loads(rows.figures_jsonl([figure(sentence=text)]))["sentence"] == text


def test_the_text_of_articles_is_never_altered():
    article = Article("=a", "=1+1 và 2", title="@t")
    cells = rows.article_cells(article)
    [row] = csv.DictReader(io.StringIO((rows.articles_header("csv", False) + rows.article_csv(cells)).decode()))
    assert (row["id"], row["title"], row["text"]) == ("'=a", "'@t", "=1+1 và 2")


FIGURES = [
    figure(),
    figure(figure_id="f2", value=Decimal("2.464"), total=Decimal(10), noun="=1+1", period_end="2024-06-30", start=9, end=14),
    figure(figure_id="f3", value=Decimal("12345678901234567890"), baseline=Decimal("0.1"), sentence="", confidence=1.0),
]


@pytest.fixture
def spools(tmp_path) -> tuple[Path, Path]:
    """Collected lines of figures and articles."""
    figures, articles = tmp_path / "figures", tmp_path / "articles"
    figures.write_bytes(rows.figures_jsonl(FIGURES))
    article = Article("a1", "Có 35 suất quà\n=2,464", "2024-05", "Trao quà", "s", "Gia Lai")
    articles.write_bytes(rows.article_jsonl(rows.article_cells(article, "")))
    return figures, articles


def test_parquet_is_typed(spools, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    write_figures(spools[0], "parquet", tmp_path / "o.parquet")
    table = pq.read_table(tmp_path / "o.parquet")
    assert table.schema.names == list(COLUMNS)
    types = {f.name: f.type for f in table.schema}
    assert pa.types.is_decimal(types["value"])
    assert types["period_start"] == pa.date32()
    assert types["start"] == pa.int32()
    assert types["confidence"] == pa.float64()
    assert table.schema.field("value").metadata[b"description"].startswith(b"The number;")
    second = table.to_pylist()[1]
    assert second["value"] == Decimal("2.464")
    assert second["value_max"] is None
    assert second["period_end"] == datetime.date(2024, 6, 30)
    assert second["noun"] == "=1+1"
    write_articles(spools[1], "jsonl", "parquet", tmp_path / "a.parquet", article_columns(True))
    assert pq.read_table(tmp_path / "a.parquet").to_pylist()[0]["text"] == "Có 35 suất quà\n=2,464"


def test_a_number_too_long_for_parquet_is_left_empty_there(tmp_path):
    import pyarrow.parquet as pq

    (tmp_path / "f").write_bytes(rows.figures_jsonl([figure(value=Decimal(10**40)), figure(value=Decimal("1E-20"))]))
    write_figures(tmp_path / "f", "parquet", tmp_path / "o.parquet")
    assert pq.read_table(tmp_path / "o.parquet")["value"].to_pylist() == [None, None]


def test_sqlite_has_both_tables_with_indexes_and_search(spools, tmp_path):
    write_figures(spools[0], "sqlite", tmp_path / "o.sqlite", spools[1], dedupe=True)
    db = sqlite3.connect(tmp_path / "o.sqlite")
    found = db.execute("SELECT value, typeof(value), noun, period_end FROM figures ORDER BY figure_id").fetchall()
    assert found[:2] == [(35, "integer", "suất quà", None), (2.464, "real", "=1+1", "2024-06-30")]
    assert db.execute("SELECT text, duplicate_of FROM articles").fetchall() == [("Có 35 suất quà\n=2,464", None)]
    search = "SELECT rowid FROM {0} WHERE {0} MATCH ?"
    assert db.execute(search.format("articles_fts"), ("suất quà",)).fetchall() == [(1,)]
    assert len(db.execute(search.format("figures_fts"), ("suat",)).fetchall()) == 3
    indexed = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert {"figures_indicator", "figures_place", "figures_article_id"} <= indexed
    assert db.execute('SELECT meaning FROM columns WHERE "column" = ?', ("per",)).fetchone()[0].startswith("Where the")
    db.close()


def test_excel_shows_text_as_text(spools, tmp_path):
    import openpyxl

    write_figures(spools[0], "xlsx", tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["figures", "columns"]
    sheet = book["figures"]
    assert sheet.freeze_panes == "A2"
    header = [c.value for c in sheet[1]]
    assert header == list(COLUMNS)
    second = dict(zip(header, sheet[3], strict=True))
    assert (second["noun"].value, second["noun"].data_type) == ("=1+1", "s")
    assert (second["value"].value, second["value"].data_type) == (2.464, "n")
    assert second["period_end"].value == datetime.datetime(2024, 6, 30)
    assert second["number_text"].data_type == "s"
    assert sheet["G4"].value == "12345678901234567890"  # Excel would round it
    meaning = {row[0].value: row[2].value for row in book["columns"].iter_rows(min_row=2)}
    assert meaning == {c.name: c.description for c in FIGURE_COLUMNS}


@pytest.mark.parametrize("form", ["parquet", "sqlite", "xlsx"])
def test_the_same_figures_give_the_same_bytes(spools, tmp_path, form):
    for n in (1, 2):
        write_figures(spools[0], form, tmp_path / f"{n}.{form}", spools[1], dedupe=True)
    assert (tmp_path / f"1.{form}").read_bytes() == (tmp_path / f"2.{form}").read_bytes()


@pytest.mark.parametrize("form", ["parquet", "sqlite", "xlsx"])
def test_no_figures_at_all(tmp_path, form):
    (tmp_path / "f").touch()
    (tmp_path / "a").touch()
    write_figures(tmp_path / "f", form, tmp_path / f"o.{form}", tmp_path / "a")
    assert (tmp_path / f"o.{form}").stat().st_size > 0


def test_every_column_has_a_meaning():
    for column in (*FIGURE_COLUMNS, *ARTICLE_COLUMNS):
        assert column.description[0].isupper() or column.description.startswith(("reported", "increase"))
        assert column.type in ("string", "number", "integer", "date")
    assert tuple(c.name for c in FIGURE_COLUMNS) == COLUMNS


def test_small_files_are_replaced_whole(tmp_path):
    write_text(tmp_path / "a.json", "một")
    write_text(tmp_path / "a.json", "hai")
    assert [p.read_text("utf-8") for p in tmp_path.iterdir()] == ["hai"]

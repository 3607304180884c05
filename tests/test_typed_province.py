"""Provinces as people type them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from antq_extract.cli.main import app
from antq_extract.language.gazetteer.typed_province import official_province


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("Gia Lai", "Gia Lai"), ("gia lai", "Gia Lai"), ("GIA LAI ", "Gia Lai"), ("tỉnh Gia Lai", "Gia Lai"), ("tp.hcm", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"), ("Dak Lak", "Đắk Lắk"), ("Bà Rịa Vũng Tàu", "Bà Rịa - Vũng Tàu"), ("ha noi", "Hà Nội"),
        ("thanh hoa", "Thanh Hóa"), ("Thanh Hoá", "Thanh Hóa"), ("", ""), ("Lâm Xa", ""), ("64", ""), ("=1+1", ""),
    ],
)  # fmt: skip
def test_official_name(typed: str, official: str) -> None:
    assert official_province(typed) == official


@pytest.mark.parametrize("typed", ["gia lai", "tỉnh Gia Lai"])
def test_rows_have_the_official_name(tmp_path: Path, typed: str) -> None:
    (tmp_path / "a.txt").write_text("Năm 2022, toàn tỉnh xảy ra 58 vụ cháy.", encoding="utf-8")
    done = CliRunner().invoke(app, ["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "f.csv"), "--province", typed, "--workers", "1"])
    assert done.exit_code == 0, done.output
    with open(tmp_path / "f.csv", encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["place"], row["place_code"]) == ("Gia Lai", "64")

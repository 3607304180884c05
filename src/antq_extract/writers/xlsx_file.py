"""Excel: a sheet of figures and a sheet of what the columns mean, by XlsxWriter in constant memory."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from antq_extract.figure import NUMBER_COLUMNS
from antq_extract.schema import FIGURE_COLUMNS

_MAX_ROWS = 1_048_576
_MAX_CELL = 32_767
_MAX_DIGITS = 15  # Excel keeps no more
_WIDTHS = {"sentence": 80, "title": 40, "noun": 30, "source": 24, "period_text": 20, "awarder": 24, "actor": 24}
_CREATED = datetime.datetime(2020, 1, 1)  # fixed, so that the same figures give the same bytes


def write_xlsx(chunks: Iterable[list[dict[str, Any]]], path: Path | BinaryIO) -> None:
    """Write the figures; text is text (never a formula or link), numbers and dates are numbers and dates.

    A number with more than 15 digits is written as text, since Excel would round it. Rows beyond Excel's limit go on
    in further sheets. To a stream the workbook is made in memory, without any file.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    book = xlsxwriter.Workbook(
        str(path) if isinstance(path, Path) else path,
        {
            **({"constant_memory": True, "tmpdir": str(path.parent)} if isinstance(path, Path) else {"in_memory": True}),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    try:
        book.set_properties({"title": "Figures", "created": _CREATED})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7EEF7"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        amount = book.add_format({"num_format": "#,##0.############"})
        whole = book.add_format({"num_format": "#,##0"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet, row_number = None, _MAX_ROWS
        count = 0
        for chunk in chunks:
            for row in chunk:
                if row_number >= _MAX_ROWS:
                    count += 1
                    sheet = _new_sheet(book, "figures" if count == 1 else f"figures {count}", head)
                    row_number = 1
                for column, c in enumerate(FIGURE_COLUMNS):
                    _write(sheet, row_number, column, c.name, row.get(c.name), day, amount, whole)
                row_number += 1
        if sheet is None:
            _new_sheet(book, "figures", head)
        _meaning(book, head, wrap)
    finally:
        try:
            book.close()
        except XlsxWriterException as error:
            raise OSError(f"the workbook cannot be written: {error}") from None


def _new_sheet(book, name: str, head):
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, _MAX_ROWS - 1, len(FIGURE_COLUMNS) - 1)
    for column, c in enumerate(FIGURE_COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(c.name, 14))
    for column, c in enumerate(FIGURE_COLUMNS):
        sheet.write_string(0, column, c.name, head)
    return sheet


def _write(sheet, row: int, column: int, name: str, value: Any, day, amount, whole) -> None:
    if value is None or value == "":
        return
    if name in NUMBER_COLUMNS:
        number = Decimal(value)
        if len(number.normalize().as_tuple().digits) > _MAX_DIGITS:
            sheet.write_string(row, column, format(number, "f"))
        else:
            sheet.write_number(row, column, float(number), whole if number == number.to_integral_value() else amount)
    elif name in ("period_start", "period_end") and value >= "1900-03-01":
        sheet.write_datetime(row, column, datetime.datetime.fromisoformat(value), day)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value))
    else:
        text = value if len(value) <= _MAX_CELL else value[: _MAX_CELL - 1] + "…"
        sheet.write_string(row, column, text)


def _meaning(book, head, wrap) -> None:
    sheet = book.add_worksheet("columns")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 2, 90)
    sheet.set_column(3, 3, 16)
    sheet.set_column(4, 4, 60)
    for column, name in enumerate(("column", "type", "meaning", "unit", "values")):
        sheet.write_string(0, column, name, head)
    for row, c in enumerate(FIGURE_COLUMNS, 1):
        values = ", ".join(c.constraints.get("enum", ()))
        for column, text in enumerate((c.name, c.type, c.description, c.unit, values)):
            sheet.write_string(row, column, text, wrap)

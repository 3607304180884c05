"""``.parquet``: a table of articles, streamed a row group's slice at a time by pyarrow."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator

from antq_extract.errors import InputError
from antq_extract.readers.csv_table import check_columns
from antq_extract.readers.encoding import convert_font
from antq_extract.readers.item import Item
from antq_extract.readers.limits import Limits
from antq_extract.readers.records import FIELDS, article_from_record
from antq_extract.readers.sources import STDIN, Source

_ROWS = 512


def read_parquet(stream: io.BufferedReader, source: Source, limits: Limits, province: str) -> Iterator[Item]:
    """One item a row. Only the columns that count are read (see :data:`~antq_extract.readers.records.FIELDS`)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _seekable(stream, source) as handle:
        try:
            file = pq.ParquetFile(handle, pre_buffer=False)
        except (pa.ArrowException, OSError) as error:
            raise InputError(f"not a readable Parquet file: {_first_line(error)}") from None
        names = file.schema_arrow.names
        columns = {n: n.lower() for n in names if n.lower() in FIELDS}
        check_columns([columns.get(n, n) for n in names])
        number = 0
        name, stem, file_name = source.name, source.stem, source.file_name
        batches = file.iter_batches(batch_size=_ROWS, columns=list(columns), use_threads=False)
        while True:
            try:
                batch = next(batches)
            except StopIteration:
                return
            except (pa.ArrowException, OSError) as error:
                raise InputError(f"damaged after row {number}: {_first_line(error)}") from None
            for row in batch.rename_columns([columns[n] for n in batch.schema.names]).to_pylist():
                number += 1
                place, id = f"{name} row {number}", f"{stem}-{number}"
                try:
                    article = article_from_record(row, id, file_name, province, convert_font)
                    if len(article.text) * 4 > limits.size and len(article.text.encode()) > limits.size:
                        raise InputError(limits.too_large(), article.id)
                    yield Item(place, id, article=article)
                except InputError as error:
                    yield Item(place, error.id or id, reason=str(error))


def _seekable(stream: io.BufferedReader, source: Source):
    """The footer of a Parquet file stands at its end: a stream that cannot seek goes to a temporary file."""
    if not source.compression and not source.remote and source.path != STDIN:
        return open(source.path, "rb")
    handle = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        shutil.copyfileobj(stream, handle, 1 << 20)
    except BaseException:
        handle.close()
        raise
    handle.seek(0)
    return handle


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:200]

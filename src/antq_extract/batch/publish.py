"""The end of a run: outputs in the forms that their names ask for, given their names when they are complete.

Every step may be interrupted and done again: what has its name already is left alone.
"""

from __future__ import annotations

from typing import Any

from antq_extract.batch import partial as kept
from antq_extract.batch.extractor import PackFacts
from antq_extract.batch.options import RunOptions
from antq_extract.batch.outputs import Outputs, beside, move
from antq_extract.batch.partial import Partial
from antq_extract.schema import article_columns, data_package, figure_columns, merged_package, resource
from antq_extract.writers.atomic import write_text
from antq_extract.writers.final import write_articles, write_figures


def publish(partial: Partial, outputs: Outputs, options: RunOptions, pack: PackFacts) -> None:
    """Make the outputs from what a complete run has collected: first what stands beside, last the figures.

    Raises:
        OSError: an output cannot be written; what was collected stays.
    """
    columns = article_columns(options.dedupe)
    if outputs.articles is not None and partial.path(kept.ARTICLES).exists():
        temporary = beside(outputs.articles, ".tmp")
        write_articles(partial.path(kept.ARTICLES), outputs.article_lines, outputs.article_form, temporary, columns)
        move(temporary, outputs.articles)
    if outputs.figures is None or outputs.rejected is None or outputs.package is None:
        return
    made = partial.path(f"made.{outputs.form}")
    if partial.path(kept.FIGURES).exists():
        articles = partial.path(kept.ARTICLES) if outputs.form == "sqlite" else None
        partitioned = outputs.form == "parquet" and options.engine == "dask"
        write_figures(partial.path(kept.FIGURES), outputs.form, made, articles, options.dedupe, partitioned)
    if partial.progress.rejects:
        move(partial.path(kept.REJECTS), outputs.rejected)
    else:
        outputs.rejected.unlink(missing_ok=True)
    parts = sorted(p.name for p in made.iterdir()) if made.is_dir() else []
    write_text(outputs.package, merged_package(outputs.package, _package(partial, outputs, options, pack, parts)))
    move(made, outputs.figures)
    partial.remove()


def _package(
    partial: Partial, outputs: Outputs, options: RunOptions, pack: PackFacts, parts: list[str]
) -> dict[str, Any]:
    assert outputs.figures is not None
    columns = figure_columns(pack.indicators)
    resources = [resource(outputs.figures, columns, ["article_id", "figure_id"], partial.progress.figures)]
    if parts:
        resources[0]["path"] = [f"{outputs.figures.name}/{part}" for part in parts]
    if outputs.articles is not None and outputs.articles.parent == outputs.figures.parent:
        described = article_columns(options.dedupe)
        resources.append(resource(outputs.articles, described, ["id"], partial.progress.articles))
    return data_package(resources, pack.name, pack.version, pack.digest)

"""From an article to its figures, with the model loaded once in each process."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from antq_extract.article import Article
from antq_extract.errors import UsageError
from antq_extract.figure import Figure

Extract = Callable[[Article], list[Figure]]


def figures(pack: str) -> Extract:
    """The extraction itself: builds the rooms of ``pack``."""
    from antq_extract.pipeline.corridor import corridor
    from antq_extract.pipeline.extract import figures_of

    corridor(pack)
    return lambda article: figures_of(article, pack=pack)


@lru_cache(maxsize=2)
def extractor(reference: str, pack: str) -> Extract:
    """What ``reference`` (``module:function``) makes of ``pack``; built once in a process.

    Raises:
        UsageError: the reference names nothing.
        PackError: the pack is not valid.
    """
    module, _, name = reference.partition(":")
    try:
        factory = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise UsageError(f"extractor {reference}: {error}") from None
    extract = factory(pack)
    gc.collect()
    gc.freeze()  # the model is never garbage: do not walk it again, and keep its pages shared after a fork
    return extract


def warm_up(reference: str, pack: str) -> None:
    """Have everything loaded that a first article would load: for workers, before any clock runs."""
    extractor(reference, pack)(Article("warm-up", "Xã có 12 hộ nghèo."))
    gc.collect()
    gc.freeze()


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What an output says about the rule pack that made it: name, version, hash of its files, indicator codes."""

    name: str
    version: str
    digest: str
    indicators: tuple[str, ...]


def pack_facts(pack: str) -> PackFacts:
    """Load and validate the pack's files, without the pipeline.

    Raises:
        PackError: the pack is missing or not valid.
    """
    from antq_extract.rules.pack import OTHER, load_pack

    loaded = load_pack(pack)
    codes = tuple(sorted({*loaded.indicators, OTHER}))
    return PackFacts(loaded.info.name, loaded.info.version, loaded.digest, codes)

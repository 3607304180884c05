"""A rule pack as a spaCy ``Language``: for those who want the ``Doc``, its words and spans, or the figures among their own components."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from ..errors import UsageError
from ..rules.pack import DEFAULT_PACK, load_pack
from . import components  # noqa: F401  (registers the factories that the config names)


def load(pack: str | os.PathLike[str] = DEFAULT_PACK) -> Language:
    """The extraction pipeline of a rule pack as a spaCy ``Language``.

    ``nlp(text)`` gives a ``Doc`` whose text is the input, with the figures in ``doc._.figures`` and their spans in
    ``doc.spans["figures"]``.

    Args:
        pack: name of an installed rule pack, or path of its folder.

    Raises:
        PackError: the pack is missing or not valid.
        UsageError: ``pack`` is neither a name nor a path.
    """
    if not isinstance(pack, (str, os.PathLike)):
        raise UsageError(f"pack must be the name of a rule pack or the path of its folder, not {type(pack).__name__}")
    return _loaded(os.fspath(pack))


@lru_cache(maxsize=4)
def _loaded(pack: str) -> Language:
    folder: Path = load_pack(pack).folder
    config = spacy.util.load_config(folder / "config.cfg")
    config["nlp"]["tokenizer"]["pack"] = pack
    return spacy.util.load_model_from_config(config, auto_fill=True)

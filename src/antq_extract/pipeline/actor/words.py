"""The words of actors and awards: files of the rule pack, checked when loaded, and alternations of their phrases."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from ...errors import PackError
from ...language.text import fold
from ...rules.pack import DEFAULT_PACK
from ...yaml_files import read_yaml, validated

Words = TypeVar("Words", bound=BaseModel)


class ActorWords(BaseModel):
    """``actors.yaml`` as it must be: lists of words and phrases."""

    model_config = ConfigDict(extra="forbid")
    offices: list[str]
    bodies: list[str]
    not_bodies: list[str]
    levels: list[str]
    level_words: list[str]
    people: list[str]
    persons: list[str]
    side_offices: list[str]
    plurals: list[str]
    adverbials: list[str]
    continuers: list[str]
    auxiliaries: list[str]
    verbs: list[str]
    not_verbs: list[str]
    causatives: list[str]
    reporting: list[str]
    finite: list[str]
    nominals: list[str]
    surnames: list[str]


def load_words(model: type[Words], name: str, pack: str = DEFAULT_PACK) -> Words:
    """A word-class file of a rule pack, checked against its model.

    Raises:
        PackError: the file is missing, is no YAML or does not have the lists that the model asks for.
    """
    path = files(pack) / name
    if not path.is_file():
        raise PackError(f"{pack}/{name}: the file is missing from the rule pack")
    return validated(model, *read_yaml(path), path)


def alternatives(phrases: list[str] | set[str]) -> str:
    """A regex alternation of phrases, longest first, blanks of any number up to two."""
    ordered = sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"\s{1,2}") for p in ordered)


def whole(phrases: list[str] | set[str]) -> str:
    """:func:`alternatives` that neither begin nor end inside a word."""
    return rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)"

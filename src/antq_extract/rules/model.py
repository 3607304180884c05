"""What the files of a rule pack hold, as validated records."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

IN_BRACKETS = re.compile(r"\[([^\]]+)\]")
"""The number in question in an example."""
Kind = Literal["count", "percent", "money", "measure"]


CONDITIONS = ("head", "frame", "left_frame", "right_frame", "near", "left", "right", "sentence")
"""The places around a quantity that a rule may ask about; each also as ``no_…``."""


class Strict(BaseModel):
    """A record that refuses unknown fields: a misspelt key in a pack is an error, not silence."""

    model_config = ConfigDict(extra="forbid")


class PackInfo(Strict):
    """``pack.yaml``."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: str
    language: str = "vi"
    description: str = ""


class WordClass(Strict):
    """A class of words of ``classes/*.yaml``.

    Attributes:
        words: its phrases.
        includes: other classes whose words belong to it too.
        frame: its words are predicates or headings that govern numbers.
        context: its words tell what a sentence is about; they are neither counted nor govern a number.
        strong: as a predicate right behind a noun it overrules what governs from the left (*bắt 2 tên, 6 người chết*).
    """

    words: list[str] = []
    includes: list[str] = []
    frame: bool = False
    strong: bool = False
    context: bool = False
    doc: str = ""

    @model_validator(mode="after")
    def _holds_something(self) -> WordClass:
        if not self.words and not self.includes:
            raise ValueError("a word class needs words or includes")
        return self


class Unit(Strict):
    """A unit of measure or money of ``units.yaml``."""

    unit: str
    kind: Literal["percent", "money", "mass", "length", "area", "volume", "energy"]
    forms: list[str] = Field(min_length=1)
    glued: bool = False
    whole: bool = False


class Examples(Strict):
    """Sentences with the number in question in brackets: ``[12] buổi``."""

    match: list[str] = Field(min_length=1)
    no_match: list[str] = Field(min_length=1)

    @field_validator("match", "no_match")
    @classmethod
    def _one_number_in_brackets(cls, examples: list[str]) -> list[str]:
        for example in examples:
            if len(IN_BRACKETS.findall(example)) != 1:
                raise ValueError(f"an example puts the one number in question in brackets, [12] buổi, not {example[:60]!r}")
        return examples


class Rule(Strict):
    """When a quantity belongs to the indicator. All conditions that are given must hold; each lists word classes.

    Attributes:
        head: classes of the counted noun (of goods, behind a unit of measure).
        frame: classes of the governing predicate: right behind the noun, or the nearest to the left.
        left_frame, right_frame: the same, only to the left, only right behind the noun.
        near: classes anywhere in the same clause.
        left, right, sentence: classes to the left in the sentence, to the right in the clause, anywhere in the sentence.
        no_head, no_frame, no_near, no_left, no_right, no_sentence: the same, must not hold.
        kind: what sort of quantity: a count, a percentage, an amount of money, a measure.
        change: only numbers that are (true) or are not (false) themselves a change.
        priority: the highest wins.
        confidence: the share of figures that the rule types rightly, as measured.
    """

    id: str = Field(pattern=r"^[a-z_]+\.[a-z0-9_.-]+$")
    kind: list[Kind] = ["count"]
    head: list[str] = []
    frame: list[str] = []
    left_frame: list[str] = []
    right_frame: list[str] = []
    near: list[str] = []
    left: list[str] = []
    right: list[str] = []
    sentence: list[str] = []
    no_head: list[str] = []
    no_frame: list[str] = []
    no_left_frame: list[str] = []
    no_right_frame: list[str] = []
    no_near: list[str] = []
    no_left: list[str] = []
    no_right: list[str] = []
    no_sentence: list[str] = []
    change: bool | None = None
    priority: int = Field(default=50, ge=0, le=100)
    confidence: float = Field(default=0.9, ge=0, le=1)
    examples: Examples

    def class_names(self) -> set[str]:
        """Every word class that the rule names."""
        names: set[str] = set()
        for condition in CONDITIONS:
            names.update(getattr(self, condition), getattr(self, "no_" + condition))
        return names


class Indicator(Strict):
    """One file of ``indicators/``: what an indicator counts, its own words, its rules.

    ``words`` makes a class of counted nouns named like the indicator's code.
    """

    code: str = Field(pattern=r"^[a-z][a-z_]*$")
    counts: str
    words: list[str] = []
    rules: list[Rule] = []


class Cues(Strict):
    """``cues.yaml``: words around a number."""

    comparator: dict[str, list[str]]
    comparator_after: dict[str, list[str]]
    change: dict[Literal["increase", "decrease"], list[str]]
    not_change: list[str]
    planned: dict[Literal["right", "reported", "neutral", "targets", "expected", "strong"], list[str]]
    per: dict[Literal["before", "each_has"], list[str]]
    compared: list[str]


class Readings(Strict):
    """``readings.yaml``: words that make a number a name, an ordinal, a legal reference …, not a figure."""

    ordinal: list[str]
    ordinal_weak: list[str]
    ordinal_verb: list[str]
    ordinal_name: list[str] = []
    not_ordinal: list[str]
    address: list[str]
    telephone: list[str]
    score: list[str]
    vague: list[str]
    duration: list[str]
    duration_counts: list[str]
    medal: list[str]
    word_noun_blocks: list[str]
    one_frames: list[str]
    noun_stop: list[str]
    facility: list[str] = []
    named: list[str] = []

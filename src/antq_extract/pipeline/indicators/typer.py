"""Which indicator a quantity belongs to: the rules of the pack, tried in order of priority.

A rule sees the head (the counted noun; of goods, the noun behind the measure), the governing predicate (*frame*), and the classes of
words near, to the left, to the right and in the sentence (:mod:`.surroundings`). What no rule or only a weak one types may take the
indicator of another quantity (:mod:`.inheritance`).
"""

from __future__ import annotations

from ...language.text import TextView
from ...rules.model import CONDITIONS, Rule
from ...rules.pack import OTHER, Pack
from ..quantity import AMBIGUOUS, Quantity, settle
from ..scene import Scene, SentenceScene
from .inheritance import WEAK, Inheritance, take
from .surroundings import Surroundings, SurroundingsReader
from .table_rows import heading_noun
from .topics import topics_of

_UNTYPED = 0.75
"""Confidence where no rule holds: the share of 207 such figures that were rightly ``other``."""


class IndicatorTyper:
    """Types the quantities of scenes by the rules of a pack. Holds no state between scenes."""

    def __init__(self, pack: Pack):
        self._pack = pack
        self._shared_rules = frozenset(r.id for r in pack.rules if r.frame or r.right_frame or r.near or r.right or r.sentence)
        self._sifted: dict[tuple[str, frozenset[str]], list[_Compiled]] = {}
        compiled = [_Compiled(rule) for rule in pack.rules]
        self._by_kind = {kind: [c for c in compiled if kind in c.rule.kind] for kind in ("count", "percent", "money", "measure")}

    def type_scene(self, scene: Scene) -> None:
        """Sets indicator, rule and confidence of every quantity; adds nouns that the text leaves out, and reads numbers by them."""
        reader = SurroundingsReader(self._pack)
        inheritance = Inheritance(self._shared_rules, self._pack.frames)
        about = topics_of(scene)
        line = -1
        for part in scene.scenes:
            if part.sentence.line > line + 1:
                inheritance.reset()
            line = part.sentence.line
            reader.begin(about, heading_noun(scene, part))
            inheritance.begin_sentence()
            for index, quantity in enumerate(part.quantities):
                self._type(scene.view, part, index, quantity, reader, inheritance)
            inheritance.share_predicate(scene.view.norm, part, reader.heads)

    def _type(
        self, view: TextView, part: SentenceScene, index: int, quantity: Quantity, reader: SurroundingsReader, inheritance: Inheritance
    ) -> None:
        around = reader.read(view, part, index, quantity)
        if AMBIGUOUS in quantity.flags:
            settle(quantity, self._pack.units, view.norm[quantity.start : quantity.end])
        change = bool(quantity.change)
        found = next((c.rule for c in self._candidates(around.kind, around.head) if c.matches(around, change)), None)
        previous = part.quantities[index - 1] if index else None
        source = inheritance.source(view.norm, part, quantity, previous, around, found)
        if source is not None:
            take(quantity, source)
        elif found is not None:
            quantity.indicator, quantity.rule, quantity.confidence = found.id.split(".", 1)[0], found.id, found.confidence
        else:
            quantity.indicator, quantity.rule, quantity.confidence = OTHER, "other", _UNTYPED
        inheritance.remember(quantity, around.head, source is None and (found is None or found.priority <= WEAK))

    def _candidates(self, kind: str, head: frozenset[str]) -> list[_Compiled]:
        """The rules that a kind of quantity with this head can meet; heads are few, so each is sifted once."""
        key = (kind, head)
        rules = self._sifted.get(key)
        if rules is None:
            rules = self._sifted[key] = [c for c in self._by_kind[kind] if c.takes(head)]
        return rules


class _Compiled:
    """A rule with its lists as sets."""

    __slots__ = ("head", "no_head", "rejects", "requires", "rule")

    def __init__(self, rule: Rule):
        self.rule = rule
        places = [name for name in CONDITIONS if name != "head"]
        self.head, self.no_head = frozenset(rule.head), frozenset(rule.no_head)
        self.requires = [(name, frozenset(getattr(rule, name))) for name in places if getattr(rule, name)]
        self.rejects = [(name, frozenset(getattr(rule, "no_" + name))) for name in places if getattr(rule, "no_" + name)]

    def takes(self, head: frozenset[str]) -> bool:
        """Whether the rule's conditions on the head hold."""
        return (not self.head or not self.head.isdisjoint(head)) and self.no_head.isdisjoint(head)

    def matches(self, s: Surroundings, change: bool) -> bool:
        """Whether its other conditions hold."""
        if self.rule.change is not None and self.rule.change != change:
            return False
        for name, classes in self.requires:
            if getattr(s, name).isdisjoint(classes):
                return False
        return all(getattr(s, name).isdisjoint(classes) for name, classes in self.rejects)

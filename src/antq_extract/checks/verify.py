"""Claims against an archive's figures: confirmed, compatible, contradicted, not found, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..figure import Figure, plain_number
from ..language.gazetteer.gazetteer import gazetteer
from ..rules.pack import DEFAULT_PACK
from .claims import Claim
from .copies import copies, origins
from .cues import Cues, load_cues
from .finding import figure_key
from .interval import Interval, interval_of
from .reading import folded, group_by_article, same_unit, unit_kind
from .records import figure_of

CONFIRMED, COMPATIBLE, CONTRADICTED, NOT_FOUND = "confirmed", "compatible", "contradicted", "not found"
VERDICTS = (CONFIRMED, COMPATIBLE, CONTRADICTED, NOT_FOUND)

_CITY = "thành phố"
# A day of each edition of the administrative units.
_EDITIONS = ("2025-06-30", "2025-07-01")

VERDICT_COLUMNS = (
    "claim_id", "claim", "indicator", "place", "period_start", "period_end", "comparator", "value", "unit",
    "verdict", "confidence", "independent", "evidence", "evidence_comparator", "evidence_value", "evidence_unit",
    "evidence_period_start", "evidence_period_end", "figure_id", "article_id", "source", "title", "published",
    "sentence", "start", "end", "link",
)  # fmt: skip


@dataclass(slots=True)
class Evidence:
    """A figure of the archive and what it says about the claim: ``confirmed``, ``compatible`` or ``contradicted``."""

    figure: Figure
    says: str

    @property
    def link(self) -> str:
        """The source with the number's offsets (RFC 5147 fragment)."""
        return (
            f"{self.figure.source}#char={self.figure.start},{self.figure.end}" if self.figure.source else ""
        )


@dataclass(slots=True)
class Verdict:
    """What the archive says about a claim.

    Attributes:
        evidence: what decided first, newest report first.
        independent: how many of the articles that decided are no copies of each other.
    """

    claim: Claim
    verdict: str
    confidence: float
    evidence: list[Evidence]
    independent: int = 0

    def records(self, most: int = 5) -> list[dict[str, Any]]:
        """One row a piece of evidence, with the columns :data:`VERDICT_COLUMNS`; one row where there is none."""
        claim = self.claim.figure
        head = {
            "claim_id": self.claim.id, "claim": self.claim.text, "indicator": claim.indicator, "place": claim.place,
            "period_start": claim.period_start, "period_end": claim.period_end, "comparator": claim.comparator,
            "value": plain_number(claim.value), "unit": claim.unit,
            "verdict": self.verdict, "confidence": round(self.confidence, 2),
            "independent": self.independent,
        }  # fmt: skip
        return [head | _evidence_record(piece) for piece in self.evidence[:most]] or [head]


class Archive:
    """An archive's figures, indexed for look-up."""

    def __init__(self, figures: Iterable[Figure | Mapping[str, Any]], pack: str = DEFAULT_PACK):
        self._cues: Cues = load_cues(pack)
        self._by_indicator: dict[str, list[Figure]] = defaultdict(list)
        rows = [figure_of(record) for record in figures]
        for figure in rows:
            self._by_indicator[figure.indicator].append(figure)
        self._origin = origins(copies(group_by_article(rows)))

    def verify(self, claim: Claim) -> Verdict:
        """What the archive says about a claim.

        A figure speaks to a claim where indicator, place, status, change, per and kind of unit are the same and the
        periods overlap; what the claim leaves empty is not asked for. It *confirms* where everything that the figure
        leaves possible is what the claim says, is *compatible* where both can be right, and *contradicts* where they
        cannot and both are about exactly the same period and noun. A claim without a period is never contradicted.
        """
        wanted = claim.figure
        candidates = self._by_indicator.get(wanted.indicator, []) if wanted.indicator else self._everything()
        codes = self._province_codes(wanted)
        evidence = []
        for figure in candidates:
            if figure_key(figure) != claim.id and self._speaks_to(figure, wanted, codes):
                says = _says(figure, wanted)
                if says:
                    evidence.append(Evidence(figure, says))
        verdict = _decide(claim, evidence)
        deciding = {piece.figure.article_id for piece in evidence if piece.says == verdict.verdict}
        verdict.independent = len({self._origin.get(article, article) for article in deciding})
        return verdict

    def _everything(self) -> list[Figure]:
        return [figure for figures in self._by_indicator.values() for figure in figures]

    def _speaks_to(self, figure: Figure, claim: Figure, codes: frozenset[str]) -> bool:
        same = figure.status == claim.status and figure.change == claim.change
        same = (
            same and folded(figure.per) == folded(claim.per) and (not claim.unit or _same_kind(figure, claim))
        )
        if not same or figure.article_id == claim.article_id != "":
            return False
        return self._same_place(figure, claim, codes) and _overlap(figure, claim)

    def _same_place(self, figure: Figure, claim: Figure, codes: frozenset[str]) -> bool:
        if claim.place_code and figure.place_code:
            return claim.place_code == figure.place_code
        if not claim.place:
            return True
        if codes and figure.place_code:
            return figure.place_code in codes
        return self._cues.place_name(figure.place) == self._cues.place_name(claim.place)

    def _province_codes(self, claim: Figure) -> frozenset[str]:
        """The codes, before and since July 2025, of the province that a claim's place names; none if it names another.

        *Kon Tum* without a level word is the province, not its city; *thành phố Kon Tum* is the city.
        """
        if claim.place_code or not claim.place:
            return frozenset()
        level = self._cues.place_levels.match(folded(claim.place))
        kind = _CITY if level and level[0].strip() in ("tp", "tp.") else level[0].strip() if level else ""
        found = (gazetteer(date).province(claim.place) for date in _EDITIONS)
        return frozenset(unit.code for unit in found if unit is not None and kind in ("", unit.kind))


def verify(
    claims: Iterable[Claim], figures: Iterable[Figure | Mapping[str, Any]], pack: str = DEFAULT_PACK
) -> list[Verdict]:
    """The verdict on each claim, in order, from the figures of an archive."""
    archive = Archive(figures, pack)
    return [archive.verify(claim) for claim in claims]


def _same_kind(figure: Figure, claim: Figure) -> bool:
    kind = unit_kind(figure)
    if kind != unit_kind(claim):
        return False
    return same_unit(figure, claim) if kind == "count" else figure.unit == claim.unit


def _overlap(figure: Figure, claim: Figure) -> bool:
    if not (claim.period_start or claim.period_end):
        return True
    if not (figure.period_start or figure.period_end):
        return False
    starts_in_time = not (claim.period_end and figure.period_start) or figure.period_start <= claim.period_end
    ends_in_time = not (claim.period_start and figure.period_end) or figure.period_end >= claim.period_start
    return starts_in_time and ends_in_time


def _says(figure: Figure, claim: Figure) -> str:
    said, asked = interval_of(figure), interval_of(claim)
    if said.meets(asked):
        agrees = _within(said, asked) or (
            figure.value == claim.value and figure.comparator == claim.comparator
        )
        return CONFIRMED if agrees and _same_noun(figure, claim) and _covers(figure, claim) else COMPATIBLE
    dated = bool(claim.period_start or claim.period_end)
    return CONTRADICTED if dated and _same_period(figure, claim) and _same_noun(figure, claim) else ""


def _covers(figure: Figure, claim: Figure) -> bool:
    """True where the figure is about the claim's period, or the claim names none."""
    return not (claim.period_start or claim.period_end) or _same_period(figure, claim)


def _within(inner: Interval, outer: Interval) -> bool:
    return outer.low <= inner.low and inner.high <= outer.high


def _same_period(figure: Figure, claim: Figure) -> bool:
    return (figure.period_start, figure.period_end) == (claim.period_start, claim.period_end)


def _same_noun(figure: Figure, claim: Figure) -> bool:
    """True where both count the same, as far as the claim says what it counts."""
    if claim.total is not None and figure.total is None:
        return False
    return not claim.noun or folded(claim.noun) == folded(figure.noun)


def _decide(claim: Claim, evidence: list[Evidence]) -> Verdict:
    says = {piece.says for piece in evidence}
    verdict = next((v for v in (CONFIRMED, COMPATIBLE, CONTRADICTED) if v in says), NOT_FOUND)
    newest_first = sorted(evidence, key=lambda piece: piece.figure.published, reverse=True)
    rank = {verdict: 0, CONFIRMED: 1, COMPATIBLE: 2, CONTRADICTED: 3}
    ordered = sorted(newest_first, key=lambda piece: rank[piece.says] if piece.says != verdict else 0)
    return Verdict(claim, verdict, _confidence(claim, verdict, ordered), ordered)


def _confidence(claim: Claim, verdict: str, evidence: list[Evidence]) -> float:
    """Higher the more the claim pins down, lower where the archive is of several minds."""
    if verdict == NOT_FOUND:
        return 1.0
    figure = claim.figure
    named = sum(
        bool(x)
        for x in (
            figure.indicator,
            figure.place or figure.place_code,
            figure.period_end,
            figure.unit,
            figure.noun,
        )
    )
    confidence = 0.4 + 0.1 * named
    values = {piece.figure.value for piece in evidence if piece.says == CONTRADICTED}
    if (verdict == CONTRADICTED and len(values) > 1) or (verdict != CONTRADICTED and values):
        confidence -= 0.2
    return confidence


def _evidence_record(piece: Evidence) -> dict[str, Any]:
    figure = piece.figure
    return {
        "evidence": piece.says,
        "evidence_comparator": figure.comparator,
        "evidence_value": plain_number(figure.value),
        "evidence_unit": figure.unit,
        "evidence_period_start": figure.period_start,
        "evidence_period_end": figure.period_end,
        "figure_id": figure_key(figure),
        "article_id": figure.article_id,
        "source": figure.source,
        "title": figure.title,
        "published": figure.published,
        "sentence": figure.sentence,
        "start": figure.start,
        "end": figure.end,
        "link": piece.link,
    }

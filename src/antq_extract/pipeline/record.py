"""From a finished scene to figures: one record a quantity, offsets mapped back to the article's text."""

from __future__ import annotations

import hashlib

from ..article import Article
from ..figure import Figure
from .quantity import Quantity
from .scene import Scene


def figures_of_scene(article: Article, scene: Scene) -> list[Figure]:
    """The figures of a scene, in the order of the text.

    ``figure_id`` is made of the article's text, the pack's digest and the offset: the same on every machine and engine. A text that
    occurs under two article ids gives the same ids twice; ``(article_id, figure_id)`` is the key of a row.
    """
    if not scene.scenes:
        return []
    digest = hashlib.blake2b(digest_size=8)
    for part in (scene.pack.digest, article.text):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    prefix = digest.hexdigest()
    published = article.published
    return [_figure(article, published, scene, quantity, prefix) for quantity in scene.quantities]


def _figure(article: Article, published: str, scene: Scene, quantity: Quantity, prefix: str) -> Figure:
    view = scene.view
    start, end = view.raw_offset(quantity.start), view.raw_offset(quantity.end)
    sentence = scene.sentences[quantity.sentence]
    sentence_start, sentence_end = view.raw_offset(sentence.start), view.raw_offset(sentence.end)
    return Figure(
        figure_id=f"{prefix}-{start}",
        article_id=article.id,
        source=article.source,
        title=article.title,
        published=published,
        indicator=quantity.indicator,
        value=quantity.value,
        value_max=quantity.value_max,
        total=quantity.total,
        baseline=quantity.baseline,
        unit=quantity.unit,
        per=quantity.per,
        comparator=quantity.comparator,
        status=quantity.status,
        change=quantity.change,
        noun=quantity.noun,
        period_start=quantity.period_start,
        period_end=quantity.period_end,
        period_text=quantity.period_text,
        place=quantity.place,
        place_code=quantity.place_code,
        actor=quantity.actor,
        recipient=quantity.recipient,
        award=quantity.award,
        awarder=quantity.awarder,
        number_text=article.text[start:end],
        start=start,
        end=end,
        sentence=article.text[sentence_start:sentence_end],
        sentence_start=sentence_start,
        rule=quantity.rule,
        confidence=round(quantity.confidence, 3),
        flags=";".join(sorted(set(quantity.flags))),
    )

"""What an article is about, by the share of its predicates: the weakest evidence that rules may ask for."""

from __future__ import annotations

from ..scene import Scene

TOPICS = {
    "about_crime": frozenset(("seize", "arrest", "capture", "smuggle", "drug", "weapon")),
    "about_aid": frozenset(("give", "help", "gift", "needy", "donate")),
    "about_traffic": frozenset(("traffic_accident",)),
    "about_violations": frozenset(("fine", "sanction", "wrong", "punish")),
    "about_houses": frozenset(("house_need", "build")),
    "about_sport": frozenset(("sport",)),
    "about_violence": frozenset(("fight", "assault")),
    "about_market": frozenset(("market",)),
    "about_fraud": frozenset(("fraud",)),
    "about_damage": frozenset(("damage", "evacuate", "fire")),
}
"""Topics, with the word classes that tell of them."""
_ASIDE = frozenset(("about_market", "about_violence"))
"""Topics whose phrases do not make the others weaker."""
_LEAST = 3


def topics_of(scene: Scene) -> frozenset[str]:
    """The topics of a scene: those that a third or more of its telling phrases belong to, at least three of them."""
    counts = dict.fromkeys(TOPICS, 0)
    total = 0
    for part in scene.scenes:
        for hit in part.hits:
            told = False
            for topic, classes in TOPICS.items():
                if not classes.isdisjoint(hit.classes):
                    counts[topic] += 1
                    told = told or topic not in _ASIDE
            total += told
    return frozenset(topic for topic, count in counts.items() if count >= _LEAST and count * 3 >= total)

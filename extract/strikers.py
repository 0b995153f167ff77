"""The state whose strikes an article tells of: named with some of them, meant with the others.

Reports of raids name the raider in the headline or with the first strike («غارات إسرائيلية», Israeli raids) and go on
without («غارة على الفوج 175 بمحيط إزرع»). That holds only where nobody else's strikes are told of.
"""

from __future__ import annotations

from extract.actors import ActorMention
from extract.findings import Findings
from extract.ordered import within
from extract.phrases import phrase_of

_STATES = {
    "israel": "israel",
    "turkey": "turkey",
    "russia": "russia",
    "jordan": "jordan",
    "us-forces": "us-forces",
    "global-coalition": "us-forces",
}
"""States that strike from afar, by actor id; the coalition's aircraft are America's or beside them."""
_REACH = 90
"""Folded characters before a party in which the act it belongs to stands."""


def striker_of(found: Findings) -> ActorMention | None:
    """Return where the only state whose strikes the text names is first named so; None for none, and for several."""
    first: ActorMention | None = None
    for actor in found.actors:
        if actor.actor not in _STATES or actor.rule == "speaks":
            continue
        acts = within(found.acts, actor.start - _REACH, actor.start)
        phrase = phrase_of(found.text, actor, max(0, actor.start - _REACH), acts, found.heads)
        if phrase.head not in ("act", "arms") or phrase.preposition not in ("", "ب"):
            continue
        if first is not None and _STATES[first.actor] != _STATES[actor.actor]:
            return None
        first = first or actor
    return first

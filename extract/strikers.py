"""The state whose strikes an article tells of: named with some of them, meant with the others.

Reports of raids name the raider in the headline or with the first strike («غارات إسرائيلية», Israeli raids) and go on
without («غارة على الفوج 175 بمحيط إزرع»). That holds only where nobody else's strikes are told of.
"""

from __future__ import annotations

from extract.actors import ActorMention
from extract.blame import GUESSED
from extract.elsewhere import struck_elsewhere
from extract.findings import Findings
from extract.ordered import within
from extract.phrases import phrase_of

_STATES = {
    "israel": "israel",
    "turkey": "turkey",
    "russia": "russia",
    "jordan": "jordan",
    "iran": "iran",
    "irgc": "iran",
    "us-forces": "us-forces",
    "global-coalition": "us-forces",
}
"""States that strike from afar, by actor id; the coalition's aircraft are America's or beside them."""
_REACH = 90
"""Folded characters before a party in which the act it belongs to stands."""

_VERB_BEHIND = 20
"""Folded characters behind a party in which its verb ends: «إسرائيل تقصف»، «قواتها نفّذت الجمعة»."""
_STRIKES = frozenset({"attack", "strike", "light", "destroy"})
_VERBAL = frozenset({"perfect", "imperfect", "fixed"})


def striker_of(found: Findings) -> ActorMention | None:
    """Return where the only state whose strikes the text names is first named so; None for none, and for several."""
    first: ActorMention | None = None
    elsewhere: dict[int, bool] = {}  # by sentence: «الطيران الإسرائيلي يغير على الضاحية الجنوبية لبيروت»
    for actor in found.actors:
        if actor.actor not in _STATES or actor.rule == "speaks" or not _strikes(found, actor):
            continue
        sentence = found.text.sentences[found.text.sentence_at(actor.start)]
        if sentence.start not in elsewhere:
            acts = within(found.acts, sentence.start, sentence.end)
            elsewhere[sentence.start] = struck_elsewhere(found.text, found.elsewhere, acts)
        if elsewhere[sentence.start]:
            continue
        if first is not None and _STATES[first.actor] != _STATES[actor.actor]:
            return None
        first = first or actor
    return first


def _strikes(found: Findings, actor: ActorMention) -> bool:
    """Whether a state is named as whose strike or arms something is («غارات تركية») or as who strikes («تقصف دمشق»)."""
    acts = within(found.acts, actor.start - _REACH, actor.start)
    phrase = phrase_of(found.text, actor, max(0, actor.start - _REACH), acts, found.heads)
    guess = GUESSED.search(found.text.folded, max(0, actor.start - _REACH), actor.start)
    if phrase.preposition not in ("", "ب") or (guess is not None and not actor.adjective):
        return False  # «طيران مجهول يُرجح أنه تابع للتحالف»
    if phrase.head in ("act", "arms"):
        return True
    behind = within(found.acts, actor.end, actor.end + _VERB_BEHIND)
    doer = phrase.head in (None, "people") and not phrase.preposition and not actor.adjective
    return doer and any(act.value in _STRIKES and act.entry.inflection in _VERBAL for act in behind[:1])

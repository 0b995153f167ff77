"""The parties named in a text: armed forces, groups, states, civilians.

Names stand in `seeds/lexicon/actors.csv`; a name may also be a description («فصائل مسلحة موالية لطهران»), a possessive
(«مقاتلاتها») or a reference to one named before («التنظيم»).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.lexicon import Hits, longest
from extract.normalise import ReadText

# «جماعات مسلحة متطرفة تدعمها إيران»، «فصائل عراقية موالية لطهران»; behind Iran's own guards also «فصائل حليفة له»
_BANDS = (
    r"(?:ال|لل|بال)?(?:جماعات|جماعه|مجموعات|مجموعه|فصائل|فصيل|ميليشيات|مليشيات|ميليشيا|مليشيا|مسلحين|مسلحون|عناصر|قوات"
    r"|مقاتلين|مقاتلا|مسلحا|عنصرا|اطراف|وكلاء|تنظيمات)"
)
_BOUND = (
    r"(?:ال)?(?:مواليه|موالين|مواليا|موال|مدعومه|مدعومين|مدعوما|تدعمها|تدعمهم|مرتبطه|مرتبطين|متحالفه|حليفه|مقربه"
    r"|تابعه|تمولها|محسوبه)"
)
_IRAN_BACKED = re.compile(
    rf"(?<!\w)({_BANDS}(?:\s\w+){{0,3}}?\s{_BOUND}\s(?:من |ل|ب|مع |علي )?(?:ال)?"
    r"(?:ايران|طهران|لايران|لطهران|بايران|بطهران|حرس الثوري))"
)
_ALLIED_TO_IT = re.compile(rf"(?<!\w)و({_BANDS}(?:\s\w+){{0,2}}?\s{_BOUND}\s(?:له|به|معه|لها|بها|معها))(?!\w)")
_ALLIES_REACH = 60
# «مقاتلاتها»، «قوات بلاده»: of the party named last
_ITS_ARMS = re.compile(
    r"(?<!\w)[وفبل]?(?:(?:طائرات|مقاتلات|مسيرات|مدفعيت|مروحيات|مدافع|دبابات|قاذفات|طيران|جنود|عناصر|مقاتلي|قوات|قواعد|منتسبي)(?:ه|ها|هم)"
    r"|قوات بلاد(?:ه|ها|هم)|سلاح جو(?:ه|ها)|(?:مسيره|صواريخ|مدفعيه|طائرات|مقاتلات) (?:تابعه )?(?:لها|له))(?!\w)"
)
_ANTECEDENT_REACH = 260
"""Folded characters back to the party that «مقاتلاتها» or «التنظيم» stands for."""
_NAMED_WITHIN = 2_000
"""Folded characters back to which «التنظيم» looks for its name."""
_ANAPHORS = {
    "التنظيم": ("isis", "pkk", "hurras-al-din", "hts"),
    "الفصيل": ("kataib-hezbollah", "harakat-al-nujaba", "iran-backed-militias", "popular-mobilisation"),
    "الكتائب": ("kataib-hezbollah",),
    "الحركة": ("harakat-al-nujaba",),
    "المجموعات ذاتها": ("iran-backed-militias", "popular-mobilisation"),
}
"""Words for a party named before, and for which."""
NOBODY = frozenset({"civilians", "energy-facility", "unknown"})
"""Actor ids of those who never attack and of nobody in particular."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A party named in a text. Offsets are folded, half open."""

    start: int
    end: int
    actor: str
    """Actor id of `seeds/actors.csv`, or `unknown` for «مجهولون»."""
    adjective: bool
    """Whether it stands as an adjective («أميركية»)."""
    proclitic: str
    """Letters written together before it."""
    rule: str = "name"
    """How it is known: `name`, `adjective`, `possessive` («مقاتلاتها»), `reference` («التنظيم»), `speaks`, `blamed`,
    `defends`."""


def find_actors(text: ReadText, hits: Hits) -> list[ActorMention]:
    """Return the parties named, in order; empty when none is."""
    chosen = longest(hits.of("actor_name", "actor_adjective"))
    named = [
        ActorMention(
            hit.word_start,
            hit.end,
            hit.value,
            hit.role == "actor_adjective",
            hit.proclitic,
            "reference" if hit.entry.form in _ANAPHORS else hit.role.removeprefix("actor_"),
        )
        for hit in chosen
    ]
    backed = [
        ActorMention(match.start(1), match.end(), "iran-backed-militias", False, "")
        for match in _IRAN_BACKED.finditer(text.folded)
    ]
    for match in _ALLIED_TO_IT.finditer(text.folded):
        if any(a.actor == "irgc" and 0 <= match.start() - a.end <= _ALLIES_REACH for a in named):
            backed.append(ActorMention(match.start(1), match.end(), "iran-backed-militias", False, "و"))
    kept = [a for a in named if not any(b.start <= a.start and a.end <= b.end for b in backed)]
    ordered = sorted(kept + backed, key=lambda actor: actor.start)
    return _with_possessives(text, [_resolved(text, actor, ordered) for actor in ordered])


def _resolved(text: ReadText, actor: ActorMention, actors: Sequence[ActorMention]) -> ActorMention:
    """Return «التنظيم» as the organisation named last before it, as it stands if none was."""
    if actor.rule != "reference":
        return actor
    word = text.quote(actor.start, actor.end)
    meant = next(ids for form, ids in _ANAPHORS.items() if word.endswith(form[2:]))
    near = actors_between(actors, actor.start - _NAMED_WITHIN, actor.start)
    before = [a for a in near if a.rule == "name" and a.actor in meant]
    return replace(actor, actor=before[-1].actor) if before else actor


def _with_possessives(text: ReadText, actors: list[ActorMention]) -> list[ActorMention]:
    """Add «مقاتلاتها»، «قوات بلاده» as mentions of the party named last before them."""
    found = list(actors)
    for match in _ITS_ARMS.finditer(text.folded):
        near = actors_between(actors, match.start() - _ANTECEDENT_REACH, match.start())
        owners = [a for a in near if a.actor not in NOBODY and not a.adjective]
        if owners:
            found.append(ActorMention(match.start(), match.end(), owners[-1].actor, False, "", "possessive"))
    return sorted(found, key=lambda actor: actor.start)


def actors_between(actors: Sequence[ActorMention], start: int, end: int) -> list[ActorMention]:
    """Return the mentions inside a folded range; `actors` are in order of start."""
    first = bisect.bisect_left(actors, start, key=lambda actor: actor.start)
    last = bisect.bisect_left(actors, end, key=lambda actor: actor.start)
    return [actor for actor in actors[first:last] if actor.end <= end]


def with_speakers(actors: Sequence[ActorMention], spoken: Sequence[tuple[int, int]]) -> list[ActorMention]:
    """Mark the parties that only speak, standing in the given folded ranges of speakers, as doing so."""
    starts = [start for start, _ in spoken]
    marked = []
    for actor in actors:
        index = bisect.bisect_right(starts, actor.end) - 1
        speaks = index >= 0 and spoken[index][0] < actor.end and actor.start < spoken[index][1]
        marked.append(replace(actor, rule="speaks") if speaks else actor)
    return marked

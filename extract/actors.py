"""The parties named in a text: armed forces, groups, states, civilians.

Names stand in `seeds/lexicon/actors.csv`; a name may also be a description («فصائل مسلحة موالية لطهران»), a possessive
(«مقاتلاتها») or a reference to one named before («التنظيم»).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from extract.lexicon import Hits, longest
from extract.normalise import ReadText
from language.arabic import fold

# «جماعات مسلحة متطرفة تدعمها إيران»، «فصائل عراقية موالية لطهران»; behind Iran's own guards also «فصائل حليفة له»
_BANDS = (
    r"(?:ال|لل|بال)?(?:جماعات|جماعه|مجموعات|مجموعه|فصائل|فصيل|ميليشيات|مليشيات|ميليشيا|مليشيا|مسلحين|مسلحون|عناصر|قوات"
    r"|مقاتلين|مقاتلا|مسلحا|عنصرا|اطراف|وكلاء|تنظيمات)"
)
_BOUND = (
    r"(?:ال)?(?:مواليه|موالين|موالون|مواليا|موال|مدعومه|مدعومين|مدعوما|تدعمها|تدعمهم|مرتبطه|مرتبطين|متحالفه|حليفه|مقربه"
    r"|تابعه|تمولها|محسوبه)"
)
# Whose clients they are: «فصائل عراقية موالية لطهران»، «المدعومة من أنقرة»
_PATRONS = (
    ("iran-backed-militias", "ايران|طهران|لايران|لطهران|بايران|بطهران|حرس الثوري"),
    ("syrian-opposition", "تركيا|انقره|لتركيا|لانقره|بتركيا|بانقره"),
    ("syrian-army-allies", "نظام|لنظام|دمشق|لدمشق|حكومه|لحكومه|اسد|لاسد|جيش السوري|لجيش السوري"),
    ("syrian-army-allies", "روسيا|لروسيا|موسكو|لموسكو"),
)
_BACKED = re.compile(
    rf"(?<!\w)([وفبل]?)({_BANDS}(?:\s\w+){{0,3}}?\s{_BOUND}\s(?:من |ل|ب|مع |علي )?"
    rf"(?:ال|لل)?(?:{'|'.join(f'({names})' for _, names in _PATRONS)})(?!\w))"
)
_FIRST_PATRON = 3
"""Group of `_BACKED` in which the first row of `_PATRONS` is found."""
# «الحرس الثوري وفصائل حليفة له»: clients of the party named right before
_ALLIED_TO_IT = re.compile(rf"(?<!\w)و({_BANDS}(?:\s\w+){{0,2}}?\s{_BOUND}\s(?:له|به|معه|لها|بها|معها|لهم))(?!\w)")
_CLIENTS_OF: Mapping[str, str] = {
    "irgc": "iran-backed-militias",
    "turkey": "syrian-opposition",
    "syrian-army": "syrian-army-allies",
    "russia": "syrian-army-allies",
}
_ALLIES_REACH = 60
# «مقاتلاتها»، «قوات بلاده»: of the party named last
_ITS_ARMS = re.compile(
    r"(?<!\w)[وفبل]?(?:(?:طائرات|مقاتلات|مسيرات|مدفعيت|مروحيات|مدافع|دبابات|قاذفات|طيران|جنود|عناصر|مقاتلي|قوات|قواعد|منتسبي)(?:ه|ها|هم)"
    r"|(?:قاعدت|موقع|مواقع|مقر|مقرات|معسكر|دوريت|رتل|نقطت|نقاط|حاجز|حواجز|اليت|اليات|عربت|قنصليت)(?:ه|ها|هم)"
    r"|قوات بلاد(?:ه|ها|هم)|سلاح جو(?:ه|ها)|(?:مسيره|صواريخ|مدفعيه|طائرات|مقاتلات) (?:تابعه )?(?:لها|له))(?!\w)"
)
# «مجاهدونا»، «مواقعنا»: of whoever speaks
_OWN = re.compile(
    r"(?<!\w)[وفبلك]?(?:قوات|وحدات|مقاتلو|مقاتلي|مجاهدو|مجاهدي|ابطال|اسود|رجال|فرسان|ليوث|مجموعات|عناصر|فصائل|سرايا|كتائب|جنود|رفاق"
    r"|شباب|طيران|طائرات|مسيرات|مدفعيت|صواريخ|قذائف|نيران|راجمات|دفاعات|مقاتلات|مقاومت|قواعد|مواقع|نقاط|حواجز|مقرات|مقار|مراكز|اراضي|دوريت|قاعدت|رتل|موقع|مقر|نقطت|معسكر|حاجز)نا(?!\w)"
    r"|(?<!\w)[وفبلك]?(?:ال|لل)مجاهد(?:ون|ين)(?!\w)"
)
_HEADING = 240
"""Folded characters at the top of a text in which a statement names whose it is."""
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
    "الاحتلال": ("us-forces", "israel", "turkey"),
    "قوات الاحتلال": ("us-forces", "israel", "turkey"),
    "الميليشيا": ("sdf", "syrian-army-allies", "iran-backed-militias", "popular-mobilisation"),
    "المليشيا": ("sdf", "syrian-army-allies", "iran-backed-militias", "popular-mobilisation"),
    "الميليشيات": ("sdf", "syrian-army-allies", "iran-backed-militias", "popular-mobilisation"),
    "المليشيات": ("sdf", "syrian-army-allies", "iran-backed-militias", "popular-mobilisation"),
    "حرس الحدود": ("jordan", "turkey", "iraqi-forces"),
    "قوات حرس الحدود": ("jordan", "turkey", "iraqi-forces"),
    "العدو": ("us-forces", "israel", "turkey"),
    "الفصائل": ("syrian-opposition", "iran-backed-militias", "popular-mobilisation", "islamic-resistance-in-iraq"),
}
"""Words for a party named before, and for which."""
_REFERENCES = {fold(form).removeprefix("ال"): ids for form, ids in _ANAPHORS.items()}
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
    """How it is known: `name`, `adjective`, `possessive` («مقاتلاتها»), `own` («قواتنا»), `reference` («التنظيم»),
    `speaks`, `blamed`, `defends`."""


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
        ActorMention(match.start(), match.end(), _client(match), False, match[1])
        for match in _BACKED.finditer(text.folded)
    ]
    for match in _ALLIED_TO_IT.finditer(text.folded):
        near = [a for a in named if a.actor in _CLIENTS_OF and 0 <= match.start() - a.end <= _ALLIES_REACH]
        if near:
            backed.append(ActorMention(match.start(1), match.end(), _CLIENTS_OF[near[-1].actor], False, "و"))
    kept = [
        a
        for before, a in pairwise([None, *named])
        # «كتائب حزب الله العراقية»: an adjective right behind a name is part of it
        if a is not None
        and not (a.adjective and before is not None and not before.adjective and 0 <= a.start - before.end <= 1)
        and not any(b.start <= a.start and a.end <= b.end for b in backed)
    ]
    ordered = sorted(kept + backed, key=lambda actor: actor.start)
    return _with_possessives(text, [_resolved(text, actor, ordered) for actor in ordered])


def _client(match: re.Match[str]) -> str:
    """Return the party that a band is called by whose patron `_BACKED` found."""
    return next(client for group, (client, _) in enumerate(_PATRONS, _FIRST_PATRON) if match[group])


def _resolved(text: ReadText, actor: ActorMention, actors: Sequence[ActorMention]) -> ActorMention:
    """Return «التنظيم» as the organisation named last before it, as it stands if none was."""
    if actor.rule != "reference":
        return actor
    word = text.folded[actor.start : actor.end]
    meant = next(ids for form, ids in _REFERENCES.items() if word.endswith(form))
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


def with_own_voice(
    text: ReadText, actors: Sequence[ActorMention], spoke: Sequence[tuple[int, str]]
) -> list[ActorMention]:
    """Add «قواتنا», «مجاهدونا», «مواقعنا» as mentions of who speaks; `spoke` are (folded end, actor id) of speakers.

    That is the one named last as speaking in the same line, else the party that the statement's heading names first,
    else nobody known.
    """
    found = list(actors)
    heading = next((a.actor for a in actors if a.end <= _HEADING and a.rule == "name" and a.actor not in NOBODY), None)
    for match in _OWN.finditer(text.folded):
        last = bisect.bisect_right(spoke, match.start(), key=itemgetter(0)) - 1
        line = text.folded.rfind("\n", 0, match.start())
        own = spoke[last][1] if last >= 0 and spoke[last][0] > line else heading
        if own is not None:
            found.append(ActorMention(match.start(), match.end(), own, False, "", "own"))
    return sorted(found, key=lambda actor: actor.start)


def with_speakers(actors: Sequence[ActorMention], spoken: Sequence[tuple[int, int]]) -> list[ActorMention]:
    """Mark the parties that only speak, standing in the given folded ranges of speakers, as doing so."""
    starts = [start for start, _ in spoken]
    marked = []
    for actor in actors:
        index = bisect.bisect_right(starts, actor.end) - 1
        speaks = index >= 0 and spoken[index][0] < actor.end and actor.start < spoken[index][1]
        marked.append(replace(actor, rule="speaks") if speaks else actor)
    return marked

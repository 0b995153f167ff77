"""The parties named in a text: armed forces, groups, states, civilians.

Names stand in `seeds/lexicon/actors.csv`; a name may also be a description («فصائل مسلحة موالية لطهران»). Words that
stand for a party named elsewhere are read by `extract.references`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.lexicon import Hits, longest
from extract.normalise import ReadText
from extract.ordered import Ordered, R, within
from extract.wording import Wording

# «جماعات مسلحة متطرفة تدعمها إيران»، «فصائل عراقية موالية لطهران»; behind Iran's own guards also «فصائل حليفة له»
_BANDS = (
    r"(?:جماعات|جماعه|مجموعات|مجموعه|فصائل|فصيل|ميليشيات|مليشيات|ميليشيا|مليشيا|مسلحين|مسلحون|عناصر|قوات"
    r"|مقاتلين|مقاتلا|مسلحا|عنصرا|اطراف|وكلاء|تنظيمات)"
)
_PROCLITIC = r"(?<!\w)([وف]?[بل]?)(?:ال|ل)?"
"""What is written together with a word: letters that matter, and the article."""
_BOUND = (
    r"(?:ال)?(?:مواليه|موالين|موالون|مواليا|موال|مدعومه|مدعومين|مدعوما|مرتبطه|مرتبطين|متحالفه|حليفه|مقربه"
    r"|تابعه|تابعين|تابعون|تابعا|محسوبه|محسوبين|ت(?:دعم|ساند|مول|سلح|رع[اي]|حرك|وجه|شرف علي|قف خلف|قف وراء)(?:ها|هم|ه))"
)
_BINDS = "موال|مدعوم|مرتبط|متحالف|حليف|مقرب|تابع|محسوب|تدعم|تساند|تمول|تسلح|ترع|تحرك|توجه|تشرف علي|تقف"
"""What stands in any of them."""
# Whose clients they are: «فصائل عراقية موالية لطهران»، «المدعومة من أنقرة»
_PATRONS = (
    ("iran-backed-militias", "ايران|طهران|لايران|لطهران|بايران|بطهران|حرس الثوري(?: الايراني)?"),
    ("syrian-opposition", "تركيا|انقره|لتركيا|لانقره|بتركيا|بانقره"),
    ("syrian-army-allies", "نظام|لنظام|دمشق|لدمشق|حكومه|لحكومه|اسد|لاسد|جيش السوري|لجيش السوري"),
    ("syrian-army-allies", "روسيا|لروسيا|موسكو|لموسكو"),
)
_BACKED = Wording(
    rf"{_PROCLITIC}({_BANDS}(?:\s\w+){{0,3}}?\s{_BOUND}\s(?:من |ل|ب|مع |علي )?"
    rf"(?:ال|لل)?(?:{'|'.join(f'({names})' for _, names in _PATRONS)})(?!\w))",
    _BINDS,
)
_FIRST_PATRON = 3
"""Group of `_BACKED` in which the first row of `_PATRONS` is found."""
# «مجموعات مسلحة إيرانية»، «فصائل مدعومة إيرانياً»: Iran's clients, not Iran
_IRANIAN_BANDS = Wording(
    rf"{_PROCLITIC}(?:جماعات|جماعه|مجموعات|مجموعه|فصائل|فصيل|ميليشيات|مليشيات|ميليشيا|مليشيا|مسلحين"
    r"|مسلحون|وكلاء|اذرع)(?:\s\w+){0,2}?\s(?:ال)?ايراني(?:ه|ين|ون|ا)?(?!\w)",
    "ايراني",
)
# «الحرس الثوري وفصائل حليفة له»، «إيران والفصائل التي تدعمها»: clients of the party named right before
_ALLIED_TO_IT = Wording(
    rf"(?<!\w)و((?:ال)?{_BANDS}(?:\s\w+){{0,2}}?\s(?:{_BOUND}\s(?:له|به|معه|لها|بها|معها|لهم)"
    r"|(?:التي|الذين) ت(?:دعم|ساند|مول|سلح|حرك)(?:ها|هم)))(?!\w)",
    _BINDS,
)
CLIENTS_OF: Mapping[str, str] = {
    "irgc": "iran-backed-militias",
    "iran": "iran-backed-militias",
    "turkey": "syrian-opposition",
    "syrian-army": "syrian-army-allies",
    "russia": "syrian-army-allies",
}
"""The armed groups that fight for a state, by actor id."""
# «اللواء الثالث عشر في الحشد الشعبي»
_OF_THE_MOBILISATION = re.compile(r"(?: عشر| والعشرين| والثلاثين| والاربعين)? (?:في |من |ب)(?:ال)?حشد")
_QUOTED = re.compile(r"(?<!\w)([وف]?[لب])[\"'“«(]$")
_ALLIES_REACH = 60
_LONGEST = 200
"""Folded characters that the name or description of a party may span."""
# «الفرقة 17»، «الفوج 175»: of the army of the country, unless whose is named right behind
_UNITS = Wording(
    rf"{_PROCLITIC}(?:فرقه|لواء|فوج|كتيبه)\s\d{{1,3}}(?!\w)(?!\s(?:في |من |ب)?(?:ال)?حشد|\s(?:ال)?محمول)",
    "فرقه|لواء|فوج|كتيبه",
)
FLIERS = frozenset({"us-forces", "us-coalition", "global-coalition", "israel", "turkey", "russia", "jordan"})
"""Actor ids of states whose aircraft strike in other countries."""
AIR_FORCES = FLIERS | {"syrian-army", "iraqi-forces", "iran"}
"""Actor ids of those who have aircraft at all."""
_FIRED_BY_OTHERS = {
    **dict.fromkeys(("us-forces", "us-coalition", "global-coalition", "russia"), frozenset({"rocket", "mortar"})),
    "israel": frozenset({"mortar"}),
}
"""Weapons that states which strike from the air seldom use: bands fire them at the same places."""
ARMED_GROUPS = frozenset(
    "isis pkk hurras-al-din hts islamic-resistance-in-iraq iran-backed-militias kataib-hezbollah harakat-al-nujaba"
    " saraya-awliya-al-dam liwa-thaar-al-muhandis ashab-al-kahf usbat-al-thaireen ahrar-sinjar lebanese-hezbollah irgc"
    " iranian-kurdish-parties".split()
)
"""Actor ids whose officials fight."""
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
    """Return the parties named, in order; empty when none is.

    Mentions with the rule `reference` have the kind of their word as actor until `extract.references` resolves them.
    """
    chosen = Ordered(longest(hits.of("actor_name", "actor_adjective", "actor_reference")))
    named = [
        ActorMention(
            hit.word_start,
            hit.end,
            hit.value,
            hit.role == "actor_adjective",
            hit.proclitic or _before_a_quote(text, hit.word_start),
            hit.role.removeprefix("actor_"),
        )
        for hit in chosen
    ]
    backed = [
        ActorMention(match.start(), match.end(), _client(match), False, match[1])
        for match in _BACKED.finditer(text.folded)
    ]
    backed += [
        ActorMention(match.start(), match.end(), "iran-backed-militias", False, match[1])
        for match in _IRANIAN_BANDS.finditer(text.folded)
    ]
    backed += [
        ActorMention(match.start(), match.end(), "home army", False, match[1], "reference")
        for match in _UNITS.finditer(text.folded)
        if not any(hit.word_start <= match.start() < hit.end for hit in _around(chosen, match.start(), match.end()))
    ]
    for match in _ALLIED_TO_IT.finditer(text.folded):
        near = [a for a in named if a.actor in CLIENTS_OF and 0 <= match.start() - a.end <= _ALLIES_REACH]
        if near:
            backed.append(ActorMention(match.start(1), match.end(), CLIENTS_OF[near[-1].actor], False, "و"))
    bands = Ordered(sorted(backed, key=lambda actor: actor.start))
    kept = [
        a
        for before, a in pairwise([None, *named])
        # «كتائب حزب الله العراقية»: an adjective right behind a name is part of it
        if a is not None
        and not (a.adjective and before is not None and not before.adjective and 0 <= a.start - before.end <= 1)
        and not any(b.start <= a.start and a.end <= b.end for b in _around(bands, a.start, a.end))
    ]
    kept = [
        replace(a, actor="popular-mobilisation")
        if a.actor == "iraqi-forces" and _OF_THE_MOBILISATION.match(text.folded, a.end)
        else a
        for a in kept
    ]
    return sorted(kept + backed, key=lambda actor: actor.start)


def _before_a_quote(text: ReadText, start: int) -> str:
    """Return the letter written together with a name in quotes («لـ"قسد"»); empty for none."""
    match = _QUOTED.search(text.folded, max(0, start - 4), start)
    return match[1] if match is not None else ""


def _around(found: Ordered[R], start: int, end: int) -> list[R]:
    """Return what lies near a folded range: all that may overlap with it."""
    return within(found, start - _LONGEST, end + _LONGEST)


def _client(match: re.Match[str]) -> str:
    """Return the party that a band is called by whose patron `_BACKED` found."""
    return next(client for group, (client, _) in enumerate(_PATRONS, _FIRST_PATRON) if match[group])


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


def may_have_fired(actor: str, weapons: Collection[str]) -> bool:
    """Return whether a party that is not named with weapons may have fired them: no aircraft drop mortar shells."""
    return not weapons or not _FIRED_BY_OTHERS.get(actor, frozenset()).issuperset(weapons)

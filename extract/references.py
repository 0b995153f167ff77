"""Words that stand for a party named elsewhere: «التنظيم», «القوات ذاتها», «الجيش», «مقاتلاتها», «قواتنا».

What such a word can stand for is its kind (`actor_reference` in `seeds/lexicon/actors.csv`): «التنظيم» (the
organisation) is the organisation named last, «الجيش» (the army) that of the country told of, «مقاتلاتها» (its fighter
jets) are of the party named last, «قواتنا» (our forces) of whoever speaks.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from extract.actors import NOBODY, ActorMention, actors_between
from extract.normalise import ReadText

# «مقاتلاتها»، «قوات بلاده»، «نقطة لها»، «سرية المدفعية لديها»: of the party named last that the pronoun agrees with
_ITS_ARMS = re.compile(
    r"(?<!\w)[وفبل]?(?:(?:طائرات|مقاتلات|مسيرات|مدفعيت|مروحيات|مدافع|دبابات|قاذفات|طيران|قذائف|صواريخ|نيران|راجمات|جنود|عناصر|مقاتلي|مقاتلو|قوات|قواعد|منتسبي"
    r"|خلايا|قياديي|قياديا|مستشاري|ضباط|قادت)(?:ه|ها|هم)"
    r"|(?:قاعدت|موقع|مواقع|مقر|مقرات|مقار|معسكر|دوريت|رتل|نقطت|نقاط|حاجز|حواجز|اليت|اليات|عربت|قنصليت)(?:ه|ها|هم)"
    r"|(?:قاعده|قواعد|موقع|موقعا|موقعين|مواقع|مقر|مقرا|مقرين|مقرات|مقار|معسكر|معسكرا|معسكرات|دوريه|دوريات|رتل|رتلا|نقطه|نقطتين"
    r"|نقاط|حاجز|حاجزا|حاجزين|حواجز|ثكنه|اليه|اليات|عربه|عربتين|مستودع|مستودعا|مستودعات|مخزن|مخازن)"
    r" (?:\w+ )?(?:تابع(?:ه|ا|ين)? )?ل(?:ها|ه|هم)"
    r"|قوات بلاد(?:ه|ها|هم)|سلاح جو(?:ه|ها)|سلاح(?:ه|ها) الجوي|طيران(?:ه|ها) الحربي"
    r"|(?:مسيره|صواريخ|مدفعيه|طائرات|مقاتلات) (?:تابعه )?ل(?:ها|ه)"
    r"|(?:سريه|كتيبه|وحده|وحدات|فوج|مجموعه) (?:\w+ ){1,3}لدي(?:ها|ه))(?!\w)"
)
# «التنظيم»، «الجيش»: what «ه» can stand for; «ها» stands for all others, «هم» for any
_HE = re.compile(
    r"[وفبكل]{0,2}(?:ال|ل)?(?:جيش|تحالف|حرس|حزب|تنظيم|داعش|عدو|احتلال|محتل|حشد|اردن|عراق|فيلق|لواء|فصيل|طيران|سلاح|نظام|مجلس"
    r"|بنتاغون|جهاز|فوج|بي كا كا|كيان)"
)
# «مجاهدونا»، «مواقعنا»: of whoever speaks; «موقعنا» is mostly the website that tells it
_OWN = re.compile(
    r"[وفبلك]?(?:قوات|وحدات|مقاتلو|مقاتلي|مجاهدو|مجاهدي|ابطال|اسود|رجال|فرسان|ليوث|مجموعات|عناصر|فصائل|سرايا|كتائب|جنود|رفاق"
    r"|شباب|طيران|طائرات|مسيرات|مدفعيت|صواريخ|قذائف|نيران|راجمات|دفاعات|مقاتلات|مقاومت|قواعد|مواقع|نقاط|حواجز|مقرات|مقار|مراكز"
    r"|دوريت|قاعدت|رتل|مقر|نقطت|معسكر|حاجز|مجلس)نا(?!\w)"
    r"|[وفبلك]?(?:رجال|مجاهدو|مجاهدي|ابناء|ابناو|اخوان|ابطال|مقاتلو|مقاتلي|مقاومت)كم(?!\w)"  # «صبّ رجالكم نارهم»
    r"|[وفبلك]?(?:ال|لل)مجاهد(?:ون|ين)(?!\w)"
)
# «حاجز لنا»، «نقطة عسكرية لنا»
_SITE_OF_OURS = re.compile(
    r"(?<!\w)[وفبل]?(?:حاجز|مقر|موقع|نقطه|قاعده|دوريه|رتل|اليه|معسكر|ثكنه|مستودع)ا?\s(?:\w+\s)?(?:تابع(?:ه|ا)?\s)?لنا(?!\w)"
)
_ENDS_LIKE_OWN = re.compile(r"(?:نا|كم|مجاهدون|مجاهدين)(?!\w)")
"""How the words of `_OWN` end, which few others do."""
# «الجولان السوري المحتل»: land that is occupied
_OCCUPIED = re.compile(r"(?<!\w)(?:ال)?(?:جولان|سوري|سوريه|فلسطينيه?|عربيه?|لبناني)\s$")
_HEADING = 240
"""Folded characters at the top of a text in which a statement names whose it is."""
_ANTECEDENT_REACH = 260
"""Folded characters back to the party that «مقاتلاتها» stands for."""
_NAMED_WITHIN = 2_000
"""Folded characters back to which «التنظيم» looks for its name."""
_IRAQS = frozenset({"popular-mobilisation", "iraqi-forces", "peshmerga"})
"""Whose a numbered unit in Iraq may be."""
_ARMED_ABROAD = frozenset({"us-forces", "israel", "turkey", "russia"})
_SAYS_THAT = re.compile(r"[^.،؛\n]{0,40}?\sب?ان\s")
"""Between «الإسرائيلية» and «الجيش» that is then theirs."""
_NAMED_BEHIND = 12
"""Folded characters behind «إرهابيين» in which their name may stand («من داعش»), which then says more."""
# «فصائل منضوية في الحشد الشعبي»: their name follows
_ENROLLED = re.compile(r"\W(?:ال)?(?:منضوي|منخرط|منتمي|تابع|ضمن )")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of reference can stand for."""

    parties: frozenset[str]
    otherwise: str | None = None
    """The party meant where none of them was named before; None where nobody is then."""
    adjectives: bool = False
    """Whether a party named by an adjective («غارة إسرائيلية») will do."""


_OCCUPIERS = frozenset({"us-forces", "israel", "turkey"})
HOME_ARMIES: Mapping[str, str] = {"SY": "syrian-army", "IQ": "iraqi-forces", "JO": "jordan"}
"""The army of a country, by its code."""
_BANDS = frozenset(
    "islamic-resistance-in-iraq iran-backed-militias kataib-hezbollah harakat-al-nujaba saraya-awliya-al-dam"
    " liwa-thaar-al-muhandis ashab-al-kahf usbat-al-thaireen ahrar-sinjar popular-mobilisation".split()
)
_ORGANISATIONS = frozenset({"isis", "pkk", "hurras-al-din", "hts"})
_MILITIAS = frozenset({"sdf", "syrian-army-allies", "iran-backed-militias", "popular-mobilisation"})
KINDS: Mapping[str, Kind] = {
    "organisation": Kind(_ORGANISATIONS, "isis"),
    "faction": Kind(_BANDS, "iran-backed-militias"),
    "factions": Kind(_BANDS | {"syrian-opposition"}, "iran-backed-militias"),
    "brigades": Kind(frozenset({"kataib-hezbollah"}), "kataib-hezbollah"),
    "militia": Kind(_MILITIAS, "iran-backed-militias"),
    "occupier": Kind(_OCCUPIERS, "us-forces", adjectives=True),
    "border guard": Kind(frozenset({"jordan", "turkey", "iraqi-forces"}), "iraqi-forces"),
    "group": Kind(_BANDS | _ORGANISATIONS | {"tribal-fighters", "lebanese-hezbollah"}),
    "party": Kind(frozenset({"lebanese-hezbollah", "pkk", "iranian-kurdish-parties"})),
    "guard": Kind(frozenset({"irgc"})),
    "force": Kind(
        frozenset(
            "sdf syrian-army syrian-army-allies iraqi-forces peshmerga us-forces global-coalition turkey russia"
            " israel jordan".split()
        )
    ),
    "assailants": Kind(_BANDS | _ORGANISATIONS | {"tribal-fighters", "syrian-opposition"}),
    "army": Kind(frozenset({"syrian-army", "iraqi-forces", "turkey", "israel", "jordan"})),
    "home army": Kind(frozenset()),
    "base arms": Kind(frozenset()),
}
"""Kinds of references. Those of an army that is named nowhere are the army of the country told of; «مدفعية القاعدة» is
of whoever is based at the base named last."""
_ARMIES = frozenset({"army", "home army"})


def resolved(
    text: ReadText,
    named: Sequence[ActorMention],
    homes: Sequence[tuple[int, str]],
    bases: Sequence[tuple[int, str]] = (),
) -> list[ActorMention]:
    """Return the parties named with the references among them as the parties they stand for, and possessives added.

    `homes` are (folded start, country code) of places, `bases` (folded start, actor id) of bases, both in order. A
    reference that stands for nobody named is left out.
    """
    actors = [meant for actor in named if (meant := _resolved(text, actor, named, homes, bases)) is not None]
    return _with_possessives(text, actors)


def _resolved(
    text: ReadText,
    actor: ActorMention,
    actors: Sequence[ActorMention],
    homes: Sequence[tuple[int, str]],
    bases: Sequence[tuple[int, str]],
) -> ActorMention | None:
    """Return «التنظيم» as the organisation named last before it; None where nobody known is meant."""
    if actor.rule != "reference":
        return actor
    kind = KINDS[actor.actor]
    if actor.actor == "occupier" and _OCCUPIED.search(text.folded, max(0, actor.start - 20), actor.start):
        return None
    if actor.actor == "assailants" and actors_between(actors, actor.end, actor.end + _NAMED_BEHIND + 1):
        return None
    if actor.actor == "factions" and _ENROLLED.match(text.folded, actor.end):
        return None
    if actor.actor == "base arms":
        last = bisect.bisect_right(bases, actor.start, key=itemgetter(0)) - 1
        return replace(actor, actor=bases[last][1]) if last >= 0 else None
    near = actors_between(actors, actor.start - _NAMED_WITHIN, actor.start)
    rules = ("name", "adjective") if kind.adjectives else ("name",)
    parties = kind.parties
    unit = text.folded[actor.end - 1].isdigit()  # «اللواء 47», in Iraq of the army or of the Mobilisation
    if actor.actor in _ARMIES and actor.proclitic.endswith("ل") and not unit:
        parties = frozenset(HOME_ARMIES.values())  # «غارة إسرائيلية على ثكنة للجيش»
    close = [a for a in near if a.actor in _ARMED_ABROAD]
    if actor.actor == "army" and close and _SAYS_THAT.fullmatch(text.folded, close[-1].end, actor.start):
        return replace(actor, actor=close[-1].actor)  # «قال وزير الدفاع الأمريكي لويد أوستن إن الجيش …»
    before = [a for a in near if a.rule in rules and a.actor in parties]
    if before:
        return replace(actor, actor=before[-1].actor)
    named = [a for a in near if a.rule == "name" and a.actor in _IRAQS]
    if unit and named and _home_army(actor.start, homes) == "iraqi-forces":
        return replace(actor, actor=named[-1].actor)
    otherwise = _home_army(actor.start, homes) if actor.actor in _ARMIES else kind.otherwise
    return replace(actor, actor=otherwise) if otherwise is not None else None


def _home_army(at: int, homes: Sequence[tuple[int, str]]) -> str | None:
    """Return the army of the country of the place named last before an offset, or first behind it."""
    index = bisect.bisect_right(homes, at, key=itemgetter(0))
    nearest = homes[index - 1] if index else homes[0] if homes else None
    return HOME_ARMIES.get(nearest[1]) if nearest is not None else None


def _with_possessives(text: ReadText, actors: list[ActorMention]) -> list[ActorMention]:
    """Add «مقاتلاتها»، «قوات بلاده» as mentions of the party named last before them."""
    found = list(actors)
    for match in _ITS_ARMS.finditer(text.folded):
        near = actors_between(actors, match.start() - _ANTECEDENT_REACH, match.start())
        owners = [a for a in near if a.actor not in NOBODY and not a.adjective]
        if not owners or text.sentence_at(owners[-1].start) != text.sentence_at(match.start()):
            # «توغلت قوة إسرائيلية، ثم قصفت مدفعيتها …»
            owners += [a for a in near if a.adjective and text.sentence_at(a.start) == text.sentence_at(match.start())]
        if "خلايا" in match.group():
            owners = [a for a in owners if a.actor in _ORGANISATIONS]
        owners = [a for a in owners if agrees(match.group(), text.folded, a)] or owners
        if "هم" in match.group():  # «قُتل أربعة من عناصر أمن الطرق حين … على دوريتهم»
            owners = [a for a in owners if text.sentence_at(a.start) == text.sentence_at(match.start())]
        if owners:
            found.append(ActorMention(match.start(), match.end(), owners[-1].actor, False, "", "possessive"))
    return sorted(found, key=lambda actor: actor.start)


def agrees(possessive: str, folded: str, owner: ActorMention) -> bool:
    """Return whether a folded word with a pronoun can be a party's: «عناصره» is the organisation's, never قسد's."""
    if "هم" in possessive:
        return True
    return ("ها" not in possessive) == bool(_HE.match(folded, owner.start))


def with_own_voice(
    text: ReadText, actors: Sequence[ActorMention], spoke: Sequence[tuple[int, str]], statement: str | None
) -> list[ActorMention]:
    """Add «قواتنا», «مجاهدونا», «مواقعنا» as mentions of who speaks; `spoke` are (folded end, actor id) of speakers.

    That is the one named last as speaking in the same line, else who makes the `statement` that the text is, else the
    party that its heading names first, else nobody known.
    """
    found = list(actors)
    heading = statement or next(
        (a.actor for a in actors if a.end <= _HEADING and a.rule == "name" and a.actor not in NOBODY), None
    )
    for match in _own_words(text.folded):
        last = bisect.bisect_right(spoke, match.start(), key=itemgetter(0)) - 1
        line = text.folded.rfind("\n", 0, match.start())
        own = spoke[last][1] if last >= 0 and spoke[last][0] > line else heading
        if own is not None:
            found.append(ActorMention(match.start(), match.end(), own, False, "", "own"))
    return sorted(found, key=lambda actor: actor.start)


def _own_words(folded: str) -> Iterator[re.Match[str]]:
    """Yield the words of a folded text that say «our», sites told as «حاجز لنا» last."""
    for ending in _ENDS_LIKE_OWN.finditer(folded):
        start = ending.start()
        while start > 0 and folded[start - 1].isalnum():
            start -= 1
        match = _OWN.match(folded, start)
        if match is not None:
            yield match
    yield from _SITE_OF_OURS.finditer(folded)

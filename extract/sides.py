"""Who attacked whom: on which side of an act the parties named stand.

Arabic news puts the attacker behind the verb («قصفت المقاومة قاعدة …»), before it («أن الميليشيات استهدفت»), as an
adjective of the attack («غارات أميركية») or behind «من قبل»; the attacked stand as possessor of what was struck
(«مواقع الميليشيات»، «قاعدة للقوات الأميركية») or as its guests («تستضيف قوات أميركية»).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.actors import ActorMention, actors_between
from extract.blame import GUESSED, blamed, unique
from extract.lexicon import Hit
from extract.normalise import ReadText

# Between what was struck and its owner: only words that tie them («التابعة لـ»، «التي تستضيف»), in folded spelling.
_OWNED = re.compile(
    r"(?<!\w)[وفبكل]?(?:ال|لل)?(?:قاعده|قاعدتي|قواعد|قاعدتين|معسكر|معسكرات|مواقع|موقع|موقعا|مقرا?|مقرات|مقار|نقاطا?|نقطه|مستودعا?|مستودعات"
    r"|مخازن|مخزن|مخزنا|رتلا?|ارتال|اليه|اليات|عربه|عربات|سياره|سيارتين|عناصر|جنود|حاجزا?|حواجز|ثكنه|ثكنات|اهدافا?|هدفا|تجمعا?|تجمعات|مراكز|مركزا?"
    r"|قياديا?|قياده|اوكار|وكر|مضافات?|كمينا?|حافله|شاحنات|شاحنه|مبني|مباني|منشات|منشاه|حقل|مطار|دوريه|معاقل|قوات|افراد|مجمع|سريه|لواء|مرابض"
    r"|انتشار|تمركز|مصالح|وجود|منزل|منازل|خسائر|قافله|صهاريج|مقاتلي|مسلحي|مغارات|راجمه|رادار|عنصر|عنصرا)"
    r"(?:\W+\w+){0,5}?\W+$"
)
_HOST = re.compile(
    r"(?:تستضيف|يستضيف|تضم|يضم|تتمركز|يتمركز|توجد|يوجد|تتواجد|يتواجد|ينتشر|تنتشر|تتخذه?ا?|يتخذه?ا?|تشغله?ا?|تشغلهما"
    r"|تستخدمه?ا?|يستخدمه?ا?|يستخدمهما|تستخدمهما|يستعمله?ا?|يستعملهما|التابعه|التابع|التابعتين|تابعه|تابع|تاوي|ياوي|الخاضعه|تعود|يعود)"
    r"(?:\W+\w+){0,4}?\W*$"
)
# «مسيّرة تابعة لقوات النظام»: an aircraft's owner is the attacker
_ARMS = re.compile(
    r"(?:مسير|طائر|طيران|مقاتل|مروحي|صاروخ|صواريخ|قذائف|مدفعي|مدافع|راجم|زوارق|عناصر|مسلح|مسلحو)\w*(?:\W+\w+){0,3}?\W*$"
)
_BY = re.compile(
    r"(?<!\w)و?(?:من قبل|من جانب|علي يد|علي ايدي|بواسطه|بنيران|برصاص"
    r"|(?:ا?طلق|زرع|نصب|القي?|رم[يا]|شن|نفذ|تبن[يت]?|اعدّ)(?:ت)?(?:ه|ها|هما))\W*(?:\w+\W+){0,3}$"
)
_BLOWS = re.compile(
    r"(?:غارات?|غارتين|غارتان|ضربات?|ضربه|ضربتين|مقاتلات|قاذفات|مروحيات|طائرات|طائره|طيران|مسيره|مسيرات|مسيرتين|مدفعيه|صواريخ|صاروخ|قصف|هجوم|عدوان|استهداف)"
    r"(?: جويه| صاروخيه| حربيه| مسيره| مسير| جوي| مدفعي| صاروخي)?$"
)
# «استهدفت مسيّرة القوات الأميركية»: behind verb and weapon stands who was struck
_SUBJECT = re.compile(
    r"(?<!\w)(?:ال)?(?:طائره|طائرات|طائرتان|طيران|مسيره|مسيرات|مسيرتان|صاروخ|صواريخ|صاروخان|قذائف|قذيفه|عبوه|عبوتان|لغم|مسلحون|مسلحان|مجهولون|مجهولان|انتحاري|سياره)(?!\w)"
)
_ONTO = re.compile(r"(?<!\w)[وف]?(?:علي|فوق|داخل)\s(?:(?:سقف|سطح|تجمع|محيط)\s)?$")
_BELONGING = re.compile(r"(?<!\w)(?:من|تابع\w{0,3}|ينتمون الي)\W*$")
# What is told begins here: «قالت القيادة المركزية إن …»، «…: أُطلقت على القاعدة»; «إنها استهدفت» tells of itself
_TOLD = re.compile(r"(?<!\w)ب?ان(?!\w)|:")
_THAT = re.compile(r"(?<!\w)[وف]?(?:ب|ل)?ان\W+$")
# «نسبت واشنطن الهجوم إلى …»، «نفت كتائب حزب الله ضلوعها»: who accuses or denies
_ONLY_SPEAKS = re.compile(
    r"(?<!\w)[وف]?(?:نسب|حمل|اتهم|نفي|نفت|ينفي|تنفي|دان|ادان|استنكر|ندد|(?:لم|لن|لا) [تي](?:علن|تبن|تبني))(?:ت|وا)?\W*$"
)
# «مستودعات تُستخدم من قبل الحرس الثوري»: whose they are
_USED_BY = re.compile(r"(?<!\w)(?:[تي]ستخدم|مستخدمه|[تي]شغل|[تي]دار) (?:من قبل|من جانب|بواسطه)\W*(?:\w+\W+){0,2}$")
# «التحالف، الذي تقوده واشنطن»، «فصائل تدعمها طهران»: said of a party, to tell it from others
_STANDS_BEHIND = re.compile(r"(?<!\w)[تي]ت?(?:قود|زعم|تزعم|راس|دعم|مول|سلح|رعا)(?:ه|ها|هم|هما)\W*$")
_SUBJECT_REACH = 14
"""Words between a subject behind «إن» and its verb."""
_TOLD_OF_ITSELF = re.compile(
    r"(?<!\w)ب?ان(?:ه|ها|هم| مقاتليها| مجاهديها| عناصرها| عناصره| مقاتليه)\W+(?:قد\W+)?(?:\w+\W+){0,3}$"
)
# «قد أعلنت الأربعاء، استهداف …»
_ANNOUNCES = re.compile(r"^\W*(?:قد\W+)?(?:اعلن|تبن|اكد|زعم)\w*\W+(?:\w+\W+){0,2}$")
_OFTEN_STRUCK = frozenset(
    {
        "us-forces",
        "global-coalition",
        "iraqi-forces",
        "peshmerga",
        "sdf",
        "syrian-army",
        "jordan",
        "popular-mobilisation",
    }
)
"""Parties that announce attacks on themselves."""
_QUOTES = " \"'“”«»،"
_NEVER_ATTACK = frozenset({"civilians", "energy-facility"})
_NOUNS = frozenset({"attack", "strike", "light", "salvo", "launch", "kill", "bomb", "clash"})
_VERBS = frozenset({"attack", "strike", "light", "launch", "bomb", "kill", "reach"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands on which side of one act."""

    attackers: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]


def sides_of(
    text: ReadText, start: int, end: int, acts: Sequence[Hit], places: Sequence[int], actors: Sequence[ActorMention]
) -> Sides:
    """Return the attackers and targets among `actors` inside the folded range of one event.

    `acts` are its act words and `places` the folded starts of its places. A party that stands on neither side (who
    merely reports, or is named for something else) is left out.
    """
    here = actors_between(actors, start, end)
    attackers: list[ActorMention] = []
    targets: list[ActorMention] = []
    sides = {"attacker": attackers, "claimant": attackers, "target": targets, "defender": targets}
    last: tuple[ActorMention, str] | None = None
    for actor in here:
        side = None
        if last is not None and _joined(text, last[0], actor):
            side = last[1]
        side = side or _side(text, start, acts, places, actor, attackers)
        if side is not None:
            rule = {"defender": "defends", "claimant": "blamed"}.get(side, actor.rule)
            sides[side].append(replace(actor, rule=rule))
            last = (actor, side)
    if not attackers:
        attackers.extend(blamed(text, start, end, [actor for actor in here if actor not in targets]))
    return Sides(unique(attackers), unique([t for t in targets if t not in attackers]))


def _joined(text: ReadText, first: ActorMention, second: ActorMention) -> bool:
    """Whether two parties stand side by side («الحرس الثوري ومجموعات مرتبطة به»)."""
    between = text.folded[first.end : second.start]
    return (
        not second.adjective
        and between.strip(' "«»“”') in ("", "و")
        and (between.strip().startswith("و") or second.proclitic.startswith("و") or text.folded[second.start] == "و")
    )


def _side(
    text: ReadText,
    start: int,
    acts: Sequence[Hit],
    places: Sequence[int],
    actor: ActorMention,
    attackers: Sequence[ActorMention],
) -> str | None:
    """Return the side a party stands on, `attacker`, `claimant`, `target`, `defender`; None for none."""
    if actor.rule == "speaks":
        return _side_of_verb(text, acts, places, actor, attackers) if _tells_of_itself(text, acts, actor) else None
    before = text.folded[max(start, actor.start - 70) : actor.start]
    first_act = min((act.word_start for act in acts), default=start)
    if actor.actor in _NEVER_ATTACK:
        return "target" if actor.start > first_act and _is_aimed_at(actor, before, acts) else None
    if GUESSED.search(text.folded[max(0, actor.start - 90) : actor.start]):
        return None
    if _ONLY_SPEAKS.search(before) or _STANDS_BEHIND.search(before):
        return None
    if _USED_BY.search(before):
        return "target"
    by = _BY.search(before)
    if by is not None and not any(actor.start - len(before) + by.start() <= a.start for a in attackers):
        return "claimant" if "تبن" in by.group() else "attacker"
    if (hosted := _HOST.search(before)) is not None:
        return "attacker" if _ARMS.search(before[: hosted.start()]) else "target"
    if _owner(before, actor, acts):
        return "target"
    if any(act.value == "kill" and 0 <= actor.start - act.end < 30 for act in acts):
        return "target"
    if actor.adjective:
        return "attacker" if _is_adjective_of_attack(text, before, acts, actor) else None
    undergone = [act for act in acts if act.value == "undergo"]
    if any(0 <= act.word_start - actor.end < 60 or 0 <= actor.start - act.end < 4 for act in undergone):
        return "target"
    if any(act.value == "intercept" for act in acts):
        return "defender" if _intercepts(acts, actor) else None
    return _side_of_verb(text, acts, places, actor, attackers)


def _tells_of_itself(text: ReadText, acts: Sequence[Hit], speaker: ActorMention) -> bool:
    """Whether a speaker tells of its own attack: «قالت إنها قصفت», «أعلنت المقاومة استهداف مجاهديها …».

    The struck announce too («أعلن الجيش العراقي استهداف …»), so a bare noun of attack is only an armed group's own.
    """
    act = next((act for act in acts if act.word_start >= speaker.end), None)
    if act is None or act.value == "intercept":
        return False
    between = text.folded[speaker.end : act.word_start]
    if _TOLD_OF_ITSELF.search(between):
        return True
    return speaker.actor not in _OFTEN_STRUCK and (not between.strip(_QUOTES) or _ANNOUNCES.search(between) is not None)


def _is_aimed_at(actor: ActorMention, before: str, acts: Sequence[Hit]) -> bool:
    """Whether civilians or a facility are the aim, not merely among the dead or looking on («وسمع الأهالي»)."""
    if actor.actor == "energy-facility":
        return True
    if actor.adjective:
        return False
    return (
        _owner(before, actor, acts)
        or _ONTO.search(before) is not None
        or any(0 <= actor.start - act.end <= 4 for act in acts)
    )


def _is_adjective_of_attack(text: ReadText, before: str, acts: Sequence[Hit], actor: ActorMention) -> bool:
    if any(0 < actor.start - act.end < 14 and act.entry.inflection == "noun" for act in acts):
        return True
    return _BLOWS.search(before.rstrip("\"'“”«»([ ")) is not None


def _intercepts(acts: Sequence[Hit], actor: ActorMention) -> bool:
    """Whether a party shoots down: then it was aimed at."""
    return any(
        (act.value == "intercept" and 0 <= act.word_start - actor.end < 30) or 0 <= actor.start - act.end < 25
        for act in acts
    )


def _side_of_verb(
    text: ReadText,
    acts: Sequence[Hit],
    places: Sequence[int],
    actor: ActorMention,
    attackers: Sequence[ActorMention],
) -> str | None:
    """Return the side of a party beside the verb or noun of attack: subject, object, or neither."""
    first_place = min(places, default=None)
    verbs = [a for a in acts if a.entry.inflection in ("perfect", "imperfect", "fixed") and a.value in _VERBS]
    if verbs:
        verb = min(verbs, key=lambda act: abs(act.word_start - actor.start))
        behind = actor.start >= verb.end
        between = text.folded[verb.end : actor.start] if behind else text.folded[actor.end : verb.word_start]
        if first_place is not None and behind and verb.end < first_place < actor.start:
            return None
        if not behind:
            if _TOLD_OF_ITSELF.search(between) and len(between.split()) <= 9:
                return "attacker"
            reach = _SUBJECT_REACH if _is_subject(text, actor) else 4
            return "attacker" if len(between.split()) <= reach and not _TOLD.search(between) else None
        if len(between.split()) > 4:
            return None
        objects = _is_passive(text, verb) or (
            _SUBJECT.search(between) is not None and _BELONGING.search(between) is None
        )
        objects |= any(verb.end <= other.start < actor.start for other in attackers)
        return "target" if objects else "attacker"
    noun = min((a for a in acts if a.end <= actor.start), key=lambda act: actor.start - act.end, default=None)
    if noun is None:
        first_act = min((act.word_start for act in acts), default=actor.start)
        between = text.folded[actor.end : first_act]
        reach = _SUBJECT_REACH if _is_subject(text, actor) else 2
        near = actor.end <= first_act and len(between.split()) <= reach and not _TOLD.search(between)
        return "attacker" if near and (reach > 2 or " في " not in between) else None
    if noun.value not in _NOUNS or len(text.folded[noun.end : actor.start].split()) > 2:
        return None
    if first_place is not None and noun.end < first_place < actor.start:
        return None
    return "target" if actor.proclitic.endswith("ل") and noun.value == "attack" and not places else "attacker"


def _is_subject(text: ReadText, actor: ActorMention) -> bool:
    """Whether a party stands right behind «إن», as subject of what follows."""
    return _THAT.search(text.folded[max(0, actor.start - 8) : actor.start]) is not None


def _is_passive(text: ReadText, verb: Hit) -> bool:
    """Whether a verb is vowelled as passive («استُهدفت القوات»); the folded spelling cannot tell."""
    return "\u064f" in text.quote(verb.start, verb.end)


def _owner(before: str, actor: ActorMention, acts: Sequence[Hit]) -> bool:
    """Whether a party stands as owner of what was struck: within five words behind such a noun, no act between."""
    match = _OWNED.search(before)
    if match is None:
        return False
    noun_at = actor.start - len(before) + match.start()
    if any(noun_at <= act.start < actor.start for act in acts):
        return False
    between = match.group().split()[1:]
    return len(between) <= (2 if actor.adjective else 5)

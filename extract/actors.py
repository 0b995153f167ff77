"""Who attacked whom: the parties named, and on which side of the act they stand.

Arabic news puts the attacker behind the verb («قصفت المقاومة قاعدة …»), before it («أن الميليشيات استهدفت»), as an
adjective of the attack («غارات أميركية») or behind «من قبل»; the attacked stand as possessor of what was struck
(«مواقع الميليشيات»، «قاعدة للقوات الأميركية») or as its guests («تستضيف قوات أميركية»).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.lexicon import Hit, longest
from extract.normalise import ReadText

# Between what was struck and its owner: only words that tie them («التابعة لـ»، «التي تستضيف»), in folded spelling.
_OWNED = re.compile(
    r"(?:قاعده|قاعدتي|قواعد|القاعده|القاعدتين|قاعدتين|القواعد|معسكر|مواقع|موقع|مقرا?|مقرات|مقار|نقاطا?|نقطه|مستودعا?|مستودعات|مخازن|مخزن|رتلا?|اليه|اليات|عربه|عربات|سياره|عناصر|جنود|حاجزا?|حواجز|ثكنه|اهدافا?|تجمعات|مراكز|مركز|قياديا?|مستودعات|اوكار|وكر|مضافات?|كمينا?|حافله|شاحنات|شاحنه|مبني|مباني|منشات|حقل|مطار|دوريه|معاقل|مواقعا|قوات|افراد|مجمع|سريه|لواء|مرابض|انتشار|تمركز|مصالح|الوجود|وجود)"
    r"(?:\W+\w+){0,5}?\W+$"
)
# «جماعات مسلحة متطرفة تدعمها إيران»، «فصائل عراقية موالية لطهران»
_IRAN_BACKED = re.compile(
    r"(?<!\w)((?:ال|لل|بال)?(?:جماعات|مجموعات|فصائل|ميليشيات|مليشيات|ميليشيا|مليشيا|مسلحين|مسلحون|عناصر|قوات|مقاتلين|اطراف|وكلاء)(?:\s\w+){0,3}?\s(?:ال)?"
    r"(?:مواليه|موالين|موال|مدعومه|مدعومين|تدعمها|تدعمهم|مرتبطه|مرتبطين|متحالفه|مقربه|تابعه|تمولها)\s(?:من |ل|ب|مع |علي )?(?:ال)?(?:ايران|طهران|لايران|لطهران|بايران|بطهران|حرس الثوري))"
)
_HOST = re.compile(r"(?:تستضيف|يستضيف|تضم|يضم|تتمركز|يتمركز|توجد|يوجد|تتواجد|يتواجد|ينتشر|تنتشر|تتخذه?ا?|يتخذه?ا?|تشغله?ا?|تستخدمه?ا?|يستخدمه?ا?|التابعه|التابع|التابعتين|تابعه|تابع|تاوي|ياوي|الخاضعه)(?:\W+\w+){0,4}?\W*$")
# «مسيّرة تابعة لقوات النظام»: an aircraft's owner is the attacker
_ARMS = re.compile(r"(?:مسير|طائر|طيران|مقاتل|مروحي|صاروخ|صواريخ|قذائف|مدفعي|مدافع|راجم|زوارق|عناصر|مسلح)\w*(?:\W+\w+){0,3}?\W*$")
_BY = re.compile(r"(?<!\w)و?(?:(?:ا?طلقه?ا?|اطلقته?ا?|زرعه?ا?|زرعته?ا?|نصبه?ا?|نصبته?ا?|القه?ا?|القته?ا?|القاها|شنه?ا?|رماها)(?<=[ها])(?!\w)|من قبل|من جانب|علي يد|علي ايدي|نفذته?ا?|نفذه?ا?|شنته?ا?|شنه?ا?|بواسطه|تبنته?ا?)\W*(?:\w+\W+){0,3}$")


_NEVER_ATTACK = frozenset({"civilians", "energy-facility"})


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


def find_actors(text: ReadText, hits: Sequence[Hit]) -> list[ActorMention]:
    """Return the parties named, in order; empty when none is."""
    chosen = longest([hit for hit in hits if hit.role in ("actor_name", "actor_adjective")])
    named = [
        ActorMention(hit.word_start, hit.end, hit.value, hit.role == "actor_adjective", hit.proclitic) for hit in chosen
    ]
    backed = [
        ActorMention(match.start(1), match.end(), "iran-backed-militias", False, match.group(0)[: match.start(1) - match.start()])
        for match in _IRAN_BACKED.finditer(text.folded)
    ]
    kept = [a for a in named if not any(b.start <= a.start and a.end <= b.end for b in backed)]
    return sorted(kept + backed, key=lambda actor: actor.start)


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
    attackers: list[ActorMention] = []
    targets: list[ActorMention] = []
    here = [actor for actor in actors if start <= actor.start and actor.end <= end]
    first_act = min((act.word_start for act in acts), default=start)
    interception = any(act.value == "intercept" for act in acts)
    undergone = [act for act in acts if act.value == "undergo"]
    verbs = [act for act in acts if act.entry.inflection in ("perfect", "imperfect", "fixed") and act.value in ("attack", "strike", "light", "launch", "bomb", "kill", "reach")]
    for actor in here:
        if actor.actor in _NEVER_ATTACK:
            if acts and actor.start > first_act:
                targets.append(actor)
            continue
        before = text.folded[max(start, actor.start - 70) : actor.start]
        tail = before.rstrip("\"'“”«»([ ")
        if _BY.search(before):
            attackers.append(actor)
        elif (owned := _HOST.search(before)) is not None and _ARMS.search(before[: owned.start()]):
            attackers.append(actor)
        elif _HOST.search(before) or _owner(before, actor, acts):
            targets.append(actor)
        elif any(act.value == "kill" and 0 <= actor.start - act.end < 30 for act in acts):
            targets.append(actor)
        elif actor.adjective:
            if any(0 < actor.start - act.end < 14 and act.entry.inflection == "noun" for act in acts) or re.search(
                r"(?:غارات?|غارتين|غارتان|ضربات?|ضربه|مقاتلات|طائرات|طائره|طيران|مسيره|مسيرات|مدفعيه|صواريخ|صاروخ|قصف|هجوم)(?: جويه| صاروخيه| حربيه| مسيره| جوي| مدفعي| صاروخي)?$", tail
            ):
                attackers.append(actor)
        elif undergone and any(0 <= undergo.word_start - actor.end < 60 for undergo in undergone):
            targets.append(actor)
        elif undergone and any(0 <= actor.start - undergo.end < 4 for undergo in undergone):
            targets.append(actor)
        elif interception:
            # Who shoots down is who was aimed at
            if any(act.value == "intercept" and 0 <= act.word_start - actor.end < 30 or 0 <= actor.start - act.end < 25 for act in acts):
                targets.append(actor)
        elif verbs:
            verb = min(verbs, key=lambda act: abs(act.word_start - actor.start))
            between = text.folded[verb.end : actor.start] if actor.start >= verb.end else text.folded[actor.end : verb.word_start]
            if len(between.split()) <= 4 and not (places and verb.end < min(places) < actor.start):
                attackers.append(actor)
        else:
            noun = min((act for act in acts if act.end <= actor.start), key=lambda act: actor.start - act.end, default=None)
            if noun is not None:
                between = text.folded[noun.end : actor.start]
                if len(between.split()) <= 2 and not (places and noun.end < min(places) < actor.start):
                    if actor.proclitic.endswith("ل") and noun.value == "attack" and not places:
                        targets.append(actor)
                    else:
                        attackers.append(actor)
            elif actor.end <= first_act and first_act - actor.end < 25:
                attackers.append(actor)
    return Sides(_unique(attackers), _unique([t for t in targets if t not in attackers]))


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


def _unique(mentions: list[ActorMention]) -> tuple[ActorMention, ...]:
    found: dict[str, ActorMention] = {}
    for mention in mentions:
        found.setdefault(mention.actor, mention)
    return tuple(found.values())

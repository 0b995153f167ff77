"""A draft: one act at one place as one sentence tells it, before the tellings of one event are put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.actors import AIR_FORCES, FLIERS, NOBODY, ActorMention, may_have_fired
from extract.casualties import CasualtyMention
from extract.dates import DateMention
from extract.denials import Denial
from extract.lexicon import Hit
from extract.places import PlaceMention
from extract.sources import SourceMention
from extract.unhurt import Unhurt
from extract.weapons import WeaponMention
from geo.places import Place
from incidents.types import Outcome, RejectedKind

# «هجوم خراب الجير» names a known attack by its place; «استهداف قاعدة العمر» tells of one, its noun being a verb's
_NAMED_BY_PLACE = frozenset({"هجوم", "هجمة", "ضربة", "غارة", "تفجير", "انفجار", "كمين"})


_KNOWN_AIRCRAFT = frozenset({"weapon:الطائرات", "weapon:المقاتلات", "weapon:القاذفات"})
"""«الطائرات دمّرت …»: those that struck before."""
_AIRCRAFT = frozenset({"drone", "airstrike"})
_LIKE_IT_WITHIN = 6
"""Sentences behind an attack in which a like one («غارة مماثلة») is like it."""
_ANSWERED_WITHIN = 4
"""Sentences behind an attack in which an answer is one to it."""


@dataclass(eq=False)
class Draft:
    """One act at one place as one sentence tells it. Offsets are folded."""

    sentence: int
    """Index of the sentence."""
    start: int
    end: int
    """The stretch of text it was read from."""
    acts: list[Hit]
    here: bool
    """Whether it is of Syria, Iraq or Jordan as far as its words say."""
    place: PlaceMention | None
    """None when no place is named; `anaphor` may then point back to one."""
    anaphor: Hit | None = None
    """«القاعدة»، «الموقع نفسه»: the place is one named before."""
    meant: Place | None = None
    """The place that `anaphor` points back to, where it points back to several («الموقعين»)."""
    region: PlaceMention | None = None
    """Where the place that `anaphor` points back to lies («القاعدة نفسها في الأنبار»)."""
    date: DateMention | None = None
    date_of_statement: bool = False
    """Whether the date is that of the speech («أكدت الجمعة وقوع …»), not told of the act itself."""
    time_of_day: DateMention | None = None
    anchored: bool = False
    """Whether it is told as the time of something else («قبيل استهداف القاعدة، أعلنت …»)."""
    carried: bool = False
    """Whether it goes on from the act before («كما استهدفت»)."""
    background: bool = False
    """Whether it is only what something else answers («رداً على هجوم …»)."""
    elaborates: bool = False
    """Whether it tells more of what was told just before («وقد ضربت مقاتلات …»): it is of that day."""
    pluperfect: bool = False
    """Whether it steps back in time («وكانت القاعدة قد تعرضت»)."""
    again: Hit | None = None
    """The words that set it apart from an act before («هجوم ثان»)."""
    repeated: bool = False
    """Whether it was told to have happened many times («مرات عديدة»)."""
    weapons: list[WeaponMention] = field(default_factory=list)
    shared_count: bool = False
    """Whether its munitions are told for several places together."""
    attackers: list[ActorMention] = field(default_factory=list)
    targets: list[ActorMention] = field(default_factory=list)
    target_noun: Hit | None = None
    """What was struck («رادار»، «مستودع»), where named."""
    cues: list[tuple[Outcome, Hit]] = field(default_factory=list)
    casualties: list[CasualtyMention] = field(default_factory=list)
    unhurt: list[Unhurt] = field(default_factory=list)
    """Where it says that nobody was hurt."""
    sources: list[SourceMention] = field(default_factory=list)
    listed_with: list[PlaceMention] = field(default_factory=list)
    """The other places of the same list («قريتي كذا وكذا»): totals are shared with them."""
    near: bool = False
    """Whether the place is only the neighbourhood of what was struck."""
    dateless: bool = False
    """Whether the words say that its day is not known («من دون تحديد موعد»)."""
    soon_after: bool = False
    """Whether it is told by the hours between («وفي الساعات التالية», «بعد ذلك بساعتين»): it is of the days told of."""
    at_once: bool = False
    """Whether it is told as of the very time of the event before («وفي التوقيت ذاته»)."""
    shortly_before: bool = False
    """Whether it is told as just before the event before it («قبيل ذلك»)."""
    one_of_them: bool = False
    """Whether only one of what was fired is told of («غير أن واحداً انفجر في مجمّع قريب»)."""
    known: bool = False
    """Whether its munitions are those told of before («سقوط الصواريخ»)."""
    nowhere: bool = False
    """Whether its sentence says nothing of where it was: it may be the place that the article is about."""
    own_claim: bool = False
    """Whether the attackers speak of themselves («دكّ أبطالنا», «استهدفنا»)."""
    same_way: bool = False
    """Whether it says «بالأسلوب ذاته»: the weapon is the one told before."""
    answers: bool = False
    """Whether it answers the attack before («ردّت القوات الأميركية بقصف …»)."""
    another_struck: bool = False
    """Whether it struck another of what was struck before («استهدف رتلاً آخر»)."""
    rumoured: bool = False
    """Whether it is only passed on («تداولت صفحات خبراً عن …»)."""
    landed: bool = False
    """Whether it is told as what came down on its place («انهمرت الصواريخ على المعسكر»، «طالت الغارة المطار»)."""
    denied: Denial | None = None
    """The words by which somebody denies it («وهو ما نفاه مسؤول»)."""

    @property
    def definite(self) -> bool:
        """Whether the act is one already told of («الهجوم»، «القصف»، «هجوم خراب الجير»)."""
        if self.place is not None and any(
            act.entry.form in _NAMED_BY_PLACE and 0 < self.place.start - act.end <= 2 for act in self.acts
        ):
            return True
        return self.known or all(
            act.proclitic.endswith(("ال", "لل")) or (act.entry.form.startswith("ال") and act.value != "shoot")
            for act in self.acts
        )

    @property
    def only_referred_to(self) -> bool:
        """Whether it tells nothing of the attack itself («جرحى القصف في القائم», «بعد قصف جرف الصخر»)."""
        bare = self.date is None and not self.weapons
        return bare and (self.definite or (self.anchored and not self.soon_after))

    @property
    def is_new(self) -> bool:
        """Whether it tells of an attack of its own («شنّت ضربات»), not of what became of one («سقطت الصواريخ»)."""
        return not self.tells_of_the_same and any(
            act.value in ("attack", "strike") and not act.proclitic.endswith(("ال", "لل")) for act in self.acts
        )

    @property
    def goes_on(self) -> bool:
        """Whether it tells on of the act before: «كما استهدفت»، «الهجوم»، «طال القصف»."""
        return self.carried or self.tells_of_the_same

    @property
    def tells_of_the_same(self) -> bool:
        """Whether its act is the very one told before, so that its weapon is the same."""
        return (
            self.definite
            or self.same_way
            or any(act.value == "reach" or _is_known(act) for act in self.acts)
            or any(weapon.rule in _KNOWN_AIRCRAFT for weapon in self.weapons)
        )


def _is_known(act: Hit) -> bool:
    """Whether a noun of attack stands as known («استهدف القصف»، «الغارة الثالثة»), not as an instrument («بالقصف»)."""
    known = act.proclitic in ("ال", "وال", "فال")
    return known and act.entry.inflection == "noun" and act.value in ("attack", "strike")


@dataclass(frozen=True)
class Dismissal:
    """A passage that looks like an event and is none. Offsets are folded."""

    kind: RejectedKind
    start: int
    end: int
    word: Hit
    """The word that says so."""
    place: PlaceMention | None
    looks_like_one: bool = True
    """Whether the words would be taken for an event, were it not for `word`; others need not be listed."""


def carry_on(drafts: Sequence[Draft]) -> None:
    """Let an event take from the one told just before what its own words leave out and the telling carries on.

    «شنّت مقاتلات أميركية غارات على مواقع للميليشيات في البوكمال. كما طال القصف محيط الميادين»: the second raid has the
    attacker, target and weapon of the first. Only neighbours in the telling are read so, never across another
    attacker, another day, or a step back in time. Who answers («ردّت … بقصف») strikes those who struck before.
    """
    for before, draft in pairwise(drafts):
        if draft.another_struck:
            draft.targets = draft.targets or list(before.targets)
        if draft.answers and draft.sentence - before.sentence <= _ANSWERED_WITHIN:
            together = before.answers and draft.sentence == before.sentence
            answered = before.targets if together else before.attackers
            if draft.attackers and not _hurts_civilians(draft):
                draft.targets = draft.targets or [a for a in answered if a not in draft.attackers]
            continue
        if not (draft.goes_on or draft.attackers or draft.sentence == before.sentence):
            continue
        apart = draft.again is not None and not draft.tells_of_the_same
        if draft.pluperfect and any(casualty.group in ("fighters", "unknown") for casualty in draft.casualties):
            # «وكان عنصران قد قُتلا بعبوة زرعها التنظيم»: of those that it has just been told to fight
            same = {a.actor for a in draft.attackers} & {a.actor for a in before.attackers}
            draft.targets = draft.targets or (list(before.targets) if same else [])
        reach = _LIKE_IT_WITHIN if draft.same_way else 2 if draft.goes_on else 1
        if draft.sentence - before.sentence > reach or draft.pluperfect or (apart and not _flies_again(before, draft)):
            continue
        if (_another_day(before, draft) and not draft.same_way) or _other_attackers(before, draft):
            continue
        others_struck = _other_targets(before, draft)
        if others_struck and not draft.tells_of_the_same:
            continue
        struck = {target.actor for target in draft.targets}
        arms = {weapon.weapon for weapon in draft.weapons}
        draft.attackers = draft.attackers or [
            a
            for a in before.attackers
            if a.actor not in struck
            and (a.actor in AIR_FORCES or "airstrike" not in arms)
            and may_have_fired(a.actor, arms)
        ]
        tells_on = draft.goes_on or draft.sentence == before.sentence or _same_place(before, draft)
        if before.attackers and not others_struck and tells_on:
            # «طالت غارة منزلاً في صلخد، فيما استهدفت أخرى مستودعاً في عريقة»: the house is not there
            draft.targets = draft.targets or [
                t for t in before.targets if t.actor not in NOBODY or _same_place(before, draft)
            ]
        if not draft.weapons and draft.tells_of_the_same:
            draft.weapons = [replace(weapon, count=None) for weapon in before.weapons]


def _flies_again(before: Draft, draft: Draft) -> bool:
    """Whether another of a state's aircraft strikes right behind the first: «مسيّرة تركية … قصفت مسيّرة أخرى»."""
    states = before.attackers and all(attacker.actor in FLIERS for attacker in before.attackers)
    flown = {weapon.weapon for weapon in draft.weapons} & _AIRCRAFT & {weapon.weapon for weapon in before.weapons}
    return bool(states) and bool(flown)


def _same_place(before: Draft, draft: Draft) -> bool:
    return draft.place is None or (before.place is not None and before.place.place is draft.place.place)


def _hurts_civilians(draft: Draft) -> bool:
    """Whether only civilians are told to be hurt: «وردّت قسد بقصف البلدة، فقُتل طفل»."""
    return bool(draft.casualties) and all(casualty.group == "civilians" for casualty in draft.casualties)


def answer(drafts: Iterable[Draft]) -> None:
    """Let those who answer («وردّت قسد بالمدفعية») strike those last told, by then or later, to have struck before."""
    told = sorted(drafts, key=lambda draft: draft.sentence)
    for draft in told:
        if not draft.answers or draft.targets or not draft.attackers or _hurts_civilians(draft):
            continue
        own = {attacker.actor for attacker in draft.attackers}
        before = [d for d in told if 0 < draft.sentence - d.sentence <= _ANSWERED_WITHIN]
        # «طالت صواريخ قاعدة كونيكو، وردّ التحالف»: whoever attacked somewhere else before is not answered
        there = [d for d in before if d.place is not None and _same_place(before[-1], d) and d.attackers]
        struck = there[-1].attackers if there else []
        draft.targets = [a for a in struck if a.actor not in own]


def _another_day(before: Draft, draft: Draft) -> bool:
    if draft.date is None or before.date is None or draft.date_of_statement:
        return False
    return draft.date.date_start != before.date.date_start


def _other_attackers(before: Draft, draft: Draft) -> bool:
    return bool({a.actor for a in draft.attackers} - {a.actor for a in before.attackers})


def _other_targets(before: Draft, draft: Draft) -> bool:
    targets = {a.actor for a in draft.targets}
    return bool(before.targets) and bool(targets) and not targets & {a.actor for a in before.targets}

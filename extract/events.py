"""From the findings of one sentence to drafts of events: which act struck which place, when, with what.

A draft is one act at one place as one sentence tells it. Drafts of the same event are put together afterwards
(`extract.merging`). Passages that look like events and are none come out as rejections with their kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.actors import ActorMention, sides_of
from extract.casualties import CasualtyMention
from extract.clauses import Clause, clauses_of
from extract.dates import DateMention
from extract.findings import Findings, within
from extract.lexicon import Hit
from extract.modality import negated, rejection
from extract.normalise import Sentence
from extract.outcomes import outcome_cues
from extract.places import PlaceMention
from extract.sources import SourceMention
from extract.weapons import WeaponMention
from incidents.types import Outcome, RejectedKind

_NEEDS_A_WEAPON = frozenset({"impact", "impact_noun", "launch", "intercept", "salvo", "kill", "head_for"})
_UNMISTAKABLE = ("قصف", "يقصف", "غارة", "غارات", "أغار", "دك", "دكت", "دكوا", "رشقة", "رشقات")
_TELLS_ON = frozenset({"intercept", "impact", "impact_noun", "blast", "sound", "kill", "destroy", "head_for", "attempt", "launch"})
_HELPERS = frozenset({"sound", "undergo", "attempt", "light", "reach", "impact_noun", "head_for"})
_NO_TARGET = frozenset({"launch", "flight", "dateline", "institution"})
_MILITARY = frozenset({"base", "airfield", "oil_field", "gas_field", "embassy", "refinery", "industrial_site"})
_ADJUNCTS = ("مرات", "مرتين", "مره")
# A list whose items carry their own noun: «…، ومحطة محروقات في قامشلو، وصوامع للحبوب عند الدرباسية»
_LIST_ITEM = re.compile(r"(?:^|[\s،])و(?:\w+)(?:\s+\w+){0,4}\s*$")
_FIRST_PERSON = frozenset(
    {"أبطالنا", "استهدفنا", "قصفنا", "دككنا", "نفذنا", "مقاتلونا", "مجاهدونا", "مجاهدينا", "هاجمنا", "صواريخنا", "مسيراتنا"}
)
_NAMED_BY_PLACE = frozenset({"هجوم", "هجمة", "ضربة", "غارة", "تفجير", "انفجار", "كمين"})
_LOOKING_BACK = re.compile(r"(?<!\w)و?(?:كان|كانت)\W(?:\w+\W+){0,9}?قد(?!\w)|سبق (?:و)?ان")
_MANY_TIMES = re.compile(r"(?<!\w)(?:مرات (?:عديده|عده|اخري|كثيره|متفرقه|متكرره)|(?:عده|بضع) مرات|اكثر من مره|غير مره)")
_SAME_WAY = re.compile(r"ب(?:ال)?(?:اسلوب|طريقه|سلاح|وسيله)\w* (?:ذات|نفس)|بالمثل")
_DISTANCE = 170
"""Folded characters between an act and its place beyond which they are not taken together."""


@dataclass
class Draft:
    """One act at one place as one sentence tells it. Offsets are folded."""

    sentence: int
    """Index of the sentence."""
    start: int
    end: int
    """The stretch of text it was read from."""
    acts: list[Hit]
    place: PlaceMention | None
    """None when no place is named; `anaphor` may then point back to one."""
    anaphor: Hit | None = None
    """«القاعدة»، «الموقع نفسه»: the place is one named before."""
    date: DateMention | None = None
    date_of_statement: bool = False
    """Whether the date is that of the speech («أكدت الجمعة وقوع …»), not told of the act itself."""
    time_of_day: DateMention | None = None
    anchored: bool = False
    """Whether it is told as the time of something else («قبيل استهداف القاعدة، أعلنت …»)."""
    carried: bool = False
    """Whether it goes on from the act before («كما استهدفت»)."""
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
    cues: list[tuple[Outcome, Hit]] = field(default_factory=list)
    casualties: list[CasualtyMention] = field(default_factory=list)
    sources: list[SourceMention] = field(default_factory=list)
    listed_with: list[PlaceMention] = field(default_factory=list)
    """The other places of the same list («قريتي كذا وكذا»): totals are shared with them."""
    near: bool = False
    """Whether the place is only the neighbourhood of what was struck."""
    reported_now: bool = False
    """Whether somebody reports it in the sentence itself, not in a look back: then it is of now, if nothing else is said."""
    own_claim: bool = False
    """Whether the attackers speak of themselves («دكّ أبطالنا», «استهدفنا»)."""
    same_way: bool = False
    """Whether it says «بالأسلوب ذاته»: the weapon is the one told before."""
    denied: Hit | None = None
    """The word by which somebody denies it («وهو ما نفاه مسؤول»)."""

    @property
    def definite(self) -> bool:
        """Whether the act is one already told of («الهجوم»، «القصف»)."""
        if self.place is not None and any(
            act.entry.form in _NAMED_BY_PLACE and 0 < self.place.start - act.end <= 2 for act in self.acts
        ):
            return True  # «هجوم خراب الجير»: the attack named by its place
        return all(act.proclitic.endswith(("ال", "لل")) or act.entry.form.startswith("ال") for act in self.acts)


@dataclass(frozen=True)
class Dismissal:
    """A passage that looks like an event and is none. Offsets are folded."""

    kind: RejectedKind
    start: int
    end: int
    word: Hit
    place: PlaceMention | None


@dataclass
class SentenceEvents:
    """What one sentence told."""

    drafts: list[Draft] = field(default_factory=list)
    dismissals: list[Dismissal] = field(default_factory=list)


@dataclass
class _Group:
    """Acts and the places they struck, inside one clause."""

    clause: Clause
    acts: list[Hit] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    last_end: int = 0


def campaign(drafts: Sequence[Draft]) -> None:
    """Let an event take from the one told just before what its own words leave out and the telling carries on.

    «شنّت مقاتلات أميركية غارات على مواقع للميليشيات في البوكمال. كما طال القصف محيط الميادين»: the second raid has the
    attacker, target and weapon of the first. Only neighbours in the telling are read so, never across another attacker.
    """
    for before, draft in zip(drafts, drafts[1:], strict=False):
        same_act = draft.carried or draft.definite or any(act.value == "reach" for act in draft.acts)
        if draft.sentence - before.sentence > (2 if same_act else 1) or draft.pluperfect or draft.again is not None:
            continue
        if {a.actor for a in draft.attackers} - {a.actor for a in before.attackers}:
            continue
        if before.targets and draft.targets and not {a.actor for a in draft.targets} & {a.actor for a in before.targets}:
            continue
        if draft.date is not None and not draft.date_of_statement and before.date is not None and draft.date.date_start != before.date.date_start:
            continue
        if not (same_act or draft.attackers or draft.sentence == before.sentence):
            continue
        draft.attackers = draft.attackers or list(before.attackers)
        draft.targets = draft.targets or (list(before.targets) if before.attackers else [])
        if not draft.weapons and (draft.definite or draft.same_way or any(act.value == "reach" for act in draft.acts)):
            draft.weapons = [replace(weapon, count=None) for weapon in before.weapons]


def events_of(
    found: Findings, index: int, sentence: Sentence, places: Sequence[PlaceMention], told_before: bool = False
) -> SentenceEvents:
    """Return the drafts and dismissals of one sentence, which names `places`; both empty when it tells of no act.

    `told_before` says whether the sentence before told of an attack, which short words may then go on telling of.
    """
    result = SentenceEvents()
    if found.text.folded[sentence.start : sentence.end].rstrip("\"'”» ").endswith("؟"):
        return result  # a question tells of nothing
    acts = within(found.acts, sentence.start, sentence.end)
    modality = within(found.modality, sentence.start, sentence.end)
    if not acts and not modality:
        return result
    clauses = clauses_of(found, sentence)
    groups: list[_Group] = []
    for clause in clauses:
        groups.extend(_groups(found, clause, within(acts, clause.start, clause.end), within(places, clause.start, clause.end)))
    groups = _look_back(groups)
    for position, group in enumerate(groups):
        if not group.acts:
            _dismiss_without_act(found, group, result)
            continue
        end = groups[position + 1].clause.start if position + 1 < len(groups) else sentence.end
        _read_group(found, index, sentence, clauses, groups, group, max(end, group.clause.end), result, told_before)
    _tell_the_rest(found, sentence, result.drafts)
    return result


def _tell_the_rest(found: Findings, sentence: Sentence, drafts: list[Draft]) -> None:
    """Give the losses and outcomes that stand outside every draft's stretch to the draft told last before them."""
    if not drafts:
        return

    def owner(start: int) -> Draft:
        return next((d for d in reversed(drafts) if d.start <= start), drafts[0])

    told = {id(mention) for draft in drafts for mention in draft.casualties}
    for mention in within(found.casualties, sentence.start, sentence.end):
        if id(mention) not in told:
            owner(mention.start).casualties.append(mention)
    heard = {(hit.start, value) for draft in drafts for value, hit in draft.cues}
    for value, hit in outcome_cues(found.text, found.hits, sentence.start, sentence.end):
        if (hit.start, value) not in heard:
            latest = owner(hit.start)
            for draft in drafts:
                if draft.acts is latest.acts:
                    draft.cues.append((value, hit))


def _groups(found: Findings, clause: Clause, acts: list[Hit], places: list[PlaceMention]) -> list[_Group]:
    """Pair the acts and places of one clause by their order."""
    groups: list[_Group] = []
    current = _Group(clause)
    fresh_act = False
    items = sorted([*acts, *places], key=lambda item: item.start)
    for item in items:
        if isinstance(item, Hit):
            current_has_places = bool(current.places)
            if current_has_places and not current.acts and _only_referred_to(item):
                continue
            if current_has_places and not current.acts and item.value not in ("undergo", "blast", "impact", "sound"):
                current.places = [place for place in current.places if not place.is_area]
            if current_has_places and current.acts and item.value not in _HELPERS | {"attack", "blast", "salvo", "impact", "launch", "intercept"}:
                current.acts.append(item)
                continue
            if current_has_places and current.acts and item.proclitic.endswith("ب"):
                current.acts.append(item)  # an instrument («برشقة صاروخية»), no act of its own
                continue
            if current_has_places and current.acts:
                # A further act behind the place: the same event told on («إثر استهدافها») unless a place follows it
                later = [p for p in places if p.start > item.end and p.role not in _NO_TARGET and not p.is_area]
                contained = all(_is_context(found, current, place) for place in later)
                if later and not contained and not _same_site(current, later):
                    groups.append(current)
                    current = _Group(clause, [item])
                    continue
            current.acts.append(item)
            fresh_act = True
            continue
        if item.role in _NO_TARGET or item.place is None or item.role == "stationed" and not current.acts:
            continue
        if not current.places:
            current.places.append(item)
        elif item.coordinated and not _blocked(found, current, item):
            if item.role != "between" or current.places[-1].role != "between":
                current.places.append(item)
        elif _listed(found, current, item) and not _blocked(found, current, item):
            if item.role != "between" or not any(p.role == "between" for p in current.places):
                current.places.append(item)
        elif all(p.is_area for p in current.places) and not item.is_area and not fresh_act:
            current.places = [item]
        elif all(p.role == "near" or p.is_area for p in current.places) and item.role == "direct" and not item.is_area:
            current.places = [item]
        current.last_end = item.end
        fresh_act = False
    groups.append(current)
    return [group for group in groups if group.acts or group.places]


def _only_referred_to(act: Hit) -> bool:
    """Whether an act behind a place is a definite noun («أماكن القصف»), which says nothing of that place."""
    return act.entry.inflection == "noun" and act.proclitic.endswith(("ال", "لل"))


def _same_site(group: _Group, later: Sequence[PlaceMention]) -> bool:
    return any(p.place is q.place for p in group.places for q in later)


def _is_context(found: Findings, group: _Group, place: PlaceMention) -> bool:
    return place.is_area or place.role == "near"


def _listed(found: Findings, group: _Group, place: PlaceMention) -> bool:
    """Whether a place continues a list of targets whose members carry descriptions («…، وقاعدة كذا»)."""
    if place.conjoined and not place.is_area:
        return True
    before = found.text.folded[max(group.last_end, place.start - 34) : place.start]
    item = _LIST_ITEM.search(found.text.folded[group.last_end : place.start])
    if item is not None and any(
        hit.value == "target_noun" and group.last_end + item.start() <= hit.start < group.last_end + item.end()
        for hit in found.structure
    ):
        return True
    return any(
        mark in before
        for mark in ("وقاعده ", "وقاعدتي ", "وحقل ", "ومطار ", "ومعسكر ", "وخط ", "وبلده ", "ومدينه ", "وقريه ", "وموقع ", "وعلي ", "ومنطقه ", "ومحيط ", "ومقر ", "واخر في ", "واخري في ", "وثالث في ", "وثان في ", "وثالثه في ", "وكذلك ", "واخر علي ", "واخري علي ", "والثاني في ", "والثالث في ", "والاخر في ", "والاخري في ", "ومعمل ", "ومخيم ", "ومواقع ", "ومستودع")
    )


def _blocked(found: Findings, group: _Group, place: PlaceMention) -> bool:
    return any(
        hit.value == "blocker" and group.last_end <= hit.start and hit.end <= place.start
        for hit in found.structure
    )


def _look_back(groups: list[_Group]) -> list[_Group]:
    """Give an act without a place the place that stands before it («… حقل العمر، تعرضت لهجوم»)."""
    result: list[_Group] = []
    for group in groups:
        before = result[-1] if result else None
        if (
            before is not None
            and not group.places
            and before.places
            and not before.acts
            and (
                any(act.value in ("undergo", "blast", "impact") for act in group.acts)
                or any(act.entry.inflection == "perfect" for act in group.acts)
                and before.places[-1].place is not None
                and before.places[-1].place.kind in _MILITARY
                and before.places[-1].role != "near"
            )
        ):
            before.acts.extend(group.acts)
            before.clause = Clause(before.clause.start, group.clause.end, before.clause.opener)
        else:
            result.append(group)
    return result


def _read_group(
    found: Findings, index: int, sentence: Sentence, clauses: list[Clause], groups: list[_Group], group: _Group,
    end: int, result: SentenceEvents, told_before: bool,
) -> None:
    clause = group.clause
    start = clause.start
    same_clause = [g for g in groups if g.clause is clause]
    if len(same_clause) > 1 and same_clause.index(group) > 0:
        start = group.acts[0].word_start
    if len(same_clause) > 1 and same_clause.index(group) < len(same_clause) - 1:
        end = same_clause[same_clause.index(group) + 1].acts[0].word_start
    lead = _leading_start(clauses, groups, group, sentence)
    places = [place for place in group.places if _reached(group, place)]
    date, of_statement = _date(found, group, start, end, lead)
    blasts = {act.value for act in group.acts} <= {"blast", "sound"}
    # «تدريبات في قاعدة قسرك، وهو ما يفسر الانفجارات في تل تمر»: blasts are those of a drill told in their sentence
    why = rejection(found, group.acts, sentence.start if blasts else lead, sentence.end if blasts else end, date is not None)
    if why is None and any(negated(found, act) for act in group.acts[:1]):
        why = ("denial", group.acts[0])
    if why is not None:
        kind, word = why
        if places or _anaphor(found, start, end) or kind in ("drill", "denial"):
            result.dismissals.append(Dismissal(kind, start, end, word, places[0] if places else None))
        return
    weapons = [w for w in found.weapons if start <= w.start and w.end <= end] or [
        w for w in found.weapons if lead <= w.start and w.end <= end
    ]
    if not weapons and any(act.value == "intercept" for act in group.acts):
        weapons = _weapons_before(found, start)
    tells_on = not places and bool(result.drafts) and all(act.value in _TELLS_ON for act in group.acts)
    if tells_on and _anaphor(found, start, end) is None and not _names_an_unknown_place(found, start, end):
        _tell_on(found, result.drafts, group, start, end)
        return
    if not _is_attack(found, group, weapons, places, start, end, told_before or bool(result.drafts)):
        return
    if _is_reference(found, group, places, start):
        return
    anaphor = _anaphor(found, start, end) if all(place.is_area for place in places) else None
    if anaphor is not None and not places or anaphor is not None and anaphor.start < places[0].start:
        places = []  # «أصابت القاعدة في ريف الحسكة»: the base named before, not its region
    else:
        anaphor = None
    if not places and clause.opener is not None and clause.opener.value == "response":
        # «رداً على الهجوم الأميركي على مواقع الميليشيات»: who was attacked then is who answers
        answering = sides_of(found.text, start, end, group.acts, [], found.actors).targets
        for draft in result.drafts:
            draft.attackers = draft.attackers or [a for a in answering if a not in draft.targets]
    if not places and anaphor is None and result.drafts and not _names_an_unknown_place(found, start, end):
        return  # another act without a place («لترد بغارات»): nothing of it belongs to the first
    times = [d for d in found.dates if lead <= d.start and d.end <= end and d.time_of_day]
    listed = [place for place in places if not place.is_area] or places
    for place in listed or [None]:  # type: ignore[list-item]
        own = _own_weapons(found, group, places, place, weapons)
        acts = group.acts
        sides = sides_of(found.text, start, end, acts, [p.start for p in places], found.actors)
        lead_sides = sides_of(found.text, lead, end, acts, [p.start for p in places], found.actors) if lead < start else sides
        draft = Draft(
            sentence=index,
            start=lead if lead < start else start,
            end=end,
            acts=acts,
            place=place,
            anaphor=anaphor,
            date=date,
            date_of_statement=of_statement,
            time_of_day=times[0] if times else None,
            anchored=clause.opener is not None and clause.opener.value == "anchor",
            carried=clause.opener is not None and clause.opener.entry.form in ("كما", "كذلك", "وكذلك", "أيضا"),
            pluperfect=clause.opener is not None and clause.opener.value == "opener" and clause.opener.entry.form in ("وكان", "وكانت")
            or _LOOKING_BACK.search(found.text.folded, lead, group.acts[-1].end) is not None,
            again=next((h for h in found.structure if h.value == "again" and start <= h.start and h.end <= end), None),
            repeated=_MANY_TIMES.search(found.text.folded, start, end) is not None,
            weapons=own,
            shared_count=len(listed) > 1 and own is weapons,
            attackers=list(sides.attackers or lead_sides.attackers),
            targets=list(sides.targets),
            target_noun=_target_noun(found, group, places),
            cues=outcome_cues(found.text, found.hits, start, end),
            casualties=within(found.casualties, start, end),
            sources=within(found.sources, sentence.start, end),
            listed_with=[other for other in listed if place is not None and other is not place],
            near=place is not None and (place.role in ("near", "between")),
            reported_now=bool(within(found.sources, sentence.start, sentence.end)),
            own_claim=any(
                h.role == "speech" and h.value == "claim" and h.entry.form in _FIRST_PERSON and sentence.start <= h.start < end
                for h in found.hits
            ),
            same_way=bool(_SAME_WAY.search(found.text.folded, start, end)),
            denied=next(
                (h for h in found.modality if h.value == "contradiction" and start <= h.start and h.end <= sentence.end), None
            ),
        )
        result.drafts.append(draft)


def _names_an_unknown_place(found: Findings, start: int, end: int) -> bool:
    return any(hit.value == "unnamed_base" and start <= hit.start and hit.end <= end for hit in found.structure)


def _tell_on(found: Findings, drafts: list[Draft], group: _Group, start: int, end: int) -> None:
    """Give a clause that names no place to the event before it: «… إلى حامية التنف، فأُسقطت إحداهما»."""
    latest = [draft for draft in drafts if draft.acts is drafts[-1].acts]
    for draft in latest:
        draft.cues.extend(outcome_cues(found.text, found.hits, start, end))
    latest[0].casualties.extend(c for c in within(found.casualties, start, end) if c not in latest[0].casualties)
    if not latest[0].weapons:
        for draft in latest:
            draft.weapons.extend(w for w in found.weapons if start <= w.start and w.end <= end)


def _leading_start(clauses: list[Clause], groups: list[_Group], group: _Group, sentence: Sentence) -> int:
    """Return where the words that lead up to a group begin: clauses before it that tell of no act of their own."""
    start = group.clause.start
    owned = {g.clause.start for g in groups if g is not group and (g.acts or g.places)}
    for clause in reversed([c for c in clauses if c.end <= start]):
        if clause.start in owned or any(g.clause.start <= clause.start < g.clause.end for g in groups if g is not group and g.acts):
            break
        start = clause.start
    return start


def _reached(group: _Group, place: PlaceMention) -> bool:
    first = min(act.word_start for act in group.acts)
    last = max(act.end for act in group.acts)
    return place is group.places[0] or place.coordinated or (first - _DISTANCE <= place.start <= last + 2 * _DISTANCE)


def _date(found: Findings, group: _Group, start: int, end: int, lead: int) -> tuple[DateMention | None, bool]:
    """Return the date that governs a group and whether it is only that of the statement."""
    days = [
        d for d in found.dates
        if lead <= d.start and d.end <= end and d.kind in ("point", "range", "since") and d.date_start is not None
    ]
    if not days:
        return None, False
    days = [d for d in days if d.kind != "since"] or days
    own = [d for d in days if not _of_statement(found, d)]
    own_here = [d for d in own if d.start >= start]
    anchor = group.acts[0].start
    if own_here:
        return min(own_here, key=lambda d: abs(d.start - anchor)), False
    if own:
        return own[-1], False
    return days[-1], True


def _of_statement(found: Findings, date: DateMention) -> bool:
    """Whether a date stands at a word of speech («قال مسؤولان الثلاثاء إن»), not at the act."""
    for hit in found.hits:
        if hit.role == "speech" and 0 <= date.start - hit.end <= 45 and hit.value in ("say", "claim") and hit.entry.inflection == "fixed":
            between = found.text.folded[hit.end : date.start]
            if not any(act.start >= hit.end and act.end <= date.start for act in found.acts) and not any(
                f" {word}" in between for word in ("ان", "بان", "انه", "انها", "عن")
            ):
                return True
    return False


def _own_weapons(
    found: Findings, group: _Group, places: list[PlaceMention], place: PlaceMention | None, weapons: list[WeaponMention]
) -> list[WeaponMention]:
    """Return the weapons of one place of a list: those told right behind it, else those told for all.

    «استهداف قاعدتي كذا وكذا بطائرات مسيّرة، وقاعدة كذا برشقة صاروخية»: drones for the first two, rockets for the third.
    """
    if place is None or len(places) < 2:
        return weapons
    first = min(p.start for p in places)
    if any(weapon.start < first for weapon in weapons):
        leading = [w for w in weapons if w.start < first]
        behind = [w for w in weapons if w.start >= first]
        if not behind:
            return weapons
        weapons_all = leading
    else:
        weapons_all = []
    position = places.index(place)
    for following in range(position, len(places)):
        stretch_end = places[following + 1].start if following + 1 < len(places) else max([w.end for w in weapons] + [places[following].end])
        stretch = found.text.folded[places[following].end : stretch_end]
        told = [w for w in weapons if places[following].end <= w.start and w.end <= stretch_end]
        if told:
            segments = sum(
                1 for p, q in zip(places, [*places[1:], None], strict=True)
                if any(p.end <= w.start and (q is None or w.end <= q.start) for w in weapons)
            )
            return weapons if segments == 1 and following == len(places) - 1 and not weapons_all and position == 0 and len(places) == 1 else told
        if following == position and any(f" {word} " in stretch + " " for word in _ADJUNCTS):
            return []
    return weapons_all or weapons


def _is_attack(
    found: Findings, group: _Group, weapons: list[WeaponMention], places: list[PlaceMention], start: int, end: int,
    told_before: bool,
) -> bool:
    """Whether the acts of a group make an attack together with what stands around them."""
    values = {act.value for act in group.acts}
    if "reach" in values and told_before and places:
        return True  # «كما طال حقول السويدية»: the bombing told of before
    if values <= _HELPERS:
        # «تعرض موقعهما لقذائف هاون»، «مسيّرة اتجهت إلى القاعدة»: a weapon must stand where the attack would
        return bool({"undergo", "head_for", "reach"} & values) and any(w.exact and w.weapon != "airstrike" for w in weapons)
    military = any(p.place is not None and p.place.kind in _MILITARY for p in places) or _anaphor(found, start, end) is not None
    parties = any(start <= actor.start and actor.end <= end and actor.actor != "civilians" for actor in found.actors)
    if values <= {"blast"} | _HELPERS:
        return military or bool([w for w in weapons if w.weapon not in ("warplane",)]) and parties
    if values <= _NEEDS_A_WEAPON | _HELPERS:
        return bool(weapons)
    if values <= {"strike"} | _HELPERS and "light" not in values:
        return bool(weapons) or parties and military
    if values <= {"destroy"} | _HELPERS:
        return military or parties or any(w.weapon in ("airstrike", "rocket", "artillery") for w in weapons)
    if values <= {"clash"}:
        return bool(places) and parties
    return military or parties or bool(weapons) or told_before and bool(places) or any(act.entry.form in _UNMISTAKABLE for act in group.acts)


def _weapons_before(found: Findings, start: int) -> list[WeaponMention]:
    """Return the weapon told last before, in this sentence or the one before: «أما الثالثة فأُسقطت» leaves it out."""
    index = found.text.sentence_at(start)
    first = found.text.sentences[max(0, index - 1)].start
    told = [w for w in found.weapons if first <= w.start and w.end <= start and w.weapon in ("drone", "rocket")]
    return [replace(told[-1], count=None)] if told else []


def _is_reference(found: Findings, group: _Group, places: list[PlaceMention], start: int) -> bool:
    """Whether the act is only referred to («ردّت على الهجوم بفرض حصار على مواقع في القامشلي»)."""
    blockers = [h for h in found.structure if h.value == "blocker" and h.start >= start]
    if not places:
        return False
    first_place = min(p.start for p in places)
    act = max((a for a in group.acts if a.end <= first_place), key=lambda a: a.end, default=None)
    return act is not None and any(act.end <= b.start and b.end <= first_place for b in blockers)


def _anaphor(found: Findings, start: int, end: int) -> Hit | None:
    return next(
        (hit for hit in found.structure if hit.value == "anaphor" and start <= hit.start and hit.end <= end), None
    )


def _target_noun(found: Findings, group: _Group, places: list[PlaceMention]) -> Hit | None:
    first_act = min(act.start for act in group.acts)
    last = max((p.start for p in places), default=group.clause.end)
    nouns = [h for h in found.structure if h.value == "target_noun" and first_act <= h.start and h.end <= last]
    return nouns[0] if nouns else None


def _dismiss_without_act(found: Findings, group: _Group, result: SentenceEvents) -> None:
    """Keep what looks like news of an attack at a base and is a drill, a patrol or a convoy."""
    place = next((p for p in group.places if not p.is_area), None)
    if place is None:
        return
    for hit in found.modality:
        if group.clause.start <= hit.start and hit.end <= group.clause.end and hit.value in ("drill", "reinforcement", "patrol", "threat"):
            result.dismissals.append(Dismissal(hit.value, group.clause.start, group.clause.end, hit, place))  # type: ignore[arg-type]
            return

"""Which places an act struck: acts and places of a clause, paired by their order and by the words between them.

Arabic puts the act before what it struck («استهدفت قاعدة كذا وقاعدة كذا»), except where the struck place is the
subject («وكانت القاعدة في حقل العمر قد تعرضت لهجوم»). Of several places in a row the first is struck and the others
say where it lies («قاعدة الشدادي في ريف الحسكة»), unless a list goes on («… ومحطة محروقات في قامشلو»).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.clauses import Clause
from extract.findings import Findings
from extract.lexicon import Hit
from extract.ordered import within
from extract.outcomes import outcome_cues
from extract.places import PlaceMention
from extract.roles import is_pointed_at

MILITARY_SITES = frozenset({"base", "airfield", "oil_field", "gas_field", "embassy", "refinery", "industrial_site"})
"""Kinds of place at which an attack needs no further sign: nobody reports blasts at a base for another reason."""

NEVER_STRUCK = frozenset({"launch", "flight", "dateline", "institution"})
"""Roles of a place that is not what the act struck."""

_SUBJECT_ACTS = frozenset({"undergo", "blast", "impact", "sound"})
"""Acts whose struck place may stand before them."""

_NEW_EVENT_ACTS = frozenset(
    {"attack", "blast", "salvo", "impact", "launch", "intercept", "sound", "undergo", "attempt", "light", "reach"}
    | {"impact_noun", "head_for"}
)
"""Acts behind a place that begin another event if they have places of their own."""

CAUSES = frozenset({"إثر", "على إثر", "في إثر", "جراء", "نتيجة"})
"""Openers behind which stands the cause of what was told («انفجارات في القاعدة جراء سقوط صواريخ»)."""
_COMES_FROM = CAUSES | {"بعد", "عقب"}
"""Openers behind which stands what the damage told before them came from."""
_AFLAME = re.compile(r"(?<!\w)[وفب]?(?:ال)?(?:دخان|حريق|حرائق|نيران|لهب|السنه|كره نار|كرات نار)(?!\w)")
"""What is seen at a site that was struck: «كرات نار تتصاعد من المستودعات بعد غارات»."""
_HARM = frozenset({"kill", "impact", "impact_noun", "destroy"})
"""Acts that may be what came of another: «مقتل شخص … جراء قصف»."""

_REACH = 170
"""Folded characters between an act and its place beyond which they are not taken together."""

# A list goes on: «…، وقاعدة كذا»، «وعلى منزل في كذا»، «وآخر في كذا»
_LIST_GOES_ON = re.compile(
    r"(?:^|\W)و(?:قاعده|قاعدتي|حقل|مطار|معسكر|خط|بلده|مدينه|قريه|مواقع|موقع|علي|منطقه|محيط|اطراف|مشارف|ضواحي|جوار|مقر|معمل|مخيم|مستودع|كذلك|في"
    r"|(?:ال)?(?:اخر|اخري|ثاني|ثانيه|ثان|ثالث|ثالثه|رابع|رابعه|خامس|خامسه)"
    r" (?:في|علي|قرب|داخل|عند|نحو|باتجاه|بمحيط))\W[^.،]{0,30}$"
)
# A list whose items carry a noun of their own: «…، ومحطة محروقات في قامشلو، وصوامع للحبوب عند الدرباسية»
_LIST_ITEM = re.compile(r"(?:^|[\s،])و\w+(?:\s+\w+){0,4}\s*$")
_LONGEST_ITEM = 90


_DEBRIS_OF_IT = re.compile(r"(?<!\w)[وف]?(?:شظايا|حطام|بقايا|اجزاء)\w{0,3}(?!\w)")
"""What came down elsewhere of what was shot down: «أُسقطت في سماء المطار، وشظاياها وقعت على منزل في عنكاوا»."""
_SCENE = re.compile(
    r"\W*(?:\d+\W+)?[وف]?(?:في|لدي|عند|قرب|وسط|داخل|شمالي?|جنوبي?|شرقي?|غربي?)(?:\W+\w+){0,4}?\W*(?:و?ب)?"
)
"""What stands before a place that opens a sentence as where it happened."""
_URGENT = re.compile(r"(?:عاجل|تحديث|خاص|الان|هلق|متابعه|خبر)(?!\w)")
"""What may stand before a place that heads its line."""
_WHILE = frozenset({"بينما", "فيما"})
_WAS = re.compile(r" (?:كان|كانت|كانوا|يمر|تمر|مر|مرت|يعبر|تعبر|يجتاز|تجتاز)(?!\w)")
"""Behind «بينما»: what went by where it happened."""
_RESUMES = re.compile(r"، (?:علي|في|قرب|عند|باتجاه|نحو|داخل)\s[^،.؛:]{0,80}$")
"""Where a sentence goes on behind words that were put in between."""


_BY_MEANS = re.compile(r"\Wب(?!عد|ين|ان)\w{3,}")
_SUBJECT_SOMEWHERE = re.compile(
    r"(?!.{0,3}(?:في|قرب|عند|من|علي)\s)[^،.:؛]+، "
    r"(?:بالقرب من|بمحيط|في محيط|قرب|في|شرقي?|غربي?|شمالي?|جنوبي?)\s[^،.:؛]{3,60}، .*",
    re.DOTALL,
)
"""A subject, where it is between commas, and what it did."""
_THE_SAME = re.compile(r"\W+(?:ال\w+\W+)?(?:نفسها|ذاتها|عينها|نفسه|ذاته|عينه)(?!\w)")
_ON_AGAIN = re.compile(r"\W+(?:ايضا\W+)?علي\W+(?:\w+\W+){0,4}?")
"""What stands between another day and another place of one attack."""


@dataclass(eq=False)
class Group:
    """Acts and the places they struck, inside one clause."""

    clause: Clause
    acts: list[Hit] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    last_end: int = 0
    """Where the last place read ends, whether it was struck or only says where."""
    told_from: int = 0
    """Where the clause of its acts begins, if its place stands in the clause before."""


def groups_of(
    found: Findings, clauses: Sequence[Clause], acts: Sequence[Hit], places: Sequence[PlaceMention]
) -> list[Group]:
    """Return the groups of a sentence in order; a group may lack acts or places, never both."""
    groups: list[Group] = []
    for clause in clauses:
        inside = [act for act in acts if clause.start <= act.start < clause.end]
        named = [place for place in places if clause.start <= place.start < clause.end]
        groups.extend(_pair(found, clause, inside, named))
    return _with_subjects(found, groups)


def reached(group: Group, place: PlaceMention) -> bool:
    """Tell whether a place stands near enough to the acts of its group to be what they struck."""
    first = min(act.word_start for act in group.acts)
    last = max(act.end for act in group.acts)
    return place is group.places[0] or place.coordinated or first - _REACH <= place.start <= last + 2 * _REACH


def _pair(found: Findings, clause: Clause, acts: list[Hit], places: list[PlaceMention]) -> list[Group]:
    groups: list[Group] = []
    current = Group(clause)
    items: list[Hit | PlaceMention] = [*acts, *places]
    for item in sorted(items, key=lambda item: item.start):
        if isinstance(item, PlaceMention) and _is_attackers_home(found, acts, item, places):
            continue
        if isinstance(item, PlaceMention):
            _take_place(found, current, item, current.acts[-1] if current.acts else None)
        elif _begins_another(current, item, places):
            groups.append(current)
            current = Group(clause, [item])
        else:
            _take_act(current, item)
    groups.append(current)
    return [group for group in groups if group.acts or group.places]


def _is_attackers_home(
    found: Findings, acts: Sequence[Hit], place: PlaceMention, places: Sequence[PlaceMention]
) -> bool:
    """Whether it is where the attacker is based: «قصفت القوات المتمركزة في حقل العمر مواقع في البوكمال».

    In «هاجمت قاعدة القوات الأمريكية الموجودة في حقل كونيكو بريف دير الزور» the base that was struck is there.
    """
    if place.role != "stationed":
        return False
    act = max((act.end for act in acts if act.end <= place.start), default=None)
    if act is not None and any(h.value == "unnamed_base" for h in within(found.structure, act, place.start)):
        return False
    return any(p.start > place.end and p.role not in NEVER_STRUCK | {"stationed"} and not p.is_area for p in places)


def _begins_another(current: Group, act: Hit, places: Sequence[PlaceMention]) -> bool:
    """Whether an act behind a struck place is another event: it has places of its own and is no instrument."""
    heard = {a.value for a in current.acts} <= {"sound", "blast"}  # «استيقظت على دوي صواريخ ضربت عين الأسد»
    anew = act.value in _NEW_EVENT_ACTS or (heard and act.value == "strike")
    if not (current.acts and current.places) or not anew or act.proclitic.endswith("ب"):
        return False
    if act.value == "head_for" and _only_near(current) and any(a.value == "intercept" for a in current.acts):
        return False  # «إسقاط مسيّرة شمال غربي أربيل كانت تقصد القنصلية»
    own = [p for p in places if p.start > act.end and p.role not in NEVER_STRUCK | {"stationed"} and not p.is_area]
    return bool(own) and not any(p.place is q.place for p in current.places for q in own)


def _take_act(current: Group, act: Hit) -> None:
    if current.places and not current.acts:
        if act.entry.inflection == "noun" and act.proclitic.endswith(("ال", "لل")):
            return  # «أماكن القصف»: a definite noun says nothing of the place before it
        if act.value not in _SUBJECT_ACTS:
            current.places = [place for place in current.places if not place.is_area]
    current.acts.append(act)


def _take_place(found: Findings, current: Group, place: PlaceMention, last_act: Hit | None) -> None:
    if place.role in NEVER_STRUCK or place.place is None or (place.role == "stationed" and not current.acts):
        return
    vague = all(p.is_area or p.countryside for p in current.places)
    scene = last_act is not None and all(_sets_the_scene(p, last_act, place) for p in current.places)
    fresh_act = last_act is not None and last_act.start > current.last_end
    # «إقليم كوردستان: سقوط مسيّرة في قضاء خبات»: the region speaks, or only says where to look
    fresh_act = fresh_act and not (place.role in ("direct", "inside") and all(p.is_area for p in current.places))
    if not current.places:
        current.places.append(place)
    elif _continues_list(found, current, place):
        if place.role != "between" or not any(p.role == "between" for p in current.places):
            current.places.append(place)
    elif (
        not place.is_area
        and (
            scene
            or (vague and not fresh_act and not (place.role == "near" and not all(p.is_area for p in current.places)))
            or (place.role == "direct" and _only_near(current))
            # «على الطريق الواصل بين القامشلي والمالكية، عند قرية تل معروف»
            or (
                place.role in ("inside", "near")
                and all(p.role == "between" for p in current.places)
                and not is_pointed_at(found.text.folded[: place.start])
            )
        )
    ):
        current.places = [place]
    current.last_end = place.end


def _sets_the_scene(before: PlaceMention, act: Hit, place: PlaceMention) -> bool:
    """Whether a town told before the act only says where to look: «وفي كركوك هاجم مسلحون نقطة قرب ناحية الرشاد»."""
    one, other = before.place, place.place
    if one is None or other is None or before.end > act.start or before.role != "inside" or one.kind in MILITARY_SITES:
        return False
    return place.role in ("direct", "inside", "near") and one is not other and one.admin1_pcode == other.admin1_pcode


def _only_near(current: Group) -> bool:
    return all(place.role == "near" or place.is_area for place in current.places)


def _continues_list(found: Findings, current: Group, place: PlaceMention) -> bool:
    """Whether a place goes on with the list of struck places rather than saying where the last one lies."""
    if any(hit.value == "blocker" for hit in within(found.structure, current.last_end, place.start)):
        return False
    only_areas = all(p.is_area for p in current.places)  # «قرب البطحاء بين محافظتي ذي قار والمثنى»
    if (place.coordinated and (only_areas or not place.is_area)) or (place.conjoined and not place.is_area):
        return True
    if _DEBRIS_OF_IT.search(found.text.folded, current.last_end, place.start):
        return False
    between = found.text.folded[max(current.last_end, place.start - _LONGEST_ITEM) : place.start]
    if _LIST_GOES_ON.search(between) and not place.is_area:
        return True
    item = _LIST_ITEM.search(between)
    if item is None:
        return False
    start = place.start - len(between) + item.start()
    return any(hit.value == "target_noun" for hit in within(found.structure, start, place.start))


def _with_subjects(found: Findings, groups: Sequence[Group]) -> list[Group]:
    """Give an act without a place the place that stands before it («… حقل العمر، تعرضت لهجوم»), or behind a word that
    only reaches for it («هجمات حصلت مساء الأحد، وكانت وجهتها حقل العمر»).
    """
    result: list[Group] = []
    for group in groups:
        before = result[-1] if result else None
        if before is not None and before.places and not group.places and _befell(found, before, group):
            before.acts.extend(group.acts)
            before.told_from = group.clause.start
            before.clause = Clause(before.clause.start, group.clause.end, before.clause.opener)
        elif before is not None and _was_there_before(found, before, group):
            before.places = group.places[:1]
            result.append(group)
        elif before is not None and _strikes_again(found, before, group):
            result.append(Group(group.clause, list(before.acts), group.places, group.last_end))
        elif before is not None and (
            _says_where(before, group) or _goes_on_behind(found, before, group) or _was_bound_for(before, group)
        ):
            before.acts.extend(group.acts)
            before.places = group.places
            before.clause = Clause(before.clause.start, group.clause.end, before.clause.opener)
        elif before is not None and _tells_of_its_subject(found, before, group):
            result[-1] = Group(
                Clause(before.clause.start, group.clause.end, before.clause.opener),
                group.acts,
                group.places,
                group.last_end,
            )
        elif before is not None and before.acts and before.places and _is_another_item(found, group):
            before.places.extend(group.places)
            before.clause = Clause(before.clause.start, group.clause.end, before.clause.opener)
        else:
            result.append(group)
    return result


def _befell(found: Findings, before: Group, group: Group) -> bool:
    """Whether an act without a place is of the place in the clause before."""
    if not before.acts and (
        _is_subject(found, before, group) or _is_scene(found, before, group) or _heads_its_line(found, before)
    ):
        return True
    return _is_damaged(found, before, group) or _came_there(before, group)


def _came_there(before: Group, group: Group) -> bool:
    """Whether those who stole into a place attacked there: «تسلل مسلحون إلى ذيبان وهاجموا نقطة لقسد»."""
    stole = bool(before.acts) and {act.value for act in before.acts} <= {"clash", "head_for"}
    attacked = group.acts[0].value == "attack" and group.acts[0].entry.inflection == "perfect"
    return stole and attacked and not group.clause.opener and before.clause.end == group.clause.start


def _is_damaged(found: Findings, before: Group, group: Group) -> bool:
    """Whether the place before is told to have suffered from the act: «مقتل شخص في القرية إثر هجوم بمسيّرة»."""
    opener, start, end = group.clause.opener, before.clause.start, before.clause.end
    if opener is None or opener.entry.form not in _COMES_FROM or before.clause.end != group.clause.start:
        return False
    if not {act.value for act in before.acts} <= _HARM:
        return False
    hurt = within(found.casualties, start, end) or any(
        outcome == "hit" for outcome, _ in outcome_cues(found.text, found.outcomes, start, end)
    )
    return bool(hurt) or _AFLAME.search(found.text.folded, start, end) is not None


def _is_subject(found: Findings, before: Group, group: Group) -> bool:
    if any(act.value in ("undergo", "blast", "impact") for act in group.acts):
        return True
    last = before.places[-1]
    site = within(found.structure, before.clause.start, last.start)
    if any(h.value in ("target_noun", "unnamed_base") for h in site) and _BY_MEANS.match(
        found.text.folded, group.acts[0].end
    ):
        return True  # «نقطة للجيش، قرب الباغوز، استُهدفت بقذائف»
    opener = group.clause.opener
    if opener is not None and opener.entry.form in CAUSES and last.place is not None:
        # «توقف مطارا حلب ودمشق جراء ضربات إسرائيلية»: nothing else puts a site out of action
        return last.place.kind in MILITARY_SITES and last.role in ("direct", "inside")
    military = last.place is not None and last.place.kind in MILITARY_SITES and last.role != "near"
    return military and any(act.entry.inflection == "perfect" for act in group.acts)


def _is_another_item(found: Findings, group: Group) -> bool:
    """Whether a clause without an act goes on with what was struck: «… مخزناً في القائم، وكذلك مواقع في عكاشات»."""
    opener = group.clause.opener
    if group.acts or not group.places or opener is None or opener.value != "carry":
        return False
    return any(h.value == "target_noun" for h in within(found.structure, opener.end, group.places[0].start))


def _heads_its_line(found: Findings, group: Group) -> bool:
    """Whether a place alone before a colon or dots heads what its line tells: «سد تشرين: حلّقت مسيّرة …»."""
    place, folded = group.places[-1], found.text.folded
    line = folded.rfind("\n", 0, place.start) + 1
    alone = not any(letter.isalpha() for letter in _URGENT.sub("", folded[line : place.start]))
    return alone and folded.startswith((":", "..", "…", " |", " ..", " …"), place.end)


def _was_bound_for(before: Group, group: Group) -> bool:
    """Whether a clause says where what was shot down was going: «… أُسقطت قبل أن تصل إلى القاعدة»."""
    shot_down = any(act.value == "intercept" for act in before.acts) and not before.places
    opener = group.clause.opener
    return shot_down and not group.acts and opener is not None and opener.entry.form == "قبل أن"


def _says_where(before: Group, group: Group) -> bool:
    """Whether a clause only says where the attack of the clause before was: «… وكانت وجهتها قاعدة الشدادي»."""
    attacked = any(act.value in ("attack", "strike", "salvo", "launch") for act in before.acts)
    reaches = bool(group.acts) and all(act.value == "reach" for act in group.acts)
    return attacked and reaches and bool(group.places) and not before.places


def _is_scene(found: Findings, before: Group, group: Group) -> bool:
    """Whether a sentence first says where: «ففي قرية كلوزي بأطراف داقوق، وهي منطقة زراعية، هاجم مسلحون الشرطة»."""
    if before.clause.opener or group.clause.opener:
        return False
    if before.clause.end != group.clause.start or group.acts[0].entry.inflection == "noun":
        return False
    if within(found.speech, before.clause.start, group.acts[0].start):
        return False  # «وفي دمشق، أعلن الجيش أن طائراته قصفت …»
    return _SCENE.fullmatch(found.text.folded, before.clause.start, before.places[0].start) is not None


def _tells_of_its_subject(found: Findings, before: Group, group: Group) -> bool:
    """Whether a place put in between says where a subject is: «قوات التحالف، قرب حقل العمر، قصفت مواقع في البوكمال»."""
    if before.acts or not group.places or group.clause.opener or before.clause.end != group.clause.start:
        return False
    if not group.acts or group.acts[0].entry.inflection != "perfect" or group.acts[0].value in _SUBJECT_ACTS:
        return False
    start, end = before.clause.start, before.places[0].start
    if any(h.value in ("target_noun", "unnamed_base") for h in within(found.structure, start, end)):
        return False  # «نقطة للجيش، قرب الباغوز، استُهدفت بقذائف في ريف البوكمال»
    return _SUBJECT_SOMEWHERE.fullmatch(found.text.folded, before.clause.start, group.clause.end) is not None


def _goes_on_behind(found: Findings, before: Group, group: Group) -> bool:
    """Whether words put in between part an act from its place.

    «رصد هجوماً، يُرجح أنه لخلايا التنظيم، على حاجز في بلدة ذيبان», «انفجرت عبوة بينما كان رتل يجتاز الديوانية».
    """
    if before.places or not before.acts or not group.places or before.clause.end != group.clause.start:
        return False
    if any(act.value not in _HARM or act.start < group.places[0].start for act in group.acts):
        return False
    opener, folded = group.clause.opener, found.text.folded
    if opener is not None:
        return opener.entry.form in _WHILE and _WAS.match(folded, opener.end) is not None
    return _RESUMES.search(folded, group.clause.start, group.places[0].start) is not None


def _was_there_before(found: Findings, before: Group, group: Group) -> bool:
    """Whether a clause says that what was before was at its place, too.

    «تعرضت شاحنتان لغارة ليلاً، ثم تجدد الأمر صباحاً في قرية الهري نفسها».
    """
    if before.places or not before.acts or not group.places or not group.acts:
        return False
    again = all(act.value == "reach" for act in group.acts)
    return again and _THE_SAME.match(found.text.folded, group.places[0].end) is not None


def _strikes_again(found: Findings, before: Group, group: Group) -> bool:
    """Whether a clause names another day and place of the attack before.

    «اعتدى بغارات على دمشق، وقبلها في 13 منه على مصياف».
    """
    if group.acts or not before.acts or not before.places or before.clause.end != group.clause.start:
        return False
    attacked = any(act.value in ("attack", "strike") for act in before.acts)
    days = within(found.dates, group.clause.start, group.places[0].start)
    if not attacked or not any(day.kind == "point" and day.precision == "day" for day in days):
        return False
    return _ON_AGAIN.fullmatch(found.text.folded, max(day.end for day in days), group.places[0].start) is not None

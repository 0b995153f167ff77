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
from extract.places import PlaceMention
from extract.roles import is_pointed_at

MILITARY_SITES = frozenset({"base", "airfield", "oil_field", "gas_field", "embassy", "refinery", "industrial_site"})
"""Kinds of place at which an attack needs no further sign: nobody reports blasts at a base for another reason."""

NEVER_STRUCK = frozenset({"launch", "flight", "dateline", "institution"})
"""Roles of a place that is not what the act struck."""

SUBJECT_ACTS = frozenset({"undergo", "blast", "impact", "sound"})
"""Acts whose struck place may stand before them."""

_NEW_EVENT_ACTS = frozenset(
    {"attack", "blast", "salvo", "impact", "launch", "intercept", "sound", "undergo", "attempt", "light", "reach"}
    | {"impact_noun", "head_for"}
)
"""Acts behind a place that begin another event if they have places of their own."""

CAUSES = frozenset({"إثر", "على إثر", "في إثر", "جراء", "نتيجة"})
"""Openers behind which stands the cause of what was told («انفجارات في القاعدة جراء سقوط صواريخ»)."""
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


def reached(group: Group, place: PlaceMention) -> bool:
    """Tell whether a place stands near enough to the acts of its group to be what they struck."""
    first = min(act.word_start for act in group.acts)
    last = max(act.end for act in group.acts)
    return place is group.places[0] or place.coordinated or first - _REACH <= place.start <= last + 2 * _REACH


def pairs_of(found: Findings, clause: Clause, acts: Sequence[Hit], places: Sequence[PlaceMention]) -> list[Group]:
    """Return the groups of one clause in order; empty when it has neither acts nor places."""
    groups: list[Group] = []
    current = Group(clause)
    items: list[Hit | PlaceMention] = [*acts, *places]
    for item in sorted(items, key=lambda item: item.start):
        if isinstance(item, PlaceMention) and _is_attackers_home(found, acts, item, places):
            continue
        if isinstance(item, PlaceMention):
            _take_place(found, current, item, current.acts[-1] if current.acts else None)
        elif _begins_another(found, current, item, places):
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


def _begins_another(found: Findings, current: Group, act: Hit, places: Sequence[PlaceMention]) -> bool:
    """Whether an act behind a struck place is another event: it has places of its own and is no instrument."""
    heard = {a.value for a in current.acts} <= {"sound", "blast"}  # «استيقظت على دوي صواريخ ضربت عين الأسد»
    anew = act.value in _NEW_EVENT_ACTS or (heard and act.value == "strike")
    if not (current.acts and current.places) or not anew or act.proclitic.endswith("ب"):
        return False
    if all(found.text.folded.startswith(":", place.end) for place in current.places):
        return False  # «البوكمال: غارات استهدفت مستودعاً في الهري»
    if act.value == "head_for" and _only_near(current) and any(a.value == "intercept" for a in current.acts):
        return False  # «إسقاط مسيّرة شمال غربي أربيل كانت تقصد القنصلية»
    own = [p for p in places if p.start > act.end and p.role not in NEVER_STRUCK | {"stationed"} and not p.is_area]
    return bool(own) and not any(p.place is q.place for p in current.places for q in own)


def _take_act(current: Group, act: Hit) -> None:
    if current.places and not current.acts:
        if act.entry.inflection == "noun" and act.proclitic.endswith(("ال", "لل")):
            return  # «أماكن القصف»: a definite noun says nothing of the place before it
        if act.value not in SUBJECT_ACTS:
            current.places = [place for place in current.places if not place.is_area]
    current.acts.append(act)


def _take_place(found: Findings, current: Group, place: PlaceMention, last_act: Hit | None) -> None:
    if place.role in NEVER_STRUCK or place.place is None or (place.role == "stationed" and not current.acts):
        return
    vague = all(p.is_area or p.countryside for p in current.places)
    scene = last_act is not None and all(_sets_the_scene(found, p, last_act, place) for p in current.places)
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


def _sets_the_scene(found: Findings, before: PlaceMention, act: Hit, place: PlaceMention) -> bool:
    """Whether a town told before the act only says where to look: «وفي كركوك هاجم مسلحون نقطة قرب ناحية الرشاد»."""
    one, other = before.place, place.place
    if one is None or other is None or before.end > act.start or one.kind in MILITARY_SITES:
        return False
    if before.role != "inside" and not found.text.folded.startswith(":", before.end):
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

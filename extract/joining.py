"""Groups of a sentence joined across its clauses: an act told apart from the place it struck.

«… حقل العمر، تعرضت لهجوم» (the field, it was attacked), «هجمات حصلت مساء الأحد، وكانت وجهتها حقل العمر»,
«تسلل مسلحون إلى ذيبان وهاجموا نقطة»: what `extract.grouping` found in each clause is put together here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.clauses import Clause
from extract.findings import Findings
from extract.grouping import CAUSES, MILITARY_SITES, SUBJECT_ACTS, Group, pairs_of
from extract.lexicon import Hit
from extract.ordered import within
from extract.outcomes import outcome_cues
from extract.places import PlaceMention

_COMES_FROM = CAUSES | {"بعد", "عقب"}
"""Openers behind which stands what the damage told before them came from."""
_AFLAME = re.compile(r"(?<!\w)[وفب]?(?:ال)?(?:دخان|حريق|حرائق|نيران|لهب|السنه|كره نار|كرات نار)(?!\w)")
"""What is seen at a site that was struck: «كرات نار تتصاعد من المستودعات بعد غارات»."""
_HARM = frozenset({"kill", "impact", "impact_noun", "destroy"})
"""Acts that may be what came of another: «مقتل شخص … جراء قصف»."""
_SCENE = re.compile(
    r"\W*(?:\d+\W+)?[وف]?(?:في|لدي|عند|قرب|وسط|داخل|شمالي?|جنوبي?|شرقي?|غربي?)(?:\W+\w+){0,4}?\W*(?:و?ب)?"
)
"""What stands before a place that opens a sentence as where it happened."""
_ENTERED = re.compile(
    r"(?<!\w)[وف]?(?:دخل|توغل|داهم|اقتحم|وصل|تقدم|حاصر|طوق|نزل|هبط)(?:ت|وا|و|ا|تا)?\W+(?:(?:الي|في|ب|علي|نحو|داخل|اطراف)\W*)*"
    r"(?:(?:بلده|قريه|مدينه|ناحيه|محيط|اطراف|حي)\W+)*(?:ب|ل)?$"
)
"""What stands before a place that somebody came to: «دخلت دورية إسرائيلية تسيل وفتحت النار»."""
_TOLD = frozenset({"perfect", "phrase", "fixed"})
"""Inflections in which it is told what they did there."""
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


def groups_of(
    found: Findings, clauses: Sequence[Clause], acts: Sequence[Hit], places: Sequence[PlaceMention]
) -> list[Group]:
    """Return the groups of a sentence in order; a group may lack acts or places, never both."""
    groups: list[Group] = []
    for clause in clauses:
        inside = [act for act in acts if clause.start <= act.start < clause.end]
        named = [place for place in places if clause.start <= place.start < clause.end]
        groups.extend(pairs_of(found, clause, inside, named))
    return _with_subjects(found, groups)


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
    return _is_damaged(found, before, group) or _came_there(found, before, group)


def _came_there(found: Findings, before: Group, group: Group) -> bool:
    """Whether those who stole into a place attacked there: «تسلل مسلحون إلى ذيبان وهاجموا نقطة لقسد»."""
    if before.acts:
        stole = {act.value for act in before.acts} <= {"clash", "head_for"}
    else:
        stole = _ENTERED.search(found.text.folded, before.clause.start, before.places[-1].start) is not None
    attacked = group.acts[0].value in ("attack", "shoot", "strike") and group.acts[0].entry.inflection in _TOLD
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
    if not group.acts or group.acts[0].entry.inflection != "perfect" or group.acts[0].value in SUBJECT_ACTS:
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

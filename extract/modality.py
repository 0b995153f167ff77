"""Whether words of attack tell of an attack at all: drills, threats, plans, denials and habits do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.findings import Findings, within
from extract.lexicon import Hit
from incidents.types import RejectedKind

_MAY = re.compile(
    r"(?<!\w)قد (?!ت\w+ت(?!\w)|تعرض|تصد|تبن|تمكن|توجه|تلق|توعد|تسبب|تحدث|تضرر|توقف|تول|تم(?!\w)|تزامن|تجدد)[يت]\w{2,}"
)
"""«قد» before an imperfect is "may"; before a perfect (also one that begins with ت: «قد تعرضت») only emphasis."""
_ADJECTIVE_BEHIND = 14
"""Folded characters behind an act in which an adjective still is of it."""
_DRILL_REACH = 70
"""Folded characters behind a drill in which a noun of attack belongs to it."""
_DRILL_GROUND = re.compile(r"(?:منشاه|معسكر|معسكرات|مركز|مراكز|ساحه|موقع|مقر|ميدان|منشات|مهمه|قوات ال)\s?(?:لل|ال|ل)?$")
"""«ساحة تدريب»: a training ground that is struck."""
_REACH = 90
"""Folded characters before an act in which a word that takes it back governs it."""
_BEFORE_ONLY = frozenset({"threat", "hypothetical", "denial"})
_NEGATIVE_PARTICLES = ("لم", "لن", "لا", "ليس", "دون", "عدم", "من دون", "بلا")


def rejection(
    found: Findings, acts: Sequence[Hit], start: int, end: int, dated: bool
) -> tuple[RejectedKind, Hit] | None:
    """Return why the acts inside a folded clause are no incident, with the word that says so; None when they are one.

    `dated` says whether the clause names a day: a habit told with a day is one event, not a habit.
    """
    if not acts:
        return None
    first = min(acts, key=lambda act: act.start)
    if any(d.kind == "anniversary" for d in within(found.dates, start, end)):
        return "statement", first  # «في مثل هذا اليوم من عام 2020 قُتل …»: a commemoration
    may = _MAY.search(found.text.folded, max(start, first.word_start - _REACH), first.end)
    if may is not None and may.start() <= first.word_start:
        return "hypothetical", first
    for hit in within(found.modality, min(start, first.word_start - 2 * _DRILL_REACH), end):
        if hit.value == "drill" and 0 < first.word_start - hit.end < _DRILL_REACH and first.entry.inflection == "noun":
            between = found.text.folded[hit.end : first.word_start]
            if "." not in between and "\n" not in between and "كما" not in between:
                return "drill", hit  # «التدريبات … حيث ستحاكي القوات صدّ هجوم»
        if not (start <= hit.word_start and hit.end <= end):
            continue
        distance = first.word_start - hit.end
        if hit.value in _BEFORE_ONLY:
            if (
                -40 <= distance < 0
                and hit.value == "denial"
                and " " in hit.entry.form
                and not hit.entry.form.startswith(("لم", "دون", "ولم", "عدم"))
            ):
                return "denial", hit
            if 0 <= distance <= (2 * _REACH if hit.value == "denial" else _REACH) and not _ended_between(
                found, hit, first
            ):
                if hit.value == "hypothetical" and dated and hit.entry.form not in ("إذا", "لو", "في حال"):
                    continue
                return hit.value, hit  # type: ignore[return-value]
            if hit.word_start <= first.word_start < hit.end:
                return hit.value, hit  # type: ignore[return-value]
        elif hit.value == "drill" and hit.start - first.end > _DRILL_REACH and first.value not in ("blast", "sound"):
            continue  # «صاروخان يستهدفان القاعدة، وصافرات تدوي ضمن تدريب»: the drill is of something else
        elif hit.value == "drill" and not _DRILL_GROUND.search(
            found.text.folded, max(0, hit.word_start - 14), hit.word_start
        ):
            return "drill", hit
        elif hit.value == "possible" and 0 <= hit.start - first.end <= _ADJECTIVE_BEHIND:
            return "hypothetical", hit  # «هجمات محتملة»
        elif hit.value == "defused" and all(act.value in ("blast", "sound", "bomb") for act in acts):
            return "statement", hit  # «فككت عبوة قبل انفجارها»
        elif hit.value == "commemoration":
            return "statement", hit
        elif hit.value == "recap" and not dated and _habitual(acts):
            return "recap", hit
    armed = bool(within(found.weapons, start, end))
    if not dated and not armed and all(act.entry.inflection == "imperfect" or act.value == "light" for act in acts):
        return "recap", first
    return None


def negated(found: Findings, act: Hit) -> bool:
    """Whether a particle right before an act takes it back («لم تستهدف», «عدم استهداف»)."""
    words = found.text.folded[max(0, act.word_start - 12) : act.word_start].split()
    return bool(words) and (words[-1] in _NEGATIVE_PARTICLES or " ".join(words[-2:]) in _NEGATIVE_PARTICLES)


def _habitual(acts: Sequence[Hit]) -> bool:
    """Whether the acts are told as a habit: plurals without a perfect verb («هجمات متكررة»)."""
    return not any(act.entry.inflection == "perfect" and act.value != "undergo" for act in acts)


def _ended_between(found: Findings, hit: Hit, act: Hit) -> bool:
    """Whether the word's clause ends before the act: a full stop or a new statement stands between."""
    between = found.text.folded[hit.end : act.word_start]
    return any(mark in between for mark in (".", "؛", "\n")) or between.count("،") > (3 if hit.value == "denial" else 1)

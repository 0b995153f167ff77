"""Counts that somebody published: «12 هجوماً في العراق و5 في سوريا بين 17 و25 أكتوبر». Never incidents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.counts import EACH, AttackCount, attack_counts, sums_up
from extract.dates import DateMention
from extract.findings import Findings
from extract.manner import dates_a_statement
from extract.normalise import Sentence
from extract.ordered import within
from extract.places import PlaceMention
from extract.scopes import Scope, named, scope_of
from extract.windows import days_of, lately, month_summed_up, windows_of
from geo.places import Place
from incidents.types import Document, Evidence, Tally

_IN_SO_MANY = re.compile(r"(?<!\w)(?:في|عبر)\s?$")
"""«ضُربت يومي 24 و25 آذار قواعد كذا وكذا في ثلاث هجمات»: the very attacks told of, not a sum."""
_HEADS_FIGURES = re.compile(
    r"(?P<head>(?:حصاد|حصيله|مجموع|اجمالي|احصائي\w*|احصاء|عدد) [^\n]{0,160}:)\s*\n(?:\W*\d[^\n]*\n)*\W*$"
)
_HEAD_REACH = 400
_MARK = re.compile("[،؛:]")
_DAYS_OF_ONE_EVENT = 3
_WINDOW_WITHIN = 400
"""Folded characters behind a count in which its window belongs to the words quoted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A tally and where its count stands, folded: acts there are the counted thing, not events."""

    tally: Tally
    start: int
    end: int


def tallies_of(
    found: Findings,
    sentence: Sentence,
    places: Sequence[PlaceMention],
    before: Sequence[Counted],
    document: Document,
    last_place: Place | None = None,
) -> list[Counted]:
    """Return the tallies of one sentence; empty when it counts nothing.

    `before` are the tallies of the sentence before, whose window goes on («وتفصيلاً، كان نصيب حقل كونيكو 36 هجوماً»);
    `last_place` is the place told of last, which «على الحقل» means. A tally needs a thing counted (هجوم، استهداف،
    مرة …), two or more, and a window, a sum word or a window before it. What is counted «since» a day runs to the day
    on which it is told, or of publication, or to the end of the month that the text sums up.
    """
    folded = found.text.folded
    numbered = within(found.numbers, sentence.start, sentence.end)
    head = _head_of_list(folded, sentence) if numbered and not before else None
    counting = bool(before) or head is not None
    counts = attack_counts(found, sentence, places, document.published, counting, last_place is not None)
    windows = (windows_of(found, sentence) or (windows_of(found, head) if head is not None else [])) if counts else []
    month = month_summed_up(found, document.published) if counts else None
    if not counts or not (windows or before or month or sums_up(folded, sentence)):
        return []
    until = month[1] if month is not None else document.published
    source = next((s.name for s in within(found.sources, sentence.start, sentence.end)), None)
    who = source or (before[-1].tally.source if before else None)
    result: list[Counted] = []
    used = sentence.start
    for position, count in enumerate(counts):
        window = min(windows, key=lambda d: abs(d.start - count.start), default=None)
        if window is not None and _tells_of_them(found, sentence, places, count, window):
            continue
        following = counts[position + 1].start if position + 1 < len(counts) else sentence.end
        last = result[-1].tally if result else before[-1].tally if before else None
        scopes = _each(folded, count, places)
        if not scopes:
            free = (used, following)
            scope = scope_of(found, sentence, (count.start, count.end), free, places, last_place)
            if last is not None and (scope is None or not scope.own) and (count.part or not windows):
                scope = Scope(last.scope, count.end)
            scopes, used = ([scope.name], scope.end) if scope is not None else ([], count.end)
            if used > count.end:  # told behind it, up to a comma: «17 على خراب الجير برميلان، و15 على التنف»
                used = next((m.start() for m in _MARK.finditer(folded, used, following)), following)
        if window is not None:
            days = days_of(found, sentence, window, _told_on(found, sentence, window) or until)
        elif month is not None:
            days = month
        elif before:
            days = (before[-1].tally.date_from, before[-1].tally.date_to)
        else:
            days = lately(folded, sentence, document.published)
        told_behind = window is not None and count.end <= window.start and window.end - count.start < _WINDOW_WITHIN
        span = found.text.span(count.start, window.end if window is not None and told_behind else count.end)
        evidence = Evidence(document.id, "tally", span, found.text.original[span.start : span.end], "tally:count")
        for name in scopes:
            tally = Tally(document.id, count.value, count.at_least, name, *days, who, (evidence,))
            result.append(Counted(tally, -1, -1) if count.ordinal else Counted(tally, count.start, count.end))
    return result


def _head_of_list(folded: str, sentence: Sentence) -> Sentence | None:
    """Return the line that heads a list of figures: «حصاد العمليات منذ 17 تشرين الأول:», else None."""
    head = _HEADS_FIGURES.search(folded, max(0, sentence.start - _HEAD_REACH), sentence.start)
    return replace(sentence, start=head.start(), end=head.end("head")) if head is not None else None


def _told_on(found: Findings, sentence: Sentence, window: DateMention) -> dt.date | None:
    """Return the day on which somebody gave a figure: «قال مسؤول أمس الجمعة إن … منذ 17 تشرين الأول», else None."""
    for day in within(found.dates, sentence.start, window.start):
        if day.kind == "point" and day.precision == "day" and dates_a_statement(found, sentence.start, day):
            return day.date_end
    return None


def told_once(tallies: Sequence[Tally]) -> list[Tally]:
    """Return tallies without those told again, as a headline's are below it, each as its fullest telling has it."""
    kept: list[Tally] = []
    for tally in tallies:
        for index, other in enumerate(kept):
            if _is_the_same(other, tally):
                kept[index] = _fuller(other, tally)
                break
        else:
            kept.append(tally)
    return kept


def _is_the_same(one: Tally, other: Tally) -> bool:
    """Whether two tallies give one count: of the same number, one scope within the other, and windows alike."""
    if one.count != other.count:
        return False
    scopes = _parts(one.scope), _parts(other.scope)
    if not (scopes[0] <= scopes[1] or scopes[1] <= scopes[0]):
        return False
    days = ((one.date_from, other.date_from), (one.date_to, other.date_to))
    return all(first is None or second is None or first == second for first, second in days)


def _fuller(one: Tally, other: Tally) -> Tally:
    first, second = sorted((one, other), key=lambda tally: len(tally.scope), reverse=True)
    return replace(
        first,
        at_least=one.at_least or other.at_least,
        date_from=first.date_from or second.date_from,
        date_to=first.date_to or second.date_to,
        source=first.source or second.source,
        evidence=one.evidence + other.evidence,
    )


def _parts(scope: str) -> frozenset[str]:
    """Return the words of a scope: that of «Syria» is wider than that of «al-Tanf garrison, Syria»."""
    return frozenset(scope.replace(",", "").split()) - {"and"}


def _tells_of_them(
    found: Findings, sentence: Sentence, places: Sequence[PlaceMention], count: AttackCount, window: DateMention
) -> bool:
    """Whether the attacks counted are those just told with their days and places («… في ثلاث هجمات»)."""
    first, last = window.date_start, window.date_end
    if first is None or last is None or (last - first).days >= _DAYS_OF_ONE_EVENT:
        return False
    if not (count.of_times or _IN_SO_MANY.search(found.text.folded, sentence.start, count.start)):
        return False
    acts = within(found.acts, sentence.start, count.start)
    return bool(acts) and any(place.end <= count.start for place in places)


def _each(folded: str, count: AttackCount, places: Sequence[PlaceMention]) -> list[str]:
    """Return the places of «الشدادي والتنف بـ16 لكل منهما»; empty where the count is not told of each."""
    if not EACH.match(folded[count.end : count.end + 20]):
        return []
    start = max(folded.rfind(mark, 0, count.start) for mark in "،.؛:")
    return [named(p.place) for p in places if start < p.start < count.start and p.place is not None and not p.is_area]

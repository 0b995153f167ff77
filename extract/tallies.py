"""Counts that somebody published: «12 هجوماً في العراق و5 في سوريا بين 17 و25 أكتوبر». Never incidents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.actors import NOBODY
from extract.dates import DateMention
from extract.findings import Findings
from extract.normalise import Sentence
from extract.numbers import Number
from extract.ordered import within
from extract.places import PlaceMention
from incidents.types import Evidence, Tally

# What is counted, right behind the number. Raids and shells are munitions of one event, so they are not here.
COUNTED_NOUNS = (
    *("مره", "مرات", "هجوم", "هجوما", "هجمات", "هجمه", "استهداف", "استهدافا", "استهدافات"),
    *("عمليه", "عمليات", "اعتداء", "اعتداءات"),
)
"""What a tally counts, folded."""
_COUNTED = re.compile(rf"^\W{{0,3}}(?:{'|'.join(COUNTED_NOUNS)})(?!\w)")
_COUNTED_BEFORE = re.compile(
    r"(?:عدد|مجموع|اجمالي|حصيله)\s+(?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|هجوم|مرات)[^.؛\n]{0,70}$"
)
_COUNTED_AFTER = re.compile(r"^\W{0,4}(?:هو )?(?:عدد|مجموع|اجمالي) (?:ال)?(?:هجمات|عمليات|استهدافات|اعتداءات|مرات)")
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:مره|مرات|هجوما?|هجمات|عمليه|عمليات|اخري|منها|منفصله)\W+){0,3}(?:في|ب|علي|داخل|ضد|قرب)(?:\W|(?=ال))"
)
_COUNTRY = re.compile(r"(?<!\w)(?:و|ف)?(?:ب|ل)?(العراق|عراقيه|سوريا|سوريه|السوريه|العراقيه|لسوريا|الاردن)(?!\w)")
COUNTRIES = {
    "العراق": "Iraq",
    "عراقيه": "Iraq",
    "العراقيه": "Iraq",
    "سوريا": "Syria",
    "سوريه": "Syria",
    "السوريه": "Syria",
    "لسوريا": "Syria",
    "الاردن": "Jordan",
}
"""Countries that a tally may be of, as they are written, folded."""
_OF_ANYTHING = frozenset({"مره", "مرات", "عمليه", "عمليات"})
_SUMMED = (
    *("الصداره", "وزع", "توزع", "احص", "حصيله", "اجمالي", "بلغ عدد", "عدد الهجمات", "مجموع", "ارتفع عدد", "ما يزيد"),
    *("خلال", "منذ"),
)
"""Words that say that events are counted up."""
_NEAR_PLACE = 14
"""Folded characters between a place and the count told of it («وحقل العمر 19»)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A tally and where its count stands, folded: acts there are the counted thing, not events."""

    tally: Tally
    start: int
    end: int


def tallies_of(
    found: Findings, sentence: Sentence, places: Sequence[PlaceMention], before: Sequence[Counted], document_id: str
) -> list[Counted]:
    """Return the tallies of one sentence; empty when it counts nothing.

    `before` are the tallies of the sentence before, whose window goes on («وتفصيلاً، كان نصيب حقل كونيكو 36 هجوماً»).
    A tally needs a thing counted (هجوم، استهداف، مرة …), two or more, and a window, a sum word or a window before it.
    """
    numbers = [
        n
        for n in within(found.numbers, sentence.start, sentence.end)
        if n.value >= 2
        and not any(d.start <= n.start and n.end <= d.end for d in within(found.dates, n.start - 80, n.end + 80))
    ]
    counts: list[Number] = []
    for number in numbers:
        if _is_count(found, number, sentence, places, bool(counts) or bool(before)):
            counts.append(number)
    if not counts:
        return []
    windows = [
        d
        for d in within(found.dates, sentence.start, sentence.end)
        if d.kind in ("range", "since") or (d.kind == "point" and d.precision in ("month", "week"))
    ]
    words = found.text.folded[sentence.start : sentence.end]
    if not (windows or before or any(word in words for word in _SUMMED)):
        return []
    source = next((s.name for s in within(found.sources, sentence.start, sentence.end)), None)
    result = []
    for position, number in enumerate(counts):
        following = counts[position + 1].start if position + 1 < len(counts) else sentence.end
        window = min(windows, key=lambda d: abs(d.start - number.start), default=None)
        scope = _scope(found.text.folded, sentence, number, following, places)
        if scope is None:
            scope = before[-1].tally.scope if before and not windows else None
        if scope is None:
            continue
        date_from, date_to = _window(window) if window is not None else (None, None)
        if window is None and before:
            date_from, date_to = before[-1].tally.date_from, before[-1].tally.date_to
        end = number.end
        counted = _COUNTED.match(found.text.folded[number.end : number.end + 30])
        if counted:
            end += counted.end()
        quote_end = (
            window.end if window is not None and window.start >= end and window.end - number.start < 400 else end
        )
        span = found.text.span(number.start, quote_end)
        evidence = Evidence(document_id, "tally", span, found.text.original[span.start : span.end], "tally:count")
        tally = Tally(
            document_id,
            number.value,
            number.at_least,
            scope,
            date_from,
            date_to,
            source or (before[-1].tally.source if before else None),
            (evidence,),
        )
        result.append(Counted(tally, number.start, end))
    return result


def _is_count(
    found: Findings, number: Number, sentence: Sentence, places: Sequence[PlaceMention], counting: bool
) -> bool:
    folded = found.text.folded
    after = folded[number.end : min(sentence.end, number.end + 70)]
    before = folded[max(sentence.start, number.start - 90) : number.start]
    counted = _COUNTED.match(after)
    if counted is not None and counted.group().strip(' «"(') in _OF_ANYTHING:
        # «أجرى المستشفى 24 عملية»: only where an attack or a party is told of are they attacks
        return bool(within(found.acts, sentence.start, sentence.end)) or counting or _names_a_party(found, sentence)
    if counted is not None or _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after):
        return True
    if not counting:
        return False
    # «… و3 في سوريا»، «وحقل العمر 19»: the thing counted is left out
    if _ELLIPTIC.match(after) and (
        _COUNTRY.search(after[:30]) or any(number.end < p.start < number.end + 30 for p in places)
    ):
        return True
    return any(0 <= number.start - p.end <= _NEAR_PLACE for p in places) and after.lstrip(" ")[:1] in (
        "",
        "،",
        ".",
        "؛",
        ")",
    )


def _names_a_party(found: Findings, sentence: Sentence) -> bool:
    return any(a.actor not in NOBODY for a in within(found.actors, sentence.start, sentence.end))


def _window(mention: DateMention) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of a window; None where the words give only a month («منذ منتصف أكتوبر»)."""
    exact = mention.precision == "day" or mention.kind == "point" or mention.rule.startswith("early")
    start = mention.date_start if exact else None
    return start, (mention.date_end if mention.kind != "since" else None)


def _scope(
    folded: str, sentence: Sentence, number: Number, following: int, places: Sequence[PlaceMention]
) -> str | None:
    """Return what is counted, in English: the place right before the count, else places or countries behind it, else
    the countries of the sentence."""
    told = [p for p in places if p.place is not None and not p.is_area]
    before = next((p for p in reversed(told) if 0 <= number.start - p.end <= _NEAR_PLACE), None)
    if before is not None and before.place is not None:
        return f"{before.place.name_en}, {_country_of(before)}"
    behind = folded[number.end : min(following, number.end + 110)]
    behind = re.split("[،:؛]", behind)[0]
    countries = [COUNTRIES[m.group(1)] for m in _COUNTRY.finditer(behind)]
    reach = number.end + min(len(behind), 60)
    place = next((p for p in told if number.end <= p.start < min(following, reach)), None)
    if place is not None and place.place is not None:
        first = _COUNTRY.search(behind)
        if first is None or place.start - number.end < first.start():
            return f"{place.place.name_en}, {_country_of(place)}"
    if not countries:
        countries = [COUNTRIES[m.group(1)] for m in _COUNTRY.finditer(folded, sentence.start, sentence.end)]
    if countries:
        return " and ".join(dict.fromkeys(countries))
    near = [p for p in told if p.start < number.start]
    if near and near[-1].place is not None:
        return f"{near[-1].place.name_en}, {_country_of(near[-1])}"
    return None


def _country_of(mention: PlaceMention) -> str:
    return {"SY": "Syria", "IQ": "Iraq", "JO": "Jordan"}[mention.place.country] if mention.place else ""

"""Counts that somebody published: «أكثر من 10 هجمات في العراق و3 في سوريا بين 17 و24 أكتوبر». Never incidents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from extract.findings import Findings
from extract.normalise import Sentence
from extract.numbers import Number
from extract.places import PlaceMention
from incidents.types import Evidence, Tally

_COUNTED = re.compile(
    r"^\W{0,3}(?:مره|مرات|مرةً|هجوما?|هجمات|هجمه|استهدافا?ت?|عمليه|عمليات|ضربه|ضربات|غاره|غارات|اعتداءا?ت?|قصفا)(?!\w)(?:\W+(?:منفصله|مختلفه|علي الاقل))*"
)
_COUNTRY = re.compile(r"(?<!\w)(?:ب|في |ل|و)*(?:ال)?(العراق|سوريا|سوريه|الاردن|اردن)(?!\w)")
_COUNTRY_NAME = {"العراق": "Iraq", "سوريا": "Syria", "سوريه": "Syria", "الاردن": "Jordan", "اردن": "Jordan"}
_AFTER_NUMBER = 60
_CONTINUED = re.compile(r"^\W*(?:(?:مره|مرات|هجوما?|هجمات|اخري|منها)\W+){0,2}(?:منفصله\W+)?(?:في|ب|علي|ضد|داخل)\W*")
_SUMMING = re.compile(r"(?:احص|تعرضت|تعرض|سجل|بلغ|حصيله|عدد|اجمالي|مجموع|نفذ|وثق|شن|استهدفت|منذ|خلال|تبنت|اعلنت|مره|هاجمت|ارتفع|وصل|رصد)")


def tallies_of(
    found: Findings, sentence: Sentence, places: Sequence[PlaceMention], document_id: str, published: dt.date | None
) -> list[tuple[Tally, int, int]]:
    """Return the tallies of one sentence with the folded range of each; empty when it counts nothing.

    A count needs a thing counted (هجوم، استهداف، مرة …), two or more, and a window or a country or place; one attack
    told with its munitions («هجوم بثلاثة صواريخ») is none.
    """
    folded = found.text.folded
    windows = [
        d for d in found.dates
        if sentence.start <= d.start and d.end <= sentence.end
        and (d.kind in ("range", "since") or (d.precision in ("month", "week") and d.kind == "point"))
    ]
    numbers = [n for n in found.numbers if sentence.start <= n.start and n.end <= sentence.end]
    if not _SUMMING.search(folded[sentence.start : sentence.end]):
        return []
    result: list[tuple[Tally, int, int]] = []
    counting: Number | None = None
    for number in numbers:
        if any(d.start <= number.start and number.end <= d.end for d in found.dates):
            continue
        after = folded[number.end : min(sentence.end, number.end + _AFTER_NUMBER)]
        counted = _COUNTED.match(after)
        continued = counting is not None and _CONTINUED.match(after) and number.start - counting.end < 90
        if number.value < 2 or not (counted or continued):
            continue
        end = number.end + (counted.end() if counted else 0)
        scope = _scope(folded, sentence, number, end, numbers, places)
        window = min(windows, key=lambda d: abs(d.start - number.start), default=None)
        if scope is None or (window is None and not continued and not _published_count(found, sentence)):
            continue
        counting = number
        date_from = window.date_start if window else None
        date_to = window.date_end if window and window.kind != "since" else None
        source = next(
            (s.name for s in found.sources if sentence.start <= s.start and s.end <= sentence.end), None
        )
        start = number.start
        quote_end = max(end, window.end if window and window.start >= start and window.end - start < 500 else end)
        span = found.text.span(start, quote_end)
        evidence = Evidence(document_id, "tally", span, found.text.original[span.start : span.end], "tally:count")
        result.append(
            (Tally(document_id, number.value, number.at_least, scope, date_from, date_to, source, (evidence,)), start, end)
        )
    return result


def _published_count(found: Findings, sentence: Sentence) -> bool:
    text = found.text.folded[sentence.start : sentence.end]
    return any(word in text for word in ("احص", "حصيله", "اجمالي", "بلغ عدد", "عدد الهجمات", "مجموع", "ارتفع عدد"))


def _scope(
    folded: str, sentence: Sentence, number: Number, end: int, numbers: Sequence[Number], places: Sequence[PlaceMention]
) -> str | None:
    """Return what is counted in English: countries right behind the count, else a place, else countries anywhere."""
    following = min((n.start for n in numbers if n.start > end), default=sentence.end)
    stretch = folded[end : min(following, end + 90)]
    place = next((p for p in places if end <= p.start < min(following, end + 60) and p.place is not None), None)
    countries = [_COUNTRY_NAME[m.group(1)] for m in _COUNTRY.finditer(stretch)]
    if place is not None and not (countries and stretch.find("العراق") == -1 and place.is_area):
        assert place.place is not None
        first_country = _COUNTRY.search(stretch)
        if first_country is None or place.start - end < first_country.start():
            return place.place.name_en
    if countries:
        return " and ".join(dict.fromkeys(countries))
    near = [p for p in places if p.place is not None and p.start < number.start]
    everywhere = [_COUNTRY_NAME[m.group(1)] for m in _COUNTRY.finditer(folded[sentence.start : sentence.end])]
    if everywhere:
        return " and ".join(dict.fromkeys(everywhere))
    return near[-1].place.name_en if near and near[-1].place is not None else None

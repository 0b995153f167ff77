"""Places told one by one, behind an attack on several that it did not name.

«أغارت مقاتلات على ثلاث منشآت في العراق. إحداها مقر في جرف الصخر، والثانية قرب القائم» (fighter jets raided three
facilities in Iraq. One of them is a headquarters in Jurf al-Sakhar, the second near al-Qaim): the raid struck both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.dates import DateMention
from extract.drafts import Draft
from extract.findings import Findings
from extract.grouping import NEVER_STRUCK
from extract.normalise import Sentence
from extract.ordered import within
from extract.places import PlaceMention

_SITES = re.compile(
    r"(?<!\w)[وبل]?(?:ال)?(?:موقعين|منشاتين|مقرين|قاعدتين|هدفين|معسكرين|مستودعين|مواقع|منشات|مقار|مقرات|قواعد|اهداف|نقاط|معسكرات"
    r"|مستودعات|مخازن|ثكنات|اوكار|مراكز)\w?(?!\w)"
)
"""What an attack struck that is told of one by one later."""
ONE_BY_ONE = re.compile(
    r"(?<!\w)[وف]?(?:احدي?|احداها|احدها|احداهما|احدهما|الاولي?|اولها|اولاها|اولهما|تتوزع|توزعت|وهي"
    r"|(?:اثنين|اثنان|ثلاثه|اربعه|خمسه|عددا?|بعض|جزء) من (?:هذه |تلك )?"
    r"(?:المواقع|المنشات|المقار|المقرات|الاهداف|القواعد|النقاط|المخازن"
    r"|المستودعات|المعسكرات)"
    r"|[يت]قع(?:ان)? (?:الاول|احد|المواقع|المنشات|المقار|المقرات|الاهداف|هذه|كلها|جميعها)\w*"
    r"|(?:المواقع|المنشات|المقار|المقرات|الاهداف|القواعد|النقاط) (?:المستهدفه|الثلاثه?|الاربعه?|المذكوره|هي))(?!\w)"
)
"""What opens the telling of each."""
_OPENS_WITHIN = 60
"""Folded characters of a sentence in which it does."""
_BEHIND = 2
"""Sentences behind the attack in which it does."""
_ORIGINS = NEVER_STRUCK - {"flight"}
"""Roles of places that no item strikes; what flies to a place in a list of attacks was aimed at it."""
_NEXT_ITEM = re.compile(r"[،؛]| و")
"""What stands between two places of a list, not between a place and one that says where it lies."""


def told_one_by_one(
    found: Findings, index: int, sentence: Sentence, places: Sequence[PlaceMention], last: Draft | None
) -> list[Draft]:
    """Return the attack told last once for each place that a sentence names as struck; empty when it names none so."""
    if last is None or last.place is not None or last.anaphor is not None or not 0 < index - last.sentence <= _BEHIND:
        return []
    named = [place for place in places if place.place is not None and place.role not in NEVER_STRUCK]
    named = [place for place in named if not place.is_area] or named
    if not named or within(found.acts, sentence.start, sentence.end):
        return []
    opens = ONE_BY_ONE.search(found.text.folded, sentence.start, min(sentence.start + _OPENS_WITHIN, named[0].start))
    if opens is None or _SITES.search(found.text.folded, last.start, last.end) is None:
        return []
    items = [named[0]]
    for before, place in pairwise(named):
        if place.role != "near" or _NEXT_ITEM.search(found.text.folded, before.end, place.start):
            items.append(place)  # no «جرف الصخر جنوبي بغداد»
    return [
        replace(last, sentence=index, start=sentence.start, end=sentence.end, place=place, cues=[], casualties=[])
        for place in items
    ]


def item_of(
    found: Findings, index: int, sentence: Sentence, places: Sequence[PlaceMention], head: Draft
) -> list[Draft]:
    """Return what an item of a list tells, its head's act once for each place.

    «الثلاثاء: مسيّرتان إلى عين الأسد، وأخرى إلى حرير» (Tuesday: two drones to Ain al-Asad, and one to Harir). Each
    takes the weapons told beside its place, and the item's day before the head's.
    """
    named = [place for place in places if place.place is not None and place.role not in _ORIGINS]
    struck = named[:1]
    for before, place in pairwise(named):
        if _NEXT_ITEM.search(found.text.folded, before.end, place.start) and not place.is_area:
            struck.append(place)
    if not struck:
        return []
    arms = within(found.weapons, sentence.start, sentence.end)
    if arms and arms[0].start < struck[0].start:
        edges = [sentence.start, *(place.end for place in struck[:-1]), sentence.end]
    else:
        edges = [sentence.start, *(place.start for place in struck[1:]), sentence.end]
    day = day_of_item(found, sentence, head)
    here = within(found.structure, sentence.start, sentence.end)
    again = next((hit for hit in here if hit.value == "again"), None)
    told = []
    for place, (start, end) in zip(struck, pairwise(edges), strict=True):
        item = replace(head, sentence=index, start=sentence.start, end=sentence.end, place=place, date=day, again=again)
        item.weapons, item.here, item.nowhere = within(found.weapons, start, end), True, False
        item.cues, item.casualties, item.sources = [], [], list(head.sources)
        told.append(item)
    return told


def day_of_item(found: Findings, sentence: Sentence, head: Draft) -> DateMention | None:
    """Return the day that an item names itself, else that of its list; None when neither names one."""
    return next((day for day in within(found.dates, sentence.start, sentence.end) if day.is_narrow), head.date)

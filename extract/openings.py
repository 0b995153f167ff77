"""How a report opens: with the city that it was written in («دمشق – سانا»)."""

from __future__ import annotations

import re
from typing import Literal

_OPENS_A_LINE = re.compile(
    r"^[^\w#]*(?:\d{1,2}[:.]\d{2}\W+)?(?:(?:عاجل|خاص|متابعه|متابعات|وكالات|ترجمه|تقرير|تغطيه|محافظه|مدينه|ريف|"
    r"شمالي?|جنوبي?|شرقي?|غربي?|من)\W+){0,2}$"
)
_CITY_TAIL = re.compile(
    r"\s\([^)\n]{2,30}\)\s[\d٠-٩][^\n]{3,40}?[-–—]\s|"  # «بعقوبة (العراق) 21-1-2022 (و ا ع) – »
    r"[\"”»]?\s{0,2}(?:/|(?P<colon>:)|[-–—ـ]\s|\([^)\n]{2,50}\)\s{0,2}(?:[-–—ـ:/]|\n|$)|"
    r"،?\s(?:في )?(?:\w+ )?[\d٠-٩]{1,2} [^.\n]{3,40}?(?:[:–—(ـ]|-\s|\n|$)|،?(?:\s\w{2,15}){0,2}\s[-–—ـ]\s)"
)


def dateline(line_before: str, after: str) -> Literal["sure", "colon"] | None:
    """Return whether a place opens its line as the reporter's city («دمشق – سانا», «بغداد/ شفق نيوز»), or None.

    `line_before` is the line before the name, `after` the original words behind it. "colon" says that only a colon
    tells: «التنف: سقوط صواريخ» names what the news is about.
    """
    if len(line_before) > 24 or not _OPENS_A_LINE.match(line_before):
        return None
    tail = _CITY_TAIL.match(after)
    if tail is None:
        return None
    return "colon" if tail.group("colon") else "sure"

"""Days, numbers and lists as the press writes them: Levantine months and Latin digits in Arabic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from babel import dates, lists, numbers

from language.catalogue import Language, translations

# Syria's Arabic has the Levantine months (تشرين الأول), Britain's English puts the day first.
LOCALES: dict[Language, str] = {"ar": "ar_SY", "en": "en_GB"}


def format_date(date: dt.date, language: Language) -> str:
    """Return one day: `28 October 2023`, `28 تشرين الأول 2023`."""
    return _written(date, "d MMMM y", language)


def format_month(date: dt.date, language: Language) -> str:
    """Return the month a day lies in: `October 2023`, `تشرين الأول 2023`."""
    return _written(date, "MMMM y", language)


def format_range(first: dt.date | None, last: dt.date | None, language: Language) -> str:
    """Return a span of days, both ends included, saying month and year once where they are shared.

    None is an open end (`from 1 October 2023`, `until 29 October 2023`); two of them give `all dates`. Raises
    ValueError when `last` is before `first`.
    """
    words = translations(language)
    if first is None or last is None:
        if first is not None:
            return words.gettext("from {date}").format(date=format_date(first, language))
        if last is not None:
            return words.gettext("until {date}").format(date=format_date(last, language))
        return words.gettext("all dates")
    if last < first:
        raise ValueError(f"range {first} to {last}: expected the first day not to be after the last")
    if first == last:
        return format_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_date(last, language)}"
    opening = _written(first, "d MMMM" if first.year == last.year else "d MMMM y", language)
    return f"{opening} – {format_date(last, language)}"


def format_number(number: int, language: Language) -> str:
    """Return a whole number with thousands set apart: `12,345`."""
    return numbers.format_decimal(number, locale=LOCALES[language])


def format_list(items: Sequence[str], language: Language) -> str:
    """Return items joined as the language joins them: `A, B and C`, `أ وب وج`; empty for none."""
    return lists.format_list(items, locale=LOCALES[language]) if items else ""


def _written(date: dt.date, pattern: str, language: Language) -> str:
    return dates.format_date(date, pattern, locale=LOCALES[language])

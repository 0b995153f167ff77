"""Every string of the interface exists in Arabic, with the same fields; dates and codes read well in both languages."""

from __future__ import annotations

import ast
import datetime as dt
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from geo.places import BASES_OF_COORDINATES, COUNTRIES, KINDS
from incidents import sources, types
from language.catalogue import ARABIC_CATALOGUE, translations
from language.dates import format_date, format_month, format_number, format_range
from language.plain import plain
from language.terms import Kind, term, terms

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ui", "export", "geo", "language", "load", "rasid")
CALLS = {
    "gettext": ("single",),
    "ngettext": ("single", "plural"),
    "pgettext": ("context", "single"),
    "npgettext": ("context", "single", "plural"),
}
"""The functions that give a string, with what their first arguments are."""
CODES: dict[Kind, tuple[str, ...]] = {
    "weapon": types.WEAPONS,
    "outcome": types.OUTCOMES,
    "status": types.STATUSES,
    "field": types.EVIDENCE_FIELDS,
    "time of day": get_args(types.TimeOfDay),
    "precision": types.TIME_PRECISIONS,
    "certainty": get_args(types.Certainty),
    "rejected": types.REJECTED_KINDS,
    "source kind": sources.KINDS,
    "side": sources.SIDES,
    "place kind": tuple(KINDS),
    "coordinates": tuple(BASES_OF_COORDINATES),
    "country": tuple(COUNTRIES),
}


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call for a string: where it stands, the function's name, the call. Read from the syntax tree, since a
    reader of tokens sees nothing inside an f-string."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = ast.unparse(node.func).rpartition(".")[2]
                    if name in CALLS:
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", name, node


def in_code() -> dict[tuple[str | None, str], tuple[str, str | None]]:
    """Every string that the code asks for: (context, string) to where it stands and its English plural."""
    found: dict[tuple[str | None, str], tuple[str, str | None]] = {}
    for where, name, call in calls():
        told = dict(zip(CALLS[name], (ast.literal_eval(one) for one in call.args if _literal(one)), strict=False))
        if "single" in told:
            found[told.get("context"), told["single"]] = (where, told.get("plural"))
    return found


def _literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def in_catalogue() -> dict[tuple[str | None, str], Message]:
    """Every entry of the Arabic catalogue by (context, English string)."""
    with ARABIC_CATALOGUE.open("rb") as file:
        catalogue: Catalog = read_po(file, locale="ar", abort_invalid=True)
    return {(entry.context, english(entry)[0]): entry for entry in catalogue if entry.id}


def english(entry: Message) -> tuple[str, str | None]:
    """An entry's English string, and its plural where it has one."""
    return (entry.id, None) if isinstance(entry.id, str) else (entry.id[0], entry.id[1])


def arabic(entry: Message) -> tuple[str, ...]:
    """An entry's Arabic: one string, or six where it has plurals."""
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())


def fields(text: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_string_of_the_code_has_arabic() -> None:
    entries = in_catalogue()
    faults = []
    for key, (where, plural) in in_code().items():
        entry = entries.get(key)
        if entry is None:
            faults.append(f"{where}: {key[1]!r} (context {key[0]!r}) is missing from the Arabic catalogue")
            continue
        forms = arabic(entry)
        if len(forms) != (6 if plural else 1) or not all(forms):
            faults.append(f"{where}: {key[1]!r} has {len(forms)} Arabic forms, or an empty one")
        if entry.fuzzy:
            faults.append(f"{where}: {key[1]!r} is marked fuzzy, so readers would see English")
        if english(entry)[1] != plural:
            faults.append(f"{where}: {key[1]!r} has another plural in the catalogue: {english(entry)[1]!r}")
    assert not faults, "\n".join(faults)


def test_every_string_is_asked_for_literally() -> None:
    """One that is put together first is in no catalogue."""
    loose = [where for where, name, call in calls() if not all(_literal(one) for one in call.args[: len(CALLS[name])])]
    assert loose == []


def test_the_catalogue_holds_nothing_that_no_code_asks_for() -> None:
    assert sorted(map(str, set(in_catalogue()) - set(in_code()))) == []


def test_fields_are_the_same_in_both_languages() -> None:
    for entry in in_catalogue().values():
        single, plural = english(entry)
        wanted = fields(plural or single)
        assert fields(single) == wanted, single
        for form, text in enumerate(arabic(entry)):
            # None, one and two need no numeral in Arabic; from three on they do.
            spoken = fields(text) | {"count"} if plural and form < 3 else fields(text)
            assert spoken == wanted, (single, text)


def test_arabic_plurals_follow_the_six_forms() -> None:
    count = {
        number: translations("ar").ngettext("{count} incident", "{count} incidents", number).format(count=number)
        for number in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)
    }
    assert count[0] == "لا حوادث"
    assert count[1] == "حادث واحد"
    assert count[2] == "حادثان"
    assert count[3] == "3 حوادث"
    assert count[10] == "10 حوادث"
    assert count[11] == "11 حادثًا"
    assert count[99] == "99 حادثًا"
    assert count[100] == "100 حادث"
    assert count[102] == "102 حادث"
    assert count[103] == "103 حوادث"
    assert count[111] == "111 حادثًا"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr': expected one of ar, en"):
        translations("fr")


@pytest.mark.parametrize("kind", CODES)
def test_every_code_of_the_record_has_a_name_of_its_own(kind: Kind) -> None:
    for language in ("ar", "en"):
        names = terms(kind, language)
        assert set(names) == set(CODES[kind])
        assert len(set(names.values())) == len(names)
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in name) for name in terms(kind, "ar").values())


def test_a_code_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="weapon 'laser': expected one of drone, rocket"):
        term("weapon", "laser", "en")


@pytest.mark.parametrize(
    ("first", "last", "english", "arabic"),
    [
        ("2023-10-28", "2023-10-28", "28 October 2023", "28 تشرين الأول 2023"),
        ("2023-10-28", "2023-10-29", "28–29 October 2023", "28–29 تشرين الأول 2023"),
        ("2023-10-28", "2023-11-02", "28 October – 2 November 2023", "28 تشرين الأول – 2 تشرين الثاني 2023"),
        ("2023-12-31", "2024-01-02", "31 December 2023 – 2 January 2024", "31 كانون الأول 2023 – 2 كانون الثاني 2024"),
        ("2023-08-01", None, "from 1 August 2023", "من 1 آب 2023"),
        (None, "2024-04-30", "until 30 April 2024", "حتى 30 نيسان 2024"),
        (None, None, "all dates", "كل التواريخ"),
    ],
)
def test_ranges_say_month_and_year_once(first: str | None, last: str | None, english: str, arabic: str) -> None:
    start, end = (dt.date.fromisoformat(day) if day else None for day in (first, last))
    assert format_range(start, end, "en") == english
    assert format_range(start, end, "ar") == arabic


def test_arabic_months_are_the_levantine_ones() -> None:
    months = [format_month(dt.date(2024, month, 1), "ar").removesuffix(" 2024") for month in range(1, 13)]
    assert months == [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ]


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="2023-10-29 to 2023-10-28"):
        format_range(dt.date(2023, 10, 29), dt.date(2023, 10, 28), "en")


@given(st.dates(), st.dates())
def test_a_range_always_names_its_ends(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    for language in ("ar", "en"):
        text = format_range(first, last, language)
        assert text.startswith(str(first.day))
        assert text.endswith(format_date(last, language))
        assert str(first.year) in text


def test_numbers_keep_latin_digits() -> None:
    assert format_number(12345, "ar") == format_number(12345, "en") == "12,345"


@given(st.text())
def test_plain_text_is_one_line_without_controls_and_stays_so(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert not set(once) & set("\n\r\t\x00\u202e\u2066\u200f\ufeff")
    assert len(plain(text, 20)) <= 20

"""Nouns to JSON and back, for the record's `body` columns. What is decoded equals what was encoded."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from incidents.types import (
    Candidate,
    CasualtyCount,
    Document,
    Evidence,
    Reading,
    Rejected,
    Report,
    Span,
    Tally,
    Version,
)

Noun = TypeVar("Noun")


def encode(noun: Report | Tally | Rejected | Candidate) -> str:
    """Return a noun as one line of JSON, Arabic kept as it is, dates as YYYY-MM-DD."""
    return json.dumps(noun, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    """Return a date or a noun as what JSON has for it. `asdict` would copy every value first."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return {name: getattr(value, name) for name in _names(value.__class__)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@lru_cache(maxsize=4096)
def decode_report(body: str) -> Report:
    """Return the report that `encode` wrote. Kept, as lists show the same ones at every move of a slider, and articles
    about one event come one after the other, each with all of the others to be compared with."""
    return _report(json.loads(body))


def _report(fields: dict[str, Any]) -> Report:
    return Report(
        **fields
        | {name: _date(fields[name]) for name in ("date_start", "date_end", "date_latest")}
        | {name: tuple(fields[name]) for name in ("weapons", "attackers", "targets", "sources")}
        | {
            "casualties": _each(fields["casualties"], _casualty_count),
            "versions": _each(fields["versions"], _version),
            "evidence": _each(fields["evidence"], _evidence),
        }
    )


def encode_reading(reading: Reading, withdrawn: Sequence[Report]) -> str:
    """Return a reading as one line of JSON, the text of its article left out, with reports that are withdrawn."""
    stored = {**_plain(reading), "document": replace(reading.document, text=""), "withdrawn": withdrawn}
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"), default=_plain)


def decode_reading(body: str, text: str) -> tuple[Reading, tuple[Report, ...]]:
    """Return the reading and the withdrawn reports that `encode_reading` wrote, of an article with this text."""
    stored = json.loads(body)
    document = stored["document"] | {"text": text, "published": _date(stored["document"]["published"])}
    reading = Reading(
        document=Document(**document),
        reports=_each(stored["reports"], _report),
        tallies=_each(stored["tallies"], _tally),
        rejected=_each(stored["rejected"], _rejected),
        candidates=_each(stored["candidates"], _candidate),
        rules_version=stored["rules_version"],
    )
    return reading, _each(stored["withdrawn"], _report)


def decode_tally(body: str) -> Tally:
    """Return the tally that `encode` wrote."""
    return _tally(json.loads(body))


def _tally(fields: dict[str, Any]) -> Tally:
    dates = {name: _date(fields[name]) for name in ("date_from", "date_to")}
    return Tally(**fields | dates | {"evidence": _each(fields["evidence"], _evidence)})


def decode_rejected(body: str) -> Rejected:
    """Return the rejected passage that `encode` wrote."""
    return _rejected(json.loads(body))


def _rejected(fields: dict[str, Any]) -> Rejected:
    return Rejected(**fields | {"span": Span(**fields["span"])})


def decode_candidate(body: str) -> Candidate:
    """Return the gazetteer candidate that `encode` wrote."""
    return _candidate(json.loads(body))


def _candidate(fields: dict[str, Any]) -> Candidate:
    return Candidate(**fields | {"span": Span(**fields["span"])})


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _each(rows: list[dict[str, Any]], build: Callable[[dict[str, Any]], Noun]) -> tuple[Noun, ...]:
    return tuple(build(row) for row in rows)


def _casualty_count(fields: dict[str, Any]) -> CasualtyCount:
    return CasualtyCount(**fields | {"shared_with": tuple(fields["shared_with"])})


def _version(fields: dict[str, Any]) -> Version:
    return Version(**fields | {"weapons": tuple(fields["weapons"])})


def _evidence(fields: dict[str, Any]) -> Evidence:
    return Evidence(**fields | {"span": Span(**fields["span"])})

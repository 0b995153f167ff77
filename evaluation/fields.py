"""Checking a gold file's fields: every fault is kept with its file and key, and nothing is refused before the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object of a gold file, with the means to complain about it."""

    file: str
    """The gold file."""
    path: str
    """The way to the object inside it (`incidents[2]`); empty for the whole file."""
    values: Mapping[str, Any]
    faults: list[str]
    """Where complaints about the whole gold set are gathered."""

    @classmethod
    def of(cls, file: str, path: str, value: object, known: Collection[str], faults: list[str]) -> Fields:
        """Return the fields of a JSON object; anything else is a fault and has none, and so is a key not in `known`."""
        if not isinstance(value, dict):
            faults.append(f"{file}: {path or 'the file'}: {value!r:.60}: expected an object")
            value = {}
        fields = cls(file, path, value, faults)
        for key in value:
            if key not in known:
                faults.append(f"{file}: {fields.way(key)}: unknown key: expected one of {', '.join(known)}")
        return fields

    def way(self, key: str) -> str:
        """Return the way to one field inside the file."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, expected: str) -> None:
        """Keep a complaint about one field."""
        shown = f"{self.values[key]!r:.60}" if key in self.values else "missing"
        self.faults.append(f"{self.file}: {self.way(key)}: {shown}: expected {expected}")

    def text(self, key: str, *, needed: bool = True) -> str:
        """Return a text; "" where it is missing and not `needed`."""
        value = self.values.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "a text")
            return ""
        return value

    def truth(self, key: str) -> bool:
        """Return true or false; false where it is missing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, "true or false")
        return value is True

    def number(self, key: str) -> int | None:
        """Return a whole number from 0 on; None where it is null or missing."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.fault(key, "a whole number or null")
            return None
        return value

    def day(self, key: str) -> dt.date | None:
        """Return a day; None where it is null or missing."""
        value = self.values.get(key)
        return None if value is None else self._day(key, value)

    def days(self, key: str) -> tuple[dt.date, dt.date] | None:
        """Return the first and last of a window of days; None where it is null."""
        value = self.values.get(key)
        if value is None:
            if key not in self.values:
                self.fault(key, "two days, or null where it is undated")
            return None
        if not isinstance(value, list) or len(value) != 2:
            self.fault(key, "two days, or null where it is undated")
            return None
        first, last = (self._day(key, each) for each in value)
        if first is None or last is None:
            return None
        if last < first:
            self.fault(key, "the first day first")
            return None
        return first, last

    def texts(self, key: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """Return a list of texts, each of `allowed` if any are; empty where it is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            self.fault(key, "a list of texts")
            return ()
        if allowed and not set(value) <= set(allowed):
            self.fault(key, f"of {', '.join(allowed)}")
        return tuple(value)

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """Return one of `allowed`; `default` where it is missing."""
        value = self.values.get(key, default)
        if value not in allowed:
            self.fault(key, f"one of {', '.join(allowed)}")
            return default
        return str(value)

    def each(self, key: str, known: Collection[str], *, needed: bool = False) -> tuple[Fields, ...]:
        """Return the objects of a list; none where it is missing and not `needed`."""
        if key not in self.values and not needed:
            return ()
        value = self.values.get(key)
        if not isinstance(value, list):
            self.fault(key, "a list of objects")
            return ()
        return tuple(
            Fields.of(self.file, f"{self.way(key)}[{i}]", each, known, self.faults) for i, each in enumerate(value)
        )

    def _day(self, key: str, value: object) -> dt.date | None:
        try:
            return dt.datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            self.fault(key, "days like 2023-10-29")
            return None

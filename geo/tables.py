"""Reading the curated tables: every fault of every file is collected before anything is refused."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of a table, with the means to complain about it."""

    file: str
    """Name of the file, for messages."""
    line: int
    """Line the row starts on; the header is line 1."""
    cells: Mapping[str, str]
    """The cells by column name, stripped."""
    faults: list[str]
    """Where complaints about any row of the whole load are gathered."""

    def fault(self, message: str) -> None:
        """Record a complaint about this row."""
        self.faults.append(f"{self.file}:{self.line}: {message}")

    def text(self, column: str) -> str:
        """Return a cell that must not be empty; an empty one is a fault and gives ""."""
        value = self.cells[column]
        if not value:
            self.fault(f"{column} is empty, expected a text")
        return value

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """Return a cell that must be one of `allowed`; another value is a fault and is returned as it is."""
        value = self.cells[column]
        if value not in allowed:
            self.fault(f"{column} '{value}' unknown, expected one of: {', '.join(sorted(allowed))}")
        return value

    def number(self, column: str, low: float, high: float) -> float:
        """Return a cell that must be a number in low..high; anything else is a fault and gives `low`."""
        value = self.cells[column]
        try:
            number = float(value)
        except ValueError:
            self.fault(f"{column} '{value}' is not a number in {low:g}..{high:g}")
            return low
        if not low <= number <= high:
            self.fault(f"{column} '{value}' not in {low:g}..{high:g}")
            return low
        return number


def read_table(path: Path, columns: Sequence[str], faults: list[str]) -> Iterator[Row]:
    """Yield the rows of a UTF-8 CSV file whose header must be exactly `columns`.

    A missing file, a wrong header or a row with too many or too few cells is added to `faults`
    and yields nothing for that part.
    """
    if not path.is_file():
        faults.append(f"{path.name}:1: file is missing, expected columns {','.join(columns)}")
        return
    with path.open(encoding="utf-8", newline="") as table:
        reader = csv.reader(table)
        header = next(reader, [])
        if header != list(columns):
            faults.append(f"{path.name}:1: header is '{','.join(header)}', expected '{','.join(columns)}'")
            return
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                named = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
                yield Row(path.name, line, named, faults)
            else:
                faults.append(f"{path.name}:{line}: {len(cells)} cells, expected {len(columns)}")
            line = reader.line_num + 1

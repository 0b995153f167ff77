"""What is counted when readings are held against codings, and the figures made of it. Everything adds up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

TASKS = ("incident", "incident_within_a_day", "place_only", "tallies", "unlocated")
FIELDS = ("weapons", "munition_count", "attacker", "target", "outcome", "status", "fatalities", "injuries")


@dataclass(frozen=True, slots=True)
class Counts:
    """Things found against things coded."""

    right: int = 0
    wrong: int = 0
    """Found and not coded."""
    missed: int = 0
    """Coded and not found."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the coded that was found; 1 where nothing was coded."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something held, of how many times it could."""

    held: float = 0
    of: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.held + other.held, self.of + other.of)

    @property
    def share(self) -> float | None:
        """0 to 1; None where it could not hold at all."""
        return self.held / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is counted over some documents."""

    documents: int = 0
    tasks: Mapping[str, Counts] = field(default_factory=lambda: dict.fromkeys(TASKS, Counts()))
    """By name, each of `TASKS`."""
    fields: Mapping[str, Rate] = field(default_factory=lambda: dict.fromkeys(FIELDS, Rate()))
    """Agreement on matched incidents, each of `FIELDS`."""
    quiet: Rate = Rate()
    """Documents that tell no incident and gave none, of all that tell none."""
    false_in_quiet: int = 0
    """Incidents found in documents that tell none."""
    quotes: Rate = Rate()
    """Incidents whose every quote stands at its offsets."""
    published: Rate = Rate()
    """Publication days that are right, with the manifest's help."""
    published_in_words: Rate = Rate()
    """Publication days that are right from the words alone, of the articles whose words settle it."""
    published_invented: Rate = Rate()
    """Publication days that the words alone gave wrong, of all articles."""

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.documents + other.documents,
            {name: self.tasks[name] + other.tasks[name] for name in TASKS},
            {name: self.fields[name] + other.fields[name] for name in FIELDS},
            self.quiet + other.quiet,
            self.false_in_quiet + other.false_in_quiet,
            self.quotes + other.quotes,
            self.published + other.published,
            self.published_in_words + other.published_in_words,
            self.published_invented + other.published_invented,
        )


def together(figures: Iterable[Figures]) -> Figures:
    """Return the sum; of none, all counts 0."""
    return sum(figures, Figures())


def measures(figures: Figures) -> dict[str, float]:
    """Return the measures that floors hold, 0 to 1, the higher the better; those without a case are left out."""
    told = {
        f"{task}_{name}": value
        for task, counts in figures.tasks.items()
        for name, value in (("precision", counts.precision), ("recall", counts.recall), ("f1", counts.f1))
        if counts.right + counts.missed
    }
    rates = {
        **figures.fields,
        "quiet_kept_quiet": figures.quiet,
        "quotes_exact": figures.quotes,
        "published_right": figures.published,
        "published_in_words": figures.published_in_words,
    }
    return told | {name: rate.share for name, rate in rates.items() if rate.share is not None}

"""An explanation in the terminal. Arabic stands on lines of its own, so that no direction turns another's order."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from evaluation.explanation import Explanation, ReportExplained
from evaluation.passages import pieces
from evaluation.visible import visible
from incidents.types import EvidenceField
from language.terms import term

# Each kind differs from its likes by more than the colour, for those who do not see it.
STYLES: Mapping[EvidenceField, str] = {
    "act": "underline",
    "place": "bold green",
    "date": "bold blue",
    "weapon": "bold red",
    "attacker": "magenta",
    "target": "cyan",
    "outcome": "yellow",
    "casualties": "bold reverse red",
    "source": "italic bright_black",
    "tally": "reverse green",
}


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Print every report with its sentences, its fields and their rules, then tallies and rejected passages."""
    document = explanation.document
    _line(console, document.source, style="bold")
    _line(console, f"published {explanation.published}")
    if explanation.published_words:
        _line(console, f"    {explanation.published_words}")
    if not explanation.reports:
        _line(console, "\nno incident told")
    for number, report in enumerate(explanation.reports, 1):
        _report(number, report, document.text, console)
    if explanation.tallies:
        _line(console, "\ntallies", style="bold")
    for told, tally in explanation.tallies:
        _line(console, f"  {told}")
        for proof in tally.evidence:
            _line(console, f"      {proof.rule}", style="dim")
            _line(console, f"    {proof.quote}")
    if explanation.rejected:
        _line(console, "\nrejected passages", style="bold")
    for kind, rejected in explanation.rejected:
        _line(console, f"  {kind}")
        _line(console, f"      {rejected.rule}", style="dim")
        _line(console, f"    {rejected.quote}")
    if explanation.candidates:
        _line(console, "\nnames of targets that the gazetteer lacks", style="bold")
    for name in explanation.candidates:
        _line(console, f"    {name}")


def _report(number: int, report: ReportExplained, text: str, console: Console) -> None:
    _line(console, f"\n{number}. {report.summary}", style="bold")
    for passage in report.passages:
        line = Text("    ")
        for piece in pieces(text, passage, report.marks):
            style = " ".join(filter(None, (STYLES[piece.field] if piece.field else "", "underline" * piece.in_act)))
            line.append(visible(piece.words), style=style)
        console.print(line)
    _line(console, f"  certainty: {report.certainty}")
    for row in report.rows:
        line = Text("  ").append(term("field", row.field, "en").lower(), style=STYLES[row.field])
        console.print(line.append(visible(f": {row.value}")))
        for proof in row.proofs:
            _line(console, f"      {proof.rule}", style="dim")
            _line(console, f"    {proof.quote}")


def _line(console: Console, text: str, style: str = "") -> None:
    opening = "\n" * text.startswith("\n")
    console.print(Text(opening + visible(text.removeprefix("\n")), style=style))

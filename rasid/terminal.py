"""What every command says on standard error: a bar while it works, a line for what is wrong."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def progress() -> Progress:
    """Return a bar; none where nobody watches."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def complain(message: str) -> int:
    """Print a message, each line under our name, and return the exit code of a command that failed."""
    for line in message.splitlines():
        print(f"rasid: {line}", file=sys.stderr)
    return 2

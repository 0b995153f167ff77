"""What every test stands on: a record of its own, and a loud line where a program that tests need is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# No test measures speed: an example that is slow on a busy machine is no fault. `benchmarks/` measures.
settings.register_profile("rasid", deadline=None)
settings.load_profile("rasid")

PROGRAMS = {
    "browser": ("Chromium", ("chromium", "chromium-browser", "google-chrome")),
    "libreoffice": ("LibreOffice", ("soffice", "libreoffice")),
}
"""By the mark of the tests that need it: what a program is called, and the names it is installed under."""

LEFT_OUT: pytest.StashKey[dict[str, set[str]]] = pytest.StashKey()
"""Files with tests that could not run, by the program they lack."""


def find_program(mark: str) -> str | None:
    """Return the path of the program that tests of this mark need; None where it is not installed."""
    return next((path for name in PROGRAMS[mark][1] if (path := shutil.which(name))), None)


@pytest.fixture(autouse=True)
def own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the default record be one of the test's own, and return its address."""
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    monkeypatch.setenv("RASID_DATABASE_URL", url)
    return url


@pytest.fixture
def fresh_record(own_record: str) -> Iterator[None]:
    """Let the application open the test's own record, and forget it afterwards."""
    from ui import source  # the screen's libraries load slowly: only for tests that need them

    source.forget_record()
    yield
    source.forget_record()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests out whose program is missing; a machine of CI must have them all."""
    missing = config.stash.setdefault(LEFT_OUT, {})
    for mark, (program, names) in PROGRAMS.items():
        left_out = [item for item in items if item.get_closest_marker(mark)]
        if not left_out or find_program(mark) is not None:
            continue
        if os.environ.get("CI") == "true":
            raise pytest.UsageError(f"no {program} ({', '.join(names)}) for {len(left_out)} tests, and CI=true")
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
        missing[program] = {item.path.name for item in left_out}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which files were left out."""
    for program, files in config.stash.get(LEFT_OUT, {}).items():
        said = f"NO {program} FOUND, LEFT OUT: {', '.join(sorted(files))}"
        terminalreporter.write_line(said, red=True, bold=True)

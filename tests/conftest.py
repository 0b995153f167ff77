"""What every test stands on: a record of its own, and a loud line where Chromium is missing."""

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

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path of an installed Chromium; None where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


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
    """Leave the browser tests out where they cannot run; a machine of CI must be able to."""
    if find_chromium() is not None:
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out and os.environ.get("CI") == "true":
        raise pytest.UsageError(f"no Chromium ({', '.join(BROWSERS)}) for {len(left_out)} browser tests, and CI=true")
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which files were left out."""
    if find_chromium() is None:
        files = sorted(path.name for path in (Path(__file__).parent / "browser").glob("test_*.py"))
        terminalreporter.write_line(
            f"NO CHROMIUM FOUND: THE BROWSER TESTS WERE LEFT OUT: {', '.join(files)}", red=True, bold=True
        )

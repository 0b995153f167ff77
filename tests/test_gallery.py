"""The gallery's page: up to date, and its commands mean the pictures they stand under."""

from __future__ import annotations

import datetime as dt
import importlib.util
import shlex
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rasid.options import filter_of, parser

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    """The script that makes the gallery."""
    spec = importlib.util.spec_from_file_location("gallery", DOCS / "gallery.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    sys.modules["gallery"] = script  # its dataclass looks itself up there
    spec.loader.exec_module(script)
    return script


def test_the_page_is_the_scripts_and_shows_every_picture(gallery: ModuleType) -> None:
    assert (DOCS / "gallery" / "README.md").read_text(encoding="utf-8") == gallery.page()
    names = {f"{shown.name}.{shown.format}" for shown in gallery.GALLERY}
    assert {path.name for path in (DOCS / "gallery").iterdir()} == names | {"README.md"}


def test_every_command_means_its_picture(gallery: ModuleType) -> None:
    for shown in gallery.GALLERY:
        said = shlex.split(gallery.command(shown))
        assert said[:3] == ["uv", "run", "rasid"]
        options = parser(dt.date(2024, 1, 1), lambda *_: 0, lambda *_: 0).parse_args(said[3:])
        assert filter_of(options) == shown.filter
        assert options.output == Path(f"{shown.name}.{shown.format}")
        asked = (options.format, options.language, options.size, options.style)
        assert asked == (shown.format, shown.language, shown.size, shown.style)
        assert options.picture == {"multiples": f"{shown.split}s"}.get(shown.kind, shown.kind)

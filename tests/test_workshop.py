"""The workshop holds what it says: documents name what exists, walls stand, tables load, nothing foreign lies about."""

from __future__ import annotations

import ast
import csv
import datetime as dt
import fnmatch
import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from extract import lexicon, normalise
from rasid.options import parser

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROOMS = tuple(PROJECT["tool"]["importlinter"]["root_packages"])

OWNERS = {
    "streamlit": ("ui", "app.py"),
    "streamlit_folium": ("ui",),
    "folium": ("geo",),
    "matplotlib": ("geo",),
    "sqlalchemy": ("incidents",),
    "alembic": ("incidents",),
    "trafilatura": ("load",),
}
"""Libraries that only some rooms may know."""

CLOCKS = {"rasid/clock.py", "ui/clock.py"}
"""Modules that may ask what day it is; all others are told."""


def tree() -> Iterator[Path]:
    """Every file of the tree, relative to its root, without what `.gitignore` leaves out."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()] + [".git"]
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if not _any(ignored, name)]
        yield from (Path(folder, name).relative_to(ROOT) for name in files if not _any(ignored, name))


def _any(patterns: list[str], name: str) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the tree with its text; pictures are left out."""
    for path in tree():
        if path.suffix not in (".png", ".ico"):
            yield path, (ROOT / path).read_text("utf-8", errors="replace")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the rooms and `app.py`, as a path with slashes and parsed."""
    for path in (ROOT / "app.py", *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"), str(path))


def imported(module: ast.Module) -> Iterator[str]:
    """The first part of the name of everything that a module imports, anywhere in it."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def commands(document: str) -> list[str]:
    """The lines of a document's shell blocks, `&&` apart, without comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / document).read_text("utf-8"), re.M | re.S)
    lines = [shlex.join(shlex.split(line, comments=True)) for block in blocks for line in block.splitlines()]
    return [part.strip() for line in lines if line for part in line.replace("'&&'", "&&").split("&&")]


# --- documents ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "command"), [(document, command) for document in DOCUMENTS for command in commands(document)]
)
def test_commands_of_the_documents_can_be_run(document: str, command: str) -> None:
    said = [word for word in shlex.split(command) if not re.fullmatch(r"[A-Z_]+=\S*", word)]
    if said[:2] == ["uv", "run"]:
        said = said[4:] if said[2] == "--group" else said[2:]
    match said:
        case ["pip", "install", "uv"] | ["uv", "sync"] | ["export"]:
            pass
        case ["python", "-m", module, *_]:
            assert find_spec(module), f"{document}: {command}"
        case ["streamlit", "run", script, *_] | ["bash", script] | ["python", script, *_]:
            assert (ROOT / script).is_file(), f"{document}: {command}"
        case ["pytest", *paths]:
            assert all((ROOT / path).exists() for path in paths if not path.startswith("-")), f"{document}: {command}"
        case ["rasid", *options]:
            never = lambda options, today: 1  # noqa: E731
            parser(dt.date(2026, 1, 1), never, never).parse_args(options)  # exits where it does not understand
        case ["ruff" | "mypy" | "lint-imports" as tool, *_]:
            assert find_spec({"lint-imports": "importlinter"}.get(tool, tool)), f"{document}: {command}"
        case _:
            pytest.fail(f"{document}: {command}: no command that this test knows")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_the_documents_name_exist(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    linked = {target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target}
    named = set(re.findall(r"`([\w.-]+/[\w./*-]*|[\w-]+\.(?:py|md|toml|csv|po))`", text))
    files = {path.as_posix() for path in tree()}
    here = files | {f"{parent.as_posix()}/" for path in map(Path, files) for parent in path.parents}
    names = here | {Path(path).name for path in files}
    # NAME stands for any name
    missing = [name for name in linked | named if not fnmatch.filter(names, name.replace("NAME", "*"))]
    assert missing == []


def _told_rooms() -> list[tuple[str, str]]:
    """Return each room that ARCHITECTURE.md lists, with what it says of it."""
    house = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## The house")[2].partition("\n## ")[0]
    return re.findall(r"^- `([\w.]+/?)`:(.*(?:\n  .*)*)", house, re.M)


def test_architecture_lists_exactly_the_rooms() -> None:
    listed = [room for room, _ in _told_rooms()]
    folders = {f"{path.parts[0]}/" for path in tree() if len(path.parts) > 1}
    assert sorted(listed) == sorted({"app.py"} | {name for name in folders if not name.startswith(".")})


def test_modules_that_architecture_puts_in_a_room_are_in_it() -> None:
    faults = []
    for room, told in _told_rooms():
        if room.rstrip("/") in ROOMS:
            known = {path.stem for path in (ROOT / room).glob("*.py")}
            faults += [f"{room}: {name}" for name in re.findall(r"`([a-z_]+)`", told) if name not in known]
    assert faults == []


def test_architecture_tells_what_every_module_of_extract_is_for() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("Inside `extract`")[2].partition("\n## ")[0]
    modules = {path.stem for path in (ROOT / "extract").glob("*.py")} - {"__init__"}
    assert set(re.findall(r"`([a-z_]+)`", text)) == modules


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{PROJECT['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "uv run pytest" in commands("README.md")
    assert "check uv run pytest\n" in script.read_text("utf-8")


# --- walls ----------------------------------------------------------------------------------------------------


def test_every_room_is_walled_typed_and_packaged() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    tools = PROJECT["tool"]
    assert rooms == set(ROOMS) == set(tools["mypy"]["packages"])
    assert rooms | {"seeds"} == set(tools["hatch"]["build"]["targets"]["wheel"]["packages"])


def test_the_entry_is_short_and_knows_only_the_screen() -> None:
    path = ROOT / "app.py"
    assert len(path.read_text("utf-8").splitlines()) <= 60
    assert set(imported(ast.parse(path.read_text("utf-8")))) & set(ROOMS) == {"ui"}


def test_libraries_stay_in_their_rooms() -> None:
    faults = [
        f"{path} imports {library}: expected only in {', '.join(OWNERS[library])}"
        for path, module in modules()
        for library in sorted(set(imported(module)) & set(OWNERS))
        if path.split("/")[0] not in OWNERS[library]
    ]
    assert faults == []


def test_only_the_outermost_layer_has_a_clock() -> None:
    faults = [
        f"{path}:{node.lineno}"
        for path, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "today", "utcnow")
        and path not in CLOCKS
    ]
    assert faults == []


# --- tables ---------------------------------------------------------------------------------------------------


def test_every_row_of_the_word_tables_loads() -> None:
    rows = 0
    for name in lexicon.WORD_TABLES:
        with (lexicon.LEXICON_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows += sum(1 for _ in csv.DictReader(file))
    assert len(lexicon.load_lexicon()) == rows


def test_every_table_of_the_lexicon_is_read_by_somebody() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "extract").glob("*.py")))
    unread = [
        path.name
        for path in sorted(lexicon.LEXICON_FOLDER.iterdir())
        if path.stem not in lexicon.WORD_TABLES and f'"{path.name}"' not in code
    ]
    assert unread == []


def test_every_word_is_found_in_its_example() -> None:
    faults = []
    for name in lexicon.WORD_TABLES:
        path = lexicon.LEXICON_FOLDER / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                if not row["example"]:
                    continue
                entry = lexicon.Entry(row["form"], row["role"], row["value"], row["inflection"])  # type: ignore[arg-type]
                if not lexicon.Scanner([entry]).scan(normalise.ReadText(row["example"])):
                    faults.append(f"{path.name}:{reader.line_num}: {row['form']} not found in «{row['example']}»")
    assert faults == []


# --- nothing foreign --------------------------------------------------------------------------------------------


def test_no_file_names_a_registry_or_somebody_s_machine() -> None:
    hosts = [
        re.escape(name + rest) for name, rest in (("pypi", "."), ("files.python", "hosted"), ("registry.npm", "js"))
    ]
    places = ["/" + folder + "/" for folder in ("root", "home")]
    foreign = re.compile("|".join(hosts + places))
    faults = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if foreign.search(line)
    ]
    assert faults == []


def test_no_lock_file_and_nothing_minified_is_kept() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text("utf-8").split()
    assert [path for path in tree() if path.name == "uv.lock" or ".min." in path.name] == []

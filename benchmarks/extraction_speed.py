"""How fast articles are read, beside what others need.

`uv run --group benchmarks python benchmarks/extraction_speed.py [--json] [--full]`

Everything is timed by the processor's time of this process, on one core, in one run, over articles of 3,000
characters that `benchmarks/articles.py` makes. `--json` prints one line:

- `general_over_floor`: reading general news, as a share of the floor's speed. The floor is the least that any reader
  has to do: decode, fold by chained replacement, find the gazetteer's names by Aho–Corasick, check their boundaries.
- `attack_documents_per_s`: reading articles about attacks.
- `peers_documents_per_s`: dateparser's `search_dates`, flashtext and spaCy's PhraseMatcher with the same names,
  camel-tools' tokeniser, on general news.
- `peak_mb`: the most memory that `rasid extract --format jsonl` holds over a folder of articles (`--full`: 100,000).
- `five_mb_over_share`: one text of 5 MB, against the same text cut into articles.

Ratios say more than rates: both halves of a ratio meet the same machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import ahocorasick

from benchmarks.articles import attack_reports, general_news
from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from incidents.types import Document

ROOT = Path(__file__).resolve().parent.parent
NAMES = 400
FIVE_MB = 5_000_000
ROUNDS = 3

_FOLDS = [*((letter, "ا") for letter in "أإآٱ"), ("ة", "ه"), ("ى", "ي"), ("ـ", "")]
_FOLDS += [(chr(mark), "") for mark in range(0x064B, 0x0653)]
_LETTER = re.compile(r"\w")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast articles are read.")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--full", action="store_true", help="memory over 100,000 articles instead of 1,000 (an hour)")
    options = parser.parse_args()
    figures = measure(100_000 if options.full else 1_000)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:24} {json.dumps(value)}")


def measure(memory_over: int) -> dict[str, Any]:
    """Return all figures; see the module's docstring."""
    general, attacks = general_news(120), attack_reports(120)
    names = list(islice(load_gazetteer().surfaces(), NAMES))
    _read(general[0])
    _read(attacks[0])
    encoded = [text.encode() for text in general]
    floor = _rate(_floor(names), encoded)
    ours = _rate(_read, general)
    print(f"floor {floor:.0f}/s, general news {ours:.1f}/s, the machine's load {os.getloadavg()}", file=sys.stderr)
    return {
        "general_over_floor": round(ours / floor, 4),
        "attack_documents_per_s": round(_rate(_read, attacks), 1),
        "peers_documents_per_s": {name: round(_rate(peer, general[:count]), 1) for name, peer, count in _peers(names)},
        "peak_mb": _peak_mb(memory_over),
        "five_mb_over_share": _five_mb_over_share(),
    }


def _rate(work: Callable[[Any], object], documents: Sequence[Any]) -> float:
    """Return documents a second of processor time, the best of some rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        for document in documents:
            work(document)
        best = max(best, len(documents) / (time.process_time() - began))
    return best


def _read(text: str) -> object:
    digest = sha256(text.encode()).hexdigest()
    document = Document(
        id=digest[:16],
        source="made.txt",
        publisher=None,
        title=None,
        url=None,
        published=dt.date(2023, 10, 29),
        published_basis="given",
        text=text,
        sha256=digest,
        language="ar",
    )
    return read(document, load_gazetteer())


def _floor(names: Sequence[str]) -> Callable[[bytes], object]:
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()

    def find(content: bytes) -> object:
        text = content.decode()
        for written, folded in _FOLDS:
            text = text.replace(written, folded)
        return [
            (end + 1 - length, end + 1)
            for end, length in automaton.iter_long(text)
            if not _LETTER.match(text[end + 1 : end + 2]) and not _LETTER.match(text[end - length : end + 1 - length])
        ]

    return find


def _peers(names: Sequence[str]) -> list[tuple[str, Callable[[str], object], int]]:
    """Return the peers by name, each with the number of articles it is timed on."""
    import spacy
    from camel_tools.tokenizers.word import simple_word_tokenize
    from dateparser.search import search_dates
    from flashtext import KeywordProcessor
    from spacy.matcher import PhraseMatcher

    keywords = KeywordProcessor()
    keywords.add_keywords_from_list(list(names))
    arabic = spacy.blank("ar")
    arabic.max_length = FIVE_MB
    matcher = PhraseMatcher(arabic.vocab)
    matcher.add("places", [arabic.make_doc(name) for name in names])
    return [
        ("dateparser", lambda text: search_dates(text, languages=["ar"]), 8),
        ("flashtext", keywords.extract_keywords, 120),
        ("spacy", lambda text: matcher(arabic.make_doc(text)), 120),
        ("camel_tools", simple_word_tokenize, 120),
    ]


def _peak_mb(count: int) -> float:
    """Return the most memory the command line held over `count` articles, general news and attacks in turn."""
    made = [text for pair in zip(general_news(100), attack_reports(100), strict=True) for text in pair]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            Path(folder, f"{number:06}.txt").write_text(f"{made[number % len(made)]}\n{number}", encoding="utf-8")
        script = (
            "import resource, sys; from rasid.cli import main; code = main(sys.argv[1:]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr); sys.exit(code)"
        )
        arguments = ["extract", folder, "--published", "2023-10-29", "--format", "jsonl"]
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"rasid extract over {count} articles failed:\n{done.stderr}")
    return round(float(done.stderr.splitlines()[-1]), 1)


def _five_mb_over_share() -> float:
    """Return the time of one text of 5 MB in UTF-8 over that of its parts."""
    parts: list[str] = []
    size = 0
    for pair in zip(general_news(1_000), attack_reports(1_000), strict=True):
        for text in pair:
            if size < FIVE_MB:
                parts.append(text)
                size += len(text.encode()) + 2
    began = time.process_time()
    for part in parts:
        _read(part)
    share = time.process_time() - began
    began = time.process_time()
    _read("\n\n".join(parts))
    return round((time.process_time() - began) / share, 2)


if __name__ == "__main__":
    main()

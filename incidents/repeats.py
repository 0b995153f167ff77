"""Which articles about an event tell it by themselves, and which repeat another's words or what another says.

An agency's text printed by three papers is one source. Corroboration counts those that are independent: of articles
that share their words, that quote one and the same outlet alone, or that one publisher brings, only the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from incidents.sources import find_source
from incidents.types import Document, Incident
from language.arabic import fold

if TYPE_CHECKING:
    from datasketch import MinHash

Way = Literal["words", "quote", "publisher"]
"""How an article repeats another: in its words; by quoting it, or whom it quotes, alone; as the same publisher's."""

_SHINGLE = 3  # words in a row
_REPEATED = 0.5  # share of the shorter article's shingles; independent ones about one event share less than 0.1
_FEWEST = 12  # shingles from which sharing them says something: every flash about one base has the same words
_PERMUTATIONS = 256  # the share is then right within about a tenth
_OUTLETS = frozenset({"agency", "press", "state", "party", "local", "monitor"})
"""Kinds of sources that tell of events as a newspaper does; what an authority says is not second-hand."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Repeat:
    """An article that tells what an earlier one tells already."""

    document_id: str
    """The article."""
    of: str
    """The document id of the first article that it repeats."""
    way: Way
    """How it does."""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many tell an event by themselves."""

    independent: int
    """Articles that repeat no other, at least 1."""
    repeats: tuple[Repeat, ...]
    """The others, in the order of the incident's reports."""


def corroboration(incident: Incident, documents: Mapping[str, Document]) -> Corroboration:
    """Return who tells an incident independently, by its articles in `documents`, oldest first.

    Raises KeyError for an incident with an article that is not there.
    """
    articles = {report.document_id: documents[report.document_id] for report in incident.reports}
    quoted = {id: _quoted(incident, id) for id in articles}
    first: list[str] = []
    repeats: list[Repeat] = []
    for id, article in articles.items():
        found = next(
            (
                Repeat(id, other, way)
                for other in first
                if (way := _way(article, articles[other], quoted[id], quoted[other])) is not None
            ),
            None,
        )
        if found is None:
            first.append(id)
        else:
            repeats.append(found)
    return Corroboration(len(first), tuple(repeats))


def shared_words(one: str, other: str) -> float:
    """Return about how much of the shorter of two texts stands in the other word by word, 0 to 1; 0 for few words."""
    (signs, size), (others, other_size) = _signature(one), _signature(other)
    if min(size, other_size) < _FEWEST:
        return 0.0
    alike = float(signs.jaccard(others))
    return min(1.0, alike * (size + other_size) / (1 + alike) / min(size, other_size))


def _way(article: Document, other: Document, quoted: str | None, other_quoted: str | None) -> Way | None:
    """Return how one article repeats the other; None where it does not."""
    publisher, other_publisher = _outlet(article), _outlet(other)
    if publisher and publisher == other_publisher:
        return "publisher"
    if shared_words(article.text, other.text) >= _REPEATED:
        return "words"
    told_by, other_told_by = quoted or publisher, other_quoted or other_publisher
    return "quote" if told_by and told_by == other_told_by else None


def _quoted(incident: Incident, document_id: str) -> str | None:
    """Return the one outlet from which an article has all that it tells of an incident; None where there is none."""
    names = {name for report in incident.reports if report.document_id == document_id for name in report.sources}
    known = find_source(names.pop()) if len(names) == 1 else None
    return known.name_en if known and known.kind in _OUTLETS else None


def _outlet(article: Document) -> str | None:
    """Return whose account an article is: its publisher's; for a sample dispatch of ours, that of whom it follows."""
    publisher = (article.after or "").rpartition(",")[0] or article.publisher
    known = find_source(publisher)
    return known.name_en if known else fold(publisher).strip() if publisher else None


@lru_cache(maxsize=1024)
def _signature(text: str) -> tuple[MinHash, int]:
    """Return a text's signature and how many different shingles it has."""
    from datasketch import MinHash  # takes a second to load, which only those wait for who compare

    words = _WORD.findall(fold(text))
    shingles = {" ".join(words[at : at + _SHINGLE]).encode() for at in range(len(words) - _SHINGLE + 1)}
    signs = MinHash(num_perm=_PERMUTATIONS)
    signs.update_batch(sorted(shingles))
    return signs, len(shingles)

"""The words around a name that tell what it means, as tables: cues of single names, and words that announce a kind.

`seeds/place_cues.csv` holds what is known of single names, `seeds/context_cues.csv` the words that announce a kind of
place, place things, or make a person of a name. `geo.context` weighs them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.places import Place
from language.arabic import fold

ANY_KIND = "any"
"""Written for a cue that announces a place of whatever kind (ريف, محيط)."""

WITH_NEIGHBOUR = "with-neighbour"
"""Written for a word that announces a place only if a neighbour of it is named too (في, غربي)."""

POINTING = "pointing"
"""Written, besides `WITH_NEIGHBOUR`, for a word that only ever stands before or behind a place (شرقي, قرب): for it
a neighbour named anywhere around is enough, where «في» wants one in the same sentence."""

TITLE = "title"
"""Written for a word that makes the name directly behind it a person's (القيادي أبو حمام), or one directly before
it, where no preposition stands before the name (أبو كمال، صاحب المتجر)."""


_SIDES = ("before", "after")


@dataclass(frozen=True)
class PlaceCue:
    """What a word near one particular name says about it."""

    surface: str
    """The folded name it is about."""
    where: str
    """"before", "after" or "near" (either side)."""
    cue: tuple[str, ...]
    """The folded word, or words in reading order."""
    reach: int
    """How many words away the farthest word of the cue may stand; 1 is the neighbouring word."""
    place: Place | None
    """The place meant, or None when the name then means no place of the gazetteer."""


@dataclass(frozen=True)
class KindCue:
    """A word that announces a kind of place."""

    where: str
    """"before" or "after" the name."""
    cue: tuple[str, ...]
    """The folded word, or words in reading order."""
    kinds: frozenset[str]
    """The kinds announced, or `ANY_KIND`, or `WITH_NEIGHBOUR`, or `TITLE`."""


@dataclass(frozen=True)
class Cues:
    """All cues of the tables, indexed by the word that stands nearest to the name."""

    of_places: Mapping[str, tuple[PlaceCue, ...]]
    """Cues of single names, by folded name, in file order."""
    announcing: Mapping[str, Mapping[str, tuple[KindCue, ...]]]
    """Words that announce kinds, by side, then by the word nearest to the name, longest cue first."""
    placing: Mapping[str, frozenset[str]]
    """Words that announce a place only beside a neighbour, by side."""
    pointing: Mapping[str, frozenset[str]]
    """Those of them that only ever stand at a place."""
    titles: Mapping[str, frozenset[str]]
    """Words that make a name a person's, by side."""
    name_words: frozenset[str]
    """Every folded word of every name: these may stand between a cue and a name, as in a list of bases."""


def index_cues(of_places: Iterable[PlaceCue], of_kinds: Iterable[KindCue], names: Iterable[str]) -> Cues:
    """Return the cues indexed for `settle`; `names` are all folded names of the gazetteer."""
    by_surface: defaultdict[str, list[PlaceCue]] = defaultdict(list)
    for cue in of_places:
        by_surface[cue.surface].append(cue)
    announcing: dict[str, defaultdict[str, list[KindCue]]] = {side: defaultdict(list) for side in _SIDES}
    placing: dict[str, set[str]] = {side: set() for side in _SIDES}
    pointing: dict[str, set[str]] = {side: set() for side in _SIDES}
    titles: dict[str, set[str]] = {side: set() for side in _SIDES}
    for kind_cue in sorted(of_kinds, key=lambda cue: -len(cue.cue)):
        side = kind_cue.where
        nearest = kind_cue.cue[-1] if side == "before" else kind_cue.cue[0]
        if TITLE in kind_cue.kinds:
            titles[side].add(nearest)
            continue
        for word in {nearest, nearest.removeprefix("ال")}:
            if POINTING in kind_cue.kinds:
                pointing[side].add(word)
            if WITH_NEIGHBOUR in kind_cue.kinds:
                placing[side].add(word)
            else:
                announcing[side][word].append(kind_cue)
    return Cues(
        {surface: tuple(found) for surface, found in by_surface.items()},
        {side: {word: tuple(found) for word, found in at.items()} for side, at in announcing.items()},
        {side: frozenset(found) for side, found in placing.items()},
        {side: frozenset(found) for side, found in pointing.items()},
        {side: frozenset(found) for side, found in titles.items()},
        frozenset(word for name in names for word in name.split()),
    )


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a cue or phrase as the tables write it, in reading order."""
    return tuple(fold(text).split())


def positions(cue: Sequence[str], where: str, side: Sequence[str], reach: int) -> Iterator[int]:
    """Yield how many words lie between the name and each occurrence of `cue` within `reach` words."""
    ordered = tuple(reversed(cue)) if where == "before" else tuple(cue)
    for start in range(min(len(side), reach) - len(ordered) + 1):
        if all(_same(word, part) for word, part in zip(side[start:], ordered, strict=False)):
            yield start


def _same(word: str, cue: str) -> bool:
    """Return whether a word of the text is the cue, with or without article and attached particles."""
    return cue in forms(word) or (cue.startswith("ال") and cue[2:] in forms(word))


@lru_cache(maxsize=8192)
def forms(word: str) -> frozenset[str]:
    """Return a folded word without the particles و ف ب ل ك and the article that may be written onto it."""
    written = {word}
    for _ in range(2):
        written |= {form[1:] for form in written if len(form) > 2 and form[0] in "وفبلك"}
    written |= {form[2:] for form in written if len(form) > 3 and form.startswith("ال")}
    written |= {
        form[1:] for form in written if len(form) > 2 and form.startswith("ل") and word.lstrip("وف").startswith("لل")
    }
    return frozenset(written)

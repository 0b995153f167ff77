"""The gazetteer: places by id and by any spelling of their names, and what a name means where it stands.

The tables are `seeds/places.csv`, `place_names.csv`, `place_sources.csv`, `governorates.csv`,
`place_cues.csv` and `context_cues.csv`. People edit them; `load_gazetteer` checks every field and
reports all faults at once.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from geo.context import Candidate, Surroundings, settle
from geo.cues import ANY_KIND, POINTING, TITLE, WITH_NEIGHBOUR, Cues, KindCue, PlaceCue, index_cues, words
from geo.errors import GazetteerError
from geo.geometry import distance_m
from geo.places import AREA_KINDS, BASES_OF_COORDINATES, COUNTRIES, KINDS, Name, Place, Source
from geo.tables import Row, read_table
from language.arabic import fold
from language.catalogue import LANGUAGES, Language

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
"""Where the curated tables are."""

NO_PLACE = "none"
"""Written in `place_cues.csv` for a name that means no place of the gazetteer."""

PLACE_COLUMNS = (
    "id",
    "name_en",
    "name_ar",
    "kind",
    "lon",
    "lat",
    "radius_m",
    "admin1_pcode",
    "admin1_name",
    "country",
    "coordinate_basis",
    "part_of",
    "note",
)
NAME_COLUMNS = ("place_id", "name", "language", "needs_context", "note")
SOURCE_COLUMNS = ("place_id", "label", "url")
GOVERNORATE_COLUMNS = ("pcode", "country", "name_en", "name_ar", "basemap_name", "note")
PLACE_CUE_COLUMNS = ("surface", "where", "cue", "reach", "verdict", "example", "note")
KIND_CUE_COLUMNS = ("cue", "where", "kinds", "note")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LATIN_ARTICLE = re.compile(r"\b(?:al|ar|as|ash|at|an|ad|az|el)[ -](?=\w)")
_NOT_A_WORD = re.compile(r"[^\w\u0600-\u06ff]+")


class Gazetteer(Mapping[str, Place]):
    """The places, as a mapping from id to `Place` in the order of `places.csv`."""

    def __init__(self, places: Iterable[Place], cues: Cues) -> None:
        """Index `places` by id, by folded spelling and by search key."""
        self._places = {place.id: place for place in places}
        self._cues = cues
        surfaces: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        keys: defaultdict[str, dict[str, Place]] = defaultdict(dict)
        for place in self._places.values():
            for name in place.names:
                surfaces[fold(name.text)][place.id] = name.needs_context
                keys[_search_key(name.text)][place.id] = place
        self._in_is_enough = {
            (fold(name.text), place.id) for place in self._places.values() for name in place.names if name.in_is_enough
        }
        self._surfaces = MappingProxyType({text: tuple(found.items()) for text, found in surfaces.items()})
        self._keys = {key: tuple(found.values()) for key, found in keys.items()}

    # Two gazetteers are the same only if they are one: what is built from one is cached by it.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        """Tell whether `other` is this very gazetteer."""
        return self is other

    def __getitem__(self, place_id: str) -> Place:
        """Return the place with this id; KeyError when there is none."""
        return self._places[place_id]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self._places)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, in the order of `places.csv`."""
        return tuple(self._places.values())

    @cached_property
    def governorates(self) -> Mapping[str, Mapping[Language, str]]:
        """The names of each governorate that has places, by its OCHA p-code."""
        return {
            place.admin1_pcode: {one: place.governorate(one) for one in LANGUAGES}
            for place in self._places.values()
            if place.admin1_pcode
        }

    def extended(self, places: Iterable[Place]) -> "Gazetteer":
        """Return a gazetteer with these places after its own, and the same cues."""
        return Gazetteer((*self.places, *places), self._cues)

    def find(self, name: str) -> tuple[Place, ...]:
        """Return the places that have this name, in any spelling, Arabic or Latin.

        Alef and hamza forms, teh marbuta, yeh, diacritics, tatweel, the article (ال, al-, ash-),
        Latin case, accents, apostrophes and hyphens make no difference. Meant for a person's search
        and for hand-typed values: it knows no context. Empty when nothing has the name.
        """
        return self._keys.get(_search_key(name), ())

    def surfaces(self) -> Mapping[str, tuple[tuple[str, bool], ...]]:
        """Return every folded spelling with the places it may mean, as (place id, needs_context).

        This is what a matcher looks for in folded text; what it finds has to stand at word
        boundaries (حرير is inside تحرير) and goes through `resolve`.
        """
        return self._surfaces

    def resolve(
        self,
        surface: str,
        before: Sequence[str],
        after: Sequence[str],
        nearby_place_ids: Collection[str] = (),
        attack: bool = True,
        listed_place_ids: Collection[str] = (),
        wider_place_ids: Collection[str] = (),
    ) -> Place | None:
        """Return the place that the name `surface` means where it stands.

        `before` and `after` are the words around it, nearest first, folded and without
        punctuation; ten of each are enough. A particle written onto the name (بـ, لـ) is given as
        the nearest word before it if it matters. `nearby_place_ids` are places and governorates
        named in the same sentence, `listed_place_ids` those in one list with the name,
        `wider_place_ids` those of the sentences around (unknown ids are a KeyError). `attack` says
        whether the name stands as target or scene of an attack. The order in which evidence decides
        is that of `geo.context.settle`.

        None means that it is no place here (a channel, a company, a person, an ordinary word), or
        that it cannot be told which of several; `surfaces` tells the two apart.
        """
        folded = surface if surface in self._surfaces else fold(surface)
        candidates = [
            Candidate(self[place_id], needs, (folded, place_id) in self._in_is_enough)
            for place_id, needs in self._surfaces.get(folded, ())
        ]
        nearby, listed, wider = (
            tuple(self[place_id] for place_id in ids) for ids in (nearby_place_ids, listed_place_ids, wider_place_ids)
        )
        around = Surroundings(tuple(before), tuple(after), nearby, attack, listed, wider)
        return settle(folded, candidates, around, self._cues)

    def nearest(self, lon: float, lat: float, within_m: float) -> tuple[tuple[Place, float], ...]:
        """Return the places within `within_m` metres of a point with their distance, nearest first.

        Areas (governorates, regions, deserts) are left out: their points stand for nothing near.
        Empty when there is none.
        """
        found = [
            (place, distance)
            for place in self._places.values()
            if place.kind not in AREA_KINDS and (distance := distance_m(lon, lat, place.lon, place.lat)) <= within_m
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].id)))


@cache
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Read and check the tables in `folder` (the committed `seeds/` by default), once a process.

    Raises GazetteerError, which lists every fault of every table as `file:line: …`.
    """
    folder = folder or SEEDS
    faults: list[str] = []
    governorates = _governorates(folder, faults)
    rows = list(read_table(folder / "places.csv", PLACE_COLUMNS, faults))
    ids = {row.cells["id"] for row in rows}
    names = _names(folder, ids, faults)
    sources = _sources(folder, ids, faults)
    places: dict[str, Place] = {}
    for row in rows:
        place = _place(row, ids, names, sources, governorates)
        if place.id in places:
            row.fault(f"id '{place.id}' is used twice, expected one row a place")
        places[place.id] = place
    spelled = {fold(name.text): None for place in places.values() for name in place.names}
    cues = _cues(folder, places, spelled.keys(), faults)
    if faults:
        raise GazetteerError(faults)
    return Gazetteer(places.values(), cues)


def _search_key(name: str) -> str:
    """Return the form under which `find` looks a name up; see there for what it ignores."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", fold(name)) if not unicodedata.combining(char))
    plain = _LATIN_ARTICLE.sub("", re.sub(r"['’‘`ʿʾʼ]", "", plain))
    tokens = _NOT_A_WORD.sub(" ", plain).split()
    return " ".join(token[2:] if token.startswith("ال") and len(token) > 3 else token for token in tokens)


def _place(
    row: Row,
    ids: Collection[str],
    names: Mapping[str, Sequence[Name]],
    sources: Mapping[str, Sequence[Source]],
    governorates: Mapping[tuple[str, str], Row],
) -> Place:
    """Build one place from its row; faults are recorded, with stand-in values in the place."""
    place_id = row.text("id")
    if place_id and not _ID.fullmatch(place_id):
        row.fault(f"id '{place_id}' malformed, expected lower-case letters and digits joined by hyphens")
    kind, country = row.choice("kind", KINDS), row.choice("country", COUNTRIES)
    pcode, admin1_name = row.cells["admin1_pcode"], row.cells["admin1_name"]
    governorate = governorates.get((country, pcode or admin1_name))
    if (pcode or admin1_name) and governorate is None:
        row.fault(f"governorate '{pcode or admin1_name}' is not one of {country} in governorates.csv")
    if not pcode and not admin1_name and kind not in AREA_KINDS | {"road_point"}:
        row.fault(f"no governorate, expected one for a {kind} (admin1_pcode, or admin1_name where there is no p-code)")
    part_of = row.cells["part_of"]
    if part_of and (part_of not in ids or part_of == place_id):
        row.fault(f"part_of '{part_of}' is not the id of another place")
    captions = {language: row.text(f"name_{language}") for language in ("ar", "en")}
    known = {fold(name.text) for name in names.get(place_id, ())}
    for column, caption in captions.items():
        if caption and fold(caption) not in known:
            row.fault(f"name_{column} '{caption}' is not among the place's names in place_names.csv")
    if not sources.get(place_id):
        row.fault(f"'{place_id}' has no source in place_sources.csv, expected at least one")
    return Place(
        id=place_id,
        name_ar=captions["ar"],
        name_en=captions["en"],
        names=tuple(names.get(place_id, ())),
        kind=kind,
        lon=row.number("lon", -180, 180),
        lat=row.number("lat", -90, 90),
        radius_m=round(row.number("radius_m", 1, 1_000_000)),
        admin1_pcode=pcode,
        admin1_ar=governorate.cells["name_ar"] if governorate else "",
        admin1_en=governorate.cells["name_en"] if governorate else "",
        country=country,
        coordinate_basis=row.choice("coordinate_basis", BASES_OF_COORDINATES),
        part_of=part_of,
        sources=tuple(sources.get(place_id, ())),
        note=row.cells["note"],
    )


def _governorates(folder: Path, faults: list[str]) -> dict[tuple[str, str], Row]:
    """Return the governorates by country and p-code, or by English name where there is no p-code."""
    found = {}
    for row in read_table(folder / "governorates.csv", GOVERNORATE_COLUMNS, faults):
        key = (row.choice("country", COUNTRIES), row.cells["pcode"] or row.text("name_en"))
        row.text("name_ar")
        if key in found:
            row.fault(f"governorate '{key[1]}' is listed twice")
        found[key] = row
    return found


def _names(folder: Path, ids: Collection[str], faults: list[str]) -> Mapping[str, Sequence[Name]]:
    """Return the spellings of each place."""
    found: defaultdict[str, list[Name]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for row in read_table(folder / "place_names.csv", NAME_COLUMNS, faults):
        place_id, text = _known_place(row, ids), row.text("name")
        language = row.choice("language", ("ar", "en"))
        needed = row.choice("needs_context", ("no", "yes", "in"))
        if text and (place_id, fold(text)) in seen:
            row.fault(f"name '{text}' of {place_id} is listed already in a spelling that folds alike")
        seen.add((place_id, fold(text)))
        found[place_id].append(Name(text, language, needed in ("yes", "in"), needed == "in"))
    return found


def _sources(folder: Path, ids: Collection[str], faults: list[str]) -> Mapping[str, Sequence[Source]]:
    """Return the sources of each place."""
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for row in read_table(folder / "place_sources.csv", SOURCE_COLUMNS, faults):
        place_id, url = _known_place(row, ids), row.text("url")
        if url and not url.startswith(("http://", "https://")):
            row.fault(f"url '{url}' malformed, expected http:// or https://")
        found[place_id].append(Source(row.text("label"), url))
    return found


def _known_place(row: Row, ids: Collection[str]) -> str:
    """Return the row's place id; one that is not in places.csv is a fault."""
    place_id = row.text("place_id")
    if place_id and place_id not in ids:
        row.fault(f"place_id '{place_id}' is not in places.csv")
    return place_id


def _cues(folder: Path, places: Mapping[str, Place], spelled: Collection[str], faults: list[str]) -> Cues:
    """Read both tables of cues."""
    of_places = []
    for row in read_table(folder / "place_cues.csv", PLACE_CUE_COLUMNS, faults):
        surface, verdict = fold(row.text("surface")), row.cells["verdict"]
        if surface and surface not in spelled:
            row.fault(f"surface '{row.cells['surface']}' is not a name in place_names.csv")
        if verdict != NO_PLACE and verdict not in places:
            row.fault(f"verdict '{verdict}' is neither '{NO_PLACE}' nor an id in places.csv")
        where = row.choice("where", ("after", "before", "near"))
        reach = round(row.number("reach", 1, 20))
        of_places.append(PlaceCue(surface, where, words(row.text("cue")), reach, places.get(verdict)))
        row.text("example")
    of_kinds = []
    for row in read_table(folder / "context_cues.csv", KIND_CUE_COLUMNS, faults):
        where, kinds = row.choice("where", ("after", "before")), frozenset(row.text("kinds").split())
        if unknown := kinds - KINDS - {ANY_KIND, WITH_NEIGHBOUR, POINTING, TITLE}:
            expected = f"'{ANY_KIND}', '{WITH_NEIGHBOUR}', '{POINTING}' or '{TITLE}'"
            row.fault(f"kinds '{' '.join(sorted(unknown))}' unknown, expected kinds, {expected}")
        of_kinds.append(KindCue(where, words(row.text("cue")), kinds))
    return index_cues(of_places, of_kinds, spelled)

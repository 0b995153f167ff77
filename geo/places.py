"""A place of the gazetteer and its names."""

from dataclasses import dataclass

from language.catalogue import Language

KINDS = frozenset(
    {
        "airfield",
        "base",
        "camp",
        "city",
        "crossing",
        "dam",
        "desert",
        "embassy",
        "gas_field",
        "governorate",
        "industrial_site",
        "mountain",
        "neighbourhood",
        "oil_field",
        "port",
        "prison",
        "refinery",
        "region",
        "road_point",
        "town",
        "village",
    }
)
"""The closed vocabulary of kinds. A base in an oil field is a base; a camp is one for displaced people."""

AREA_KINDS = frozenset({"desert", "governorate", "region"})
"""Kinds whose point only stands for an area: never drawn as a position."""

MILITARY_KINDS = frozenset({"airfield", "base"})
"""Kinds that the press means when a name it shares with a town is the target of an attack."""

EXACT_RADIUS_M = 10_000
"""A wider radius than this makes a ridge, a valley or a long field of a place, not a position."""

COUNTRIES = frozenset({"IQ", "JO", "SY"})
"""ISO 3166 codes of the countries covered."""

BASES_OF_COORDINATES = frozenset({"sourced", "derived", "estimate", "proxy", "weak"})
"""How a point is known: read in a source; computed from sourced points; a guess from descriptions;
the point of something beside it; a source that is doubtful itself."""


@dataclass(frozen=True)
class Name:
    """One spelling of a place's name."""

    text: str
    """The spelling as a newspaper prints it."""
    language: str
    """"ar", or "en" for every name in Latin letters."""
    needs_context: bool
    """Whether the spelling is also an ordinary word, a person or another place and needs a cue beside it."""
    in_is_enough: bool = False
    """Whether «في» or another word that places things is cue enough: «هجوم في هجين», not «هجوم في الميادين»."""


@dataclass(frozen=True)
class Source:
    """Where a place's position or name was read."""

    label: str
    """What the source calls it, or what was taken from it."""
    url: str
    """Address of the source."""


@dataclass(frozen=True)
class Place:
    """A place that an article can name."""

    id: str
    """Stable identifier in lower-case letters, digits and hyphens."""
    name_ar: str
    """Arabic caption."""
    name_en: str
    """English caption."""
    names: tuple[Name, ...]
    """Every known spelling, both captions included."""
    kind: str
    """One of `KINDS`."""
    lon: float
    """Longitude in degrees, WGS84."""
    lat: float
    """Latitude in degrees, WGS84."""
    radius_m: int
    """Metres around the point within which the named place lies."""
    admin1_pcode: str
    """OCHA p-code of the governorate; empty in Jordan and for what spans several governorates."""
    admin1_ar: str
    """Governorate in Arabic; empty for what spans several."""
    admin1_en: str
    """Governorate in English; empty for what spans several."""
    country: str
    """ISO code: SY, IQ or JO."""
    coordinate_basis: str
    """One of `BASES_OF_COORDINATES`."""
    part_of: str
    """Id of the place this one lies in (a quarter's city), or empty."""
    sources: tuple[Source, ...]
    """Where it was read; never empty."""
    note: str
    """What a person has to know before trusting the row; may be empty."""

    def name(self, language: Language) -> str:
        """Return its caption in one language."""
        return self.name_ar if language == "ar" else self.name_en

    def governorate(self, language: Language) -> str:
        """Return its governorate in one language; empty for what spans several."""
        return self.admin1_ar if language == "ar" else self.admin1_en

    @property
    def exact(self) -> bool:
        """Whether the point may be drawn as one: read in a source, no area, and not wider than `EXACT_RADIUS_M`."""
        known = self.coordinate_basis == "sourced" and self.radius_m <= EXACT_RADIUS_M
        return known and self.kind not in AREA_KINDS

    @property
    def geo_precision(self) -> int:
        """ACLED's code: 1 the named place, 2 near it, 3 a governorate or region only."""
        if self.kind in AREA_KINDS:
            return 3
        return 1 if self.exact else 2

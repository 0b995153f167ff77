"""Which names of parties, as a coder writes them freely, mean the same side."""

from __future__ import annotations

# Words of names, in lower case; a name belongs to every side one of whose words it holds.
SIDES: tuple[tuple[str, ...], ...] = (
    ("us forces", "coalition", "american", "united states", "centcom", "us army", "us embassy", "us military"),
    (
        "islamic resistance",
        "iran-backed",
        "iran backed",
        "iran-linked",
        "pro-iran",
        "militia",
        "kataib",
        "hezbollah",
        "nujaba",
        "factions",
        "popular mobili",
        "liwa ",
        "brigade",
    ),
    ("irgc", "iran's revolutionary", "islamic revolutionary guard", "iranian revolutionary"),
    ("israel",),
    ("turk",),
    ("isis", "islamic state", "daesh"),
    ("sdf", "syrian democratic forces"),
    ("syrian army", "syrian government"),
    ("civilian",),
    ("iraqi forces", "iraqi army", "peshmerga"),
    ("gas", "oil"),
)
UNKNOWN = frozenset({"", "unknown", "unidentified", "unidentified attackers"})


def sides(name: str) -> frozenset[int | str]:
    """Return the sides that a name means: numbers of `SIDES`, else its own longer words, or `unknown`."""
    name = name.lower().strip()
    if name in UNKNOWN:
        return frozenset({"unknown"})
    found = frozenset(side for side, words in enumerate(SIDES) if any(word in name for word in words))
    return found or frozenset(word for word in name.replace("'", "").split() if len(word) > 3) or frozenset({name})


def same_side(one: str, other: str) -> bool:
    """Tell whether two names mean the same side, or share one where they mean several."""
    return bool(sides(one) & sides(other))

"""Signs that a text may tell something, looked for before it is read: most news bears none and is read no further.

A sentence gives a report, a count or a rejected passage only where certain words stand in it together: an act and a
place, an act and people hurt, losses and a weapon, a drill and a place, a count and a country. Where they do, careful
reading decides; where they do not, there is nothing to decide.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection
from functools import cache

from extract.attacks import MURDERS, NEEDS_A_WEAPON
from extract.elsewhere import NAMED_KINDS
from extract.events import WITHOUT_AN_ACT
from extract.items import ONE_BY_ONE
from extract.lexicon import Entry, Hit, Scanner, load_lexicon
from extract.modality import negated
from extract.munitions import ANOTHER_ONE, ONTO, ONTO_A_TARGET, WE_DID
from extract.normalise import ReadText
from extract.numerals import STARTS
from extract.ordinals import COUNTED_NOUNS, ORDINALS, RAIDS
from extract.places import place_entries
from extract.scopes import COUNTRIES, REGIONS
from extract.words import cut
from geo.gazetteer import Gazetteer

_LEAD = 500
"""Folded characters at the top of a text that are looked through first: an article about attacks says so there."""
_ACTS = frozenset({"attack", "intercept", "reach", "act"})
_ARMS = frozenset({"attack", "weapon"})
_HEADS = _ARMS | {"counted"}
_ENTRY = re.compile(r"\W*\d{1,2}[ /.-]")
_CARRIED = _ARMS | {"place", "country"}
"""Signs that later sentences still build on: an attack that says nothing of where it was is at a place named before,
and such a count is of a country named before."""
_COLON = re.compile(r":\W*$")
_HEADED = re.compile(r":\W*(?:\w+\W+){0,2}$")
"""What stands before a weapon told behind a place or a label: «كويسنجق: مسيّرة رابعة»."""
_OURS = 150
"""Folded characters before a munition in which those who speak tell what they did with it."""
_MARKS = 20
"""Folded characters at the end of a sentence in which its last marks stand."""
_NEEDS_NO_PLACE = frozenset({"drill", "denial", "fake"})
"""What takes an act back that is told wherever it was."""
_TAKES_BACK = _NEEDS_NO_PLACE | {"legal", "statement", "defused", "accident", "commemoration"}


def bears_signs(text: ReadText, gazetteer: Gazetteer) -> bool:
    """Return whether a text may hold a report, a count or a rejected passage; if not, it certainly holds none."""
    lead = text.folded.find("\n", _LEAD) + 1
    tagged = frozenset({"place"} if "#" in text.original else ())
    """In a hashtag a name is known though it is written wrong."""
    before = frozenset[str]()
    for start, end in ((0, lead), (lead, len(text.folded))):
        by_sentence: dict[int, list[Hit]] = {}
        for hit in _scanner(gazetteer).scan(text, start, end):
            by_sentence.setdefault(bisect.bisect_right(text.sentence_ends, hit.start), []).append(hit)
        for index, hits in by_sentence.items():
            signs = tagged.union([hit.entry.role for hit in hits])
            if _may_tell(text, hits, signs, before):
                return True
            told = signs | before
            if not told.isdisjoint(_HEADS) and _may_go_on(text, index, signs, before, told):
                return True
            before = signs | (before & _CARRIED)
    return False


def _may_go_on(text: ReadText, index: int, signs: frozenset[str], before: frozenset[str], told: frozenset[str]) -> bool:
    """Whether a sentence may count, head a list, or go on with what stands before it; `told` are the signs of both."""
    armed = "weapon" in told
    return (
        ("counted" in signs and _may_count(text, index, told))
        or (not signs.isdisjoint(_HEADS) and _heads_a_list(text, index))
        or (armed and "place" in before and not signs.isdisjoint(_ACTS))  # «حرير! مسيّرة …»
        or (armed and "place" in told and _goes_on_with_another(text, index))
        or ("weapon" in signs and _is_dated_entry(text, index))
        or ("place" in signs and not before.isdisjoint(_ARMS) and _goes_one_by_one(text, index))
    )


def _may_tell(text: ReadText, hits: Collection[Hit], signs: frozenset[str], before: frozenset[str]) -> bool:
    """Whether a sentence may tell of an event or seem to.

    `before` are the signs of the sentence before it, and of attacks, weapons and places in all before that.
    """
    placed = "place" in signs or "anaphor" in signs
    if not placed and "attack" in signs:  # «أمطرها»
        placed = any(hit.role == "attack" and text.folded.endswith(("ها", "وه"), hit.start, hit.end) for hit in hits)
    if "place" in signs and signs & WITHOUT_AN_ACT:
        return True
    here = placed or bool(signs & {"country", "kind"})
    if not signs & _ACTS:  # «قتيلان برصاص قناص في القرية»، «قذائف على القرية»
        if "weapon" not in signs or not here:
            return False
        onto = (hit.role == "weapon" and _is_onto(text.folded, hit.end) for hit in hits)
        headed = (
            hit.role == "weapon" and _HEADED.search(text.folded, max(0, hit.word_start - _MARKS), hit.word_start)
            for hit in hits
        )
        ours = (
            hit.role == "weapon" and WE_DID.search(text.folded, max(0, hit.word_start - _OURS), hit.word_start)
            for hit in hits
        )
        return "casualty" in signs or (placed and any(onto)) or ("place" in signs and (any(headed) or any(ours)))
    armed = "attack" in signs or "weapon" in signs or ("intercept" in signs and "weapon" in before)
    if "place" in before and signs & {"weapon", "casualty"}:
        return True
    armed |= "reach" in signs and not before.isdisjoint(_ARMS)  # «كما طال حقول السويدية»
    if armed and (placed or (here and (signs & {"weapon", "casualty"} or "weapon" in before))):
        return True
    if not (placed or armed):
        return False
    if signs & (_TAKES_BACK if placed else _NEEDS_NO_PLACE) or before & _NEEDS_NO_PLACE:
        return True
    return any(negated(text, hit) for hit in [hit for hit in hits if hit.role in _ACTS])


def _is_onto(folded: str, end: int) -> bool:
    """Whether what stands behind a munition says what it fell on, or was laid for."""
    return any(onto.match(folded, end) for onto in (ONTO, ONTO_A_TARGET))


def _heads_a_list(text: ReadText, index: int) -> bool:
    """Whether a sentence ends in a colon: the places it struck may be told item by item behind it."""
    end = text.sentence_ends[index] if index < len(text.sentence_ends) else len(text.folded)
    return _COLON.search(text.folded, max(0, end - _MARKS), end) is not None


def _is_dated_entry(text: ReadText, index: int) -> bool:
    """Whether a sentence begins like an entry of a timeline, with the number of a day: its place may head the text."""
    return _ENTRY.match(text.folded, text.sentence_ends[index - 1] if index else 0) is not None


def _goes_one_by_one(text: ReadText, index: int) -> bool:
    """Whether a sentence may tell where the sites lie that were struck before: «ويقع الأول في البوكمال»."""
    start = text.sentence_ends[index - 1] if index else 0
    end = text.sentence_ends[index] if index < len(text.sentence_ends) else len(text.folded)
    return ONE_BY_ONE.search(text.folded, start, end) is not None


def _goes_on_with_another(text: ReadText, index: int) -> bool:
    """Whether a sentence may tell of another of the munitions told before: «وأخرى على القاعدة ذاتها»."""
    start = text.sentence_ends[index - 1] if index else 0
    end = text.sentence_ends[index] if index < len(text.sentence_ends) else len(text.folded)
    return ANOTHER_ONE.search(text.folded, start, end) is not None


def _may_count(text: ReadText, index: int, signs: frozenset[str]) -> bool:
    """Whether a sentence with a thing that is counted may give a count: it has a number, and it or one before names a
    country or a place."""
    if not signs & {"country", "place"}:
        return False
    start = text.sentence_ends[index - 1] if index else 0
    end = text.sentence_ends[index] if index < len(text.sentence_ends) else len(text.folded)
    return any(
        word.text.isdecimal() or word.text in STARTS or word.text in ORDINALS for word in cut(text.folded, start, end)
    )


@cache
def _scanner(gazetteer: Gazetteer) -> Scanner:
    """Return what finds the signs: words of the tables whose role is the sign they are."""
    words = [entry._replace(role=sign) for entry in load_lexicon() if (sign := _sign(entry)) is not None]
    places = [entry._replace(role="place") for entry in place_entries(gazetteer)]
    counted = [Entry(noun, "counted", noun, "noun") for noun in (*COUNTED_NOUNS, *RAIDS)]
    countries = [Entry(name, "country", name, "fixed") for name in (*COUNTRIES, *REGIONS)]
    kinds = [Entry(word, "kind", word, "fixed") for word in NAMED_KINDS]
    return Scanner([*words, *places, *counted, *countries, *kinds])


def _sign(entry: Entry) -> str | None:
    """Return the sign that a word of the lexicon is; None for one that makes no difference here."""
    if entry.role == "act":
        if entry.value in ("intercept", "reach"):
            return entry.value
        weak = entry.value == "lands" or (entry.value in NEEDS_A_WEAPON - {"salvo"} and entry.form not in MURDERS)
        return "act" if weak else "attack"
    if entry.role == "modality":
        return entry.value if entry.value in _TAKES_BACK | WITHOUT_AN_ACT else None
    if entry.value in ("anaphor", "pronoun"):
        return "anaphor"
    return entry.role if entry.role in ("weapon", "casualty") else None

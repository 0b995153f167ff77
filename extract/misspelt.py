"""Names of places that the gazetteer's spellings miss because they are written wrong.

Local sites and hashtags write names together («تلتمر»), break them by a quote («قاعدة "عين" الأسد») or mistype a
letter («#قاعدة_التنق»). Guessing is dangerous: «التنفس» (breathing) is one letter from «التنف», «القيادة» (command)
one from «القيارة». So a mistyped letter is only forgiven behind the word for the very kind of place the name belongs
to («قاعدة», «حقل») or in a hashtag, only in names that are long enough, only one letter, and only if one place alone
answers to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from extract.lexicon import Entry, Hit
from extract.normalise import ReadText
from geo.gazetteer import Gazetteer
from geo.places import MILITARY_KINDS

KIND_ROLE = "place_kind"
"""Role of the scanner's entries for words that a name stands behind."""

KIND_WORDS = ("قاعدة", "معسكر", "مطار", "حامية", "حقل", "معمل")
_HEADS = frozenset({"قاعده", "معسكر", "مطار", "حاميه", "حقل", "معمل"})
_OF_BASES = ("قاعده", "معسكر", "مطار", "حاميه")
# First words of names that are written together with the second: «تل تمر» as «تلتمر», «أبو خشب» as «أبوخشب»
_JOINED_TO_THE_NEXT = frozenset("تل ابو البو دير خان راس كفر طوز خور عين خراب جرف سبع شيخ".split())
_LEAST_LETTERS_IN_TEXT = 5
"""Letters, article apart, of a name that is forgiven a mistake in running text."""
_LEAST_LETTERS_IN_HASHTAG = 3
"""The same in a hashtag behind a kind word (التنف); a hashtag without one wants `_LEAST_LETTERS_ALONE`."""
_LEAST_LETTERS_ALONE = 6
_WORDS = frozenset("القياده القيامه الطياره الشعبيه الشعارات كوبري الثرثره الاميركيه العراقيه".split())
"""Ordinary words one letter away from a base's name: «قاعدة القيادة» is no Qayyarah."""
_HASHTAG = re.compile(r"#([^\W_]+(?:_[^\W_]+){0,7})")
# What stands behind a kind word: up to three words, quotes and a hashtag's mark between them ignored
_BEHIND = re.compile(
    r"[\s\"'«»“”()\[]{1,4}(#?)([^\W\d_]{2,})(?:[\s\"'«»“”]{1,3}([^\W\d_]{2,}))?(?:[\s\"'«»“”]{1,3}([^\W\d_]{2,}))?"
)


def joined_spellings(surfaces: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield (joined spelling, surface) for names of two words that the press also writes as one."""
    for surface in surfaces:
        first, _, rest = surface.partition(" ")
        joined = first + rest
        if first in _JOINED_TO_THE_NEXT and len(joined) >= 5 and " " not in rest and joined not in surfaces:
            yield joined, surface


class MisspeltNames:
    """Finds mistyped and broken names behind kind words and in hashtags."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index the names by what is left of them when one letter is dropped."""
        self._surfaces = gazetteer.surfaces()
        self._left: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        """(kind word or "", surface) by each form of the name without its spaces and at most one letter."""
        for surface, candidates in self._surfaces.items():
            if not surface[0].isalpha() or surface.isascii():
                continue
            head, _, rest = surface.partition(" ")
            if head in _HEADS and rest:
                self._index(head, rest, surface)
            elif any(not needs and gazetteer[place_id].kind in MILITARY_KINDS for place_id, needs in candidates):
                for head in ("", *_OF_BASES):
                    self._index(head, surface, surface)

    def _index(self, head: str, name: str, surface: str) -> None:
        name = name.replace(" ", "")
        if len(name.removeprefix("ال")) >= (_LEAST_LETTERS_IN_HASHTAG if head else _LEAST_LETTERS_ALONE):
            for left in _one_less(name):
                self._left[left].add((head, surface))

    def find(self, text: ReadText, kind_words: Iterable[Hit], known: Collection[int]) -> list[Hit]:
        """Return hits for names the scanner missed; `known` is where the names that it found start."""
        found = [hit for word in kind_words if (hit := self._behind(text, word, known)) is not None]
        if "#" in text.original:
            tagged = (self._tagged(text, tag, known) for tag in _HASHTAG.finditer(text.original))
            found.extend(hit for hit in tagged if hit is not None)
        return found

    def _behind(self, text: ReadText, word: Hit, known: Collection[int]) -> Hit | None:
        match = _BEHIND.match(text.folded, word.end, word.end + 60)
        if match is None or word.start in known or match.start(2) in known:
            return None
        if word.proclitic.endswith(("ال", "لل")):
            return None  # «القاعدة الشعبية» describes a base, it does not name it
        head = word.entry.value
        words = [(match.group(group), match.end(group)) for group in (2, 3, 4) if match.group(group)]
        for count in (3, 2, 1):
            if count > len(words):
                continue
            name, end = " ".join(part for part, _ in words[:count]), words[count - 1][1]
            surface = name if name in self._surfaces and " " in name else None
            if surface is None and count < 3:
                least = _LEAST_LETTERS_IN_HASHTAG if match.group(1) else _LEAST_LETTERS_IN_TEXT
                surface = self._mistyped(head, name, least)
            if surface is not None:
                return Hit(match.start(2), end, match.start(2), Entry(surface, "place", surface, "fixed"), "")
        return None

    def _tagged(self, text: ReadText, tag: re.Match[str], known: Collection[int]) -> Hit | None:
        start, end = text.folded_offset(tag.start(1)), text.folded_offset(tag.end(1) - 1) + 1
        if any(offset in known for offset in range(start, end)):
            return None
        words = text.folded[start:end].split()
        at = next((i for i, word in enumerate(words) if word in _HEADS), None)
        head, name = (words[at], words[at + 1 :]) if at is not None else ("", words)
        surface = self._mistyped(head, " ".join(name), _LEAST_LETTERS_IN_HASHTAG) if name else None
        if surface is None:
            return None
        start = text.folded.index(name[0], start)
        return Hit(start, end, start, Entry(surface, "place", surface, "fixed"), "")

    def _mistyped(self, head: str, name: str, least: int) -> str | None:
        """Return the one surface that `name` is one letter away from; None if none is, or several places are."""
        typed = name.replace(" ", "")
        if len(typed.removeprefix("ال")) < least or typed in _WORDS or name in self._surfaces:
            return None
        meant = {
            surface
            for left in _one_less(typed)
            for kind, surface in self._left.get(left, ())
            if kind == head and _one_letter_apart(typed, surface.removeprefix(head).replace(" ", ""))
        }
        if any(len(surface.removeprefix(head).replace(" ", "").removeprefix("ال")) < least for surface in meant):
            return None
        places = {surface: frozenset(place_id for place_id, _ in self._surfaces[surface]) for surface in meant}
        fewest = min(meant, key=lambda surface: (len(places[surface]), surface), default=None)
        # «الشدادي» is the base or the town and «قاعدة الشدادي» the base: one meaning; two bases would be two
        return fewest if fewest is not None and all(places[fewest] <= ids for ids in places.values()) else None


def _one_less(name: str) -> set[str]:
    return {name} | {name[:i] + name[i + 1 :] for i in range(len(name))}


def _one_letter_apart(typed: str, name: str) -> bool:
    """Return whether one letter was changed, added, dropped, or swapped with the next."""
    if len(typed) > len(name):
        typed, name = name, typed
    if len(name) - len(typed) > 1 or typed == name:
        return False
    at = next((i for i, (a, b) in enumerate(zip(typed, name, strict=False)) if a != b), len(typed))
    if len(typed) < len(name):
        return typed[at:] == name[at + 1 :]
    swapped = typed[at + 1 : at + 2] == name[at] and typed[at] == name[at + 1 : at + 2]
    return typed[at + 1 :] == name[at + 1 :] or (swapped and typed[at + 2 :] == name[at + 2 :])

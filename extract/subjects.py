"""What a text is about when it is not war: a match, a market, a computer attack, a work of art, the stars.

Such texts borrow the words of war («انفجرت الأسعار في أسواق الرقة», prices exploded; «أمطر شباك ضيفه», rained on his
guest's net). Their words stand in `seeds/lexicon/modality.csv`, with the subject as value.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.lexicon import Hit

SUBJECTS = frozenset({"sport", "market", "cyber", "art", "stars"})
"""Subjects whose words of attack are figures of speech."""
_THROUGHOUT = frozenset({"sport", "stars"})
"""Subjects of every sentence of a text that is about them."""
_IN_A_SENTENCE = 2
"""Different words of a subject from which a sentence is about it."""
_IN_A_TEXT = 4
"""Different words of a subject from which a text as a whole is about it."""


def subject_of(words: Sequence[Hit]) -> Hit | None:
    """Return the first word of the subject of a whole text, given its words of modality; None when it has none."""
    return _told_by(words, _IN_A_TEXT)


def subject_here(words: Sequence[Hit], whole: Hit | None = None) -> Hit | None:
    """Return the first word of the subject of a sentence, given its words; None when it has none.

    `whole` is that of the text: one word of it in the sentence is enough then, in a match report or a horoscope none.
    """
    if whole is None:
        return _told_by(words, _IN_A_SENTENCE)
    return whole if whole.value in _THROUGHOUT else next((hit for hit in words if hit.value == whole.value), None)


def _told_by(words: Sequence[Hit], number: int) -> Hit | None:
    for word in words:
        if word.value in SUBJECTS and len({hit.entry.form for hit in words if hit.value == word.value}) >= number:
            return word
    return None

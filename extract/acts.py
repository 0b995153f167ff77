"""Which words of a text are acts: words of attack, without those that stand for something else.

«ضربات الترجيح» are penalties, «"قصف" المضاربين» a figure of speech, «فجر أمس» a date; «قتيلان برصاص قناص» tells of an
attack without any such word.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from extract.dates import DateMention
from extract.elsewhere import is_everyday
from extract.lexicon import Entry, Hit, Hits, longest
from extract.normalise import ReadText
from extract.numbers import Numbers
from extract.ordered import Ordered, within
from extract.weapons import WeaponMention

_LONGEST_PHRASE = 80
"""Folded characters that a date, a number or a phrase of the lexicon may span."""
_LOSS_REACH = 60
"""Folded characters behind a loss in which the weapon that caused it stands («… برصاص قناص»)."""
_OPENING, _CLOSING = '"“«', '"”»'
_UNDERGOES = re.compile(
    r"(?:\W+\w+){0,5}?\W+\w{0,3}(?:هجوم|هجم|قصف|غار|ضرب|استهداف|تفجير|انفجار|اشتباك|اطلاق|سقوط|كمين|عدوان)"
)
"""What follows «شهد» (saw) where a place saw an attack, not a parade."""
_COUNTED = frozenset({"هجوم", "هجمات", "هجمة", "استهداف", "استهدافات", "اعتداء"})


def _is_no_attack(hit: Hit, not_attacks: Ordered[Hit]) -> bool:
    """Whether a word of attack stands in a phrase that means none («ضربات الترجيح»)."""
    near = within(not_attacks, hit.start - _LONGEST_PHRASE, hit.end + _LONGEST_PHRASE) if not_attacks else ()
    return any(no.word_start <= hit.start and hit.end <= no.end + 3 for no in near)


def _is_dated(hit: Hit, dates: Ordered[DateMention]) -> bool:
    """Whether a word belongs to a date: «فجر أمس» is no «فجّر»."""
    last = bisect.bisect_right(dates.starts, hit.start) - 1
    return last >= 0 and hit.end <= dates[last].end


def _is_counted(hit: Hit, numbers: Numbers) -> bool:
    """Whether a word of attack is only counted («36 هجوماً»): that is a tally's business, never one event."""
    return hit.entry.form in _COUNTED and any(
        n.value >= 3 and 0 < hit.word_start - n.end <= 2
        for n in within(numbers, hit.word_start - _LONGEST_PHRASE, hit.word_start)
    )


def _is_in_scare_quotes(text: ReadText, hit: Hit) -> bool:
    """Whether a word of attack stands alone in quotes, as a figure of speech: «"قصف" المضاربين للأسواق»."""
    before, behind = text.folded[hit.word_start - 1 : hit.word_start], text.folded[hit.end : hit.end + 1]
    return bool(before) and before in _OPENING and bool(behind) and behind in _CLOSING and not hit.proclitic


def _losses_by_a_weapon(text: ReadText, hits: Hits, acts: Sequence[Hit], weapons: Ordered[WeaponMention]) -> list[Hit]:
    """Return the losses that tell of an attack by themselves: «قتيلان … برصاص قناص», «استشهاد مزارع بقذيفة»."""
    found = []
    told = {text.sentence_at(act.start) for act in acts}
    for loss in hits.of("casualty"):
        at = text.sentence_at(loss.start)
        if at in told or loss.value not in ("killed", "injured"):
            continue
        end = min(text.sentences[at].end, loss.end + _LOSS_REACH)
        if any(w.exact and text.folded[w.start] == "ب" for w in within(weapons, loss.end, end)):
            told.add(at)
            found.append(loss._replace(entry=Entry(loss.entry.form, "act", "kill", "fixed")))
    return found


def find_acts(
    text: ReadText, hits: Hits, dates: Ordered[DateMention], numbers: Numbers, weapons: Ordered[WeaponMention]
) -> Ordered[Hit]:
    """Return the acts of a text in order, of overlapping ones the longest; empty when it tells of none."""
    everyday = hits.of("everyday")
    not_attacks = Ordered(hit for hit in hits.of("structure") if hit.value == "not_attack")
    acts = [
        hit
        for hit in longest(hits.of("act"))
        if not (
            _is_no_attack(hit, not_attacks)
            or is_everyday(text, hit, everyday)
            or _is_dated(hit, dates)
            or _is_counted(hit, numbers)
            or _is_in_scare_quotes(text, hit)
            or (hit.entry.form == "شهد" and _UNDERGOES.match(text.folded, hit.end) is None)
        )
    ]
    return Ordered(sorted([*acts, *_losses_by_a_weapon(text, hits, acts, weapons)], key=lambda act: act.start))

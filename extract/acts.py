"""Which words of a text are acts: words of attack, without those that stand for something else.

«ضربات الترجيح» are penalties, «"قصف" المضاربين» a figure of speech, «فجر أمس» a date; «قتيلان برصاص قناص» and
«صواريخ على عين الأسد» tell of an attack without any such word.
"""

from __future__ import annotations

import bisect
import re

from extract.dates import DateMention
from extract.elsewhere import is_everyday
from extract.lexicon import Hit, Hits, longest
from extract.munitions import (
    bombs_on_targets,
    heading_an_entry,
    in_our_own_words,
    losses_by_a_weapon,
    munitions_on_places,
    others_on_places,
)
from extract.normalise import ReadText
from extract.numbers import Numbers
from extract.ordered import Ordered, within
from extract.senses import means_something_else
from extract.weapons import WeaponMention

_LONGEST_PHRASE = 80
"""Folded characters that a date, a number or a phrase of the lexicon may span."""
_LOSS_REACH = 60
"""Folded characters behind a loss in which the weapon that caused it stands («… برصاص قناص»)."""
_OPENING, _CLOSING = '"“«', '"”»'
_SUBJECT_REACH = 30
"""Folded characters between a munition and its verb."""
_OF_NO_MINES = frozenset({"توالى", "توالت", "يتوالى", "تتالت", "تتابعت", "أتلف"})
"""Verbs that are of munitions in the air: bombs are destroyed by those who find them, warnings of mines follow on."""
_CUT = re.compile(r"[.،؛:\n]")
_SUMS_UP = re.compile(
    r"(?<!\w)[وف]?(?:(?:خلال|طوال|طيله) (?:ال)?(?:شهر|اسبوع|عام|سنه|اشهر|اسابيع)|[اي]حص[يت]\w?"
    r"|احصاء|[يت]حصي|وثق\w?|[يت]وثق|بلغ عدد|بلغت حصيله)(?!\w)[^.؛:\n]{0,45}$"
)
"""What stands before a number of attacks that somebody counted."""
_SEVERAL = re.compile(
    r"(?<!\w)[وف]?[يت]?(?:شهد|تعرض)\w* [^.؛:\n]{0,20}(?:خلال|طوال|طيله) "
    r"(?:ال)?(?:شهر|اسبوع|عام|سنه|اشهر|اسابيع|ايام)(?!\w)[^.؛:\n]{0,45}(?:عده|سلسله|عشرات|عدد من|عددا من) (?:ال)?$"
)
"""What stands before attacks of a long time that nobody numbers."""
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
    if hit.proclitic.endswith("ب"):
        return False  # «وجُرح خمسة بهجوم»: five are hurt
    return hit.entry.form in _COUNTED and any(
        n.value >= 3 and 0 < hit.word_start - n.end <= 2
        for n in within(numbers, hit.word_start - _LONGEST_PHRASE, hit.word_start)
    )


def _is_summed_up(text: ReadText, hit: Hit, numbers: Numbers) -> bool:
    """Whether somebody counts such attacks over a time: «ويحصي تقرير للمركز 21 غارة على المطار»."""
    if _SEVERAL.search(
        text.folded, max(0, hit.word_start - _LONGEST_PHRASE), hit.word_start
    ) and hit.entry.form.endswith("ات"):
        return True  # «شهد الإقليم خلال الشهر الجاري عدة هجمات»
    near = within(numbers, hit.word_start - _LONGEST_PHRASE, hit.word_start)
    counted = [n for n in near if n.value >= 3 and 0 < hit.word_start - n.end <= 2]
    return (
        bool(counted)
        and _SUMS_UP.search(text.folded, max(0, counted[0].start - _LONGEST_PHRASE), counted[0].start) is not None
    )


def _is_in_scare_quotes(text: ReadText, hit: Hit) -> bool:
    """Whether a word of attack stands alone in quotes, as a figure of speech: «"قصف" المضاربين للأسواق»."""
    if hit.entry.form == "تحييد":
        return False  # «أعلنت أنقرة "تحييد" قيادي»: always quoted, being the killer's word
    before, behind = text.folded[hit.word_start - 1 : hit.word_start], text.folded[hit.end : hit.end + 1]
    return bool(before) and before in _OPENING and bool(behind) and behind in _CLOSING and not hit.proclitic


def _beside_a_munition(text: ReadText, hit: Hit, weapons: Ordered[WeaponMention]) -> bool:
    """Whether what strikes stands right before or behind a verb that else means no attack: «استقرّ صاروخ في الباحة»."""
    for weapon in within(weapons, hit.start - _SUBJECT_REACH, hit.end + _SUBJECT_REACH):
        first, last = (weapon.end, hit.word_start) if weapon.end <= hit.word_start else (hit.end, weapon.start)
        shot = weapon.weapon == "small_arms" and hit.entry.form.endswith("حياة")  # «رصاصة أنهت حياة مزارع»
        fired = weapon.exact and (shot or weapon.weapon not in ("small_arms", "airstrike"))
        fired = fired and "لغم" not in weapon.rule  # of a war long past, for all that is told
        fired = fired and (weapon.weapon != "ied" or hit.entry.form not in _OF_NO_MINES)
        if fired and first <= last and not _CUT.search(text.folded, first, last):
            return True
    return False


def find_acts(
    text: ReadText,
    hits: Hits,
    dates: Ordered[DateMention],
    numbers: Numbers,
    weapons: Ordered[WeaponMention],
    names: Ordered[Hit],
) -> Ordered[Hit]:
    """Return the acts of a text in order, of overlapping ones the longest; empty when it tells of none.

    `names` are the place names found, not yet resolved.
    """
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
            or _is_summed_up(text, hit, numbers)
            or _is_in_scare_quotes(text, hit)
            or means_something_else(text, hit)
            or (hit.value == "lands" and not _beside_a_munition(text, hit, weapons))
        )
    ]
    acts = [act._replace(entry=act.entry._replace(value="impact")) if act.value == "lands" else act for act in acts]
    meant = (hit for hit in hits.of("structure") if hit.value == "anaphor")
    aimed = Ordered(sorted([*names, *meant], key=lambda hit: hit.start))
    acts += munitions_on_places(text, Ordered(acts), dates, numbers, weapons, aimed)
    acts += bombs_on_targets(text, Ordered(acts), weapons)
    acts += others_on_places(text, Ordered(acts), weapons, aimed)
    acts += in_our_own_words(text, Ordered(acts), numbers, weapons)
    acts += heading_an_entry(text, Ordered(acts), dates, numbers, weapons, names)
    return Ordered(sorted([*acts, *losses_by_a_weapon(text, hits, acts, numbers, weapons)], key=lambda act: act.start))

"""Munitions and losses that are acts by themselves, where no word of attack stands.

«أربعة عشر صاروخاً على عين الأسد» (fourteen rockets on Ain al-Asad), «من كويسنجق: مسيّرة رابعة», «قتيلان برصاص قناص».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.cards import MEANS
from extract.dates import DateMention
from extract.lexicon import Entry, Hit, Hits
from extract.normalise import ReadText
from extract.numbers import Numbers
from extract.ordered import Ordered, within
from extract.weapons import WeaponMention
from extract.wording import Wording
from language.arabic import fold

_LONGEST_PHRASE = 80
"""Folded characters that a date, a number or a phrase of the lexicon may span."""
_LOSS_REACH = 60
"""Folded characters behind a loss in which the weapon that caused it stands («… برصاص قناص»)."""
_THROWN = frozenset({"rocket", "ballistic_missile", "cruise_missile", "artillery", "mortar", "drone", "unknown"})
"""Weapons that are «on» a place when they struck it; aircraft «on» a base may stand there."""
_IN_OR_FROM = re.compile(r"[^\u0621-\u064a\n]*(?:من |في )?")
_COLON = re.compile(r"\s?:\W{0,3}")
WE_DID = re.compile(
    r"(?<!\w)[وف]?(?!سلح|زود|جهز|عزز|رصد|ضبط|صادر|عثر|تدرب|فكك|اتلف|نقل|شار|كن|لدي|عند)(?:ا\w{3}|\w{2,3})نا(?:هم|ها|ه|كم)?"
    r"(?: \w+){0,10}? $"
)
"""A verb of the first person plural before what it was done with."""
_OUR_REACH = 120
"""Folded characters before a munition in which it stands."""
_NO_LETTERS = re.compile(r"\W*(?:(?:عند|قبيل|بعيد|قرابه|نحو) (?:ال)?)?")
"""What may stand between the day that begins an entry, the hour and what was fired."""
_AMOUNT = r"(?<!\w)(?:وابل|سيل|زخه|زخات|دفعه|دفعات|عشرات|رشق|حمم|عده|عدد) (?:من )?(?:ال)?"
_BEGINS = re.compile(rf"(?:^|[،؛:|.…!\n•■–—-]|{_AMOUNT})\W*$")
"""What stands before a munition with which something new is told; a verb or a preposition would govern it."""
_LEAD = 24
"""Folded characters before a munition in which that is looked for."""
ONTO = re.compile(
    r"(?:\W{1,2}(?:من (?:طراز|نوع|عيار) \w+(?:[ -]\d+)?|\w+ي(?:ه|ين|ان|تين|تان)?|كاتيوشا|غراد|كروز|هاون|اخري?"
    r"|(?:مفخخ|انتحاري|مجنح|ثقيل|ملغم|ملغوم|مجهول|متتالي|متزامن|جديد)\w{0,3}|او نحوها|او اكثر|تقريبا|علي الاقل"
    r"|(?:فجر |ظهر |مساء |ليله |صباح )?(?:اليوم|امس|الليله|البارحه)|فجرا|صباحا|ظهرا|مساء|ليلا|الان|قبل قليل))*?"
    r"\W{1,2}(?:علي|نحو|باتجاه|صوب|(?:ب|في )(?:ال)?محيط|داخل (?:محيط|حرم|سور|ساح\w+))\s(?!متن|ظهر|شاحن|طاول|مرمي)"
)
"""What stands between a munition and what it fell on: «صواريخ إسرائيلية على», not «صواريخ محمولة على شاحنات»."""
_ONTO_REACH = 60
"""Folded characters behind «على» in which the place is named."""
ONTO_A_TARGET = re.compile(
    r"(?:\W(?:ناسفه|لاصقه|متفجره|مزروعه|موجهه))*(?:\W\w+){0,3}?\W(?:علي|تحت|اسفل|ب)\W?(?:ال)?(?:دوري|رتل|سيار|عجل|الي[هات]|عرب|حافل|صهريج|شاحن|حاجز|نقط"
    r"|موكب|دراج|مركب|باص|جرار|جرافه)"
)
"""What stands between a bomb and what it was laid for: «عبوة ناسفة على دورية», not «عبوة على الطريق»."""
_A_BOMB = ("عبوه", "عبوتان", "عبوتين", "ناسفه", "لغم", "لغمان")
ANOTHER = "أخرى"
"""The form of an act that is another munition: «وأخرى على القاعدة ذاتها»."""
ANOTHER_ONE = Wording(
    r"(?m)(?:^|[،؛:|.…\n–—-])\W*(?:\d{1,2}[:.]\d{2}\W+)?[وف]?((?:ال)?(?:اخري|ثانيه|ثالثه|رابعه|خامسه|اخر|ثان|ثاني|ثالث|رابع|خامس)|الاولي?)"
    r"(?:\W\w+)?\W"
    r"(?:علي|نحو|باتجاه|صوب|فوق)\s",
    "اخر|ثان|ثالث|رابع|خامس|الاول",
)
"""Where «أخرى» goes on from a munition told before; the word is group 1."""
_OTHER_ONTO_REACH = 25
"""Folded characters behind «أخرى على» in which the place stands."""
_TOLD_REACH = 250
"""Folded characters before it in which the munition is told."""
_NOUN_BEHIND = re.compile(r"\w+\s")
"""A number of one word, and the blank before what it counts."""
_KILLS = re.compile(r"(?: \w+ي(?:ه|ين|ان|تين|تان)?)? (?:قتلت|قتل|قتلا|قتلتا|قتلوا|[يت]قتل|[يت]قتلان)")
"""What stands behind a weapon that killed somebody: «طائرة من دون طيار تركية قتلت ثلاثة»."""


def losses_by_a_weapon(
    text: ReadText, hits: Hits, acts: Sequence[Hit], numbers: Numbers, weapons: Ordered[WeaponMention]
) -> list[Hit]:
    """Return the losses that tell of an attack by themselves: «قتيلان … برصاص قناص», «أُصيب المهبط بأربعة صواريخ»."""
    found = []
    told = {text.sentence_at(act.start) for act in acts}
    for loss in hits.of("casualty"):
        at = text.sentence_at(loss.start)
        if at in told or loss.value not in ("killed", "injured"):
            continue
        end = min(text.sentences[at].end, loss.end + _LOSS_REACH)
        by_it = any(
            (w.exact or w.weapon in _THROWN) and _is_instrument(text, w, numbers)
            for w in within(weapons, loss.end, end)
        )
        if by_it or any(w.exact and _KILLS.fullmatch(text.folded, w.end, loss.end) for w in _before(weapons, loss)):
            told.add(at)
            found.append(loss._replace(entry=Entry(loss.entry.form, "act", "kill", "fixed")))
    return found


def _before(weapons: Ordered[WeaponMention], loss: Hit) -> list[WeaponMention]:
    return within(weapons, loss.start - _LONGEST_PHRASE, loss.start)[-1:]


def _is_instrument(text: ReadText, weapon: WeaponMention, numbers: Numbers) -> bool:
    """Whether a weapon stands behind «بـ», or its number does («بأربعة صواريخ»)."""
    starts = [number.start for number in within(numbers, weapon.start - _LONGEST_PHRASE, weapon.start)[-1:]]
    return text.folded[weapon.start] == "ب" or any(
        text.folded.endswith(("ب", "ب "), 0, start) and _NOUN_BEHIND.fullmatch(text.folded, start, weapon.start)
        for start in starts
    )


def munitions_on_places(
    text: ReadText,
    acts: Ordered[Hit],
    dates: Ordered[DateMention],
    numbers: Numbers,
    weapons: Ordered[WeaponMention],
    aimed: Ordered[Hit],
) -> list[Hit]:
    """Return the munitions that are acts by themselves, as in headlines: «أربعة عشر صاروخاً على عين الأسد».

    They begin what is told, and one of `aimed`, the place names and the words that point back to a place, follows
    behind «على»; empty when none does.
    """
    found = []
    for weapon in weapons:
        form = weapon.rule.partition(":")[2]
        onto = ONTO.match(text.folded, weapon.end) if weapon.weapon in _THROWN else None
        if onto is None:
            continue
        noun = re.match(r"[وف]?(ال)?" + fold(form)[:3], text.folded[weapon.start : weapon.end])
        if noun is None:
            continue
        near = within(acts, weapon.start - _LONGEST_PHRASE, weapon.end + _LONGEST_PHRASE)
        if any(act.start < weapon.end and weapon.start < act.end for act in near):
            continue
        named = within(aimed, onto.end() - 1, onto.end() + _ONTO_REACH)
        if not named or re.search(r"[.؛:،\n]", text.folded[onto.end() : named[0].start]):
            continue
        sentence = text.sentences[text.sentence_at(weapon.start)]
        start = _with_number_and_day(text, weapon.start, dates, numbers)
        if _BEGINS.search(text.folded[max(sentence.start, start - _LEAD) : start] + (noun.group(1) or "")):
            entry = Entry(form, "act", "salvo", "noun")
            found.append(Hit(weapon.start, weapon.end, weapon.start, entry, ""))
    return found


def in_our_own_words(
    text: ReadText, acts: Ordered[Hit], numbers: Numbers, weapons: Ordered[WeaponMention]
) -> list[Hit]:
    """Return counted munitions with which those who speak did what no word of attack names.

    «قطعنا نومهم في عين الأسد بعشرة صواريخ»; the place they did it at stands in the sentence.
    """
    found = []
    for weapon in weapons:
        sentence = text.sentences[text.sentence_at(weapon.start)]
        if (
            weapon.count is None
            or weapon.weapon not in _THROWN
            or within(acts, weapon.start - _OUR_REACH, weapon.end + _OUR_REACH)
        ):
            continue
        if _is_instrument(text, weapon, numbers) and WE_DID.search(
            text.folded, max(sentence.start, weapon.start - _OUR_REACH), weapon.start
        ):
            found.append(Hit(weapon.start, weapon.end, weapon.start, Entry(weapon.rule, "act", "salvo", "noun"), ""))
    return found


def _named_first(text: ReadText, line: int, start: int, names: Ordered[Hit]) -> bool:
    """Whether nothing but its place stands in a line before what it tells: «03:10 من كويسنجق: مسيّرة رابعة»."""
    first = within(names, line, start)[:1] if start - line <= _LONGEST_PHRASE else []
    return any(
        _IN_OR_FROM.fullmatch(text.folded, line, name.word_start) and _COLON.fullmatch(text.folded, name.end, start)
        for name in first
    )


def heading_an_entry(
    text: ReadText,
    acts: Ordered[Hit],
    dates: Ordered[DateMention],
    numbers: Numbers,
    weapons: Ordered[WeaponMention],
    names: Ordered[Hit],
) -> list[Hit]:
    """Return the munitions that an entry begins with, or a card names as its means.

    «8 تشرين الثاني – عند المغرب، قذائف صاروخية»، «من كويسنجق: مسيّرة رابعة»، «الوسيلة: مسيّرة انتحارية».
    """
    found = []
    for weapon in weapons:
        if weapon.weapon not in _THROWN or not weapon.exact:
            continue
        numbered = [
            n.start for n in within(numbers, weapon.start - _LONGEST_PHRASE, weapon.start) if weapon.start - n.end <= 2
        ]
        start, dated = min([weapon.start, *numbered]), False
        for day in reversed(within(dates, start - _LONGEST_PHRASE, start)):
            if _NO_LETTERS.fullmatch(text.folded, day.end, start):
                dated = dated or day.is_narrow
                start = day.start
        line = text.folded.rfind("\n", 0, start) + 1
        begins = (
            (dated and _NO_LETTERS.fullmatch(text.folded, line, start) is not None)
            or ((weapon.count or weapon.ordinal) and _named_first(text, line, start, names))
            or MEANS.search(text.folded, max(line, start - _LONGEST_PHRASE), start) is not None
        )
        if begins and not within(acts, start, weapon.end):
            found.append(Hit(weapon.start, weapon.end, weapon.start, Entry(weapon.rule, "act", "salvo", "noun"), ""))
    return found


def bombs_on_targets(text: ReadText, acts: Ordered[Hit], weapons: Ordered[WeaponMention]) -> list[Hit]:
    """Return the bombs that are acts by themselves: «عبوة ناسفة على دورية للجيش في أطراف المقدادية»."""
    found = []
    for weapon in weapons:
        words = text.folded[weapon.start : weapon.end]
        if weapon.weapon != "ied" or not words.lstrip("وف").startswith(_A_BOMB):
            continue
        sentence = text.sentences[text.sentence_at(weapon.start)]
        if ONTO_A_TARGET.match(text.folded, weapon.end) is None or within(acts, sentence.start, sentence.end):
            continue
        if _BEGINS.search(text.folded[max(sentence.start, weapon.start - _LEAD) : weapon.start]):
            found.append(Hit(weapon.start, weapon.end, weapon.start, Entry("عبوة", "act", "blast", "noun"), ""))
    return found


def others_on_places(
    text: ReadText, acts: Ordered[Hit], weapons: Ordered[WeaponMention], aimed: Ordered[Hit]
) -> list[Hit]:
    """Return «أخرى على القاعدة ذاتها», «وثالثة نحو المطار», which go on from a munition told before, as acts.

    `aimed` are the place names and the words that point back to a place.
    """
    found = []
    for other in ANOTHER_ONE.finditer(text.folded):
        start, end = other.span(1)
        near = within(aimed, other.end(), other.end() + _OTHER_ONTO_REACH)
        sentence = text.sentences[text.sentence_at(start)]
        told = within(weapons, max(0, start - _TOLD_REACH), sentence.start)
        own = within(weapons, sentence.start, sentence.end)
        if text.folded[start:end].startswith("ال"):  # «الأول على عين الأسد بصاروخين، والآخر على حرير بمسيّرة»
            told, own = within(weapons, other.end(), min(sentence.end, other.end() + _LONGEST_PHRASE)), []
        struck = any(weapon.exact and weapon.weapon in _THROWN for weapon in told)
        if near and struck and not own and not within(acts, sentence.start, other.end()):
            found.append(Hit(start, end, start, Entry(ANOTHER, "act", "launch", "noun"), ""))
    return found


def _with_number_and_day(text: ReadText, start: int, dates: Ordered[DateMention], numbers: Numbers) -> int:
    """Return where a noun begins together with the number and the day told right before it."""
    for number in within(numbers, start - _LONGEST_PHRASE, start):
        if start - number.end <= 2:
            start = number.start
    for day in within(dates, start - _LONGEST_PHRASE, start):
        if start - day.end <= 2 and ":" not in text.folded[day.end : start]:
            start = day.start
    return start

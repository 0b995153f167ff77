"""Numbers in Arabic text, as digits, words and duals, and the count that belongs to a noun.

Vague plurals («عشرات», «مئات», «بضعة», «عدة») tell no number: a lower bound nobody told would be an invention.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from extract.calendar import MONTH_STARTS, ORDINALS, WEEKDAYS, read_month
from extract.normalise import ReadText
from extract.numerals import STARTS, TABLE, clitic_length, is_definite, read_number
from extract.ordered import Ordered
from extract.words import ARTICLES, CLITICS, Word, with_prefixes, word_set

_NEAR = 4  # numbers looked at around a noun: the one before it, those inside it, the one behind


@dataclass(frozen=True, slots=True)
class Number:
    """A cardinal number in a text. Offsets are folded and half open."""

    start: int
    """First folded offset of the number itself, after an attached clitic («ب6» starts at the 6)."""
    end: int
    """One past its last folded offset."""
    value: int
    """The number told."""
    at_least: bool
    """Whether it is told as a lower bound («أكثر من», «ما لا يقل عن», «على الأقل»)."""
    approximate: bool
    """Whether it is told as an estimate («نحو», «قرابة», «أقل من»)."""
    rule: str
    """Name of the rule that read it: `digits` or `words`."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a noun a text tells of. Offsets are folded and half open."""

    value: int | None
    """The number told; None when the words give none (a plain plural, a definite or collective noun)."""
    at_least: bool
    """Whether it is told as a lower bound; a range («5 إلى 7») gives its lower end so."""
    start: int
    """First folded offset of the words that tell it, the noun included."""
    end: int
    """One past their last folded offset."""
    rule: str
    """`number`, `dual`, `singular` or `none`."""


# What stands before a number that names or measures something and counts nothing.
_NAMED = word_set(
    "لواء فرقة برج فيلق فوج كتيبة محطة قرار مادة رقم رقمين طراز عيار طريق شارع صفحة بند فصل ساعة قناة لواءين فرقتين "
    "فقرة نموذج موديل إصدار بيان",
    (*CLITICS, *ARTICLES),
) | word_set("كي تي اف اتش شاهد غراد سام اس ام كيو سي رقمها مقاس فاتح توشكا سكود مي سوخوي ميغ الكيلو كيلو")
_YEAR_HEADS = word_set("عام سنة عامي عاما", (*CLITICS, *ARTICLES)) | word_set("صيف ربيع خريف شتاء موسم")
_LOOSE_YEAR = word_set("في منذ حتى قبل بعد خلال مطلع نهاية بداية منتصف أواخر أوائل لغاية ( - – / ، و إلى")
_MEASURES = word_set("ملم مم مليمتر مليمترا % ٪ فجرا صباحا ظهرا عصرا مساء ليلا بالمئة بالمائة بالمية")
_PERCENT = word_set("المئة المائة المية")
_UNITS_OF_TIME = word_set(
    "ثانية دقيقة دقائق ساعة ساعات يوم يوما أيام أسبوع أسابيع أسبوعا شهر أشهر شهرا شهور عام عاما أعوام سنة سنوات"
)
_TIMES = word_set("الساعات الأيام الأسابيع الأشهر الشهور الأعوام السنوات الدقائق", CLITICS)
_AGO = word_set("قبل منذ خلال بعد", CLITICS) | word_set("غضون آخر ال")
_DAY_HEADS = word_set("اليوم لليوم باليوم واليوم ولليوم الذكرى للذكرى بالذكرى")
_MORE = word_set("أكثر أزيد أعلى")
_BOUND = word_set("يقل تقل يقلون يزيد تزيد يزيدون يربو تربو")
_OVER = word_set("فوق يفوق تفوق فاق تجاوز تجاوزت يتجاوز تتجاوز")
_ABOUT = word_set("نحو قرابة حوالي", CLITICS) | word_set("زهاء تقريبا يقارب تقارب قارب يناهز")
_NOT_SINGULAR_AFTER = word_set("كل أي أول ثاني آخر بعض دون بلا بدون عشرات مئات آلاف بضعة عدة عدد نصف غير أكثر")
_GLUE = frozenset(("من", '"', "«", "“", "”", "»", "(", ")"))
_NUMBERED = word_set("عدد عددها عددهم عدده", CLITICS)

# Nouns that are counted: form → number told by the form alone.
_SINGULAR: set[str] = set()
_DUAL: set[str] = set()
for _entry in TABLE:
    if _entry.role == "noun":
        _noun = _entry.words[0]
        _stem = _noun[:-1] + "ت" if _noun.endswith("ه") else _noun
        _SINGULAR.update(with_prefixes(_noun))
        if not _noun.endswith("ه"):
            _SINGULAR.update(with_prefixes(_noun + "ا"))
        for _ending in ("ين", "ان"):
            _DUAL.update(with_prefixes(_stem + _ending, (*CLITICS, *ARTICLES)))
        if _noun.endswith("ه"):
            for _ending in ("ي", "ا"):  # construct: «قذيفتي هاون»
                _DUAL.update(with_prefixes(_stem + _ending))
_NEVER_DUAL = frozenset({"بساتين", "البساتين"})


def is_dual(word: str) -> bool:
    """Tell whether a folded noun is a dual («صاروخين»): of a noun in the table, or any feminine in «ـتين», «ـتان»."""
    return word in _DUAL or (len(word) > 5 and word.endswith(("تين", "تان")) and word not in _NEVER_DUAL)


class Numbers(Ordered[Number]):
    """The cardinal numbers of a text in order, dates, times, ordinals and names excluded, and what they count."""

    __slots__ = ("_line_starts", "_lines")

    def __init__(self, text: ReadText) -> None:
        """Read all lines of a text; without numbers the list is empty."""
        self._lines = [(words, _numbers(words, text)) for words in text.lines]
        self._line_starts = [words[0].start for words, _ in self._lines]
        super().__init__(number for _, found in self._lines for number, _, _ in found)

    def of_noun(self, start: int, end: int) -> Count:
        """Return how many of the noun (with its adjectives) at the folded range `start:end` the text tells of.

        Raises `ValueError` for a range that is empty or holds no word.
        """
        line = bisect.bisect_right(self._line_starts, start) - 1
        words, found = self._lines[line] if line >= 0 else ([], [])
        first = bisect.bisect_right(words, start, key=_end)
        if start >= end or first == len(words):
            raise ValueError(f"noun {start}:{end}: expected a non-empty range inside the text")
        after = bisect.bisect_left(words, end, lo=first, key=_start)
        near = max(0, bisect.bisect_left(found, first, key=_begins) - 1)
        joined = words[first].start < start and words[first].text.startswith(("ب", "ل", "ك", "و", "ف"))
        for position, (number, begins, ends) in enumerate(found[near : near + _NEAR], start=near):
            if (
                not joined
                and ends <= first
                and not (ends < first and _all_of(words, found, after))
                and all(word.text in _GLUE for word in words[ends:first])
                and first - ends <= 2
            ):
                at_least, origin = number.at_least, number
                if position and _is_range(words, found[position - 1], begins):
                    origin = found[position - 1][0]
                    at_least = True
                return Count(origin.value, at_least, origin.start, end, "number")
            if begins >= after and _belongs_after(words, after, begins, ends):
                return Count(number.value, number.at_least, start, number.end, "number")

        noun = words[first].text
        at_least = _bound(words, first, after)[0]
        if is_dual(noun):
            return Count(2, at_least, start, end, "dual")
        before = words[first - 1].text if first else ""
        if noun in _SINGULAR and before not in _NOT_SINGULAR_AFTER:
            return Count(1, at_least, start, end, "singular")
        return Count(None, False, start, end, "none")


def _all_of(words: Sequence[Word], found: Sequence[tuple[Number, int, int]], after: int) -> bool:
    """Tell whether a definite number stands right behind a noun: «ثلاث من المسيّرات الخمس» are five in all."""
    at = bisect.bisect_left(found, after, key=_begins)
    return at < len(found) and found[at][1] == after and is_definite(words[after].text)


def _start(word: Word) -> int:
    return word.start


def _end(word: Word) -> int:
    return word.end


def _begins(found: tuple[Number, int, int]) -> int:
    return found[1]


def _is_range(words: Sequence[Word], earlier: tuple[Number, int, int], begins: int) -> bool:
    """Tell whether the earlier number and the one that begins at a word are one range («5 إلى 7», «بين 5 و7»)."""
    _, first, ends = earlier
    gap = [word.text for word in words[ends:begins]]
    joined = gap == ["و"] or (not gap and words[begins].text.startswith("و"))
    return gap in (["الي"], ["-"], ["–"], ["او"]) or (joined and first > 0 and words[first - 1].text == "بين")


def _belongs_after(words: Sequence[Word], after: int, begins: int, ends: int) -> bool:
    """Tell whether a number after a noun counts it: «صاروخ واحد», «الصواريخ الستة», «صواريخ عددها 3»."""
    gap = [word.text for word in words[after:begins]]
    if len(gap) <= 3 and any(word in _NUMBERED for word in gap):
        return True
    if gap:
        return False
    word = words[begins].text
    if word in ("واحد", "واحده", "واحدا", "اثنين", "اثنتين", "اثنان", "اثنتان") or is_definite(word):
        return True
    following = words[ends].text if ends < len(words) else "."
    return word in STARTS and not following[0].isalnum()


def _numbers(words: Sequence[Word], text: ReadText) -> list[tuple[Number, int, int]]:
    """Return numbers with the index of their first word and the one after their last."""
    found = []
    index, count = 0, len(words)
    while index < count:
        word = words[index]
        if not word.text.isdecimal() and word.text not in STARTS:
            index += 1
            continue
        read = read_number(words, index)
        if read is None:
            index = _past_decimal(words, index)
            continue
        value, after = read
        digits = word.text.isdecimal()
        counted = _digits_count(words, index, after) if digits else _words_count(words, index, after, text)
        if counted:
            at_least, approximate = _bound(words, index, after)
            start = word.start if digits or is_definite(word.text) else word.start + clitic_length(word.text)
            rule = "digits" if digits else "words"
            found.append((Number(start, words[after - 1].end, value, at_least, approximate, rule), index, after))
        index = after if counted or not digits else _past_decimal(words, index)
    return found


def _past_decimal(words: Sequence[Word], index: int) -> int:
    """Return the index after a run of digits and the marks glued between them: a time, a date, a decimal."""
    index += 1
    while (
        index + 1 < len(words)
        and not words[index].text[0].isalnum()
        and words[index + 1].text.isdecimal()
        and words[index].start == words[index - 1].end
        and words[index + 1].start == words[index].end
    ):
        index += 2
    return index


def _text_at(words: Sequence[Word], index: int) -> str:
    return words[index].text if 0 <= index < len(words) else ""


def _glued(words: Sequence[Word], left: int) -> bool:
    """Tell whether nothing stands between a word and the next one."""
    return left >= 0 and left + 1 < len(words) and words[left].end == words[left + 1].start


def _digits_count(words: Sequence[Word], index: int, after: int) -> bool:
    """Tell whether digits count something."""
    text, before, following = words[index].text, _text_at(words, index - 1), _text_at(words, after)
    if (text[0] == "0" and len(text) > 1) or len(text) > 9:
        return False
    if _glued(words, index - 1):
        if before.isalpha() and before not in CLITICS and before not in ARTICLES:
            return False  # «K1»
        if before in (":", "/", ".", "_") or (before in "-–" and _text_at(words, index - 2)[:1].isalnum()):
            return _is_count_range(words, index - 2, index)
    if _glued(words, after - 1):
        if following.isalpha() and following not in ("و", "الف", "الاف", "مليون"):
            return following[0] > "z"  # Latin letters glue to names; an Arabic word after digits is a lost space
        if following in (":", "/", "_") or (following in "-–" and _text_at(words, after + 1).isdecimal()):
            return _is_count_range(words, index, after + 1)
    if _is_share(words, after) or "/" in (before, following):
        return False
    if following in (")", "-", ".") and not before:
        return False  # the mark of a list item
    return not _is_dated(words, index, after) and not _is_named(words, index)


def _is_share(words: Sequence[Word], after: int) -> bool:
    """Tell whether a measure or a percentage follows: «122 ملم», «اثنين في المئة», «واحدا ونصفا»."""
    following = _text_at(words, after)
    halved = following in ("ونصف", "ونصفا", "وربع", "وربعا")
    return following in _MEASURES or halved or (following == "في" and _text_at(words, after + 1) in _PERCENT)


def _is_count_range(words: Sequence[Word], left: int, right: int) -> bool:
    """Tell whether two digit runs around a dash count («5-7 صواريخ»), rather than date, time or fraction."""
    if left < 0 or right >= len(words) or _text_at(words, left + 1) not in ("-", "–"):
        return False
    pair = (words[left].text, words[right].text)
    if not all(part.isdecimal() and len(part) <= 3 for part in pair) or not int(pair[0]) < int(pair[1]):
        return False
    apart = not (left and _glued(words, left - 1) and words[left - 1].text not in CLITICS)
    following = _text_at(words, right + 1)
    return apart and following.isalpha() and following not in MONTH_STARTS and not _is_named(words, left)


def _is_named(words: Sequence[Word], index: int) -> bool:
    """Tell whether a number is part of a name: «اللواء 121», «بيان رقم (31)»."""
    back = index - 1
    while back >= 0 and words[back].text in ("(", "«", '"', "#", "ال", "-") and index - back <= 3:
        back -= 1
    before = _text_at(words, back)
    return before in _NAMED or (before.isascii() and before.isalpha())


def _is_dated(words: Sequence[Word], index: int, after: int) -> bool:
    """Tell whether a number belongs to a date, a year, a clock or a length of time counted from today."""
    before, following = _text_at(words, index - 1), _text_at(words, after)
    if before == "ال" or before in ARTICLES:
        before = _text_at(words, index - 2)
    value = int(words[index].text) if words[index].text.isdecimal() else 0
    if before in _AGO and following in _UNITS_OF_TIME:
        return True
    counts = following.isalpha() and not following.startswith(("من", "لل", "ال", "علي", "منذ"))
    counts |= (following, _text_at(words, after + 1)) == ("علي", "الاقل")
    if before in _DAY_HEADS and not counts:
        return True  # «اليوم 46 للحرب», not «فجر اليوم 46 صاروخا»
    if before in _YEAR_HEADS and value > 1000:
        return True
    if 1300 <= value <= 2100 and len(words[index].text) == 4:
        if following in ("م", "ه", "هجري", "ميلادي") or _month_before(words, index):
            return True
        loose = before in _LOOSE_YEAR or not before.isalnum()
        if value >= 1900 and loose and (not following.isalpha() or value % 100 or following in _LOOSE_YEAR):
            return True
    if value > 31:
        return False
    if _month_before(words, index) and (read_month(words, index - 1) or (0, "", 0))[1] == "month_latin":
        return not (value > 10 and following.endswith("ا"))  # «خلال أكتوبر 12 هجوماً»
    return _month_after(words, after) or _joined_day(words, after)


def _month_after(words: Sequence[Word], after: int) -> bool:
    """Tell whether a month follows: «17 أكتوبر», «23 من شهر تشرين الأول», «17 من الشهر الماضي»."""
    if _text_at(words, after) == "من":
        after += 1
        if _text_at(words, after) in ("الشهر", "هذا"):
            return True
    if _text_at(words, after) == "شهر":
        after += 1
    return read_month(words, after) is not None


def _month_before(words: Sequence[Word], index: int) -> bool:
    """Tell whether a month ends right before a word (a comma or «من عام» may stand between)."""
    back = index - 1
    while back >= 0 and words[back].text in (",", "،", "من", "/", ")") and index - back <= 3:
        back -= 1
    return any(
        (month := read_month(words, begin)) is not None and month[2] == back + 1
        for begin in (back, back - 1)
        if begin >= 0
    )


def _joined_day(words: Sequence[Word], after: int) -> bool:
    """Tell whether another day of a dated range follows: «17 و24 أكتوبر», «من 3 إلى 7 يناير»."""
    if _text_at(words, after) not in ("و", "الي", "حتي", "-", "–", "/"):
        return False
    after += _text_at(words, after + 1) in WEEKDAYS
    second = _text_at(words, after + 1)
    return second.isdecimal() and len(second) <= 2 and _month_after(words, after + 2)


def _words_count(words: Sequence[Word], index: int, after: int, text: ReadText) -> bool:
    """Tell whether number words count something."""
    word, before, following = words[index].text, _text_at(words, index - 1), _text_at(words, after)
    alone = after == index + 1
    if before in ORDINALS and (is_definite(word) or word.startswith("عشر")):
        return False  # «الثالث عشر», not «تشرين الثاني ثلاثة هجمات»
    if (before in _DAY_HEADS and is_definite(word)) or _is_share(words, after):
        return False
    if is_definite(word) and before in _TIMES:
        return False  # «الأشهر الأربعة»
    if (before in _AGO and following in _UNITS_OF_TIME) or before in ("الساعه", "ساعه"):
        return False
    if is_definite(word) and before in _OVER:
        return True  # «تجاوز الأربعين»
    if is_definite(word) and alone:
        noun_before = before.startswith(ARTICLES)
        return (
            word.endswith(("ه", "ث", "ع", "س", "ت", "ن", "ر"))
            and not word.endswith(("ون", "ين"))
            and (noun_before or (word.endswith("ه") and following.isalpha() and not following.startswith("ال")))
        )
    if is_definite(word):
        return before.startswith(ARTICLES) or following.isalpha()
    if alone and word.endswith(("واحد", "واحدا", "واحده")):
        # «واحد من أبرز» is no count, and «وأحد» (and one of) is another word that folds alike.
        one_of = following == "من" or "أ" in text.quote(words[index].start, words[index].end)
        return not one_of and before.isalpha() and before != "و"
    if alone and word.endswith(("الف", "الفا", "الفي")):
        return following.isalpha() and not following.startswith("ال")
    return True


def _bound(words: Sequence[Word], index: int, after: int) -> tuple[bool, bool]:
    """Return whether the number at `index:after` is told as a lower bound and whether as an estimate."""
    first, second, third, fourth = (_text_at(words, index - back) for back in range(1, 5))
    if first in ("ال", "ب", "ل") and _glued(words, index - 1):
        first, second, third, fourth = second, third, fourth, _text_at(words, index - 5)
    bare = second.lstrip("ولبف") if second else ""
    at_least = first in _OVER or (first == "الاقل" and second == "علي")
    at_least |= first in ("من", "عن") and (second in _MORE or bare in _MORE)
    at_least |= first in ("عن", "علي") and (second in _BOUND or (third in _BOUND and fourth in ("لا", "ما")))
    approximate = first in _ABOUT or (first == "من" and bare == "اقل") or (first == "عن" and third == "يقارب")
    for step in range(after, min(after + 6, len(words) - 1)):
        word, following = words[step].text, words[step + 1].text
        if (word, following) in (("علي", "الاقل"), ("علي", "اقل"), ("او", "اكثر")) or word in ("فاكثر", "فما"):
            at_least = True
        elif word == "تقريبا":
            approximate = True
        elif (word in STARTS and word not in ("واحد", "واحده")) or not (word.isalpha() or word in '"»”'):
            break
    return at_least, approximate

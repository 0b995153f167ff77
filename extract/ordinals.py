"""Ordinals that count attacks: «الهجوم هو التاسع»، «ثالث استهداف خلال أسبوع»، «العملية رقم 27»، and what is counted."""

from __future__ import annotations

import re

from extract.findings import Findings
from extract.normalise import Sentence
from extract.ordered import within

# What is counted, right behind the number. Raids and shells are munitions of one event, so they are not here.
COUNTED_NOUNS = (
    *("مره", "مرات", "هجوم", "هجوما", "هجمات", "هجمه", "استهداف", "استهدافا", "استهدافات"),
    *("عمليه", "عمليات", "اعتداء", "اعتداءات", "قصف", "قصفا"),
)
"""What a tally counts, folded."""
NOUN = rf"(?:{'|'.join(COUNTED_NOUNS)})"
RAIDS = (
    *("ضربه", "ضربات", "غاره", "غارات", "كمين", "كمينا", "كمائن"),
    *("انفجار", "انفجارا", "انفجارات", "تفجير", "تفجيرا", "تفجيرات", "مجزره", "مجازر"),
)
"""What a tally counts only over many days or in a whole country, folded: «أربع غارات» at a place are one event."""
OF_ANYTHING = frozenset({"مره", "مرات", "عمليه", "عمليات"})
"""Things counted that are attacks only where an attack or a party is told of."""
# «العملية رقم 27»
_NUMBERED = re.compile(
    rf"(?<!\w)[وف]?(?:ال)?(?:{NOUN}|ضربه|غاره|عمليتنا|هجومنا|استهدافنا)(?: \w+)? "
    r"(?:رقم|تحمل الرقم) \W?(?P<n>\d{1,4})(?!\d)"
)
_UNITS = "اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split()
_TENS = "عشر ثلاث اربع خمس ست سبع ثمان تسع".split()
_UNIT = "|".join(["حادي", *(u for u in _UNITS if u != "ثاني"), "ثاني", "ثان"])
_ORDINAL = re.compile(
    rf"(?<!\w)(?:و|ف)?ال(?P<unit>{_UNIT})ه?(?: (?P<teen>عشره?)| وال(?P<tens>{'|'.join(_TENS)})(?:ون|ين))?(?!\w)"
    rf"|(?<!\w)ال(?P<round>{'|'.join(_TENS)})(?:ون|ين)(?!\w)"
    rf"|(?<!\w)(?P<bare>{_UNIT}) (?!مره)(?:{NOUN}|{'|'.join(RAIDS)})(?!\w)"
    r"|(?<!\w)ال\W?(?P<digits>\d{1,4})(?!\d)"
)
"""«التاسع»، «الرابعة والثلاثون»، «العشرون»، «ثالث استهداف»، «الـ107»."""
ORDINALS = frozenset(article + unit + end for unit in _UNITS for article in ("", "ال", "وال") for end in ("", "ه")) | {
    f"ال{ten}{end}" for ten in _TENS for end in ("ون", "ين")
}
"""Folded words with which an ordinal begins."""
_NOUN_OF = re.compile(rf"{NOUN}|{'|'.join(RAIDS)}")
_THE_NTH = re.compile(
    rf"(?<!\w)[وفب]?(?:هذا|هذه|هو|هي|انه|بانه|انها|بانها|ليكون|لتكون|ليصبح|لتصبح)\W+(?:(?:ال)?(?:{NOUN}|{'|'.join(RAIDS)}|هو|هي)\W+){{0,2}}$"
)
"""What makes an ordinal a count («هذا الهجوم هو التاسع»); «في ثاني هجوم خلال أيام» only says when."""
_RUNS = re.compile(
    r"(?:[^\w،.؛:]+\w+){0,9}?(?:\W+ال[تذ]ي(?:[^\w،.؛:]+\w+){1,10}?)?"
    r"\W+(?:خلال|في غضون|منذ|في اقل من|هذا العام|هذه السنه|هذا الشهر)(?!\w)"
)
_RUNNING = ("خلال", "غضون", "منذ", "اقل من", "هذا العام", "هذه السنه", "هذا الشهر")
"""The words of `_RUNS`: without one no ordinal of the sentence is a count."""


def ordinals_of(found: Findings, sentence: Sentence, told: bool, of_attacks: bool) -> list[tuple[int, int, int]]:
    """Return the ordinals of a sentence that count attacks, each with its folded range and value; empty when none does.

    `told` says whether attacks were told before, `of_attacks` whether the sentence has an act or names a party.
    """
    folded = found.text.folded
    if not any(folded.find(words, sentence.start, sentence.end) >= 0 for words in _RUNNING):
        return []
    if any(word.value == "drill" for word in within(found.modality, sentence.start, sentence.end)):
        return []  # «تمرين بالذخيرة الحية هو الثالث خلال آب»
    counts = [
        (match.start("n"), match.end(), int(match["n"]))
        for match in _NUMBERED.finditer(folded, sentence.start, sentence.end)
        if _RUNS.match(folded, match.end(), sentence.end)
    ]
    for match in _ORDINAL.finditer(folded, sentence.start, sentence.end):
        lead = folded[max(sentence.start, match.start() - 60) : match.start()]
        value = _ordinal_value(match)
        noun = _NOUN_OF.search(lead + match.group())
        if not told and (noun is None or (noun.group() in OF_ANYTHING and not of_attacks)):
            continue  # «وهي الثالثة خلال شهر»: of what, nobody says
        if value > 2 and _THE_NTH.search(lead) and _RUNS.match(folded, match.end(), sentence.end):
            counts.append((match.start(), match.end(), value))
    return counts


def _ordinal_value(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    if match["round"]:
        return (_TENS.index(match["round"]) + 2) * 10 if match["round"] != "عشر" else 20
    unit = match["unit"] or match["bare"]
    value = 1 if unit == "حادي" else 2 if unit == "ثان" else _UNITS.index(unit) + 1
    if match["teen"]:
        return value + 10
    if match["tens"]:
        return value + (20 if match["tens"] == "عشر" else (_TENS.index(match["tens"]) + 2) * 10)
    return value

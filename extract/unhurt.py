"""Words that say that nobody was killed or hurt: «دون وقوع إصابات»، «ولم يُصب أحد»، «ولا خسائر بشرية».

That nobody knows of any («لم ترد أنباء عن إصابات») says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.casualties import Kind
from extract.normalise import ReadText
from extract.wording import Wording

_HURT = (
    r"(?:اصابات|اصابه|خسائر بشريه|خسائر في الارواح|خساره بشريه|اضرار بشريه|ضحايا|ضحيه|خسائر(?! ماديه(?! (?:او|و)))"
    r"|جرحي|جريح|قتلي او جرحي|قتلي وجرحي|قتلي ولا جرحي)"
)
_DEAD = r"(?:قتلي|قتيل|وفيات|شهداء)"
_HAPPEN = (
    r"(?:(?:وقوع|تسجيل|سقوط|حدوث|حصول|ايقاع|احداث|الحاق|خسائر ماديه او"
    r"|ان [يت](?:سفر|وقع|خلف|سجل|قع|تسبب|ؤدي|لحق|نتج|نجم|سقط)"
    r"|ذكر|ما)\W+(?:(?:ذلك|الهجوم|القصف|الانفجار)\W+)?(?:عن\w{0,2}\W+|في\W+|الي\W+|ب)?(?:(?:وقوع|سقوط|حدوث|حصول)\W+)?){0,2}"
)
_NOBODY = Wording(
    rf"(?<!\w)[وف]?(?:(?:(?:من )?دون|بدون|بلا|من غير|عدم)\W+|(?:ولا|لا|ما في|مافي) ){_HAPPEN}(?:(?:اي|ايه)\W+)?"
    rf"(?:(?P<dead>{_DEAD}(?! (?:او |و|ولا )\w))|{_HURT})(?!\w)"
    r"|(?<!\w)[وف]?لم [يت](?:سفر|وقع|قع|سجل|خلف|نتج|نجم|تسبب|ؤد|ود|سقط|حدث|لحق|بلغ عن)\w{0,2}"
    r"(?:\W+(?!انباء|معلومات)\w+){0,5}?"
    rf"\W+[بل]?(?:(?P<none_dead>{_DEAD}(?! (?:او |و|ولا )\w))|{_HURT})(?!\w)"
    r"|(?<!\w)[وف]?(?:لم|ما) (?:[يت](?:صب|جرح|تاذ|ؤذ|وذ|تضرر)|انجرح|انصاب|تاذي)(?: او [يت]قتل)? (?:بسببه\w? )?(?:اي )?"
    r"(?:احد|شخص|جندي|عنصر|مدني|من (?:ال)?(?:جنود|افراد|عناصر|عاملين|موظفين))\w{0,2}(?!\w)"
    r"|(?<!\w)[وف]?(?:لم [يت]قتل (?P<killed>(?:فيه\w? |اي )?(?:احد|شخص|جندي|عنصر)\w{0,2}))(?!\w)",
    "دون|بلا|من غير|عدم|لا |لم |ما |مافي",
)


@dataclass(frozen=True, slots=True)
class Unhurt:
    """Words that say that nobody was hurt. Offsets are folded, half open."""

    start: int
    end: int
    kinds: tuple[Kind, ...]
    """`killed` alone where only deaths are ruled out."""


def find_unhurt(text: ReadText) -> list[Unhurt]:
    """Return where a text says that nobody was killed or hurt, in order; empty when it does not say so."""
    found = []
    for match in _NOBODY.finditer(text.folded):
        only_dead = match["dead"] or match["none_dead"] or match["killed"]
        kinds: tuple[Kind, ...] = ("killed",) if only_dead else ("killed", "injured")
        found.append(Unhurt(match.start(), match.end(), kinds))
    return found

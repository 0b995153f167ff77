"""Who says that an attack told of did not happen: «ونفى التحالف وقوع أي هجوم»، «لا علم لنا بأي هجوم على حرير».

What is denied must be the attack: not its losses («نفى وقوع إصابات»), nor who is behind it («نفت أي صلة لها بالهجوم»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.findings import Findings
from extract.lexicon import Hit
from extract.ordered import within
from extract.wording import Wording

_ATTACK = (
    r"(?:هجوم|هجمات|قصف|استهداف|ضربه|ضربات|غاره|غارات|عمليه|عمليات|حادث|صاروخ|صواريخ|مسيره|مسيرات|شيء)\w{0,2}(?!\w)"
)
_LOSSES = r"(?! (?:اي |ايه |اي من )?(?:اصاب|خسائر|ضحايا|اضرار|قتلي|جرحي|ضرر|خساره|تدمير|توقف))"
_THAT = (
    r"(?:[بل]?(?:ذلك|هذا|الامر|الخبر|النبا|صحه|الروايه|الادعاء\w*|المزاعم|المعلومات|هذه (?:الانباء|المعلومات|الاخبار)"
    rf"|الانباء|ما (?:اعلن|تردد|نشر|قيل|ذكر|زعم|اشيع|اوردت|تناقل|جاء)\w*(?:\W+\w+){{0,4}}?\W+(?:ال)?{_ATTACK})"
    rf"|ل?(?:تعرض|شن|تنفيذ|قصف|استهداف|اسقاط|سقوط|تدمير)\w{{0,3}}|(?:وقوع|حدوث|حصول|تسجيل){_LOSSES}"
    r"|ان (?:ت?ي?كون )?(?:\w+ ){0,4}(?:قد )?(?:[يت]?تعرض|استهدف|قصف|هوجم|هاجم|شهد|نفذ|شن|ضرب|[يت]قع|وقع|حدث)\w{0,3}"
    rf"|(?:اي|ايه) {_ATTACK})(?!\w)"
)
_OTHER_MATTERS = re.compile(
    r"(?<!\w)[بل]?(?:ال)?(?:صله|علاقه|صلت|علاقت|مسوولي|مسؤولي|ضلوع|تورط|وقوف|تبني|مشارك|مقتل|اصاب(?:ه|ت|ات)|قتلي|جرحي|خسائر|خساره"
    r"|ضحايا|اضرار|تضرر|تدمير|اسر |اعتقال)\w*"
)
"""«نفت مسؤوليتها عن …»: it happened, somebody else did it; «نفى مقتل أي جندي»: it happened, and killed nobody."""
# «تنفي تدمير أي عجلة»: behind the word of denial and who denies, with nothing of an attack between
_OF_OTHER_MATTERS = re.compile(
    r"(?:\W+(?![بل]?(?:ال)?(?:هجوم|هجمات|قصف|استهداف|ضرب|غار|صاروخ|صواريخ|مسير|تعرض))\w+){0,7}?\W+"
    + _OTHER_MATTERS.pattern
)
# «على ما زعم أنه مقر للموساد، وهو ما نفاه المجلس»: what somebody called the place is denied
_ALLEGED = re.compile(r"(?<!\w)[بل]?[وم]?(?:ما|من|مما) (?:زعم|وصف|اعتبر|قال|سم)\w{0,3}(?!\w)[^.؛\n]*$")
_BLAMED = re.compile(r"(?<!\w)[وف]?(?:[يت]?تهم\w*|[يت]?حمل\w{0,3}|نسب\w?|وراء|مسوولي\w*|مسؤولي\w*)(?!\w)")
_THAT_ALONE = re.compile(r"(?<!\w)[بل]?(?:ذلك|هذا|الامر)$")
# «نفى … نفياً قاطعاً أن تكون القاعدة قد تعرضت لأي هجوم»
_DENIES = Wording(
    rf"(?<!\w)[وفل]?(?:[يت]?نف(?:ي|ت|وا|يا)|نا?في(?:ا|ه|ين)|[يت]?فند\w?|دحضت?|[يت]?كذبت?)(?!\w)(?:\W+\w+){{0,7}}?\W+{_THAT}",
    "نف|نافي|فند|دحض|كذب",
)
# «القاعدة لم تتعرض لأي هجوم»، «لم تشهد حرير أي حادث»، «لم يقع أي هجوم هناك»
_NOTHING = Wording(
    r"(?<!\w)[وف]?لم (?:[يتن](?:قع|حدث|تعرض|شهد|سجل|رصد|ستهدف|حصل))(?:\W+\w+){0,4}?\W+ل?"
    rf"(?:(?:اي|ايه)\W+(?:\w+ (?:من ال)?)?{_ATTACK}|شيء(?!\w)|(?:هجوم|قصف)(?!\w))",
    "لم ",
)
_LATELY = re.compile(r"(?:\W+\w+){0,3}?\W+(?:منذ|مماثل|اخر|مباشر|جديد|خلال|حتي|بعد)")
"""«لم تتعرض لهجوم منذ شباط»: told of other days."""
# «نفى الناطق أن يكون الهجوم قد وقع داخل المملكة»: it happened elsewhere
_SOMEWHERE_ELSE = re.compile(r"(?:\W+\w+){0,2}?\W+(?:داخل|ضمن|علي اراضي\w*|علي الاراضي|في اراضي\w*|في الاراضي)(?!\w)")
# «لا علم لنا بأي هجوم»، «ليست لديه معلومات عن هجوم»
_KNOWS_NOTHING = Wording(
    r"(?<!\w)[وف]?(?:لا علم|ليس\w? (?:لدي\w*|له\w?|لنا) (?:اي )?(?:علم|معلومات|تقارير)|لا (?:معلومات|تقارير) لدي\w*)"
    rf"(?:\W+\w+){{0,2}}?\W+(?:ب|عن )(?:(?:اي|ايه|وقوع|حدوث|ال|مثل هذا ال|هذا ال)\s?)*{_ATTACK}"
    r"|(?<!\w)[وف]?(?:لا (?:دلائل|دليل|ادله|مؤشرات|مؤشر)"
    r"|عدم (?:ورود|وجود)(?: اي)? (?:معلومات|تقارير|بلاغات|مؤشرات|دلائل|ادله))"
    r"(?: \w+)? (?:علي|الي|عن)\W+(?:\w+\W+){0,2}?"
    r"(?:هجوم|قصف|استهداف|اطلاق|عمل\w? (?:عدائي|معاد|تخريبي|ارهابي)|نيران|نار|صاروخ|اسقاط)",
    "لا علم|ليس|لا معلومات|لا تقارير|لا دل|لا ادله|لا مؤشر|عدم ورود|عدم وجود",
)
# «ووصف ما نُشر عن الهجوم بأنه غير صحيح»، «لا صحة لما تردد عن استهداف القاعدة»
_UNTRUE = Wording(
    r"(?<!\w)(?:ما|لما|الانباء|الخبر|البيان|الهجوم|الاستهداف|القصف|الادعاءات|المزاعم)(?!\w)[^.؛\n]{0,60}?"
    r"(?:غير صحيح|عار\w{0,2} عن الصحه|لا صحه ل|لا اساس ل|مفبرك|مختلق|دعايه)\w{0,2}(?!\w)"
    r"|(?<!\w)هذا (?:كله )?(?:كذب|محض (?:كذب|افتراء)|افتراء)(?!\w)"
    r"|(?<!\w)(?:لا صحه|لا اساس|لا وجود) (?:من الصحه )?ل(?:ما|ها|ه|لانباء|لخبر|لادعاء|لهجوم|هجوم|اي|قصف|استهداف)\w*",
    "صح|لا اساس|لا وجود|مفبرك|مختلق|دعايه|كذب|افتراء",
)


# «لم يصدر عن الجيش ما ينفي ذلك أو يؤكده»، «من دون أن تنفي الوزارة الهجوم»: nobody denies it
_NOT_DENIED = re.compile(
    r"(?<!\w)[وف]?(?:(?:لم|لا|لن)\W*|(?:دون|بدون|من غير) ان\W*"
    r"|(?:لم|لا|ليس|دون|بدون)(?:\W+\w+){1,7}?\W+(?:ما|من|احد)\W*)$"
)
_NOT_DENIED_REACH = 80
"""Folded characters before a denial in which that is said."""
_OR_CONFIRMS = re.compile(r"(?:\W+\w+){0,2}?\W+(?:او|ولم|ولا|او لم) (?:[يت]ؤكد|اكد|اكدت)\w{0,2}(?!\w)")


_PASSED_ON = Wording(
    r"(?<!\w)[وف]?(?:م?[يت]?تداول\w*|[يت]?تناقل\w*|[يت]?روج\w*|[اي]?شاع\w*|اشيع\w*|قيل ان\w*|يقال ان\w*"
    r"|تحدث\w{0,2} (?:صفحات|حسابات|منصات|قنوات|مجموعات)(?!\w)"
    r"|سارع\w{0,2} الي (?:ال)?(?:قول|زعم|ترويج|نشر|ادعاء|حديث|تبني)|[يت]?زعم\w{0,2})(?!\w)",
    "تداول|تناقل|روج|شاع|اشيع|قيل|يقال|سارع|زعم|تحدث",
)


_UNCONFIRMED = Wording(
    r"(?<!\w)[وف]?(?:لا|دون|بلا|بدون|لم (?:يصدر|يرد|يات)|لم (?:[يت]صدر)) (?:اي )?(?:تاكيد|تاكيدات)(?!\w)"
    r"|(?<!\w)[وف]?لم (?:[يت]تاكد|[يت]وكده?ا?|[يت]وكدها?|[يت]ثبت)(?!\w)|غير موكد",
    "تاكيد|تاكد|وكد|ثبت",
)


@dataclass(frozen=True, slots=True)
class Denial:
    """The words by which somebody denies an attack. Offsets are folded, half open."""

    start: int
    end: int


def is_rumour(found: Findings, start: int, act: Hit) -> bool:
    """Return whether an act is only passed on: «تداولت صفحات خبراً مفاده سقوط صواريخ على القاعدة».

    `start` is where its sentence begins. Denied, such an attack was never told of by anybody who answers for it.
    """
    return _PASSED_ON.search(found.text.folded, start, act.start) is not None


def unconfirmed(found: Findings, start: int, end: int) -> Denial | None:
    """Return the words that say that nobody confirms what is passed on: «تداول أنباء عن قصف، ولا تأكيد رسمياً»."""
    words = _UNCONFIRMED.search(found.text.folded, start, end)
    return Denial(words.start(), words.end()) if words is not None else None


def denial_in(found: Findings, start: int, end: int, spoken: bool = True) -> Denial | None:
    """Return the words of a folded range that say that an attack did not happen; None when none do.

    `spoken` says whether somebody speaks there: «لم تشهد القاعدة أي هجوم» without a speaker denies nothing.
    """
    folded = found.text.folded
    said = _DENIES.search(folded, start, end)
    if said is not None and _SOMEWHERE_ELSE.match(folded, said.end(), end):
        said = None
    if said is not None and leaves_open(folded, start, said.start(), said.end()):
        said = None
    if said is not None and (_OTHER_MATTERS.search(said.group()) or _of_losses_or_blame(found, start, said)):
        said = None
    nothing = _NOTHING.search(folded, start, end) if spoken else None
    if nothing is not None and _LATELY.match(folded, nothing.end(), end):
        nothing = None
    untrue = _UNTRUE.search(folded, start, end)
    if untrue is not None and _OTHER_MATTERS.search(untrue.group()):
        untrue = None
    words = said or nothing or _KNOWS_NOTHING.search(folded, start, end) or untrue
    return Denial(words.start(), words.end()) if words is not None else None


def leaves_open(folded: str, first: int, start: int, end: int) -> bool:
    """Return whether a denial `start:end` is none: «ما ينفي ذلك أو يؤكده». Words before it are read from `first` on."""
    before = _NOT_DENIED.search(folded, max(first, start - _NOT_DENIED_REACH), start)
    return before is not None or _OR_CONFIRMS.match(folded, end) is not None


def _of_losses_or_blame(found: Findings, start: int, said: re.Match[str]) -> bool:
    """Whether «ذلك» is what was told just before of losses or blame: «اتهم أنقرة بقصف القرية، ونفت أنقرة ذلك»."""
    if _THAT_ALONE.search(said.group()) is None:
        return False
    hurt = within(found.casualties, start, said.start())
    return bool(hurt) or _BLAMED.search(found.text.folded, start, said.start()) is not None


def denies_an_attack(found: Findings, word: Hit) -> bool:
    """Whether a word of denial is of an attack, not of losses («تنفي تدمير أي عجلة»)."""
    return _OF_OTHER_MATTERS.match(found.text.folded, word.end) is None


def contradicted(found: Findings, start: int, told: int, end: int) -> Denial | None:
    """Return the words by which somebody denies an attack told up to `told`, in a folded range; None when nobody does.

    «فيما نفت إدارة المعبر تعرضه لأي قصف», «وهو ما نفاه مسؤول», «تضاربت الأنباء حول هجوم».
    """
    for hit in within(found.modality, start, end):
        if hit.value == "contradiction" and not _ALLEGED.search(found.text.folded, told, hit.word_start):
            return Denial(hit.word_start, hit.end)
    return denial_in(found, told, end)

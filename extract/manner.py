"""How an act is told: looking back, as an answer, many times over, without a day, as another, at a place only meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.dates import DateMention
from extract.elsewhere import unknown_names
from extract.findings import Findings
from extract.lexicon import Hit
from extract.munitions import ANOTHER
from extract.normalise import ReadText, Sentence
from extract.ordered import within
from extract.places import PlaceMention
from extract.wording import Wording

_LOOKING_BACK = Wording(r"(?<!\w)و?(?:كان|كانت)\W(?:\w+\W+){0,9}?قد(?!\w)|سبق (?:و)?ان", "كان|سبق")
"""Past of the past: «كانت القاعدة قد تعرضت»."""
DATELESS = Wording(
    r"(?:دون|بدون|بلا|من غير)(?: تحديد| ذكر| ان تحدد| ان تذكر)? (?:ال)?(?:تواريخ|تاريخ|موعد|زمن|توقيت)"
    r"|لم [تي](?:ذكر|حدد|عرف|علن) (?:موعد|تاريخ|توقيت)"
    r"|(?:في|خلال|طوال) (?:ال)?سنوات (?:مضت|سابقه|ماضيه|حكم|الحرب|الماضيه|السابقه)"
    r"|(?:علي امتداد|علي مدي|طوال|طيله|علي مر) (?:ال)?(?:حرب|سنوات|اعوام|عقد|سنين)"
    r"|مره بعد (?:مره|اخري)|(?<!\w)مرارا(?!\w)",
    "تاريخ|تواريخ|موعد|زمن|توقيت|سنوات|حرب|اعوام|عقد|سنين|مره|مرارا",
)
"""Its day is said to be unknown: «من دون تحديد موعد»."""
SOON_AFTER = Wording(
    r"(?<!\w)(?:(?:في|خلال) الساعات التاليه|ب(?:نحو |قرابه |حوالي )?(?:ساعه|ساعتين|ساعات|دقائق)"
    r"|بعد (?:اقل من )?(?:نحو |ربع |نصف )?(?:ساعه|ساعتين|ساعات|دقائق|قليل)|وقت لاحق|لاحقا"
    r"|لم (?:[يت]كد|[يت]مض|[يت]مر)\w? (?:\w+ ){1,5}?حتي)(?!\w)",
    "ساع|دقائق|قليل|لاحق|حتي",
)
"""It is of the hours behind what was told."""
AT_ONCE = Wording(
    r"(?<!\w)[وف]?(?:(?:في|ب)\W?(?:ال)?(?:توقيت|وقت|لحظه|ساعه|دقيقه) (?:ذاته?ا?|نفسه?ا?|عينه?ا?)"
    r"|في (?:نفس|ذات) (?:ال)?(?:توقيت|وقت|لحظه|ساعه|دقيقه)|بالتزامن|تزامنا)(?!\w)",
    "ذات|نفس|عين|تزامن",
)
"""It is of the very time of what was told."""
SHORTLY_BEFORE = Wording(
    r"(?<!\w)(?:قبيل|قبل) (?:ذلك|هذا)(?! ب(?:ايام|يوم|اسبوع|شهر|سنه|عام))(?!\w)|قبلها ب(?:ساعه|ساعات|قليل)",
    "ذلك|هذا|قبلها",
)
"""It is of the hours before what was told."""
MANY_TIMES = Wording(
    r"(?<!\w)(?:مرارا|مرات (?:عديده|عده|اخري|كثيره|متفرقه|متكرره)|(?:عده|بضع) مرات|اكثر من مره|غير مره)",
    "مرارا|مرات|مره",
)
"""It happened again and again."""
_TIMES_TOLD = re.compile(
    r"(?<!\w)(?:مرتين|(?:ثلاث|اربع|خمس|ست|سبع) مرات|[وفبل]?(?:هجومين|هجومان|ضربتين|ضربتان|غارتين|غارتان|قصفين|عمليتين"
    r"|استهدافين))(?!\w)"
)
"""It happened as often as days may follow: «استُهدفت مرتين: في الثالث من شباط … وفي التاسع منه …»."""
_ONE_OF_THEM = re.compile(
    r"(?<!\w)[وف]?(?:واحدا?|واحده|احدها|احداها|احدهما|احداهما|بعضها|اثنان منها|اثنين منها|اثنتان منها)(?: منها| منهما)?"
    r"(?: قد)? $"
)
"""What stands before an act that only some of the munitions told of did."""
_OF_THEM_BEFORE = 40
"""Folded characters before an act in which that stands."""
SAME_WAY = Wording(
    r"ب(?:ال)?(?:اسلوب|طريقه|سلاح|وسيله)\w* (?:ذات|نفس)|بالمثل"
    r"|(?<!\w)[وفبل]?(?:عبوه|غاره|ضربه|هجوم|قصف|هجوما|غارات|ضربات|هجمات|ضربه) (?:مماثل|مشابه)",
    "ذات|نفس|بالمثل|مماثل|مشابه",
)
"""Its weapon is the one told before."""
ELABORATES = ("فقد ", "اذ ")
"""Openings of a sentence that tells what the one before told as a whole: «فقد استُهدفت محطة …»."""
_ANSWERS = Wording(r"(?<!\w)[وفل]?(?:رد|ردت|ردوا|ترد|يرد)(?! فعل)(?!\w)", "رد")
"""«ردّت مدفعية التحالف بقصف …», no «ردّ فعل», no «رداً على»."""
_ANOTHER_TARGET = Wording(
    r"(?<!\w)[وفبل]?(?:رتل|قافله|نقطه|حاجز|قيادي|دوريه|عربه|شاحنه|سياره|اليه|عجله)ا?\s"
    r"(?:اخر|اخري|ثان|ثاني|ثانيا|ثانيه|ثالث|ثالثا|ثالثه|مماثلا?|مماثله|مشابها?|مشابهه)(?!\w)",
    "اخر|ثان|ثالث|مماثل|مشابه",
)
_FIRED_FROM = Wording(
    r"(?<!\w)(?:منصه الاطلاق|منصات الاطلاق|مصا?در (?:النيران|القذائف|الصواريخ|القصف))(?!\w)",
    "منص|مصدر|مصادر",
)
_UPON_IT = Wording(
    r"(?<!\w)[وف]?(?:علي خلفيه|عقب|في اعقاب|اعقبت?) (?:هذا |هذه |ذلك )?ال(?:كمين|هجوم|قصف|استهداف|عمليه|رشقه)(?!\w)",
    "خلفيه|عقب|اعقاب",
)
_ANOTHER = re.compile(
    r"(?:\W\w+)?\W(?:ثان|ثانيه|ثانيا|اخر|اخري|جديد|جديده|جديدا|منفصل|منفصله|منفصلا|لاحق|لاحقه|لاحقا)(?!\w)"
)
"""Behind a noun of attack: «هجوم ثان», «رشقة كاتيوشا أخرى», another than the one before."""
_COMES_DOWN = frozenset({"انهال", "انهمر", "أمطر", "صب", "تساقط", "سقط", "سقوط"})
_BESIDE = re.compile(r"(?<!\w)[وب]?(?:ال)?(?:اتجاه|نحو|صوب|قرب|محيط|جوار|اطراف|خارج|مشارف|بعد)(?!\w)")
"""What stands between them where it came down elsewhere."""
KNOWN_MUNITION = re.compile(r"\Wال(?:صواريخ|صاروخ|صاروخين|قذائف|قذيفه|مسير|طائر)")
"""Behind a noun of attack: «سقوط الصواريخ على كونيكو», of rockets told of before."""
_ACCORD = re.compile(r"(?<!\w)(?:المعلنه?|المبرمه?|الموقعه?|المتفق عليه)\W+(?:في |منذ |يوم )?$")
# «معسكراً كان قد أُخلي | قبل أيام»: a clause of the noun before it; «المقاومة كانت قد أعلنت أمس» is a sentence
_HAD_BEEN = Wording(
    r"(?:(?<!\w)(?!\w?ال|حيث|كما|[وف]?انه|[وف]?انها|لكن|بينما|فيما|عندما|حين)\w+،?|(?:الذي|التي|الذين))"
    r" (?:كان|كانت|كانوا|كانا|كانتا)\W(?:\w+\W+){0,3}?قد \w+\W(?:\w+\W+){0,4}$",
    "كان",
)
_WHEN = re.compile(r"\W{1,2}(?:حين|يوم|عندما|لما|حينما|ليله)\W")
_NO_PLACE_BEFORE = re.compile(r"(?:^|[.،؛:؟!\n«\"]|(?<!\w)(?:ان|كانت?|ليست?|لكن)) *$")
_HOW_OFTEN = re.compile(r"(?<!\w)(?:ل|ال|لل)?مره ال\w+ (?:خلال |في )?$|(?<!\w)ثاني مره (?:خلال |في )?$")
"""«للمرة الثالثة | هذا الشهر»: how often, not when."""
_TOLD_OF_BEFORE = 120
"""Folded characters further back in which the act stands whose object a clause is about."""
_ABOUT = re.compile(r"(?<!\w)و?(?:عن|بشان|بخصوص|حول) $")
_SOMEWHERE = re.compile(
    r"سوريا|سوريه|العراق|لبنان|الاردن|اسرائيل|ايران|اليمن|غزه|الاقليم|المنطقه|البلاد|المحافظه|الحدود|البحر|الريف"
)
"""Words that say where, though they name no place."""
_WHERE = re.compile(
    r"(?<!\w)(?:[وف]?(?:في|علي|قرب|محيط|باتجاه|نحو|صوب|داخل|اطراف|شرق|غرب|شمال|جنوب|شرقي|غربي|شمالي|جنوبي)"
    r"|[وف]?(?:قصفت?|استهدفت?|ضربت?|هاجمت?|دكت?) (?:\w+ )?"
    r"(?:مسيره|طائره|طائرات|مدفعيه|صواريخ|مقاتلات|مروحيات|قذائف)(?: \w+يه)?)"
    r" (?P<name>ال\w{3,})"
)
"""Where a place would be named."""
_EVERYDAY_PLACES = re.compile(
    r"ال(?:جو|هواء|سماء|اجواء|ارض|اراضي|عراء|مكان|اماكن|ساحه|باحه|سور|سياج|بوابه|مدخل|مدرج|مهبط|مبني|مباني|سكن|مهاجع|ملجا|داخل|خارج"
    r"|جانب|قسم|جهه|طرف|طريق|جنود|عسكريين|ضباط|قوات|عناصر|مدنيين|عاملين|موظفين|اقل|تفاصيل|حال|وقت|اثناء|غضون|مستشفي|مشفي"
    r"|هجوم|هجمات|قصف|غاره|غارات|عمليه|حادث|بيان|وقود|خزان|انتاج|عمل|عراق|سوريا|لحظه|توقيت|فور|رغم|اسبوع|شهر|عام|يوم|ليل)"
)
_PHRASE_REACH = 40
"""Folded characters before a word in which a phrase that holds it may begin."""
_AND_ALSO = re.compile(
    r"\W+و(?:كذلك\W+|ايضا\W+)?(?:(?:علي|في|قرب|محيط|داخل|باتجاه|نحو)\W+)?(?:(?!في|من|الي|ان)\w+\W+)?"
)
_INSIDE_IT = re.compile(r"(?<!\w)[وف]?(?:(?:في|داخل|ضمن)\s|ب)$")
_IN = re.compile(r"\W+(?:في\W+)?(?:(?:مدينه|بلده)\W+)?")
_FIRED_AT_IT = 60
"""Folded characters behind a verb of attack in which «عليها» is the place fired at."""
_FALLS_ON = frozenset({"launch", "impact", "attack", "intercept"})
"""Acts behind which «عليها», «قربها», «فوقها» is the place that they struck."""
_ITS_OBJECT = re.compile(r"(?: (?!من |الي |ان |في |علي |مجلس|شرطه|اهالي|سكان)\w+){0,3} ")
"""What stands between an attack and the town that it struck: «قصفت المدفعية أطراف البلدة»."""
_TAKES_ITS_OBJECT = frozenset({"استهدف", "هاجم", "أمطر", "باغت", "اقتحم"})
"""Verbs that never are nouns: «قصفها» may be her shelling of others."""
MAY_BE_NOUNS = frozenset({"قصف", "ضرب"})
"""Verbs that are written as their nouns: «بعد قصف المدينة»."""
_THEY_STRUCK_IT = re.compile(r"[وف]?(?:قصف|ضرب)(?:وها|وه)|[وف]?قصفت(?:ها|ه)")
"""Forms of these that are verbs: «قصفوها بالهاون»."""
_CONTENT_OF_SPEECH = re.compile(r" (?:ان|بان|انه|انها|عن)(?!\w)")
_OBSERVES = frozenset({"رصد", "رصدت", "رصدوا", "سجل", "سجلت", "سجلوا", "شاهد", "شاهدت", "شاهدوا", "وثق", "وثقت"})
"""Words of speech whose day is that of what was seen: «رصدت الدفاعات ليلة 5 إلى 6 يناير …»."""
_SPEECH_BEFORE = 60
"""Folded characters before a date in which a word of speech may be what it dates."""


def dates_a_statement(found: Findings, sentence_start: int, date: DateMention) -> bool:
    """Return whether a date stands at a word of speech («قال مسؤولان الثلاثاء إن»), not at an act."""
    if date.rule == "stamp":
        return True  # «00:02 السبت: …», of the line that a live blog writes then
    first = max(sentence_start, date.start - _SPEECH_BEFORE)
    for hit in within(found.speech, first, date.start):
        if hit.value == "own_claim" or hit.entry.form in _OBSERVES:
            continue
        between = found.text.folded[hit.end : date.start]
        if not within(found.acts, hit.end, date.start) and not _CONTENT_OF_SPEECH.search(between):
            return True
    return False


def dates_how_often(found: Findings, date: DateMention) -> bool:
    """Return whether a date only counts: «للمرة الثالثة هذا الشهر»."""
    return _HOW_OFTEN.search(found.text.folded, max(0, date.start - _SPEECH_BEFORE), date.start) is not None


def is_a_topic(text: ReadText, act: Hit) -> bool:
    """Return whether attacks are only what something is said about: «وعن هجمات الجمعة، أكد المسؤول أن …»."""
    return _ABOUT.search(text.folded, max(0, act.word_start - _SPEECH_BEFORE), act.word_start) is not None


def dates_a_truce(found: Findings, date: DateMention) -> bool:
    """Return whether a date is that of an accord broken: «في خرق لوقف إطلاق النار المعلن قبل يومين»."""
    return _ACCORD.search(found.text.folded, max(0, date.start - _SPEECH_BEFORE), date.start) is not None


def dates_what_was_before(found: Findings, date: DateMention) -> bool:
    """Return whether a date is that of what a relative clause looks back to: «معسكراً كان قد أُخلي قبل أيام»."""
    first = max(0, date.start - _SPEECH_BEFORE)
    back = _HAD_BEEN.search(found.text.folded, first, date.start)
    if back is None or any(within(words, back.start(), date.start) for words in (found.acts, found.speech)):
        return False
    return bool(
        within(found.acts, first - _TOLD_OF_BEFORE, back.start())
    )  # without an act before it, the clause tells of one itself


def day_of_what_follows(found: Findings, date: DateMention) -> DateMention:
    """Return «منذ 27 كانون الأول، يوم انهمر عليها 30 صاروخاً» as the day of what is told behind; others as they are."""
    if date.kind != "since" or date.precision != "day" or not _WHEN.match(found.text.folded, date.end):
        return date
    return replace(date, kind="point", date_end=date.date_start)


def looks_back(found: Findings, acts: Sequence[Hit], clause_start: int, opener: str, lead: int) -> bool:
    """Return whether acts are told as past of the past: «وكانت القاعدة قد تعرضت», not «وكانت مصادر قد ذكرت أن …».

    `clause_start` is where their clause begins, `opener` the word that opens it (empty without one), and `lead` where
    the words begin that lead up to it.
    """
    back = _LOOKING_BACK.search(found.text.folded, lead, acts[-1].end)
    if back is None and opener not in ("وكان", "وكانت"):
        return False
    start = clause_start if back is None else back.start()
    first_act = min(act.word_start for act in acts)
    return start >= first_act or not within(found.speech, start, first_act)


def answers(found: Findings, sentence_start: int, start: int, end: int, stop: int) -> bool:
    """Return whether acts answer the attack before: «ردّت …» in their words, «على خلفية الكمين» in their sentence.

    The acts stand in the folded range `start` to `end`, and what they struck before `stop` («منصة الإطلاق»).
    """
    folded = found.text.folded
    upon_it = _UPON_IT.search(folded, sentence_start, end)
    return bool(upon_it or _ANSWERS.search(folded, start, end) or _FIRED_FROM.search(folded, start, stop))


def is_one_of_them(text: ReadText, act: Hit) -> bool:
    """Return whether only one of what was fired is told of: «غير أن واحداً انفجر في مجمّع قريب»."""
    return _ONE_OF_THEM.search(text.folded, max(0, act.word_start - _OF_THEM_BEFORE), act.word_start) is not None


def strikes_another(found: Findings, start: int, end: int) -> bool:
    """Return whether another of what was struck before is told as struck («استهدفت رتلاً آخر»)."""
    return _ANOTHER_TARGET.search(found.text.folded, start, end) is not None


def another(found: Findings, acts: Sequence[Hit]) -> Hit | None:
    """Return the act that is told as another than the one before («هجوم ثان», «لرشقة كاتيوشا أخرى»), if one is."""
    other = next((act for act in acts if act.entry.form == ANOTHER), None)
    if other is not None:
        return other
    nouns = [act for act in acts if act.entry.inflection == "noun" and not act.proclitic.endswith("ال")]
    return next((act for act in nouns if _ANOTHER.match(found.text.folded, act.end)), None)


def _may_name_a_place(found: Findings, sentence: Sentence) -> bool:
    """Whether a word that nothing is known of stands where a place would: «سقط صاروخ في الزبارة»، «قصفت مسيّرة الزبارة».

    What the tables know (a base, a depot, a day, a party) is none, nor are everyday words for where things fall.
    """
    stretch = sentence.start - _PHRASE_REACH, sentence.end + _PHRASE_REACH
    known = [(hit.start, hit.end) for hit in within(found.structure, *stretch) + within(found.acts, *stretch)]
    known += [(date.start, date.end) for date in within(found.dates, *stretch)]
    known += [(number.start, number.end) for number in within(found.numbers, *stretch)]
    known += [(actor.start, actor.end) for actor in within(found.actors, *stretch)]
    known += [(weapon.start, weapon.end) for weapon in within(found.weapons, *stretch)]
    for word in _WHERE.finditer(found.text.folded, sentence.start, sentence.end):
        start, end = word.span("name")
        if not _EVERYDAY_PLACES.fullmatch(word["name"]) and not any(a < end and start < b for a, b in known):
            return True
    return False


def says_where(found: Findings, sentence: Sentence) -> bool:
    """Return whether a sentence names any place, country or base, were it only «قاعدة في سوريا», not «القاعدة»."""
    unnamed = any(
        hit.value == "unnamed_base" and not hit.proclitic.endswith("ال")
        for hit in within(found.structure, sentence.start, sentence.end)
    )
    hours = within(found.dates, sentence.start, sentence.end)  # «عند المغرب» is an hour, not Morocco
    abroad = (
        not any(hour.start < hit.end and hit.start < hour.end for hour in hours)
        for hit in within(found.elsewhere, sentence.start, sentence.end)
    )
    named = bool(within(found.place_hits, sentence.start, sentence.end)) or any(abroad)
    unknown = next(unknown_names(found.text, sentence.start, sentence.end), None) is not None  # «قرية الزبارة»
    unknown = unknown or _may_name_a_place(found, sentence)
    return unnamed or named or unknown or _SOMEWHERE.search(found.text.folded, sentence.start, sentence.end) is not None


def occasions(found: Findings, start: int, end: int) -> list[tuple[DateMention, int, int]]:
    """Return the days on which an act was done, each with its folded stretch; empty unless several are told.

    «استُهدف المعسكر مرتين: في الثالث منه بمسيّرة، وفي الحادي عشر بخمسة صواريخ».
    """
    times = _TIMES_TOLD.search(found.text.folded, start, end)
    if times is None:
        return []
    days = [
        day
        for day in within(found.dates, times.end(), end)
        if day.kind == "point" and day.precision == "day" and day.date_start == day.date_end
    ]
    ends = [*(day.start for day in days[1:]), end]
    return [(day, day.start, last) for day, last in zip(days, ends, strict=False)] if len(days) > 1 else []


_AIMED_AT_IT = re.compile(r"[تا]?\w? (?:استهداف|مهاجم|قصف|ضرب)ت?(?:ه|ها)(?!\w)")
"""«حاولت استهدافه»: what was named before."""
_HEARD_REACH = 40
"""Folded characters before a town in which is said that blasts were heard there."""


def anaphor(found: Findings, start: int, end: int) -> Hit | None:
    """Return the word that points back to a place («القاعدة»), or a pronoun behind an act («أطلقت عليها»), if any."""
    for hit in within(found.structure, start, end):
        if hit.value == "anaphor" and not _is_existential(found, hit):
            return hit
        if hit.value == "town":
            struck = within(found.acts, max(start, hit.start - _FIRED_AT_IT), hit.start)[-1:]
            if any(
                act.value in ("attack", "strike")
                and act.entry.inflection != "noun"
                and _ITS_OBJECT.fullmatch(found.text.folded, act.end, hit.word_start)
                and (
                    act.entry.form not in MAY_BE_NOUNS or hit.word_start - act.end > 1
                )  # «بعد قصف المدينة» is the noun
                for act in struck
            ):
                return hit
        if hit.value == "pronoun":
            before = within(found.acts, max(start, hit.start - _FIRED_AT_IT), hit.start)[-1:]
            if any(act.value in _FALLS_ON and act.entry.inflection != "noun" for act in before):
                return hit
    # «حاولت استهدافه», «محاولة استهدافها»
    for attempt in within(found.acts, start, end):
        aimed = _AIMED_AT_IT.match(found.text.folded, attempt.end) if attempt.value == "attempt" else None
        if aimed is not None:
            return next((act for act in within(found.acts, attempt.end, aimed.end()) if act.value == "attack"), None)
    # «حين أمطرها الحرس الثوري بأحد عشر صاروخاً»: the pronoun is written onto the verb
    words = found.text.folded
    for act in within(found.acts, start, end):
        onto = words[act.start : act.end].endswith("ها") and act.entry.form in _TAKES_ITS_OBJECT
        if onto or _THEY_STRUCK_IT.fullmatch(words, act.word_start, act.end):
            return act
    return None


def where_before(found: Findings, start: int, end: int) -> Hit | None:
    """Return the word that says, before an act, in which place told before it was; None without one.

    «بحسب مترجم في القاعدة، أصابت قذيفة ورشة»; in «وكان المطار قد فُتح أمس بعد غارات» it says nothing of where.
    """
    meant = anaphor(found, start, end)
    if meant is None or _INSIDE_IT.search(found.text.folded, start, meant.start) is None:
        return None
    return meant


def _is_existential(found: Findings, hit: Hit) -> bool:
    """Whether «هناك» says that there is something, not where: «هناك أيضاً غارات على صعدة»."""
    return hit.entry.form == "هناك" and _NO_PLACE_BEFORE.search(found.text.folded, 0, hit.word_start) is not None


def lies_in(found: Findings, meant: Hit, place: PlaceMention) -> bool:
    """Return whether a place only says where the base meant by «القاعدة» lies: a region, or the town behind it.

    So does the town in which an attack on it was heard: «انفجارات في رميلان ناجمة عن استهداف القاعدة الأميركية».
    """
    if place.is_area:
        return meant.start < place.start or place.role == "inside"  # «وفي ديالى، … في أطراف القضاء»
    if place.place is None or place.place.kind not in ("city", "town"):
        return False
    heard = within(found.acts, max(0, place.start - _HEARD_REACH), place.start)
    struck = within(found.acts, place.end, meant.start)
    if heard and {act.value for act in heard} <= {"sound", "blast"} and any(a.value == "attack" for a in struck):
        return True
    return _IN.fullmatch(found.text.folded, meant.end, place.start) is not None


def listed_with(found: Findings, meant: Hit, place: PlaceMention) -> bool:
    """Return whether a place goes on with what a word that points back began: «على المطار وعلى فوج طرطب»."""
    return _AND_ALSO.fullmatch(found.text.folded, meant.end, place.start) is not None


def turns_to_now(text: ReadText, date: DateMention) -> bool:
    """Return whether a date turns from what was then to what is now: «…، واليوم يبيع الخبز»."""
    words = text.folded
    return (
        date.rule == "today"
        and words[date.start] == "و"
        and words[max(0, date.start - 3) : date.start].rstrip().endswith(("،", "؛", "."))
    )


def lands_on(found: Findings, acts: Sequence[Hit], place: PlaceMention | None) -> bool:
    """Whether acts tell of what came down on a place: «سقطت على القاعدة», not «أُطلقت نحوها» nor «سقطت في محيطها»."""
    if place is None or place.role == "near":
        return False
    return any(
        (act.entry.form in _COMES_DOWN or (act.value == "reach" and act.entry.inflection == "perfect"))
        and act.end <= place.start
        and _BESIDE.search(found.text.folded, act.end, place.start) is None
        for act in acts
    )

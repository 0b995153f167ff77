"""What came of an attack: it hit, was intercepted, partly so, missed, or nobody says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from extract.ordered import Ordered, within
from incidents.types import Outcome

_NEGATION_REACH = 45
"""Folded characters in which «لم»، «دون»، «عما إذا» before a word of damage take it back."""
_LANDING_REACH = 45
"""Folded characters behind «سقط» in which stands where it fell."""
# «لا أضرار»، «ولم تحدث خسائر»، «حجم الأضرار قيد التقييم»: nothing is said to be damaged
_NEGATION = re.compile(
    r"(?<!\w)[وف]?(?:لم|لا|لن|دون|بدون|بلا|عدم|ليس|ليست|ما اذا|عما اذا|من غير|نفي|نفت|نافيا|نافيه"
    r"|ا?خفق\w*|تخفق|فشل\w*|تفشل|عجز\w*|حجم|حصر|تحصر|تقييم|تقدير"
    r"|ما ?عرفنا|ما ?في|مافي|احتمال)(?!\w)|(?<!\w)[وف]?اي\s(?:\w+\s)?$"
)
# A clause of its own behind these: «لم يُصب أحد، لكن أضراراً لحقت»
_NEW_CLAUSE = re.compile(
    r"[.؛\n]|(?<!\w)(?:لكن|بل|بينما|فيما|الا ان|(?<!من )غير ان|حيث|[فو]قد|بعدما|و?اذ|و?ف?اد[يت]\w?|انما)(?!\w)"
)
# Where something fell: inside what it was aimed at, or only near it
_INSIDE = re.compile(
    r"(?<!\w)[بو]?(?:داخل(?:ه|ها|هما)?|ضمن(?:ه|ها)?|وسط(?:ه|ها)?|جوا|جوات|علي(?! الاقل| بعد| مسافه)|فوق"
    r"|في قلب|في (?:ساحت|باحت|حرم)(?:ه|ها)|في (?:ال)?(?:قاعده|معسكر|مطار|مجمع|سفاره|قنصليه|مقر|منطقه الخضراء"
    r"|ساحه|باحه|مصفاه|معمل|ثكنه|مبني|حقل(?! (?:زراعي|قمح|مكشوف|خال)))"
    r"|بين (?:ال)?(?:كرفانات|مدرج|مباني|مهاجع|خيام|منازل|بيوت|عنابر|هناكر|خزانات|اليات|مساكن))(?!\w)"
)
_WITHIN = re.compile(r"داخل|ضمن|وسط|جوا|في |بين (?!(?:ال)?(?:نخيل|اشجار|حقول|كروم))")
# «انفجرت عبوة برتل للتحالف»، «انفجار لغم بسيارة»: what it burst at was hit
_AT_A_VEHICLE = re.compile(
    r"\W(?:[^\s،.؛:]+\W){0,4}?ب(?:ـ ?)?(?:ال)?(?:سياره|سيارتين|سيارات|رتل|رتلين|ارتال|اليه|اليتين|اليات|عجله|عجلتين"
    r"|عجلات|شاحن\w*|دوريه|دوريات|دراجه|حافله|حافلات|باص|عربه|عربات|مركبه|مركبات|قافله|قوافل|صهريج|صهاريج|جرار|مدرعه|مدرعات|هايلوكس|همر"
    r"|موكب|ناقله|ناقلات|تجمع|حاجز|نقطه)(?!\w)"
)
# «أصابت امرأة إصابة سطحية»: how she was hurt
_HOW_HURT = re.compile(r"\s(?:طفيف|سطحي|خفيف|بليغ|بالغ|خطير|حرج|متوسط|بسيط)ه(?!\w)")
_NEAR = re.compile(
    r"(?<!\w)[بو]?(?:ال)?(?:قرب|قربها|بالقرب|محيط|محيطه|محيطها|خارج|خارجه|خارجها|جوار"
    r"|بعيدا|بعيده|علي بعد|علي مسافه|بساتين|بستان|بين (?:ال)?(?:نخيل|اشجار|حقول|كروم))(?!\w)"
)
# What fell down upon somebody after it was shot down hits nothing
_DEBRIS = re.compile(
    r"(?<!\w)[وب]?(?:ال)?(?:حطام|شظايا|بقايا|قطع)(?:ه|ها|هما)?(?!\w)"
    r"(?:(?!\b(?:فيما|بينما|لكن|اخري|الثاني|الثالث|واصاب))[^.؛\n])*$"
)
_BY_DEBRIS = re.compile(r"\s(?:حطام|شظايا|بقايا|قطع)")
_DEBRIS_REACH = 110
# «إحباط تهريب»، «تصدي شبان لدورية»، «أفشلت استعداداً»: no munition was stopped
_NO_MUNITION = re.compile(
    r"^\W?(?:\w+\W){0,2}(?:[بل]?ل?(?:ال)?)(?:تهريب|تسلل|ارهاب|مروحي|مقاتله|دوري|رتل|توغل|قوه|متظاهر|مخطط|استعداد|خطه|انزال|محتج|شغب|قنابل|قنبله|منشورات|مساعدات|النظام|حكومه|اهداف)"
)
# «تفجيرات ثانوية في أحد الموقعين»: nobody says in which
_IN_ONE_OF = re.compile(r"(?<!\w)في احد[يا]? ال\w+ين(?!\w)")
# «ضربت صواريخ القاعدة»، «مسيّرة ضربت»: where a munition strikes, it hits
_MUNITION = r"(?:ال)?(?:صاروخ|صواريخ|صاروخان|مسيره|مسيرات|مسيرتان|قذيفه|قذائف|طائره مسيره)(?: \w+)?"
_MUNITIONS = re.compile(r"(?<!\w)[وبل]?(?:ال)?(?:صاروخ|صواريخ|قذيف|قذائف|مسير)\w*(?!\w)[^.؛]*$")
_STRUCK_BY = re.compile(rf"\s(?:\w+\s)?{_MUNITION}(?!\w)")
_STRIKING = re.compile(rf"(?<!\w){_MUNITION},?\s$")
_STOPS = re.compile(
    r"\W(?:\w+\W){1,6}?(?:ال)?(?:مسيره|مسيرات|مسيرتين|صاروخ\w*|صواريخ|طائره|طائرتين|طائرات|قذيف\w*|قذائف)(?!\w)"
)
"""What a party named right behind the verb shot down: «أسقطت القوة المكلفة بالحماية طائرة»."""
_ONLY_HEARD = re.compile(r"(?<!\w)[بو]?(?:سماع|سمع|سمعت|دوي)\W(?:دوي\W)?$")
_MUNITION_BEHIND = re.compile(r"\s(?:\w+\s){0,2}?(?:ال)?(?:مسير|صاروخ|صواريخ|طائره مسيره|طائرتين مسير|قذيف|قذائف)")
# «دُمّر عشرة منها»، «دُمّرت كلها قبل وصولها»: munitions, not what they struck
_STOPPED = re.compile(
    r"\s(?:\w+\s){0,2}?(?:منها|منهما|كلها|جميعها|كلتاهما)(?!\w)"
    r"|\W(?:\w+\W){0,4}?(?:قبل (?:وصول|بلوغ|ان (?:تصل|تبلغ|يصل|يبلغ))|في الجو)"
    r"|\W(?:\w+\W){0,2}?(?:بنيران|بواسطه|من قبل|بفعل) (?:\w+ )?(?:ال)?(?:دفاع|مضاد|منظوم)"
)
# «قذيفة تسقط على قرية»: written like «تُسقط» (shoots down), but it falls
_FALLS = re.compile(r"\s(?:علي|في|داخل|ضمن|قرب|بالقرب|فوق|وسط|خارج|بمحيط|بجوار|جنوب|شمال|شرق|غرب)(?!\w)")
# «سقط صاروخان قرب السفارة وثالث داخل محيطها»
_OTHERS_INSIDE = re.compile(
    r"(?<!\w)و(?:ال)?(?:اخر|اخران|اخري|ثالث|ثالثه|ثاني|ثانيه|ثان|رابع|رابعه|اثنان|اثنتان|واحد|واحده|ثلاثه|باقي|بقيه)\W"
    r"(?:منها\W)?(?:سقط\w*\W)?(?:داخل|ضمن|وسط)"
)
# «اعترضت المنظومة ثلاثة منها»، «أُسقطت منها اثنتان»
_SOME = (
    r"(?:\d+|واحده?|اثن(?:ان|ين|تان|تين)|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثماني?ه?|تسعه?|عشره?"
    r"|بعض|معظم|اغلب|عدد|عددا|نصف|قسم|جزء)"
)
_SOME_OF_THEM = re.compile(
    rf"(?:\W\w+){{0,3}}?\W(?:{_SOME} (?:منها|منهم|من اصل)|منها {_SOME}|(?:بعض|معظم|اغلب|نصف)ها)(?!\w)"
)
_MOST_OF = re.compile(
    r"\W(?:\w+\W){0,4}?ل?(?:معظم|اغلب|اغلبيه|بعض|عدد|جزء) (?:من )?(?:ال|هذه ال)?(?:صواريخ|مسير|طائرات|قذائف|اهداف)"
)
"""«تصدت الدفاعات لمعظم الصواريخ»"""
_BUT = re.compile(r"(?:\W\w+){0,4}?\W(?:سوي|الا)(?!\w)")
_FROM = re.compile(r"(?<!\w)من $")
_LAUNCHER = re.compile(r"(?<!\w)[وبل]?(?:ال)?(?:منصه|منصات|راجمه|قاذفه)(?!\w)(?:\W\w+){0,3}\W$")
# «انفجارات في محيط القاعدة»، «صفارات داخل القاعدة»: only heard there, nothing is said to have fallen
_PLACE_WORDS = ("داخل", "ضمن", "في محيط", "خارج")
_NOTHING_FELL = re.compile(
    r"(?<!\w)[وبف]?(?:ال)?(?:دوي|صوت|اصوات|سماع|سمع\w?|انفجار(?:ات|ين|ان)?|تفجيرات?|صفارات?|انذار|حلق\w?|تحليق|استنفار|انتشار"
    r"|تنتشر|ينتشر|متمركز\w*|تمركز\w?)(?!\w)(?!.*(?<!\w)[وف]?[يت]?(?:سقط|سقوط|انفجر|وقع))"
)
# «فُجّرت الصواريخ في الجو»
_IN_THE_AIR = re.compile(r"\W(?:\w+\W){0,3}?(?:في|ب)(?:ال| ال)?(?:جو|هواء|سماء|اجواء)(?!\w)")
# «عُثر على العبوة وجرى تفكيكها», but not the launcher that was found
_DEFUSED = re.compile(r"(?:تفكيك|فكك|إبطال مفعول)\w*(?:ها|ه|هما)$|فككته")
_BOMB = re.compile(r"(?<!\w)[وبلف]?(?:ال)?(?:عبو|لغم|الغام|مفخخ|قنبل|حزام)\w*")
# «فككت فرق الهندسة عبوة ناسفة», but not a cell
_DEFUSES = frozenset({"فككت", "فكك", "فككوا", "تفكيك", "أبطلت", "أبطل", "إبطال"})
_BOMB_BEHIND = re.compile(
    r"\W(?:[^\s،.]+\W){0,5}?(?:ال|لل)?(?:عبوه|عبوات|عبوتين|لغم|الغام|لغمين|قنبله|حزام|سياره مفخخه)(?!\w)"
)
_BOMB_BEFORE = 110
"""Folded characters before «تفكيكها» in which the bomb stands."""
_DEFENCES = re.compile(r"\Wال(?:دفاع|مضاد|منظوم)\w*")
# «سقطت المسيّرة بعد استهدافها من قبل الدفاعات الجوية»، «سقط بنيران المضادات»
_SHOT_DOWN = re.compile(
    r"\W(?:\w+\W){0,4}?"
    r"(?:(?:بعد|اثر|عقب) (?:استهداف|اصابت|رصد)\w*\W(?:\w+\W){0,3}?[وبل]*|بنيران |من قبل |بواسطه |بفعل )"
    r"(?:ال)?(?:دفاع|مضاد|منظوم|سيرام)\w*|\W(?:\w+\W){0,4}?(?:بعد|اثر|عقب) (?:اعتراض|التصدي)\w*"
)
_ONLY = re.compile(r"(?<!\w)[وف]?(?:لم|لا|ما)(?:\W\w+){1,3}?\W(?:سوي|الا)(?!\w)")
_NEUTRALISES = frozenset({"تحييد", "حيد", "يحيد"})
"""Words of people put out of action, and of munitions: only people who were counted tell of a hit."""
_CERTAIN = frozenset({"hit", "missed", "intercepted", "partly_intercepted"})


def outcome_words(hits: Hits) -> Ordered[Hit]:
    """Return the words of a text that may tell what came of an attack; empty when none does."""
    return Ordered(hit for hit in hits.of("outcome", "casualty", "act") if hit.role != "act" or _is_landing(hit))


def outcome_cues(text: ReadText, words: Ordered[Hit], start: int, end: int) -> list[tuple[Outcome, Hit]]:
    """Return what the words of a folded range say came of it, in order; empty when they say nothing.

    «لم ترد معلومات عن أضرار» (no word of damage) says nothing; «القذائف لم تصب القاعدة» (did not hit) says missed;
    «لم يُصب أحد» (nobody was hurt) says nothing of the base. `words` are those of the whole text, see `outcome_words`.
    """
    found: list[tuple[Outcome, Hit]] = []
    for hit in longest(within(words, start, end)):
        outcome = _told_by(text, hit, start, end)
        if outcome is not None:
            found.append((outcome, hit))
    return found


def _is_landing(hit: Hit) -> bool:
    return hit.value in ("intercept", "impact", "blast", "destroy", "bomb") or hit.entry.form == "ضرب"


def _told_by(text: ReadText, hit: Hit, start: int, end: int) -> Outcome | None:
    """Return what one word says came of it; None when it is taken back or says nothing."""
    before = text.folded[max(start, hit.word_start - _NEGATION_REACH) : hit.word_start]
    after = text.folded[hit.end : min(end, hit.end + _LANDING_REACH)]
    fallen = text.folded[max(0, hit.word_start - _DEBRIS_REACH) : hit.word_start]
    if hit.value == "intercepted" and _SOME_OF_THEM.match(after):
        return "partly_intercepted"
    if hit.value == "missed" and _BUT.match(after):
        return "hit"  # «لم يصل منها سوى ثلاثة»
    if hit.role == "outcome" and hit.entry.form.startswith(_PLACE_WORDS) and _NOTHING_FELL.search(before):
        return None
    if hit.role == "outcome" and hit.entry.form in _DEFUSES:
        return "intercepted" if _BOMB_BEHIND.match(text.folded, hit.end, end) else None
    if _DEFUSED.match(hit.entry.form):
        low = max(start, hit.word_start - _BOMB_BEFORE)
        return "intercepted" if _BOMB.search(text.folded, low, hit.word_start) else None
    if hit.role == "outcome" and hit.value in _CERTAIN - {"hit"}:
        return hit.value  # type: ignore[return-value]
    if hit.value == "no_casualties" or _taken_back(before) or hit.entry.form in _NEUTRALISES:
        return None
    if hit.role == "outcome" and (_IN_ONE_OF.search(after) or _FROM.search(before) or _LAUNCHER.search(before)):
        return None  # «صفارات من داخل القاعدة»، «منصة الإطلاق محترقة»
    if hit.role in ("outcome", "casualty"):
        return None if _DEBRIS.search(fallen) else "hit"
    falls = hit.entry.form == "يسقط" and _FALLS.match(after) is not None
    if hit.value == "intercept" and not falls:
        if _NO_MUNITION.match(after) and not _STOPS.match(after):
            return None
        return "partly_intercepted" if _SOME_OF_THEM.match(after) or _MOST_OF.match(after) else "intercepted"
    if hit.value == "destroy" and hit.entry.form != "تحطم":  # what crashes lands, inside or not
        return "intercepted" if _MUNITION_BEHIND.match(after) or _STOPPED.match(after) else "hit"
    if hit.value == "bomb":
        return "intercepted" if _IN_THE_AIR.match(after) else None
    if hit.value == "impact" and _SHOT_DOWN.match(text.folded, hit.end, end):
        return "intercepted"
    if hit.value == "blast" and _ONLY_HEARD.search(before):
        return None
    if hit.value == "blast":
        place = _where(after)
        if place is not None and _WITHIN.search(place.group()):
            return "hit"
        # «بأربعة صواريخ انفجرت كلها خارج أسوارها»
        if place is None and _AT_A_VEHICLE.match(text.folded, hit.end, end):
            return "hit"
        burst = place is not None and hit.entry.inflection != "noun" and _MUNITIONS.search(before)
        return "missed" if burst and not _SOME_OF_THEM.match(after) else None
    if hit.entry.form == "ضرب":
        return "hit" if _STRUCK_BY.match(after) or _STRIKING.search(before) else None
    if hit.entry.form.startswith(("أصاب", "إصاب", "يصيب", "اصطدم", "ارتطم", "يصطدم", "يرتطم")):
        if _DEFENCES.match(after) and text.folded[hit.start : hit.end].endswith(("ها", "ه", "هما")):
            return "intercepted"  # «بعدما أصابتها الدفاعات الجوية»
        if text.folded[hit.start : hit.end] == "اصابه" and _HOW_HURT.match(after):
            return None
        debris = _DEBRIS.search(fallen) or _BY_DEBRIS.match(after)
        return None if debris else "hit"
    place = _where(after)
    if place is None or place.group().strip() in ("علي", "فوق"):
        return None
    return "hit" if _WITHIN.search(place.group()) or _OTHERS_INSIDE.search(text.folded, hit.end, end) else "missed"


def _taken_back(before: str) -> bool:
    """Whether a negation stands before a word, inside its clause; «لم تصل إلا واحدة» takes nothing back."""
    before = _ONLY.sub("", before)
    if _NEGATION.search(before) is None:
        return False
    clause = before
    for mark in _NEW_CLAUSE.finditer(before):
        clause = before[mark.end() :]
    return _NEGATION.search(clause) is not None


def _where(after: str) -> re.Match[str] | None:
    """Return the first words that tell where something fell, inside («داخل») or near («قرب»); None when none do."""
    places = [m for m in (_INSIDE.search(after), _NEAR.search(after)) if m is not None]
    return min(places, key=lambda match: match.start(), default=None)


def outcome_of(cues: Sequence[tuple[Outcome, Hit]], somebody_hurt: bool) -> Outcome:
    """Return the outcome that the cues of one event add up to; `unknown` when there are none.

    People hurt mean a hit. Interception beside a hit is a part interception; where some were shot down and the others
    missed, the attack was stopped.
    """
    values = {value for value, _ in cues}
    if somebody_hurt:
        values.add("hit")
    if {"partly_intercepted", "missed"} <= values and "hit" not in values:
        return "intercepted"
    if "partly_intercepted" in values or {"hit", "intercepted"} <= values:
        return "partly_intercepted"
    told: tuple[Outcome, ...] = ("intercepted", "hit", "missed")
    return next((value for value in told if value in values), "unknown")

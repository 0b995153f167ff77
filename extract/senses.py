"""Words of attack that are some only among certain others.

«وقع صاروخ» (a rocket fell), not «وقع اتفاقاً» (signed a treaty); «ردّ بالمدفعية», not «ردّ ببيان».
"""

from __future__ import annotations

import re

from extract.lexicon import Hit
from extract.normalise import ReadText
from extract.victims import PERSON, SEVERAL, SOMEBODY

_LEAD = 24
"""Folded characters before a word in which is looked for what takes its sense."""
_UNDERGOES = re.compile(
    r"(?:\W+\w+){0,5}?\W+\w{0,3}(?:هجوم|هجم|قصف|غار|ضرب|استهداف|تفجير|انفجار|اشتباك|اطلاق|سقوط|كمين|عدوان)"
)
"""What follows «شهد» (saw) where a place saw an attack, not a parade."""
_MUNITION = re.compile(
    r"\W+(?:\w+\W+){0,2}?(?:صاروخ|صواريخ|قذيف|قذائف|قنبل|قنابل|مسير|برميل|براميل|طائر\w+ (?:مسير|مفخخ|انتحاري))"
)
"""What follows «وقع» where a munition fell, not an accident; without the article, for «وقع القصف» tells of one told."""
_BLOW = re.compile(
    r"(?:\W+(?!بلاغ|معلومات|خبر|نبا|اتصال|دعم|تدريب|علاج|مساعد|امداد|شحن)\w+){0,5}?"
    r"\W+\w{0,3}(?:صاروخ|صواريخ|قذيف|قذائف|ضرب|صلي|رشق|مسير|طائر|هجوم|هجمات|غار|قصف|عبو)"
)
"""What a base receives where it is struck: «تلقت القاعدة ضربات», not «تلقت بلاغاً عن صاروخ»."""
_BOMB = re.compile(r"\W+(?:\w+\W+)?(?:قنبل|قنابل|قذيف|قذائف|صاروخ|صواريخ|برميل|براميل|رمان|متفجر|عبوه|عبوات)")
_ARMS = r"(?:صاروخ|صواريخ|قذيف|قذائف|قنبل|قنابل|مسير|مقذوف|هاون|كاتيوشا|غراد|براميل|طائر\w+ (?:مسير|مفخخ|انتحاري))"
_HANDLED = re.compile(
    r"\W+(?:(?!جرح|مصاب|ملف|اثار|اضرار|مشكل|خطر|تهديد|قضي|مسال|ظاهر)\w+\W+){0,5}?"
    rf"(?:{_ARMS}|(?:هدفا|هدفين|اهداف|اجسام|جسما|جسمين)\w? (?:جوي|معاد|طائر))"
)
"""What follows «عالج» where air defence did it: «عالجت المنظومة مسيّرتين», not «عالجت الندوة خطر المسيّرات»."""
_PELTED = re.compile(
    r"(?:\W+\w+){0,6}?\W+ب(?:ال)?(?:رصاص|نيران|صلي|وابل|رشاش|اسلح|سلاح|متفجر"
    rf"|(?:\w+ )?{_ARMS})"
)
"""What follows «رشق» where it was no stones."""
_A_SITE = re.compile(
    r"\W+(?:احد|احدي|عدد من|عده)?\W*(?:مقر|موقع|مواقع|نقط|نقاط|قاعد|قواعد|مستودع|مخزن|مخازن|رتل|حاجز|حواجز|مبني"
    r"|معسكر|ثكن|منزل|تله|تلال|مرتفع|جبل|قري|بلد|مدين|سيار|عجل|منشا|مطار|حقل|مصفا|محط)"
)
"""What follows «أقدم على ضرب» where a site was struck, not a person beaten."""
_UNDERTOOK = re.compile(
    r"(?<!\w)[وف]?(?:اقدم|اقدام|[يت]قدم|تناوب|[يت]تناوب|تعاقب|[يت]تعاقب|دابت?|واظب)\w{0,2}(?:\W+\w+){0,7}?\W+$"
)
_OPENED = re.compile(r"(?<!\w)[وفب]?(?:فتح|[يت]فتح|اطلق|[يت]طلق|اطلاق|صب|[يت]صب)\w{0,3}(?:\W+\w+){0,6}?\W+$")
"""What stands before «النار من» where somebody shot: «فتح مجهولان النار من سلاح», not «شاهدوا النار من بعيد»."""
_NO_LEAFLETS = re.compile(
    r"(?!(?:\W+\w+){0,4}?\W+(?:ال)?(?:منشور|قصاص|مساعدات|كلم|خطاب|بيان|محاضر|قبض|مواد|مؤن|اغذي|سلال|لوم|مسؤولي|ضوء|نظر|قصيد|طحين|ادوي))"
)
"""What does not follow «ألقت» where bombs were dropped."""
_KILLED_BY = re.compile(
    r"(?<!\w)[وفب]?(?:ال)?(?:مقتل|قتل|قتلا|قتلوا|قتلت|اغتيال|اغتيل|استشهاد|استشهد|مصرع|اعدام|اعدم|تصفيه|ذبح|قضي|قضوا|اصابه|اصيب)(?!\w)"
    r"[^.؛:\n]*$"
)
"""What stands before «على يد مسلحين» where they killed, not robbed or took somebody away."""
_PURSUERS = re.compile(
    r"(?:دوري|مفرز|شرط|جمارك|عناصر|قوه|قوات|حرس|امن|جنود|جيش|سيارات|دراجات)\w{0,3}(?: \w+)? (?:قد )?$"
)
"""Who chases without shooting: «الدورية لاحقت سيارة», where a drone that does hunts."""
_ANYBODY = re.compile(rf"\W+(?:\w+\W+)?(?:{PERSON}\w{{0,3}}|امراه|سيده|{SEVERAL})(?!\w)")
"""Whom a killing is of: «تصفية عنصر», not «تصفية المياه»."""
_MAY_BE_KILLED = ("قتلوا", "قتل مسلحون", "قتل مسلحان", "قتل مسلح", "قتل مجهولون", "قتل مجهولان", "قتل قناص")
_OPENS_FIRE = re.compile(r"(?:\W+\w+){0,6}?\W+(?:ال)?(?:نار|نيران\w{0,3}|رشاش\w{0,3})(?!\w)")
"""What follows «فتح» where somebody shot: «فتح مسلحان على دراجة نيران رشاش»."""
_KILLERS = ("قتل الجيش", "قتلت القوات", "قتلت قوات", "قتلت قوة", "قتل جنود", "قتل عناصر", "قتل حرس", "قتلت الجندرما")
_MADE_A_TARGET = re.compile(r" (?:\w+ )?(?:ل(?!لبحث)\w|امام)")
"""What follows «هدفاً» (a target) where it was struck («هدفاً لقصف»), not looked for («لا يجد هدفاً»)."""
_ANSWERED_BY = re.compile(
    r"(?:\W+(?!علي\W|ب)\w+){0,4}?\W+ب(?:\w+\W)?(?:ال)?(?:مدفعي|مدافع|صاروخ|صواريخ|قذيف|قذائف|هاون|رشاش|راجم|رشق|صلي|مسير|طائر"
    r"|غار|نيران|قنابل|قنبل|دباب|هاوتز|هاوتس|كاتيوشا|اسلح)"
)
"""What somebody answers by who strikes: «ردّ الأمريكيون بالمدفعية», not «ردّ ببيان»."""
_BY_ARMS = re.compile(
    rf"(?:\W+(?!علي|من|الي)\w+){{0,5}}?\W+ب(?:ال)?(?:\w+\W)?(?:{_ARMS}|شظي|شظايا|غار|ضرب|قصف|عبو|نيران|رصاص)"
)
"""What follows «احترق», «قضى» where arms did it: «احترقت شاحنتان بصواريخ مسيّرة», not «احترقت بماس كهربائي»."""
_DEALT_WITH = re.compile(
    rf"\W+(?:\w+\W+){{0,4}}?مع\W+(?:\w+\W+){{0,2}}?(?:{_ARMS}|هدف|اهداف|جسم |جسمين|اجسام|طائر\w+ (?:بدون|بلا|معادي))"
)
"""What follows «تعامل» where air defence did it: «تعاملت مع هدف جوي», not «تعاملت مع الشكوى»."""
_LIABLE_TO = re.compile(
    r"(?:\W+\w+)?\W+ل\w{0,2}(?:هجوم|هجم|قصف|ضرب|غار|استهداف|صواريخ|صاروخ|قذائف|نيران|عدوان|اعتداء|تفجير|كمين)"
)
"""What follows «عرضة» where it was attacked: «عرضة لقصف», not «عرضة للخطر»."""
_ONTO_THE_LIST = re.compile(
    r"(?:\W+\w+){1,5}?\W+(?:ب|الي |علي )?(?:ال)?(?:قائمه|لائحه)(?! (?:ال)?(?:\w+ )?(?:عقوبات|ارهاب|شرف|انتخاب))"
)
"""What follows where a site joins those attacked: «لحق حقل عين سفني بالقائمة»."""
_FOLLOWED_BY = {
    "فتح": _OPENS_FIRE,
    "عرضة": _LIABLE_TO,
    **dict.fromkeys(("لحق", "التحق", "انضم", "دخل"), _ONTO_THE_LIST),
    **dict.fromkeys(("رد", "يرد"), _ANSWERED_BY),
    **dict.fromkeys(("تعامل", "يتعامل"), _DEALT_WITH),
    **dict.fromkeys(("احترق", "تضرر", "تهدم", "اشتعل", "تحطم", "قضى", "قضت", "قضوا", "قضيا"), _BY_ARMS),
    "اندلع": re.compile(r"(?:\W+\w+){0,4}?\W+(?:ال)?(?:اشتباك|مواجه|معارك|معركه|قتال)"),  # not «اندلع حريق»
    **dict.fromkeys(("هدفا", "مسرحا"), _MADE_A_TARGET),
    "شهد": _UNDERGOES,
    "وقع": _MUNITION,
    "شمل": re.compile(r"\W+ال(?:قصف|غارات|ضربات|استهداف\w*|هجوم|هجمات|عدوان)(?!\w)"),  # not «شملت الجولة مواقع»
    **dict.fromkeys(("تلقى", "تلقت", "يتلقى", "تتلقى", "تلقيها"), _BLOW),
    **dict.fromkeys(("ألقت", "ألقى", "ألقوا", "إلقاء", "ألقي", "ألقيت"), _NO_LEAFLETS),
    **dict.fromkeys(("تلقي", "يلقي", "يلقون"), _BOMB),  # «تلقي قنبلة», not «تلقي بلاغ عن قنبلة»
    "يغير": re.compile(r"\W+(?:\w+ا\W+)?علي\W"),  # «تغير على مقر», not «تغير الموقف»
    **dict.fromkeys(("عالج", "يعالج", "معالجة"), _HANDLED),
    "رشق": _PELTED,
    "رشقو": _PELTED,
    **dict.fromkeys(("تحييد", "تصفية"), _ANYBODY),
    **dict.fromkeys(("حيد", "يحيد", "صفى", "قناص قتل", "قتل قناصة", *_MAY_BE_KILLED, *_KILLERS), SOMEBODY),
}
"""Words of attack that are some only before certain others."""
_GUNS = re.compile(
    r"(?<!\w)[وفب]?(?:ال)?(?:مدفعي|راجم|دباب|هاون|رشاش|طيران|طائرات|مقاتلات|مروحي|بوارج|سلاح الجو)"
    r"\w*(?:\W+\w+){0,3}?\W+$"
)
_AT_THE_SOURCE = re.compile(r"\W+علي\W+(?:ال)?(?:مصدر|مصادر|مواقع|موقع|منص|نقاط|مرابض|مكان|مناطق|اماكن)")
"""What stands around «ترد» where guns do: «مدفعية الجيش ترد على مصادر النيران»."""
_FLIES = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:قصف|صاروخ|صواريخ|قذيف|قذائف|نيران|مسير|شظايا|مقذوف|رشق|طائره (?:ال)?(?:مسير|مفخخ))\w*"
    r"(?:\W+(?!علي|متن)\w+){0,2}?\W+$"
)
_ITS_GOAL = re.compile(
    r"\W+(?:(?:الي|حتي|ل)\W?)?(?:ال|ل)?(?:مدرج|سور|محيط|مهبط|مهابط|اطراف|مشارف|ساح|داخل|قلب|وسط|مهاجع|مبن|مستودع|خزان|بواب|قاعد"
    r"|مطار|معسكر|حقل|مجمع|ثكن|حظير|حظائر)"
)
"""Before what and behind what «وصل», «بلغ» tell that it came down: «القصف التركي وصل لأطراف زاخو», not «وصل الوفد»."""
_CHANGE = re.compile(r"(?:طر[اأ]\w*|يطر[اأ]|حدث|حصل|حدوث|وجود|[اأ]ي|كل|رصد|ثمه|هناك|من|في|عن) $")
"""What stands before «تغيّر على» (a change in), the noun, not «تغير على» (raids)."""
_TAKEN_FOR = re.compile(
    r"(?<!\w)[وف]?(?:ظن(?:ت|و|وا|ه|ها|وه|وها)?|[يت]ظن(?:ون)?|حسب(?:ه|ها|وه|وها|وا))(?: \w+)? ب?انه?ا? $"
    r"|(?<!\w)[وف]?(?:ظن|حسب|اعتبر|خال)(?:ه|ها|وه|وها)(?: \w+)? $"
)
"""What stands before an attack that was none: «ظن البعض أنه قصف»."""
_REACHES = frozenset({"وصل", "بلغ"})
_DARED_TO = frozenset({"على قتل", "على اغتيال", "على تصفية", "على إعدام"})
_DARED = re.compile(
    r"(?<!\w)[وف]?(?:اقدم|اقدام|يقدم|تقدم)\w{0,2} \w{0,2}(?:مجهول|مسلح|ملثم|عناصر|عنصر|خلايا|خليه|تنظيم"
    r"|قوات|مليشي|ميليشي|داعش|قسد|حرس|جيش|فصيل|فصائل|قناص|دوريه|مجموعه)\w{0,2}(?:\W+\w+){0,9}?\W+$"
)
"""What stands before «على قتل» where armed men did it: «أقدم مجهولون على قتل موظف», not a man in a quarrel."""
_DAWN = re.compile(r"(?<=فجر) (?:(?:ذلك|ذات|نفس) (?:ال)?يوم|اليوم (?:ذاته|نفسه|عينه|التالي))(?!\w)")
"""What follows «فجر» where it is the dawn of a day told before, not «فجّر»."""
_BY_A_MUNITION = re.compile(r"(?<!\w)ب(?:ال)?(?:صاروخ|صواريخ|طائر|مسير|قذيف|قذائف|رشق|صلي)\w*(?: [^\W\d]\w*){0,3} $")
_WHAT_IT_AIMED_AT = re.compile(r" (?:هدف|اهداف)(?:ه|ها|هما)(?!\w)")
"""What stands around «أصاب» where it only tells how well munitions told of flew: «بمسيّرتين أصابتا أهدافهما»."""
_DARED_REACH = 90
"""Folded characters in which it does."""


def means_something_else(text: ReadText, hit: Hit) -> bool:
    """Return whether a word of attack has another meaning by the words around it: «وقع اتفاقاً», «قُتل مسلحون في …»."""
    if hit.entry.form == "رمى" and hit.proclitic.endswith("ال"):
        return True  # «الرمي العشوائي»
    if hit.entry.form == "يغير" and _CHANGE.search(text.folded, max(0, hit.start - _LEAD), hit.word_start):
        return True
    if _TAKEN_FOR.search(text.folded, max(0, hit.word_start - _LEAD), hit.word_start):
        return True
    if hit.entry.form == "فجر" and _DAWN.match(text.folded, hit.end):
        return True
    if hit.entry.form == "أصاب" and _WHAT_IT_AIMED_AT.match(text.folded, hit.end):
        return _BY_A_MUNITION.search(text.folded, max(0, hit.start - _DARED_REACH), hit.word_start) is not None
    if hit.entry.form in _REACHES:
        flies = _FLIES.search(text.folded, max(0, hit.start - _DARED_REACH), hit.word_start)
        return flies is None or _ITS_GOAL.match(text.folded, hit.end) is None
    if hit.entry.form in ("رد", "يرد") and _AT_THE_SOURCE.match(text.folded, hit.end):
        return _GUNS.search(text.folded, max(0, hit.start - _DARED_REACH), hit.word_start) is None
    if hit.entry.form.startswith("لاحق") and _PURSUERS.search(text.folded, max(0, hit.start - _LEAD), hit.word_start):
        return True
    if hit.entry.form.startswith(("على يد ", "على أيدي ")):
        return _KILLED_BY.search(text.folded, max(0, hit.start - _DARED_REACH), hit.start) is None
    behind = _FOLLOWED_BY.get(hit.entry.form)
    if behind is not None:
        return behind.match(text.folded, hit.end) is None
    if hit.entry.form == "النار من":
        return _OPENED.search(text.folded, max(0, hit.start - _DARED_REACH), hit.word_start) is None
    if hit.entry.form == "على ضرب":
        undertook = _UNDERTOOK.search(text.folded, max(0, hit.start - _DARED_REACH), hit.start)
        return undertook is None or _A_SITE.match(text.folded, hit.end) is None
    if hit.entry.form in _DARED_TO:
        return _DARED.search(text.folded, max(0, hit.start - _DARED_REACH), hit.start) is None
    return False

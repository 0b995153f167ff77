"""What a place is to its sentence, read from the words around its name.

Press Arabic puts the role before the name: «استهداف قاعدة …» strikes it, «قرب …» (near) and «جنوب شرقي …» (south-east
of) only say where something else lies, «أُطلقت من …» (fired from) is where it began, «محافظ …» (governor of) is who
speaks. The words that turn back to the target («باتجاه», «على», «قبل أن تضرب») end the reach of an origin:
in «أُطلقت من خشام باتجاه قاعدة كونيكو» only Khasham is one.
"""

from __future__ import annotations

import re
from typing import Literal

from extract.wording import Wording

PlaceRole = Literal["direct", "near", "inside", "between", "stationed", "launch", "flight", "dateline", "institution"]

WINDOW = 110
"""Folded characters before a name that can say what it is."""
_NEXT_WINDOW = 30
"""Of these, the ones in which a preposition and a kind word stand."""
_NEAR_WINDOW = 75
"""Of these, the ones in which a distance, a direction or a «between» stands."""
_CLOSE_WINDOW = 45
"""Of these, the ones in which the words directly before the name stand."""
_OF_ORIGINS = ("من", "طلاق", "مصدر", "منص", "عثر")

KINDS = (
    r"(?:ال)?(?:قاعده|قاعدتي|قاعدتين|قاعدتا|قواعد|مطار|مطاري|مطارات|حقل|حقلي|حقول|معمل|مدينه|مدينتي|مدن|بلده|"
    r"بلدتي|قريه|قريتي|قري|بلدات|"
    r"ناحيه|ناحيتي|قضاء|منطقه|منطقتي|مناطق|ريف|ريفي|ارياف|باديه|باديتي|بوادي|محافظه|محافظتي|مخيم|معسكر|معسكري|"
    r"معبر|معبري|سد|جبل|حي|حيي|"
    r"شركه|مشارف|سماء|اجواء|ضاحيه|مصفاه|سجن|طريق|مجمع|حوض|اقليم|صحراء|محطه|جسر|نهر|حاميه|ثكنه|مركز)"
)
_SHORT_GAP = r"(?:\W*" + KINDS + r"\W+){0,3}\W*(?:و|ب|ل)?$"
_SIDE = r"(?:ال|ب|الي ال|لل)?(?:شمال|جنوب|شرق|غرب)ي?(?:[ ،]+(?:ال)?(?:شرق|غرب|شمال|جنوب)ي?)?"
_FAR = r"(?:كم|كلم|كيلومترا?|كيلومترات|كيلومترين|مترا?|امتار|ميلا?|اميال)"
_NEAR = re.compile(
    r"(?:^|\W)[وبلف]?(?:في سماء|في اجواء|فوق|قرب|بقرب|بالقرب من|(?:ال)?قريب(?:ه|ين|تين)? من|محيط|بمحيط|جوار|"
    r"بجوار|(?:ال)?مجاور(?:ه|ين|تين)? ?ل?|"
    r"(?:ال)?محاذي(?:ه|ين)? ?ل?|(?:ال)?ملاصق(?:ه|ين)? ?ل?|(?:ال)?متاخم(?:ه|ين)? ?ل?|(?:ال)?مطل(?:ه|ين)? علي|"
    r"(?:ال)?مقابل(?:ه)? ?ل?|(?:ال)?مشرف(?:ه)? علي|بمحاذاه|اطراف|باطراف|"
    r"مشارف|علي مقربه من|(?:ال)?حدود (?:\w+ )?مع|"
    r"(?:ال)?محيطه? ب|ضواحي|بضواحي|غير بعيد(?:ه|ا)? عن|تخوم|خارج|نواحي|(?:ال)?م[ؤو]دي(?:ه)? الي|"
    r"(?:دنا|دنت|تدنو|اقترب|اقتربت|اقتربا|تقترب|يقترب|باقتراب|اقتراب)\W(?:\w+\W+){0,3}من|"
    r"(?:علي )?(?:بعد|مسافه|تبعد|يبعد) [^،.]{0,25}?(?:من|عن|"
    + _SIDE
    + r")|"
    + _FAR
    + r" (?:من|عن|الي)?\W*(?:"
    + _SIDE
    + r"(?: من)?)?)\s*"
    + _SHORT_GAP
)
_DIRECTED = re.compile(r"(?:^|\W)و?(?:" + _SIDE + r")(?: من)?(?![،,:])\s*" + _SHORT_GAP)
_ROAD = Wording(
    r"(?:^|\W)[وبلف]?(?:علي )?(?:ال)?(?:طريق|طريقي|اوتوستراد|اتستراد|اوتستراد)\W+(?:(?:عام|السريع|الدولي|بين|"
    r"الواصل|الرابط)\W+){0,2}$",
    "طريق|ستراد",
)
_ROAD_GOES_ON = re.compile(r"^[\s\"”»)]*(?:[-–—/ـ]|و|باتجاه|الي|ب(?=ال))\s*\w")
_BETWEEN = re.compile(r"(?:^|\W)(?:ما )?بين\W+(?:\W*" + KINDS + r"\W+){0,2}\W*$")
_BETWEEN_SECOND = re.compile(r"(?:^|\W)بين\W[^.،]{2,40}\Wو(?:" + KINDS + r"\W+)?\W*$")
_INSIDE = re.compile(
    r"(?:^|\W)[وف]?(?:(?:في|ب|داخل|ضمن|عند|علي|وسط)\s*)?\W*(?:"
    + KINDS
    + r"\W+){1,2}$|(?:^|\W)[وف]?(?:في|داخل|ضمن|عند|وسط)\W+$"
)
_COUNTRYSIDE = re.compile(
    r"(?:^|\W)[وبلف]?(?:ال)?(?:ريف|ريفي|ارياف|باديه|باديتي|مناطق|قري|بلدات)\W+(?:(?:مدينه|بلده|محافظه)\W+)?$"
)

# A target's turn in a sentence that began with where it came from: «… باتجاه», «… لاستهداف», «… قبل أن تضرب»
_TARGET = (
    r"(?:ال)?(?:قاعد|قواعد|حقل|مطار|معسكر|مواقع|موقع|مقر(?!ب)|نقط|نقاط|حاجز|حواجز|رتل|ارتال|دوري|سيار|تجمع|"
    r"مدين|بلد|قري|منزل|منازل|مبن|مبان|حي |احياء|القوات|قوات|منطق|مناطق|مستودع)"
)
_GOAL = re.compile(
    r"(?:^|\W)[وف]?(?:قاصدا|قاصده|قاصدين|وجهته\w*|محيط(?<!من محيط)|"
    r"باتجاه|بالاتجاه|في اتجاه|نحو|صوب(?<!من صوب)|تجاه|[بل]?استهدا?ف\w*|[يت]ستهدف\w*|مستهدف\w*|"
    r"سقط\w*|[يت]سقط\w*|اصاب\w*|[يت]صيب\w*|[بل]?قصف\w*|[يت]قصف\w*|"
    r"[بل]?ضرب\w*|[يت]ضرب\w*|لتضرب|لتصيب|انفجر\w*|تحطم\w*|وصل\w*|بلغ\w*|والهدف|هدفه\w*|طال\w{0,3}|[يت]طال\w{0,3}|ع(?:قريه|القريه|المدينه|"
    r"البلد\w*)|هاجم\w*|[يت]هاجم\w*|دمر\w*|[يت]دمر\w*|تدمير\w*|"
    r"النار علي|قبل ان|(?:بعد|قبل|عقب|اثر|قبيل|ضد)(?= \w)|(?:علي|الي) "
    + _TARGET
    + r"|الي(?=\W+(?:"
    + KINDS
    + r"\W+)?$))"
)
_TURN = re.compile(
    r"^\W*(?:(?:\w+\W+){0,4}?(?:(?:علي|الي|ضد|فوق)(?=\W|$)|ع(?:قريه|القريه|المدينه|البلد))|" + _TARGET + r"\w*\W)"
)
_ABOVE = re.compile(r"(?<!من)\Wفوق\W")
_ORIGIN = re.compile(
    r"(?:^|\W)[وف]?(?:(?:ا?طلقت?ه?ا?|اطلقوا|اطلقا|اطلقتا|[يت]طلق\w*|اطلاق\w*|انطلقت?ا?|انطلقوا|انطلاقها?|"
    r"انطلاقا|المنطلقه|منطلقه|المطلقه|[يت]نطلق\w*|قادمه?ا?|قادمين|القادمه?|اتيه?|الاتيه|قدمت|قدموا|عبرت?|عبروا|"
    r"اقلعت?|اقلعوا|المقلعه|وردت|متسلل\w*|تسلل\w*)"
    r"(?:\W[^.]{0,60}?)?\Wمن|"
    r"مصدر(?:ها|ه)(?! (?:ال)?(?:قوات|جيش|فصائل|فصيل|تنظيم|ميليشيا\w*|مليشيا\w*|حزب))|"
    r"مصدر (?:ال)?(?:اطلاق|قصف|صواريخ|صاروخ|قذائف|نيران|مسير\w*)|"
    r"(?:مكان|موقع|نقطه|مواقع|منطقه|مناطق) (?:ال)?(?:اطلاق|انطلاق)|"
    r"من (?:داخل|جهه|ناحيه|اتجاه|صوب|فوق|مواقعها?|مواقعهم|محيط|اطراف|باديه|بادي|جبال|اراضي|مرابض\w*|منصات\w*|"
    r"مقرات\w*|قاعدته\w*|قواعده\w*|معسكراته\w*|مقره\w*|مقاره\w*)|اغارت?\W[^.،]{0,40}\Wمن|عثر(?:ت)?\W(?:\w+\W+){0,3}(?:علي|عليها|عليه)|"
    r"ضبط(?:ت)? منص\w+)(?:\W|$).{0,70}$"
)
# A launcher found somewhere was fired there; one that is bombed is the target
_LAUNCHER = re.compile(r"(?:^|\W)[وبلف]?(?:ال)?منص[هات]+ (?:ال)?(?:اطلاق|صواريخ)\W.{0,70}$")
# «أُطلقت رشقة من عدة صواريخ», «من رشاشات», «أكثر من»: no place it came from
_NO_SITE = re.compile(
    r"\Wمن (?:ال)?(?:اسلح|رشاش|بنادق|بندقي|مسدس|طائر|طاير|مسير|مروحي|مدفع|مدافع|نوع|قبل|جانب|دون|غير|عيار|طراز|"
    r"اجل|خلال|شانه|بينه|ضمن|عده|بعد|جديد|صواريخ|قذائف|مسافه|قرب|حيث|كونه|ثلاث|اربع|خمس)\w*"
)
# Smoke and blasts «from» a base are at the base: «تصاعد الدخان من قاعدة كونيكو», «دوي انفجارات من جهة حقل العمر»
_SEEN_FROM = re.compile(
    r"(?:^|\W)[وفب]?(?:ال)?(?:دخان|لهب|السنه|كره|كرات|حريق|حرائق|انفجار\w*|دوي|اصوات|صوت|سحب|اعمده)\W(?:\w+\W+){0,5}?(?:من|"
    r"مصدرها|مصدره)\W+(?:\w+\W+){0,3}\W*$"
)
_APPROACH = re.compile(r"(?:دنا|دنت|تدنو|[يت]?قترب\w*|اقترب\w*|اقتراب\w*)\W(?:\w+\W+){0,3}من\W+(?:\w+\W+){0,2}$")
_SHOT = re.compile(r"(?:اطلاق|قذائف|صواريخ|صاروخ|قصف|رمايات|مدفعي)")
_FROM = re.compile(
    r"من\W+(?:(?:داخل|محيط|مدينه|قاعده|مطار|بلده|قريه|محافظه|ريف|منطقه|باديه|مناطق|اهالي|ابناء)\W+){0,2}$"
)
_FROM_WORD = re.compile(r"(?<!\w)من(?!\w)")
_LAST_WORD = re.compile(r"(\w{1,20})\W{0,3}$")
_NOT_AN_ORIGIN = re.compile(
    r"(?:ال|ب|و|بال)?(?:قرب|قريب\w*|كل|كلا|كلي|مقربه|كم|كلم|كيلومتر\w*|متر\w*|امتار|شرق\w*|غرب\w*|شمال\w*|"
    r"جنوب\w*|تبقي|بقي|[يت]تبقي|اقترا\w*|[يت]قترب\w*|مسافه|اكثر|اقل|عدد|عددا|محيط|قاب|اجزاء|جزء|"
    r"جزءا|مناطق|مواقع|مزيد|عديد|كثير|مجموعه|سلسله|متفرقه|مختلفه|عده|واسعه|متعدده|اي|ايا|واحده?|واحدا|بدلا|غير|اثنين|اثنتين|ثلاثه|بعض|بعضا|"
    r"بعيد\w*|ابعد|رغم|معظم|نحو|سوي|الا|جانب|جانبا|قسم|قسما|اقسام|اقساما|انحاء|بدءا|ابتداء|بدايه|مجاور\w*|ضمن|"
    r"خارج|اطراف)$"
)
_PART_OF_IT = re.compile(r"(?<!\w)[وبل]?(?:ال)?(?:جانب|قسم|جزء|طرف|جهه|قاطع|جناح|مدرج|بوابه)\w?(?: ال\w+)? $")
"""«في الجانب العسكري من مطار كركوك»: a part of the place."""
_AT_THE_SOURCE = re.compile(
    r"(?:^|\W)(?:[وف]?[يت]?(?:رد|تعامل)\w{0,2} (?:\w+ ){0,4}?(?:علي|مع)|استهدف\w*|استهداف|قصف\w*|دمر\w*|تدمير|ضرب\w*) "
    r"(?:ال)?(?:مصادر|مصدر|مرابض|مربض|منصات|منصه|مواقع|موقع) (?:ال)?(?:نيران|اطلاق|نار|صواريخ|قذائف|مدفعيه)"
    r"(?: (?:ال)?(?:نار|نيران|صواريخ))? (?:في|ب|قرب|بمحيط)\W*(?:" + KINDS + r"\W+){0,2}$"
)
"""«ردّت على مصادر النيران في دير حافر»: where fire came from was struck."""
_FEW_WORDS = re.compile(r"من\W+(?:\w+\W+){0,4}$")
_TOWARDS = re.compile(r"^[\"”»)]*(?:\W+(?!علي|في)\w+){0,3}?\W+(?:باتجاه|في اتجاه|نحو|صوب|تجاه)(?=\W|$)")
# «صهريجاً ينقل النفط من حقل العمر»: where its load comes from
_LOADED_AT = re.compile(
    r"(?:^|\W)(?:[يت]نقل\w{0,3}|[يت]حمل\w{0,3}|محمل\w{0,2}|قادم\w{0,2}|اتي\w{0,2}|عائد\w{0,2}|مغادر\w{0,2})\W+(?:\w+\W+){0,3}?"
    r"من\W+(?:(?:داخل|محيط|مدينه|قاعده|مطار|بلده|قريه|محافظه|ريف|منطقه|حقل|مصفاه)\W+){0,2}$"
)
# Bound for it, not struck there: a convoy on its way; a drone on its way is the attack itself
_CONVOY = Wording(
    r"(?:^|\W)(?:[وفبل]|ال|بال|لل)?(?:رتل\w*|ارتال|قافل\w*|قوافل|شاحن\w*|صهريج\w*|صهاريج|تعزيزات|معدات|اليات|"
    r"اليه|امدادات|دوريه|حافل\w*|سيار\w*|موكب\w*|جنود|مساعدات)\W[^.]{0,60}"
    r"(?:متجه\w*|متوجه\w*|في طريق\w*|كان\w* في الطريق|[يت]توجه\w*|[يت]تجه\w*|توجه\w*|اتجه\w*|عائد\w*) (?:الي|"
    r"نحو|صوب|باتجاه|من)\W+(?:" + KINDS + r"\W+){0,2}\W*$",
    "جه|طريق|عائد",
)
_TAKEN_TO = Wording(
    r"(?<!\w)[وف]?(?:نقلا?|نقلوا|نقلت|اسعفا?|اسعفوا|نزح|نزحوا|فر|فروا|هرب|هربوا|(?:ال)?(?:رحيل|نزوح|فرار|هروب|لجوء|عوده))"
    r"(?: \w+){0,3} (?:الي|صوب|نحو|باتجاه)\W+(?:" + KINDS + r"\W+)?$"
    r"|(?<!\w)[وف]?(?:الان|حاليا|[يت]رقد\w{0,2}|[يت]تلق\w{0,3}(?: ال\w+)?|[يت]عالج\w{0,2}|[يت]تعاف\w{0,2})"
    r"(?: \w+){0,2} (?:في|ب) ?(?:مستشفي|مشفي|مستشفيات|مشافي)\W+(?:مدينه\W+)?$",
    "نقل|اسعف|نزح|فر|هرب|رحيل|نزوح|هروب|لجوء|عوده|شفي|شاف",
)
"""«نُقلا جريحين إلى حلب»: where somebody went afterwards."""
_MOURNED = Wording(
    r"(?<!هجوم )(?<!تفجير )(?<!قصف )(?<!استهدف )(?<!استهداف )(?<!علي )(?<!\w)[وف]?(?:ال)?(?:تشييع|[يت]?شيع\w{0,2})"
    r"(?: \w+){0,3}? (?:في|ب)\W*(?:" + KINDS + r"\W+)?$",
    "شيع|تشييع",
)
"""«تشييع مهيب في بغداد لضحايا …»: where the dead of an attack are mourned."""
_CUT_OFF = Wording(
    r"(?<!\w)[وف]?(?:ال)?(?:انقطاع|انقطع|انقطعت|قطع|حجب|غاب|توقف)(?: \w+){0,4} عن\W+(?:(?:[\w]+\W+){0,4})$",
    "انقط|قطع|حجب|غاب|توقف",
)
"""«انقطاع الكهرباء عن المالكية ومعبدة»: what went without for it."""
# «مدفعية قسد المتمركزة في حقل العمر قصفت …»: where the attacker is based
_STATIONED = re.compile(
    r"(?:المتواجد|المتمركز|المنتشر|الموجود|المرابط|العامل|المتحصن|تتموضع|تتمركز|يتمركز|تتواجد|تنتشر|ينتشر|تتحصن)\w*\W+(?:\w+\W+){0,3}$"
)
_SUFFERS = re.compile(r"(?:\W+(?!و|ف)\w+){0,3}?\W+(?:تعرض|هوجم|تلق)\w*")
"""«القوات المتمركزة في حقل العمر تعرضت لهجوم»: there they were struck."""
_LEFT_BEHIND = re.compile(
    r"(?<!\w)[وف]?(?:غادر\w{0,2}|[يت]غادر\w{0,2}|انسحب\w{0,2} من|فر\w{0,2} من|هرب\w{0,2} من|خرج\w{0,2} من)\W+(?:"
    + KINDS
    + r"\W+){0,2}$"
)
"""«مسلحين غادروا منطقة التنف»: where those who were struck had been."""
_FLIGHT = Wording(
    r"(?:تحليق\w*|حلقت?ا?|[يت]حلق\w*|عبرت?ا?|مرت?ا?|مرورا|عبور\w*|اجتاز\w*|جابت?|"
    r"[يت]جوب)\W(?:[^.]{0,45}\W)?(?:سماء|اجواء|فوق|عبر)\W[^.،]{0,25}$|عبر (?:سماء|اجواء)\W+[^.،]{0,12}$|"
    r"(?:مرورا|مارا|ماره)\W+(?:\w+\W+){0,2}ب?$",
    "سماء|اجواء|فوق|عبر|مرورا|مار",
)
_SHOT_DOWN = re.compile(
    r"(?:^|\W)[وف]?(?:[يت]?سقط\w*|اسقط\w*|اسقاط\w*|اعترض\w*|اعتراض\w*|تصد\w*|التصدي|تحييد|دمرت?\w*)\W"
)
_CROSSED = re.compile(r"(?:^|\W)(?:[وف]?(?:عبرت?ا?|مرت?ا?|اجتاز\w*)|عبر|عبور\w*|مرورا)\W")
_SHOT_AT = re.compile(
    r"\W[وف]?(?:اسقط\w*|[يت]سقط\w*|اعترض\w*|تصد[تي]\w*|دمرته\w*|تحييد\w*|اطلقت? علي(?:ها|ه)|تعاملت? مع(?:ها|ه))(?=\W|$)"
)
# What was found there is left over; «عُثر على الصاروخ الذي استهدف …» turns to the target
_FOUND = Wording(
    r"(?:^|\W)[وف]?عثر(?:ت|وا)?\W(?!.*(?:استهد|\Wقصف\W|سقط|اصاب|باتجاه|نحو |صوب |انفجر|الهجوم علي (?:ال)?(?:قاعد|مطار|"
    r"حقل)))[^.]*$",
    "عثر",
)
# «قال ضابط في الرمادي إن …», «أفاد شاهد من البغدادي لوكالة محلية بأن …»: what follows is what he says
_FALLEN = re.compile(r"عثر\W(?:\w+\W+){0,8}?(?:علي )?(?:جثث?|جثه|جثتي|جثتين|جثمان|جثامين|رفات)\w{0,2}(?!\w)")
"""«عُثر قرب الرصافة على جثامين تسعة»: where they were killed, as far as is told."""
_OF_ITS_LINE = re.compile(r"[^\u0621-\u064a]*(?:من|في) ")
"""What stands before a place that heads its line: «03:10 من كويسنجق: …»."""
_SAYS = re.compile(r"^[\"”»)]?\W{1,2}(?:ان|بان|انه|انها|بانه|بانها)(?=\W)")
_SAYS_LATER = re.compile(r"^(?:\W{1,2}\w+){1,5}?\W{1,2}(?:ان|بان|انه|انها|بانه|بانها)(?=\W)")
_AN_ACT = r"\w{0,3}(?:استهد|قصف|هجوم|هجم|غار|ضرب|تفجير|انفجار|سقوط|اطلاق|تعرض|مقتل|اصاب|اسقاط|كمين|اشتباك)"
_SOMEBODY_SAYS = re.compile(
    r"(?:^|\W)[وف]?(?:قال|قالت|قالوا|افاد|افادت|افادوا|ذكر|ذكرت|اكد|اكدت|اوضح|اوضحت|صرح|صرحت|كشف|كشفت|ابلغ|ابلغت|روي|"
    r"تحدث|تحدثت|بين|اشار|اشارت)\W+(?:(?!" + _AN_ACT + r"|و?ب?ان\W|و?ب?انه)\w+\W+){1,8}$"
)
# «سكان في غرانيج ذكروا أنهم شاهدوا النار»، «ضابط يرابط على تخوم بعشيقة قال إنه عدّ …»: who speaks was there
_WITNESS = re.compile(
    r"(?:^|[\s«\"(])[وفبل]?(?:ل?كن )?(?:ال)?(?:سكانا?|اهال\w?|شهود|شاهدا?|ضابطا?|ضباطا?|جنديا?|مصدرا?|مصادر"
    r"|مزارع\w*|راعيا?|عاملا?|موظفا?|طبيبا?|ناشطا?|ناشط\w+"
    r"|مختارا?|مسوولا?|مسؤولا?|مواطنا?|مواطن\w+|شابا?|سائقا?|مراسلا?)(?: (?!ان|بان)\w+){0,3} (?:في|من|علي|قرب|عند|ب)\W*"
    r"(?:(?:تخوم|اطراف|محيط|مشارف)\W+)?(?:" + KINDS + r"\W+)?$"
)
_TESTIFIES = re.compile(
    r"^(?: (?!علي)\w+)?\W{1,2}(?:قال|ذكر|افاد|اكد|روي|رو|تحدث|ابلغ|اوضح|اشار|كشف|شاهد|راي|را)(?:ت|وا|ا|تا)?(?!\w)"
    r"(?!.{0,50}(?:سمع|دوي|دوت|استيقظ|ايقظ|قريته|بلدته|مدينته|منازل|بيوت))"
)
_IN_A_TOWN = re.compile(r"(?:^|\W)(?:في|من)\W+(?:(?:مدينه|محافظه|بلده|قضاء|ناحيه)\W+)?$")
_SPEAKING_FOR = re.compile(
    r"(?:^|\W)[وفبل]?(?:قياده عمليات|عمليات|محافظ|مجلس محافظه|مدير|مدير عام|قائممقام|قائمقام|قائم مقام|صحه|"
    r"دائره صحه|نائب عن|النائب عن|نواب|نائب|اهالي|ابناء|سكان|شيوخ|شيخ|عشائر|قبائل|قائد عمليات|قائد|قائد شرطه|"
    r"مدير شرطه|قياده شرطه|سفير|سفاره|وجهاء|اعيان|مراسل[هنا]{0,3} في|مراسلتنا في|مراسل[هنا]{0,3}|موفد\w* (?:في|"
    r"الي)|"
    r"اعلام|اطباء|مطرانيه|اسقف|(?:قال|اكد|افاد|اوضح|صرح|كشف|ذكر) قيادي في|(?:له|لها|لديه|لديها) قاعده في|ممثل|"
    r"مكافحه الارهاب في|حكومه|"
    r"جهاز \w+ في|اسايش|(?:نفته|نفاه|اكدته|اكده|اعلنته|ادانته)\W+(?:\w+\W+){1,2}و?|"
    r"بحسب|وفق|حسب|قالت|اعلنت|اكدت|نفت|طالبت|دعت|اتهمت|ابلغت|ادانت|وصفت|حذرت|نددت|استنكرت|رفضت|اوضحت|ذكرت|افادت|"
    r"موالي\w{0,2}|مقرب\w{0,2} من|محسوب\w{0,2} علي|كشفت|اعربت|حثت|نصحت|شجبت|شددت|رحبت|علقت|"
    r"(?:نفت|اكدت|اعلنت|رفضت|ادانت|كذبت)(?:ه|ها)|"
    r"تتهم|تنفي|تؤكد|توكد|تعلن|تدين|ترفض|تقول|تطالب|تحمل|تعتبر|تخشي|تصف|علاقات|وزاره \w+ في|فصائل|فصيل|احرار|سرايا|"
    r"مقاومه|صقور|نسور|درع|مغاوير|حراك|اخبار|انباء|نسبت\w*|نسبها|نسبه|عزت\w*|وصفتها|وصفته|كتيبه|لواء|تجمع|مقاتلو|"
    r"مقاتلي|ثوار|متظاهرو|متظاهري|ناشطو|ناشطي|قناه|قناتي|وكاله|شبكه|صحيفه|اذاعه|راديو|تلفزيون|"
    r"تنسيقيه|غرفه عمليات|مرصد|محامو|تجار|وفد|وفود|سلطات|حاكم|رئيس بلديه|رئيس مجلس|اسايش|الاسايش|الي مشفي|الي مستشفي|"
    r"الي مستشفيات|الي مشافي|الي المشفي العام في|نازحو|نازحي|مهجرو|مهجري|"
    r"(?:نشطاء|ناشطون|ناشطين|شهود|مصادر|مصدر|مراسل\w*|اعلاميون)(?: \w+){0,2} (?:في|من))\W+(?:ال)?(?:محافظه\W+|"
    r"مدينه\W+|قضاء\W+)?$"
)
# «استفاق سكان الميادين على انفجارات»: who hears an attack is where it was; other residents only speak
_WOKEN = re.compile(
    r"(?:^|\W)[وف]?(?:ا?ستفاق|[يت]ستفيق|ا?ستيقظ|[يت]ستيقظ|افاق|[يت]فيق|صحا|صحت|صحو|نام|سمع|[يت]سمع|هرع|فزع|ايقظ|[يت]وقظ|ارعب|روع"
    r"|عاش|[يت]عيش|فوجئ|تفاجا)\w{0,2}\W+(?:\w+\W+)?(?:اهالي|ابناء|سكان|اهل)\W+(?:(?:مدينه|بلده|قريه|ناحيه|حي)\W+)?$"
)
_FORCES_OF = re.compile(r"(?<!\w)[وفبل]?(?:قوات|قوه|جيش|حكومه|سلطات|طيران|اجهزه امن) $")
"""«مسيّرة لقوات دمشق»: whose they are."""
# Buildings of a body: the body speaks («شرطة كركوك تعلن»), the building is struck («استهداف جامعة حلب»)
_BODY = re.compile(
    r"(?<!\w)[وفبل]?(?:(?P<people>مجلس|شرطه|دائره|بلديه|مديريه|مكتب)|جامعه|نادي|محكمه|مستشفي|مستشفيات|مشفي|مشافي|متحف|مهرجان|معرض|فريق)"
    r"\W+(?:ال)?(?:محافظه\W+|مدينه\W+)?$"
)
_STRUCK = re.compile(
    r"[وفبل]?(?:استهدا?ف\w*|[يت]ستهدف\w*|علي|قصف\w*|[يت]قصف\w*|ضرب\w*|[يت]ضرب\w*|اصاب\w*|هاجم\w*|طال\w*|محيط|"
    r"داخل|هجوم|تفجير|باتجاه|لمقر|مقر|مبني|سور)$"
)
_AT = re.compile(r"(?:في|قرب|امام|عند|بقرب|خلف)$")
# «دمشق تدين», «بغداد وواشنطن»: a capital that acts
_ACTS = re.compile(
    r"^[\"”»)]*\W{1,2}(?:قالت|تقول|اعلنت|تعلن|تدين|ادانت|اكدت|توكد|تتهم|اتهمت|نفت|تنفي|وصفت|تصف|دعت|تدعو|تطالب|"
    r"طالبت|تحتج|احتجت|تندد|نددت|استنكرت|تستنكر|رفضت|ترفض|تتعهد|تعهدت|تعتبر|اعتبرت|ابلغت|تبلغ|تتوعد|"
    r"تستدعي|استدعت|تبحث|تجري|تسعي|تخشي|تستضيف|استضافت|تحذر|حذرت|تضغط|تشدد|شددت|تنتقد|انتقدت|تعتزم|تستبعد|تكشف|كشفت|"
    r"ترد|ردت|تترقب|تستنفر|تشيع|شيعت|تحيي|احيت|تنتظر|تتابع|تحقق|تشكر|تحتفل|تودع|ودعت|تستعد|تراقب|تلوح|تهدد|تصعد|"
    r"تخطط|تعزي|ترحب|رحبت|توضح|اوضحت|تجدد|تحمل|حملت|تلمح|تقر|اقرت|تتوقع|تتحرك|تتهيا)(?=\W|$)"
)
_CAPITAL = r"(?:واشنطن|طهران|انقره|موسكو|لندن|باريس|بروكسل|الرياض|تل ابيب)"
_AND_A_CAPITAL = re.compile(r"^[\"”»)]*\W{1,2}و" + _CAPITAL + r"(?=\W|$)")
_SUBJECT = re.compile(r"(?:^|[،.:؛(\"«–-]|(?:^|\W)(?:ان|فيما|بينما|كما|لكن|ولكن|حيث|و))\W*$")
_WITH_A_CAPITAL = re.compile(r"(?:^|\W)" + _CAPITAL + r"\W+و$")
_TALKS = re.compile(r"(?:^|\W)(?:بين|محادثات|مفاوضات|حوار|مباحثات|اتفاق|تنسيق|علاقات|علاقه|خلافات?)\W+$")
# «… لا في حرير», «وليس قاعدة حرير»: named only to be ruled out
_RULED_OUT = re.compile(
    r"(?:^|\W)(?:لا|وليس|ليس|وليست|ليست|بدلا من|عوضا عن)\W+(?:في\W+|علي\W+)?(?:" + KINDS + r"\W+){0,2}$"
)


def role_of(before: str, after: str, proclitic: str, gap: str | None) -> PlaceRole:
    """Return what a place is to its sentence.

    `before` are the folded words of its sentence before it, at most `WINDOW` characters; `after` those behind it;
    `proclitic` the letters written onto it; `gap` the words since the place before it, if that is an origin.
    A dateline is told by `extract.openings`.
    """
    near, close = before[-_NEAR_WINDOW:], before[-_CLOSE_WINDOW:]
    if _WOKEN.search(close):
        return "near"
    if _AT_THE_SOURCE.search(near):
        return "inside"
    if _FORCES_OF.search(close):
        return "institution"
    if _speaks(close, after, proclitic):
        return "institution"
    elsewhere = _LEFT_BEHIND.search(close) or _TAKEN_TO.search(close) or _CUT_OFF.search(near) or _MOURNED.search(near)
    if elsewhere or _LOADED_AT.search(near) or _RULED_OUT.search(close) or _CONVOY.search(before):
        return "flight"
    if after.startswith(":") and _OF_ITS_LINE.fullmatch(before):
        return "inside"
    if _FOUND.search(before) and _FALLEN.search(before + after) is None:
        return "launch"
    scope = gap if gap is not None and _TURN.match(gap) else before
    flies = _FLIGHT.search(scope) is not None
    if flies or any(word in scope for word in _OF_ORIGINS):
        whole, scope = scope, _since_goal(scope)
        met = _SHOT_DOWN.search(before) or (_SHOT_AT.search(after) and not _CROSSED.search(before))
        if flies and met:
            scope = ""  # «أُسقطت مسيّرة كانت تحلق فوق قاعدة حرير»: the base is what it came for
        elif flies and _FLIGHT.search(scope):
            return "flight"
        if _comes_from(scope, after) or (scope is whole and _LAUNCHER.search(scope)):
            return "launch"
    if _STATIONED.search(scope):
        return "inside" if _SUFFERS.match(after) else "stationed"
    if "بين" in near and (_BETWEEN.search(close) or _BETWEEN_SECOND.search(near + proclitic)):
        return "between"
    if _ROAD.search(close):
        return "between" if _ROAD_GOES_ON.match(after) else "near"
    if _NEAR.search(near + proclitic) or _DIRECTED.search(near):
        return "near"
    if proclitic.endswith("ب") or _INSIDE.search(before[-_NEXT_WINDOW:]):
        return "inside"
    return "direct"


def is_countryside(before: str) -> bool:
    """Return whether only the country around the place is meant («ريف القامشلي»)."""
    return _COUNTRYSIDE.search(before[-_NEXT_WINDOW:]) is not None


def is_pointed_at(before: str) -> bool:
    """Return whether a direction or a road leads to the name: the town is meant then, not the base of its name."""
    return any(way.search(before[-_NEAR_WINDOW:]) for way in (_DIRECTED, _ROAD, _BETWEEN, _BETWEEN_SECOND))


def _since_goal(words: str) -> str:
    """Return what stands behind the last word that turns to the target; the words themselves if none does."""
    goals = list(_GOAL.finditer(words))
    return words[goals[-1].end() :] if goals else words


def _comes_from(scope: str, after: str) -> bool:
    """Return whether something was fired from the place, sent from it or stems from it."""
    if _APPROACH.search(scope) or (_SEEN_FROM.search(scope) and not _SHOT.search(scope)):
        return False
    cleaned = _NO_SITE.sub(" ", scope)
    froms = list(_FROM_WORD.finditer(cleaned))
    if froms:
        last = froms[-1]
        word = _LAST_WORD.search(cleaned[max(0, last.start() - 24) : last.start()])
        part = _PART_OF_IT.search(cleaned, 0, last.start()) is not None
        part = part or (word is not None and _NOT_AN_ORIGIN.match(word.group(1)) is not None)
        if word is not None and _FROM.match(cleaned, last.start()):
            return not part
        if word is not None and not part and _TOWARDS.match(after) and _FEW_WORDS.match(cleaned, last.start()):
            return True
    return _ORIGIN.search(_ABOVE.split(cleaned)[-1]) is not None


def _speaks(before: str, after: str, proclitic: str) -> bool:
    """Return whether the place only names who speaks or acts («محافظ الأنبار», «بحسب دمشق», «شرطة كركوك»)."""
    if _SPEAKING_FOR.search(before) or (proclitic.endswith("و") and _WITH_A_CAPITAL.search(before + proclitic)):
        return True
    if _SAYS.match(after) and (proclitic.endswith("ب") or _IN_A_TOWN.search(before)):
        return True
    if _SAYS_LATER.match(after) and _SOMEBODY_SAYS.search(before):
        return True
    if _TESTIFIES.match(after) and _WITNESS.search(before):
        return True
    if _ACTS.match(after) and _SUBJECT.search(before):
        return True
    if _AND_A_CAPITAL.match(after) and (_SUBJECT.search(before) or _TALKS.search(before)):
        return True
    body = _BODY.search(before)
    if body is None:
        return False
    last = _LAST_WORD.search(before[: body.start()])
    word = last.group(1) if last is not None else ""
    if _STRUCK.match(word):
        return False
    return body.group("people") is not None or not _AT.match(word)

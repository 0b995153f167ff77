"""Articles in our own wording, as many as are wanted and the same every time: general news, and reports of attacks."""

from __future__ import annotations

import random
from collections.abc import Sequence

LENGTH = 3_000
"""Characters of an article, about."""

_CITIES = ("بغداد", "دمشق", "حلب", "أربيل", "البصرة", "عمّان", "حمص", "الموصل", "السليمانية", "دير الزور")
_ELSEWHERE = ("القاهرة", "باريس", "الرياض", "لندن", "طوكيو", "تونس", "الدوحة", "برلين", "إسطنبول", "مدريد")
_GENERAL = (
    "ارتفعت أسعار {goods} في أسواق {city} بنسبة {number} بالمئة خلال {month}، وعزا تجار ذلك إلى زيادة تكاليف النقل.",
    "افتتح وزير {ministry} معرضاً جديداً في {city} بمشاركة {number} شركة محلية وأجنبية، وقال إن الاستثمار أولوية.",
    "فاز منتخب {city} على ضيفه بهدفين مقابل هدف في المباراة التي أقيمت مساء {day} أمام {number} ألف متفرج.",
    "توقعت هيئة الأرصاد أن تنخفض درجات الحرارة في {city} إلى {number} درجة، مع فرصة لأمطار متفرقة {day}.",
    "أعلنت جامعة {city} قبول {number} طالباً في كلية الطب هذا العام، وقالت إن التسجيل يستمر حتى نهاية {month}.",
    "ناقش مجلس النواب مشروع قانون الموازنة في جلسة حضرها {number} نائباً، وأجّل التصويت عليه إلى {day} المقبل.",
    "وقّعت شركة نفطية عقداً لتطوير حقل للغاز قرب {city} تبلغ قيمته {number} مليون دولار، على أن يبدأ الإنتاج في {month}.",
    "أطلقت وزارة {ministry} حملة لتلقيح الأطفال في {city} تشمل {number} مركزاً صحياً، وتستمر حتى {month}.",
    "شهدت {city} افتتاح مهرجان للسينما تُعرض فيه {number} فيلماً من دول عدة، بحضور مخرجين وممثلين معروفين.",
    "قال خبراء إن منسوب المياه في النهر تراجع {number} سنتيمتراً منذ {month}، ما أثّر في المزارعين حول {city}.",
)
_ATTACKS = (
    "قالت مصادر محلية إن قاعدة {base} تعرضت فجر {day} لقصف بـ{number} صواريخ أطلقتها ميليشيات موالية لإيران.",
    "وأعلنت «المقاومة الإسلامية في العراق» أنها استهدفت قاعدة {base} بطائرتين مسيّرتين، مؤكدة إصابة الهدف مباشرة.",
    "وذكر المرصد السوري لحقوق الإنسان أن طائرات حربية شنت {number} غارات على مواقع قرب {city} مساء {day}.",
    "وأكد مسؤول في البنتاغون أن الدفاعات الجوية أسقطت طائرة مسيّرة قبل وصولها إلى قاعدة {base}، دون وقوع إصابات.",
    "وبحسب المصادر أسفر الهجوم عن مقتل {number} عناصر وإصابة آخرين بجروح، بينما لم يصدر تعليق رسمي حتى الآن.",
    "ونفى مصدر أمني ما تداولته وسائل إعلام عن سقوط قذائف على قاعدة {base} يوم {day}.",
    "وكانت القاعدة ذاتها قد تعرضت في {month} الماضي لهجوم مماثل بـ{number} صواريخ سقط بعضها في محيطها.",
    "وأجرت قوات التحالف تدريبات بالذخيرة الحية في قاعدة {base}، تزامناً مع تحليق مكثف لطائراتها في الأجواء.",
    "وقالت وزارة الدفاع الأميركية إن قواتها تعرضت لما لا يقل عن {number} هجوماً في العراق وسوريا منذ {month}.",
    "وهددت الفصائل في بيان بمواصلة عملياتها ضد القواعد الأميركية في المنطقة ما لم يتوقف القصف.",
)
_WORDS: dict[str, Sequence[str]] = {
    "base": ("حقل العمر النفطي", "كونيكو", "الشدادي", "التنف", "عين الأسد", "حرير", "خراب الجير", "فيكتوريا"),
    "day": ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"),
    "month": ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "تشرين الأول"),
    "goods": ("القمح", "الوقود", "الأرز", "الخضار", "الأدوية"),
    "ministry": ("الصحة", "الزراعة", "التعليم", "النقل", "الصناعة"),
}


def general_news(count: int) -> list[str]:
    """Return articles about anything but attacks; one in three is about cities that the gazetteer has."""
    chance = random.Random(1)
    return [_article(chance, _GENERAL, _ELSEWHERE if number % 3 else _CITIES) for number in range(count)]


def attack_reports(count: int) -> list[str]:
    """Return articles about attacks: claims, reports, denials, drills, recaps and counts of them."""
    chance = random.Random(2)
    return [_article(chance, _ATTACKS, _CITIES) for _ in range(count)]


def _article(chance: random.Random, templates: Sequence[str], cities: Sequence[str]) -> str:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < LENGTH:
        sentences = []
        for template in chance.sample(templates, 3):
            words = {name: chance.choice(choices) for name, choices in _WORDS.items()}
            sentences.append(template.format(number=chance.randrange(3, 90), city=chance.choice(cities), **words))
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)

"""An archive as a newsroom has one, made in our own wording and the same every time.

Every day a few attacks strike places, some of them often and most of them seldom. Half of the articles are about
anything else. Of the others one tells of two to six attacks of these days, as round-ups do (the incidents of real ones
of 3,000 characters that were counted are 3 to 9, and coded short ones tell 2), in words of its own, leaving out or
getting wrong what others tell; so an event is told by about four articles. Some articles are another's printed again,
a few look back at a month or at a day that they do not name, and all of them tell what is no incident as well.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.articles import LENGTH, general_news

A_DAY = 14
"""Articles a day."""

_PLACES = (
    "قاعدة عين الأسد",
    "قاعدة حقل العمر النفطي",
    "قاعدة حرير",
    "قاعدة كونيكو",
    "قاعدة التنف",
    "قاعدة الشدادي",
    "مدينة الميادين",
    "قاعدة خراب الجير",
    "مدينة البوكمال",
    "قاعدة فيكتوريا",
    "بلدة ذيبان",
    "حقل كورمور الغازي",
    "قاعدة تل بيدر",
    "مدينة القائم",
    "قاعدة قسرك",
    "قاعدة بلد",
    "مدينة السخنة",
    "قاعدة القيارة",
    "مدينة تدمر",
    "قاعدة كي وان",
    "مدينة البصيرة",
    "مدينة سنجار",
    "مدينة الشحيل",
    "مدينة هجين",
)
_PARTS = ("فجر", "صباح", "ظهر", "مساء", "ليلة")
_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_MONTHS = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
_ATTACKERS = ("ميليشيات موالية لإيران", "المقاومة الإسلامية في العراق", "تنظيم داعش", "القوات الأميركية")
_WEAPONS = ("صواريخ", "طائرات مسيّرة", "قذائف هاون", "صواريخ باليستية")
_TELLING = (
    "تعرضت {place} {part} {day} لهجوم بـ{number} {weapon}{by}.",
    "وقالت مصادر محلية إن {number} {weapon} استهدفت {place} {part} {day}{outcome}.",
    "وأفاد مراسلنا بأن {place} استُهدفت {part} {day} بـ{weapon}{by}{outcome}.",
    "وذكر مصدر أمني أن هجوماً بـ{weapon} طال {place} {day}{outcome}.",
    "وأعلن مسؤول عسكري سقوط {number} {weapon} على {place} {part} {day}{outcome}.",
)
_OUTCOMES = ("، من دون وقوع إصابات", "، وقد أسقطتها الدفاعات الجوية", "، ما أدى إلى إصابة {hurt} أشخاص بجروح", "")
_LOOKING_BACK = (
    "وكانت {place} قد تعرضت في {month} الماضي لهجوم بعدد من الصواريخ.",
    "وسبق أن تعرضت {place} لقصف مماثل بقذائف الهاون.",
)
_NO_INCIDENTS = (
    "وأجرت قوات التحالف تدريبات بالذخيرة الحية في {place}، تزامناً مع تحليق مكثف لطائراتها في الأجواء.",
    "وهددت الفصائل في بيان بمواصلة عملياتها ضد القواعد الأميركية في المنطقة ما لم يتوقف القصف.",
    "وقالت وزارة الدفاع الأميركية إن قواتها تعرضت لما لا يقل عن {number} هجوماً في العراق وسوريا منذ {month}.",
    "ونفى مصدر أمني ما تداولته وسائل إعلام عن سقوط قذائف على {place}.",
    "ووصلت إلى {place} تعزيزات عسكرية ضمت {number} شاحنة محملة بمواد لوجستية.",
)
_BACKGROUND = (
    "وقال متحدث باسم الحكومة إن بغداد ماضية في الحوار مع واشنطن بشأن مستقبل بعثة التحالف الدولي في البلاد.",
    "ورأى محللون أن التصعيد الأخير يرتبط بالمفاوضات الجارية بين العاصمتين، وأن أياً من الطرفين لا يريد مواجهة واسعة.",
    "وينتشر في سوريا والعراق نحو {number} مئة جندي أميركي ضمن التحالف الذي تقوده واشنطن منذ أعوام.",
    "ودعت الأمم المتحدة الأطراف كافة إلى ضبط النفس، وحذرت من تداعيات أي تصعيد على المدنيين في المنطقة.",
    "وعقد المجلس الوزاري للأمن الوطني اجتماعاً برئاسة القائد العام للقوات المسلحة لبحث الأوضاع الأمنية.",
    "وطالب نواب في البرلمان بجدول زمني لانسحاب القوات الأجنبية، فيما رأت كتل أخرى أن الوقت غير مناسب لذلك.",
    "وتقول واشنطن إن وجود قواتها يهدف إلى دعم الشركاء المحليين، وإنها تحتفظ بحق الدفاع عن النفس.",
    "وأجرى وزير الخارجية اتصالات مع نظرائه في عدد من دول الجوار تناولت آخر المستجدات على الساحة الإقليمية.",
    "وفتحت السلطات الأمنية تحقيقاً لمعرفة الجهات التي تقف وراء ذلك، وانتشرت دوريات على الطرق المؤدية إلى المكان.",
    "ولم تعلق قيادة العمليات المشتركة على هذه الأنباء حتى إعداد هذا التقرير، ولم يصدر بيان عن التحالف الدولي.",
    "ويشكو سكان المنطقة من تردي الخدمات ونقص الوقود، ويقول كثيرون منهم إنهم يخشون عودة النزوح.",
    "وتشهد المنطقة منذ {month} حضوراً متزايداً لأطراف دولية وإقليمية تتنافس على النفوذ والموارد فيها.",
)
_A_DAY = (2, 5)  # attacks
_TOLD = (2, 6)  # by one article
_REPRINTED = 0.1  # share of articles that are another one's text
_LOOK_BACK = 0.1


@dataclass(frozen=True, slots=True)
class Article:
    """A made article."""

    text: str
    published: dt.date
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class _Attack:
    place: str
    day: dt.date
    part: str
    weapon: str
    number: int
    attacker: str
    outcome: str


def newsroom_archive(count: int, first_day: dt.date) -> Iterator[Article]:
    """Yield so many articles of about 3,000 characters, `A_DAY` a day, oldest first; no two have the same text."""
    chance = random.Random(3)
    news = general_news(500)
    lately: list[_Attack] = []
    told: list[str] = []
    for number in range(count):
        day = first_day + dt.timedelta(number // A_DAY)
        if number % A_DAY == 0:
            lately = [attack for attack in lately if (day - attack.day).days < 2]
            lately += [_attack(chance, day) for _ in range(chance.randint(*_A_DAY))]
            told = []
        if number % 2:
            text = news[number // 2 % len(news)]
        elif told and chance.random() < _REPRINTED:
            text = chance.choice(told)
        else:
            text = _round_up(chance, lately)
            told.append(text)
        yield Article(f"{text}\n{number}", day, f"Outlet {number % 9}", f"https://news.example/{number}")


def _attack(chance: random.Random, day: dt.date) -> _Attack:
    often = [1 / (rank + 2) for rank in range(len(_PLACES))]
    return _Attack(
        place=chance.choices(_PLACES, often)[0],
        day=day,
        part=chance.choice(_PARTS),
        weapon=chance.choice(_WEAPONS),
        number=chance.randrange(3, 11),
        attacker=chance.choice(_ATTACKERS),
        outcome=chance.choice(_OUTCOMES).format(hurt=chance.randrange(3, 9)),
    )


def _round_up(chance: random.Random, lately: Sequence[_Attack]) -> str:
    """Return an article about some of these attacks, with what else stands in such articles."""
    some = chance.sample(lately, min(len(lately), chance.randint(*_TOLD)))
    paragraphs = [_told(chance, attack) for attack in some]
    others = chance.sample(_NO_INCIDENTS, 2)
    if chance.random() < _LOOK_BACK:
        others.append(chance.choice(_LOOKING_BACK))
    length = sum(map(len, (*paragraphs, *others)))
    while length < LENGTH:
        others.append(chance.choice(_BACKGROUND))
        length += len(others[-1])
    for sentence in others:
        words = {"place": chance.choice(_PLACES), "month": chance.choice(_MONTHS), "number": chance.randrange(11, 90)}
        paragraphs.append(sentence.format(**words))
    return "\n\n".join(paragraphs)


def _told(chance: random.Random, attack: _Attack) -> str:
    """Return an attack as one outlet tells it: what is left out and what is wrong differs from one to the next."""
    return chance.choice(_TELLING).format(
        place=attack.place,
        part=attack.part,
        day=_DAYS[attack.day.weekday()],
        weapon=attack.weapon,
        number=attack.number + (chance.random() < 0.15),
        by=f" نفذته {attack.attacker}" if chance.random() < 0.6 else "",
        outcome=attack.outcome if chance.random() < 0.5 else "",
    )

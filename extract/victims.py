"""Whose death or injury a word tells: «مقتل ثلاثة جنود» (behind it), «جنديان قُتلا» (before a verb)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from extract.lexicon import Hit
from extract.numbers import Number
from extract.people import COUNTED, Crowd, People

PERSON = (
    r"(?:شرطي|جندي|عنصر|مدني|موظف|مختار|راعي|شيخ|وجيه|قيادي|ضابط|مقاتل|شخص|شاب|رجل|طفل|مزارع|سائق|عامل|معلم|طبيب|منتسب"
    r"|عسكري|مسؤول|مسوول|قائد|متعاون|نازح|صياد|حارس|مهندس|ناشط|صحفي|صحافي|محامي|تاجر|مواطن|امام|متعاقد|ارهابي|مسلح)"
)
SEVERAL = (
    r"(?:احد|مختار|شيخ|قائد|قيادي|مسؤول|مسوول|مدير|رئيس|عضو|ضابط|عناصر|افراد|مسلحي|مقاتلي|جنود|اثنين|ثلاثه|اربعه|خمسه"
    r"|سته|سبعه|ثمانيه|تسعه|عشره|\d+)(?= \w)"
)
_UP_TO_WHOM = r"(?:\W+(?!(?:في(?! \d)|خلال|اثر|جراء|اثناء)\W|ب\w|و(?:اصيب|جرح|قتل))\w+){0,7}?\W+"
SOMEBODY = re.compile(_UP_TO_WHOM + rf"(?:{PERSON}\w{{0,2}}(?:ا|ين)|امراه|سيده|{SEVERAL})(?!\w)")
"""Whom armed men kill, told behind them: «قتل مسلحون شرطياً»; without it they are those killed."""
AN_OBJECT = re.compile(rf"\W{PERSON}\w{{0,2}}(?:ين|ا)(?!\w)")
"""Who stands in the case of an object right behind a verb: «قتل عسكريين أميركيين», killed and not the killers."""
_KILLERS = re.compile(r"\s(?:ال)?(?:مسلح|مجهول|ملثم|قناص|مهاجم)(?:ا|ان|ون|ين|ه)?(?: مجهول(?:ان|ون|ين)?)?(?!\w)")
"""Who stands behind «قتل» and is no victim where one follows: «قتل مسلحان عنصراً»."""
_FURTHER = 45
"""Folded characters behind a verb in which one person stands, told where before."""
_AHEAD = 75
"""Folded characters before a verb in which its subject stands."""
# «ثم توفي أحدهما»: one of those told hurt
ONE_OF_THEM = re.compile(r"\s(?:احدهما|احداهما|احدهم|احد (?:ال)?(?:جرحي|مصابين)|واحد منهم)(?!\w)")
CLAUSE_ENDS = re.compile(r"[.؛\n:]|(?<!\w)[وف]?(?:حيث|بعد|قبل|منذ|رغم|ردا|انتقاما|لكن|فيما|بينما)(?!\w)")
_HITS = re.compile(r"[يت]?[اص]*صاب(?:ت|تا|ا|وا)?$|[يت]صيب")
# «أسفر عن إصابته وسائقه»: whom the pronoun means
_HIS = re.compile(r"(?:مقتل|اصابت|استشهاد|وفات|مصرع)(ه|ها|هما)$")
_LEADS_TO = re.compile(r"(?<!\w)(?<!متاثرا )(?<!متاثره )(?:عن|الي|و?[بل]|في) ?$")
_VAGUE = re.compile(r"\s(?:عدد|عشرات|العشرات|بعض|العديد|الكثير|مجموعه|اخرون|عده)(?!\w)")
# Verbs whose people stand before them too, or behind them and where it happened
_VERB = re.compile(
    r"^(?:قتل|اغتيل|جرح|استشهد|اصيب|لق[يو]|قض[يو]|قضت|توفي|فقد|حتف|مصرع|حيات|عولج|يعالج|تلقوا|يتلق|انصاب|[يت]?فارق|[يت]لق"
    r"|صرعي|انجرح|راح|هلك|ارتق|شخص)"
)
_PLURAL_VERB = re.compile(r"(?:وا?|ون|ا|هم|هما|صرعي)$")
_RAID = re.compile(
    r"\s[بال]{0,3}(?:غاره|غارات|ضربه|ضربات|مسيره|طائره|صاروخ|قذيفه|قذائف|عبوه|لغم|قناص|مسلحون|مسلحين|مسلحان|مسلح"
    r"|مجهولون|مجهولان|مجهول|ملثم|ملثمان|ملثمون|مفرزه|خليه|خلايا|مجموعه|مهاجمون|انتحاري|انفجار|هجوم|قصف)(?!\w)"
)
# «وقتل في الهجوم متعاقد»: where or when it happened, before who it was
_WHERE_FIRST = re.compile(r"\s(?:في|خلال|اثناء|جراء|اثر|علي اثر|نتيجه|بسبب)(?: [^\s،.؛:]+){1,3} $")
# «أودى الانفجار بحياة عنصرين»، «حصد القصف أرواح تسعة»
_LIVES = re.compile(r"(?:[^.؛،\n]{1,45}?)?\sب?(?:حياه|ارواح)(?=\s)")
_TAKES = re.compile(r"(?:اود|[يت]ود)[يت]?$|(?:حصد|[يت]حصد|ازهق|[يت]زهق|خطف|سلب)ت?$")
# «راح ضحية هذا الفعل عاملان»
_FELL_TO = re.compile(r"(?:راح|ذهب|[يت]ذهب|[يت]روح)\w? ضحيه$")
_THE_DEED = re.compile(r"(?:\s(?:هذا|هذه|ال\w+)){1,4}\s")
# «فقُتل هو وابن أخيه»
_HE_AND = re.compile(r"\s(?:هو|هي)\sو(?=\w)")
# «نعت الحركة أحد عناصرها»: whom somebody mourns stands behind who mourns
_MOURNS = re.compile(r"(?:[يت]?نعي|نعت|نعوا|زف|زفت|[يت]زف|شيع|شيعت|[يت]شيع|خسرت?|فقدت)$")
_MOURNED = re.compile(
    r"(?:\s[^\s\d،.؛:]+){1,5}?\s(?=(?:احد|اثن|ثلاث|اربع|خمس|ست|سبع|ثماني|تسع|عشر|\d)\w* (?:\w+ )?(?:من )?"
    r"(?:عناصر|مقاتل|قاد|كوادر|افراد|شهدائ|منتسب|رجال)\w*)"
)
# «خسر الجيش، مساء الاثنين، ضابطاً وأربعة من جنوده»
_LOST = re.compile(
    r"(?:\s[^\s\d،.؛:]+){1,3}?(?:،[^،.؛\n]{2,30}،)?\s(?=(?:ضابط|جندي|عنصر|مقاتل|قيادي|قائد|مسلح|طيار|اثن|ثلاث|اربع|خمس"
    r"|ست|سبع|ثماني|تسع|عشر|\d)\w* ?)"
)
_ACTIVE = frozenset({"قتلت", "قتل", "اغتالت", "اغتال", "اردي", "اردت"})
# «مقتل محمد عبد الله الجبوري، وهو مسؤول بارز في …»
_DEATH_OF = re.compile(r"(?:مقتل|اغتيال|استشهاد|مصرع|تصفيه|اعدام)$")
_NAMED = re.compile(
    r"(?:\s(?!و|عدد|عشرات|العشرات|بعض|العديد|الكثير|عده|مجموعه|اكثر|نحو|قرابه|ما\s|من\s|كل\s)[^\W\d]+){2,5}،\s"
    r"(?:وهو |وهي |الذي كان |احد |ابرز )?(?:ال)?(?:قيادي|مسؤول|مسوول|قائد|زعيم|عضو|ضابط|مستشار|امير|والي|مدير|رئيس|نائب"
    r"|قياديي|قاده|مسؤولي|مسوولي|مستشاري|ناشط|صحفي|مراسل)\w{0,2}(?!\w)"
)
# «القيادي أبو تقوى السعيدي ومرافقه»، «قضى قيادي مع نجله»: one more
_COMPANION = re.compile(
    r"(?:\s[^\s،.؛]+){0,7}?\s(?:و|مع )(?:مرافق|سائق|نائب|مساعد|زوج|زوجت|نجل|شقيق|طفل|طفلت)(?:ه|ها)(?!\w)"
)


class Victims:
    """Who is told to be killed or hurt in one text, word by word."""

    def __init__(self, folded: str, numbers: Sequence[Number], crowd: Crowd) -> None:
        self._folded, self._numbers, self._crowd = folded, numbers, crowd

    def of(self, hit: Hit, form: str) -> list[People]:
        """Return the people behind a verb or noun of death («مقتل ثلاثة جنود»), else before a verb («جنديان قُتلا»)."""
        if ONE_OF_THEM.match(self._folded, hit.end):
            return [People(hit.word_start, hit.end, 1, "other")]
        if self._counts_by_a_noun(hit):
            return []  # «ارتقى خمسة شهداء»: the noun counts them
        if _HITS.match(form) and self._folded.startswith(" ال", hit.end):
            return []  # «وأصاب الآخران مهبطاً»: who hits stands behind the verb
        his = _HIS.match(form)
        if his is not None and _LEADS_TO.search(self._folded, max(0, hit.start - 14), hit.start):
            one = People(hit.word_start, hit.end, 2 if his.group(1) == "هما" else 1, "other")
            return [one, *self._crowd.joined(one)]
        he = _HE_AND.match(self._folded, hit.end)
        if he is not None and (other := self._crowd.at(he.end())) is not None:
            return [People(hit.word_start, he.end(), 1, "other"), other]
        further = self._reached_over(hit, form)
        if further is not None:
            return [further, *self._crowd.joined(further)]
        killers = _KILLERS.match(self._folded, hit.end) if form in _ACTIVE else None
        if killers is not None and SOMEBODY.match(self._folded, killers.end()):
            victim = self._crowd.at(killers.end()) or self._object(hit, form)
            return [victim, *self._crowd.joined(victim)] if victim is not None else []
        behind = self._crowd.at(hit.end) or self._people_further(hit, form) or self._object(hit, form)
        if behind is None and _DEATH_OF.match(form) and (named := _NAMED.match(self._folded, hit.end)) is not None:
            behind = People(hit.word_start, named.end(), 1, "unknown")
        if behind is None and form in ("قتلا", "استشهدا", "جرحا", "اصيبا"):
            return [People(hit.word_start, hit.end, 2, "other")]
        if behind is None and form in _ACTIVE and AN_OBJECT.match(self._folded, hit.end):
            return []  # «فتح مسلح النار فقتل عسكريين»: more than one, and not who opened fire
        if behind is None:
            subject = self.subject(hit, form) if _VERB.match(form) else None
            return [subject] if subject is not None else []
        more = self._crowd.joined(behind)
        if not more and behind.count == 1 and (companion := _COMPANION.match(self._folded, behind.end)) is not None:
            more = [People(behind.start, companion.end(), 1, behind.group)]
        return [behind, *more]

    def _reached_over(self, hit: Hit, form: str) -> People | None:
        """Return who stands behind a verb and its subject: «أودى الانفجار بحياة عنصرين»، «نعت الحركة أحد عناصرها»."""
        over = _LIVES.match(self._folded, hit.end) if _TAKES.match(form) else None
        if over is None and _FELL_TO.match(form):
            over = _THE_DEED.match(self._folded, hit.end)
        if over is None and form.startswith("خسر"):
            over = _LOST.match(self._folded, hit.end)
        if over is None and _MOURNS.match(form):
            over = _MOURNED.match(self._folded, hit.end)
        return self._crowd.at(over.end()) if over is not None else None

    def _counts_by_a_noun(self, hit: Hit) -> bool:
        """Whether right behind a word stands a number with a noun of the same kind, which is counted itself."""
        number = next((n for n in self._crowd.numbers_near(hit.end, 1) if n.start - hit.end <= 2), None)
        return number is not None and any(
            0 < noun.start - number.end <= 2 and noun.value == hit.value and COUNTED.match(self._folded, noun.start)
            for noun in self._crowd.casualties_near(number.end + 1)
        )

    def _people_further(self, hit: Hit, form: str) -> People | None:
        """Return counted people behind a verb and where or when it happened («أصيب في الكمين أيضاً ثلاثة عسكريين»)."""
        for number in self._crowd.numbers_near(hit.end, 1):
            between = self._folded[hit.end : number.start]
            stopped = any(hit.end <= c.start < number.start for c in self._crowd.casualties_near(number.start))
            if stopped or "،" in between or CLAUSE_ENDS.search(between):
                break
            people = self._crowd.at(number.start)
            named = self._crowd.person_at(number.end) is not None or (people is not None and people.group != "other")
            return people if named else None
        for person in self._crowd.between(hit.end, hit.end + _FURTHER) if _VERB.match(form) else ():
            named = person.proclitic == "ال" and self._crowd.alone(person) == 1  # «القيادي أبو علي»
            if (named or not person.proclitic) and _WHERE_FIRST.fullmatch(self._folded, hit.end, person.word_start):
                return self._crowd.at(person.word_start)
        return None

    def _object(self, hit: Hit, form: str) -> People | None:
        """Return who was killed by a raid told in between: «قتلت غارة قرب بلدة كذا القياديَّ في التنظيم»."""
        subject = _RAID.match(self._folded, hit.end) if form in _ACTIVE else None
        if subject is None:
            return None
        for person in self._crowd.between(subject.end(), hit.end + _AHEAD):
            between = self._folded[subject.end() : person.word_start]
            if CLAUSE_ENDS.search(between) or between.count("،") not in (0, 2) or "و" in person.proclitic:
                return None  # a time may be put in between two commas
            people = self._crowd.at(person.word_start)
            if people is not None:
                return people
        return None

    def subject(self, verb: Hit, form: str) -> People | None:
        """Return the counted people before a verb whose subject they are; None when none stand there."""
        if _VAGUE.match(self._folded, verb.end):
            return None  # «وأصيب عدد من الجنود»: its subject follows
        low = max(0, verb.word_start - _AHEAD)
        ends = [m.end() for m in CLAUSE_ENDS.finditer(self._folded, low, verb.word_start)]
        ends += [
            c.end for c in self._crowd.casualties_near(verb.word_start) if low <= c.start and c.end <= verb.word_start
        ]
        low = max([low, *ends])
        several = _PLURAL_VERB.search(form.split()[0]) is not None
        first = bisect.bisect_left(self._numbers, low, key=lambda n: n.start)
        last = bisect.bisect_left(self._numbers, verb.word_start, key=lambda n: n.start)
        for number in reversed(self._numbers[first:last]):
            people = self._crowd.at(number.start)
            if people is not None and (several or people.group != "other"):
                return people
        persons = [p for p in self._crowd.between(low, verb.word_start) if self._crowd.alone(p)]
        if persons:
            group, end = self._crowd.group_of(persons[-1])
            count = self._crowd.alone(persons[-1])
            also = self._people_before(persons) if several else 0
            return People(persons[-1].word_start, end, count + also, group)
        return None

    def _people_before(self, persons: Sequence[Hit]) -> int:
        """Return how many stand joined before the last of several singular people («سيدة وطفلها»)."""
        if len(persons) < 2 or persons[-1].word_start - persons[-2].end > 2:
            return 0
        return self._crowd.alone(persons[-2])

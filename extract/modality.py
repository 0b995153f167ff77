"""Whether words of attack tell of an attack at all: drills, threats, plans, denials and habits do not.

Each kind of word has a judge that says in which position it takes the act back. «هددت باستهداف القاعدة» (threatened to
target) does, «استهدفت القاعدة بعد تهديدات» (targeted it after threats) does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extract.denials import denies_an_attack, leaves_open
from extract.findings import Findings
from extract.lexicon import Hit
from extract.normalise import ReadText
from extract.ordered import within
from extract.subjects import subject_here
from incidents.types import RejectedKind

_MAY = re.compile(
    r"(?<!\w)قد (?!ت\w+ت(?!\w)|تعرض|تصد|تبن|تمكن|توجه|تلق|توعد|تسبب|تحدث|تضرر|توقف|تول|تم(?!\w)|تزامن|تجدد)[يتن]\w{2,}"
    r"|(?<!\w)[وف]قد [ين]\w{2,}"
)
"""«قد» before an imperfect is "may"; before a perfect (also one that begins with ت: «قد تعرضت») only emphasis."""
_WILL = re.compile(
    r"(?<!\w)[وف]?(?:سوف \w+|س[يتن](?!ار|اس|اد|اح|ام|د|ر|طر|نا|نمائ|ينغ|كولوج|بران"
    r"|ف|ل|م|ول|ون|ن|ت|ج|خ|ه|و|قان|اق)\w{3,})[^،.؛:\n]*$"
)
"""A verb in the future before what it governs."""
_MAY_BE_HEARD = re.compile(r"\W+قد [يت](?:سمع|قع|حدث|حصل|نجم|نتج)\w*")
"""«أصوات انفجارات قد تُسمع»"""
_NO_SOONER = re.compile(r"(?<!\w)[وف]?لن (?:\w+ ){1,3}?حتي (?:\w+ ){0,2}$")
"""«لن تمر ساعة حتى تغير»: no hour will pass until."""
_ANY = re.compile(
    r"(?<!\w)[وف]?[بل]?(?:ايه?|كل) (?:صاروخ|قذيفه|مسيره|هجوم|قصف|استهداف|ضربه|عدوان|اعتداء|محاوله|رصاصه|طائره)(?!\w)"
    r"[^.؛:\n]{0,30}$"
)
"""«أي صاروخ يسقط على …» (any rocket that falls)."""
_WHOEVER = re.compile(r"(?<!\w)[وفبل]?(?:كل )?من $")
"""«من يضرب بغداد» (whoever strikes) tells of no strike."""
_SUBJUNCTIVE = re.compile(
    r"(?<!قبل )(?<!بعد )(?<!منذ )(?<!الي )(?<!حتي )(?<!دون )(?<!غير )(?<!بعدما )(?<!\w)ان [يتن]\w+ (?:\w+ ){0,3}?$"
)
"""«تخشى أن ترد الفصائل بقصف»: what might be; «قبل أن ترد بقصف» was."""
_SAYS_THAT = re.compile(
    r"(?<!\w)[وف]?(?:قال|اكد|ذكر|افاد|اوضح|اعلن|اضاف|كشف|بين|اشار|يقول|تقول|يعني|علم|تبين|يبدو)\w{0,3}(?!\w)"
)
_REACH = 90
"""Folded characters before an act in which a word that takes it back governs it; a denial reaches twice as far."""
_BEHIND_DENIAL = 40
"""Folded characters behind an act in which a phrase of denial takes it back («… لا صحة لها»)."""
_ADJECTIVE_BEHIND = 14
"""Folded characters behind an act in which an adjective still is of it."""
_PLOTTED_BEHIND = 20
"""Folded characters behind «مخطط» in which an act is the one planned."""
_SPOKEN_OF_BEHIND = 45
"""Folded characters behind a condemnation or a court in which an act is only spoken of."""
_DRILL_REACH = 70
"""Folded characters around a drill in which a noun of attack belongs to it."""
_DRILL_GROUND = re.compile(
    r"(?:منشاه|اكاديميه|مدرسه|كليه|معسكر|معسكرات|مركز|مراكز|ساحه|موقع|مقر|ميدان|منشات|مهمه|قوات ال)\s?(?:لل|ال|ل)?$"
)
"""«ساحة تدريب»: a training ground that is struck."""
_SCENARIOS = frozenset({"تحاكي", "يحاكي", "حاكى", "حاكت", "محاكاة", "السيناريو", "افترض", "افترضت"})
"""Words that make all that is told behind them in their sentence a drill's."""
_NEGATED = re.compile(
    r"(?<!\w)(?:لم|لن|[وف]?لا|[وف]?(?:ليس|ليست|ليسا|ليستا|ليسوا)|عدم|بلا|ايه?|دون|بدون|(?:دون|بدون|من غير) ان)"
    r"(?: (?:وقوع|حدوث|تسجيل|حصول|رصد)(?: اي)?)? $|(?<!\w)لم [يت]ضطر\w{0,2}(?: \w+){0,2} الي $"
)
"""Particles, and «أي» («أي اشتباك», any clash), of which no news tells that it happened; «دون وقوع هجوم»."""
_OF_THEM = re.compile(
    r"(?:\W+\w+){0,2}?\W+(?:(?:اي|ايا|احد|شيء)\W+من(?:ها|هما)|من(?:ها|هما)(?:\W+\w+){0,2}?\W+(?:شيء|احد))(?!\w)"
)
"""«لم يسقط أيٌّ منها في القاعدة»: what was fired missed."""
_ARRIVES = frozenset({"impact", "intercept", "reach", "head_for"})
"""Acts of what is fired: «لم تُستهدف أي منها» is of bases."""
_BUT = re.compile(r"(?:\W+\w+){0,2}?\W+سوي(?!\w)")
"""«لم تُسجل سوى قنبلة رماها مجهول»: that one was."""
_NEGATION_REACH = 34
"""Folded characters before an act in which they stand."""
_ADMITS = re.compile(r"لكن\w*\W+(?:\w+\W+){0,3}?(?:اقر|اقرت|اعترف|اعترفت|اكد|اكدت|اوضح|اوضحت)(?!\w)")
"""«نفت … لكنها أقرت بأن القصف …»: what is denied is not the attack."""
_SPEAKS_ON = re.compile(r"[،.]\W*و(?:قال|قالت|اضاف|اضافت|اتهم|اتهمت|ذكر|ذكرت)\W")
"""«نفت قسد ذلك، وقالت إن الجيش قصف القرية»: what is denied ends where she goes on speaking."""
_PRIVATE = frozenset({"bomb", "shoot", "kill", "clash", "launch", "impact", "blast", "sound"})
"""Acts of private crime and of weddings."""
_ON_THE_WAY = frozenset({"intercept", "attempt", "head_for", "launch"})
"""Acts that smugglers' aircraft suffer as well."""
_LONGEST_HEADLINE = 140
"""Folded characters of a line that may be a headline, which tells of one event in the present tense."""
_SUBJECT_FIRST = re.compile(
    r"\W*(?:(?!(?:التي|الذي|الذين|حيث|كان|كانت|كانوا|ما|لا|قد|لماذا|كيف|متي|عندما|حين|كلما|اذا|لا|لم|لن|ان|انها|انه|هل|من)\W)\w+\W+){1,6}"
)
"""What stands before the verb of a headline: who does it, or a label («عاجل |»)."""
_EVERY = re.compile(
    r"(?<!\w)(?:كل (?:(?:بضعه|عده|\w{2,5}) )?(?:يوم|ليله|اسبوع|شهر|ايام|اسابيع|اشهر)|يوميا|اسبوعيا|شهريا"
    r"|مرات (?:عده|عديده|كثيره)|(?:عده|بضع) مرات|مرارا|غير مره|مره (?:تلو|بعد) (?:ال)?اخري)(?!\w)"
)
"""How often: no one event."""
_THE_OTHER = re.compile(r"(?<!\w)[وف]?(?:اما )?(?:ال(?:اخري?|ثاني|ثانيه|ثالث|ثالثه|اخريان)|اخري?|ثانيه|ثالثه)(?!\w)")
"""«عبوة فُككت، والثانية انفجرت»: what stands between what was found in time and what was not."""
_ALWAYS = ("إذا", "لو", "في حال", "كلما", "الاعتقاد بأن", "الاعتقاد أن", "اعتقدوا أن", "ظنوا أن")
"""Conditions, which a named day does not make real."""


@dataclass(frozen=True)
class _Case:
    """The acts of one clause, to be judged."""

    found: Findings
    acts: Sequence[Hit]
    first: Hit
    """The act told first."""
    main: Hit
    """The act told nearest to what was struck."""
    start: int
    end: int
    dated: bool

    def between(self, hit: Hit, act: Hit) -> str:
        """Return the words from a hit to an act behind it; empty when it stands before."""
        return self.found.text.folded[hit.end : act.word_start]


def rejection(
    found: Findings, acts: Sequence[Hit], main: Hit, start: int, end: int, dated: bool
) -> tuple[RejectedKind, Hit] | None:
    """Return why the acts inside a folded clause are no incident, with the word that says so; None when they are one.

    `main` is the act told nearest to what was struck. `dated` says whether the clause names a day: a habit told with
    a day is one event, not a habit.
    """
    first = min(acts, key=lambda act: act.start)
    case = _Case(found, acts, first, main, start, end, dated)
    if any(date.kind == "anniversary" for date in within(found.dates, start, end)):
        return "statement", first  # «في مثل هذا اليوم من عام 2020 قُتل …»: a commemoration
    if _MAY_BE_HEARD.match(found.text.folded, first.end):
        return "hypothetical", first
    if not dated and _future(case):
        return "threat", first
    if first.entry.inflection == "imperfect" and (
        _ANY.search(found.text.folded, start, first.word_start)
        or _WHOEVER.search(found.text.folded, start, first.word_start)
    ):
        return "hypothetical", first
    if (
        not dated
        and first.entry.inflection == "noun"
        and _might_be(found, max(start, first.word_start - _REACH), first)
    ):
        return "hypothetical", first
    may = _MAY.search(found.text.folded, max(start, first.word_start - _REACH), first.end)
    if may is not None and may.start() <= first.word_start:
        return "hypothetical", first
    for hit in within(found.modality, min(start, first.word_start - 3 * _DRILL_REACH), end):
        judge = _JUDGES.get(hit.value)
        kind = None if judge is None else judge(case, hit)
        if kind is not None:
            return kind, hit
    perfect = any(act.entry.inflection == "perfect" or act.value == "light" for act in acts)
    if not perfect and _EVERY.search(found.text.folded, start, end):
        return "recap", first  # «كانت قبل عامين تتلقى الصواريخ كل أسبوع»
    armed = bool(within(found.weapons, start, end))
    bound = all(act.value == "head_for" for act in acts)  # «كانت ثلاث أخرى تقصد طرطوس» is no habit
    habitual = all(act.entry.inflection == "imperfect" or act.value == "light" or _is_many(act) for act in acts)
    habitual = habitual and not all(_is_many(act) for act in acts)
    if habitual and not (dated or armed or bound or _is_headline(found.text, first)):
        return "recap", first
    return None


def _is_headline(text: ReadText, act: Hit) -> bool:
    """Whether a verb stands behind its subject in a short line of its own: «مجهولون يستهدفون صهريجاً قرب الشدادي»."""
    start = text.folded.rfind("\n", 0, act.start) + 1
    end = text.folded.find("\n", act.end)
    if (len(text.folded) if end < 0 else end) - start > _LONGEST_HEADLINE or act.entry.inflection != "imperfect":
        return False
    return _SUBJECT_FIRST.fullmatch(text.folded, start, act.word_start) is not None


def elsewhere(found: Findings, acts: Sequence[Hit], start: int, end: int) -> Hit | None:
    """Return the word that says that a folded sentence tells of a match, a private crime or smuggling; None otherwise.

    «أمطر شباك ضيفه بثلاثة صواريخ», «إطلاق نار في حفل زفاف», «إسقاط مسيّرة محملة بالمخدرات».
    """
    words = within(found.modality, start, end)
    values = {act.value for act in acts}
    for hit in words:
        if (hit.value == "smuggling" and values <= _ON_THE_WAY) or (hit.value == "crime" and values <= _PRIVATE):
            return hit
    if found.subject is not None and found.subject.value == "stars":
        return found.subject
    here = subject_here(words)
    if here is not None and here.value == "art":
        return here  # «يُقتل في الحلقة السابعة بقذيفة دبابة»
    if any(hit.value == "killed" for hit in within(found.hits.of("casualty"), start, end)):
        return None
    if (here is None or here.value == "market") and _armed_and_dated(found, start, end):
        return None
    return here or subject_here(words, found.subject)


def _armed_and_dated(found: Findings, start: int, end: int) -> bool:
    """Whether arms and a day are named: «تأجلت المباراة بعد سقوط مسيّرة أول أمس داخل المطار» tells of one."""
    days = [day for day in within(found.dates, start, end) if day.date_start is not None]
    return bool(days) and any(weapon.exact for weapon in within(found.weapons, start, end))


def negated(text: ReadText, act: Hit) -> bool:
    """Whether a particle right before an act takes it back («لم تستهدف», «عدم استهداف», «دون أن تُطلق»)."""
    if act.value in _ARRIVES and _OF_THEM.match(text.folded, act.end):
        return False
    return _NEGATED.search(text.folded, max(0, act.word_start - _NEGATION_REACH), act.word_start) is not None


def _inside(case: _Case, hit: Hit) -> bool:
    return case.start <= hit.word_start and hit.end <= case.end


def _governs(case: _Case, hit: Hit, act: Hit, reach: int, commas: int) -> bool:
    """Whether a word stands before an act, near enough and with no end of a statement between."""
    if hit.word_start <= act.word_start < hit.end:
        return True
    between = case.between(hit, act)
    if not 0 <= act.word_start - hit.end <= reach:
        return False
    return not any(mark in between for mark in ".؛\n") and between.count("،") <= commas


def _threat(case: _Case, hit: Hit) -> RejectedKind | None:
    return "threat" if _inside(case, hit) and _governs(case, hit, case.main, _REACH, 1) else None


def _hypothetical(case: _Case, hit: Hit) -> RejectedKind | None:
    planned = 0 <= case.main.word_start - hit.end <= _PLOTTED_BEHIND and case.main.proclitic.endswith("ل")
    if not _inside(case, hit) or (case.dated and not planned and hit.entry.form not in _ALWAYS):
        return None  # «اعتقلت أمس خلية كانت تخطط لتفجير عبوة»: the day is not that of the plan
    return "hypothetical" if _governs(case, hit, case.main, _REACH, 1) else None


def _denial(case: _Case, hit: Hit) -> RejectedKind | None:
    if not _inside(case, hit):
        return None
    text = case.found.text
    if _ADMITS.search(text.folded, hit.end, text.sentences[text.sentence_at(hit.end)].end):
        return None
    if _SPEAKS_ON.search(case.between(hit, case.first)) or leaves_open(
        text.folded, case.start, hit.word_start, hit.end
    ):
        return None
    if _BUT.match(text.folded, hit.end) and any(w.exact for w in within(case.found.weapons, hit.end, case.end)):
        return None
    particle = hit.entry.form.startswith(("لم", "دون", "ولم", "عدم"))
    if not hit.entry.form.startswith(("ليس", "فليس", "لا ", "فلا")) and not denies_an_attack(case.found, hit):
        return None  # «نفت سقوط ضحايا جراء الصواريخ التي سقطت على المعسكر»
    behind = " " in hit.entry.form and not particle and 0 < hit.end - case.first.word_start <= _BEHIND_DENIAL
    return "denial" if behind or _governs(case, hit, case.first, 2 * _REACH, 3) else None


def _fake(case: _Case, hit: Hit) -> RejectedKind | None:
    return "denial" if _inside(case, hit) else None


def _drill(case: _Case, hit: Hit) -> RejectedKind | None:
    """«صاروخان يستهدفان القاعدة، وصافرات تدوي ضمن تدريب»: a drill told behind an attack is of something else."""
    reach = 3 * _DRILL_REACH if hit.entry.form in _SCENARIOS else _DRILL_REACH
    played = case.first.entry.inflection == "noun" or hit.entry.form in _SCENARIOS
    told_before = 0 < case.first.word_start - hit.end < reach and played
    if told_before and not any(mark in case.between(hit, case.first) for mark in (".", "\n", "كما")):
        return "drill"  # «التدريبات … حيث ستحاكي القوات صدّ هجوم»
    if not _inside(case, hit):
        return None
    far_behind = hit.start - case.main.end > _DRILL_REACH and case.first.value not in ("blast", "sound")
    ground = _DRILL_GROUND.search(case.found.text.folded, max(0, hit.word_start - 14), hit.word_start)
    return None if far_behind or ground else "drill"


def _might_be(found: Findings, start: int, act: Hit) -> bool:
    """Whether a verb of what might be governs a noun of attack: «تخشى أن ترد الفصائل بقصف القواعد»."""
    if not act.proclitic.endswith("ب"):
        return False
    words = _SUBJUNCTIVE.search(found.text.folded, start, act.word_start)
    return words is not None and _SAYS_THAT.search(found.text.folded, start, words.start()) is None


def _future(case: _Case) -> bool:
    """Whether the future governs a noun of attack («سيقابله وابل من الصواريخ على القاعدة») or «لن … حتى» a verb."""
    judged = {"noun": _WILL, "imperfect": _NO_SOONER}.get(case.main.entry.inflection)
    start = max(case.start, case.main.word_start - _REACH // 2)
    return judged is not None and judged.search(case.found.text.folded, start, case.main.word_start) is not None


def _possible(case: _Case, hit: Hit) -> RejectedKind | None:
    """«هجمات محتملة»: an adjective right behind the act."""
    return "hypothetical" if 0 <= hit.start - case.first.end <= _ADJECTIVE_BEHIND else None


def _plot(case: _Case, hit: Hit) -> RejectedKind | None:
    """«إحباط مخطط لاستهداف القاعدة»: what was foiled is a plan."""
    near = any(0 <= act.word_start - hit.end <= _PLOTTED_BEHIND for act in case.acts)
    return "hypothetical" if near else None


def _spoken_of(case: _Case, hit: Hit) -> RejectedKind | None:
    """«تدين استهداف المطار», «متهمين بإطلاق صواريخ»: of an attack told elsewhere, unless its day is told here."""
    behind = 0 <= case.main.word_start - hit.end <= _SPOKEN_OF_BEHIND
    own = case.dated and not _day_is_between(case, hit)
    return "statement" if behind and not own and _inside(case, hit) else None


def _day_is_between(case: _Case, hit: Hit) -> bool:
    """Whether the only day told is that of what was said: «أدان البرلمان أمس قصف المقر»."""
    days = [day for day in within(case.found.dates, case.start, case.end) if day.is_narrow]
    return bool(days) and all(hit.end <= day.start and day.end <= case.main.word_start for day in days)


def _no_bomb(case: _Case, hit: Hit) -> RejectedKind | None:
    """«فككت عبوة قبل انفجارها», «انفجار في كدس للعتاد نتيجة سوء التخزين»."""
    flew = "متطاير" in hit.entry.form or "تطاير" in hit.entry.form  # «سقطت إحدى القذائف المتطايرة»
    blasts = all(act.value in ("blast", "sound", "bomb") or (flew and act.value == "impact") for act in case.acts)
    other = hit.end <= case.first.word_start and _THE_OTHER.search(case.between(hit, case.first)) is not None
    return "statement" if blasts and not other and _inside(case, hit) else None


def _many(case: _Case, hit: Hit) -> RejectedKind | None:
    """«مئات الغارات منذ 2011»: no one event, unless its day is told."""
    counted = any(0 <= act.word_start - hit.end <= 2 for act in case.acts)
    return "recap" if counted and not case.dated and _inside(case, hit) else None


def _described(case: _Case, hit: Hit) -> RejectedKind | None:
    """«وصفت استهداف المنشآت بأنه غير مقبول»; «وصفت الهجوم على القاعدة بأنه تصعيد» speaks of one told of."""
    return None if case.main.proclitic.endswith("ال") else _spoken_of(case, hit)


def _ceased(case: _Case, hit: Hit) -> RejectedKind | None:
    """«منذ توقفت الهجمات في شباط»: of many, also where a month is told."""
    many = [act for act in case.acts if 0 <= act.word_start - hit.end <= 2 and act.proclitic.endswith("ال")]
    others = any(act.entry.inflection == "perfect" and act not in many for act in case.acts)
    return "recap" if many and not others and _inside(case, hit) else None


def _commemoration(case: _Case, hit: Hit) -> RejectedKind | None:
    return "statement" if _inside(case, hit) else None


def _recap(case: _Case, hit: Hit) -> RejectedKind | None:
    """A habit: plurals without a perfect verb («هجمات متكررة»), or «سبق أن» without a day."""
    habit = not any(act.entry.inflection == "perfect" and act.value != "undergo" for act in case.acts)
    told_so = habit or (hit.entry.form.startswith("سبق") and hit.start < case.main.word_start)
    return "recap" if told_so and not case.dated and _inside(case, hit) else None


_JUDGES: Mapping[str, Callable[[_Case, Hit], RejectedKind | None]] = {
    "threat": _threat,
    "hypothetical": _hypothetical,
    "denial": _denial,
    "fake": _fake,
    "drill": _drill,
    "possible": _possible,
    "plot": _plot,
    "legal": _spoken_of,
    "statement": _spoken_of,
    "described": _described,
    "defused": _no_bomb,
    "accident": _no_bomb,
    "commemoration": _commemoration,
    "recap": _recap,
    "many": _many,
    "ceased": _ceased,
}
"""What takes an act back, by the value of the word in `seeds/lexicon/modality.csv`."""


def _is_many(act: Hit) -> bool:
    """Whether an act is «الهجمات», which «تطال قواعدها» tells of as a habit."""
    return act.entry.form.endswith("ات") and act.entry.inflection == "noun" and act.proclitic.endswith("ال")

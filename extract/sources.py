"""Who says it: agencies, officials, monitors, witnesses, and the armed group that claims it.

Names stand in `seeds/lexicon/sources.csv`; what a speaker's word is worth stands in `seeds/speakers.csv`.
"""

from __future__ import annotations

import bisect
import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from extract.ordered import within
from extract.wording import Wording

SPEAKERS_TABLE = Path(__file__).resolve().parent.parent / "seeds" / "speakers.csv"

_REACH = 45
"""Folded characters between a word of speech and its speaker."""
_HEADING = 160
"""Folded characters at the top of a text in which a statement names who makes it."""
# Values of `sources.csv` for who was named before: «الجهاز» (`@last`); «البيان», which may also be an armed group's;
# «المصدر», which is some witness where nobody was named.
_STATEMENT, _SOURCE = "@statement", "@source"
_WITNESS = "local sources"

# What is said begins behind these: a name behind them is spoken of, not speaking
_CONTENT = re.compile(
    r"(?<!\w)(?:ب?ان(?:ه|ها|هم|ه لم)?|عن|فيما|بينما|علي|ضد|من|بعد|قبل|خلال|تعرض|استهداف|قصف|هجوم|في)(?!\w)"
)
_QUOTED_FROM = re.compile(
    r"(?<!\w)(?:نقلت?ا?|صادر|بيان|توضيح|نقلا|تصريحات?|مصدر|قول)\W+(?:\w+\W+){0,3}(?:عن|في|من)\W*$"
)
_ACCORDING_TO = frozenset({"بحسب", "وفق", "وفقا", "حسب", "حسبما", "نقلا", "وفق ما", "حسب ما"})
# «… – المركز الإعلامي لقسد»: who speaks, set behind what is said
_SIGNED = re.compile(r"(?:[–—-]|\.\.)\s*[\"«]?$")
_ENDS = re.compile(r"[\"»)]*\s*(?:[.\n]|$)")
# Whoever does these claims the attack, by whatever name: «تبنّت جماعة مجهولة الهجوم»، «أعلنت … مسؤوليتها عن»
_ADOPTS = re.compile(r"ت?[تي]?تبن|مسؤوليت|نسب")
_NOT_ADOPTED = re.compile(r"(?<!\w)[وف]?(?:لم|لا|دون|اي|نفي|نفت|ينفي|تنفي|نافي\w+|حمل\w?|تحميل)(?!\w)[^.؛\n]*$")
_JOINED = 2
"""Words at most between two names that speak together («رويترز عن مسؤول في التحالف»)."""
_UNNAMED_GROUP = "an armed group"
_PUT_OFF = re.compile(r"\W*(?:،? قد| ان)\W*")
_DENIED_SPEECH = re.compile(r"(?<!\w)(?:لم|ولم|دون|لا|ولا|من غير ان|دون ان|لن)\W+\w*$")
# Without its shadda, which the folding drops, such a word is a commoner one: «بيّن» (made clear) is «بين» (between)
_ONLY_DOUBLED = frozenset({"بين", "عدد", "علم"})
# «مصدر في قوى الأمن الداخلي»: not the force itself speaks
_WITHIN = re.compile(r"(?<!\w)(?:مصدر|مصادر|مصدران|مصدرين|ضابط|ضباط|عنصر|مقرب|مقربون)\W(?:\w+\W)?(?:في|من|داخل|ضمن)\W$")
# «قال قائد في "جيش سوريا الحرة"»، «نشرت جماعة تطلق على نفسها "سرايا أولياء الدم"»: still who speaks
_PERSON_OF = re.compile(
    r"\W*(?:مصدر|مصادر|قائد|قيادي|ضابط|مسؤول|متحدث|ناطق|عضو|مدير|جماعه|فصيل|مجموعه)\w{0,3}\W(?:\w+\W){0,3}?"
    r"(?:في|من|باسم|لدي|علي نفسها|نفسها|تدعي|باسم)\W*"
)
_OFFICIALS = Wording(
    r"(?<!\w)[ولبف]?(?:ل?ل|ال)?(?:مسؤول|مسوول|متحدث|ناطق|جنرال|ضابط|قائد)\w{0,3} (?:(?!ان|عن|في|من)\w+ ){0,2}"
    r"(?:ال)?(?:امريكي|اميركي)(?:ا|ان|ين|ون)?(?!\w)",
    "مسؤول|مسوول|متحدث|ناطق|جنرال|ضابط|قائد",
)
# «مصدر أمني لمراسلنا: …»، «مسؤول للصحافة: …»
_SPEAKS_TO = re.compile(r"[\"»)]{0,2}(?:\sل(?:ل)?\w+(?: \w+)?)?[\"»)]{0,2}\s?:")
# «على طريق دمشق - بيروت»: the city, not its government
_CAPITALS = frozenset({"دمشق", "أنقرة", "واشنطن", "بغداد", "عمّان", "عمان", "طهران", "موسكو", "تل أبيب"})
_CITY_BEFORE = re.compile(
    r"(?<!\w)[وبلف]?(?:ال)?(?:طريق|اوتستراد|محور|مطار|ريف|وسط|مدينه|عاصمه|قرب|في|الي|نحو|باتجاه|جنوب\w{0,2}|شمال\w{0,2}|شرق\w{0,2}"
    r"|غرب\w{0,2}|محيط|سماء|اجواء) $"
)
# «قيادة عمليات كركوك»، «قيادة شرطة ديالى»
_COMMAND = Wording(
    r"(?<!\w)[ول]{0,2}(?:قياده|قائد|مديريه) (?:عمليات|شرطه) (?:ال)?\w+(?: (?:الدين|قار|الشرقي|الغربي))?(?!\w)",
    "عمليات|شرطه",
)
# «قالت محافظة درعا إن …»
_GOVERNORATE_SAYS = Wording(
    r"(?<!\w)[وف]?(?:قالت|اعلنت|افادت|ذكرت|اكدت|اوضحت|بحسب|وفق) (محافظه \w+(?: (?:الزور|دمشق|الدين|قار))?)(?!\w)",
    "محافظه",
)
_GOVERNORATE = Wording(r"(?:^|\n)\W*\d\d?[:.]\d\d\W+(محافظه \w+(?: \w+)?) ?:", "محافظه")
_ARTICLE = re.compile(r"^[وفبل]{0,2}(?:ال|لل)|^[ول](?=مسؤول|مصدر|ضابط|قائد)")
_NAMED_BEFORE = 12
"""Names back to which «الجهاز» may point."""
# «ردّ الجهاز بأن شيئاً لم يقع» speaks, «ردّ الجيش بقصف» does not
_REPLIES = frozenset({"رد", "ردت"})
_THREATENS = frozenset({"توعد", "حذر", "حذرت"})
"""Words of speech that tell of what is to come, not of what was."""
_GOES_ON = frozenset({"تابع", "تابعت"})
_IN_WORDS = re.compile(r"[^.؛\n]{0,70}?(?<!\w)(?:بان|بالقول|قائلا|قائله|بانها|بانه)(?!\w)")
_HEADS = re.compile(r"\W{0,3}(?::|[يت](?:كشف|علن|ؤكد|وضح|قر|قول)(?!\w))")
# «خلية الإعلام الأمني / توضيح»
_ALONE = re.compile(r"[\"»)]*\s*(?:[/|:–—-]\s*(?:بيان|توضيح|تصريح|بلاغ|عاجل)\W*)?\n")
# «دمشق-سانا»: what an agency that speaks for a side says itself
_DATELINE = re.compile(r"(?:^|\n)\W*\w+\s?[-–—/]\s?$")
# «بسم الله الرحمن الرحيم / خلية الإعلام الأمني / بيان»: short lines before the name, nothing else
_HEAD_LINES = re.compile(r"^(?:\W*(?:بسم الله[^\n]{0,60}|بيان[^\n]{0,30}|عاجل|تصريح[^\n]{0,20})\W*\n)+\W*$")
_CALLED_STATEMENT = re.compile(r"(?:^|\n)\W*(?:بيان|بلاغ|تصريح|توضيح|حصيله)(?!\w)[^\n.]{0,60}(?:\n|$)")
_ALONE_BELOW = re.compile(r"[\"»)\s]*(?:\n|$|[–—-])")
_FOOT = 160
"""Folded characters at the end of a text in which a statement names who makes it."""
# «صرح مصدر عسكري … تصدت وسائط دفاعنا الجوي»: the Syrian army's, in its own voice
_OWN_DEFENCE = re.compile(
    r"(?<!\w)[وبل]?(?:ل?دفاعات?نا|وسائط (?:ال)?دفاع(?:نا|اتنا)?|العدو(?:ان)? (?:ال)?(?:ا?سرائيلي|صهيوني))(?!\w)"
)
# «مسؤول في وزارة الدفاع», where America's forces have spoken
_DEFENCE_MINISTRY = "وزارة الدفاع"
_AMERICAN = re.compile(r"(?<!\w)[ولب]{0,2}(?:ال)?(?:بنتاغون|سنتكوم|قياده المركزيه)(?!\w)")
_MILITARY_SOURCE = "military source"
_STATEMENT_OF = re.compile(r"(?<!\w)(?:بيان|توضيح|ايجاز|بلاغ|تصريح|حصيله)\W+(?:\w+\W+){0,3}$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a speaker's word is worth."""

    standing: str
    """`authority` (the struck party, whoever is in charge there, a state that owns up) or `claimant` (armed group)."""
    actor: str | None
    """Actor id of the party that speaks, if it is one."""


@cache
def speakers(table: Path = SPEAKERS_TABLE) -> Mapping[str, Speaker]:
    """Return speakers by name. Who is not among them only reports."""
    with table.open(encoding="utf-8", newline="") as file:
        return {row["name"]: Speaker(row["standing"], row["actor"] or None) for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class SourceMention:
    """A speaker. Offsets are folded, half open."""

    start: int
    end: int
    name: str
    """English name."""
    claims: bool
    """Whether the speech word is one of claiming («أعلنت … مسؤوليتها», «تبنّت»)."""

    @property
    def standing(self) -> str:
        """`authority`, `claimant`, or `reporter` for whoever else speaks."""
        speaker = speakers().get(self.name)
        return speaker.standing if speaker is not None else "reporter"

    @property
    def actor(self) -> str | None:
        """Actor id of the party that speaks, if it is one."""
        speaker = speakers().get(self.name)
        return speaker.actor if speaker is not None else None


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that may be a speaker's. Offsets are folded, half open."""

    start: int
    end: int
    name: str
    head: str
    """Its first word without the article: «الجهاز» stands for the last name that begins with «جهاز»."""


def find_sources(text: ReadText, hits: Hits) -> list[SourceMention]:
    """Return the speakers of a text in order; empty when nobody is named as speaking.

    A speaker stands right behind a word of speech («قالت مصادر محلية», «بحسب المرصد», «نقلت رويترز عن التحالف»), right
    before one («التحالف الدولي أعلن») or before a colon. In «أفادت مصادر محلية بأن قوات التحالف قصفت» the coalition is
    spoken of. «المصدر ذاته» is whoever spoke last.
    """
    speech = [
        hit
        for hit in hits.of("speech")
        if (hit.entry.form not in _ONLY_DOUBLED or "\u0651" in text.quote(hit.start, hit.end))
    ]
    ends = [word.end for word in speech]
    found: list[SourceMention] = []
    spoken: set[int] = set()
    names = _names(text, hits.of("source"), len(text.folded))
    for index, name in enumerate(names):
        first = bisect.bisect_left(ends, name.start)
        beside = speech[max(0, first - 4) : first + 5]
        words = [
            w
            for w in beside
            if _speaks(text, w, name) and not _spoken_for(text, w, names[max(0, index - 1) : index], name)
        ]
        spoken.update(word.start for word in words)
        if words or _SPEAKS_TO.match(text.folded, name.end) or _signs(text, name):
            who = _who(name, names[max(0, index - _NAMED_BEFORE) : index], found[-_NAMED_BEFORE:])
            if who is not None:
                found.append(SourceMention(name.start, name.end, who, any(w.value == "claim" for w in words)))
    unnamed = [
        SourceMention(word.word_start, word.end, _claimant_before(found, word), claims=True)
        for word in speech
        if word.start not in spoken and _adopts(text, word)
    ]
    return sorted([*found, *unnamed], key=lambda source: source.start)


def _spoken_for(text: ReadText, word: Hit, before: Sequence[_Name], name: _Name) -> bool:
    """Whether the name before has the word already: «تبنّت داعش تفجير عبوة بصهريج لقسد» is not said by the latter."""
    if not before or not word.end <= before[-1].start:
        return False
    return len(text.folded[before[-1].end : name.start].split()) > _JOINED


def _signs(text: ReadText, name: _Name) -> bool:
    """Whether a name stands alone behind a dash at the end of what it says."""
    return (
        _ENDS.match(text.folded, name.end) is not None
        and _SIGNED.search(text.folded, max(0, name.start - 4), name.start) is not None
    )


def _claimant_before(found: Sequence[SourceMention], word: Hit) -> str:
    """Return who claims where no name stands: «وكانت قد تبنّت» goes on from the group that spoke last, if one did."""
    before = [source for source in found if source.start < word.start]
    return before[-1].name if before and before[-1].standing == "claimant" else _UNNAMED_GROUP


def _adopts(text: ReadText, word: Hit) -> bool:
    """Whether a word of claiming tells that somebody claims an attack, whoever it is."""
    if word.value != "claim" or _ADOPTS.match(word.entry.form.replace("أ", "ا")) is None:
        return False
    if word.entry.form.startswith("نسب") and "لنفسه" not in text.folded[word.end : word.end + _REACH + 15]:
        return False
    return _NOT_ADOPTED.search(text.folded[max(0, word.word_start - _REACH) : word.word_start]) is None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who speaks through a whole text."""

    by: SourceMention
    reported: bool
    """Whether a reporter tells what they say («البنتاغون يكشف …»), and may tell of more."""


def statement_by(text: ReadText, hits: Hits) -> Statement | None:
    """Return who makes the statement that a text is («بيان من خلية الإعلام الأمني»); None when it is none.

    An armed group's is known by its name at the top and its own voice below («دكّ أبطالنا»), a statement also by the
    name under it («بيان … المركز الإعلامي لقوات سوريا الديمقراطية»), an account of what an authority says by its name
    at the very head («البنتاغون يكشف …», «قسد: 12 ضحية»).
    """
    own_voice = any(hit.value == "own_claim" for hit in hits.of("speech"))
    for name in _names(text, within(hits.of("source"), 0, _HEADING), _HEADING):
        speaker = speakers().get(name.name)
        if speaker is None:
            continue
        claims = speaker.standing == "claimant"
        stated = _STATEMENT_OF.search(text.folded[max(0, name.start - 40) : name.start]) is not None
        alone = _ALONE.match(text.folded, name.end) is not None
        lines = alone and (name.start <= 2 or _HEAD_LINES.search(text.folded, 0, name.start) is not None)
        top = name.start <= 2 and _HEADS.match(text.folded, name.end)
        dateline = _DATELINE.search(text.folded[max(0, name.start - 20) : name.start])
        own = stated or (own_voice if claims else lines)
        if own or (not claims and (top or dateline)):
            return Statement(SourceMention(name.start, name.end, name.name, claims), reported=not own)
    signed = _signed_below(text, hits)
    return Statement(signed, reported=False) if signed is not None else None


def _signed_below(text: ReadText, hits: Hits) -> SourceMention | None:
    """Return the authority that stands alone in a last line of a text that calls itself a statement at its top."""
    if _CALLED_STATEMENT.search(text.folded, 0, _HEADING) is None:
        return None
    foot = max(0, len(text.folded) - _FOOT)
    for name in _names(text, within(hits.of("source"), foot, len(text.folded)), len(text.folded)):
        line = text.folded.rfind("\n", 0, name.start) + 1
        if (
            name.start - line <= 2
            and _ALONE_BELOW.match(text.folded, name.end)
            and speakers().get(name.name) is not None
        ):
            return SourceMention(name.start, name.end, name.name, claims=speakers()[name.name].standing == "claimant")
    return None


def _names(text: ReadText, sources: Sequence[Hit], end: int) -> list[_Name]:
    """Return the names that may be speakers' up to a folded offset, in order, none overlapping another.

    `sources` are the words of the tables up to there.
    """
    officials, governorates = _OFFICIALS.finditer(text.folded, end), _GOVERNORATE.finditer(text.folded, end)
    names = [_named(text, match.start(), match.end(), "US officials") for match in officials]
    names += [_named(text, match.start(1), match.end(1), "local authority") for match in governorates]
    commands = _COMMAND.finditer(text.folded, end)
    names += [
        _named(text, match.start(), match.end(), "Iraqi operations command")
        for match in commands
        if _WITHIN.search(text.folded[max(0, match.start() - 30) : match.start()]) is None
    ]
    says = _GOVERNORATE_SAYS.finditer(text.folded, end)
    names += [_named(text, match.start(1), match.end(1), "local authority") for match in says]
    defends_itself = cache(lambda: _OWN_DEFENCE.search(text.folded) is not None)
    for hit in longest(sources):
        city = hit.entry.form in _CAPITALS and not hit.proclitic
        if city and _CITY_BEFORE.search(text.folded[max(0, hit.word_start - 14) : hit.word_start]):
            continue
        inside = _WITHIN.search(text.folded[max(0, hit.word_start - 30) : hit.word_start])
        named = hit.value if inside is None or hit.value.startswith("@") else f"source in {hit.value}"
        if hit.entry.form == _DEFENCE_MINISTRY and _AMERICAN.search(text.folded, 0, hit.start):
            named = "Pentagon"
        if named == _MILITARY_SOURCE and defends_itself():
            named = "Syrian army"
        names.append(_named(text, hit.word_start, hit.end, named))
    kept: list[_Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _named(text: ReadText, start: int, end: int, name: str) -> _Name:
    first = text.folded[start:end].split(maxsplit=1)[0]
    return _Name(start, end, name, _ARTICLE.sub("", first))


def _who(name: _Name, named: Sequence[_Name], spoke: Sequence[SourceMention]) -> str | None:
    """Return the speaker that a name stands for; None when «الجهاز» stands for nobody named."""
    if not name.name.startswith("@"):
        return name.name
    alike = [n.name for n in named if n.head == name.head and not n.name.startswith("@")]
    if alike:
        return alike[-1]
    before = [s.name for s in spoke if name.name == _STATEMENT or s.standing != "claimant"]
    if before:
        return before[-1]
    return _WITNESS if name.name == _SOURCE else None


def _speaks(text: ReadText, word: Hit, source: _Name) -> bool:
    """Whether a word of speech has this name as its speaker."""
    if not (0 <= source.start - word.end <= _REACH or 0 <= word.word_start - source.end <= _REACH):
        return False
    if _DENIED_SPEECH.search(text.folded[max(0, word.word_start - 12) : word.word_start]):
        return False  # «ولم يعلق البنتاغون»
    if word.entry.form in _THREATENS:
        return False
    if word.entry.form.startswith("مسؤوليت") and not _adopts(text, word):
        return False  # «تنفي تركيا مسؤوليتها عن»
    if word.entry.form in _GOES_ON and text.folded[source.start] == "ل":
        return False  # «صهريج تابع لقسد»
    if word.entry.form in _REPLIES and not _IN_WORDS.match(text.folded, source.end):
        return False
    if 0 <= source.start - word.end <= _REACH:
        between = text.folded[word.end : source.start]
        if any(stop in between for stop in ".\n؛") or between.count("،") > 1:
            return False
        if _QUOTED_FROM.search(text.folded[max(0, word.start - 12) : source.start]) or _PERSON_OF.fullmatch(between):
            return True
        return _CONTENT.search(between.replace("كل من", "")) is None and len(between.split()) <= 5
    if (
        0 <= word.word_start - source.end <= _REACH
        and word.entry.form not in _ACCORDING_TO
        and not word.entry.form.startswith("بيان")
    ):
        if word.proclitic == "و":
            return False  # «صهريج لقسد وقالت إنه احترق»: who spoke before goes on speaking
        between = text.folded[source.end : word.word_start]
        if _PUT_OFF.fullmatch(between):
            return True  # «المقاومة الإسلامية في العراق، قد أعلنت»
        return (
            len(between.split()) <= 3
            and not any(stop in between for stop in ".،\n؛")
            and _CONTENT.search(between) is None
        )
    return False

"""The noun phrases that parties stand in: whose aircraft, whose base, and the preposition before them.

«ثلاث نقاط لميليشيا …» (three posts of the militia) is a site that a party owns, «المقاتلات الحربية الروسية» (the
Russian warplanes) arms that act for it, «عناصر من داعش» people of it. Words that head such phrases stand in
`seeds/lexicon/structure.csv` (`target_noun`, `arms`, `people`, `territory`) and in `weapons.csv`, words that tie an
owner to them (`host`: «التابعة لـ», «التي تستضيف») in the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.actors import ARMED_GROUPS, ActorMention
from extract.lexicon import Hit, Hits, longest
from extract.normalise import ReadText
from language.arabic import fold

Head = Literal["site", "arms", "people", "territory", "act", "civil"]

_KINDS: Mapping[str, Head] = {"target_noun": "site", "arms": "arms", "people": "people", "territory": "territory"}
_REACH = 90
"""Folded characters before a party in which its phrase begins."""
_FILLED = 2
"""Words between a head and its owner that the tables need not know: adjectives, numbers."""
_TIED = 6
"""The same where a word ties the owner to it: a place's name may stand between («معسكر زليكان الذي تتمركز فيه …»)."""
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_QUOTES = frozenset("\"'“”«»‘’-–")
_THAT = frozenset({"ان", "بان", "وان", "فان", "وبان", "لان"})
"""Words behind which what is told begins."""
_TIES = frozenset(
    fold(
        "التي الذي اللذين اللتين حيث فيه فيها فيهما به بها منه له لها لهم من كانت كان عليه عليها تحت اسم"
        " المشترك المشتركة"
    ).split()
)
"""Words that may stand between a head and its owner and tie them."""
_PARTS = frozenset(
    fold(
        "عدد عددا عدة بعض اثنين اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشرات واحد واحدا كل كلا أحد"
        " اثنتين ثلاث أربع"
    ).split()
)
"""Words behind which «من» says of whom: «عدد من عناصر …»."""
_ITS_SITES = re.compile(
    r"قواعد|قاعد[ته]|موقع|مواقع|نقاط|نقط[ته]|حواجز|حاجز|مقر|مقار|مراكز|اراضي|معسكر|دوري[ته]|دوريات|رتل|الي[ته]|اليات|عرب[ته]"
    r"|قنصليت|ثكن|مستودع|مخزن|مخازن"
)
_ITS_ARMS = re.compile(r"طائرات|مقاتلات|مسير|مدفعي|مروحيات|مدافع|دبابات|قاذفات|طيران|صواريخ|قذائف|نيران|راجمات|سلاح")
# «صواريخ إيرانية الصنع»: the adjective tells where they were made
_MADE_THERE = re.compile(r"\s(?:ال)?(?:صنع|صناعه|تصميم|منشا|انتاج)(?!\w)")
_CIVIL = frozenset(
    fold(
        "شركة شركات صحيفة قناة وكالة منظمة سفير وزير رئيس الرئيس حكومة الحكومة مسؤول متحدث صنع صناعة تصميم"
        " إنتاج كاتب محلل"
        " باحث مصرف لاجئ لاجئين لاجئون نازح نازحين نازحون"
    ).split()
)
"""Words for who or what does not fight: «شركة أميركية»، «مسيّرات من صنع إيراني»."""
_COMPANIES = frozenset(fold("شركة شركات").split())
"""Those of them that work for a party: «رتل لشركات النقل المتعاقدة مع التحالف» is as much as the party's."""
_OFFICIALS = frozenset(fold("مسؤول مسؤولا والي").split())
"""Those of them who fight where an armed group is theirs: «مسؤول في حزب العمال الكردستاني»."""
_DESCRIBED = frozenset(fold("سابق سابقا بارز بارزا ميداني ميدانيا سابقين بارزين كبير كبيرا رفيع رفيعا كبار").split())
"""What may stand between a person and «في»: «عنصر سابق في قوات النظام»."""
_NOMINATIVE = re.compile(r"\W\w+(?:ون|ان)(?!\w)")
_DISTANCE = re.compile(
    r"(?<!\w)(?:ال|بال)?(?:قريب|قريبه|مسافه|مقربه|بعد|قرب|بعيد|بعيدا|محاذ|محاذيه|متر|مترا|امتار|كيلومتر\w*|كلم|كم|اميال)\W+(?:\w+\W+){0,2}$"
)
_FAR = 30
"""Folded characters before «من» in which a word of distance stands."""
_PERSONS = frozenset({"قيادي", "قائد", "قادة", "قياديا", "قياديين", "مسؤول"})
PREPOSITIONS = frozenset(
    fold(
        "على في من عن إلى باتجاه نحو صوب قرب ضد مع بين عند فوق داخل خارج تجاه بحق وسط ضمن خلف أمام حول قبالة"
        " بجانب بجوار"
        " لدى عبر دون بعد قبل لصالح عليها باستثناء بحسب وفق بدعم"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A party and the words that hold it. Offsets are folded."""

    actor: ActorMention
    start: int
    """First character of the phrase: of its head where it has one."""
    head: Head | None
    """What the party is named as owner of; `act` where it stands right behind an act («غارات روسية»); `civil` where its
    name only tells where somebody is from («شركة أميركية»)."""
    preposition: str
    """The preposition before the phrase, folded, bare; empty for none."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The words of a text that phrases are made of, by the folded offset where their word begins."""

    kinds: Mapping[int, tuple[Head, Hit]]
    """Words that can head a phrase."""
    ends: Mapping[int, Head]
    """The same by the folded offset behind them."""
    hosts: frozenset[int]
    """Words that tie an owner to what it owns («التابعة», «تتمركز»)."""


def heads_of(hits: Hits) -> Heads:
    """Return the words of a text's hits that phrases are made of; of several at one place the longest."""
    heading = [hit for hit in hits if hit.role == "weapon" or (hit.role == "structure" and hit.value in _KINDS)]
    found = {hit.word_start: (_KINDS.get(hit.value, "arms"), hit) for hit in longest(heading)}
    hosts = frozenset(hit.word_start for hit in hits if hit.role == "structure" and hit.value == "host")
    return Heads(found, {hit.end: kind for kind, hit in found.values()}, hosts)


def phrase_of(text: ReadText, actor: ActorMention, floor: int, acts: Sequence[Hit], heads: Heads) -> Phrase:
    """Return the phrase of a party, which begins at `floor` or later.

    Read backwards from the party, over adjectives and ties, to the word that heads it; an act ends it, and so does a
    preposition, which is kept.
    """
    act_at = {act.word_start for act in acts}
    if actor.adjective and _MADE_THERE.match(text.folded, actor.end):
        return Phrase(actor, actor.start, "civil", "")
    head: Head | None = None
    if actor.rule in ("possessive", "own"):  # «مقاتلاتها»، «قواعدنا»: head and owner in one word
        own = text.folded[actor.start : actor.end]
        head = "site" if _ITS_SITES.search(own) else "arms" if _ITS_ARMS.search(own) else "people"
    start, filled, tied, hosted = actor.start, 0, actor.proclitic.endswith("ل"), False
    preposition = "" if tied else _attached(actor.proclitic)
    words = list(_WORD.finditer(text.folded, max(floor, actor.start - _REACH), actor.start))
    for index in range(len(words) - 1, -1, -1):
        word, at = words[index].group(), words[index].start()
        if word in _QUOTES:
            continue
        if preposition or not word[0].isalnum() or word in _THAT:
            break  # «أشار إلى أن خلايا التنظيم استهدفت …»
        if (
            word in _CIVIL
            and not (hosted and word in _COMPANIES)
            and not (word in _OFFICIALS and actor.actor in ARMED_GROUPS)
        ):
            head = "civil"
            break
        known = heads.kinds.get(at)
        if at in act_at and (known is None or known[0] != "site"):
            head = "act" if head is None and filled <= _FILLED else head
            break
        if at in heads.hosts and (known is None or known[0] == "people"):  # «المتعاقدة مع» are no people
            tied = True
            hosted = hosted or head is None
        elif known is not None:
            kind, hit = known
            if kind == "arms" and head == "site" and not (start - hit.end == 1 and text.folded.startswith("ال", start)):
                break  # «قصفت طائرات مستودعات للميليشيات»: the site stands for itself, but «مدافع القواعد التركية»
            if kind == "arms" and head == "site":
                head, hosted = "arms", False
            closed = " " in text.folded[hit.start : hit.end] and hit.end < actor.start
            if kind == "arms" and closed and not (tied or actor.adjective):
                break  # «استهدفت طائرة مسيّرة القوات»: the adjective has closed the phrase of the weapon
            if kind == "people" and hosted and filled == 0 and head is None:
                hosted = False  # «خلية تابعة لداعش» is people of it
            if kind != "people" or head is None:
                head = kind if head in (None, "people", "territory") or kind == "site" else head
                start = at
            filled, preposition = 0, _attached(hit.proclitic)
            tied = tied or hit.proclitic.endswith("ل")
            if hit.proclitic[:1] in ("و", "ف"):
                break
            if kind in ("people", "site") and hit.end - hit.start > 3 and text.folded[hit.end - 1] == "ا":
                break  # «استهدف قناص عنصراً من …»: an indefinite object belongs to no noun before it
        elif word.startswith("لل") and head == "people":
            break  # «هاجمت مروحية للجيش مجموعة من داعش»: an owner closes the phrase before
        elif word == "من" and head == "site" and filled <= 1 and not (index and _is_tie(word, words[index - 1], heads)):
            near = _DISTANCE.search(text.folded, max(floor, at - _FAR), at)
            preposition = "قرب" if near else word  # «على مسافة قريبة من السفارة»، «قذائف من القواعد التركية»
            break
        elif word in _TIES and not (word == "من" and index and words[index - 1].group() in _QUOTES):
            tied = True  # «وصول "شحنة" من طهران» is no phrase of Tehran's
        elif word == "عبر" and _NOMINATIVE.match(text.folded, words[index].end()):
            break  # «عبر مقاتلون النهر»: a verb
        elif word.removeprefix("و") in PREPOSITIONS:
            before = words[index - 1] if index else None
            if before is not None and _is_tie(word, before, heads):
                tied = True
                continue
            if filled <= 1 or head is not None or tied:  # else another phrase stands between: «على الفور ردّت القوات»
                preposition = word.removeprefix("و")
            break
        else:
            filled += 1
            if filled > (_TIED if tied else _FILLED):
                break
    if hosted and head in (None, "people", "act"):
        head, preposition = "site", ""  # «منشآت قرب البوكمال تستخدمها كتائب …»: of something named further off
    if head is None and actor.proclitic.endswith("ل"):
        preposition = "ل"
    return Phrase(actor, start, head, preposition)


def _attached(proclitic: str) -> str:
    """Return the preposition among letters written together with a word: ب, ل or ك; empty for none."""
    bare = proclitic.removeprefix("و").removeprefix("ف").removesuffix("ال")
    return bare[:1] if bare[:1] in ("ب", "ك") else ""


def _is_tie(word: str, before: re.Match[str], heads: Heads) -> bool:
    """Whether a preposition belongs to what it stands behind: «عناصر من …», «يعود إلى …», «ثلاثة من …»."""
    if before.start() in heads.hosts or (word == "في" and before.group() in _OFFICIALS | _DESCRIBED):
        return True
    known = heads.kinds.get(before.start())
    if word == "في":  # «قيادي في …», «ضابط في …»
        return known is not None and (known[0] == "people" or known[1].entry.form in _PERSONS)
    if word != "من":
        return False
    return (
        (known is not None and known[0] in ("people", "arms")) or before.group() in _PARTS or before.group().isdecimal()
    )

"""Who is said to be behind an attack: claims of it, accusations, and where its munitions came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.actors import NOBODY, ActorMention, actors_between
from extract.normalise import ReadText

GUESSED = re.compile(r"(?<!\w)[وف]?(?:يعتقد|يرجح|رجح|رجحت|ربما|يشتبه|يظن|احتمال|يحتمل|مرجحه?ا?)(?!\w)[^.،؛\n]*$")
_EVENT = (
    r"(?:ال|لل|بال|عن ال|ب)?(?:عمليه|عمليات|هجوم|هجمات|هجومين|هجومان|قصف|استهداف|استهدافين|ضربه|ضربات|ضربتين"
    r"|تفجير|تفجيرين|حادث|حادثه|كمين|غاره|رشقه|رشقتين|عمليتين|اطلاق|مسؤوليه|مسؤوليته|مسؤوليتها)(?:ه|ها|هما|هم)?"
)
_DID_IT = r"(?:ا?طلق|نفذ|شن|زرع|قصف|استهدف|هاجم|ارتكب|فجر)(?:ت|وا|و|ا|تا)?(?:ه|ها|هما|هم)"
# Words of blame behind which the blamed stand («تبنّت العملية جماعة …»، «نسبت واشنطن الهجوم إلى …»)
_BLAMES_AFTER = re.compile(
    rf"(?<!\w)[وف]?(?:[تي]تبني|تبن(?:ت|ي|تها|ته|اها|اه|وا)(?:\s{_EVENT})?|نسب(?:ت|وا)?(?:ه|ها|هما)?\W(?:\w+\W+){{0,6}}?الي"
    rf"|وقع(?:ت)? {_EVENT}|تباه(?:ت|ي) ب(?:ها|ه|{_EVENT})"
    r"|(?:ا?طلقت?|انطلقت?|جاءت?|قدمت?) من (?:\w+ ){0,4}?(?:مناطق|مواقع|نقاط|مقرات|تحت)(?: سيطره| نفوذ| انتشار| تمركز)"
    r"|(?:ا?طلقت?|انطلقت?|جاءت?|قدمت?) من (?:مناطق|مواقع|نقاط|مقرات)"
    r"|بصمات|(?:من )?نفذ (?:ال\w+) (?:هو|هي|هم)"
    r"|ال(?:منفذ|منفذون|منفذين|فاعل|فاعلون|فاعلين|جهه المنفذه)(?: هو| هي| هم| كانوا)?(?: من)?"
    rf"|ان (?:وراء|خلف) {_EVENT}|ان المسؤوله? عن {_EVENT}(?: هو| هي| هم)?"
    rf"|(?P<doer>مصدر(?:ه|ها|هما)|مصدر ال(?:قذائف|صواريخ|نيران|قصف|هجوم|اطلاق|مسيرات)|{_DID_IT}|من مواقع(?: ل)?)"
    r"|مسؤوليه \w+ علي|علي عاتق"
    r"|(?:ب|اصابع |اصبع )(?:ال)?(?:لوم|لائمه|تهمه|اتهام|اتهامات)(?: في ذلك(?: كله)?)? (?:علي|الي|نحو)"
    r"|يقف وراءه?ا?|تقف وراءه?ا?|[تي]قف (?:وراء|خلف) \w+)(?!\w)"
)
# Words behind the blamed («فصائل … تقف وراء العملية»، «سارعت فصائل … إلى تبني العملية»)
_BLAMES_BEFORE = re.compile(
    rf"(?<!\w)(?:[تي]قف(?:ون)? (?:وراء|خلف)(?:ه|ها|هما|هم)?|الي تبني|(?:اعلن\w* )?(?:تبنيها?|مسؤوليت\w+ عن) ?{_EVENT}"
    rf"|[تي]تبني(?: فيه| فيها)?(?: {_EVENT})?(?=\W*[:،\"«]|$)"
    rf"|[تي]?علن(?:ت)? مسؤوليت\w+|(?:هو|هي|هم) (?:(?:الذي|التي|الذين|من) )?{_DID_IT}"
    rf"|(?:قال|يقول|تقول|زعم|اعلن|اكد)(?:ت|وا)? انه(?:ا|م)? (?:(?:من|هي من|هو من) )?{_DID_IT}"
    r"|(?:اعلن|اكد|قال|اقر)(?:ت)? ب?انه(?:ا|م)? (?:هي |هو )?(?:الفاعله?|المنفذه?|الجهه المنفذه|من نفذ\w*)"
    rf"|تبن(?:ت|ي|وا) (?:فيه |فيها )?{_EVENT}|انه?ا? (?:ال)?مسؤوله? عن {_EVENT}"
    rf"|(?P<close>{_DID_IT}|(?:وراء|خلف) {_EVENT}))(?!\w)"
)
# «نسبت جماعة تدعى "أحرار سنجار" القصف إلى نفسها»: the first named in it
_OWNS_UP = re.compile(r"(?<!\w)[وف]?نسب(?:ت|وا)?\W[^.؛\n]{1,120}?الي (?:نفسه|نفسها|نفسهم|انفسهم)(?!\w)")
# «حمّلت واشنطن كتائب حزب الله مسؤوليته»، «اتهمت بغداد واشنطن بـ»: the second party named is blamed
_ACCUSES = re.compile(r"(?<!\w)[وف]?(?:ت?حمل(?:ت|وا)?|[يت]?تهم(?:ت|وا)?|اتهم(?:ت|وا)?)\W")
# «محمّلاً الجماعة نفسها المسؤولية»، «متهماً فصائل بتنفيذه»: the first behind it
_ACCUSING = re.compile(
    r"(?<!\w)(?:محملا|محمله|محملين|متهما|متهمه|متهمين)\W"
    r"(?=[^.\n؛]*(?:مسؤولي|ب(?:ال)?(?:تنفيذ|وقوف|مسؤول|شن|اطلاق|هجوم|استهداف|قصف|ضلوع)))"
)
# «اتهم قسد بإطلاقها»: who is accused stands right before of what
_OF_IT = re.compile(r"[\"»”]?\sب(?:ال)?(?:اطلاق|تنفيذ|وقوف|مسؤوليه|شن|ضلوع|تورط|قصف|استهداف|هجوم)")
_BLAME_REACH = 100
_DOER_REACH = 14
"""Folded characters between «أطلقتها» and who did."""
_CLOSE = 3
"""Folded characters between who did it and «أطلقوها»."""
# «واشنطن تتهم عادة فصائل …»: of no attack in particular
_USUALLY = re.compile(r"(?<!\w)(?:بعضها|بعضه|عاده|دائما|دوما|غالبا|باستمرار|مرارا)(?!\w)")
# «نفى المركز وقوف قواته خلف القصف»
_DENIES = re.compile(r"(?<!\w)[وف]?(?:نفي|نفت|ينفي|تنفي|انكر|انكرت)(?!\w)[^.،؛\n]*$")
_DENIED_BLAME = re.compile(r"(?<!\w)[وف]?(?:لم|لا|لن|نفي|نفت|ينفي|تنفي|دون ان|غير)\W(?:\w+\W){0,2}(?:(?:\w+\W)?من\W)?$")


def blamed(text: ReadText, start: int, end: int, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return who a folded range says is behind an attack; empty when it blames nobody, or only guesses.

    «تبنّت العملية جماعة …»، «نسبت واشنطن الهجوم إلى …»، «حمّلت واشنطن … المسؤولية»، «فصائل … تقف وراء الهجوم».
    """
    here = actors_between(actors, start, end)
    named = [actor for actor in here if not actor.adjective and actor.actor not in NOBODY]
    if not named:
        return []
    found: list[ActorMention] = []
    for match in _BLAMES_AFTER.finditer(text.folded, start, end):
        reach = _BLAME_REACH if match["doer"] is None else _DOER_REACH
        behind = [a for a in named if 0 <= a.start - match.end() < reach]
        said = match["doer"] is not None and bool(behind) and "،" in text.folded[match.end() : behind[0].start]
        if behind and not said and not _spoilt(text, match.start(), behind[0].start):
            found.append(behind[0])  # but not «أطلقتها، بحسب واشنطن»
    for match in _BLAMES_BEFORE.finditer(text.folded, start, end):
        reach = _BLAME_REACH if match["close"] is None else _CLOSE
        ahead = [a for a in named if 0 <= match.start() - a.end < reach]
        if ahead and not _spoilt(text, match.start(), ahead[-1].start):
            found.append(ahead[-1])
    for match in _OWNS_UP.finditer(text.folded, start, end):
        found.extend([actor for actor in named if match.start() <= actor.start < match.end()][:1])
    for match in _ACCUSING.finditer(text.folded, start, end):
        behind = [a for a in named if 0 <= a.start - match.end() < _DOER_REACH]
        if behind and not _spoilt(text, match.start(), behind[0].start):
            found.append(behind[0])
    for match in _ACCUSES.finditer(text.folded, start, end):
        behind = [a for a in named if 0 <= a.start - match.end() < _BLAME_REACH][:2]
        accuser = any(0 <= match.start() - actor.end <= 1 for actor in here)
        accused = bool(behind) and _OF_IT.match(text.folded, behind[0].end) is not None
        if len(behind) == 1 and behind[0].start - match.end() <= 1 and not accuser and not accused:
            continue  # «اتهمت قسد مسلحين بقصف الحي»: the accuser is the only one named
        if behind and not _spoilt(text, match.start(), behind[-1].start):
            found.append(behind[-1])
    first = unique(found)[:1]
    # «تحمّل واشنطن إيران والفصائل التي تدعمها المسؤولية»
    joined = [a for a in named if first and a.start - first[0].end == 1 and text.folded[a.start] == "و"]
    return [replace(actor, rule="blamed") for actor in (*first, *joined)]


def _spoilt(text: ReadText, word: int, actor: int) -> bool:
    """Whether the blame is denied («لم تتبنَّ»), guessed, or ends before the party is named."""
    before = text.folded[max(0, min(word, actor) - 20) : min(word, actor)]
    between = text.folded[min(word, actor) : max(word, actor)]
    guess = GUESSED.search(text.folded[max(0, min(word, actor) - 60) : max(word, actor)])
    if _USUALLY.search(text.folded, word, max(word, actor)) or _DENIES.search(text.folded[max(0, word - 70) : word]):
        return True
    return _DENIED_BLAME.search(before) is not None or guess is not None or any(mark in between for mark in ".\n؛")


def unique(mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Return the first mention of each actor, in order."""
    found: dict[str, ActorMention] = {}
    for mention in mentions:
        found.setdefault(mention.actor, mention)
    return tuple(found.values())

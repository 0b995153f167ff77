"""Parties named beside an attack that take no part in it: who only speaks, accuses or denies, who backs another.

«موسكو تندد بضربات» (Moscow condemns strikes) names no attacker. A party that speaks may still tell of its own attack:
«قالت إنها قصفت» (it said that it had shelled).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actors import ActorMention
from extract.lexicon import Hit

_BEFORE = 70
"""Folded characters before a party in which a word that makes it a bystander stands."""
# «نسبت واشنطن الهجوم إلى …»، «نفت كتائب حزب الله ضلوعها»: who accuses or denies
_ONLY_SPEAKS = re.compile(
    r"(?<!\w)[وف]?(?:نسب|حمل|اتهم|نفي|نفت|ينفي|تنفي|دان|ادان|استنكر|ندد|ناشد|دعا|دعت"
    r"|طالب|حذر|توعد|هدد|رحب|(?:لم|لن|لا) [تي](?:علن|تبن|تبني))(?:ت|وا)?(?:ه|ها)?\W*$"
)
# «موسكو تندد بضربات …»، «واشنطن تنفي أي ضربة»
_SPEAKS_BEHIND = re.compile(
    r"[\s\"'»”]{1,2}(?:[تين]?ندد|[تي]?دين|دانت|[تي]?نفي|نفت|[تي]?تهم|اتهمت?|[تي]?ناشد|[تي]?دعو|دعت?|[تي]?طالب|[تي]?حذر|[تي]?توعد|[تي]?هدد"
    r"|[تي]?رحب|[تي]?ستنكر|استنكر)(?:ت|وا|ون)?(?!\w)"
)
# «التحالف، الذي تقوده واشنطن»، «فصائل تدعمها طهران»: said of a party, to tell it from others
_STANDS_BEHIND = re.compile(r"(?<!\w)[تي]ت?(?:قود|زعم|تزعم|راس|دعم|مول|سلح|رعا)(?:ه|ها|هم|هما)\W*$")
_TOLD_OF_ITSELF = re.compile(
    r"(?<!\w)ب?ان(?:ه|ها|هم| مقاتليها| مجاهديها| عناصرها| عناصره| مقاتليه)\W+(?:قد\W+)?(?:\w+\W+){0,3}$"
)
# «قد أعلنت الأربعاء، استهداف …»
_ANNOUNCES = re.compile(r"^\W*(?:ان\W+)?(?:قد\W+)?(?:اعلن|تبن|اكد|زعم)\w*\W+(?:\w+\W+){0,2}$")
_OFTEN_STRUCK = frozenset(
    {
        "us-forces",
        "global-coalition",
        "iraqi-forces",
        "peshmerga",
        "sdf",
        "syrian-army",
        "jordan",
        "popular-mobilisation",
    }
)
"""Parties that announce attacks on themselves."""
# «قاعدة بلد التي غادرها الأميركيون»: whose it no longer is
_GONE = re.compile(r"(?<!\w)[وف]?(?:غادر|اخل|هجر|ترك|انسحب|سلم)(?:ت|و|ا)?(?:ه|ها)?(?:\s(?:منه|منها))?\W*$")
# «المقاومة الإسلامية، وهي تجمع لفصائل موالية لإيران، …»: what another party is
_WHAT_IT_IS = re.compile(
    r"،\W*و?(?:هي|هو|هم)\W+(?:ال)?(?:تجمع|تحالف|جماعه|فصيل|مظله|تنظيم|ائتلاف|ميليشيا|حركه|غرفه|تشكيل|اسم|جزء|احد|احدي|من)\W+(?:\w+\W+){0,3}$"
)
# «لم تعد تضم أميركيين»
_NO_LONGER = re.compile(r"(?<!\w)(?:لم [تي]عد|ما عاد[ت]?|لا) [تي](?:ضم|ستضيف|ؤوي|اوي|وجد|تواجد)\w*\W+(?:\w+\W+){0,3}$")
# «شخص كان يعمل سابقاً في الأسايش»: no longer of it
_FORMERLY = re.compile(r"(?<!\w)(?:كان |كانت )?(?:[يت]عمل|عمل) (?:\w+ )?سابقا (?:في|ضمن|لدي|مع)\W*$")
# «كانت عناصره قد أخلته»، «لأن عناصره كانوا قد غادروا المكان»
_HAS_LEFT = re.compile(
    r"\W+(?:كان(?:وا|ت)?\W+)?(?:قد\W+)?(?:غادر|اخل[تو]|هجر|انسحب|فر|هرب|لاذ)(?:وا|ت)?(?:ه|ها)?(?!\w)"
)
# «ثأراً لسليماني»، «انتقاماً لضحايا …»، «رداً على اغتيال …»: for whom it was done
_FOR_WHOM = re.compile(r"(?<!\w)[بو]?(?:ثار|انتقام|ثارت|انتقم)(?:ا|ت)?\W+(?:ل|من)?(?:\w+\W+){0,2}$")
# «مدينة تل أبيض الخاضعة لسيطرة فصائل …»: who rules there
_HELD_BY = re.compile(r"(?<!\w)(?:ال)?خاضع(?:ه|ين)?\W+(?:لسيطره|لنفوذ|ل)\W*(?:\w+\W+)?$")
# «وأضاف أنه قصف …»، «وفي بيان ثان، أعلنت استهداف …»
_GOES_ON_OF_ITSELF = re.compile(
    r"\W*(?:و?في (?:بيان|منشور|تسجيل) \w+\W+)?[وف]?(?:"
    r"(?:اضاف|قال|اعلن|ذكر|اكد|اوضح|زعم|تابع)(?:ت|وا)?\W+ب?ان(?:ه|ها|هم)\W+(?:قد\W+)?"
    r"|(?:اعلن|تبن|زعم)(?:ت|وا)?\W+(?:ايضا\W+|كذلك\W+)?)"
)
# «أعلنت المقاومة في بيان استهداف …»
_IN_A_STATEMENT = re.compile(
    r"^\W*(?:في|عبر|ضمن)\W(?:بيان|تسجيل|منشور|تدوينه|قناتها)(?:\W(?:لها|مقتضب|ثان|جديد|رسمي|علي \w+))?\W"
)
_QUOTES = " \"'“”«»،"
# «أعلنت المقاومة، السبت الماضي، استهداف …»
_ASIDE = re.compile(r"\W*،[^،.؛:\n]{1,40}،")


def only_speaks(folded: str, start: int, actor: ActorMention) -> bool:
    """Return whether a party accuses, denies, condemns, or only stands behind another, in the text from `start` on."""
    before = folded[max(start, actor.start - _BEFORE) : actor.start]
    return bool(_ONLY_SPEAKS.search(before) or _STANDS_BEHIND.search(before) or _SPEAKS_BEHIND.match(folded, actor.end))


def stays_out(folded: str, start: int, actor: ActorMention) -> bool:
    """Return whether a party only rules a place, is avenged, tells what another is, or has left («غادرها …»)."""
    before = folded[max(start, actor.start - _BEFORE) : actor.start]
    return bool(
        _HELD_BY.search(before)
        or _GONE.search(before)
        or _FOR_WHOM.search(before)
        or _WHAT_IT_IS.search(before)
        or _FORMERLY.search(before)
        or _NO_LONGER.search(before)
        or _HAS_LEFT.match(folded, actor.end)
    )


def tells_of_its_own(words: str) -> bool:
    """Return whether the folded words between a speaker and an act make the act the speaker's own («إنها استهدفت»)."""
    return _TOLD_OF_ITSELF.search(words) is not None


def tells_on_of_itself(folded: str, start: int, act: Hit) -> bool:
    """Return whether a sentence from `start` on goes on with the attack of who spoke before: «وأضاف أنه قصف …»."""
    return _GOES_ON_OF_ITSELF.fullmatch(folded, start, act.word_start) is not None


def tells_of_itself(folded: str, acts: Sequence[Hit], speaker: ActorMention) -> bool:
    """Return whether a speaker tells of its own attack: «قالت إنها قصفت», «أعلنت المقاومة استهداف مجاهديها …».

    The struck announce too («أعلن الجيش العراقي استهداف …»), so a bare noun of attack is only an armed group's own.
    """
    act = next((act for act in acts if act.word_start >= speaker.end), None)
    if act is None or act.value == "intercept":
        return False
    aside = _ASIDE.match(folded, speaker.end, act.word_start)
    between = folded[aside.end() if aside else speaker.end : act.word_start]
    if tells_of_its_own(between):
        return True
    between = _IN_A_STATEMENT.sub("", between)
    return speaker.actor not in _OFTEN_STRUCK and (not between.strip(_QUOTES) or _ANNOUNCES.search(between) is not None)

"""Parties known as struck by their fallen: «أوقع قتلى من الميليشيات» (killed some of the militias)."""

from __future__ import annotations

import re

from extract.phrases import Phrase

_BEFORE = 70
"""Folded characters before a party in which the words stand that make its people the fallen."""
# «قُتل تسعة، هم خمسة من قوات النظام وأربعة من …»: whose those killed were
_AMONG = re.compile(
    r"(?<!\w)و?(?:هم|بينهم|منهم|بينها|كلهم|جميعهم|معظمهم|اغلبهم|غالبيتهم|اكثرهم)\W(?:[^.؛\n]{0,60}\s)?من\W*(?:\w+\W+)?$"
)
# «أحد قيادييه الذي قُتل بغارة»، «اثنين من مستشاريها العسكريين قُتلا»
_FELL = re.compile(
    r"\W+(?:(?:الذي|الذين|اللذين|اللذان)\W+|(?:ال\w+(?:ين|يين)\W+)?(?=\w+(?:ا|وا|ون|ان)\W))"
    r"(?:(?:قتل|قض[يو]|لق[يو]|اصيب|جرح|استشهد|سقط|ارتق[يو])(?:ا|وا)?|ي(?:قتل|قضي|لق|صاب|جرح|سقط)(?:ون|ان))(?!\w)"
)
# «مقاتلي قسد»: names that begin with whose people they are
_MEN = re.compile(r"[وفبل]?(?:مقاتل|عنصر|عناصر|جنود|جندي|مسلح)")
# «قتلت راكبها، وهو عنصر في …»
_WHO_IS = re.compile(r"،\W*و?(?:هو|هي|هما|هم|احدهم|احدهما)\W+(?:\w+\W+){1,3}$")
# «أوقع قتلى من الميليشيات»
_DEAD_OF = re.compile(
    r"(?<!\w)(?:(?:قتلي|جرحي|خسائر|قتلي وجرحي)\W+(?:من|في صفوف|بين صفوف|بين)\W+(?:\w+\W+)?"
    r"|(?:استشهاد|مقتل|اصابه|جرح)\W+(?:\w+\W+){1,2}من\W+)$"
)


def are_fallen(folded: str, start: int, phrase: Phrase, *, hurt_before: bool) -> bool:
    """Return whether the people of a party are told to have fallen, in the folded text from `start` on.

    `hurt_before` says whether people were told to be hurt before it: only then «هم خمسة من قوات النظام» tells whose.
    """
    actor = phrase.actor
    before = folded[max(start, actor.start - _BEFORE) : actor.start]
    people = phrase.head == "people" or _MEN.match(folded, actor.start) is not None
    if _DEAD_OF.search(before) or (people and _FELL.match(folded, actor.end)):
        return True
    return hurt_before and bool(_AMONG.search(before) or _WHO_IS.search(before))

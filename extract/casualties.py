"""Who was killed and injured, as told: «11 قتيلاً مدنياً», «مقتل ثلاثة جنود وإصابة 34», «أصيب ثمانية جنود أميركيين»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.actors import ActorMention
from extract.lexicon import Hit, longest
from extract.normalise import ReadText
from extract.numbers import Number

_CIVILIANS = re.compile(r"^(?:ال)?(?:مدني|اطفال|طفل|امراه|نساء|عمال|عامل|رعاه|راعي|سيده|فتاه|مواطن|نازح)")
_FIGHTERS = re.compile(
    r"^(?:ال|لل)?(?:جندي|جنود|عسكري|عنصر|عناصر|مقاتل|مسلح|فرد|افراد|شرطي|ضابط|ضباط|متعاقد|قيادي|قاد[هة]|قائد|منتسب|مستشار|ارهابي|داعشي|مسؤول|مهاجم|انتحاري|ضباط|حارس|سائق)"
)
_PEOPLE = re.compile(r"^(?:ال)?(?:شخص|اشخاص|اخر|اخرين|اخرون|ضحايا|ضحيه|رجل|رجال)")
_DUAL = re.compile(r"(?:ين|ان)$")
_NO_ONE = (" لم ", " دون ", " لا ", " عدم ", " بلا ", " اي ", " عما اذا", " او ")
_DUAL_VERBS = frozenset({"قتلا", "استشهدا", "جرحا", "اصيبا"})
_LOST_LIVES = frozenset({"حتفهما", "حتفهم", "حتفه", "حتفها", "مصرعهم", "مصرعه", "مصرعهما", "مصرعها"})
# «مقتل جنديين أميركيين ومترجم مدني»: one more than told by the count
_ALSO_ONE = re.compile(r"^\s?(?:\w+\s)?و((?:مترجم|مدني|جندي|عنصر|طفل|سيده|امراه|مرافق|شخص|ضابط|متعاقد)(?:ا|ان|ين|ه|ها|ته)?)(?!\w)")
_REACH = 6
"""Words after a casualty word in which its number or its people stand."""


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """A count of people killed or injured. Offsets are folded, half open."""

    start: int
    end: int
    kind: Literal["killed", "injured"]
    count: int
    group: str
    """`civilians`, an actor id, `fighters` (their side is the target's) or `unknown`."""


def find_casualties(
    text: ReadText, hits: Sequence[Hit], numbers: Sequence[Number], actors: Sequence[ActorMention]
) -> list[CasualtyMention]:
    """Return the counts told, in order; empty when nobody is told hurt. «عشرات» and «عدد من» give no number."""
    found: list[CasualtyMention] = []
    for hit in longest([hit for hit in hits if hit.role == "casualty"]):
        before = " " + text.folded[max(0, hit.word_start - 22) : hit.word_start]
        if any(word in before.rpartition(".")[2] for word in _NO_ONE):
            continue
        mention = _count(text, hit, numbers, actors)
        if mention is not None and not any(
            other.start < mention.end and mention.start < other.end and other.kind == mention.kind for other in found
        ):
            found.append(mention)
    return found


def _count(
    text: ReadText, hit: Hit, numbers: Sequence[Number], actors: Sequence[ActorMention]
) -> CasualtyMention | None:
    kind: Literal["killed", "injured"] = "killed" if hit.value == "killed" else "injured"
    first = text.token_at(hit.end)
    after = [token for token in text.tokens[first : first + 8] if token.text[0].isalnum()]
    stop = next((i for i, t in enumerate(text.tokens[first : first + 8]) if t.text in ".:؛\n"), 8)
    after = [t for t in text.tokens[first : first + stop] if t.text[0].isalnum()][:_REACH]
    form = text.folded[hit.start : hit.end]
    number = next((n for n in numbers if 0 <= hit.word_start - n.end <= 3), None)
    if _DUAL.search(form) and form.startswith(("قتيل", "جريح", "شهيد", "مصاب")) and form not in ("مصابين",):
        return CasualtyMention(hit.word_start, hit.end, kind, 2, _group(text, after, actors)[0])
    if form in _DUAL_VERBS:
        return CasualtyMention(hit.word_start, hit.end, kind, 2, "unknown")
    if number is None and form in _LOST_LIVES:
        number = next((n for n in reversed(numbers) if 0 <= hit.word_start - n.end <= 45 and not _crosses(text, n.end, hit.word_start)), None)
        if number is None:
            return None if form != "مصرعه" and form != "حتفه" else CasualtyMention(hit.word_start, hit.end, kind, 1, "unknown")
    if number is None and after:
        reach_end = after[min(len(after), 5) - 1].end
        number = next((n for n in numbers if hit.end <= n.start and n.start < reach_end), None)
        if number is not None and _crosses(text, hit.end, number.start):
            number = None
    people_at = [t for t in after if number is None or t.start >= min(number.end, hit.end) or number.end <= hit.start]
    group, singular, group_end = _group(text, [t for t in people_at if number is None or t.start >= number.end] or people_at, actors)
    end = max(hit.end, number.end if number else 0, group_end)
    start = min(hit.word_start, number.start if number else hit.word_start)
    also = _ALSO_ONE.match(text.folded[end : end + 30])
    more = 0 if also is None else 2 if _DUAL.search(also.group(1)) else 1
    if number is not None:
        if number.value == 0 or number.value > 5000:
            return None
        return CasualtyMention(start, end, kind, number.value + more, group)
    if form in ("قتيلا", "جريحا", "قتيل", "جريح") and group != "unknown":
        return CasualtyMention(start, end, kind, 1, group)
    if singular and form in ("مقتل", "اصابه", "قتل", "قتلت", "اصيب", "استشهاد", "استشهد", "مصرع", "جرح", "اصيبت", "جرحت", "وفاه"):
        return CasualtyMention(start, end, kind, singular + more, group)
    return None


def _crosses(text: ReadText, start: int, end: int) -> bool:
    """Whether another casualty word or a clause end stands between a word and its number."""
    between = text.folded[start:end]
    return any(mark in between for mark in (".", "؛", "\n", "اصاب", "اصيب", "جرح", "قتل", "بعد ", "قبل ", "منذ "))


def _group(text: ReadText, after: Sequence, actors: Sequence[ActorMention]) -> tuple[str, int, int]:  # type: ignore[type-arg]
    """Return the group of the people behind a casualty word, how many a bare noun tells (0: none), and where it ends."""
    for position, token in enumerate(after[:3]):
        word = token.text
        singular = 2 if _DUAL.search(word) and word.startswith(("جندي", "عنصر", "مدني", "شخص", "قيادي", "عسكري", "مسلح")) and word not in ("مدنيين", "عسكريين", "مدنيان") else 1
        plural = word.startswith(("جنود", "عناصر", "اطفال", "نساء", "عمال", "افراد", "ضباط", "اشخاص", "رجال", "قاده", "رعاه")) or (
            word.endswith(("ين", "ون")) and singular == 1
        )
        count = 0 if plural or position > 0 else singular
        if _CIVILIANS.match(word):
            return "civilians", count, token.end
        if _FIGHTERS.match(word):
            owner = next((a for a in actors if 0 <= a.start - token.end <= 12), None)
            if any(t.text.startswith("مدني") for t in after[position + 1 : position + 2]):
                return "civilians", count, after[position + 1].end
            return (owner.actor, count, owner.end) if owner else ("fighters", count, token.end)
        if _PEOPLE.match(word):
            return "unknown", count, token.end
    return "unknown", 0, 0

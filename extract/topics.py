"""Who does what a sentence tells as a whole and the ones behind it tell one by one.

«لم تكن تلك المرة الأولى التي يضرب فيها التنظيم. ففي 16 كانون الثاني فجّر انتحاري نفسه …» (it was not the first time
that the organisation struck; for on 16 January a suicide bomber blew himself up): the bomber is the organisation's.
Such sentences begin with «فـ» (for), or stand as items below a line that ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.actors import NOBODY, ActorMention, actors_between
from extract.drafts import Draft
from extract.findings import Findings
from extract.layout import heads_a_list, is_an_item
from extract.normalise import Sentence
from extract.ordered import within
from extract.sides import sides_of

# «ففي كويسنجق سقطت …»، «فقد تعرضت …»
_FOR = re.compile(r"\W*ف(?:قد|في|مساء|فجر|صباح|ليل|ليله|يوم|قبل|بعد|عند|منذ|خلال)\s")
# «وأوضح البيان أن مروحيات دمّرت …»
_SAYS_MORE = re.compile(
    r"\W*و(?:جاء|اوضح|اضاف|ذكر|قال|بين|اشار|لفت)(?:ت|وا)?\s(?:ب?ان(?:ه|ها|هم)?|في|الي|(?:ال)?بيان|المتحدث|المصدر)(?!\w)"
)
# «نفذت أربع عمليات. الأولى استهدفت …»
_THE_FIRST = re.compile(r"\W*ال(?:اولي?|ضربه الاولي|هجوم الاول|عمليه الاولي)\s")
# «شنّت ميليشيات أربع هجمات … ثلاثاً من تلك الهجمات حصلت مساء الأحد … أما الرابعة فكانت صباح أمس»
_SEVERAL = re.compile(r"(?<!\w)(?:هجمات|ضربات|غارات|عمليات|هجومين|ضربتين|غارتين|عمليتين)(?!\w)")
_ONE_OF_THOSE = re.compile(r"(?<!\w)من (?:تلك |هذه )ال(?:هجمات|ضربات|غارات|عمليات)(?!\w)")
_THE_NEXT = re.compile(r"\W*(?:و|اما )ال(?:ثاني|ثالث|رابع|خامس|سادس)ه?\s")
# «ثالث مرة يفقد فيها التنظيم أحد وجوهه»: it is told what befell them
_LOSES = re.compile(r"(?<!\w)[وف]?[يت]?(?:فقد|خسر|تلق)(?:ت|ي|وا)?(?!\w)")
_OFTEN_STRUCK = frozenset(
    "us-forces global-coalition us-coalition iraqi-forces peshmerga sdf syrian-army jordan popular-mobilisation".split()
)
"""Parties that a sentence about attacks may name as those struck."""


@dataclass(frozen=True, slots=True)
class _Topic:
    """Who attacks whom in what is told one by one."""

    attackers: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]
    paragraph: int
    """The line of its first item, or of the head of its list."""
    is_list: bool


class Topics:
    """What is being told one by one, while an article is read from sentence to sentence."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._topic: _Topic | None = None
        self._faded: _Topic | None = None
        """The same in the lines behind, where it holds for those struck alone."""
        self._counted: Sentence | None = None
        """The sentence that told of several attacks as one («شنّت ميليشيات أربع هجمات»)."""
        self._before: Sentence | None = None
        """The sentence read last."""
        self._placed = False
        """Whether that told of an attack at a place."""

    def give(self, sentence: Sentence, drafts: Sequence[Draft]) -> None:
        """Give the attacks of the next sentence who attacks whom in all of them, where they do not say so."""
        found, before = self._found, self._before
        self._before = sentence
        if before is not None and _FOR.match(found.text.folded, sentence.start):
            self._topic = _topic_of(found, before, sentence.paragraph, is_list=False)
        elif self._counted is not None and _ONE_OF_THOSE.search(found.text.folded, sentence.start, sentence.end):
            self._topic = _topic_of(found, self._counted, sentence.paragraph, is_list=True)
        elif before is not None and not self._placed and _THE_FIRST.match(found.text.folded, sentence.start):
            self._topic = _topic_of(found, before, sentence.paragraph, is_list=True)
        elif before is not None and not self._placed and _SAYS_MORE.match(found.text.folded, sentence.start):
            topic = _topic_of(found, before, sentence.paragraph, is_list=False)
            self._topic = topic if topic is not None and topic.attackers and topic.targets else None
        elif self._topic is not None and not self._goes_on(self._topic, sentence):
            self._topic, self._faded = None, self._topic
        for draft in drafts:
            self._give(draft)
        if _SEVERAL.search(found.text.folded, sentence.start, sentence.end):
            self._counted = sentence
        self._placed = any(d.anaphor is not None or (d.place is not None and not d.place.is_area) for d in drafts)
        if heads_a_list(found.text, sentence):
            self._topic = _topic_of(found, sentence, sentence.paragraph, is_list=True)
            if self._topic is None and before is not None:
                self._topic = _topic_of(found, before, sentence.paragraph, is_list=True)

    def _goes_on(self, topic: _Topic, sentence: Sentence) -> bool:
        item = is_an_item(self._found.text, sentence) or _THE_NEXT.match(self._found.text.folded, sentence.start)
        return sentence.paragraph == topic.paragraph or (topic.is_list and bool(item))

    def _give(self, draft: Draft) -> None:
        struck = {a.actor for a in draft.targets}
        topic = self._topic
        if topic is None and self._faded is not None and struck & {a.actor for a in self._faded.targets}:
            topic = self._faded
        if topic is None:
            return
        if draft.attackers and {a.actor for a in draft.attackers} != {a.actor for a in topic.attackers}:
            self._topic = self._faded = None  # somebody else attacks, so it is told no longer
            return
        draft.attackers = draft.attackers or [a for a in topic.attackers if a.actor not in struck]
        draft.targets = draft.targets or list(topic.targets)


def _topic_of(found: Findings, whole: Sentence, paragraph: int, *, is_list: bool) -> _Topic | None:
    """Return who attacks whom as a sentence tells it as a whole; None where it names nobody, or several who might."""
    acts = within(found.acts, whole.start, whole.end)
    places = [hit.start for hit in within(found.place_hits, whole.start, whole.end)]
    sides = sides_of(found, whole.start, whole.end, acts, places)
    attackers = tuple(a for a in sides.attackers if a.actor not in NOBODY)
    targets = tuple(a for a in sides.targets if a.actor not in NOBODY)[:1]
    if not attackers and any(a.actor == "unknown" for a in sides.attackers):
        return None  # «استهدف طيران مجهول …»: nobody else did
    if not attackers:
        here = actors_between(found.actors, whole.start, whole.end)
        named = [actor for actor in here if actor.rule != "speaks" and not actor.adjective]
        if (
            acts and len({actor.actor for actor in named}) > 1
        ):  # «… طرد المحتل، وفّق الله مجاهدي المقاومة لتوجيه ثلاث ضربات:»
            named = [actor for actor in named if actor.actor not in _OFTEN_STRUCK]
        if len({actor.actor for actor in named}) != 1 or named[0].actor in NOBODY:
            return None
        if _LOSES.search(found.text.folded, whole.start, whole.end):
            targets = (named[0],)
        elif named[0].actor not in _OFTEN_STRUCK and named[0] not in sides.targets:
            attackers = (named[0],)
    if len({actor.actor for actor in attackers}) > 1 or not (attackers or targets):
        return None
    return _Topic(attackers, targets, paragraph, is_list)

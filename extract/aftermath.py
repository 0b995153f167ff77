"""What an article tells on of attacks behind them: what came of them, what they cost, who claims them.

«الهجوم أصاب أهدافه» (the attack hit its targets), «ارتفاع حصيلة التفجير إلى ستة» (the toll rose to six),
«تعلن مسؤوليتها عن قصف زليكان» (claims the shelling of Zilkan): each is given to the event that it is of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from extract.actors import ActorMention
from extract.blame import blamed
from extract.findings import Findings
from extract.layout import is_an_item
from extract.normalise import Sentence
from extract.occurrences import Event
from extract.ordered import within
from extract.outcomes import outcome_cues
from extract.places import PlaceMention
from extract.telling import Telling
from extract.weapons import WeaponMention

TELLS_ON_WITHIN = 2
"""Sentences behind an event in which «الهجوم» or «القذائف» still means it."""
_LONG = 7
"""Days back from publication from which «منذ …» sums up what was before."""
_BOTH = re.compile(
    r"(?<!\w)(?:ال|لل|بال)(?:هجومين|هجومان|رشقتين|رشقتان|ضربتين|عمليتين|استهدافين|غارتين|قصفين|حادثين|تفجيرين|انفجارين)(?!\w)"
)
"""«تبنّت … الهجومين»: the two told last."""
_ALL = re.compile(r"(?<!\w)(?:ال|لل|بال)(?:هجمات|استهدافات|رشقات|عمليات|قصوفات)(?!\w)")
"""«تقف وراء الهجمات»: all told just before."""
_ALL_WITHIN = 3
"""Sentences between the first and the last of them."""
_OF_ALL = re.compile(r"(?<!\w)[وف]?(?:جميع|كل|كافه|كلتا|كلا)(?:ها|هما)?(?!\w)")
_LISTED_WITHIN = 8
"""Sentences behind an attack in which «جميع الإصابات مباشرة» is of it, too."""
# «عُثر على منصة وفيها ثلاثة صواريخ لم تنطلق»
_UNSPENT = re.compile(r"(?<!\w)[وف]?(?:عثر\w*|ضبط\w*|صادر\w*|منصه|راجمه|[بل]?منصات|لم ت?ي?نطلق|معده|جاهزه)(?!\w)")
_SEVERAL = 2
"""Sentences that make a list of attacks."""
_TOLL = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:حصيله|ارتفاع|ارتفع|ارتفعت|[يت]رتفع|عدد (?:ال)?(?:قتلي|ضحايا|شهداء|جرحي|مصابين)|ضحايا"
    r"|(?:في|جراء|ب) ?(?:ال)?(?:تفجير|هجوم|قصف|انفجار|غاره|ضربه|استهداف|كمين))(?!\w)"
)
"""Words by which losses are told of an attack told elsewhere in the article."""


class Aftermath:
    """Gives what is told on to the events of a text, sentence by sentence, and at its end what stood apart."""

    def __init__(self, found: Findings, telling: Telling, published: dt.date | None) -> None:
        self._found, self._telling, self._published = found, telling, published
        self._tolls: list[tuple[int, Sentence, Sequence[PlaceMention]]] = []
        """Sentences that tell on of no event near by, with the places they name."""
        self._claims: list[tuple[int, Sequence[ActorMention], Sequence[PlaceMention]]] = []
        """Who is said to be behind an attack that a sentence only names by its place."""

    def hear_claim(self, index: int, sentence: Sentence, places: Sequence[PlaceMention]) -> None:
        """Note who is said to be behind an attack that a sentence tells nothing of but its place."""
        behind = blamed(self._found.text, sentence.start, sentence.end, self._found.actors) if places else []
        if behind:
            self._claims.append((index, behind, places))

    def take(self, index: int, sentence: Sentence, places: Sequence[PlaceMention]) -> None:
        """Give what a sentence without an attack of its own tells on to the event before it, or keep it for the end."""
        if self._sums_up(sentence):
            return
        if not (self._tell_of_all(index, sentence) or self._tell_on(index, sentence, places)):
            self._tolls.append((index, sentence, places))

    def give(self) -> None:
        """Give losses and claims that stood apart from their event to it, by its place."""
        self._give_tolls()
        self._give_claims()

    def _tell_of_all(self, index: int, sentence: Sentence) -> bool:
        """Give what came of all attacks of a list to each of them: «وكلها بلغت أهدافها»، «وأصابت نيراننا أهدافها».

        Return whether the sentence told that. Attacks that have had their say are left out.
        """
        events = self._telling.events
        cues = outcome_cues(self._found.text, self._found.outcomes, sentence.start, sentence.end)
        if not events or not cues or within(self._found.casualties, sentence.start, sentence.end):
            return False
        last = events[-1].drafts[-1]
        if _OF_ALL.search(self._found.text.folded, sentence.start, sentence.end):
            meant = [event for event in events if index - event.drafts[-1].sentence <= _LISTED_WITHIN]
        elif index - last.sentence <= TELLS_ON_WITHIN:
            meant = self._items()
        else:
            return False
        if len({event.drafts[-1].sentence for event in meant}) < _SEVERAL:
            return False
        for event in meant:
            if not any(draft.cues for draft in event.drafts):
                event.drafts[-1].cues.extend(cues)
        return True

    def _items(self) -> list[Event]:
        """Return the attacks of the list told last, an item each; empty when none was told."""
        items: list[Event] = []
        for event in reversed(self._telling.events):
            at = event.drafts[-1].sentence
            if not is_an_item(self._found.text, self._found.text.sentences[at]):
                break
            if items and not 0 <= items[-1].drafts[-1].sentence - at <= 1:
                break
            items.append(event)
        return items

    def _tell_on(self, index: int, sentence: Sentence, places: Sequence[PlaceMention]) -> bool:
        """Give a sentence that tells on of an event («الهجوم أصاب أهدافه»، «ولم تقع إصابات») to the event before it.

        Return whether there was one near enough.
        """
        found, events = self._found, self._telling.events
        if not events:
            return False
        told_at = events[-1].drafts[-1].sentence
        behind = index - max(draft.sentence for draft in events[-1].drafts)
        acts = [a for a in within(found.acts, sentence.start, sentence.end) if a.proclitic.endswith(("ال", "لل"))]
        weapons = within(found.weapons, sentence.start, sentence.end)
        munitions = [w for w in weapons if found.text.folded[w.start : w.end].lstrip("وب").startswith("ال")]
        near = behind == 1 and (
            len(events) == 1 or found.text.sentences[index - 1].paragraph == sentence.paragraph
        )  # in an article about one attack the next line goes on telling of it
        if behind > TELLS_ON_WITHIN:
            return False
        self._blame(sentence, told_at)
        named = [place.place for place in places if place.place is not None]
        if any(event.place in named and event.drafts[-1].sentence != told_at for event in events) and not any(
            event.place in named for event in events if event.drafts[-1].sentence == told_at
        ):
            return False  # «ارتفاع عدد قتلى السيارة المفخخة في منبج»: of another one told of
        died = len(events) == 1 and any(m.later for m in within(found.casualties, sentence.start, sentence.end))
        if not (acts or munitions or near or died):
            self._confirm(sentence)
            return False
        words = found.text.folded[sentence.start : sentence.end]
        if ("الهجمات" in words or "تلك " in words) and len(events) > 1:
            return False  # of all of them, so of none alone
        latest = [event.drafts[-1] for event in events if event.drafts[-1].sentence == told_at]
        hurt = within(found.casualties, sentence.start, sentence.end)
        cues = outcome_cues(found.text, found.outcomes, sentence.start, sentence.end)
        for draft in latest:
            draft.cues.extend(cues)
            if acts:
                draft.weapons = draft.weapons or weapons
            if _UNSPENT.search(words) is None:
                draft.weapons = _counted_now(draft.weapons, weapons)
            if acts or hurt or cues:
                draft.sources = [*draft.sources, *within(found.sources, sentence.start, sentence.end)]
        latest[0].casualties.extend(hurt)
        for draft in latest:
            draft.unhurt.extend(within(found.unhurt, sentence.start, sentence.end))
        return True

    def _give_tolls(self) -> None:
        """Give losses told apart from their event to it, by its place: «ارتفاع حصيلة تفجير منبج إلى ستة»."""
        for index, sentence, places in self._tolls:
            hurt = within(self._found.casualties, sentence.start, sentence.end)
            told = _TOLL.search(self._found.text.folded, sentence.start, sentence.end) is not None
            if not hurt or not (told or self._tells_of_losses_alone(sentence)):
                continue
            named = [place.place for place in places if place.place is not None]
            there = [event for event in self._telling.events if event.place in named]
            if len(there) == 1 or (there and told):
                event = min(there, key=lambda event: abs(event.drafts[-1].sentence - index))
                last = event.drafts[-1]
                last.casualties = [*last.casualties, *hurt]
                last.sources = [*last.sources, *within(self._found.sources, sentence.start, sentence.end)]

    def _give_claims(self) -> None:
        """Give who claims an attack told apart, above or below, to it by its place: «تعلن مسؤوليتها عن قصف زليكان»."""
        for index, behind, places in self._claims:
            named = {place.place.id for place in places if place.place is not None}
            there = [e for e in self._telling.events if e.place is not None and e.place.id in named]
            open_ = [e for e in there if not any(draft.attackers for draft in e.drafts)]
            if open_:
                event = min(open_, key=lambda event: abs(event.drafts[-1].sentence - index))
                event.drafts[-1].attackers = list(behind)

    def _tells_of_losses_alone(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of nothing but losses, on no day: «وأكدت الهيئة مقتل ثمانية في جرف الصخر»."""
        acts = {act.value for act in within(self._found.acts, sentence.start, sentence.end)}
        days = [d for d in within(self._found.dates, sentence.start, sentence.end) if d.date_start or d.date_end]
        return acts <= {"kill"} and not days

    def _confirm(self, sentence: Sentence) -> None:
        """Take who confirms the attack a little later in its line: «وأكد التحالف سقوط صواريخ في المنطقة»."""
        found, last = self._found, self._telling.events[-1].drafts[-1]
        told_of = found.text.sentences[last.sentence].paragraph == sentence.paragraph
        if told_of and within(found.acts, sentence.start, sentence.end):
            last.sources = [*last.sources, *within(found.sources, sentence.start, sentence.end)]

    def _sums_up(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a long time («وثّق المرصد منذ مطلع العام مقتل 211 عنصراً»), not of the event."""
        published = self._published
        return published is not None and any(
            d.kind == "since" and d.date_start is not None and (published - d.date_start).days > _LONG
            for d in within(self._found.dates, sentence.start, sentence.end)
        )

    def _blame(self, sentence: Sentence, told_at: int) -> None:
        """Take who is said to be behind the attack: «وتبنّت … الهجوم», «مصدر القذائف مجموعات موالية لإيران»."""
        named = blamed(self._found.text, sentence.start, sentence.end, self._found.actors)
        if not named:
            return
        events = self._telling.events
        both = _BOTH.search(self._found.text.folded, sentence.start, sentence.end) is not None
        every = _ALL.search(self._found.text.folded, sentence.start, sentence.end) is not None
        near = [event for event in events if told_at - event.drafts[-1].sentence <= _ALL_WITHIN]
        meant = (
            near
            if every
            else events[-2:]
            if both
            else [event for event in events if event.drafts[-1].sentence == told_at]
        )
        for event in meant:
            if not any(draft.attackers for draft in event.drafts):
                event.drafts[-1].attackers = named


def _counted_now(told: list[WeaponMention], weapons: Sequence[WeaponMention]) -> list[WeaponMention]:
    """Return weapons told without a number with a later mention that counts them: «هجوم صاروخي … 14 صاروخاً أُطلقت»."""
    if any(weapon.count is not None for weapon in told):
        return told
    kinds = {weapon.weapon for weapon in told}
    return [*told, *(weapon for weapon in weapons if weapon.weapon in kinds and weapon.count is not None)]

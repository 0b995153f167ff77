"""Going through an article sentence by sentence, as a reader does, and gathering what it tells.

A sentence may tell of an event, count events, deny one, or tell on of the one before it («الهجوم أصاب أهدافه»); what
it tells on is given to the event, so that its outcome, losses and speakers are complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.aftermath import TELLS_ON_WITHIN, Aftermath
from extract.callouts import Callouts
from extract.denials import Denial, denial_in, denies_an_attack
from extract.drafts import Dismissal, Draft, answer, carry_on
from extract.events import SentenceEvents, events_of
from extract.findings import Findings
from extract.hearing import Hearing
from extract.items import day_of_item, item_of, told_one_by_one
from extract.layout import heads_a_list, is_an_item, kind_at
from extract.manner import dates_a_statement
from extract.normalise import Sentence
from extract.occurrences import When
from extract.ordered import within
from extract.places import PlaceMention, find_places
from extract.tallies import Counted, tallies_of
from extract.telling import Telling
from extract.timeline import Timeline
from extract.topics import Topics
from geo.gazetteer import Gazetteer
from geo.places import MILITARY_KINDS, Place
from incidents.types import Document, Tally
from language.arabic import fold

_DENIED_WITHIN = 3
"""Sentences behind an event in which a denial that names no place is of it."""
_CAME = re.compile(r"(?<!\w)[وف]?(?:جاء|جاءت|كان|وقع|حصل|بدا|حل) (?:ال)?(?:رد|هجوم|ضربه|قصف|غاره|اسوا|اعنف)")
"""«ليل أمس جاء الرد»: what sets the scene, though «جاء» may introduce speech."""
_HARMLESS = frozenset({"drill", "defused", "accident"})
"""What blasts may turn out to be."""
_CAUSE = re.compile(
    r"(?<!\w)[وبل]?(?:ما (?:سمع|جري|حدث|حصل)|(?:ال)?(?:صوت|اصوات|دوي|انفجار|انفجارات|انفجارين|دخان))(?!\w)"
    r"[^.؛\n]{0,60}?(?<!\w)(?:ناجم\w{0,2}|ناتج\w{0,2}|نجم\w?|نتج\w?|سبب\w{0,2}|مصدر\w{0,2}|ليس\w? سوي"
    r"|[يت]?عود\w? (?:الي|ل)|عائد\w{0,2})(?!\w)"
)
"""«ما سُمع ناجم عن …»: what was heard, and where it came from."""
_HEADING = 12
"""Folded characters before a place that heads its paragraph: a bullet, «قاعدة»."""
_SCENE = 60
"""Folded characters of a sentence in which stands the day of the scene that it sets."""
_PEACEFUL = frozenset({"drill", "crime", "art", "sport", "accident", "commemoration", "legal", "smuggling", "market"})
"""What a sentence is about whose place is not that of an attack told behind it."""
_ONE_OF_TWO = re.compile(r"(?<!\w)ال(?:اول|اولي|ثاني|ثانيه|اخر|اخري)(?!\w)")
# «نفى أن يكون الموقع الأول قد شهد أي حادث»: which of them that is, is not known
_GENERAL = frozenset(
    "قاعده حقل مطار معسكر مدينه بلده قريه منطقه ناحيه عين تل دير ابو سد جبل النفطي الدولي الجويه العسكري الغاز".split()
)
"""Words of the names of many places."""


_THIS_VERY = re.compile(r"(?<!\w)[بل]?(?:هذا|هذه) (?:الخبر|النبا|الانباء|الاخبار|المعلومات|الادعاءات|المزاعم)(?!\w)")
"""What is denied as just told, whatever other places the sentence names: «تنفي الخلية هذا الخبر وتؤكد أن …»."""


class Walk:
    """One way through an article; what it gathered stands in `telling`, `tallies` and `dismissals`."""

    def __init__(self, found: Findings, gazetteer: Gazetteer, document: Document) -> None:
        self._found, self._gazetteer, self._document = found, gazetteer, document
        self.telling = Telling(document.published, gazetteer)
        self.tallies: list[Tally] = []
        self.dismissals: list[Dismissal] = []
        self._hearing = Hearing(found, document.published)
        self._head: Draft | None = None
        """What the head of a list tells, while its items follow."""
        self._denied_at: int | None = None
        """The sentence that denied an attack last."""
        self._topics = Topics(found)
        self._days = Timeline(found)
        self._about = self._base_of_the_headline()
        self._paragraph = -1
        self._heading: Place | None = None
        self._callouts = Callouts(found)
        self._aftermath = Aftermath(found, self.telling, document.published)

    def read(self, sentences: Sequence[tuple[int, Sentence]]) -> None:
        """Read sentences, each with its index in the text, in order."""
        found, telling = self._found, self.telling
        last: Draft | None = None
        day: When | None = None
        counted: list[Counted] = []
        for index, sentence in sentences:
            if telling.enter(sentence.paragraph):
                day = self._days.of_line(sentence)
                if day is not None:
                    telling.saw_date(day)
            places = find_places(found.text, found.place_hits, sentence, self._gazetteer)
            last_place = telling.bases[-1] if telling.events and telling.bases else None
            counted = tallies_of(found, sentence, places, counted, self._document, last_place)
            self.tallies.extend(count.tally for count in counted)
            told_before = last is not None and index - last.sentence <= TELLS_ON_WITHIN
            told = events_of(found, index, sentence, places, told_before)
            if items := told_one_by_one(found, index, sentence, places, last):
                told.drafts, told.dismissals = items, []
            self._callouts.give(index, sentence, places, told.drafts)
            self.dismissals.extend(told.dismissals)
            self._hearing.listen(sentence)
            self._explain(index, sentence)
            self._list(index, sentence, places, told)
            self._deny(index, sentence, places, told)
            drafts = [
                draft
                for draft in told.drafts
                if not (counted and draft.place is None) and not any(_is_counted(draft, count) for count in counted)
            ]
            if telling_of := self._headed_by(sentence, places) or (self._about if day is not None else None):
                for draft in drafts:
                    draft.meant = telling_of if draft.nowhere else None
            carry_on([last, *drafts] if last is not None else drafts)
            self._topics.give(sentence, drafts)
            last = drafts[-1] if drafts else last
            # «وقُبيل استهداف قاعدة العمر، أعلنت …»: the known event comes first, for it tells the other's day
            known = False
            for draft in sorted(drafts, key=lambda draft: not (draft.anchored and telling.knows(draft))):
                if draft.anaphor is not None:
                    # «قصفت من قاعدة العمر … رداً على قذيفتين قرب القاعدة»: the base may be named in this very sentence
                    before = [p.place for p in places if p.place is not None and p.end <= draft.anaphor.start]
                    telling.names(before)
                draft.sources = draft.sources or self._hearing.through(draft, drafts)
                for told_of in telling.each_meant(draft):
                    known |= telling.add(told_of) is not None
            self._note_the_day(sentence, drafts)
            named = ("direct", "inside", "near", "institution")  # «أبناء قرية كويا … على بيوت القرية»
            telling.names(p.place for p in places if p.place is not None and p.role in named)
            peaceful = any(h.value in _PEACEFUL for h in within(found.modality, sentence.start, sentence.end))
            at = [p.place for p in places if p.place is not None and p.role in named[:3] and not peaceful]
            telling.is_at(index, at)
            if not drafts:
                self._aftermath.hear_claim(index, sentence, places)
            if not (known or counted or told.dismissals or any(draft.is_new for draft in drafts)):
                self._aftermath.take(index, sentence, places)
        telling.told_later()
        self._drop_rumours()
        self._aftermath.give()
        answer(draft for event in telling.events for draft in event.drafts)

    def _headed_by(self, sentence: Sentence, places: Sequence[PlaceMention]) -> Place | None:
        """Return the base that heads the paragraph of a sentence, before a colon: «حقل العمر: في الثامن من الشهر …»."""
        first = next(iter(places), None)
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._heading = sentence.paragraph, None
            words = self._found.text.folded
            if first is None or first.place is None or first.place.kind not in MILITARY_KINDS:
                return None
            if words.startswith(":", first.end) and first.start - sentence.start <= _HEADING:
                self._heading = first.place
        return self._heading

    def _base_of_the_headline(self) -> Place | None:
        """Return the one base that the headline names: that of the entries of a timeline; None for none or several."""
        found = self._found
        bases = {
            place.place.id: place.place
            for sentence in found.text.sentences
            if kind_at(found.lines, sentence.start) == "headline"
            for place in find_places(found.text, found.place_hits, sentence, self._gazetteer)
            if place.place is not None and place.place.kind in MILITARY_KINDS
        }
        return next(iter(bases.values())) if len(bases) == 1 else None

    def _explain(self, index: int, sentence: Sentence) -> None:
        """Drop blasts only heard so far where a sentence tells what they were: «وتبيّن أن ما سُمع ناجم عن مناورات»."""
        found = self._found
        harmless = any(h.value in _HARMLESS for h in within(found.modality, sentence.start, sentence.end))
        if not harmless or _CAUSE.search(found.text.folded, sentence.start, sentence.end) is None:
            return
        for event in list(self.telling.events):
            first = event.drafts[0]
            heard = first.acts[0].value in ("blast", "sound") and not any(
                draft.weapons or draft.casualties for draft in event.drafts
            )
            if heard and 0 < index - first.sentence <= _DENIED_WITHIN:
                self.telling.events.remove(event)
                self.dismissals.append(Dismissal("statement", first.start, first.end, first.acts[0], first.place))

    def _drop_rumours(self) -> None:
        """Drop what is only passed on and then denied: nobody told of it, and somebody says that it never was."""
        for event in list(self.telling.events):
            first = event.drafts[0]
            before = self._denied_at is not None and 0 < first.sentence - self._denied_at <= _DENIED_WITHIN
            denied = before or any(draft.denied for draft in event.drafts)
            if denied and all(draft.rumoured for draft in event.drafts):
                self.telling.events.remove(event)
                self.dismissals.append(Dismissal("denial", first.start, first.end, first.acts[0], first.place))

    def _list(self, index: int, sentence: Sentence, places: Sequence[PlaceMention], told: SentenceEvents) -> None:
        """Give the items of a list what its head tells: «هاجم مجاهدونا فجر الخميس أربع قواعد: ① عين الأسد، مسيّرتان …».

        An item without an act of its own takes the head's; the list ends with the first line that is no item.
        """
        found, head, drafts = self._found, self._head, told.drafts
        begins = not index or found.text.sentences[index - 1].paragraph != sentence.paragraph
        if begins and found.text.folded.startswith("و", sentence.start):
            self._head = head = None  # «وستبقى قواعدكم، من كونيكو إلى الشدادي، في مرمانا»: no item begins so
        if head is not None and begins and drafts and places:
            day = day_of_item(found, sentence, head)
            for draft in drafts:
                draft.date, draft.attackers = draft.date or day, draft.attackers or list(head.attackers)
                draft.time_of_day = draft.time_of_day or head.time_of_day
            told_of = {draft.place.place for draft in drafts if draft.place is not None}
            more = item_of(found, index, sentence, places, head)
            drafts.extend(item for item in more if item.place is not None and item.place.place not in told_of)
        elif head is not None and begins and not told.dismissals and places and places[0].place is not None:
            told.drafts.extend(item_of(found, index, sentence, places, head))
        elif drafts and heads_a_list(found.text, sentence):
            if all(draft.place is None and draft.anaphor is None for draft in drafts):
                self._head = told.drafts.pop()
        elif begins and not is_an_item(found.text, sentence):
            self._head = None  # «السبت: قاعدة كذا، بمسيّرة. بلغت هدفها»: an item's second sentence ends nothing

    def _note_the_day(self, sentence: Sentence, drafts: Sequence[Draft]) -> None:
        """Note the day of a sentence that tells of an attack without its place: it is that of the next one's.

        So is one that sets the scene: «ليل الجمعة الفائت اشتعلت البادية. … صواريخها على مخابئ في أطراف معدان».
        """
        found, published = self._found, self._document.published
        if any(draft.date is not None for draft in drafts):
            return
        attacked = bool(within(found.acts, sentence.start, sentence.end))
        speaks = within(found.speech, sentence.start, sentence.end)
        if not attacked and (
            published is None or (speaks and not _CAME.search(found.text.folded, sentence.start, sentence.end))
        ):
            return
        for day in within(found.dates, sentence.start, sentence.end if attacked else sentence.start + _SCENE):
            first, last = day.date_start, day.date_end or day.date_start
            if day.precision != "day" or first is None or last is None:
                continue
            if day.kind == "since" and not attacked and published and (published - first).days <= 1:
                last = published  # «البصيرة محاصرة من يوم أمس. قصفوها بالهاون»
            elif day.kind not in ("point", "range") or dates_a_statement(found, sentence.start, day):
                continue
            if attacked or (published and last <= published):
                self.telling.saw_date(When((first, last), "day", "explicit", None))

    def _deny(self, index: int, sentence: Sentence, places: Sequence[PlaceMention], told: SentenceEvents) -> None:
        """Mark the event that somebody denies in a later sentence: it stays, disputed.

        It is the one at a place named there, else those told of last, close before.
        """
        events = self.telling.events
        named = [
            dismissal
            for dismissal in told.dismissals
            if dismissal.kind == "denial"
            and dismissal.place is not None
            and denies_an_attack(self._found, dismissal.word)
        ]
        denied_by_name = False
        for dismissal in named:
            there = next((e for e in reversed(events) if dismissal.place and e.place is dismissal.place.place), None)
            if there is not None:
                there.drafts[-1].denied = Denial(dismissal.word.word_start, dismissal.word.end)
                denied_by_name = True
        denial = denial_in(self._found, sentence.start, sentence.end, bool(self._hearing.now))
        if denial is not None:
            self._denied_at = index
        if denial is None or denied_by_name or not events:
            return
        if _ONE_OF_TWO.search(self._found.text.folded, denial.start, denial.end):
            return
        told_at = events[-1].drafts[-1].sentence
        if not 0 < index - told_at <= _DENIED_WITHIN:
            return
        words = self._found.text.folded[sentence.start : sentence.end]
        latest = [event for event in events if event.drafts[-1].sentence == told_at]
        elsewhere = [place for place in places if all(event.place is not place.place for event in latest)]
        by_name = [event for event in latest if event.place is not None and _is_named(event.place, words)]
        this_very = _THIS_VERY.search(self._found.text.folded, denial.start, denial.end) is not None
        for event in by_name or (latest if this_very or not elsewhere else []):
            event.drafts[-1].denied = denial


def _is_named(place: Place, words: str) -> bool:
    """Whether folded words name a place by the word that sets it apart: «نفى تعرض حرير لأي هجوم»."""
    names = [name.removeprefix("ال") for name in fold(place.name_ar).split() if name not in _GENERAL]
    return any(re.search(rf"(?<!\w)[وفبل]?(?:ال|ل)?{re.escape(name)}(?!\w)", words) for name in names)


def _is_counted(draft: Draft, count: Counted) -> bool:
    """Whether a draft's acts are only the thing a tally counts («أكثر من 115 هجوماً»)."""
    acts = [act for act in draft.acts if act.value not in ("undergo", "light")]
    return all(count.start <= act.start < count.end + 3 for act in acts) or draft.start <= count.start < draft.end

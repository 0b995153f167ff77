"""Going through an article sentence by sentence, as a reader does, and gathering what it tells.

A sentence may tell of an event, count events, deny one, or tell on of the one before it («الهجوم أصاب أهدافه»); what
it tells on is given to the event, so that its outcome, losses and speakers are complete.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actors import ActorMention
from extract.blame import blamed
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
from extract.occurrences import Event, When
from extract.ordered import within
from extract.outcomes import outcome_cues
from extract.places import PlaceMention, find_places
from extract.tallies import Counted, tallies_of
from extract.telling import Telling
from extract.timeline import Timeline
from extract.topics import Topics
from extract.weapons import WeaponMention
from geo.gazetteer import Gazetteer
from geo.places import MILITARY_KINDS, Place
from incidents.types import Document, Tally
from language.arabic import fold

_TELLS_ON_WITHIN = 2
"""Sentences behind an event in which «الهجوم» or «القذائف» still means it."""
_BLAMED_WITHIN = 60
"""Folded characters between a word of blame and the party blamed."""
_LONG = 7
"""Days back from publication from which «منذ …» sums up what was before."""
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
_BOTH = re.compile(
    r"(?<!\w)(?:ال|لل|بال)(?:هجومين|هجومان|رشقتين|رشقتان|ضربتين|عمليتين|استهدافين|غارتين|قصفين|حادثين|تفجيرين|انفجارين)(?!\w)"
)
"""«تبنّت … الهجومين»: the two told last."""
_ALL = re.compile(r"(?<!\w)(?:ال|لل|بال)(?:هجمات|استهدافات|رشقات|عمليات|قصوفات)(?!\w)")
"""«تقف وراء الهجمات»: all told just before."""
_ALL_WITHIN = 3
"""Sentences between the first and the last of them."""
_NEVER_BLAMED = frozenset({"us-forces", "global-coalition", "civilians"})
"""Parties that speak, or suffer, in a sentence of blame."""
_OF_ALL = re.compile(r"(?<!\w)[وف]?(?:جميع|كل|كافه|كلتا|كلا)(?:ها|هما)?(?!\w)")
_LISTED_WITHIN = 8
"""Sentences behind an attack in which «جميع الإصابات مباشرة» is of it, too."""
# «عُثر على منصة وفيها ثلاثة صواريخ لم تنطلق»
_UNSPENT = re.compile(r"(?<!\w)[وف]?(?:عثر\w*|ضبط\w*|صادر\w*|منصه|راجمه|[بل]?منصات|لم ت?ي?نطلق|معده|جاهزه)(?!\w)")
_SCENE = 60
"""Folded characters of a sentence in which stands the day of the scene that it sets."""
_PEACEFUL = frozenset({"drill", "crime", "art", "sport", "accident", "commemoration", "legal", "smuggling", "market"})
"""What a sentence is about whose place is not that of an attack told behind it."""
_SEVERAL = 2
"""Sentences that make a list of attacks."""
_TOLL = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:حصيله|ارتفاع|ارتفع|ارتفعت|[يت]رتفع|عدد (?:ال)?(?:قتلي|ضحايا|شهداء|جرحي|مصابين)|ضحايا"
    r"|(?:في|جراء|ب) ?(?:ال)?(?:تفجير|هجوم|قصف|انفجار|غاره|ضربه|استهداف|كمين))(?!\w)"
)
"""Words by which losses are told of an attack told elsewhere in the article."""
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
        self._tolls: list[tuple[int, Sentence, Sequence[PlaceMention]]] = []
        """Sentences that tell on of no event near by, with the places they name."""
        self._claims: list[tuple[int, Sequence[ActorMention], Sequence[PlaceMention]]] = []
        """Who is said to be behind an attack that a sentence only names by its place."""

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
            told_before = last is not None and index - last.sentence <= _TELLS_ON_WITHIN
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
            if places and not drafts and (behind := blamed(found.text, sentence.start, sentence.end, found.actors)):
                self._claims.append((index, behind, places))
            told_on = not known and not told.dismissals and not any(draft.is_new for draft in drafts)
            told_on = told_on and not counted and not self._sums_up(sentence)
            if told_on and not (self._tell_of_all(index, sentence) or self._tell_on(index, sentence, places)):
                self._tolls.append((index, sentence, places))
        telling.told_later()
        self._drop_rumours()
        self._give_tolls()
        self._give_claims()
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

    def _tell_of_all(self, index: int, sentence: Sentence) -> bool:
        """Give what came of all attacks of a list to each of them: «وكلها بلغت أهدافها»، «وأصابت نيراننا أهدافها».

        Return whether the sentence told that. Attacks that have had their say are left out.
        """
        events = self.telling.events
        cues = outcome_cues(self._found.text, self._found.outcomes, sentence.start, sentence.end)
        if not events or not cues or within(self._found.casualties, sentence.start, sentence.end):
            return False
        last = events[-1].drafts[-1]
        if _OF_ALL.search(self._found.text.folded, sentence.start, sentence.end):
            meant = [event for event in events if index - event.drafts[-1].sentence <= _LISTED_WITHIN]
        elif index - last.sentence <= _TELLS_ON_WITHIN:
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
        for event in reversed(self.telling.events):
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
        found, events = self._found, self.telling.events
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
        if behind > _TELLS_ON_WITHIN:
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
            there = [event for event in self.telling.events if event.place in named]
            if len(there) == 1 or (there and told):
                event = min(there, key=lambda event: abs(event.drafts[-1].sentence - index))
                last = event.drafts[-1]
                last.casualties = [*last.casualties, *hurt]
                last.sources = [*last.sources, *within(self._found.sources, sentence.start, sentence.end)]

    def _give_claims(self) -> None:
        """Give who claims an attack told apart, above or below, to it by its place: «تعلن مسؤوليتها عن قصف زليكان»."""
        for index, behind, places in self._claims:
            named = {place.place.id for place in places if place.place is not None}
            there = [e for e in self.telling.events if e.place is not None and e.place.id in named]
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
        found, last = self._found, self.telling.events[-1].drafts[-1]
        told_of = found.text.sentences[last.sentence].paragraph == sentence.paragraph
        if told_of and within(found.acts, sentence.start, sentence.end):
            last.sources = [*last.sources, *within(found.sources, sentence.start, sentence.end)]

    def _sums_up(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a long time («وثّق المرصد منذ مطلع العام مقتل 211 عنصراً»), not of the event."""
        published = self._document.published
        return published is not None and any(
            d.kind == "since" and d.date_start is not None and (published - d.date_start).days > _LONG
            for d in within(self._found.dates, sentence.start, sentence.end)
        )

    def _blame(self, sentence: Sentence, told_at: int) -> None:
        """Take who is said to be behind the attack: «وتبنّت … الهجوم», «مصدر القذائف مجموعات موالية لإيران»."""
        named = blamed(self._found.text, sentence.start, sentence.end, self._found.actors)
        if not named:
            return
        events = self.telling.events
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


def _is_named(place: Place, words: str) -> bool:
    """Whether folded words name a place by the word that sets it apart: «نفى تعرض حرير لأي هجوم»."""
    names = [name.removeprefix("ال") for name in fold(place.name_ar).split() if name not in _GENERAL]
    return any(re.search(rf"(?<!\w)[وفبل]?(?:ال|ل)?{re.escape(name)}(?!\w)", words) for name in names)


def _counted_now(told: list[WeaponMention], weapons: Sequence[WeaponMention]) -> list[WeaponMention]:
    """Return weapons told without a number with a later mention that counts them: «هجوم صاروخي … 14 صاروخاً أُطلقت»."""
    if any(weapon.count is not None for weapon in told):
        return told
    kinds = {weapon.weapon for weapon in told}
    return [*told, *(weapon for weapon in weapons if weapon.weapon in kinds and weapon.count is not None)]


def _is_counted(draft: Draft, count: Counted) -> bool:
    """Whether a draft's acts are only the thing a tally counts («أكثر من 115 هجوماً»)."""
    acts = [act for act in draft.acts if act.value not in ("undergo", "light")]
    return all(count.start <= act.start < count.end + 3 for act in acts) or draft.start <= count.start < draft.end

"""From the findings of one sentence to drafts of events: which act struck which place, when, with what.

What goes on telling of an event told before is put to it afterwards (`extract.walk`). Passages that look like events
and are none come out as dismissals with their kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract import manner
from extract.actors import NOBODY
from extract.attacks import NEEDS_A_WEAPON, is_attack, is_reference
from extract.blame import blamed
from extract.clauses import Clause, clauses_of
from extract.dates import DateMention
from extract.drafting import TELLS_ON, Drafting, nearest_act
from extract.drafts import Dismissal, Draft
from extract.elsewhere import not_struck
from extract.findings import Findings
from extract.grouping import CAUSES, MILITARY_SITES, Group, reached
from extract.joining import groups_of
from extract.layout import heads_a_list
from extract.modality import elsewhere, negated, rejection
from extract.normalise import Sentence
from extract.ordered import within
from extract.outcomes import outcome_cues
from extract.places import PlaceMention
from extract.sides import sides_of

_CLEARLY_NONE = frozenset({"drill", "denial", "statement"})
"""What is told of a place as no attack also where the words of act alone would make none."""
_ASKS = re.compile(r"\W*(?:س|سؤال|سوال)\s?\d{0,2}\s?[:/–-]")
"""What opens the question of an interview: «سؤال: سُمعت انفجارات قبل أيام. هل وصلتكم إصابات؟»."""
_FROM = re.compile(r"\W*(?:ال\w+\W+)?من (?:(?!علي |نحو |صوب |باتجاه |تجاه |الي )\w+\W+)*")
"""Between a launch and the place that it came from."""
_OPERATIONS = re.compile(r"(?<!\w)(?:ال)?(?:عمليه|عمليات|عمليتين)(?!\w)")
"""What a party carries out: «نفّذ مجاهدونا إحدى عشرة عملية، وهذا تفصيلها:»."""
WITHOUT_AN_ACT = frozenset({"drill", "reinforcement", "patrol", "threat"})
"""What is news at a base and no attack, also where no word of attack stands."""


@dataclass
class SentenceEvents:
    """What one sentence told."""

    drafts: list[Draft] = field(default_factory=list)
    dismissals: list[Dismissal] = field(default_factory=list)


def events_of(
    found: Findings, index: int, sentence: Sentence, places: Sequence[PlaceMention], told_before: bool = False
) -> SentenceEvents:
    """Return the drafts and dismissals of one sentence, which names `places`; both empty when it tells of no act.

    `told_before` says whether the sentence before told of an attack, which short words may then go on telling of.
    """
    if found.text.folded[sentence.start : sentence.end].rstrip("\"'”» ").endswith("؟"):
        return SentenceEvents()  # a question tells of nothing
    if _ASKS.match(found.text.folded, found.text.folded.rfind("\n", 0, sentence.start) + 1):
        return SentenceEvents()  # nor does what leads up to it
    acts = within(found.acts, sentence.start, sentence.end)
    if not acts and not within(found.modality, sentence.start, sentence.end):
        return SentenceEvents()
    clauses = clauses_of(found, sentence)
    reader = _SentenceReader(found, index, sentence, clauses, groups_of(found, clauses, acts, places), told_before)
    return reader.read()


def _holds_another(place: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Whether a place is only the region of another one struck («ريف دير الزور … ومحيط بلدة خشام»)."""
    if not place.is_area or place.place is None:
        return False
    return any(
        not other.is_area and other.place is not None and other.place.admin1_pcode == place.place.admin1_pcode
        for other in places
    )


class _SentenceReader:
    """Reads the groups of one sentence in order; what it told grows in `told`."""

    def __init__(
        self,
        found: Findings,
        index: int,
        sentence: Sentence,
        clauses: list[Clause],
        groups: list[Group],
        told_before: bool,
    ) -> None:
        self._found, self._index, self._sentence = found, index, sentence
        self._groups, self._told_before = groups, told_before
        self._drafting = Drafting(found, index, sentence, clauses, groups)
        self.told = SentenceEvents()
        self._day_asked_of: DateMention | None = None
        """The day of the attacks that the sentence says it is about («وعن هجمات الجمعة، أكد …»)."""

    def read(self) -> SentenceEvents:
        for group in self._groups:
            if group.acts:
                self._read(group)
            else:
                self._dismiss_without_act(group)
        if self.told.drafts and all(draft.acts is self.told.drafts[0].acts for draft in self.told.drafts):
            self._take_blamed(self._sentence.start, self._sentence.end)
        self._join_what_is_begun()
        self._give_the_rest()
        return self.told

    def _read(self, group: Group) -> None:
        found, drafts, drafting = self._found, self.told.drafts, self._drafting
        start, end = drafting.stretch(group)
        lead = drafting.lead(group)
        elsewhere = self._elsewhere(group)
        places = [place for place in group.places if reached(group, place) and place.start not in elsewhere]
        date, of_statement = drafting.date(group, start, end, lead)
        if date is None:
            date = self._day_asked_of
        elif not places and all(manner.is_a_topic(found.text, act) for act in group.acts):
            self._day_asked_of = date
        if self._dismissed(group, places, start, end, lead, dated=date is not None and date.is_narrow):
            return
        # «انطلق رتل … من دون تسجيل أي اشتباك»: what is denied besides is no act
        group.acts = [act for act in group.acts if not negated(found.text, act)]
        weapons = drafting.weapons(group, start, end, lead)
        anaphor = manner.anaphor(self._found, start, end)
        if anaphor is None and not places and not drafts:
            anaphor = manner.where_before(self._found, lead, start)
        unnamed = any(h.value == "unnamed_base" for h in within(found.structure, start, end))
        if not places and drafts and anaphor is None and not unnamed and self._is_told_on(group):
            self._tell_on(group, start, end, date)
            return
        told_before = self._told_before or bool(drafts)
        attack = is_attack(
            found, group.acts, places, weapons, start, end, base_meant=anaphor is not None, told_before=told_before
        )
        attack = attack or self._struck_by_what_follows(group, places) or self._announces_a_list(group, places)
        if not attack or is_reference(found, group.acts, places, start):
            self._dismiss_without_act(group)
            return
        region = beside = None
        if anaphor is not None and all(manner.lies_in(self._found, anaphor, place) for place in places):
            # «القاعدة نفسها في الأنبار», «القاعدة نفسها في أربيل»: the base named before, of that region
            region, places = (places[0] if places else None), []
        else:
            # «أغارت على المطار وعلى فوج طرطب»: the airport named before, too
            beside = anaphor if anaphor is not None and manner.listed_with(found, anaphor, places[0]) else None
            anaphor = None
        if not places and anaphor is None and drafts and not unnamed:
            if group.clause.opener is not None and group.clause.opener.value == "response":
                self._take_answerers(group, start, end)
            self._take_blamed(start, end)
            return  # another act without a place («لترد بغارات»): nothing of it belongs to the first
        struck = [place for place in places if not _holds_another(place, places)]
        opener = group.clause.opener
        told_of: list[PlaceMention | None] = [*struck] or [None]
        if beside is not None:
            told_of.insert(0, None)
        for place in told_of:
            if opener is not None and opener.entry.form == "حيث" and anaphor is not None and drafts:
                drafts[-1].date = drafts[-1].date or date  # «استهداف معسكر التاجي، حيث سقط صاروخ الجمعة داخل المعسكر»
            occasions: list[tuple[DateMention | None, int, int]] = [
                *manner.occasions(found, start, self._sentence.end if group is self._groups[-1] else end)
            ]
            for day, first, last in occasions or [(date, start, end)]:
                arms = within(found.weapons, first, last) or (weapons if day is date else [])
                meant = beside if place is None and beside is not None else anaphor
                draft = drafting.draft(group, place, struck, places, meant, day, of_statement, arms, first, last, lead)
                draft.region, draft.pluperfect = region, draft.pluperfect and day is date
                drafts.append(draft)

    def _struck_by_what_follows(self, group: Group, places: Sequence[PlaceMention]) -> bool:
        """Whether what is told right behind blasts is an attack: «انفجارات في مرفأ اللاذقية إثر قصف إسرائيلي»."""
        position = self._groups.index(group) + 1
        if (
            not places
            or position == len(self._groups)
            or not {a.value for a in group.acts} <= {"blast", "sound", "undergo"}
        ):
            return False
        cause = self._groups[position]
        if cause.places or manner.anaphor(self._found, *self._drafting.stretch(cause)) is not None:
            return False  # «انفجارات في الشدادي جراء استهداف القاعدة الأميركية»: the base was struck, not the town
        # «دوّت انفجارات في مرتفعات سيدكان، وتحدث مدير الناحية عن سقوط نحو عشر قذائف»
        fell = {act.value for act in cause.acts} <= {"impact", "impact_noun"} and bool(cause.acts)
        if fell and any(w.weapon != "ied" for w in within(self._found.weapons, *self._drafting.stretch(cause))):
            return True
        by = cause.clause.opener is not None and cause.clause.opener.entry.form in CAUSES
        return by and any(act.value in ("attack", "salvo") for act in cause.acts)

    def _announces_a_list(self, group: Group, places: Sequence[PlaceMention]) -> bool:
        """Whether attacks of a party are told one by one below: «وفّق الله مجاهديكم لتوجيه ثلاث ضربات متتالية:»."""
        attacks = any(act.value in ("attack", "strike", "salvo") for act in group.acts) or (
            any(act.value == "light" for act in group.acts)
            and _OPERATIONS.search(self._found.text.folded, self._sentence.start, self._sentence.end) is not None
        )
        found, start, end = self._found, self._sentence.start, self._sentence.end
        whose = found.statement is not None or any(a.actor not in NOBODY for a in within(found.actors, start, end))
        whose = whose or any(hit.value == "own_claim" for hit in within(found.speech, start, end))
        return attacks and whose and not places and heads_a_list(self._found.text, self._sentence)

    def _elsewhere(self, group: Group) -> set[int]:
        """Return where the places stand that the group's acts did not strike."""
        words = self._found.text.folded
        launched_from = {
            place.start
            for place in group.places
            if all(act.value == "launch" and _FROM.fullmatch(words, act.end, place.start) for act in group.acts)
        }  # «أُطلقت القذائف من مواقع لقوات النظام في محيط العشارة»
        places = (place.start for place in group.places)
        return launched_from | not_struck(self._found.text, self._found.elsewhere, group.acts, places)

    def _dismissed(
        self, group: Group, places: list[PlaceMention], start: int, end: int, lead: int, *, dated: bool
    ) -> bool:
        found = self._found
        main = nearest_act(group)
        if all(act.value in ("blast", "sound") or (act.value == "bomb" and act.proclitic) for act in group.acts):
            # «تدريبات في قاعدة قسرك، وهو ما يفسر الانفجارات في تل تمر»: blasts are those of a drill in their sentence
            why = rejection(found, group.acts, main, self._sentence.start, self._sentence.end, dated)
        else:
            why = rejection(found, group.acts, main, lead, end, dated)
        if why is None and negated(found.text, group.acts[0]):
            why = ("denial", group.acts[0])
        if why is None and (other := elsewhere(found, group.acts, self._sentence.start, self._sentence.end)):
            why = ("name_collision", other)
        if why is None:
            return False
        kind, word = why
        armed = any(act.value not in NEEDS_A_WEAPON for act in group.acts) or bool(within(found.weapons, lead, end))
        # «قد تشهد بغداد أمطاراً» is no attack taken back; «لم تشهد القاعدة شيئاً» is
        clear = armed or (word.role == "modality" and kind in _CLEARLY_NONE) or kind == "denial"
        if places or manner.anaphor(self._found, start, end) is not None or (armed and kind in ("drill", "denial")):
            place = places[0] if places else None
            self.told.dismissals.append(Dismissal(kind, start, end, word, place, looks_like_one=clear))
        return True

    def _dismiss_without_act(self, group: Group) -> None:
        place = next((p for p in group.places if not p.is_area), None)
        words = within(self._found.modality, group.clause.start, group.clause.end)
        word = next((h for h in words if h.value in WITHOUT_AN_ACT), None)
        at_a_base = place is not None and place.place is not None and place.place.kind in MILITARY_SITES
        if place is not None and word is not None and (at_a_base or word.value != "threat"):
            self.told.dismissals.append(
                Dismissal(word.value, group.clause.start, group.clause.end, word, place)  # type: ignore[arg-type]
            )

    def _take_answerers(self, group: Group, start: int, end: int) -> None:
        """«رداً على الهجوم الأميركي على مواقع الميليشيات»: who was attacked then is who answers now."""
        answering = sides_of(self._found, start, end, group.acts, []).targets
        for draft in self.told.drafts:
            draft.attackers = draft.attackers or [a for a in answering if a not in draft.targets]

    def _take_blamed(self, start: int, end: int) -> None:
        """«قُتل قيادي بقصف طال سيارته …، ونسب الجهاز القصف إلى طائرة تركية»: who is said to be behind what was told."""
        latest = [draft for draft in self.told.drafts if draft.acts is self.told.drafts[-1].acts]
        for draft in latest:
            struck = {target.actor for target in draft.targets}
            named = blamed(self._found.text, start, end, self._found.actors) if not draft.attackers else []
            draft.attackers = draft.attackers or [a for a in named if a.actor not in struck]

    def _is_told_on(self, group: Group) -> bool:
        """Whether a clause without a place tells on of the event before: by its acts, as its cause, by «ها»."""
        opener = group.clause.opener
        if {act.value for act in group.acts} <= TELLS_ON or (opener is not None and opener.entry.form in CAUSES):
            return True
        # «إثر استهدافها بمسيّرات»: the pronoun is the place
        return any(
            act.entry.inflection == "noun" and self._found.text.folded[act.start : act.end].endswith(("ها", "هما"))
            for act in group.acts
        )

    def _tell_on(self, group: Group, start: int, end: int, date: DateMention | None) -> None:
        """Give a clause that names no place to the event before it: «… إلى حامية التنف، فأُسقطت إحداهما»."""
        latest = [draft for draft in self.told.drafts if draft.acts is self.told.drafts[-1].acts]
        doers = sides_of(self._found, start, end, group.acts, ()).attackers
        for draft in latest:
            draft.attackers = draft.attackers or list(doers)
            draft.cues.extend(outcome_cues(self._found.text, self._found.outcomes, start, end))
            draft.weapons = draft.weapons or within(self._found.weapons, start, end)
            draft.date = draft.date or date
        latest[0].casualties.extend(
            c for c in within(self._found.casualties, start, end) if c not in latest[0].casualties
        )

    def _join_what_is_begun(self) -> None:
        """Join what is told before its place to it.

        «ثلاث مسيّرات، أُسقطت اثنتان منها وأصابت الثالثة المجمّع» is one event; «تعرضت الثلاثاء لهجومين: الأول … والثاني …»
        gives its day and its sides to both.
        """
        drafts = self.told.drafts
        placed = [draft for draft in drafts if draft.place is not None or draft.anaphor is not None]
        if not placed or drafts[0] is placed[0]:
            return
        begun = drafts[0]
        if self._found.text.folded[begun.start : placed[0].start].rstrip().endswith(":"):
            for draft in placed:
                draft.date, draft.time_of_day = draft.date or begun.date, draft.time_of_day or begun.time_of_day
                draft.attackers, draft.targets = draft.attackers or begun.attackers, draft.targets or begun.targets
            drafts.remove(begun)
        elif {act.value for act in begun.acts} <= TELLS_ON:
            drafts.remove(begun)
            first = placed[0]
            first.date, first.start = first.date or begun.date, begun.start
            first.weapons = [w for w in begun.weapons if w.start >= begun.start] or first.weapons
            first.cues, first.casualties = begun.cues + first.cues, begun.casualties + first.casualties

    def _give_the_rest(self) -> None:
        """Give losses and outcomes that stand outside every draft's stretch to the draft told last before them."""
        drafts, found, sentence = self.told.drafts, self._found, self._sentence
        if not drafts:
            return
        told = [mention for draft in drafts for mention in draft.casualties]
        for mention in within(found.casualties, sentence.start, sentence.end):
            if mention not in told:
                acts = self._owner(mention.start).acts
                next(d for d in drafts if d.acts is acts).casualties.append(mention)
        for words in within(found.unhurt, sentence.start, sentence.end):
            for draft in drafts:
                if draft.acts is self._owner(words.start).acts:
                    draft.unhurt.append(words)
        heard = [(hit.start, value) for draft in drafts for value, hit in draft.cues]
        for value, hit in outcome_cues(found.text, found.outcomes, sentence.start, sentence.end):
            if (hit.start, value) not in heard:
                for draft in drafts:
                    if draft.acts is self._owner(hit.start).acts:
                        draft.cues.append((value, hit))

    def _owner(self, start: int) -> Draft:
        return next((d for d in reversed(self.told.drafts) if d.start <= start), self.told.drafts[0])

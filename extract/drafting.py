"""What a group of a sentence tells: its stretch of words, its day, its weapons, and the draft of the event.

A group is acts with the places that they struck (`extract.grouping`); the draft holds all that its words say of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract import manner
from extract.actors import NOBODY
from extract.bystanders import tells_on_of_itself
from extract.clauses import Clause
from extract.dates import DateMention
from extract.denials import contradicted, is_rumour, unconfirmed
from extract.drafts import Draft
from extract.elsewhere import is_here
from extract.findings import Findings
from extract.grouping import Group
from extract.lexicon import Hit
from extract.manner import dates_a_statement
from extract.normalise import Sentence
from extract.ordered import within
from extract.outcomes import outcome_cues
from extract.places import PlaceMention
from extract.sharing import told_before, weapons_at
from extract.sides import sides_of
from extract.weapons import WeaponMention

TELLS_ON = frozenset(
    {"intercept", "impact", "impact_noun", "blast", "sound", "kill", "destroy", "head_for", "attempt", "launch"}
)
"""Acts that, without a place of their own, go on telling of the event before («فأُسقطت إحداهما»)."""


def nearest_act(group: Group) -> Hit:
    """Return the act told nearest to what was struck, the first where no place is named."""
    if not group.places:
        return group.acts[0]
    return min(group.acts, key=lambda act: abs(act.start - group.places[0].start))


class Drafting:
    """Makes drafts of the groups of one sentence. Offsets are folded, half open."""

    def __init__(
        self, found: Findings, index: int, sentence: Sentence, clauses: Sequence[Clause], groups: Sequence[Group]
    ) -> None:
        self._found, self._index, self._sentence = found, index, sentence
        self._clauses, self._groups = clauses, groups

    def stretch(self, group: Group) -> tuple[int, int]:
        """Return the folded range that a group tells of: its clause, and on to the next group."""
        position = self._groups.index(group)
        start, end = group.clause.start, self._sentence.end
        if position and self._groups[position - 1].clause is group.clause:
            start = group.acts[0].word_start
        if position + 1 < len(self._groups):
            following = self._groups[position + 1]
            end = (
                following.acts[0].word_start
                if following.clause is group.clause
                else max(following.clause.start, group.clause.end)
            )
        return start, end

    def lead(self, group: Group) -> int:
        """Return where the words that lead up to a group begin: clauses before it that tell of nothing themselves."""
        start = group.clause.start
        same = {p.place for p in group.places}  # «حقل العمر: كان الثامن من الشهر الأعنف، حيث سقطت 15 قذيفة على الحقل»
        owned = [
            g.clause
            for g in self._groups
            if g is not group and (g.acts or any(not p.is_area and p.place not in same for p in g.places))
        ]
        for clause in reversed([c for c in self._clauses if c.end <= start]):
            if any(own.start <= clause.start < own.end for own in owned):
                break
            start = clause.start
        return start

    def date(self, group: Group, start: int, end: int, lead: int) -> tuple[DateMention | None, bool]:
        """Return the date that governs a group and whether it is only that of the statement."""
        found = self._found
        days = [
            d
            for d in within(found.dates, lead, end)
            if d.kind in ("point", "range", "since") and d.date_start is not None and not manner.dates_a_truce(found, d)
        ]
        days = [
            manner.day_of_what_follows(found, d)
            for d in days
            if not (manner.dates_what_was_before(found, d) or manner.dates_how_often(found, d))
        ]
        days = [d for d in days if d.kind != "since"] or days
        if not days and any(act.entry.form.startswith("أن") for act in group.acts):
            # «الهجوم الذي وقع فجر الأحد، مؤكداً أنه وقع في البرج 22»
            days = [d for d in within(found.dates, self._sentence.start, lead) if d.is_narrow]
        if not days:
            return None, False
        own = [d for d in days if not dates_a_statement(found, self._sentence.start, d)]
        # «قبل تسع سنوات حين هاجم داعش المدينة، واليوم يبيع الخبز»
        own = [d for d in own if d.start < group.acts[-1].start or not manner.turns_to_now(found.text, d)] or own
        # «وكان المطار قد فُتح أمس بعد تعطله إثر الغارات التي ضربته في 22 من الشهر»: the day beside the act
        here = [d for d in own if d.start >= max(start, group.told_from)] or [d for d in own if d.start >= start]
        if here:
            act = nearest_act(group)  # «وقبل ذلك بأسبوعين سقط صاروخان على المطار ليل 30 حزيران»: the day, not the week
            return min(here, key=lambda d: (d.precision != "day", abs(d.start - act.start))), False
        return (own[-1], False) if own else (days[-1], True)

    def weapons(self, group: Group, start: int, end: int, lead: int) -> list[WeaponMention]:
        """Return what a group was done with: told in its stretch, in what leads up to it, or just before."""
        weapons = within(self._found.weapons, start, end)
        if not any(weapon.exact for weapon in weapons):  # «مدفعية التحالف ردّت، فقصفت البلدة بقذائف»
            weapons = within(self._found.weapons, lead, end)
        if weapons:
            return weapons
        stopped = any(act.value == "intercept" for act in group.acts)
        if stopped or any(act.value in TELLS_ON for act in group.acts):
            first = self._found.text.sentences[max(0, self._index - 1)].start
            if meant := told_before(self._found, first, start, lead, end, stopped):
                return meant
        values = {act.value for act in group.acts}
        if not values <= {"head_for", "salvo", "impact"} or values == {"impact"}:
            return []
        # «سقطت صواريخ على المعمل، وأن رشقة ثانية سقطت …»، «أسقطت مسيّرتين اقتربتا من القاعدة»
        before = [w for w in within(self._found.weapons, self._sentence.start, start) if w.exact][-1:]
        return [replace(weapon, count=None) for weapon in before]

    def draft(
        self,
        group: Group,
        place: PlaceMention | None,
        struck: list[PlaceMention],
        places: list[PlaceMention],
        anaphor: Hit | None,
        date: DateMention | None,
        of_statement: bool,
        weapons: list[WeaponMention],
        start: int,
        end: int,
        lead: int,
    ) -> Draft:
        """Return the draft of a group's act at one of the places `struck`, None where it names none.

        `places` are all that the group names, `anaphor` the word that points back to one named before.
        """
        found, sentence, opener = self._found, self._sentence, group.clause.opener
        here = within(found.structure, start, end)
        own = weapons_at(found, places, place, weapons)
        starts = [p.start for p in places]
        sides = sides_of(found, start, end, group.acts, starts)
        answered = opener is not None and opener.value == "response" and not opener.entry.form.startswith("ردت")
        if answered and not sides.attackers:
            # «ضربت مقراً لجماعة …، رداً على هجوم»: those who are struck for it
            acts = within(found.acts, sentence.start, group.clause.start)
            fought = sides_of(found, sentence.start, group.clause.start, acts, []).targets
            attackers = tuple(a for a in fought if a.actor not in {*NOBODY, *(t.actor for t in sides.targets)})
        elif not sides.attackers and lead < start:
            attackers = sides_of(found, lead, end, group.acts, starts).attackers
        else:
            attackers = sides.attackers
        targets = sides.targets
        if not targets and lead < start:  # «شاحنتان للتحالف لحقت بهما أضرار، إثر انفجار عبوة على الطريق»
            led = sides_of(found, lead, end, group.acts, starts).targets
            targets = tuple(t for t in led if t.actor not in {a.actor for a in attackers})
        first_act, last_place = min(a.start for a in group.acts), max(starts, default=group.clause.end)
        form = opener.entry.form if opener is not None else ""
        rumoured = is_rumour(found, sentence.start, nearest_act(group))
        return Draft(
            sentence=self._index,
            start=min(lead, start),
            end=end,
            acts=group.acts,
            here=place is not None
            or is_here(found.text, found.elsewhere, group.acts, sentence.start, end, sentence.end),
            place=place,
            anaphor=anaphor,
            date=date,
            date_of_statement=of_statement,
            time_of_day=next((d for d in within(found.dates, lead, end) if d.time_of_day), None),
            anchored=opener is not None and opener.value == "anchor",
            carried=form in ("كما", "كذلك", "وكذلك") or found.text.folded.startswith(manner.ELABORATES, sentence.start),
            background=opener is not None and opener.value == "response",
            elaborates=found.text.folded.startswith("وقد ", sentence.start)
            or (form in ("كما", "كذلك", "وكذلك") and group.clause.start > sentence.start),
            another_struck=manner.strikes_another(found, start, end),
            answers=manner.answers(found, sentence.start, min(lead, start), group.acts[-1].end, end),
            pluperfect=manner.looks_back(found, group.acts, group.clause.start, form, lead),
            again=next((h for h in here if h.value == "again"), None) or manner.another(found, group.acts),
            repeated=manner.MANY_TIMES.search(found.text.folded, start, end) is not None,
            weapons=own,
            shared_count=len(struck) > 1 and own is weapons,
            attackers=list(attackers),
            targets=list(targets),
            target_noun=next(
                (h for h in here if h.value == "target_noun" and first_act <= h.start and h.end <= last_place), None
            ),
            cues=outcome_cues(found.text, found.outcomes, start, end),
            casualties=within(found.casualties, start, end),
            sources=within(found.sources, sentence.start, end),
            listed_with=[other for other in struck if place is not None and other is not place],
            near=place is not None and place.role in ("near", "between"),
            dateless=manner.DATELESS.search(found.text.folded, sentence.start, sentence.end) is not None,
            soon_after=manner.SOON_AFTER.search(found.text.folded, sentence.start, end) is not None,
            at_once=manner.AT_ONCE.search(found.text.folded, lead, end) is not None,
            shortly_before=manner.SHORTLY_BEFORE.search(found.text.folded, lead, end) is not None,
            one_of_them=manner.is_one_of_them(found.text, group.acts[0]),
            known=any(
                act.entry.inflection == "noun" and manner.KNOWN_MUNITION.match(found.text.folded, act.end)
                for act in group.acts
            ),
            nowhere=place is None and anaphor is None and not manner.says_where(found, sentence),
            own_claim=any(hit.value == "own_claim" for hit in within(found.speech, sentence.start, end))
            or tells_on_of_itself(found.text.folded, sentence.start, group.acts[0]),
            same_way=manner.SAME_WAY.search(found.text.folded, start, end) is not None,
            rumoured=rumoured,
            landed=manner.lands_on(found, group.acts, place),
            denied=contradicted(found, lead, group.acts[-1].end, sentence.end)
            or (unconfirmed(found, lead, sentence.end) if rumoured else None),
        )

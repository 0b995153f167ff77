"""From a document to its reading: reports, tallies, rejected passages and gazetteer candidates.

The order of a reading: fold → recognise (names, dates, numbers, weapons, parties, speakers) → clauses → drafts of
events → one event a place and day → reports with the words behind every field.
"""

from __future__ import annotations

import dataclasses

from extract.candidates import candidates_of
from extract.drafts import Dismissal, Draft, carry_on
from extract.events import SentenceEvents, events_of
from extract.findings import Findings, find_all, within
from extract.lexicon import Hit
from extract.merging import Event, Telling, absorb
from extract.normalise import ReadText, Sentence
from extract.outcomes import outcome_cues
from extract.places import find_places
from extract.published import infer_published
from extract.reports import report_of
from extract.sources import SourceMention
from extract.tallies import Counted, tallies_of
from geo.gazetteer import Gazetteer
from incidents.types import Document, Reading, Rejected, Tally

RULES_VERSION = "1"
"""Raised whenever a rule or a lexicon changes what is read; stored with every report."""


def read(document: Document, gazetteer: Gazetteer) -> Reading:
    """Read one article.

    The returned reading's document has its publication date stated or inferred from the text where none was given.
    An article that tells of no event gives a reading without reports; the text is never changed, and nothing is raised
    for any text.
    """
    text = ReadText(document.text)
    if document.published is None:
        guess = infer_published(text)
        if guess.date is not None:
            document = dataclasses.replace(document, published=guess.date, published_basis=guess.basis)
    found = find_all(text, gazetteer, document.published)
    if not found.place_hits and not found.acts:
        return Reading(document)
    body = [
        (i, s) for i, s in enumerate(text.sentences)
        if any(line.kind == "body" and line.start <= s.start and s.end <= line.end for line in found.lines)
    ]
    telling, dismissals, tallies = _walk(found, body, gazetteer, document)
    if not telling.events:
        headline = [
            (i, s) for i, s in enumerate(text.sentences)
            if any(line.kind == "headline" and line.start <= s.start and s.end <= line.end for line in found.lines)
        ]
        if not any(s.end - s.start > 40 for _, s in body):
            telling, more, _ = _walk(found, headline, gazetteer, document)
            dismissals += more
    events = absorb(telling.events)
    reports = tuple(
        report for event in events if (report := report_of(found, event, events, document, RULES_VERSION)) is not None
    )
    rejected = tuple(_rejected(found, dismissal, document) for dismissal in dismissals)
    return Reading(document, reports, tuple(tallies), rejected, tuple(candidates_of(found, telling.events, document)))


def _walk(
    found: Findings, sentences: list[tuple[int, Sentence]], gazetteer: Gazetteer, document: Document
) -> tuple[Telling, list[Dismissal], list[Tally]]:
    telling = Telling(document.published)
    dismissals: list[Dismissal] = []
    tallies: list[Tally] = []
    last: Draft | None = None
    counted: list[Counted] = []
    for index, sentence in sentences:
        telling.enter(sentence.paragraph)
        places = find_places(found.text, found.place_hits, sentence, gazetteer)
        counted = tallies_of(found, sentence, places, counted, document.id)
        tallies.extend(count.tally for count in counted)
        told = events_of(found, index, sentence, places, last is not None and index - last.sentence <= 2)
        _listen(found, telling, sentence)
        dismissals.extend(told.dismissals)
        _deny(telling, told)
        drafts = [d for d in told.drafts if not any(_is_counted(d, count) for count in counted)]
        carry_on([last, *drafts] if last is not None else drafts)
        last = drafts[-1] if drafts else last
        for draft in sorted(drafts, key=lambda d: not (d.anchored and telling.knows(d))):
            draft.sources = draft.sources or list(telling.speakers) or _only_speaker(found)
            telling.add(draft)
        telling.names(p.place for p in places if p.place is not None and p.role in ("direct", "inside"))
        if not drafts:
            _told_on(found, telling, index, sentence, told)
    return telling, dismissals, tallies


def _deny(telling: Telling, told: SentenceEvents) -> None:
    """Mark an event that somebody denies later in the article: it stays, disputed."""
    for dismissal in told.dismissals:
        if dismissal.kind != "denial":
            continue
        for event in reversed(telling.events):
            if dismissal.place is not None and event.place is dismissal.place.place:
                event.drafts[-1].denied = dismissal.word
                break


def _only_speaker(found: Findings) -> list[SourceMention]:
    """Return the one who speaks through the whole article, a statement or a briefing; empty when several do or nobody."""
    names = {source.name for source in found.sources}
    return found.sources[:1] if len(names) == 1 else []


def _is_counted(draft: Draft, count: Counted) -> bool:
    """Whether a draft's acts are only the thing a tally counts («أكثر من 115 هجوماً»)."""
    acts = [act for act in draft.acts if act.value not in ("undergo", "light")]
    return all(count.start <= act.start < count.end + 3 for act in acts) or draft.start <= count.start < draft.end


def _listen(found: Findings, telling: Telling, sentence: Sentence) -> None:
    """Keep who speaks: a sentence that goes on speaking without a name («وأضاف») has the speaker before it."""
    speakers = within(found.sources, sentence.start, sentence.end)
    if speakers:
        telling.speakers = speakers
    elif not any(
        hit.role == "speech" and sentence.start <= hit.start < sentence.start + 25 for hit in found.hits
    ):
        telling.speakers = []


def _told_on(found: Findings, telling: Telling, index: int, sentence: Sentence, told: SentenceEvents) -> None:
    """Give a sentence that tells on of an event («الهجوم أصاب أهدافه»، «ولم تقع إصابات») to the event before it."""
    if not telling.events or told.dismissals:
        return
    latest = telling.events[-1]
    if index - max(draft.sentence for draft in latest.drafts) > 2:
        return
    definite = [
        hit for hit in within(found.acts, sentence.start, sentence.end) if hit.proclitic.endswith(("ال", "لل"))
    ]
    munitions = [w for w in within(found.weapons, sentence.start, sentence.end) if found.text.folded[w.start : w.end].startswith(("ال", "وال", "بال"))]
    near = index - max(draft.sentence for draft in latest.drafts) == 1 and (
        found.text.sentences[index - 1].paragraph == sentence.paragraph
    )
    if not (definite or munitions or near):
        return
    cues = outcome_cues(found.text, found.hits, sentence.start, sentence.end)
    hurt = within(found.casualties, sentence.start, sentence.end)
    plural = "الهجمات" in found.text.folded[sentence.start : sentence.end] or "تلك " in found.text.folded[sentence.start : sentence.end]
    if plural and len(telling.events) > 1:
        return
    _blame(found, telling, sentence, definite)
    same_sentence = [e for e in telling.events if e.drafts[-1].sentence == latest.drafts[-1].sentence]
    for event in same_sentence if not hurt else same_sentence[:1]:
        event.drafts[-1].cues.extend(cues)
        event.drafts[-1].casualties.extend(hurt)
        if not event.drafts[-1].weapons and definite:
            event.drafts[-1].weapons.extend(within(found.weapons, sentence.start, sentence.end))
        if definite:
            event.speakers.extend(within(found.sources, sentence.start, sentence.end))


def _blame(found: Findings, telling: Telling, sentence: Sentence, definite: list[Hit]) -> None:
    """Take who is said to be behind an attack told before: «وتبنّت … الهجوم», «مصدر القذائف مجموعات موالية لإيران»."""
    words = [h for h in within(found.structure, sentence.start, sentence.end) if h.value == "responsible"]
    if not words or not definite and not any(h.entry.form.startswith("مصدر ") for h in words):
        return
    named = [
        a for a in within(found.actors, sentence.start, sentence.end)
        if not a.adjective and a.actor not in ("us-forces", "global-coalition", "civilians") and abs(a.start - words[0].end) < 60
    ]
    latest = telling.events[-1].drafts[-1].sentence
    for event in telling.events:
        if event.drafts[-1].sentence == latest and not any(d.attackers for d in event.drafts):
            event.drafts[-1].attackers.extend(named[:1])


def _rejected(found: Findings, dismissal: Dismissal, document: Document) -> Rejected:
    start, end = dismissal.start, min(dismissal.end, dismissal.start + 500)
    text = found.text
    while end > start and not text.folded[end - 1].strip():
        end -= 1
    while start < end and not text.folded[start].strip():
        start += 1
    span = text.span(start, end)
    quote = text.original[span.start : span.end]
    return Rejected(document.id, dismissal.kind, span, quote, f"{dismissal.kind}:{dismissal.word.entry.form}")

"""One incident as HTML: what happened, the words that say so, who tells it, and why it is on the map."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from export.summaries import summarise
from incidents.repeats import corroboration
from incidents.types import Evidence, Incident, Report, Version
from language.catalogue import Language, translations
from language.corroboration import corroboration_text, repeat_text
from language.plain import isolated, plain
from language.reviewing import review_word
from language.rules import explain_certainty, explain_rule
from language.terms import term, terms
from ui import source
from ui.cards import (
    LONGEST_NAME,
    date_text,
    facts,
    field_text,
    losses_text,
    moment,
    outlet_label,
    party_text,
    person,
    place_name,
    publisher_name,
    sample_label,
    source_label,
    status_label,
    told_name,
    weapon_text,
)
from ui.evidence import direction, main_quotation, surroundings
from ui.links import article_address, link, original_link, place_address, review_address
from ui.source import State

MOST_SOURCES = 2
"""Sources that stand open on a card; the others unfold."""


def incident_card(
    incident: Incident, state: State, language: Language, *, link_place: bool = True, link_history: bool = True
) -> str:
    """Return one incident as HTML; its Arabic words always stand open, their surroundings and the rules unfold.

    `link_place` adds the way to the page of its place, where it has one; `link_history` that to its own in review.
    """
    retracted = _retraction(incident, state, language) if incident.review == "rejected" else ""
    place = _place_link(incident, state, language) if link_place else ""
    return (
        f'<article class="incident" data-incident="{escape(incident.id, quote=True)}">'
        f'<div class="kicker">{status_label(incident.status, language)}'
        f"<span>{escape(date_text(incident, language))}</span>{place}"
        f"</div>{retracted}<h3>{escape(summarise(incident, source.places(), language))}</h3>"
        f"{_sources(incident, state, language)}{_versions(incident, state, language)}"
        f"{_facts(incident, language)}{_people(incident, language, link_history)}{_why(incident, language)}</article>"
    )


def _place_link(incident: Incident, state: State, language: Language) -> str:
    if incident.place_id is None or incident.place_id not in source.places():
        return ""
    return link(place_address(incident.place_id, language, state.pin), place_name(incident, language))


def _retraction(incident: Incident, state: State, language: Language) -> str:
    """That a person has rejected it: who, when and why. It stays in the record, so a link to it must say so."""
    words = translations(language)
    line = words.gettext("Retracted: it stays in the record, marked, and counts no more.")
    change = source.retraction(state, incident.id)
    told = ""
    if change is not None:
        by = f"{person(change.who, language)} · {moment(change.at, language)}"
        told = f'<br>{escape(plain(change.why, 400))}<br><span class="note">{escape(by)}</span>'
    return f'<p class="retracted"><b>{escape(line)}</b>{told}</p>'


def _sources(incident: Incident, state: State, language: Language) -> str:
    """Each report's sentence with who published it, the newest telling last; many of them unfold."""
    articles = {report.document_id: source.document(state, report.document_id) for report in incident.reports}
    told = corroboration(incident, articles)
    notes = {
        repeat.document_id: repeat_text(repeat.way, publisher_name(articles[repeat.of], language), language)
        for repeat in told.repeats
    }
    figures = [_source(report, state, language, notes.get(report.document_id, "")) for report in incident.reports]
    counted = escape(corroboration_text(len(articles), told.independent, language))
    if counted:
        figures[0] = f'<p class="corroboration">{counted}</p>{figures[0]}'
    shown, more = "".join(figures[:MOST_SOURCES]), figures[MOST_SOURCES:]
    if not more:
        return shown
    label = translations(language).ngettext("{count} more source", "{count} more sources", len(more))
    summary = escape(label.format(count=len(more)))
    return f'{shown}<details class="why"><summary>{summary}</summary>{"".join(more)}</details>'


def _source(report: Report, state: State, language: Language, note: str) -> str:
    """One article's sentence; under it who published it and when, what it repeats, and the ways to the rest of it."""
    words = translations(language)
    document = source.document(state, report.document_id)
    around = surroundings(document, report.evidence, language)
    summary = words.gettext("The lines around it")
    unfold = f'<details class="why"><summary>{escape(summary)}</summary>{around}</details>' if around else ""
    whole = link(article_address(document.id, language, state.pin), words.gettext("Open the article"), aside=True)
    original = original_link(document.url, language)
    title = plain(document.title or "", LONGEST_NAME)
    headline = f"<br><bdi {direction(document)}>{escape(title)}</bdi>" if title else ""
    repeated = f'<br><span class="repeats">{escape(note)}</span>' if note else ""
    ways = " · ".join(part for part in (whole, original) if part)
    return (
        f'<figure class="source">{main_quotation(document, report.evidence, language)}'
        f"<figcaption>{sample_label(document, language)}{source_label(document, language)}{headline}{repeated}"
        f'<span class="ways">{ways}</span>{unfold}</figcaption></figure>'
    )


def _facts(incident: Incident, language: Language) -> str:
    words = translations(language)
    outcome = "" if incident.outcome == "unknown" else term("outcome", incident.outcome, language)
    certainty = "" if incident.certainty == "explicit" else term("certainty", incident.certainty, language)
    struck = plain(incident.target_detail or "", LONGEST_NAME)
    rows = [
        (words.gettext("Weapon"), escape(weapon_text(incident.weapons, incident.munition_count, language))),
        (words.gettext("Attacker → target"), escape(party_text(incident.attackers, incident.targets, language))),
        (words.gettext("Struck"), f'<bdi dir="auto">{escape(struck)}</bdi>' if struck else ""),
        (words.gettext("Outcome"), escape(outcome)),
        (words.gettext("Casualties"), escape(losses_text(incident.casualties, language))),
        (words.gettext("According to"), "<br>".join(_teller(one, language) for one in incident.sources)),
        (words.gettext("Certainty"), escape(certainty)),
    ]
    return facts(rows)


def _teller(name: str, language: Language) -> str:
    """A source as the report names it, with what it is and whose."""
    return f"{escape(told_name(name, language))} {outlet_label(name, language)}"


def _versions(incident: Incident, state: State, language: Language) -> str:
    """Rival tellings side by side, each with the words of the article that tells it so where one is known."""
    if not incident.versions:
        return ""
    told = "".join(_version(one, incident, state, language) for one in incident.versions)
    title = translations(language).gettext("Sources differ")
    return f'<p class="label-line">{escape(title)}</p><div class="versions">{told}</div>'


def _version(one: Version, incident: Incident, state: State, language: Language) -> str:
    weapons = weapon_text(one.weapons, one.munition_count, language)
    unnamed = translations(language).gettext("source not named")
    parts = [
        f"<b>{escape(told_name(one.source, language) or unnamed)}</b>",
        outlet_label(one.source, language),
        "<br>",
        escape(term("outcome", one.outcome, language)),
        f"<br>{escape(weapons)}" if weapons else "",
    ]
    proof = _words_of(one, incident)
    if proof is not None:
        document = source.document(state, proof.document_id)
        quote = plain(proof.quote, LONGEST_NAME)
        parts.append(
            f"<q {direction(document)}>{escape(quote)}</q><small>{escape(publisher_name(document, language))}</small>"
        )
    return f"<div>{''.join(parts)}</div>"


def _words_of(one: Version, incident: Incident) -> Evidence | None:
    """The act's words of the one report that these sources tell; None where no report is told by them alone."""
    told = [report for report in incident.reports if "; ".join(report.sources) == one.source]
    return told[0].evidence[0] if len(told) == 1 and len(incident.reports) > 1 else None


def _people(incident: Incident, language: Language, link_history: bool) -> str:
    """What people have made of it: whether they looked at it, what they set in the place of what its reports say."""
    words = translations(language)
    history = link(review_address(incident.id, language), words.gettext("Its history")) if link_history else ""
    state = "" if incident.review == "new" else f"<b>{escape(review_word(incident.review, language))}</b>"
    ways = " · ".join(part for part in (state, history) if part)
    names = terms("incident field", language)
    said = words.gettext("the reports say: {value}")
    rows = "".join(
        f"<li>{escape(names[one.field])}: <bdi>{escape(field_text(incident, one.field, language))}</bdi> "
        f"({escape(said.format(value=isolated(field_text(told, one.field, language))))}). "
        f"{escape(plain(one.why, 300))}</li>"
        for one in incident.corrections
        if one.field in names
        for told in [replace(incident, **{one.field: one.original})]
    )
    return f'<div class="people">{f"<p>{ways}</p>" if ways else ""}{f"<ul>{rows}</ul>" if rows else ""}</div>'


def _why(incident: Incident, language: Language) -> str:
    """Which words were taken for what and why, in words a reader understands; the rule's own name stands small."""
    words = translations(language)
    lines = "".join(
        f"<li><b>{escape(term('field', one.field, language))}</b> "
        f'<q dir="auto">{escape(plain(one.quote, LONGEST_NAME))}</q> '
        f"{escape(explain_rule(one.field, one.rule, language))} "
        f'<code dir="ltr">{escape(plain(one.rule, LONGEST_NAME))}</code></li>'
        for one in incident.evidence
    )
    reasons = "".join(
        f"<li><b>{escape(term('certainty', report.certainty, language))}</b> "
        f"{escape(explain_certainty(report.certainty_reason, language))}</li>"
        for report in incident.reports
        if report.certainty_reason
    )
    summary = words.gettext("Why is this here?")
    return (
        f'<details class="why rules"><summary>{escape(summary)}</summary>'
        f"<p>{escape(_status_reason(incident, language))}</p><ul>{lines}{reasons}</ul></details>"
    )


def _status_reason(incident: Incident, language: Language) -> str:
    """What its status means."""
    words = translations(language)
    match incident.status:
        case "claimed":
            reason = words.gettext("only the attacker, or who speaks for it, says so.")
        case "reported":
            reason = words.gettext("somebody other than the attacker says so.")
        case "confirmed":
            reason = words.gettext("the party that was struck, or the authority in charge there, says so.")
        case "disputed":
            reason = words.gettext("the sources contradict each other, or somebody denies it.")
    return f"{term('status', incident.status, language)}: {reason}"

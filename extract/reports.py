"""From an event of one article to its report: every field with the words that prove it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extract.actors import FLIERS, ActorMention
from extract.candidates import unknown_name
from extract.drafts import Draft
from extract.findings import Findings
from extract.lexicon import Hit
from extract.losses import losses_of
from extract.occurrences import Event
from extract.ordered import within
from extract.parties import parties_of
from extract.proof import Proof
from extract.truth import truth_of
from extract.weapons import WeaponMention, munition_count, weapons_of
from incidents.types import Certainty, Document, Outcome, Report, TimePrecision, Weapon

_CAMPAIGN_M = 50_000
"""Radius in metres from which a region told without a day stands for a campaign, not an event."""
_WORDS_OF_ACT = 300
"""Folded characters of the main quote where no place is named."""
_BOMBERS = FLIERS - {"turkey"}
"""Parties whose bombing, where no weapon is told, is from the air; Turkey also shells over its border."""
_FROM_THE_GROUND = ("راجم", "غراد", "كاتيوشا")
"""Words of rockets that no aircraft carries."""
_FIRED = re.compile(r"(?<!\w)[وف]?(?:اطلاق|اطلقت?|انطلاق|انطلقت?) $")
_FIRED_BEFORE = 12
_LEFT = re.compile(r" من (?:داخل )?ال(?:قاعده|حقل|معسكر|مطار)(?!\w)(?! (?:الايراني|السوري))")
_FIRED_AND_LEFT = re.compile(rf"(?: علي الاقل)?(?: \w+)? (?:اطلقت?|انطلقت?|اطلقا){_LEFT.pattern}")
_TIMES = re.compile(r"\s(?:مره|مرات)(?!\w)")
_BOMBING = frozenset({"attack", "strike", "bomb", "reach"})


def report_of(
    found: Findings,
    event: Event,
    events: Sequence[Event],
    striker: ActorMention | None,
    document: Document,
    rules_version: str,
) -> Report | None:
    """Return the report of an event; None when its words do not carry one (no place, no day, nobody hurt)."""
    drafts = event.drafts
    if event.place is None and not any(draft.here for draft in drafts):
        return None  # «غارات على خان يونس»: a war elsewhere
    wide = event.place is not None and event.place.kind == "region" and event.place.radius_m > _CAMPAIGN_M
    if wide and not event.explicit:
        return None  # «شمال العراق وسوريا» with no day tells of a campaign, not of an event
    proof = Proof(found, document)
    main = next((d for d in drafts if d.place is not None and d.place.place is event.place), drafts[0])
    _prove_act(proof, main)
    for draft in drafts:
        if draft.place is not None and draft.place.place is event.place:
            proof.add("place", draft.place.start, draft.place.end, f"place:{draft.place.role}")
        elif draft.anaphor is not None and draft.place is None:
            proof.add("place", draft.anaphor.word_start, draft.anaphor.end, "place:reference")
        if draft.date is not None:
            proof.add("date", draft.date.start, draft.date.end, f"date:{draft.date.rule}")
    attackers, targets = parties_of(event, events, striker, document.published, proof)
    casualties = losses_of(found, drafts, targets, proof)
    hurt = any(not mention.by_debris for draft in drafts for mention in draft.casualties)
    fell = {losses.group for losses in casualties if losses.killed or losses.injured}
    truth = truth_of(drafts, attackers, targets, hurt, proof, bool(fell) and fell <= set(attackers))
    mentions = _munitions(found, drafts, attackers, proof)
    flown = bool(set(attackers) & FLIERS) and truth.outcome != "intercepted"
    weapons = weapons_of(
        [_from_the_air(m) for m in mentions] if flown and set(attackers) <= _BOMBERS else mentions, flown
    )
    shared = {id(weapon) for draft in drafts if draft.shared_count for weapon in draft.weapons}
    count = munition_count([mention for mention in mentions if id(mention) not in shared], flown)
    if count is None and set(weapons) <= {"airstrike"}:
        count = _raids(found, drafts)
    certainty, reason = _certainty(event, main)
    interval = event.when.interval
    precision: TimePrecision = event.when.precision if interval else "undated"
    place = event.place
    geo_precision: Literal[1, 2, 3] | None = None
    if place is not None:
        near = all(d.near for d in drafts if d.place is not None and d.place.place is place)
        geo_precision = 3 if place.kind in ("governorate", "region", "desert") else 2 if near or not place.exact else 1
    event_type, sub_event_type = _types(weapons, truth.outcome)
    act = proof.evidence[0]
    identity = f"{document.id}|{place.id if place else ''}|{act.span.start}|{act.span.end}|{interval}"
    detail = next((d.target_noun for d in drafts if d.target_noun is not None), None)
    times = [d.time_of_day for d in drafts if d.time_of_day is not None]
    return Report(
        id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        document_id=document.id,
        rules_version=rules_version,
        date_start=interval[0] if interval else None,
        date_end=interval[1] if interval else None,
        date_latest=interval[1] if interval else document.published,
        time_precision=precision,
        time_of_day=times[0].time_of_day if times else None,
        place_id=place.id if place else None,
        place_name=main.place.name if main.place is not None else unknown_name(found, event),
        geo_precision=geo_precision,
        event_type=event_type,
        sub_event_type=sub_event_type,
        weapons=weapons,
        munition_count=count,
        attackers=attackers,
        targets=targets,
        target_detail=found.text.quote(detail.start, detail.end) if detail is not None else None,
        outcome=truth.outcome,
        casualties=casualties,
        status=truth.status,
        sources=truth.sources,
        versions=truth.versions,
        certainty=certainty,
        certainty_reason=reason,
        evidence=tuple(proof.evidence),
    )


def _prove_act(proof: Proof, draft: Draft) -> None:
    """Quote the shortest passage that names the act and the place."""
    acts = [a for a in draft.acts if a.value not in ("undergo", "light", "attempt")] or draft.acts
    where = draft.place or draft.anaphor
    if where is None:
        first = draft.acts[0]
        proof.add("act", first.word_start, min(draft.end, first.word_start + _WORDS_OF_ACT), _act_rule(first))
        return
    where_start = where.word_start if isinstance(where, Hit) else where.start
    nearest = min(acts, key=lambda a: abs(a.start - where_start))
    proof.add("act", min(nearest.word_start, where_start), max(nearest.end, where.end), _act_rule(nearest))
    if not proof.evidence:
        proof.add("act", nearest.word_start, nearest.end, _act_rule(nearest))


def _act_rule(act: Hit) -> str:
    return f"act:{act.value}:{act.entry.form}"


def _munitions(found: Findings, drafts: Sequence[Draft], attackers: Sequence[str], proof: Proof) -> list[WeaponMention]:
    """Return the weapons told; a state's bombing without any («قصف أميركي طال مواقع») is proved by its words."""
    mentions = [weapon for draft in drafts for weapon in draft.weapons if not _fired_from_there(found, weapon)]
    if not mentions and set(attackers) & _BOMBERS:
        act = next((a for d in drafts for a in d.acts if a.value in _BOMBING), None)
        if act is not None:
            mentions = [WeaponMention(act.word_start, act.end, "airstrike", True, None, "weapon:a state's bombing")]
    for mention in mentions:
        proof.add("weapon", mention.start, mention.end, mention.rule)
    return mentions


def _fired_from_there(found: Findings, mention: WeaponMention) -> bool:
    """Whether a munition left the base that was struck («ثمانية صواريخ أُطلقت من القاعدة»): it struck others."""
    folded = found.text.folded
    fired = _FIRED.search(folded, max(0, mention.start - _FIRED_BEFORE), mention.start) is not None
    left = (_LEFT if fired else _FIRED_AND_LEFT).match(folded, mention.end)
    return left is not None


def _from_the_air(mention: WeaponMention) -> WeaponMention:
    """Return the missiles of an air force as its strike («صاروخان إسرائيليان»), those of launchers as they are."""
    fired = mention.weapon == "rocket" and not any(word in mention.rule for word in _FROM_THE_GROUND)
    return replace(mention, weapon="airstrike") if fired else mention


def _raids(found: Findings, drafts: Sequence[Draft]) -> int | None:
    """Return how many strikes were flown («ثلاث ضربات»، «أغارت أربع مرات»), told once for one place; else None."""
    alone = [draft for draft in drafts if not draft.listed_with]
    strikes = [a for draft in alone for a in draft.acts if a.value == "strike" and a.entry.inflection == "noun"]
    told = {
        count.value for count in (found.numbers.of_noun(a.start, a.end) for a in strikes) if count.rule != "singular"
    }
    for draft in alone:
        if any(act.value in ("strike", "attack") for act in draft.acts):
            numbers = within(found.numbers, draft.start, draft.end)
            told |= {n.value for n in numbers if _TIMES.match(found.text.folded, n.end)}
    return told.pop() if len(told) == 1 else None


def _certainty(event: Event, main: Draft) -> tuple[Certainty, str | None]:
    if main.place is None and event.place is not None:
        return "inferred", "the place is one named before"
    if main.repeated:
        return "doubtful", "told to have happened many times"
    return event.when.certainty, event.when.reason


def _types(weapons: tuple[Weapon, ...], outcome: Outcome) -> tuple[str, str]:
    """Return the ACLED event and sub-event type (ACLED codebook 2023)."""
    if outcome == "intercepted":
        return "Strategic developments", "Disrupted weapons use"
    if any(w in ("drone", "airstrike") for w in weapons[:1]):
        return "Explosions/Remote violence", "Air/drone strike"
    if "ied" in weapons[:1]:
        return "Explosions/Remote violence", "Remote explosive/landmine/IED"
    if "small_arms" in weapons[:1]:
        return "Battles", "Armed clash"
    return "Explosions/Remote violence", "Shelling/artillery/missile attack"

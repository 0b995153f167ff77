"""From an event of one article to its report: every field with the words that prove it."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from extract.actors import ActorMention
from extract.casualties import CasualtyMention
from extract.drafts import Draft
from extract.findings import Findings
from extract.lexicon import Hit
from extract.telling import Event
from extract.outcomes import outcome_of
from extract.sources import ARMED_GROUPS, AUTHORITIES
from extract.weapons import WeaponMention, munition_count, weapons_of
from incidents.types import (
    CasualtyCount,
    Certainty,
    Document,
    Evidence,
    EvidenceField,
    Outcome,
    Report,
    Status,
    TimePrecision,
    Version,
    Weapon,
)

HOSTS_TABLE = Path(__file__).resolve().parent.parent / "seeds" / "base_hosts.csv"
_CAMPAIGN_M = 50_000
"""Radius in metres from which a region told without a day stands for a campaign, not an event."""
_LONGEST_QUOTE = 600
ENERGY_KINDS = frozenset({"oil_field", "gas_field", "refinery"})
_COALITION = frozenset({"us-forces", "global-coalition", "us-coalition"})


@cache
def base_hosts(table: Path = HOSTS_TABLE) -> Mapping[str, tuple[tuple[str, dt.date | None], ...]]:
    """Return who was based where: place id to actor ids with their last day (None: to this day), earliest first."""
    hosts: dict[str, list[tuple[str, dt.date | None]]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            until = dt.date.fromisoformat(row["until"]) if row["until"] else None
            hosts.setdefault(row["place_id"], []).append((row["actor"], until))
    return {
        place: tuple(sorted(told, key=lambda host: host[1] or dt.date.max)) for place, told in hosts.items()
    }


class _Proof:
    """Collects the evidence of one report."""

    def __init__(self, found: Findings, document: Document) -> None:
        self._found, self._document = found, document
        self.evidence: list[Evidence] = []

    def add(self, field: EvidenceField, start: int, end: int, rule: str) -> None:
        """Add the words of a folded range, cut to the longest allowed; the same words prove a field once."""
        text = self._found.text
        while end > start and text.folded[end - 1] in " \n،,.؛:":
            end -= 1
        while start < end and text.folded[start] in " \n،,.؛:":
            start += 1
        if start >= end:
            return
        span = text.span(start, min(end, start + _LONGEST_QUOTE - 100))
        quote = text.original[span.start : span.end]
        if len(quote) > _LONGEST_QUOTE or any(e.field == field and e.span == span for e in self.evidence):
            return
        self.evidence.append(Evidence(self._document.id, field, span, quote, rule))


def report_of(
    found: Findings, event: Event, events: Sequence[Event], document: Document, rules_version: str
) -> Report | None:
    """Return the report of an event; None when its words do not carry one (no place, no day, nobody hurt)."""
    drafts = event.drafts
    if event.place is not None and event.place.kind == "region" and event.place.radius_m > _CAMPAIGN_M and not event.explicit:
        return None  # «شمال العراق وسوريا» with no day tells of a campaign, not of an event
    proof = _Proof(found, document)
    main = next((d for d in drafts if d.place is not None and d.place.place is event.place), drafts[0])
    _prove_act(proof, main)
    for draft in drafts:
        if draft.place is not None and draft.place.place is event.place:
            proof.add("place", draft.place.start, draft.place.end, f"place:{draft.place.role}")
        elif draft.anaphor is not None and draft.place is None:
            proof.add("place", draft.anaphor.word_start, draft.anaphor.end, "place:reference")
        if draft.date is not None:
            proof.add("date", draft.date.start, draft.date.end, f"date:{draft.date.rule}")
    weapons = _weapons(drafts, proof)
    attackers, targets = _parties(found, event, drafts, document, proof)
    casualties = _casualties(event, drafts, targets, proof)
    outcome = _outcome(drafts, casualties, proof)
    sources, status, versions, outcome = _truth(drafts, event, outcome, attackers, proof)
    count = munition_count([w for d in drafts if not d.shared_count for w in d.weapons])
    if len(weapons) > 1 and count is not None and len({w.weapon for d in drafts for w in d.weapons if w.count is not None}) < len(weapons):
        count = count if len(weapons) == 1 else None
    certainty, reason = _certainty(event, main)
    interval = event.when.interval
    precision: TimePrecision = event.when.precision if interval else "undated"
    place = event.place
    geo_precision = None
    if place is not None:
        near = all(d.near for d in drafts if d.place is not None and d.place.place is place)
        geo_precision = 3 if place.kind in ("governorate", "region", "desert") else 2 if near or not place.exact else 1
    event_type, sub_event_type = _types(weapons, outcome)
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
        place_name=main.place.name if main.place is not None else None,
        geo_precision=geo_precision,  # type: ignore[arg-type]
        event_type=event_type,
        sub_event_type=sub_event_type,
        weapons=weapons,
        munition_count=count,
        attackers=attackers,
        targets=targets,
        target_detail=found.text.quote(detail.start, detail.end) if detail is not None else None,
        outcome=outcome,
        casualties=casualties,
        status=status,
        sources=sources,
        versions=versions,
        certainty=certainty,
        certainty_reason=reason,
        evidence=tuple(proof.evidence),
    )


def _prove_act(proof: _Proof, draft: Draft) -> None:
    """Quote the shortest passage that names the act and the place."""
    acts = [a for a in draft.acts if a.value not in ("undergo", "light", "attempt")] or draft.acts
    where = draft.place or draft.anaphor
    if where is None:
        proof.add("act", draft.acts[0].word_start, min(draft.end, draft.acts[0].word_start + 300), _act_rule(draft.acts[0]))
        return
    where_start = where.word_start if isinstance(where, Hit) else where.start
    nearest = min(acts, key=lambda a: abs(a.start - where_start))
    proof.add("act", min(nearest.word_start, where_start), max(nearest.end, where.end), _act_rule(nearest))
    if not proof.evidence:
        proof.add("act", nearest.word_start, nearest.end, _act_rule(nearest))


def _act_rule(act: Hit) -> str:
    return f"act:{act.value}:{act.entry.form}"


def _weapons(drafts: Sequence[Draft], proof: _Proof) -> tuple[Weapon, ...]:
    mentions: list[WeaponMention] = [w for d in drafts for w in d.weapons]
    for mention in mentions:
        proof.add("weapon", mention.start, mention.end, mention.rule)
    weapons = weapons_of(mentions)
    if "airstrike" in weapons and "drone" in weapons and _by_a_state(drafts):
        # A raid that a state's drones flew is an air strike; one-way drones are militias' weapons
        weapons = tuple(w for w in weapons if w != "drone")
    return weapons


def _by_a_state(drafts: Sequence[Draft]) -> bool:
    states = {"us-forces", "global-coalition", "israel", "turkey", "russia", "jordan", "iraqi-forces", "syrian-army"}
    return any(a.actor in states for d in drafts for a in d.attackers)


def _parties(
    found: Findings, event: Event, drafts: Sequence[Draft], document: Document, proof: _Proof
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    attackers = _collapsed([a for d in drafts for a in d.attackers], proof, "attacker")
    targets = _collapsed([a for d in drafts for a in d.targets], proof, "target")
    if not attackers and any(d.own_claim for d in drafts):
        claimant = next((a for a in found.actors if a.actor == "islamic-resistance-in-iraq"), None)
        if claimant is not None:
            proof.add("attacker", claimant.start, claimant.end, "attacker:who claims")
            attackers = (claimant.actor,)
    attackers = tuple(a for a in attackers if a not in targets) or attackers
    targets = tuple(t for t in targets if t not in attackers)
    if not targets:
        hurt = [c for d in drafts for c in d.casualties]
        parties = [c for c in hurt if c.group not in ("unknown", "fighters") and c.group not in attackers]
        if parties:
            proof.add("target", parties[0].start, parties[0].end, "target:people hurt")
            targets = (parties[0].group,)
    named = next((d.place for d in drafts if d.place is not None and d.place.place is event.place), None)
    if not targets and event.place is not None:
        day = event.when.interval[1] if event.when.interval else document.published
        host = next((actor for actor, until in base_hosts().get(event.place.id, ()) if until is None or day is None or day <= until), None)
        if host is not None and not (host == "us-coalition" and set(attackers) & _COALITION):
            where = named or next((d.anaphor for d in drafts if d.anaphor is not None), None)
            if where is not None:
                proof.add("target", where.start, where.end, "target:host of the base (base_hosts.csv)")
            targets = (host,)
    if not targets and event.place is not None and event.place.kind in ENERGY_KINDS:
        if named is not None:
            proof.add("target", named.start, named.end, "target:the facility named")
            targets = ("energy-facility",)
    return attackers, targets


def _collapsed(mentions: Iterable[ActorMention], proof: _Proof, field: EvidenceField) -> tuple[str, ...]:
    """Return the actor ids of mentions in order; the coalition and its American part are one party."""
    ids: list[str] = []
    for mention in mentions:
        if mention.actor == "unknown":
            continue
        proof.add(field, mention.start, mention.end, f"{field}:{'adjective' if mention.adjective else 'name'}")
        ids.append(mention.actor)
    found = set(ids)
    if field == "target" and found & _COALITION and len(found & _COALITION) > 1:
        ids = ["us-coalition" if i in _COALITION else i for i in ids]
    if "islamic-resistance-in-iraq" in found:
        ids = [i for i in ids if i != "iran-backed-militias"]
    return tuple(dict.fromkeys(ids))


def _casualties(
    event: Event, drafts: Sequence[Draft], targets: tuple[str, ...], proof: _Proof
) -> tuple[CasualtyCount, ...]:
    """Return losses by group; of several numbers for a group the highest, since later tellings raise them."""
    shared = {p.place.id for d in drafts for p in d.listed_with if p.place is not None}
    first = all(d.place is None or not d.listed_with or d.place.start < min(p.start for p in d.listed_with) for d in drafts)
    totals: dict[str, dict[str, int]] = {}
    if shared and not first:
        return ()
    for mention in _distinct(m for d in drafts for m in d.casualties):
        group = (targets[0] if targets else "unknown") if mention.group == "fighters" else mention.group
        proof.add("casualties", mention.start, mention.end, f"casualties:{mention.kind}")
        told = totals.setdefault(group, {})
        told[mention.kind] = max(told.get(mention.kind, 0), mention.count)
    return tuple(
        CasualtyCount(group, told.get("killed"), told.get("injured"), tuple(sorted(shared)))
        for group, told in _without_retold(totals).items()
    )


def _distinct(mentions: Iterable[CasualtyMention]) -> list[CasualtyMention]:
    return list({(m.start, m.end, m.kind): m for m in mentions}.values())


def _without_retold(totals: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Drop a count of unknown people that repeats one of a named group."""
    unknown = totals.get("unknown")
    if unknown is None or len(totals) == 1:
        return totals
    known = [told for group, told in totals.items() if group != "unknown"]
    rest = {k: v for k, v in unknown.items() if not any(told.get(k) == v for told in known)}
    return {g: t for g, t in totals.items() if g != "unknown"} | ({"unknown": rest} if rest else {})


def _outcome(drafts: Sequence[Draft], casualties: tuple[CasualtyCount, ...], proof: _Proof) -> Outcome:
    cues = [cue for d in drafts for cue in d.cues]
    for _, hit in cues:
        proof.add("outcome", hit.word_start, hit.end, f"outcome:{hit.entry.form}")
    return outcome_of(cues, any(c.killed or c.injured for c in casualties))


def _truth(
    drafts: Sequence[Draft], event: Event, outcome: Outcome, attackers: tuple[str, ...], proof: _Proof
) -> tuple[tuple[str, ...], Status, tuple[Version, ...], Outcome]:
    """Return sources, status, rival versions and the outcome they leave."""
    mentions = [s for d in drafts for s in d.sources]
    for mention in mentions:
        proof.add("source", mention.start, mention.end, "source:speaker")
    names = tuple(dict.fromkeys(m.name for m in mentions))
    others = [name for name in names if name not in ARMED_GROUPS]
    claimed = any(name in ARMED_GROUPS for name in names) or any(_asserts(d) for d in drafts)
    status: Status = "reported"
    if any(name in AUTHORITIES for name in names):
        status = "confirmed"
    elif claimed and not others:
        status = "claimed"
    for draft in drafts:
        if draft.denied is not None:
            proof.add("outcome", draft.denied.word_start, draft.denied.end, f"status:denied:{draft.denied.entry.form}")
            status = "disputed"
    told: dict[str, tuple[set[Outcome], list[WeaponMention]]] = {}
    for draft in drafts:
        side = "claim" if any(s.name in ARMED_GROUPS for s in draft.sources) or _asserts(draft) else "report"
        outcomes, weapons = told.setdefault(side, (set(), []))
        outcomes.update(value for value, _ in draft.cues)
        weapons.extend(draft.weapons)
    versions: tuple[Version, ...] = ()
    if len(told) == 2:
        claim, report = told["claim"], told["report"]
        if "hit" in claim[0] and report[0] & {"intercepted", "missed"} and "hit" not in report[0]:
            versions = tuple(
                Version(
                    " / ".join(n for n in names if (n in ARMED_GROUPS) == (side == "claim")) or side,
                    outcome_of([(value, drafts[0].acts[0]) for value in sorted(outcomes)], False),
                    weapons_of(weapons),
                    munition_count(weapons),
                )
                for side, (outcomes, weapons) in (("claim", claim), ("report", report))
            )
            status, outcome = "disputed", "disputed"
    return names, status, versions, outcome


def _asserts(draft: Draft) -> bool:
    """Whether the attacker itself says so: «استهدف مجاهدونا»."""
    return draft.own_claim or any(a.actor == "islamic-resistance-in-iraq" for a in draft.attackers) and not draft.sources


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

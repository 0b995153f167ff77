"""What came of an event and how far it is to be believed: who claims, reports, confirms, denies it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from extract.drafts import Draft
from extract.lexicon import Hit
from extract.outcomes import outcome_of
from extract.proof import Proof
from extract.sources import SourceMention
from extract.weapons import munition_count, weapons_of
from incidents.types import Outcome, Status, Version, Weapon

_NEVER_STOPPED: frozenset[Weapon] = frozenset({"small_arms", "ied"})
"""Weapons of which none is shot down while another hits: who repels an assault that kills was hit."""
_STATES = frozenset(
    "us-forces global-coalition us-coalition israel turkey russia jordan irgc syrian-army iraqi-forces".split()
)
"""Parties whose attacks no armed group claims for itself."""
_BEYOND_DAMASCUS = frozenset({"us-forces", "global-coalition", "us-coalition", "sdf", "turkey"})
"""Parties whose places in Syria its government is not in charge of."""
_RESCUERS = "Civil Defence"
_ARMED_GROUPS = frozenset({"sdf"})
"""Parties that govern where they are struck and yet are no state: what they say they did themselves is a claim."""


@dataclass(frozen=True)
class Truth:
    """What is said of an event's truth."""

    sources: tuple[str, ...]
    status: Status
    outcome: Outcome
    versions: tuple[Version, ...]
    """The tellings that differ; empty when nobody differs."""


def truth_of(
    drafts: Sequence[Draft],
    attackers: Sequence[str],
    targets: Sequence[str],
    somebody_hurt: bool,
    proof: Proof,
    only_attackers_fell: bool = False,
) -> Truth:
    """Return who says it, its status, and what came of it.

    Where an attack is denied, its outcome is disputed, unless others than the attacker tell what it was. Where only
    attackers fell, their deaths hit nothing.
    """
    mentions = [source for draft in drafts for source in draft.sources]
    for mention in mentions:
        proof.add("source", mention.start, mention.end, f"source:{mention.standing}")
    for _, hit in (cue for draft in drafts for cue in draft.cues):
        proof.add("outcome", hit.word_start, hit.end, f"outcome:{hit.entry.form}")
    names = tuple(dict.fromkeys(mention.name for mention in mentions))
    versions = _versions(drafts, mentions)
    denied = next((draft.denied for draft in drafts if draft.denied is not None), None)
    if denied is not None:
        proof.add("outcome", denied.start, denied.end, "status:denied")
    if versions:
        return Truth(names, "disputed", "disputed", versions)
    cues = [cue for draft in drafts for cue in draft.cues]
    if only_attackers_fell:  # «أحبطت هجوماً وقتلت اثنين من المهاجمين»: nothing was hit
        cues, somebody_hurt = [(value, hit) for value, hit in cues if hit.role != "casualty"], False
    outcome = outcome_of(cues, somebody_hurt)
    if outcome == "partly_intercepted" and set(weapons_of([w for d in drafts for w in d.weapons])) & _NEVER_STOPPED:
        outcome = "hit"
    if outcome == "unknown" and any(draft.landed for draft in drafts):
        outcome = "hit"
        for draft in drafts:
            if draft.landed and draft.place is not None:
                proof.add("outcome", draft.acts[0].word_start, draft.place.end, "outcome:landed")
    status = _status(drafts, mentions, attackers, targets)
    if denied is not None:
        claimed = any(_asserts(draft) for draft in drafts) or any(m.standing == "claimant" for m in mentions)
        stays = outcome != "unknown" and not claimed
        return Truth(names, "disputed", outcome if stays else "disputed", ())
    return Truth(names, status, outcome, ())


def _status(
    drafts: Sequence[Draft], mentions: Sequence[SourceMention], attackers: Sequence[str], targets: Sequence[str]
) -> Status:
    here = {d.place.place.country for d in drafts if d.place is not None and d.place.place is not None}
    standings = {_standing(mention, attackers, targets) for mention in mentions if not _only_helps(mention, here)}
    standings |= {"reporter" for mention in mentions if _only_helps(mention, here)}
    if not any(s.standing == "claimant" and s.start <= d.end for d in drafts for s in d.sources):
        standings -= {"claimant"}  # «وتبنّت جماعة الهجوم»: claimed afterwards, told by the article itself
    if "authority" in standings:
        return "confirmed"
    if "reporter" in standings:
        return "reported"
    return "claimed" if "claimant" in standings or any(_asserts(draft) for draft in drafts) else "reported"


def _only_helps(mention: SourceMention, countries: Set[str]) -> bool:
    """Whether it is the rescue service of Syria, which is nobody's; Iraq's belongs to the interior ministry."""
    return mention.name == _RESCUERS and "IQ" not in countries


def _standing(mention: SourceMention, attackers: Sequence[str], targets: Sequence[str]) -> str:
    """Return what a speaker's word is worth here: an armed group confirms what struck it, claims what it did."""
    if mention.actor is None or mention.standing == "reporter":
        return mention.standing
    if mention.actor in targets and mention.actor not in attackers:
        return "authority"
    if mention.actor == "syrian-army" and targets and set(targets) <= _BEYOND_DAMASCUS:
        return "reporter"  # what its agency says of bases that it does not hold
    if mention.standing == "claimant" and attackers and set(attackers) <= _STATES:
        return "reporter"  # «ونعت الكتائب أربعة سقطوا في الغارة الأميركية»: no claim of its own
    return "claimant" if mention.actor in attackers and mention.actor in _ARMED_GROUPS else mention.standing


def _versions(drafts: Sequence[Draft], mentions: Sequence[SourceMention]) -> tuple[Version, ...]:
    """Return the tellings that contradict each other; empty when none do.

    The attacker claims a hit and the others say there was none, or that all was shot down; or two who report say that
    it hit and that it missed.
    """
    claim = [d for d in drafts if _asserts(d) or any(s.standing == "claimant" for s in d.sources)]
    report = [d for d in drafts if d not in claim]
    claimed = {value for draft in claim for value, _ in draft.cues}
    reported = {value for draft in report for value, _ in draft.cues}
    if "hit" in claimed and "hit" not in reported and reported & {"intercepted", "missed"}:
        claimants = [m.name for m in mentions if m.standing == "claimant"]
        others = [m.name for m in mentions if m.standing != "claimant"]
        return (_version(claim, claimants, "claim"), _version(report, others, "report"))
    for draft in drafts:
        told = [(_speaker_of(draft, hit), value, hit) for value, hit in draft.cues]
        says = {who: {value for speaker, value, _ in told if speaker == who} for who, _, _ in told}
        hits = [who for who, values in says.items() if who is not None and values == {"hit"}]
        misses = [who for who, values in says.items() if who is not None and values == {"missed"}]
        if hits and misses:
            weapons = weapons_of(draft.weapons)
            return (Version(hits[0], "hit", weapons), Version(misses[0], "missed", weapons))
        claiming = {source.name for source in draft.sources if source.standing == "claimant"}
        stopped = [who for who, values in says.items() if who not in claiming and values == {"intercepted"}]
        boasts = [who for who in hits if who in claiming]
        if boasts and stopped:
            weapons = weapons_of(draft.weapons)
            return (Version(boasts[0], "hit", weapons), Version(stopped[0] or "report", "intercepted", weapons))
    return ()


def _speaker_of(draft: Draft, cue: Hit) -> str | None:
    """Return who says what a cue says: the speaker named last before it in its sentence; None when none is."""
    before = [source for source in draft.sources if source.start < cue.start]
    return before[-1].name if before else None


def _version(drafts: Sequence[Draft], names: Sequence[str], side: str) -> Version:
    weapons = [weapon for draft in drafts for weapon in draft.weapons]
    return Version(
        " / ".join(dict.fromkeys(names)) or side,
        outcome_of([cue for draft in drafts for cue in draft.cues], False),
        weapons_of(weapons),
        munition_count(weapons),
    )


def _asserts(draft: Draft) -> bool:
    """Whether the attacker itself says so: «استهدف مجاهدونا», or nobody else is named as saying it."""
    if draft.own_claim or any(actor.rule == "own" for actor in draft.attackers):
        return True
    return not draft.sources and any(
        actor.actor == "islamic-resistance-in-iraq" and actor.rule == "name" for actor in draft.attackers
    )

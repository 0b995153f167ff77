"""Who attacked and who was attacked, as one report tells: from its words, from who speaks, from who is based there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extract.actors import CLIENTS_OF, FLIERS, NOBODY, ActorMention, may_have_fired
from extract.drafts import Draft
from extract.occurrences import Event
from extract.proof import Proof
from extract.references import HOME_ARMIES
from incidents.hosts import Host, load_hosts
from incidents.types import EvidenceField

ENERGY_KINDS = frozenset({"oil_field", "gas_field", "refinery"})
_FAMILY = {
    "airstrike": "air",
    "drone": "air",
    "artillery": "ground",
    "mortar": "ground",
    "rocket": "ground",
    "small_arms": "close",
    "ied": "close",
}
_PART_OF = (("islamic-resistance-in-iraq", "iran-backed-militias"), ("irgc", "iran"))
"""Parties and the larger ones that the same attack is told of beside them."""
_COALITION = frozenset({"us-forces", "global-coalition", "us-coalition"})
_IRAN = frozenset({"iran", "irgc"})
_CLIENTS = frozenset({"iran-backed-militias"})
_ALLIES = _COALITION | {"israel", "jordan"}
"""States whose strikes are never on one another."""
_PARTNERS = frozenset({"iraqi-forces", "peshmerga", "sdf"})
"""Whom the coalition fights beside."""


_FIGHT_SYRIAS_ARMY = frozenset({"israel", "isis", "sdf", "hts", "syrian-opposition"})
"""Parties whose fire on soldiers in Syria is on its army: others have their own there."""
_DRIVER = re.compile(r"(?<!\w)و?(?:ال|ل)?سائق(?:ه|ها|هما)?(?!\w)(?!\W+(?:و?ه[وي]\W+)?(?:ال)?مدني)")
_COMES_DOWN = frozenset({"impact", "impact_noun", "head_for", "intercept", "attempt", "sound"})
"""Acts of munitions that are not dealt: they fall, head for something, are brought down."""
_FIRED = frozenset({"rocket", "ballistic_missile", "cruise_missile", "airstrike"})
"""Weapons that aircraft and states fire."""
_FIELD = re.compile(r"(?<!\w)[وبفل]?(?:ال|ل)?(?:حقل|حقلي|حقول|مصفاه|مصفا|معمل غاز|محطه غاز)(?!\w)")
_MILITARY = re.compile(r"عسكري|قاعده|جويه")
_WORD_BEFORE = 14
"""Folded characters before the name of a place in which stands what of it was struck."""
_OF_AN_ARMY = re.compile(r"(?<!\w)(?:ال)?(?:جندي|جنود|عسكري|ضابط|ضباط|شرطي|مجند)")


def parties_of(
    event: Event, events: Sequence[Event], striker: ActorMention | None, published: dt.date | None, proof: Proof
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return attackers and targets of an event, each in the order told; empty where nobody is named or known.

    `events` are all of the text: losses told once for a list of places tell whose people were in all of them.
    `striker` is the state whose strikes the text tells of, None where it is not one.
    """
    drafts = event.drafts
    acts = {id(draft.acts) for draft in drafts if draft.listed_with}
    listed = [d for e in events for d in e.drafts if id(d.acts) in acts] if acts else []
    based = {host.actor for host in _hosts(event, published)}
    attacking = [
        _guards(a, events)
        for d in drafts
        for a in d.attackers
        # «ضربة أميركية قرب مطار بغداد» is American, though Americans are based there
        if not (_is_hurt(a, drafts) or (_is_at_home(a, based) and not (d.near and a.adjective)))
    ]
    attackers = (
        _named(attacking, proof, "attacker")
        or _speaking(drafts, based, proof)
        or _striking(event, events, striker, published, proof)
    )
    # «ثكنة الاحتلال في التنف» is its host's, whoever was called so before
    struck = [a for d in drafts for a in d.targets if a.rule != "defends" and not (based and _is_vague(a))]
    told = _named(struck, proof, "target")
    first_struck = _first_struck(drafts)
    attackers = tuple(a for a in attackers if a not in told or a not in first_struck) or attackers
    targets = tuple(t for t in told if not (t in attackers or (t in _COALITION and _COALITION & set(attackers))))
    defenders = [a for d in drafts for a in d.targets if a.rule == "defends" and a.actor not in attackers]
    fighters_fell = targets == ("civilians",) and _hurt(drafts, attackers, proof, fighters=True, killed=True)
    return attackers, (
        fighters_fell
        or targets
        or _hurt(drafts, attackers, proof, fighters=True, killed=True)
        or _host(event, attackers, published, proof)
        or _hurt([*drafts, *listed], attackers, proof, fighters=True)
        or _soldiers(event, [*drafts, *listed], attackers, proof)
        or _facility(event, proof)
        or _hurt([*drafts, *listed], attackers, proof, fighters=False)
        or _named(defenders, proof, "target")
    )


def _is_vague(struck: ActorMention) -> bool:
    """Whether what was struck says less than whose base it is: «ثكنة الاحتلال في التنف», «قاعدة حقل غاز كونيكو»."""
    return struck.rule == "reference" or struck.actor == "energy-facility"


def _named(mentions: Iterable[ActorMention], proof: Proof, field: EvidenceField) -> tuple[str, ...]:
    """Return the actor ids of mentions in order; the coalition and its American part are one party."""
    ids: list[str] = []
    for mention in mentions:
        if mention.actor == "unknown":
            continue
        proof.add(field, mention.start, mention.end, f"{field}:{mention.rule}")
        ids.append(mention.actor)
    found = set(ids)
    if field == "target":
        if found - NOBODY:
            ids = [i for i in ids if i not in NOBODY]  # «مقر … وأضرار بمنازل المدنيين»: not aimed at the houses
        if len(found & _COALITION) > 1:
            ids = ["us-coalition" if i in _COALITION else i for i in ids]
    for named, larger in _PART_OF:  # «قصف إيراني … شنّه الحرس الثوري»
        if named in found:
            ids = [i for i in ids if i != larger]
    return tuple(dict.fromkeys(ids))


def _first_struck(drafts: Sequence[Draft]) -> frozenset[str]:
    """Return the parties that the first draft to give them a side tells as struck; later ones may tell what it answers.

    «أغارت تركيا على العمال الكردستاني … وجاءت العمليات عقب تسلل نفذه التنظيم إلى قاعدة تركية».
    """
    sides: dict[str, bool] = {}
    for draft in drafts:
        for struck, mentions in ((True, draft.targets), (False, draft.attackers)):
            for mention in mentions:
                sides.setdefault(mention.actor, struck)
    return frozenset(actor for actor, struck in sides.items() if struck)


def _striking(
    event: Event, events: Sequence[Event], striker: ActorMention | None, published: dt.date | None, proof: Proof
) -> tuple[str, ...]:
    """Return the state whose strikes the article tells of (`extract.strikers`), where nobody is named for this one.

    Its arms must be such as states strike with, the struck not its own, and nobody told to be unknown.
    """
    if striker is None or any(a.actor == "unknown" for d in event.drafts for a in d.attackers):
        return ()
    own = next((alike for alike in (_COALITION, _IRAN) if striker.actor in alike), frozenset({striker.actor}))
    at_peace = _ALLIES if striker.actor in _ALLIES else own
    if own is _COALITION:
        at_peace = at_peace | _PARTNERS
    if at_peace & {*_struck(event), *(host.actor for host in _hosts(event, published))}:
        return ()
    arms = _arms(event)
    fired = any(w.weapon in _FIRED for d in event.drafts for w in d.weapons)
    acts = [act for d in event.drafts for act in d.acts]
    if not fired and all(act.value in _COMES_DOWN and act.entry.form != "أصاب" for act in acts):
        return ()  # «سقوط مسيّرة في أرض زراعية» is no strike, «ثلاثة صواريخ سقطت على منزل» may be
    if "close" in arms or not (arms or any(act.value in ("attack", "strike") for d in event.drafts for act in d.acts)):
        return ()
    weapons = {w.weapon for d in event.drafts for w in d.weapons}
    if not may_have_fired(striker.actor, weapons):
        return ()
    if _is_of_unknown_aircraft(event, events, own):
        return ()
    others = {a.actor for e in events for d in e.drafts for a in d.attackers if not own & _struck(e)} - own - NOBODY
    others -= {CLIENTS_OF.get(striker.actor, "")}
    if any(weapon.weapon == "airstrike" for draft in event.drafts for weapon in draft.weapons):
        others &= FLIERS  # nobody else flies
    its_own = [e for e in events if any(a.actor in own for d in e.drafts for a in d.attackers)]
    ballistic = any(w.weapon == "ballistic_missile" for d in event.drafts for w in d.weapons)
    if striker.actor in _IRAN and not ballistic:
        others |= _CLIENTS  # rockets on a base may be those of its clients
    if others and not any((_struck(event) & _struck(e)) - NOBODY for e in its_own):
        return ()  # somebody else attacks too, other than in answer
    return _named([_guards(striker, events)], proof, "attacker")


def _is_of_unknown_aircraft(event: Event, events: Sequence[Event], own: AbstractSet[str]) -> bool:
    """Whether unknown aircraft raid in a text («شنّت طائرات مجهولة غارتين»), and the state not after them."""
    raids = [d for e in events for d in e.drafts if any(w.weapon == "airstrike" for w in d.weapons)]
    unknown = [d.sentence for d in raids if any(a.actor == "unknown" for a in d.attackers)]
    told = [d.sentence for e in events for d in e.drafts if any(a.actor in own for a in d.attackers)]
    here = event.drafts[0].sentence
    last = max((at for at in told if at < here), default=-1)
    return bool(unknown) and (last < 0 or any(last < at <= here for at in unknown))


def _struck(event: Event) -> frozenset[str]:
    targets = [t.actor for d in event.drafts for t in d.targets]
    return frozenset(targets + [c.group for d in event.drafts for c in d.casualties])


def _arms(event: Event) -> frozenset[str]:
    return frozenset(_FAMILY.get(w.weapon, "") for d in event.drafts for w in d.weapons) - {""}


def _speaking(drafts: Sequence[Draft], based: AbstractSet[str], proof: Proof) -> tuple[str, ...]:
    """Return who speaks of its own attack, where nobody is named: a group that claims it, a state telling of raids."""
    struck = {target.actor for draft in drafts for target in draft.targets if target.rule != "own"}
    for draft in drafts:
        claimants = all(source.standing == "claimant" for source in draft.sources)
        for source in draft.sources:
            if source.actor is not None and source.actor not in struck and (claimants or draft.own_claim):
                proof.add("attacker", source.start, source.end, "attacker:who claims it")
                return (source.actor,)
    raids = [draft for draft in drafts if any(weapon.weapon == "airstrike" for weapon in draft.weapons)]
    for source in (source for draft in raids for source in draft.sources):
        if (
            source.actor in FLIERS
            and not _is_allied(source.actor, based)
            and not any(target.actor == source.actor for d in drafts for target in d.targets)
        ):
            proof.add("attacker", source.start, source.end, "attacker:who tells of its raids")
            return (source.actor,)
    statement = proof.found.statement
    by = statement.by.actor if statement is not None else None
    if by in FLIERS and statement is not None and not _is_allied(by, based | struck) and struck - NOBODY:
        acts = [act.value for draft in drafts for act in draft.acts if draft.targets]
        if any(value in ("attack", "strike", "reach", "destroy") for value in acts) and not _grounded(drafts):
            # «قالت الدفاع التركية إن العملية استهدفت مواقع التنظيم»
            proof.add("attacker", statement.by.start, statement.by.end, "attacker:who tells of its raids")
            return (by,)
    return ()


def _grounded(drafts: Sequence[Draft]) -> bool:
    """Whether weapons are told that no air force strikes with."""
    return any(_FAMILY.get(weapon.weapon) in ("ground", "close") for draft in drafts for weapon in draft.weapons)


def _is_allied(actor: str, others: AbstractSet[str]) -> bool:
    """Whether a state strikes none of some parties, itself among them."""
    friends = _ALLIES | _PARTNERS if actor in _COALITION else _ALLIES
    return actor in others or (actor in _ALLIES and bool(friends & others))


def _is_hurt(actor: ActorMention, drafts: Sequence[Draft]) -> bool:
    """Whether a party is only named as whose people were hurt: «إصابة ثمانية من جنودها بعدما استهدفت …»."""
    return any(c.group == actor.actor and c.start <= actor.start < c.end for d in drafts for c in d.casualties)


def _is_at_home(actor: ActorMention, based: AbstractSet[str]) -> bool:
    """Whether a party is based where the attack was: «قذائف على القاعدة، وحلقت مقاتلات أميركية» names no attacker."""
    return actor.actor in based or (actor.actor in _COALITION and bool(_COALITION & based))


def _hurt(
    drafts: Sequence[Draft], attackers: Sequence[str], proof: Proof, *, fighters: bool, killed: bool = False
) -> tuple[str, ...]:
    """Return the party that people hurt, or `killed`, belong to; civilians only where no fighters are asked for."""
    for casualty in (c for d in drafts for c in d.casualties if c.kind == "killed" or not killed):
        if casualty.group in ("unknown", "fighters", *attackers) or (casualty.group == "civilians") == fighters:
            continue
        driver = _DRIVER.search(proof.found.text.folded, casualty.start)
        if driver is not None and driver.start() < casualty.end:
            continue  # whose the car was is not told
        proof.add("target", casualty.start, casualty.end, "target:people hurt")
        return (casualty.group,)
    return ()


def _guards(actor: ActorMention, events: Sequence[Event]) -> ActorMention:
    """Return Iran as its Guard where the text tells of the Guard's attacks («أطلق الحرس … وهاجمت مسيّرات إيرانية»)."""
    named = actor.actor == "iran" and any(a.actor == "irgc" for e in events for d in e.drafts for a in d.attackers)
    return replace(actor, actor="irgc") if named else actor


def _soldiers(event: Event, drafts: Sequence[Draft], attackers: Sequence[str], proof: Proof) -> tuple[str, ...]:
    """Return the army of the country where soldiers were hurt whose army is not named, by those who fight it."""
    country = event.place.country if event.place is not None else ""
    army = HOME_ARMIES.get(country)
    fought = set(attackers) & _FIGHT_SYRIAS_ARMY if country == "SY" else not set(attackers) & FLIERS
    if army is None or not fought or army in attackers:
        return ()
    for casualty in (c for d in drafts for c in d.casualties if c.group == "fighters"):
        if _OF_AN_ARMY.search(proof.found.text.folded, casualty.start, casualty.end):
            proof.add("target", casualty.start, casualty.end, "target:soldiers hurt")
            return (army,)
    return ()


def _hosts(event: Event, published: dt.date | None) -> list[Host]:
    """Return who is based at the place on the event's day, who left first, first."""
    if event.place is None:
        return []
    day = event.when.interval[1] if event.when.interval else published
    return [host for host in load_hosts().get(event.place.id, ()) if host.is_there(day)]


def _host(event: Event, attackers: Sequence[str], published: dt.date | None, proof: Proof) -> tuple[str, ...]:
    host = next((one.actor for one in _hosts(event, published)), None)
    if host is None or (
        host in _COALITION and (set(attackers) & _COALITION or _was_downed_near_an_airport(event, proof))
    ):
        return ()
    _prove_place(event, proof, "target:host of the base (base_hosts.csv)")
    return (host,)


def _was_downed_near_an_airport(event: Event, proof: Proof) -> bool:
    """Whether something was only brought down near an airport that is no base by its name: its aim is not told."""
    named = [d.place for d in event.drafts if d.place is not None and d.place.place is event.place]
    words = [proof.found.text.folded[place.start : place.end] for place in named]
    downed = all(act.value == "intercept" for d in event.drafts for act in d.acts)
    civil = all("مطار" in name and not _MILITARY.search(name) for name in words)
    return downed and bool(named) and civil and all(place.role == "near" for place in named)


def _facility(event: Event, proof: Proof) -> tuple[str, ...]:
    if event.place is None:
        return ()
    folded = proof.found.text.folded
    named = [d.place for d in event.drafts if d.place is not None and d.place.place is event.place]
    # «حقل عين سفني»، where the gazetteer knows the town alone
    fields = [_FIELD.search(folded, max(0, place.start - _WORD_BEFORE), place.end) for place in named]
    if event.place.kind not in ENERGY_KINDS and not any(fields):
        return ()
    _prove_place(event, proof, "target:the facility named")
    return ("energy-facility",)


def _prove_place(event: Event, proof: Proof, rule: str) -> None:
    for draft in event.drafts:
        if draft.place is not None and draft.place.place is event.place:
            proof.add("target", draft.place.start, draft.place.end, rule)
            return
    for draft in event.drafts:
        if draft.anaphor is not None:
            proof.add("target", draft.anaphor.word_start, draft.anaphor.end, rule)
            return

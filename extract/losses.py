"""Losses of one event, put together from its tellings: totals raised later, rival counts, groups."""

from __future__ import annotations

from collections.abc import Sequence

from extract.casualties import CasualtyMention, Kind
from extract.drafts import Draft
from extract.findings import Findings
from extract.ordered import within
from extract.proof import Proof
from incidents.types import CasualtyCount

Told = dict[str, dict[str, int]]
"""Group to kind (`killed`, `injured`) to number."""


def losses_of(
    found: Findings, drafts: Sequence[Draft], targets: tuple[str, ...], proof: Proof
) -> tuple[CasualtyCount, ...]:
    """Return losses by group; empty when no number is told. Where it is said that nobody was hurt, the number is 0.

    Of several numbers for a group the highest stands, since later tellings raise them, except that what an authority
    says goes before what others say, and an armed group's count comes last. Totals told for a list of places stand on
    its first.
    """
    drafts = [draft for draft in drafts if not _sums_up(draft) and _is_first_of_its_list(draft)]
    shared = {place for draft in drafts if draft.casualties for place in _others_of_its_list(draft)}
    totals: Told = {}
    mentions = [mention for draft in drafts for mention in draft.casualties]
    tellings = _tellings(found, mentions, targets, proof)
    heard: dict[str, int] = {}
    for weight, told in sorted(tellings, key=lambda telling: telling[0], reverse=True):
        for kind in ("killed", "injured"):
            if weight == heard.get(kind, weight) and _add(totals, told, kind):
                heard[kind] = weight
    summed = {mention.kind for mention in mentions if mention.total}
    for mention in dict.fromkeys(mentions):
        if mention.later and mention.kind not in summed:
            proof.add("casualties", mention.start, mention.end, f"casualties:{mention.kind}")
            group = next((group for group, told in totals.items() if mention.kind in told), "unknown")
            kinds = totals.setdefault(group, {})
            kinds[mention.kind] = kinds.get(mention.kind, 0) + mention.count
    for kind in _none(drafts, totals):
        for words in (words for draft in drafts for words in draft.unhurt if kind in words.kinds):
            proof.add("casualties", words.start, words.end, f"casualties:no {kind}")
        totals.setdefault("unknown", {})[kind] = 0
    return tuple(
        CasualtyCount(group, told.get("killed"), told.get("injured"), tuple(sorted(shared)))
        for group, told in totals.items()
    )


def _none(drafts: Sequence[Draft], totals: Told) -> list[Kind]:
    """Return of what there was none: of both where nobody was hurt and nobody else tells of anybody who was."""
    told = {kind for kinds in totals.values() for kind in kinds}
    vague = any(hit.role == "casualty" for draft in drafts for _, hit in draft.cues)  # «أصيب عدد من الجنود»
    none: list[Kind] = []
    for words in (words for draft in drafts for words in draft.unhurt):
        if words.kinds == ("killed",) and "killed" not in told:
            none.append("killed")
        elif words.kinds != ("killed",) and not told and not vague:
            none.extend(words.kinds)
    return list(dict.fromkeys(none))


def _others_of_its_list(draft: Draft) -> list[str]:
    here = draft.place.place if draft.place is not None else None
    return [p.place.id for p in draft.listed_with if p.place is not None and p.place is not here]


def _is_first_of_its_list(draft: Draft) -> bool:
    """Whether losses told for a list of places are counted at this one."""
    if draft.place is None or not _others_of_its_list(draft):
        return True
    return draft.place.start < min(place.start for place in draft.listed_with)


def _sums_up(draft: Draft) -> bool:
    """Whether a draft tells of a long time («منذ مطلع العام مقتل 211 عنصراً»), not of one event."""
    return draft.date is not None and draft.date.kind == "since" and draft.date.precision != "day"


def _tellings(
    found: Findings, mentions: Sequence[CasualtyMention], targets: tuple[str, ...], proof: Proof
) -> list[tuple[int, Told]]:
    """Return what each sentence tells of losses, with the weight of who speaks in it."""
    tellings: dict[int, Told] = {}
    totals = {(found.text.sentence_at(mention.start), mention.kind) for mention in mentions if mention.total}
    for mention in dict.fromkeys(mentions):
        if mention.later:
            continue  # one more than all told before
        if not mention.total and (found.text.sentence_at(mention.start), mention.kind) in totals:
            continue  # «ارتفع إلى 8 عدد القتلى … بعدما عُثر على جثة عنصر»: he is among them
        proof.add("casualties", mention.start, mention.end, f"casualties:{mention.kind}")
        told = tellings.setdefault(found.text.sentence_at(mention.start), {})
        kinds = told.setdefault(_group(mention, targets), {})
        kinds[mention.kind] = max(kinds.get(mention.kind, 0), mention.count)
    return [(_weight(found, sentence), told) for sentence, told in tellings.items()]


def _weight(found: Findings, index: int) -> int:
    sentence = found.text.sentences[index]
    standings = {source.standing for source in within(found.sources, sentence.start, sentence.end)}
    if "authority" in standings:
        return 2
    return 0 if standings == {"claimant"} else 1


def _group(mention: CasualtyMention, targets: tuple[str, ...]) -> str:
    if mention.group == "fighters":
        return next((t for t in targets if t != "civilians"), "unknown")
    return mention.group


def _add(totals: Told, told: Told, kind: str) -> bool:
    """Add what one telling tells of one kind: new groups, and higher numbers of the same; False when it tells nothing.

    People of no named group are those told of before, or after, under a name: the higher total stands alone.
    """
    before = {group: kinds[kind] for group, kinds in totals.items() if kind in kinds}
    now = {group: kinds[kind] for group, kinds in told.items() if kind in kinds}
    if not now:
        return False
    if before and ("unknown" in before or "unknown" in now):
        if sum(now.values()) <= sum(before.values()):
            return True
        for group in before:
            del totals[group][kind]
    for group, number in now.items():
        kinds = totals.setdefault(group, {})
        kinds[kind] = max(kinds.get(kind, 0), number)
    for group in [group for group, kinds in totals.items() if not kinds]:
        del totals[group]
    return True

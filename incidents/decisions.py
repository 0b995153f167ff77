"""What people decide about incidents: facts of their own, apart from what is derived, that hold until they are undone.

A decision names an incident as it was called then. Where that has become part of another one since, it holds there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from incidents import corrections
from incidents.history import Kind, Turn, moment
from incidents.schema import changes, decisions
from incidents.types import Correction, Report, Review

BY_HAND = "by hand"
"""The rules that read an incident which a person has added, and the source of its article."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's act, as the record keeps it."""

    change: int
    """Its number in the history."""
    kind: Kind
    """What was done."""
    incident_id: str | None
    """The incident, as it was called then; None where none was meant."""
    body: Mapping[str, Any]
    """What was decided, by kind."""
    in_force: bool
    """Whether nothing has undone it."""
    undoes: int | None
    """Number of the decision that this one undoes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What people's decisions make of an incident."""

    review: Review = "new"
    corrections: tuple[Correction, ...] = ()
    """In order of field; what the reports say is left open."""


def store(turn: Turn, kind: Kind, incident_id: str | None, body: Mapping[str, Any], undoes: int | None = None) -> None:
    """Keep a decision, in force from now on."""
    turn.connection.execute(
        insert(decisions).values(
            change=turn.number,
            kind=kind,
            incident_id=incident_id,
            body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            in_force=True,
            undoes=undoes,
        )
    )


def read(connection: Connection, change: int) -> Decision | None:
    """Return a decision by its number in the history; None where that change was none."""
    row = connection.execute(select(decisions).where(decisions.c.change == change)).one_or_none()
    return None if row is None else Decision(**{**row._mapping, "body": json.loads(row.body)})


def placed_by(connection: Connection, number: int | None = None) -> list[Mapping[str, Any]]:
    """Return what decisions that put names on the map say, in order: those in force, or those that were after a change
    of the history."""
    placing = (
        select(decisions.c.change, decisions.c.body).where(decisions.c.kind == "place").order_by(decisions.c.change)
    )
    if number is None:
        rows = connection.execute(placing.where(decisions.c.in_force))
        return [json.loads(body) for _, body in rows]
    undone: set[int] = set()
    undoing: dict[int, int | None] = {}
    acts = select(decisions.c.change, decisions.c.undoes).where(decisions.c.undoes.is_not(None))
    for change, undoes in connection.execute(acts.where(decisions.c.change <= number).order_by(decisions.c.change)):
        undoing[change] = undoes
        at = undoes
        while at is not None:  # what undoes an undoing lets hold what that undid
            undone ^= {at}
            at = undoing.get(at)
    rows = connection.execute(placing.where(decisions.c.change <= number))
    return [json.loads(body) for change, body in rows if change not in undone]


def ever_placed_by(connection: Connection) -> list[Mapping[str, Any]]:
    """Return what all decisions that put names on the map say, in order, those that were undone among them."""
    bodies = connection.scalars(
        select(decisions.c.body).where(decisions.c.kind == "place").order_by(decisions.c.change)
    )
    return [json.loads(body) for body in bodies]


def set_in_force(connection: Connection, change: int, in_force: bool) -> None:
    """Let a decision hold, or hold no more."""
    connection.execute(update(decisions).where(decisions.c.change == change).values(in_force=in_force))


def standings(connection: Connection, present: Mapping[str, str]) -> dict[str, Standing]:
    """Return what decisions in force make of incidents; those that nobody has decided about are left out.

    `present` gives for every name that the incidents have or had the one they have now.
    """
    if not present:
        return {}
    rows: Iterable[Sequence[Any]] = connection.execute(
        select(decisions.c.change, decisions.c.kind, decisions.c.incident_id, decisions.c.body)
        .add_columns(changes.c.at, changes.c.who, changes.c.why)
        .join_from(decisions, changes, changes.c.number == decisions.c.change)
        .where(decisions.c.in_force & decisions.c.kind.in_(("confirm", "correct", "reject")))
        .where(decisions.c.incident_id.in_(sorted(present)))
        .order_by(decisions.c.change)
    )
    found: defaultdict[str, Standing] = defaultdict(Standing)
    for change, kind, incident_id, body, at, who, why in rows:
        id = present[incident_id]
        held = found[id]
        if kind != "correct":
            found[id] = replace(held, review="rejected" if kind == "reject" else "confirmed")
            continue
        by_field = {one.field: one for one in held.corrections}
        for field, value in corrections.decode_values(json.loads(body)["fields"]).items():
            by_field[field] = Correction(field, value, None, why, who, moment(at), change)
        found[id] = Standing("corrected", tuple(by_field[field] for field in sorted(by_field)))
    return {id: _latest_word(held) for id, held in found.items()}


def _latest_word(held: Standing) -> Standing:
    """A rejection holds until somebody looks again; what was corrected and then confirmed is still corrected."""
    if held.review == "confirmed" and held.corrections:
        return replace(held, review="corrected")
    return held


def standing_of(told: Standing, reports: Sequence[Report]) -> Standing:
    """Return the standing of an incident, which for one that people added and nobody else tells is `added` at first."""
    if told.review == "new" and all(report.rules_version == BY_HAND for report in reports):
        return replace(told, review="added")
    return told


def setting(connection: Connection, field: str, value: Any) -> list[int]:
    """Return the numbers of the decisions in force that set a field of an incident to a value, oldest first."""
    rows = connection.execute(
        select(decisions.c.change, decisions.c.body)
        .where(decisions.c.in_force & (decisions.c.kind == "correct"))
        .order_by(decisions.c.change)
    )
    return [change for change, body in rows if json.loads(body)["fields"].get(field) == value]

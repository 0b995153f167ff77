"""What a page says of the state of the record that it shows: that it is a past one, what has changed since, and the way
to the present; and the choice of a past day."""

from __future__ import annotations

import datetime as dt
from html import escape

import streamlit as st

from incidents.editions import DIFFERENCE_KINDS, BadEdition
from incidents.pins import Pin, Pinned
from incidents.types import Filter
from language.catalogue import Language, translations
from language.dates import format_date, format_list, format_number
from language.plain import isolated, plain
from ui import source
from ui.cards import LONGEST_NAME, message
from ui.clock import FIRST_DAY, today
from ui.links import link, versions_address
from ui.session import follow, look, view
from ui.source import Changes, State


def draw_state(present: str) -> State | None:
    """Return the state of the record that the view asks for, having said what it is where that is a past one; None,
    having said so, where there is no such state. `present` is the page's address without a pin."""
    pin = view().pin
    if pin is None:
        return source.state()
    words = translations(view().language)
    try:
        state = source.state(pin)
    except BadEdition:
        no_such_state(pin, view().language)
        st.html(f'<p class="past-ways">{_ways(None, present, view().language)} · {_versions(view().language)}</p>')
        return None
    with st.spinner(words.gettext("Opening the record as it stood…")):
        source.counts(state, Filter())
        changes = source.changes_since(pin)
    st.html(_banner(source.pinned(pin), changes, present, view().language))
    return state


def draw_present_only() -> bool:
    """Return whether the view is of the record as it stands; say that only this can be worked on where it is not."""
    pin, words = view().pin, translations(view().language)
    if pin is None:
        return True
    message(words.gettext("You look at a past state of the record. Only the present one can be worked on."))
    st.button(words.gettext("Go on with the present record"), key="to_present", on_click=look, kwargs={"pin": None})
    return False


def draw_earlier_states() -> None:
    """Draw the choice of a day whose end the record is shown at, and the way to the published versions."""
    # As with the filters, what is in it is drawn and sent only while it stands open.
    with st.popover(
        translations(view().language).gettext("Earlier states"), key="earlier_states", on_change="rerun"
    ) as box:
        if box.open:
            _draw_days(view().language)


def _draw_days(language: Language) -> None:
    words = translations(language)
    yesterday = today() - dt.timedelta(days=1)
    follow("as_known", _day_shown(yesterday))
    st.date_input(
        words.gettext("The record as it was known at the end of"),
        key="as_known",
        min_value=FIRST_DAY,
        max_value=yesterday,
        format="YYYY-MM-DD",
        on_change=_show_day,
    )
    st.html(f'<p class="past-ways">{_versions(language)}</p>')


def _versions(language: Language) -> str:
    """To the list of all that was published."""
    return link(versions_address(language, None), translations(language).gettext("Published versions"))


def _day_shown(last: dt.date) -> dt.date | None:
    pin = view().pin
    if pin is None or pin.kind != "as_known":
        return None
    try:
        day = dt.date.fromisoformat(pin.value)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= last else None


def _show_day() -> None:
    day = st.session_state.as_known
    look(pin=Pin("as_known", day.isoformat()) if day else None)


def day_of(pin: Pin | None) -> dt.date:
    """Return the day for which a state of the record stands: today, or that of a past one. Raises `BadEdition`."""
    return source.pinned(pin).day if pin else today()


def state_name(found: Pinned, language: Language) -> str:
    """Return what a past state is called: "Version 2026-01", or the day as whose end it was known."""
    words = translations(language)
    if found.edition is not None:
        return words.gettext("Version {name}").format(name=isolated(found.edition.name))
    return words.gettext("As known at the end of {date}").format(date=format_date(found.day, language))


def counted_changes(changes: Changes, language: Language) -> str:
    """Return "3 added, 2 changed", kinds of which there is none left out; empty where nothing differs."""
    ngettext = translations(language).ngettext
    parts = []
    for kind in DIFFERENCE_KINDS:
        if count := changes.counts[kind]:
            match kind:
                case "added":
                    text = ngettext("{count} added", "{count} added", count)
                case "changed":
                    text = ngettext("{count} changed", "{count} changed", count)
                case "retracted":
                    text = ngettext("{count} retracted", "{count} retracted", count)
                case "merged":
                    text = ngettext("{count} merged into another", "{count} merged into others", count)
            parts.append(text.format(count=format_number(count, language)))
    return format_list(parts, language) if parts else ""


def _banner(found: Pinned, changes: Changes, present: str, language: Language) -> str:
    words = translations(language)
    head = f"<b>{escape(state_name(found, language))}</b>"
    if found.edition is not None:
        line = words.gettext("published on {date} by {who}")
        who = isolated(plain(found.edition.who, LONGEST_NAME))
        head += f" · {escape(line.format(date=format_date(found.day, language), who=who))}"
    counted = counted_changes(changes, language)
    if counted:
        since = words.gettext("The record has changed since: {changes}.").format(changes=counted)
    else:
        since = words.gettext("The record has not changed since.")
    ways = _ways(found.pin if counted else None, present, language)
    return f'<div class="past" role="note"><p>{head}</p><p>{escape(since)} {ways}</p></div>'


def _ways(pin: Pin | None, present: str, language: Language) -> str:
    """To what has changed since a past state, and to the present one."""
    words = translations(language)
    ways = [link(versions_address(language, pin), words.gettext("What has changed, and why"))] if pin else []
    return " · ".join([*ways, link(present, words.gettext("The present record"))])


def no_such_state(pin: Pin, language: Language) -> None:
    """Say that there is no past state as it is asked for."""
    words = translations(language)
    value = isolated(plain(pin.value, LONGEST_NAME))
    if pin.kind == "version":
        line = words.gettext("There is no published version {name}.").format(name=value)
    else:
        refused = words.gettext("The record cannot be shown as known on {day}: expected a past day like 2023-10-29.")
        line = refused.format(day=value)
    message(line)

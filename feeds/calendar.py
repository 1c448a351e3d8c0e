"""Deadlines of calls as an iCalendar file (RFC 5545) that a calendar subscribes to. Pure."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event, vUri

from feeds.channels import programme_tag
from feeds.document import RIGHTS
from feeds.gather import Feeds
from feeds.packing import Call

_MOST = 500  #: deadlines in one calendar, the latest ones


Written = dict[tuple[str, bool], bytes]  #: events by id of their call, and whether it stands


def build_calendar(feeds: Feeds, programme: str = "", written: Written | None = None) -> bytes:
    """The calls of a programme with all that belongs to it, or all of them; past deadlines stay.

    `written` keeps events for the calendars of other programmes, where they are the same."""
    name = "Bibliowieści: nabory wniosków"
    if programme:
        name = f"{name}, {programme_tag(feeds.taxonomy.node(programme), feeds.taxonomy)}"
    calendar = Calendar()
    calendar.add("prodid", "-//Bibliowieści//nabory//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Warsaw")
    calendar.add("description", f"Terminy naborów, o których piszą biblioteki i operatorzy. {RIGHTS}")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    frame: bytes = calendar.to_ical()
    before, end, after = frame.rpartition(b"END:VCALENDAR")
    written = {} if written is None else written
    events = []
    for call in reversed(feeds.latest_calls(programme, _MOST)):
        key = call.entry.id, call.open
        if key not in written:
            written[key] = _event(call).to_ical()
        events.append(written[key])
    return b"".join((before, *events, end, after))


def _event(call: Call) -> Event:
    entry, event = call.entry, Event()
    event.add("uid", entry.id)
    event.add("dtstamp", entry.updated)
    event.add("last-modified", entry.updated)
    # a withdrawal does not move `updated`; the sequence must grow all the same
    event.add("sequence", int(entry.updated.timestamp()) // 60 * 2 + (not call.open))
    event.add("dtstart", call.deadline)
    event.add("dtend", call.deadline + timedelta(days=1))
    event.add("summary", f"Koniec naboru: {entry.title}")
    event.add("description", _description(call))
    event.add("status", "CONFIRMED" if call.open else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [tag.name for tag in entry.tags] or ["nabór wniosków"])
    if entry.url:
        event["url"] = vUri(entry.url)
    return event


def _description(call: Call) -> str:
    lines = [call.entry.excerpt] if call.entry.excerpt else []
    lines += [f"{tag.name}: {tag.words}" for tag in call.entry.tags]
    if call.entry.sums:
        lines.append(call.entry.sums)
    lines.append(f"Źródło: {call.entry.author}" + (f", {call.entry.url}" if call.entry.url else ""))
    return "\n".join(lines)

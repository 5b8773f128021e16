"""The deadlines as a calendar, for any program that subscribes to one."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from govkit import Register, Toolkit


def calendar(kit: Toolkit, register: Register, *, as_of: date) -> tuple[bytes, list[str]]:
    """Make a calendar of the deadlines of all actions that are not over.

    Args:
        kit: the lifecycles at hand.
        register: the register.
        as_of: the day it is made on.

    Returns:
        The content of an ``.ics`` file, and the addresses of actions without a day to put them on.
    """
    feed = Calendar()
    feed.add("prodid", "-//govkit//overdue_sweep//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", register.title)
    left_out = []
    for each in register.all_actions:
        lifecycle = kit.workflow(each.item, ref=each.address)
        if (each.item.state or lifecycle.initial) in {
            state.name for state in lifecycle.states if state.final
        }:
            continue
        last = each.item.due and each.item.due.last
        if last is None:
            left_out.append(each.address)
            continue
        entry = Event()
        # The same for the same action every day, so that a moved deadline moves the entry.
        entry.add("uid", f"{register.ref}/{each.address}@govkit")
        entry.add("dtstamp", datetime.combine(as_of, time(), UTC))
        entry.add("dtstart", last)
        entry.add("dtend", last + timedelta(days=1))
        entry.add("summary", f"{each.address} {each.item.title}")
        entry.add("description", f"Owner: {each.item.owner or 'not recorded'}")
        feed.add_component(entry)
    return feed.to_ical(), left_out

"""``govkit due``."""

from datetime import date

import click

from govkit.analysis import Deadline, deadline_after
from govkit.cli.common import Day, format_option, write_json
from govkit.io import load
from govkit.model import WorkCalendar

_WITHOUT = "none"


@click.command()
@click.argument("day")
@click.argument("term")
@click.option(
    "--region",
    metavar="CODE",
    help="Whose public holidays are not worked: GB-ENG (the default), GB-SCT, FR, or none for nobody's.",
)
@click.option("--closed", type=Day(), multiple=True, help="Another day that is not worked; may be repeated.")
@click.option("--register", metavar="FILE", type=click.Path(), help="Count by the calendar of this register.")
@format_option
def due(
    day: str, term: str, *, region: str | None, closed: tuple[date, ...], register: str | None, as_format: str
) -> None:
    """Say when a term ends, and why: govkit due 2019-10-09 "10 working days".

    DAY is the day it runs from, which is not counted. TERM is 10 working days, 28 days, 6 weeks, 3 months,
    2 years, or the end of the month, quarter, financial year or calendar year that DAY falls in.
    """
    found = deadline_after(day, term, _calendar(region, closed, register))
    if as_format == "json":
        write_json(_data(found))
    else:
        click.echo(f"{found.day}  {found.why}")


def _calendar(region: str | None, closed: tuple[date, ...], register: str | None) -> WorkCalendar | None:
    if register is not None:
        if region is not None or closed:
            raise click.UsageError("--register brings a calendar of its own; leave --region and --closed out")
        return load(register).calendar
    if region == _WITHOUT:
        return WorkCalendar(public_holidays=False, closed=closed)
    if region is None:
        return WorkCalendar(closed=closed)
    country, _, subdivision = region.partition("-")
    return WorkCalendar(country=country, subdivision=subdivision or None, closed=closed)


def _data(found: Deadline) -> dict[str, object]:
    calendar = found.calendar
    return {
        "from": found.start.isoformat(),
        "term": found.term.text,
        "due": found.day.isoformat(),
        "why": found.why,
        "not_counted": [{"day": day.isoformat(), "why": why} for day, why in found.days_off],
        "calendar": calendar
        and {
            "country": calendar.country,
            "subdivision": calendar.subdivision,
            "public_holidays": calendar.public_holidays,
            "weekend": calendar.weekend,
            "closed": [day.isoformat() for day in calendar.closed],
        },
    }

"""Hypothesis strategies for every entity, for property tests of rules, lifecycles and formats.

Whatever they draw can be written to a file and reads back equal: texts hold any character a file can store
and many that look like something else (``NO``, ``010``, ``12:30``), refs repeat, dates are noise at times.
The extra ``[testing]`` brings Hypothesis; nothing else in govkit imports this module.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from hypothesis import strategies as st

from govkit.model import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    AssuranceSource,
    AuditArea,
    AuditFinding,
    Body,
    BodyKind,
    Change,
    Comparator,
    Control,
    DeliveryActivity,
    Direction,
    EarlierAssessment,
    Event,
    ExternalRef,
    Indicator,
    Level,
    Meeting,
    Objective,
    Origin,
    OriginKind,
    Period,
    Phase,
    Plan,
    PriorityAction,
    Rag,
    Reading,
    Register,
    Report,
    Revision,
    Risk,
    Update,
    WrittenDate,
)
from govkit.testing.cadences import cadences, work_calendars

T = TypeVar("T")

_REFS: Final = ("SR3.4", "R1", "C1", "S1", "A1", "A2", "1.0", "NO", "010", "12:30", "null", "a b", "-", "ü")
_TEXTS: Final = (
    *("Chief Executive", "two  spaces", " around ", "two\nlines", "a: b", "- a", "a #b", "'", '"', "\\", "%"),
    *(
        "NO",
        "yes",
        "null",
        "Null",
        "~",
        "true",
        "True",
        "=",
        "<<",
        "?",
        "-",
        "[]",
        "{}",
        "*a",
        "&a",
        "!a",
        "|",
    ),
    *(
        "010",
        "08",
        "0o10",
        "0x1F",
        "0b1",
        "12",
        "-1",
        "+1",
        "1e3",
        "1.5",
        ".5",
        "1_000",
        "12:30",
        ".inf",
        ".nan",
    ),
    *(
        "2019-08-13",
        "2019-08-13T10:00:00Z",
        "---",
        "...",
        "\t",
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\xa0",
    ),
    *(
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\U0001f600",
        "e\u0301",
        "\r",
        "\r\n",
        "\n",
        " ",
        "x\n\n",
    ),
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATES: Final[tuple[Callable[[date], str], ...]] = (
    date.isoformat,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day}th {_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day:02}-{_MONTHS[day.month - 1][:3]}-{day:%y}",
    lambda day: f"{_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"Q{(day.month + 8) // 3 % 4 + 1} {day.year}-{(day.year + 1) % 100:02}",
    lambda day: f"{day.year}/{(day.year + 1) % 100:02}",
    lambda day: f"{day.year}",
    lambda day: f"{day:%d/%m/%Y} and on-going",
    lambda day: f"from {_MONTHS[day.month - 1]} {day.year}",
)
_NO_DATES: Final = (
    "",
    " ",
    "ongoing",
    "Date Req",
    "tbc",
    "11/12",
    "2009-10",
    "31/02/2019",
    "objectives for 19/20",
)


def _days() -> st.SearchStrategy[date]:
    return st.dates(date(2000, 1, 1), date(2098, 12, 31))


def _texts() -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=30).map(" ".join)
    return st.sampled_from(_TEXTS) | st.text(min_size=1) | words


def _refs() -> st.SearchStrategy[str]:
    # What str.isprintable allows, but for the blank, which must not stand at either end.
    printable = st.characters(exclude_categories=("C", "Z"), exclude_characters="/#")
    return st.sampled_from(_REFS) | st.text(printable, min_size=1, max_size=100)


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def _few(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def written_dates() -> st.SearchStrategy[WrittenDate]:
    """Draw dates in many spellings, and texts that are none.

    Returns:
        A strategy for written dates of every kind.
    """
    spelled = st.builds(lambda spell, day: spell(day), st.sampled_from(_DATES), _days())
    return (spelled | st.sampled_from(_NO_DATES) | _texts()).map(WrittenDate)


def assessments() -> st.SearchStrategy[Assessment]:
    """Draw assessments, with levels by number, by key or label, and by category.

    Returns:
        A strategy for assessments; most name likelihood and impact, some name what no scheme has.
    """
    level: st.SearchStrategy[Level] = st.integers(1, 5) | st.integers() | _texts() | st.just("")
    names = st.sampled_from(("likelihood", "impact", "political", "economic")) | _texts()
    levels = st.dictionaries(names, level | st.dictionaries(names, level, max_size=2), max_size=3)
    usual = st.fixed_dictionaries({"likelihood": st.integers(1, 5), "impact": st.integers(1, 5)})
    return st.builds(
        Assessment,
        levels=usual | levels,
        scheme=_maybe(_refs()),
        printed=_maybe(level),
        date=_maybe(written_dates()),
        by=_maybe(_texts()),
        rationale=_maybe(_texts()),
    )


def controls() -> st.SearchStrategy[Control]:
    """Draw controls.

    Returns:
        A strategy for controls.
    """
    return st.builds(
        Control,
        ref=_refs(),
        title=_texts(),
        label=_maybe(_texts()),
        effective=_maybe(st.booleans()),
        notes=_maybe(_texts()),
    )


def assurances() -> st.SearchStrategy[Assurance]:
    """Draw assurances, which may cover controls that nobody has.

    Returns:
        A strategy for assurances.
    """
    return st.builds(
        Assurance,
        ref=_refs(),
        title=_texts(),
        label=_maybe(_texts()),
        provider=_maybe(_texts()),
        source=_maybe(st.sampled_from(AssuranceSource)),
        line=_maybe(st.integers(1, 3)),
        covers=_few(_refs()),
        received=_maybe(written_dates()),
        expires=_maybe(written_dates()),
        conclusion=_maybe(_texts()),
        notes=_maybe(_texts()),
    )


def objectives() -> st.SearchStrategy[Objective]:
    """Draw objectives with priority actions and delivery activities.

    Returns:
        A strategy for objectives.
    """
    activity = st.builds(
        DeliveryActivity,
        ref=_refs(),
        title=_texts(),
        lead=_maybe(_texts()),
        delivery_lead=_maybe(_texts()),
        rag=_maybe(st.sampled_from(Rag)),
        opportunities=_maybe(_texts()),
    )
    priority = st.builds(PriorityAction, ref=_refs(), title=_texts(), activities=_few(activity))
    return st.builds(
        Objective, ref=_refs(), title=_texts(), theme=_maybe(_texts()), priorities=_few(priority)
    )


def _periods() -> st.SearchStrategy[Period]:
    ending = st.builds("{} months ending {}".format, st.integers(1, 24), written_dates())
    return (ending | written_dates().map(str)).map(Period)


def _figures() -> st.SearchStrategy[Decimal]:
    return st.decimals(-1000, 1000, places=1) | st.integers().map(Decimal) | st.just(Decimal("1E+3"))


def indicators() -> st.SearchStrategy[Indicator]:
    """Draw indicators with readings, some without a figure.

    Returns:
        A strategy for indicators.
    """
    reading = st.builds(
        Reading,
        period=_periods(),
        value=_maybe(_figures()),
        sample=_maybe(st.integers(1, 10_000)),
        notes=_maybe(_texts()),
    )
    comparator = st.builds(Comparator, title=_texts(), value=_figures(), period=_maybe(_periods()))
    return st.builds(
        Indicator,
        ref=_refs(),
        title=_texts(),
        unit=st.just("%") | _texts(),
        direction=_maybe(st.sampled_from(Direction)),
        target=_maybe(_figures()),
        tolerance=_maybe(_figures()),
        comparator=_maybe(comparator),
        objective=_maybe(_refs()),
        risks=_few(_refs()),
        readings=_few(reading),
        assumed=_few(_texts()),
        notes=_maybe(_texts()),
    )


def bodies() -> st.SearchStrategy[Body]:
    """Draw boards, committees, panels and groups with their meetings.

    Returns:
        A strategy for bodies.
    """
    meeting = st.builds(
        Meeting,
        on=written_dates(),
        considers_register=st.booleans(),
        item=_maybe(_texts()),
        time=_maybe(_texts()),
        venue=_maybe(_texts()),
        notes=_maybe(_texts()),
    )
    return st.builds(
        Body,
        ref=_refs(),
        title=_texts(),
        kind=st.sampled_from(BodyKind),
        reports=_maybe(cadences()),
        escalates=st.booleans(),
        leads=_few(_texts()),
        meetings=_few(meeting),
    )


def _links() -> st.SearchStrategy[ExternalRef]:
    return st.builds(ExternalRef, register=_texts(), ref=_refs(), rating=_maybe(_texts()))


def _events() -> st.SearchStrategy[Event]:
    changes = st.builds(Change, field=_refs(), before=_maybe(st.text()), after=_maybe(st.text()))
    return st.builds(
        Event,
        kind=_refs(),
        ref=_texts(),
        trigger=_refs(),
        from_state=_refs(),
        to_state=_refs(),
        effective=st.dates(),
        recorded=st.dates(),
        by=_maybe(_texts()),
        why=_maybe(_texts()),
        changes=_few(changes),
        workflow=_maybe(_refs()),
        version=_maybe(_texts()),
    )


def actions() -> st.SearchStrategy[Action]:
    """Draw actions of risks, meetings and audits, with revisions, updates and events.

    Returns:
        A strategy for actions; their states are any texts, and their events need not explain them.
    """
    origin = st.builds(
        Origin,
        kind=st.sampled_from(OriginKind),
        raised=_maybe(written_dates()),
        agenda_item=_maybe(_texts()),
        area=_maybe(_refs()),
    )
    revision = st.builds(
        Revision,
        deadline=written_dates(),
        on=_maybe(st.dates()),
        by=_maybe(_texts()),
        why=_maybe(_texts()),
    )
    return st.builds(
        Action,
        ref=_refs(),
        title=_texts(),
        workflow=_maybe(_refs()),
        state=_maybe(st.sampled_from(("open", "ongoing", "overdue", "closed")) | _refs()),
        origin=_maybe(origin),
        finding=_maybe(st.builds(AuditFinding, title=_texts(), priority=_maybe(_texts()))),
        owner=_maybe(_texts()),
        organisation=_maybe(_texts()),
        start=_maybe(written_dates()),
        deadline=_maybe(written_dates()),
        revisions=_few(revision),
        end=_maybe(written_dates()),
        updates=_few(st.builds(Update, text=_maybe(_texts()), date=_maybe(written_dates()))),
        notes=_maybe(_texts()),
        events=_few(_events()),
    )


def risks() -> st.SearchStrategy[Risk]:
    """Draw risks with everything that hangs on one.

    Returns:
        A strategy for risks.
    """
    return st.builds(
        Risk,
        ref=_refs(),
        title=_texts(),
        statement=_maybe(_texts()),
        status=_maybe(_texts()),
        status_date=_maybe(written_dates()),
        objective=_maybe(_refs()),
        causes=_few(_texts()),
        effects=_few(_texts()),
        executive_lead=_maybe(_texts()),
        senior_lead=_maybe(_texts()),
        inherent=_maybe(assessments()),
        current=_maybe(assessments()),
        target=_maybe(assessments()),
        earlier=_few(
            st.builds(
                EarlierAssessment,
                phase=st.sampled_from(Phase),
                until=_maybe(st.dates()),
                assessment=assessments(),
            )
        ),
        controls=_few(controls()),
        assurances=_few(assurances()),
        actions=_few(actions()),
        acceptances=_few(
            st.builds(
                Acceptance,
                by=_maybe(_texts()),
                on=_maybe(written_dates()),
                until=_maybe(written_dates()),
                why=_maybe(_texts()),
            )
        ),
        reports=_few(st.builds(Report, to=_refs(), on=_maybe(written_dates()))),
        links=_few(_links()),
        notes=_maybe(_texts()),
    )


def registers() -> st.SearchStrategy[Register]:
    """Draw registers of risks and actions.

    Returns:
        A strategy for registers; some repeat refs, and some items name their own schemes and lifecycles.
    """
    plan = st.builds(
        Plan,
        ref=_refs(),
        title=_texts(),
        covers=_few(_refs()),
        covers_all=st.booleans(),
        areas=_few(_texts()),
    )
    area = st.builds(AuditArea, ref=_refs(), title=_texts(), overall_risk=_maybe(_texts()))
    return st.builds(
        Register,
        ref=_refs(),
        title=_texts(),
        organisation=_maybe(_texts()),
        edition=_maybe(written_dates()),
        scheme=_maybe(_refs()),
        workflows=st.dictionaries(st.just("action") | _refs(), _refs(), max_size=2),
        reference=_maybe(_texts()),
        published=_maybe(_texts()),
        review=_maybe(cadences()),
        calendar=_maybe(work_calendars()),
        objectives=_few(objectives()),
        areas=_few(area),
        bodies=_few(bodies()),
        indicators=_few(indicators()),
        plans=_few(plan),
        links=_few(_links()),
        risks=_few(risks()),
        actions=_few(actions()),
        notes=_maybe(_texts()),
    )

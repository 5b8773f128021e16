"""The sheets of the template and their columns."""

from enum import StrEnum
from typing import Final

from govkit.io.workbook.columns import Column, Holder, Kind, LevelColumns, Table
from govkit.model import AssuranceSource, BodyKind, Cadence, Direction, OriginKind, Phase, Rag, Weekday

_NOTES: Final = Column("Notes", ("notes",), width=25, note="Anything else.")
_LIFECYCLE: Final = Column(
    "Lifecycle", ("workflow",), note="Id of the lifecycle, where it is not the register's.", always=False
)
_STATE: Final = Column("State", ("state",), width=12, note="Its state in its lifecycle.", always=False)
_DAY: Final = "A date as you would write it, such as 28/02/2019 or December 2018; day before month."
_LINES: Final = "One a line; Alt+Enter begins a new line."
_LONG: Final = 36
_SHORT: Final = 9


def _choices(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(each.value for each in enum)


def _ref(note: str) -> Column:
    return Column("Ref", ("ref",), width=_SHORT, note=f"{note} Others refer to it by this.")


def _date(title: str, *path: str, always: bool = True, note: str = _DAY) -> Column:
    return Column(title, path, Kind.DATE, 11, note, always=always)


def _assessed(title: str, *path: str, always: bool = True) -> tuple[Column | LevelColumns, ...]:
    """Make the columns of an assessment that stands at a path of an item's data."""
    rest = (
        ("scheme", "scheme", "Id of the scoring scheme, where it is not the register's."),
        ("scheme version", "scheme_version", "Version of the scheme that it was made under."),
        ("by", "by", "Who assessed it."),
        ("rationale", "rationale", "Why these levels."),
    )
    return (
        LevelColumns(title, (*path, "levels"), always),
        Column(
            f"{title} rating",
            (*path, "printed"),
            Kind.LEVEL,
            5,
            "The rating as the paper prints it.",
            always=always,
        ),
        LevelColumns(
            f"{title} printed",
            (*path, "printed_levels"),
            always=False,
            what="The overall level, as the paper prints it,",
            deepest=1,
        ),
        _date(f"{title} date", *path, "date", always=False, note=f"When it was assessed. {_DAY}"),
        *(Column(f"{title} {name}", (*path, key), note=note, always=False) for name, key, note in rest),
    )


FACT_COLUMNS: Final = (
    Column("Reference", ("register",), note="Id of the register, such as force-2026."),
    Column("Title", ("title",), note="Title as printed."),
    Column("Organisation", ("organisation",), note="Whose register it is."),
    _date("Edition", "edition", note=f"Which edition it is. {_DAY}"),
    Column("Scoring scheme", ("scheme",), note="Id of the scheme that levels are of; see govkit schemes."),
    Column("Source", ("source",), note="Which paper or system it was taken from."),
    Column("Published", ("published",), note="Where the public can read it."),
    Column(
        "Reviewed",
        ("review",),
        note=f"How often its risks are reviewed: {', '.join(Cadence)} or every 20 working days.",
    ),
    Column("Country", ("calendar", "country"), note="Whose public holidays are no working days, such as GB."),
    Column(
        "Part of the country", ("calendar", "subdivision"), note="A part of it, such as ENG.", always=False
    ),
    Column(
        "Public holidays",
        ("calendar", "public_holidays"),
        Kind.TRUTH,
        note="Whether public holidays count at all.",
        always=False,
    ),
    Column(
        "Weekend",
        ("calendar", "weekend"),
        Kind.TEXTS,
        note=f"Days of the week without work: {', '.join(Weekday)}. {_LINES}",
        always=False,
    ),
    Column(
        "Closed on",
        ("calendar", "closed"),
        Kind.TEXTS,
        note=f"Other days without work, as YYYY-MM-DD. {_LINES}",
        always=False,
    ),
    Column("Notes", ("notes",), note="Anything else."),
)
"""What the sheet Register says, a fact a row; lifecycles come behind them."""


def lifecycle_fact(kind: str) -> Column:
    """Make the fact that says which lifecycle a kind of item has."""
    return Column(f"Lifecycle: {kind}", ("workflows", kind), note=f"Id of the lifecycle of each {kind}.")


RISKS: Final = Table(
    "Risks",
    (Holder(("risks",)),),
    (
        _ref("Reference of the risk, such as SR3.4."),
        Column("Risk", ("title",), width=25, note="The risk in a few words."),
        Column("Statement", ("statement",), width=_LONG, note="Cause, event and consequence in full."),
        Column("Objective", ("objective",), note="Ref of the objective it threatens.", of="Objectives"),
        Column("Causes", ("causes",), Kind.TEXTS, 25, f"What could bring it about. {_LINES}"),
        Column("Effects", ("effects",), Kind.TEXTS, 25, f"What would follow. {_LINES}"),
        Column("Executive lead", ("executive_lead",), note="The body or role accountable."),
        Column("Senior lead", ("senior_lead",), note="The role that looks after it."),
        *(each for phase in Phase for each in _assessed(phase.capitalize(), phase)),
        Column("Status", ("status",), width=12, note="Status as printed."),
        _date("Status date", "status_date", note=f"The date printed with the status. {_DAY}"),
        _date("Last review", "review", "last", note=f"When it was last reviewed. {_DAY}"),
        Column("Review notes", ("review", "notes"), width=25, note="Anything else about it.", always=False),
        Column("Review lifecycle", ("review", "workflow"), note="Id of its lifecycle.", always=False),
        Column("Review state", ("review", "state"), note="Its state in that lifecycle.", always=False),
        _NOTES,
        _LIFECYCLE,
        _STATE,
    ),
    kind="risk",
    always=True,
)
_CONTROLS: Final = Table(
    "Controls",
    (Holder(("controls",), "risk"),),
    (
        _ref("Reference of the control, unique within its risk."),
        Column("Label", ("label",), width=8, note="Numeral or letter as printed."),
        Column("Control", ("title",), width=_LONG, note="What is in place."),
        Column("Effective", ("effective",), Kind.TRUTH, _SHORT, "Whether it is called effective."),
        _NOTES,
    ),
    held_in="Risk",
    held_among="Risks",
    always=True,
)
_ASSURANCES: Final = Table(
    "Assurances",
    (Holder(("assurances",), "risk"),),
    (
        _ref("Reference of the assurance, unique within its risk."),
        Column("Label", ("label",), width=8, note="Numeral as printed."),
        Column("Assurance", ("title",), width=_LONG, note="What shows that the controls work."),
        Column("Provider", ("provider",), note="Who gives it."),
        Column(
            "Source",
            ("source",),
            width=_SHORT,
            note="From inside or outside the organisation.",
            choices=_choices(AssuranceSource),
        ),
        Column(
            "Line",
            ("line",),
            Kind.WHOLE,
            8,
            "1 management, 2 oversight, 3 independent.",
            choices=("1", "2", "3"),
        ),
        Column("Covers", ("covers",), Kind.TEXTS, 12, f"Refs of controls of the same risk. {_LINES}"),
        _date("Received", "received", note=f"When it was last received. {_DAY}"),
        _date("Expires", "expires", note=f"The last day it can be relied on. {_DAY}"),
        Column("Conclusion", ("conclusion",), width=20, note="What it concluded."),
        _NOTES,
        _LIFECYCLE,
        _STATE,
    ),
    kind="assurance",
    held_in="Risk",
    held_among="Risks",
    always=True,
)
_ACTIONS: Final = Table(
    "Actions",
    (Holder(("actions",), "risk"), Holder(("actions",))),
    (
        _ref("Number of the action, unique within its risk, meeting or audit area."),
        Column("Action", ("title",), width=_LONG, note="What is to be done."),
        Column(
            "Raised by",
            ("origin", "kind"),
            width=_SHORT,
            note="What raised it.",
            choices=_choices(OriginKind),
        ),
        _date("Raised on", "origin", "raised", note=f"When it was raised. {_DAY}"),
        Column("Agenda item", ("origin", "agenda_item"), width=8, note="Item of the meeting's agenda."),
        Column("Audit area", ("origin", "area"), width=8, note="Ref of the audit area.", of="Audit areas"),
        Column("Audit finding", ("finding", "title"), width=25, note="What was found.", always=False),
        Column("Priority", ("finding", "priority"), note="The finding's priority as printed.", always=False),
        Column("Owner", ("owner",), note="Who is to do it."),
        Column("Organisation", ("organisation",), note="The organisation responsible."),
        _date("Start", "start", note=f"When it starts or started. {_DAY}"),
        _date("Deadline", "deadline", note=f"When it was first due; see Moved deadlines. {_DAY}"),
        _date("End", "end", note=f"When it ended. {_DAY}"),
        Column("State", ("state",), width=12, note="open, ongoing, overdue or closed, in most lifecycles."),
        Column("Evidence", ("evidence",), width=25, note="What shows that it was done."),
        _NOTES,
        _LIFECYCLE,
    ),
    kind="action",
    held_in="Risk",
    held_among="Risks",
    always=True,
)
_REVISIONS: Final = Table(
    "Moved deadlines",
    (Holder(("revisions",), "action"),),
    (
        _date("Deadline", "deadline", note=f"The new deadline. {_DAY}"),
        _date("Moved on", "on", note="The day it was moved, as YYYY-MM-DD."),
        Column("By", ("by",), note="Who moved it."),
        Column("Why", ("why",), width=_LONG, note="The reason given."),
    ),
    held_in="Action",
    always=True,
)
_UPDATES: Final = Table(
    "Updates",
    (Holder(("updates",), "action"),),
    (
        _date("Date", "date", note=f"The date of the note. {_DAY}"),
        Column("Update", ("text",), width=60, note="What was noted on progress."),
    ),
    held_in="Action",
    always=True,
)
_EARLIER: Final = Table(
    "Earlier assessments",
    (Holder(("earlier",), "risk"),),
    (
        Column("Phase", ("phase",), note="Which assessment it was.", choices=_choices(Phase)),
        _date("Until", "until", note="The day it was replaced, as YYYY-MM-DD."),
        *_assessed("Level", "assessment"),
    ),
    held_in="Risk",
    held_among="Risks",
)
_ACCEPTANCES: Final = Table(
    "Acceptances",
    (Holder(("acceptances",), "risk"),),
    (
        Column("By", ("by",), note="By whose authority the risk is carried above tolerance."),
        _date("On", "on", note=f"The day it was accepted. {_DAY}"),
        _date("Until", "until", note=f"The last day it holds. {_DAY}"),
        Column("Why", ("why",), width=_LONG, note="The reason."),
    ),
    held_in="Risk",
    held_among="Risks",
)
_REPORTS: Final = Table(
    "Reports",
    (Holder(("reports",), "risk"),),
    (
        Column("To", ("to",), note="Ref of the body it was reported to.", of="Bodies"),
        _date("On", "on", note=f"The day. {_DAY}"),
    ),
    held_in="Risk",
    held_among="Risks",
)
_LINKS: Final = Table(
    "Links",
    (Holder(("links",), "risk"), Holder(("links",))),
    (
        Column("Register", ("register",), width=24, note="The other register, as it is called."),
        _ref("The risk's ref there."),
        Column("Rating", ("rating",), note="Its rating as printed."),
    ),
    held_in="Risk",
    held_among="Risks",
)
_OBJECTIVES: Final = Table(
    "Objectives",
    (Holder(("objectives",)),),
    (
        _ref("Reference of the objective."),
        Column("Objective", ("title",), width=60, note="What the organisation wants to achieve."),
        Column("Theme", ("theme",), width=24, note="The plan's theme it belongs to."),
    ),
    kind="objective",
    always=True,
)
_PRIORITIES: Final = Table(
    "Priorities",
    (Holder(("priorities",), "objective"),),
    (
        _ref("Reference of the priority action as printed."),
        Column("Priority", ("title",), width=60, note="The priority."),
    ),
    kind="priority",
    held_in="Objective",
    held_among="Objectives",
)
_ACTIVITIES: Final = Table(
    "Activities",
    (Holder(("activities",), "priority"),),
    (
        _ref("Reference of the activity as printed."),
        Column("Activity", ("title",), width=_LONG, note="What is done."),
        Column("Lead", ("lead",), note="Who leads for the commissioning body."),
        Column("Delivery lead", ("delivery_lead",), note="The body that delivers."),
        Column("RAG", ("rag",), width=8, note="Delivery status.", choices=_choices(Rag)),
        Column("Opportunities", ("opportunities",), width=25, note="What else could be gained."),
    ),
    held_in="Priority",
)
_INDICATORS: Final = Table(
    "Indicators",
    (Holder(("indicators",)),),
    (
        _ref("Reference of the indicator."),
        Column("Indicator", ("title",), width=_LONG, note="What is measured."),
        Column("Unit", ("unit",), note="Unit of its figures, such as % or minutes."),
        Column("Direction", ("direction",), note="Which way is better.", choices=_choices(Direction)),
        Column("Target", ("target",), Kind.NUMBER, _SHORT, "What it is to reach."),
        Column("Tolerance", ("tolerance",), Kind.NUMBER, _SHORT, "How far off target is still amber."),
        Column("Held against", ("comparator", "title"), note="What the latest reading is held against."),
        Column("Its figure", ("comparator", "value"), Kind.NUMBER, _SHORT, "The figure of that."),
        Column("Its period", ("comparator", "period"), note="The period of that.", always=False),
        Column("Objective", ("objective",), note="Ref of the objective it speaks of.", of="Objectives"),
        Column("Risks", ("risks",), Kind.TEXTS, 12, f"Refs of the risks it speaks of. {_LINES}"),
        Column("Assumed", ("assumed",), Kind.TEXTS, note=f"Fields the source does not state. {_LINES}"),
        _NOTES,
    ),
    kind="indicator",
    always=True,
)
_READINGS: Final = Table(
    "Readings",
    (Holder(("readings",), "indicator"),),
    (
        Column("Period", ("period",), width=24, note="Such as June 2019 or Q1 2019/20."),
        Column("Value", ("value",), Kind.NUMBER, _SHORT, "The figure, in the indicator's unit."),
        Column("Sample", ("sample",), Kind.WHOLE, _SHORT, "How many were asked or counted."),
        _NOTES,
    ),
    held_in="Indicator",
    held_among="Indicators",
    always=True,
)
_AREAS: Final = Table(
    "Audit areas",
    (Holder(("areas",)),),
    (
        _ref("Number as printed."),
        Column("Area", ("title",), width=_LONG, note="Name of the area."),
        Column("Overall risk", ("overall_risk",), width=24, note="REF, or REGISTER#REF in another register."),
    ),
)
_BODIES: Final = Table(
    "Bodies",
    (Holder(("bodies",)),),
    (
        _ref("Reference of the body."),
        Column("Body", ("title",), width=_LONG, note="Its name."),
        Column("Sort", ("kind",), note="What sort of body it is.", choices=_choices(BodyKind)),
        Column("Reported to", ("reports",), note="How often the register is reported to it."),
        Column("Escalates", ("escalates",), Kind.TRUTH, note="Whether what is above tolerance goes to it."),
        Column("Leads", ("leads",), Kind.TEXTS, 24, f"Executive leads whose risks go to it. {_LINES}"),
    ),
    kind="body",
)
_MEETINGS: Final = Table(
    "Meetings",
    (Holder(("meetings",), "body"),),
    (
        _date("On", "on", note=f"The day. {_DAY}"),
        Column("Considers register", ("considers_register",), Kind.TRUTH, note="Whether it is before it."),
        Column("Agenda item", ("item",), note="Under which item."),
        Column("Time", ("time",), note="When it begins, as printed."),
        Column("Venue", ("venue",), width=24, note="Where it meets."),
        _NOTES,
    ),
    held_in="Body",
    held_among="Bodies",
)
_PLANS: Final = Table(
    "Plans",
    (Holder(("plans",)),),
    (
        _ref("Reference of the plan."),
        Column("Plan", ("title",), width=_LONG, note="A plan that controls many risks at once."),
        Column("Covers", ("covers",), Kind.TEXTS, note=f"Refs of the risks it controls. {_LINES}"),
        Column("Covers all", ("covers_all",), Kind.TRUTH, note="Whether it controls every risk."),
        Column("Areas", ("areas",), Kind.TEXTS, 24, f"Risk areas as printed. {_LINES}"),
    ),
)
_WAIVERS: Final = Table(
    "Waivers",
    (Holder(("waivers",)),),
    (
        Column("Rule", ("rule",), note="Code or name of the rule."),
        Column("Item", ("ref",), note="Address of the item."),
        Column("Element", ("element",), note="What of the item; blank for anything.", always=False),
        Column("Register", ("register",), note="Id of the register it is for.", always=False),
        Column("Reason", ("reason",), width=_LONG, note="Why it may stand."),
        Column("By", ("by",), note="Who decided."),
        _date("Until", "until", note=f"The last day it holds. {_DAY}"),
    ),
)
_EVENTS: Final = Table(
    "Events",
    tuple(
        Holder((*path, "events"), kind, said)
        for path, kind, said in (
            ((), "risk", "risk"),
            (("review",), "risk", "review"),
            ((), "assurance", "assurance"),
            ((), "action", "action"),
        )
    ),
    (
        Column("Trigger", ("trigger",), note="What was fired."),
        Column("From", ("from",), width=12, note="State before."),
        Column("To", ("to",), width=12, note="State after."),
        _date("Effective", "effective", note="The day it took effect, as YYYY-MM-DD."),
        _date("Recorded", "recorded", note="The day it was recorded, as YYYY-MM-DD."),
        Column("By", ("by",), note="Who fired it."),
        Column("Why", ("why",), width=_LONG, note="The reason given."),
        Column("Lifecycle", ("workflow",), note="Id of the lifecycle that allowed it."),
        Column("Version", ("version",), note="Version of that lifecycle."),
        Column("Kind as recorded", ("kind",), note="Kind of the item when it happened."),
        Column("Item as recorded", ("ref",), note="Address of the item when it happened."),
    ),
    kind="event",
    held_in="Item",
    numbered=True,
)
_CHANGES: Final = Table(
    "Changes",
    (Holder(("changes",), "event"),),
    (
        Column("Field", ("field",), note="Name of the field that the event changed."),
        Column("Before", ("before",), width=_LONG, note="What it held."),
        Column("After", ("after",), width=_LONG, note="What it holds."),
    ),
    held_in="Event",
)

TABLES: Final = (
    RISKS,
    _CONTROLS,
    _ASSURANCES,
    _ACTIONS,
    _REVISIONS,
    _UPDATES,
    _OBJECTIVES,
    _PRIORITIES,
    _ACTIVITIES,
    _INDICATORS,
    _READINGS,
    _AREAS,
    _BODIES,
    _MEETINGS,
    _PLANS,
    _EARLIER,
    _ACCEPTANCES,
    _REPORTS,
    _LINKS,
    _WAIVERS,
    _EVENTS,
    _CHANGES,
)
"""The sheets with an item in each row; what holds items stands before what it holds."""

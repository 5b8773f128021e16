"""Frozen entities: what a register holds. Operations elsewhere return new ones."""

from govkit.model.action import Action, AuditFinding, Origin, OriginKind, Revision, Update
from govkit.model.assessment import Assessment, EarlierAssessment, Level, Levels, Phase
from govkit.model.body import Acceptance, Body, BodyKind, Cadence, Every, HowOften, Meeting, Report
from govkit.model.control import Assurance, AssuranceSource, Control, Plan
from govkit.model.document import Document, Refusal, Unplaced
from govkit.model.edit import Edit
from govkit.model.event import Change, Event
from govkit.model.financial_years import FinancialQuarter, FinancialYear, financial_quarter, financial_year
from govkit.model.indicator import Comparator, Direction, Indicator, Reading
from govkit.model.objective import DeliveryActivity, Objective, PriorityAction, Rag
from govkit.model.occurrence import occurrences
from govkit.model.period import PERIOD_SPELLINGS, Period
from govkit.model.position import Noted, Position, Source, pointer
from govkit.model.register import KINDS, AuditArea, Item, Located, Register
from govkit.model.review import Review
from govkit.model.risk import PHASES, ExternalRef, Risk
from govkit.model.term import TERM_SPELLINGS, Term, TermUnit
from govkit.model.waiver import Waiver
from govkit.model.work_calendar import Weekday, WorkCalendar
from govkit.model.written_date import SPELLINGS, DateKind, WrittenDate

__all__ = [
    "KINDS",
    "PERIOD_SPELLINGS",
    "PHASES",
    "SPELLINGS",
    "TERM_SPELLINGS",
    "Acceptance",
    "Action",
    "Assessment",
    "Assurance",
    "AssuranceSource",
    "AuditArea",
    "AuditFinding",
    "Body",
    "BodyKind",
    "Cadence",
    "Change",
    "Comparator",
    "Control",
    "DateKind",
    "DeliveryActivity",
    "Direction",
    "Document",
    "EarlierAssessment",
    "Edit",
    "Event",
    "Every",
    "ExternalRef",
    "FinancialQuarter",
    "FinancialYear",
    "HowOften",
    "Indicator",
    "Item",
    "Level",
    "Levels",
    "Located",
    "Meeting",
    "Noted",
    "Objective",
    "Origin",
    "OriginKind",
    "Period",
    "Phase",
    "Plan",
    "Position",
    "PriorityAction",
    "Rag",
    "Reading",
    "Refusal",
    "Register",
    "Report",
    "Review",
    "Revision",
    "Risk",
    "Source",
    "Term",
    "TermUnit",
    "Unplaced",
    "Update",
    "Waiver",
    "Weekday",
    "WorkCalendar",
    "WrittenDate",
    "financial_quarter",
    "financial_year",
    "occurrences",
    "pointer",
]

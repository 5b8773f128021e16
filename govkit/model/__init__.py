"""Frozen entities: what a register holds. Operations elsewhere return new ones."""

from govkit.model.action import Action, AuditFinding, Origin, OriginKind, Revision, Update
from govkit.model.assessment import Assessment, Level, Levels
from govkit.model.control import Assurance, AssuranceSource, Control
from govkit.model.event import Change, Event
from govkit.model.position import Document, Position, Source, pointer
from govkit.model.register import AuditArea, Located, Objective, Register
from govkit.model.risk import PHASES, Risk
from govkit.model.written_date import DateKind, WrittenDate

__all__ = [
    "PHASES",
    "Action",
    "Assessment",
    "Assurance",
    "AssuranceSource",
    "AuditArea",
    "AuditFinding",
    "Change",
    "Control",
    "DateKind",
    "Document",
    "Event",
    "Level",
    "Levels",
    "Located",
    "Objective",
    "Origin",
    "OriginKind",
    "Position",
    "Register",
    "Revision",
    "Risk",
    "Source",
    "Update",
    "WrittenDate",
    "pointer",
]

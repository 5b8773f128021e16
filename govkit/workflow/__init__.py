"""Lifecycles: state machines on transitions, whose guards explain themselves."""

from govkit.workflow.definition import Row, State, Workflow
from govkit.workflow.engine import Subject, disagreements, fire, state_of, sweep, why_not
from govkit.workflow.guard import AS_OF, BY, WHY, All, Any_, Compare, Field, Guard, Not, Op, Present, View

__all__ = [
    "AS_OF",
    "BY",
    "WHY",
    "All",
    "Any_",
    "Compare",
    "Field",
    "Guard",
    "Not",
    "Op",
    "Present",
    "Row",
    "State",
    "Subject",
    "View",
    "Workflow",
    "disagreements",
    "fire",
    "state_of",
    "sweep",
    "why_not",
]

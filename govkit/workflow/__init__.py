"""Lifecycles: state machines on transitions, whose guards explain themselves."""

from govkit.workflow.answers import Answer, Answers, Obstacle, answer
from govkit.workflow.definition import Row, State, Workflow
from govkit.workflow.definition_file import read_workflow, to_json
from govkit.workflow.due import DueIndex
from govkit.workflow.engine import Subject, disagreements, fire, state_of, why_not
from govkit.workflow.field import AS_OF, BY, WHY, Field, View
from govkit.workflow.guard import All, Any_, Compare, Guard, Not, Op, Present
from govkit.workflow.in_turn import fire_in_turn, log_reasons, reasons_in_turn
from govkit.workflow.log import events_until, log_faults, state_if_raised, state_on, too_early
from govkit.workflow.predicate import Predicate
from govkit.workflow.raised import raised, raised_on
from govkit.workflow.sweeping import mover, sweep
from govkit.workflow.versions import (
    MIGRATE,
    Difference,
    Fate,
    InFlight,
    MigrationPlan,
    Step,
    confirm_migration,
    in_flight,
    opaque_parts,
    plan_migration,
    workflow_diff,
)

__all__ = [
    "AS_OF",
    "BY",
    "MIGRATE",
    "WHY",
    "All",
    "Answer",
    "Answers",
    "Any_",
    "Compare",
    "Difference",
    "DueIndex",
    "Fate",
    "Field",
    "Guard",
    "InFlight",
    "MigrationPlan",
    "Not",
    "Obstacle",
    "Op",
    "Predicate",
    "Present",
    "Row",
    "State",
    "Step",
    "Subject",
    "View",
    "Workflow",
    "answer",
    "confirm_migration",
    "disagreements",
    "events_until",
    "fire",
    "fire_in_turn",
    "in_flight",
    "log_faults",
    "log_reasons",
    "mover",
    "opaque_parts",
    "plan_migration",
    "raised",
    "raised_on",
    "read_workflow",
    "reasons_in_turn",
    "state_if_raised",
    "state_of",
    "state_on",
    "sweep",
    "to_json",
    "too_early",
    "why_not",
    "workflow_diff",
]

"""Versions of a lifecycle: what differs, what becomes of items under way, and how they go over."""

from govkit.workflow.log import MIGRATE
from govkit.workflow.versions.difference import Difference, code_in, opaque_parts, workflow_diff
from govkit.workflow.versions.fate import Fate, InFlight, in_flight
from govkit.workflow.versions.migration import (
    MigrationPlan,
    Step,
    cannot_stay,
    confirm_migration,
    kind_faults,
    migrated,
    plan_migration,
)

__all__ = [
    "MIGRATE",
    "Difference",
    "Fate",
    "InFlight",
    "MigrationPlan",
    "Step",
    "cannot_stay",
    "code_in",
    "confirm_migration",
    "in_flight",
    "kind_faults",
    "migrated",
    "opaque_parts",
    "plan_migration",
    "workflow_diff",
]

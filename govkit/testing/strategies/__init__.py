"""Hypothesis strategies for property tests of registers, rules, schemes, lifecycles and formats.

There are two kinds, and their names tell them apart.

*Anything a file can hold.* ``registers()``, ``risks()``, ``actions()``, ``written_dates()`` and the others
without a prefix draw what can be written to a file and reads back equal, and care for nothing else: texts
hold any character and many that look like something else (``NO``, ``010``, ``12:30``), refs repeat and lead
nowhere, levels are nobody's, dates are noise at times. They show that code survives real registers, and they
are what ``st.from_type(Risk)`` draws.

*What is right.* ``valid_registers(scheme)``, ``valid_risks(scheme)``, ``valid_assessments(scheme)`` and
``valid_actions(workflow)`` draw what no shipped rule finds fault with on a day; ``faulty_registers(scheme)``
draws a valid register with one fault, and the rule that has to find it. They show that a rule speaks when it
should and is silent when it should. The texts in them are still any texts.

``schemes()`` draws coherent scoring schemes of every shape, ``schemes(monotone=False)`` anything that is
accepted as one; ``levels(scheme)`` draws what a scheme rates, ``unknown_levels(scheme)`` what it has to
refuse. ``damaged_files(content)`` draws what may stand in a file instead, for those who read one.

Nothing here asks the clock: what depends on a day takes ``as_of``, which is ``AS_OF`` unless given. The extra
``[testing]`` brings Hypothesis; nothing else in govkit imports this package.
"""

from govkit.testing.strategies.action import actions, audit_findings, origins, revisions, updates
from govkit.testing.strategies.assessment import assessments, earlier_assessments
from govkit.testing.strategies.body import audit_areas, bodies, meetings, plans
from govkit.testing.strategies.control import acceptances, assurances, controls, links, reports, waivers
from govkit.testing.strategies.damaged import damaged_files
from govkit.testing.strategies.event import changes, events
from govkit.testing.strategies.factor import factors
from govkit.testing.strategies.faulty_register import FAULT_CODES, FaultyRegister, faulty_registers
from govkit.testing.strategies.level import UnknownLevels, levels, unknown_levels
from govkit.testing.strategies.objective import (
    activities,
    comparators,
    indicators,
    objectives,
    priorities,
    readings,
)
from govkit.testing.strategies.register import registers
from govkit.testing.strategies.risk import reviews, risks
from govkit.testing.strategies.scheme import schemes
from govkit.testing.strategies.term import (
    cadences,
    every_so_often,
    financial_quarters,
    financial_years,
    terms,
    work_calendars,
)
from govkit.testing.strategies.text import refs, short_texts, texts
from govkit.testing.strategies.valid_action import valid_actions
from govkit.testing.strategies.valid_assessment import valid_assessments
from govkit.testing.strategies.valid_register import valid_registers
from govkit.testing.strategies.valid_risk import valid_risks
from govkit.testing.strategies.written_date import AS_OF, periods, spelled_dates, written_dates, written_days

__all__ = [
    "AS_OF",
    "FAULT_CODES",
    "FaultyRegister",
    "UnknownLevels",
    "acceptances",
    "actions",
    "activities",
    "assessments",
    "assurances",
    "audit_areas",
    "audit_findings",
    "bodies",
    "cadences",
    "changes",
    "comparators",
    "controls",
    "damaged_files",
    "earlier_assessments",
    "events",
    "every_so_often",
    "factors",
    "faulty_registers",
    "financial_quarters",
    "financial_years",
    "indicators",
    "levels",
    "links",
    "meetings",
    "objectives",
    "origins",
    "periods",
    "plans",
    "priorities",
    "readings",
    "refs",
    "registers",
    "reports",
    "reviews",
    "revisions",
    "risks",
    "schemes",
    "short_texts",
    "spelled_dates",
    "terms",
    "texts",
    "unknown_levels",
    "updates",
    "valid_actions",
    "valid_assessments",
    "valid_registers",
    "valid_risks",
    "waivers",
    "work_calendars",
    "written_dates",
    "written_days",
]

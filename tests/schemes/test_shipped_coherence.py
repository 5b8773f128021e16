"""Shipped schemes contradict neither themselves nor what they claim; what is known against them is known."""

import pytest

from govkit import Toolkit
from govkit.scoring.coherence import coherence

KIT = Toolkit.installed()
SHIPPED = {key: scheme for key, scheme in KIT.schemes.items() if KIT.origin(scheme).distribution == "govkit"}
ADVICE = {
    "cambs-2016": ["probability-intervals"],
    "leicestershire-2016": ["betweenness"],
    "mil-std-882d": ["weak-consistency"],
    "probability-impact-3x3": ["betweenness", "betweenness"],
}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scheme_has_no_fault_keeps_what_it_claims_and_has_the_weaknesses_that_are_known(name):
    found = coherence(SHIPPED[name])
    assert found.faults == ()
    assert [entry.check for entry in found.advice] == ADVICE.get(name, [])

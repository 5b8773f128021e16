"""Shipped schemes contradict neither themselves nor what they claim; what is known against them is known."""

import pytest

from govkit import Toolkit
from govkit.scoring import Scheme
from govkit.scoring.coherence import coherence
from govkit.scoring.written import to_toml

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


MATRICES = [
    name for name, scheme in SHIPPED.items() if isinstance(scheme, Scheme) and len(scheme.factors) == 2
]


@pytest.mark.parametrize("name", MATRICES)
def test_a_shipped_matrix_can_be_written_as_a_file_for_others_to_start_from(name):
    assert len(MATRICES) == 6
    assert Scheme.from_toml_text(to_toml(SHIPPED[name])) == SHIPPED[name]

"""The scheme does what the policy says, and what govkit asks of every scheme."""

import pytest
from acme_govkit.scheme import SCHEME

from govkit.testing import scheme_checks


@scheme_checks([SCHEME])
def test_scheme(scheme, check):
    check(scheme)


@pytest.mark.parametrize(
    ("likelihood", "impact", "text"),
    [
        (1, 1, "A, Green, within tolerance"),
        ("Even", "Serious", "C, Amber, within tolerance"),
        ("likely", "Serious", "D, Red, above tolerance"),
    ],
)
def test_known_cells(likelihood, impact, text):
    assert str(SCHEME.rate({"likelihood": likelihood, "impact": impact})) == text

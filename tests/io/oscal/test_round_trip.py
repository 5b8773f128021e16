"""A register that is written as OSCAL reads back as what it was, whatever it holds."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT
from govkit.io.register import structure
from govkit.testing import strategies

FORMATS = (POAM_FORMAT, RESULTS_FORMAT)
NAMES = ("x.oscal.json", "x.oscal.yaml")
EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "registers").glob("*.yaml"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_any_register_reads_back_equal_and_whole(register):
    for form in FORMATS:
        for name in NAMES:
            document = form.read(form.write(register, name), name)
            assert structure(document.data) == register
            assert (document.refused, document.unplaced, document.noted) == ((), (), ())

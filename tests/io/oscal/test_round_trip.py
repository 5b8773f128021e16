"""A register that is written as OSCAL reads back as what it was, whatever it holds."""

import json
from pathlib import Path

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit.io import load
from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT
from govkit.io.register import structure
from govkit.testing import strategies

FORMATS = (POAM_FORMAT, RESULTS_FORMAT)
NAMES = ("x.oscal.json", "x.oscal.yaml")
EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "registers").glob("*.yaml"))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers(), st.sampled_from(FORMATS), st.sampled_from(NAMES))
def test_any_register_reads_back_equal_and_whole(register, form, name):
    document = form.read(form.write(register, name), name)
    assert structure(document.data) == register
    assert (document.refused, document.unplaced, document.noted) == ((), (), ())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_examples_read_back_equal(form, path):
    register = load(path)
    assert structure(form.read(form.write(register, "x.json"), "x.json").data) == register


def test_what_a_real_register_holds_stands_in_oscals_own_places():
    """Whole risks and their parts as JSON in a property would be lossless too, and of no use to anybody else."""
    parts = {"risks", "actions", "controls", "assurances", "inherent", "current", "target", "events"}
    found = []

    def look(value, key=""):
        if isinstance(value, dict):
            found.extend((key, each["name"]) for each in value.get("props", ()) if each["name"] in parts)
            for name, each in value.items():
                look(each, name)
        elif isinstance(value, list):
            for each in value:
                look(each, key)

    for path in EXAMPLES:
        look(json.loads(POAM_FORMAT.write(load(path), "x.json")))
    assert found == []

"""Documents of other tools, as they stand in files."""

import copy
import json
from pathlib import Path

import pytest
import yaml

from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT
from govkit.io.register import structure

DOCUMENTS = Path(__file__).parent / "documents"


def content(name, key):
    return yaml.safe_load((DOCUMENTS / name).read_text(encoding="utf-8"))[key]


@pytest.fixture
def plan():
    """The plan's content, to be changed at will."""
    return content("harbour-plan.yaml", POAM_FORMAT.root)


@pytest.fixture
def results():
    """The results' content, to be changed at will."""
    return content("ferry-results.yaml", RESULTS_FORMAT.root)


@pytest.fixture
def read():
    """Read a plan or results from their content."""

    def reading(content, **options):
        form = RESULTS_FORMAT if "results" in content else POAM_FORMAT
        text = json.dumps({form.root: copy.deepcopy(content)}, indent=1)
        return form.read(text.encode(), "x.json", **options)

    return reading


@pytest.fixture
def register_of():
    """Make a register of what was read."""

    def made(document):
        register = structure(document.data)
        assert not isinstance(register, list), register
        return register

    return made

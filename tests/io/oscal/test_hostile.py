"""Documents that nobody could have meant: whatever they hold, only errors of govkit come out."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from effort import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govkit.errors import LoadError, Problem
from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT
from govkit.io.register import structure
from govkit.model import Register

DOCUMENTS = Path(__file__).parent / "documents"
FORMATS = (POAM_FORMAT, RESULTS_FORMAT)
FILES = [(POAM_FORMAT, "harbour-plan.yaml"), (RESULTS_FORMAT, "ferry-results.yaml")]
FOREIGN = [(form, yaml.safe_load((DOCUMENTS / name).read_bytes())) for form, name in FILES]
OWN = [
    (
        form,
        json.loads(
            form.write(structure(POAM_FORMAT.read(json.dumps(FOREIGN[0][1]).encode(), "x").data), "x")
        ),
    )
    for form in FORMATS
]
TOKENS = (
    "urn:govkit:oscal",
    "json",
    "ref",
    "stands-for",
    "of",
    "phase",
    "levels",
    "null",
    "{",
    "target",
    "party",
)
SCALARS = st.none() | st.booleans() | st.integers(-1, 9) | st.sampled_from(TOKENS) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(TOKENS) | st.text(max_size=3), inner)
    ),
    max_leaves=4,
)


def paths(value, path=()):
    """Every place of a document."""
    yield path
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(each, (*path, key))


PLACES = [[*paths(document)] for _, document in FOREIGN + OWN]


@st.composite
def mutated(draw):
    """Take a document, and change some of its places."""
    number = draw(st.integers(0, len(PLACES) - 1))
    form, document = (FOREIGN + OWN)[number]
    document = copy.deepcopy(document)
    for path in draw(st.lists(st.sampled_from(PLACES[number][1:]), min_size=1, max_size=4)):
        *way, last = path
        try:
            holder = document
            for key in way:
                holder = holder[key]
            match draw(st.sampled_from(("replace", "replace", "delete", "copy", "prop"))):
                case "delete":
                    del holder[last]
                case "copy":
                    *elsewhere, other = draw(st.sampled_from(PLACES[number][1:]))
                    source = document
                    for key in elsewhere:
                        source = source[key]
                    holder[last] = copy.deepcopy(source[other])
                case "prop":
                    name, value = draw(st.sampled_from(TOKENS)), draw(st.sampled_from(TOKENS))
                    held = {"name": name, "ns": "urn:govkit:oscal", "value": value, "class": draw(SCALARS)}
                    holder["props"] = [held]
                case _:
                    holder[last] = draw(VALUES)
        except (KeyError, IndexError, TypeError):
            continue
    return form, document


def put_to_the_test(form, raw, name):
    """Read bytes as somebody would who wants a register of them, and all that is told."""
    form.recognises(raw, name)
    try:
        document = form.read(raw, name)
    except LoadError:
        return
    for told in (*document.refused, *document.unplaced, *document.noted):
        assert told.position is not None
        assert str(told.position)
    found = structure(document.data)
    if isinstance(found, Register):
        again = form.read(form.write(found, name), name)
        assert structure(again.data) == found
        assert (again.refused, again.unplaced) == ((), ())
    else:
        for problem in found:
            assert isinstance(problem, Problem)
            assert document.source.locate(problem.path) is not None


@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_document_that_somebody_changed_is_read_or_refused(change):
    form, document = change
    put_to_the_test(form, json.dumps(document).encode(), "x.json")


@settings(max_examples=examples(100), deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_a_damaged_file_is_read_or_refused(file, data):
    form, name = file
    raw = bytearray((DOCUMENTS / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    put_to_the_test(form, bytes(raw), name)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.sampled_from(FORMATS),
    st.sampled_from(("x.json", "x.yaml", "x", "x.txt")),
    st.binary() | VALUES.map(json.dumps),
)
@example(POAM_FORMAT, "x.json", b"{" * 100_000)
@example(POAM_FORMAT, "x.yaml", b"a: &a [*a]")
@example(POAM_FORMAT, "x.json", b'{"plan-of-action-and-milestones":' * 2000)
@example(POAM_FORMAT, "x.yaml", b"plan-of-action-and-milestones: &a\n  uuid: *a\n")
def test_any_bytes_are_read_or_refused(form, name, raw):
    put_to_the_test(form, raw if isinstance(raw, bytes) else raw.encode(), name)


@pytest.mark.parametrize("value", ["[" * 5000, "9" * 5000, '{"a": 1, "a": 2}', "NaN", "1e999999999"])
def test_json_in_a_property_is_read_as_json_in_a_file(read, plan, value):
    plan["risks"][0]["props"] = [
        {"name": "causes", "ns": "urn:govkit:oscal", "value": value, "class": "json"}
    ]
    document = read(plan)
    if document.refused:
        assert 'the property "causes" holds no JSON' in document.refused[0].reason
    else:
        (problem,) = structure(document.data)
        assert problem.path == "/risks/0/causes"

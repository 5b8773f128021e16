"""JSON Schemas of files: they allow what loads, and refuse what is refused, but for what no schema can say."""

import copy
import json
import re
from pathlib import Path

import attrs
import jsonschema
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit import Toolkit
from govkit.errors import LoadError
from govkit.formats.keys import keys_of
from govkit.io import (
    dumps,
    loads,
    read_document,
    register_schema,
    scheme_schema,
    settings_schema,
    waivers_schema,
)
from govkit.io.reading import structured
from govkit.io.settings import FailLevel, SettingsFile
from govkit.io.waivers import WaiversFile
from govkit.model import Assessment, Document, EarlierAssessment, Register, Risk, Source, pointer
from govkit.rules import Severity
from govkit.scoring.levels import faults_of, unpaired_categories
from govkit.testing import strategies

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "registers").glob("*.yaml"))
SCHEMES = Toolkit.installed().schemes
SOME_SCHEMES = ["cambs-2019", "leicestershire-2016", "mil-std-882d", "owasp-rr"]
REGISTER = register_schema()
ALL = {
    "register": REGISTER,
    "waivers": waivers_schema(),
    "settings": settings_schema(),
    "scheme": scheme_schema(),
    **{name: register_schema(SCHEMES[name]) for name in SOME_SCHEMES},
}
READ_OFF = [name for name in ALL if name != "scheme"]
VALUES = [
    *(None, True, 0, 4, -1, 1.5, "", " ", "x", "a/b", " a", "weekly", "2019-10-09", "x" * 101),
    *([], [1], ["x"], {}, {"x": 1}),
]
WHOLE = {
    "register": "r",
    "title": "T",
    "calendar": {"country": "GB", "weekend": ["friday"], "closed": ["2019-12-24"]},
    "review": "every 20 working days",
    "workflows": {"action": "repair"},
    "links": [{"register": "other", "ref": "R9"}],
    "bodies": [
        {
            "ref": "b",
            "title": "B",
            "kind": "board",
            "leads": ["Chief"],
            "meetings": [{"on": "2019-10-09", "considers_register": True}],
        }
    ],
    "indicators": [
        {
            "ref": "i",
            "title": "I",
            "unit": "%",
            "readings": [{"period": "June 2019", "value": 1.5, "sample": 3}],
        }
    ],
    "waivers": [{"rule": "GKACT001", "ref": "R1", "until": "2019-10-09"}],
    "risks": [
        {
            "ref": "R1",
            "title": "T",
            "current": {"levels": {"likelihood": 2, "impact": {"political": "Minor"}}, "printed": "High"},
            "earlier": [{"phase": "current", "until": "2019-10-09", "assessment": {"levels": {"x": 1}}}],
            "assurances": [{"ref": "S1", "title": "S", "source": "internal", "line": 3, "covers": ["C1"]}],
            "actions": [
                {"ref": "A1", "title": "A", "origin": {"kind": "audit"}, "updates": [{"text": "done"}]}
            ],
        }
    ],
}


VALIDATORS = {name: jsonschema.Draft202012Validator(schema) for name, schema in ALL.items()}


def allows(data, name="register"):
    return VALIDATORS[name].is_valid(data)


def loading(data):
    """Why data does not load as a register; nothing if it does."""
    try:
        loads(json.dumps(data), "x.json")
    except LoadError as error:
        return str(error)
    return None


def plain(register):
    """A register as plain data; a figure may be more than a float can hold, so each is another."""
    return json.loads(dumps(register, "x.json"), parse_float=lambda _: 1.5)


def places(data, path=()):
    """Every place in plain data, as the keys and indexes that lead there."""
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


KEYS = ["unknown", "ref", "title", "notes", ""]


def changes(data):
    """Every single change of plain data: where, the key that goes, the one that comes, and what it holds."""
    for *way, last in list(places(data))[1:]:
        held = at(data, (*way, last))
        yield from ((way, last, last, value) for value in VALUES)
        yield way, last, None, None
        if isinstance(last, str):
            yield from ((way, last, key, held) for key in (f"{last}s", "a/b", ""))
    for path in places(data):
        if isinstance(at(data, path), dict):
            yield from ((path, None, key, value) for key in KEYS for value in ("x", None))


def at(data, path):
    for key in path:
        data = data[key]
    return data


def changed(data, change):
    """Plain data after one change; the data itself stays as it is."""
    way, gone, come, value = change
    data = copy.deepcopy(data)
    holder = at(data, way)
    if gone is not None and gone != come:
        del holder[gone]
    if come is not None:
        holder[come] = value
    return data


@pytest.mark.parametrize("name", ALL)
def test_each_is_a_schema_of_its_draft_and_every_definition_in_it_is_used(name):
    schema = ALL[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
    text = json.dumps(schema)
    assert all(f'"#/$defs/{each}"' in text for each in schema["$defs"])


def test_their_ids_differ():
    assert len({schema["$id"] for schema in ALL.values()}) == len(ALL)


def _objects(schema):
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for part in schema.values():
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)


@pytest.mark.parametrize("name", READ_OFF)
def test_every_key_is_explained_in_the_words_of_files(name):
    entities = [node for node in _objects(ALL[name]) if node.get("type") == "object"]
    assert entities
    for node in entities:
        for key, each in node["properties"].items():
            assert each["description"].endswith(".") or each["description"].endswith("a level"), key
            assert not re.search(r"\bNone\b|\bFalse\b|\bTrue\b|``| {2}", each["description"]), key


def test_nothing_in_a_pattern_is_read_differently_by_different_dialects():
    text = json.dumps([ALL[name] for name in READ_OFF], ensure_ascii=False)
    patterns = set(re.findall(r'"pattern": "(.*?)", "', text))
    assert patterns
    for pattern in patterns:
        assert not re.search(r"\(\?[^:]|\\\\[^sSx]|[^ -~]", pattern)


def test_every_example_in_them_is_allowed():
    for schema in ALL.values():
        for definition in schema["$defs"].values():
            for example in definition.get("examples", ()):
                jsonschema.Draft202012Validator({**definition, "$defs": schema["$defs"]}).validate(example)


def test_it_is_read_off_the_entities():
    assert list(REGISTER["properties"]) == list(keys_of(Register).values())
    assert REGISTER["required"] == ["register", "title"]
    assert list(REGISTER["$defs"]["Event"]["properties"])[3:5] == ["from", "to"]
    assert REGISTER["properties"]["register"]["description"] == "Id of the register."
    assert REGISTER["$defs"]["WorkCalendar"]["properties"]["country"]["default"] == "GB"
    assert REGISTER["$defs"]["Meeting"]["properties"]["considers_register"]["default"] is False
    assert REGISTER["$defs"]["Assurance"]["properties"]["source"] == {
        "description": "From inside or outside the organisation, nothing if the paper does not say.",
        "anyOf": [{"$ref": "#/$defs/AssuranceSource"}, {"type": "null"}],
    }


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_whatever_is_written_is_allowed(register):
    VALIDATORS["register"].validate(json.loads(dumps(register, "x.json")))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_sample_registers_are_allowed(path):
    data = json.loads(json.dumps(read_document(path).data, default=float))
    VALIDATORS["register"].validate(data)
    if data.get("scheme") in SCHEMES:
        narrow = register_schema(SCHEMES[data["scheme"]])
        jsonschema.Draft202012Validator(narrow).validate(data)


def test_what_is_to_be_changed_is_allowed_to_begin_with():
    assert allows(WHOLE)
    assert loading(WHOLE) is None


def test_what_is_changed_in_one_place_is_allowed_if_and_only_if_it_loads():
    for change in changes(WHOLE):
        data = changed(WHOLE, change)
        told = loading(data)
        assert allows(data) == (told is None), (change, told)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.registers().map(plain), st.data())
def test_so_it_is_with_any_register(data, draws):
    data = changed(data, draws.draw(st.sampled_from(list(changes(data)))))
    told = loading(data)
    assert allows(data) == (told is None), told


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/calendar/closed/0", "2019-02-30"),  # no pattern knows how long months are
        ("/review", "every blue moon"),  # nor what a length of time is
        ("/risks/0/assurances/0/line", 3.0),  # to JSON Schema it is a whole number
        (
            "/risks/0/ref",
            "R\u0378",
        ),  # what is printable beyond Latin letters changes with every edition of Unicode
        ("/risks/0/title", "\u2003"),  # nor are blanks beyond them listed
        ("/risks/0/title", "half \ud800"),  # half of a surrogate pair
        ("/risks/0/ref", "R1\n"),  # to Python's patterns a text ends before its last line break, too
    ],
)
def test_what_no_schema_can_say_is_left_to_loading(path, value):
    data = copy.deepcopy(WHOLE)
    *way, last = (int(key) if key.isdigit() else key for key in path[1:].split("/"))
    at(data, way)[last] = value
    assert allows(data)
    assert f"{path}:" in loading(data)


SETTINGS = {
    "select": ["GKACT"],
    "ignore": [],
    "fail-level": "never",
    "fail-on-not-evaluated": True,
    "severity": {"GKACT001": "note"},
    "per-file-ignores": {"archive/*": ["ALL"]},
    "baseline": "known.json",
}
WAIVERS = {"waivers": [{"rule": "GKACT001", "ref": "R1", "reason": "so", "until": "2019-10-09"}]}


@pytest.mark.parametrize(
    ("kind", "whole", "classes"),
    [("settings", SETTINGS, (SettingsFile, Severity, FailLevel)), ("waivers", WAIVERS, (WaiversFile,))],
)
def test_so_it_is_with_settings_and_waivers(kind, whole, classes):
    source = Source("x.json", "", lambda _: {})
    assert allows(whole, kind)
    for change in changes(whole):
        data = changed(whole, change)
        if allows(data, kind):
            structured(Document(data, source), data, *classes)
        else:
            with pytest.raises(LoadError):
                structured(Document(data, source), data, *classes)


# Of one scheme


def with_current(assessment, scheme):
    register = Register(
        ref="r", title="T", scheme=scheme, risks=(Risk(ref="R", title="T", current=assessment),)
    )
    return json.loads(dumps(register, "x.json"))


@pytest.mark.parametrize("name", SOME_SCHEMES)
@settings(max_examples=examples(50), deadline=None)
@given(st.data())
def test_of_one_scheme_it_allows_the_levels_that_the_scheme_has(name, data):
    scheme = SCHEMES[name]
    levels = data.draw(strategies.levels(scheme))
    VALIDATORS[name].validate(with_current(Assessment(levels=levels), name))


@pytest.mark.parametrize("name", SOME_SCHEMES)
@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_of_one_scheme_it_refuses_levels_that_the_scheme_does_not_have(name, data):
    scheme = SCHEMES[name]
    levels = data.draw(strategies.unknown_levels(scheme)).levels
    faults = list(faults_of(scheme.factors, levels))
    # That a factor has no level is for a rule to say, once the assessment is whole.
    wrong = [fault for fault in faults if fault.path]
    assert allows(with_current(Assessment(levels=levels), name), name) == (not wrong)
    assert faults or list(unpaired_categories(scheme.factors, levels))


def test_of_one_scheme_it_leaves_alone_what_names_another_and_what_is_earlier():
    levels = {"probability": "frequent"}
    other = Assessment(levels=levels, scheme="another")
    assert allows(with_current(other, "cambs-2019"), "cambs-2019")
    assert allows(with_current(attrs.evolve(other, scheme=None), None), "cambs-2019") is False
    earlier = EarlierAssessment(phase="current", assessment=Assessment(levels=levels))
    risk = Risk(ref="R", title="T", earlier=(earlier,))
    register = Register(ref="r", title="T", scheme="cambs-2019", risks=(risk,))
    assert allows(json.loads(dumps(register, "x.json")), "cambs-2019")


def test_of_one_scheme_it_says_at_the_key_that_the_register_is_of_another():
    (error,) = VALIDATORS["cambs-2019"].iter_errors({"register": "r", "title": "T", "scheme": "another"})
    assert pointer(*error.absolute_path) == "/scheme"

"""Every element of a source is found where it stands."""

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from govkit.formats import json_file, yaml_file
from govkit.io import dumps, loads
from govkit.model import Position, pointer
from govkit.testing import strategies

YAML = """\
# a comment
register: r
title: "T"

risks:
  - ref: R1          # a comment
    title: >
      folded
      text
    causes: [one,
      two, [], {}]
    current: {levels: {impact: {a/b: 1, a~b: 2}},
              printed: 14}
  -
    ref: R2
? notes
: a note
empty:
"""
YAML_PLACES = {
    "": (2, 1),
    "/register": (2, 11),
    "/title": (3, 8),
    "/risks": (6, 3),
    "/risks/0": (6, 5),
    "/risks/0/ref": (6, 10),
    "/risks/0/title": (7, 12),
    "/risks/0/causes": (10, 13),
    "/risks/0/causes/0": (10, 14),
    "/risks/0/causes/1": (11, 7),
    "/risks/0/causes/2": (11, 12),
    "/risks/0/causes/3": (11, 16),
    "/risks/0/current": (12, 14),
    "/risks/0/current/levels": (12, 23),
    "/risks/0/current/levels/impact": (12, 32),
    "/risks/0/current/levels/impact/a~1b": (12, 38),
    "/risks/0/current/levels/impact/a~0b": (12, 46),
    "/risks/0/current/printed": (13, 24),
    "/risks/1": (15, 5),
    "/risks/1/ref": (15, 10),
    "/notes": (17, 3),
    "/empty": (18, 7),
}
JSON = """\

{"register": "r", "title":
    "T : , [ { \\" \\\\", "ris\\u006bs": [
  {"ref": "R1", "causes": ["one", "two",
     [], {}, -1.5e3, null, true]},
  {"": {"a/b": [[1, [2]], 3], "a~b": {"c": {}}}}
 ], "äß😀": 1, "notes": "x"
}
"""
JSON_PLACES = {
    "": (2, 1),
    "/register": (2, 14),
    "/title": (3, 5),
    "/risks": (3, 38),
    "/risks/0": (4, 3),
    "/risks/0/ref": (4, 11),
    "/risks/0/causes": (4, 27),
    "/risks/0/causes/0": (4, 28),
    "/risks/0/causes/1": (4, 35),
    "/risks/0/causes/2": (5, 6),
    "/risks/0/causes/3": (5, 10),
    "/risks/0/causes/4": (5, 14),
    "/risks/0/causes/5": (5, 22),
    "/risks/0/causes/6": (5, 28),
    "/risks/1": (6, 3),
    "/risks/1/": (6, 8),
    "/risks/1//a~1b": (6, 16),
    "/risks/1//a~1b/0": (6, 17),
    "/risks/1//a~1b/0/0": (6, 18),
    "/risks/1//a~1b/0/1": (6, 21),
    "/risks/1//a~1b/0/1/0": (6, 22),
    "/risks/1//a~1b/1": (6, 27),
    "/risks/1//a~0b": (6, 38),
    "/risks/1//a~0b/c": (6, 44),
    "/äß😀": (7, 12),
    "/notes": (7, 24),
}


def elements(data, path=""):
    yield path, data
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, child in children:
        yield from elements(child, path + pointer(part))


SAMPLES = [(yaml_file, YAML, YAML_PLACES), (json_file, JSON, JSON_PLACES)]


@pytest.mark.parametrize(("form", "text", "places"), SAMPLES, ids=["yaml", "json"])
def test_every_element_is_found_at_its_line_and_column(form, text, places):
    document = form.read(text, "x")
    assert [path for path, _ in elements(document.data)] == list(places)
    found = {path: document.source.locate(path) for path in places}
    assert found == {path: Position(*place) for path, place in places.items()}


@pytest.mark.parametrize(("form", "text", "places"), SAMPLES, ids=["yaml", "json"])
def test_what_is_not_there_is_looked_for_around_it(form, text, places):
    source = form.read(text, "x").source
    assert source.locate("/risks/0/title/x/y") == source.locate("/risks/0/title")
    assert source.locate("/risks/7") == Position(*places["/risks"])
    assert source.locate("/nothing") == Position(*places[""])


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_document_has_no_places(text):
    assert yaml_file.read(text, "x.yaml").source.locate("/a") is None


def test_an_element_with_an_endless_path_is_found_at_the_element_around_it():
    key = "k" * 1001
    yaml_source = yaml_file.read(f"a:\n  ? {key}\n  : b:\n      - 1\n", "x.yaml").source
    json_source = json_file.read(f'{{"a":\n {{"{key}":\n {{"b":\n [1]}}}}}}', "x.json").source
    for source in (yaml_source, json_source):
        assert source.locate(f"/a/{key}/b/0") == source.locate(f"/a/{key}") == source.locate("/a")
        assert source.locate("/a").line == 2


@pytest.mark.parametrize(("length", "line"), [(999, 2), (1000, 1)])
def test_a_path_of_a_thousand_characters_is_still_followed(length, line):
    key = "k" * length
    yaml_source = yaml_file.read(f"? {key}\n: a\n", "x.yaml").source
    json_source = json_file.read(f'{{"{key}":\n1}}', "x.json").source
    for source in (yaml_source, json_source):
        assert source.locate(f"/{key}").line == line


def marks(node, path=""):
    """Walk the nodes that PyYAML's own composer makes of a text."""
    yield path, Position(node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from marks(value, path + pointer(key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from marks(value, path + pointer(index))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_every_element_of_any_register_is_found_in_yaml(register):
    text = dumps(register, "x.yaml").decode()
    locate = loads(text, "x.yaml").source.locate
    expected = {
        path: place for path, place in marks(yaml.compose(text, yaml.CSafeLoader)) if len(path) <= 1000
    }
    assert {path: locate(path) for path in expected} == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_every_element_of_any_register_is_found_in_json(register):
    text = dumps(register, "x.json").decode()
    lines = text.split("\n")
    locate = loads(text, "x.json").source.locate
    for path, value in elements(json.loads(text)):
        if len(path) <= 1000:
            place = locate(path)
            rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
            assert json.JSONDecoder().raw_decode(rest)[0] == value

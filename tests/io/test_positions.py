"""Every element of a source is found where it stands."""

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from govkit.formats import json_file, toml_file, yaml_file
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
TOML = """\
# a comment

  register = "r" # "another"
"title" = 'T # ] } '
[risks-of]  # not = "risks"
a.b . "c d" = 1
a.e = [ 2019-08-13 10:30:00, [
  0x1F, # ]
  [], {}, { x = 'y', z.z = [ 1_0 ] }, ]
]
"" = ""\"
[[risks]]
ref = \\""\"
  "c"\\\\"" ""\"

[[risks]]
ref='R1'
  [ risks . current . levels ]
  impact = {'a/b' = 1, "a~b" = +2.5e-1}
  [risks.current]
  printed = true
\t[[risks . "ris\\u006bs"]]
[[risks."risks"]]
notes = '''
'''''
[[risks]]
"äß😀"=inf
[[risks.actions]]
[[risks.actions.updates]]
[[risks.actions]]
"""
TOML_PLACES = {
    "": (3, 3),
    "/register": (3, 14),
    "/title": (4, 11),
    "/risks-of": (5, 1),
    "/risks-of/a": (6, 1),
    "/risks-of/a/b": (6, 1),
    "/risks-of/a/b/c d": (6, 15),
    "/risks-of/a/e": (7, 7),
    "/risks-of/a/e/0": (7, 9),
    "/risks-of/a/e/1": (7, 30),
    "/risks-of/a/e/1/0": (8, 3),
    "/risks-of/a/e/1/1": (9, 3),
    "/risks-of/a/e/1/2": (9, 7),
    "/risks-of/a/e/1/3": (9, 11),
    "/risks-of/a/e/1/3/x": (9, 17),
    "/risks-of/a/e/1/3/z": (9, 22),
    "/risks-of/a/e/1/3/z/z": (9, 28),
    "/risks-of/a/e/1/3/z/z/0": (9, 30),
    "/risks-of/": (11, 6),
    "/risks": (16, 1),
    "/risks/0": (16, 1),
    "/risks/0/ref": (17, 5),
    "/risks/0/current": (20, 3),
    "/risks/0/current/levels": (18, 3),
    "/risks/0/current/levels/impact": (19, 12),
    "/risks/0/current/levels/impact/a~1b": (19, 21),
    "/risks/0/current/levels/impact/a~0b": (19, 32),
    "/risks/0/current/printed": (21, 13),
    "/risks/0/risks": (22, 2),
    "/risks/0/risks/0": (22, 2),
    "/risks/0/risks/1": (23, 1),
    "/risks/0/risks/1/notes": (24, 9),
    "/risks/1": (26, 1),
    "/risks/1/äß😀": (27, 7),
    "/risks/1/actions": (28, 1),
    "/risks/1/actions/0": (28, 1),
    "/risks/1/actions/0/updates": (29, 1),
    "/risks/1/actions/0/updates/0": (29, 1),
    "/risks/1/actions/1": (30, 1),
}


def elements(data, path=""):
    yield path, data
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, child in children:
        yield from elements(child, path + pointer(part))


SAMPLES = [
    (yaml_file, YAML, YAML_PLACES),
    (json_file, JSON, JSON_PLACES),
    (toml_file, TOML, TOML_PLACES),
]


@pytest.mark.parametrize(("form", "text", "places"), SAMPLES, ids=["yaml", "json", "toml"])
def test_every_element_is_found_at_its_line_and_column(form, text, places):
    document = form.read(text, "x")
    assert [path for path, _ in elements(document.data)] == list(places)
    found = {path: document.source.locate(path) for path in places}
    assert found == {path: Position(*place) for path, place in places.items()}


@pytest.mark.parametrize(("form", "text", "places"), SAMPLES, ids=["yaml", "json", "toml"])
def test_what_is_not_there_is_looked_for_around_it(form, text, places):
    source = form.read(text, "x").source
    assert source.locate("/risks/0/ref/x/y") == Position(*places["/risks/0/ref"])
    assert source.locate("/risks/7") == Position(*places["/risks"])
    assert source.locate("/nothing") == Position(*places[""])


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_document_has_no_places(text):
    assert yaml_file.read(text, "x.yaml").source.locate("/a") is None


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_an_empty_toml_document_is_an_empty_table_at_its_beginning(text):
    assert toml_file.read(text, "x.toml").source.locate("/a") == Position(1, 1)


def test_an_element_with_an_endless_path_is_found_at_the_element_around_it():
    key = "k" * 1001
    yaml_source = yaml_file.read(f"a:\n  ? {key}\n  : b:\n      - 1\n", "x.yaml").source
    json_source = json_file.read(f'{{"a":\n {{"{key}":\n {{"b":\n [1]}}}}}}', "x.json").source
    toml_source = toml_file.read(
        f"\n[a]\n{key}.b = [\n1]\n[a.{key}.c.d]\n[[e]]\n[[e.{key}]]\n[[e.{key}.b]]\n", "x.toml"
    ).source
    assert toml_source.locate(f"/e/0/{key}/0/b/0") == toml_source.locate("/e/0") == Position(6, 1)
    for source in (yaml_source, json_source, toml_source):
        assert source.locate(f"/a/{key}/b/0") == source.locate(f"/a/{key}") == source.locate("/a")
        assert source.locate("/a").line == 2


@pytest.mark.parametrize(("length", "line"), [(999, 2), (1000, 1)])
def test_a_path_of_a_thousand_characters_is_still_followed(length, line):
    key = "k" * length
    yaml_source = yaml_file.read(f"? {key}\n: a\n", "x.yaml").source
    json_source = json_file.read(f'{{"{key}":\n1}}', "x.json").source
    toml_source = toml_file.read(f"a = 1\n{key} = 1", "x.toml").source
    for source in (yaml_source, json_source, toml_source):
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

"""Any bytes at all give a register or a LoadError, soon and in little memory."""

import json
import os
import subprocess
import sys

import pytest
from effort import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govkit.errors import LoadError
from govkit.io import dumps, loads

NAMES = ("x.yaml", "x.json", "x.toml")
YAML = b"""\
register: cambs-2019
title: "Strategic risk register"
edition: 2019-08-13
scheme: cambs-2019
workflows: {action: board}
risks:
  - ref: SR3.4
    title: Senior posts are not filled
    causes: [Unplanned departure, 'Organisational change']
    inherent: {levels: {likelihood: 2, impact: {political: 2, economic: 4}}, printed: 14}
    assurances:
      - {ref: S1, label: i, title: Panel, source: external, line: 2, covers: [C1]}
actions:
  - ref: '1.0'
    title: >-
      Report
      later
    origin: {kind: meeting, raised: 24/01/2019}
    revisions: [{deadline: Q4 2019-20, on: 2019-09-01}]
    events:
      - {kind: action, ref: A, trigger: lapse, from: open, to: overdue, effective: 2019-03-01, recorded: 2019-03-01}
"""
TOML = b"""\
register = "cambs-2019"
title = 'Strategic risk register'
edition = 2019-08-13 # the day
scheme = "cambs-2019"
workflows.action = "board"

[[risks]]
ref = "SR3.4"
title = "Senior posts are not filled"
causes = [
  "Unplanned departure", # or a planned one
  '''Organisational change''',
]
[risks.inherent]
levels = { likelihood = 2, impact = { political = 0x2, "economic" = 4 } }
printed = 1_4
[[risks.assurances]]
ref = "S1"
title = "Panel"
line = 2
covers = ["C1"]

[[actions]]
ref = "1.0"
title = ""\"
Report \\
  later""\"
origin = { kind = "meeting", raised = "24/01/2019" }
revisions = [{ deadline = "Q4 2019-20", on = 2019-09-01 }]
events = [
  { kind = "action", ref = "A", trigger = "lapse", from = "open", to = "overdue", effective = 2019-03-01, recorded = "2019-03-01" },
]

[[indicators]]
ref = "I"
title = "T"
unit = "%"
target = 79.50
"""
SAMPLES = {"x.yaml": YAML, "x.json": dumps(loads(YAML, "x.yaml"), "x.json"), "x.toml": TOML}
TOKENS = (
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b":",
        b": ",
        b"- ",
        b"? ",
        b"\n",
        b"  ",
        b"\t",
        b'"',
        b"'",
        b"\\",
        b"#",
        b"\\u",
    ),
    *(
        b"&a ",
        b"*a",
        b"!!str ",
        b"| ",
        b">\n",
        b"---\n",
        b"...",
        b"%",
        b"null",
        b"true",
        b"1",
        b"-",
        b"1e9",
        b"NaN",
    ),
    *(
        b"\xff",
        b"\x00",
        b"\x07",
        b"\xef\xbb\xbf",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"<<",
    ),
    *(
        b"[[",
        b"]]",
        b"[risks.",
        b"a.b = ",
        b'"""',
        b"'''",
        b"\\\n",
        b"\r",
        b"=",
        b".",
        b"2019-08-13",
        b" 10:30:00",
        b"inf",
        b"-nan",
        b"0x1F",
        b"1_0",
        b"[a.a.a]\na.a.a = {a.a = [1]}\n",
    ),
    *(b"ref: x\n", b'"ref": 1,', b"/", b"~", b"9" * 5000, b"a" * 1500),
)


def check(content, name):
    """Load, and check that what comes of it is whole."""
    try:
        register = loads(content, name)
    except LoadError as error:
        check_error(error, name)
    else:
        for other in NAMES:
            assert loads(dumps(register, other), other) == register


def check_error(error, name):
    assert error.problems
    assert {problem.file for problem in error.problems} == {name}
    places = [(problem.line or 0, problem.column or 0) for problem in error.problems]
    assert places == sorted(places)
    assert len(str(error).splitlines()) == 1 + len(error.problems)
    assert str(error).encode()


@settings(max_examples=examples(300), deadline=None)
@given(st.binary() | st.text().map(str.encode) | st.lists(st.sampled_from(TOKENS)).map(b"".join))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
def test_any_bytes_are_a_register_or_a_load_error(content):
    for name in NAMES:
        check(content, name)


@settings(max_examples=examples(200), deadline=None)
@given(st.text(st.characters()) | st.text("[]{}:,-? \n\"'&*!|>%@`#a1\\\t\ud800\u2028"))
@example("a: \ud800")
@example('{"a": "\ud800"}')
@example("\ufeff{}")
def test_any_text_is_a_register_or_a_load_error(content):
    for name in NAMES:
        check(content, name)


CHANGES = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 8), st.sampled_from(TOKENS) | st.binary(max_size=4)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=examples(400), deadline=None)
@given(st.sampled_from(NAMES), CHANGES)
def test_a_damaged_register_is_a_register_or_a_load_error(name, changes):
    content = SAMPLES[name]
    for place, cut, token in changes:
        at = place % (len(content) + 1)
        content = content[:at] + token + content[at + cut :]
    check(content, name)


BILLION_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("- " * 30_000, "x.yaml", "x.yaml:1:129: nested more than 64 levels deep; no register is"),
        ('{"a":' * 100_000, "x.yaml", "x.yaml:1:321: nested more than 64 levels deep; no register is"),
        (
            "\n".join(" " * i + "-" for i in range(500)),
            "x.yaml",
            "x.yaml:65:65: nested more than 64 levels deep; no register is",
        ),
        ("? " * 30_000, "x.yaml", "x.yaml:1:3: a key must be a text; put it in quotes"),
        (BILLION_LAUGHS, "x.yaml", 'x.yaml:1:4: the anchor "&a" is not read; write the value out'),
        ("[" * 100_000, "x.json", "x.json:1:65: nested more than 64 levels deep; no register is"),
        ('{"a":' * 100_000, "x.json", "x.json:1:321: nested more than 64 levels deep; no register is"),
        (
            "[" * 100_000 + "]" * 100_000,
            "x.json",
            "x.json:1:65: nested more than 64 levels deep; no register is",
        ),
        ("a = " + "[" * 100_000, "x.toml", "x.toml:1:68: nested more than 64 levels deep; no register is"),
        ("a = " + "{b=" * 100_000, "x.toml", "x.toml:1:194: nested more than 64 levels deep; no register is"),
        (
            "\n" + "a." * 1_000_000 + "a = 1",
            "x.toml",
            "x.toml:2:1: nested more than 64 levels deep; no register is",
        ),
        ("\n [" + "a." * 1_000_000, "x.toml", "x.toml:2:2: nested more than 64 levels deep; no register is"),
        (
            "a = [" + "9" * 5000 + "]",
            "x.toml",
            f"x.toml:1:6: the number {'9' * 60}… has more digits than can be read; write fewer, or quote a text",
        ),
        ("9" * 5000, "x.json", f"x.json:1:1: a mapping is due here, not the number {'9' * 60}…"),
        ("9" * 5000, "x.yaml", f"x.yaml:1:1: a mapping is due here, not the number {'9' * 60}…"),
    ],
)
def test_a_bomb_is_one_problem_with_its_place(content, name, message):
    with pytest.raises(LoadError) as caught:
        loads(content, name)
    assert [str(problem) for problem in caught.value.problems] == [message]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (
            "register: a\0b\n",
            "x.yaml",
            "x.yaml:1:12: this is no YAML: the character U+0000 is not allowed; write it as an escape",
        ),
        ('{"register": "a\0"}', "x.json", "x.json:1:16: this is no JSON: Invalid control character at"),
        ('register = "a\0"', "x.toml", r"x.toml:1:14: this is no TOML: Illegal character '\x00'"),
        ("register: *a", "x.yaml", 'x.yaml:1:11: the alias "*a" is not read; write the value out'),
        (
            "register: !!python/object/apply:os.system [ls]",
            "x.yaml",
            'x.yaml:1:11: the tag "tag:yaml.org,2002:python/object/apply:os.system" is not read; write a plain value',
        ),
    ],
)
def test_what_no_text_needs_is_one_problem_with_its_place(content, name, message):
    with pytest.raises(LoadError) as caught:
        loads(content, name)
    assert [str(problem) for problem in caught.value.problems] == [message]


@pytest.mark.parametrize("ending", [name[1:] for name in NAMES])
@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x1b[31m", "\x00", "\ud800", "\u2028"])
def test_what_is_hidden_is_shown_in_messages(ending, hidden):
    escaped = json.dumps(f"ti{hidden}tle")
    pair = f"{escaped} = 1" if ending == ".toml" else f"{escaped}: 1"
    content = pair if ending != ".json" else f"{{{pair}}}"
    with pytest.raises(LoadError) as caught:
        loads(content, f"{hidden}x{ending}")
    said = str(caught.value)
    shown = hidden.encode("unicode_escape").decode()
    assert {char for char in said if not char.isprintable()} == {"\n"}
    assert said.startswith(f"{shown}x{ending} was not loaded: ")
    assert f"ti{shown}tle" in said or hidden == "\ud800"  # TOML and YAML refuse the escape itself


@pytest.mark.parametrize(
    ("content", "places"),
    [
        # libyaml 0.2.5 hands over what it has read; 0.2.6 first looks 1 000 levels ahead for the end of a key.
        (
            "[" * 100_000,
            [
                "x.yaml:1:65: nested more than 64 levels deep; no register is",
                "x.yaml:1:1001: nested more than 64 levels deep; no register is",
            ],
        ),
        (
            "{" * 100_000,
            [
                "x.yaml:1:2: a key must be a text; put it in quotes",
                "x.yaml:1:1001: nested more than 64 levels deep; no register is",
            ],
        ),
    ],
)
def test_a_bomb_in_yaml_s_flow_style_is_one_problem_with_the_place_where_libyaml_gives_up(content, places):
    with pytest.raises(LoadError) as caught:
        loads(content, "x.yaml")
    (problem,) = caught.value.problems
    assert str(problem) in places


SCRIPT = """
import resource, sys, time
from govkit.errors import LoadError
from govkit.io import loads

name, kind = sys.argv[1:]
if kind == "long key":
    # A key of more than 1024 characters has to be announced in YAML.
    key = ("? " if name == "x.yaml" else "") + '"' + "k" * 1_000_000 + '"'
    item = '"inherent":{"levels":{' + key + ":{" + ",".join(f'"c{i}":[]' for i in range(90_000)) + "}}}"
elif kind == "wrong entries":
    actions = ['{"ref":"A","title":"T","updates":[' + ",".join(['"x"'] * 1000) + "]}"] * 490
    item = '"actions":[' + ",".join(actions) + "]"
else:
    item = '"causes":' + '[{"a":' * 333_333
content = '{"register":"r","title":"T","risks":[{"ref":"R","title":"T",' + item + "}]}"
if name == "x.toml":
    key = '"' + "k" * 1_000_000 + '"'
    action = "[[risks.actions]]\\nref='A'\\ntitle='T'\\nupdates=[" + ",".join(['"x"'] * 1000) + "]\\n"
    content = "register='r'\\ntitle='T'\\n[[risks]]\\nref='R'\\ntitle='T'\\n" + {
        "long key": f"[risks.inherent.levels.{key}]\\n" + "".join(f"cat{i}=[]\\n" for i in range(90_000)),
        "wrong entries": action * 490,
        "deep": "causes=" + '[{"a"=' * 333_333,
    }[kind]
assert len(content) > 1_900_000
try:
    loads(content.encode(), name)
except LoadError as error:
    print(len(error.problems), error.problems[-1].path)
print(time.process_time())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
KINDS = {
    "long key": "90000 /risks/0/inherent/levels",
    "wrong entries": "1001 /risks/0/actions/1",
    "deep": "1 ",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("kind", "expected"), KINDS.items())
def test_two_megabytes_of_malice_take_little_time_and_memory(name, kind, expected):
    # Not measured for coverage, which would be what takes the time.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, name, kind],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    found, seconds, kilobytes = done.stdout.splitlines()
    assert found == expected
    assert float(seconds) < 20
    assert int(kilobytes) < 1_000_000

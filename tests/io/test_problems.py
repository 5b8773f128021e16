"""Every problem of a file comes in one error, each with its place."""

from datetime import date

import pytest
from cattrs import ClassValidationError

from govkit.errors import LoadError, Problem
from govkit.formats import collect
from govkit.io import loads
from govkit.model import AssuranceSource, OriginKind, Register

YAML = """\
register: a/b
titel: Misspelt
edition: 2019
scheme: ""
workflows: {action: 1, risk: "a#b", "": w}
objectives: none
areas:
risks:
  - ref: R1
    title: 12
    owner: OPCC
    inherent:
      levels: {likelihood: 1.5, impact: {political: [], economic: 4}}
      printed: true
    current: []
    causes: [Retirement, null, {a: b}]
    assurances:
      - {ref: S1, title: T, source: externel, line: 4, covers: C1}
      - {ref: S2, title: T, source: 1, line: 0}
      - {ref: S3, title: T, line: two}
  - just a text
actions:
  - ref: A1
    origin: {kind: meting}
    events:
      - kind: action
        ref: A1
        trigger: " lapse"
        from: open
        effective: 13/08/2019
        recorded: 2019-02-30
        changes: [{field: owner, befor: x}]
"""
JSON = """\
{
 "register": "a/b",
 "titel": "Misspelt",
 "edition": 2019,
 "scheme": "",
 "workflows": {
  "action": 1,
  "risk": "a#b",
  "": "w"
 },
 "objectives": "none",
 "areas": null,
 "risks": [
  {
   "ref": "R1",
   "title": 12,
   "owner": "OPCC",
   "inherent": {
    "levels": {
     "likelihood": 1.5,
     "impact": {
      "political": [],
      "economic": 4
     }
    },
    "printed": true
   },
   "current": [],
   "causes": [
    "Retirement",
    null,
    {
     "a": "b"
    }
   ],
   "assurances": [
    {
     "ref": "S1",
     "title": "T",
     "source": "externel",
     "line": 4,
     "covers": "C1"
    },
    {
     "ref": "S2",
     "title": "T",
     "source": 1,
     "line": 0
    },
    {
     "ref": "S3",
     "title": "T",
     "line": "two"
    }
   ]
  },
  "just a text"
 ],
 "actions": [
  {
   "ref": "A1",
   "origin": {
    "kind": "meting"
   },
   "events": [
    {
     "kind": "action",
     "ref": "A1",
     "trigger": " lapse",
     "from": "open",
     "effective": "13/08/2019",
     "recorded": "2019-02-30",
     "changes": [
      {
       "field": "owner",
       "befor": "x"
      }
     ]
    }
   ]
  }
 ]
}
"""
TOML = """\
register = "a/b"
titel = "Misspelt"
edition = 2019
scheme = ""
objectives = "none"
areas = 2019-08-13
workflows.action = 1
workflows . risk = "a#b"
risks = [
  { ref = "R1", title = 12, inherent.levels = { likelihood = 1.5, impact = { political = [] } }, causes = [
    "Retirement",
    10:30:00,
    { a = "b" },
  ] },
  "just a text",
]

[[actions]]
ref = "A1"
[actions.origin]
kind = "meting"
[[actions.events]]
kind = "action"
ref = "A1"
trigger = " lapse"
from = 'open'
effective = 2019-08-13 10:30:00
recorded = "2019-02-30"
changes = [{ field = "owner", befor = inf }]

[[indicators]]
ref = "I"
title = "T"
unit = "%"
target = nan
"""
TOML_PROBLEMS = """\
x.toml was not loaded: 23 problems
  x.toml:1:1: the key "title" is missing
  x.toml:1:12: /register: the text "a/b" does not fit: printable, without "/" and "#", nothing blank around it
  x.toml:2:9: /titel: there is no key "titel" here; did you mean "title"?
  x.toml:3:11: /edition: a text is due here, not the number 2019; put it in quotes
  x.toml:4:10: /scheme: the text is empty; write one or leave the key out
  x.toml:5:14: /objectives: a list is due here, not the text "none"
  x.toml:6:9: /areas: a list is due here, not the text "2019-08-13"
  x.toml:7:20: /workflows/action: a text is due here, not the number 1; put it in quotes
  x.toml:8:20: /workflows/risk: the text "a#b" does not fit: printable, without "/" and "#", nothing blank around it
  x.toml:10:25: /risks/0/title: a text is due here, not the number 12; put it in quotes
  x.toml:10:62: /risks/0/inherent/levels/likelihood: a whole number or a text is due here, not the number 1.5
  x.toml:10:90: /risks/0/inherent/levels/impact/political: a whole number or a text is due here, not a list
  x.toml:12:5: /risks/0/causes/1: a text is due here, not the time 10:30:00; put it in quotes
  x.toml:13:5: /risks/0/causes/2: a text is due here, not a mapping
  x.toml:15:3: /risks/1: a mapping is due here, not the text "just a text"
  x.toml:18:1: /actions/0: the key "title" is missing
  x.toml:21:8: /actions/0/origin/kind: "meting" is not a choice here; choose one of meeting, audit
  x.toml:22:1: /actions/0/events/0: the key "to" is missing
  x.toml:25:11: /actions/0/events/0/trigger: the text " lapse" does not fit: printable, without "/" and "#", nothing blank around it
  x.toml:27:13: /actions/0/events/0/effective: a day is due here, not the time 2019-08-13 10:30:00; write 2019-08-13
  x.toml:28:12: /actions/0/events/0/recorded: a day as YYYY-MM-DD is due here, not the text "2019-02-30"
  x.toml:29:39: /actions/0/events/0/changes/0/befor: there is no key "befor" here; did you mean "before"?
  x.toml:35:10: /indicators/0/target: a number is due here, not nan
"""
# place in YAML, place in JSON, path, message
PROBLEMS = (
    ("1:1", "1:1", "", 'the key "title" is missing'),
    (
        "1:11",
        "2:14",
        "/register",
        'the text "a/b" does not fit: printable, without "/" and "#", nothing blank around it',
    ),
    ("2:8", "3:11", "/titel", 'there is no key "titel" here; did you mean "title"?'),
    ("3:10", "4:13", "/edition", "a text is due here, not the number 2019; put it in quotes"),
    ("4:9", "5:12", "/scheme", "the text is empty; write one or leave the key out"),
    ("5:21", "7:13", "/workflows/action", "a text is due here, not the number 1; put it in quotes"),
    (
        "5:30",
        "8:11",
        "/workflows/risk",
        'the text "a#b" does not fit: printable, without "/" and "#", nothing blank around it',
    ),
    ("5:41", "9:7", "/workflows/", "the text is empty; write one or leave the key out"),
    ("6:13", "11:16", "/objectives", 'a list is due here, not the text "none"'),
    ("7:7", "12:11", "/areas", "a list is due here, not nothing"),
    ("10:12", "16:13", "/risks/0/title", "a text is due here, not the number 12; put it in quotes"),
    (
        "11:12",
        "17:13",
        "/risks/0/owner",
        'there is no key "owner" here; known: ref, title, statement, status, status_date, objective, causes, effects, executive_lead, senior_lead, inherent, current, …',
    ),
    (
        "13:28",
        "20:20",
        "/risks/0/inherent/levels/likelihood",
        "a whole number or a text is due here, not the number 1.5",
    ),
    (
        "13:53",
        "22:20",
        "/risks/0/inherent/levels/impact/political",
        "a whole number or a text is due here, not a list",
    ),
    ("14:16", "26:16", "/risks/0/inherent/printed", "a whole number or a text is due here, not true"),
    ("15:14", "28:15", "/risks/0/current", "a mapping is due here, not a list"),
    (
        "16:26",
        "31:5",
        "/risks/0/causes/1",
        "a text is due here, not nothing; write a text or leave the key out",
    ),
    ("16:32", "32:5", "/risks/0/causes/2", "a text is due here, not a mapping"),
    (
        "18:37",
        "40:16",
        "/risks/0/assurances/0/source",
        '"externel" is not a choice here; choose one of internal, external',
    ),
    ("18:53", "41:14", "/risks/0/assurances/0/line", "4 is more than 3"),
    ("18:64", "42:16", "/risks/0/assurances/0/covers", 'a list is due here, not the text "C1"; write ["C1"]'),
    (
        "19:37",
        "47:16",
        "/risks/0/assurances/1/source",
        "one of internal, external is due here, not the number 1",
    ),
    ("19:46", "48:14", "/risks/0/assurances/1/line", "0 is less than 1"),
    ("20:35", "53:14", "/risks/0/assurances/2/line", 'a whole number is due here, not the text "two"'),
    ("21:5", "57:3", "/risks/1", 'a mapping is due here, not the text "just a text"'),
    ("23:5", "60:3", "/actions/0", 'the key "title" is missing'),
    (
        "24:20",
        "63:13",
        "/actions/0/origin/kind",
        '"meting" is not a choice here; choose one of meeting, audit',
    ),
    ("26:9", "66:5", "/actions/0/events/0", 'the key "to" is missing'),
    (
        "28:18",
        "69:17",
        "/actions/0/events/0/trigger",
        'the text " lapse" does not fit: printable, without "/" and "#", nothing blank around it',
    ),
    (
        "30:20",
        "71:19",
        "/actions/0/events/0/effective",
        'a day as YYYY-MM-DD is due here, not the text "13/08/2019"',
    ),
    (
        "31:19",
        "72:18",
        "/actions/0/events/0/recorded",
        'a day as YYYY-MM-DD is due here, not the text "2019-02-30"',
    ),
    (
        "32:41",
        "76:17",
        "/actions/0/events/0/changes/0/befor",
        'there is no key "befor" here; did you mean "before"?',
    ),
)


def problems_of(content, name):
    with pytest.raises(LoadError) as caught:
        loads(content, name)
    assert caught.value.source == name
    return caught.value.problems


@pytest.mark.parametrize(("name", "content", "column"), [("x.yaml", YAML, 0), ("x.json", JSON, 1)])
def test_every_problem_of_a_file_is_listed_in_the_order_of_the_file(name, content, column):
    with pytest.raises(LoadError) as caught:
        loads(content, name)
    expected = [": ".join(part for part in (f"{name}:{row[column]}", *row[2:]) if part) for row in PROBLEMS]
    assert str(caught.value).splitlines() == [
        f"{name} was not loaded: {len(PROBLEMS)} problems",
        *(f"  {line}" for line in expected),
    ]


def test_every_problem_of_toml_is_listed_in_the_order_of_the_file():
    with pytest.raises(LoadError) as caught:
        loads(TOML, "x.toml")
    assert str(caught.value) == TOML_PROBLEMS.rstrip("\n")


def test_a_problem_carries_its_place():
    first = problems_of("register: r\ntitle: T\nrisks:\n  - {ref: R1, title: 1}\n", "dir/x.yaml")[0]
    assert first == Problem(
        message="a text is due here, not the number 1; put it in quotes",
        path="/risks/0/title",
        file="dir/x.yaml",
        line=4,
        column=22,
    )


ACTION = "register: r\ntitle: T\nactions: [{{ref: A, title: T, {}}}]\n"
EVENT = "kind: action, ref: A, trigger: t, from: a, to: b, effective: {}, recorded: 2019-08-13"


@pytest.mark.parametrize(
    "text", ["20190813", "2019-W33-2", "2019-8-13", "13/08/2019", "2019-08-13 ", "", "soon"]
)
def test_a_day_of_an_event_is_written_in_one_way_only(text):
    (problem,) = problems_of(ACTION.format("events: [{" + EVENT.format(f'"{text}"') + "}]"), "x.yaml")
    assert problem.message == f'a day as YYYY-MM-DD is due here, not the text "{text}"'
    assert problem.path == "/actions/0/events/0/effective"


def test_a_day_of_an_event_is_a_day():
    register = loads(ACTION.format("events: [{" + EVENT.format("2019-08-12") + "}]"), "x.yaml")
    (event,) = register.actions[0].events
    assert (event.effective, event.recorded) == (date(2019, 8, 12), date(2019, 8, 13))


def test_a_choice_is_read_as_the_choice_it_is():
    content = """\
register: r
title: T
risks: [{ref: R, title: T, assurances: [{ref: S, title: T, source: external}]}]
actions: [{ref: A, title: T, origin: {kind: audit}}]
"""
    register = loads(content, "x.yaml")
    assert register.risks[0].assurances[0].source is AssuranceSource.EXTERNAL
    assert register.actions[0].origin.kind is OriginKind.AUDIT


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ('""', "the text is empty; write one or leave the key out"),
        ("x" * 101, "the text has 101 characters, 100 at most fit"),
        *(
            (
                f'"{written}"',
                f'the text "{meant}" does not fit: printable, without "/" and "#", nothing blank around it',
            )
            for written, meant in (
                ("a/b", "a/b"),
                ("a#b", "a#b"),
                (" a", " a"),
                ("a ", "a "),
                (r"a\tb", "a\tb"),
                (r"a\xa0b", "a\xa0b"),
                ("/" * 61, "/" * 60 + "…"),
            )
        ),
    ],
)
def test_a_ref_can_be_part_of_an_address(ref, message):
    (problem,) = problems_of(f"register: {ref}\ntitle: T\n", "x.yaml")
    assert problem.message == message


def test_a_ref_may_hold_100_characters_and_blanks_within():
    assert loads(f"register: {'x' * 100}\ntitle: T\n", "x.yaml").ref == "x" * 100
    assert loads("register: a b\ntitle: T\n", "x.yaml").ref == "a b"


@pytest.mark.parametrize(
    "content",
    [
        r'{"register": "r", "title": "\ud800"}',
        r'{"register": "r", "title": "T", "edition": "\ud800"}',
        r'{"register": "r", "title": "T", "workflows": {"\ud800": "a"}}',
        r'{"register": "r", "title": "T", "workflows": {"a": "\ud800"}}',
        r'{"register": "r", "title": "T", "risks": [{"ref": "R", "title": "T", "current": {"printed": "\ud800"}}]}',
        r'{"register": "r", "title": "T", "risks": [{"ref": "R", "title": "T", "current": {"levels": {"\ud800": 1}}}]}',
        r'{"register": "r", "title": "T", "risks": [{"ref": "R", "title": "T", "current": {"levels": {"\ud800": {}}}}]}',
        r'{"register": "r", "title": "T", "risks": [{"ref": "R", "title": "T", "current": {"levels": {"a": {"\ud800": 1}}}}]}',
        r'{"register": "r", "title": "T", "risks": [{"ref": "R", "title": "T", "current": {"levels": {"a": {"b": "\ud800"}}}}]}',
    ],
)
def test_half_of_a_surrogate_pair_is_no_text_anywhere(content):
    (problem,) = problems_of(content, "x.json")
    assert problem.message == "the text holds half of a surrogate pair, which no file can store"
    assert str(problem).encode()


def test_an_unknown_key_that_no_file_can_store_is_told_in_escapes():
    problem = problems_of(r'{"register": "r", "title": "T", "\ud800\n": 1}', "x.json")[0]
    assert str(problem).startswith(
        r'x.json:1:45: /\ud800\n: there is no key "\ud800\n" here; known: register, title, '
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("true", "true"),
        ("false", "false"),
        ("[]", "a list"),
        ("{}", "a mapping"),
        ("-5.5", "the number -5.5"),
        ("1.50", "the number 1.50"),
        ('"x"', 'the text "x"'),
        (f'"{"x" * 60}"', f'the text "{"x" * 60}"'),
        (f'"{"x" * 61}"', f'the text "{"x" * 60}…"'),
    ],
)
def test_a_wrong_value_is_named_in_the_words_of_files(value, shown):
    content = f'{{"register": "r", "title": "T", "risks": [{{"ref": "R", "title": "T", "assurances": [{{"ref": "S", "title": "T", "line": {value}}}]}}]}}'
    assert problems_of(content, "x.json")[0].message == f"a whole number is due here, not {shown}"


@pytest.mark.parametrize("value", ["yes", "1", '"true"', "[]"])
def test_what_is_true_or_false_is_neither_a_word_nor_a_number(value):
    (problem,) = problems_of(
        f"register: r\ntitle: T\nplans:\n  - {{ref: P, title: T, covers_all: {value}}}\n", "x.yaml"
    )
    assert problem.message.startswith("true or false is due here, not ")
    assert (problem.path, problem.line, problem.column) == ("/plans/0/covers_all", 4, 36)


@pytest.mark.parametrize("value", ["high", "true", '"5"', "{}", "9" * 5000])
def test_a_figure_is_a_number(value):
    (problem,) = problems_of(
        f"register: r\ntitle: T\nindicators:\n  - {{ref: I, title: T, unit: '%', target: {value}}}\n",
        "x.yaml",
    )
    assert problem.message.startswith("a number is due here, not ")
    assert (problem.path, problem.line, problem.column) == ("/indicators/0/target", 4, 43)


def test_a_long_number_is_cut_when_it_is_out_of_bounds():
    content = (
        "register: r\ntitle: T\nrisks: [{ref: R, title: T, assurances: [{ref: S, title: T, line: %s}]}]\n"
    )
    assert problems_of(content % ("9" * 4000), "x.yaml")[0].message == "9" * 60 + "… is more than 3"
    assert (
        problems_of(content % ("-" + "9" * 4000), "x.yaml")[0].message == "-" + "9" * 59 + "… is less than 1"
    )


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("", "x.yaml", "x.yaml: there is nothing in it; a register has at least the keys register and title"),
        (
            'id = "s"\n[[factors]]\nkey = "likelihood"\n',
            "x.toml",
            "x.toml:1:1: this is a scheme, not a register; govkit schemes show and verify read it",
        ),
        ("[]", "x.yaml", "x.yaml:1:1: a mapping is due here, not a list"),
        ("\n- a\n", "x.yaml", "x.yaml:2:1: a mapping is due here, not a list"),
        ("12", "x.json", "x.json:1:1: a mapping is due here, not the number 12"),
        (
            "\n null",
            "x.json",
            "x.json:2:2: there is nothing in it; a register has at least the keys register and title",
        ),
    ],
)
def test_what_is_no_mapping_is_no_register(content, name, message):
    assert [str(problem) for problem in problems_of(content, name)] == [message]


def lines(entry, count):
    return "register: r\ntitle: T\nrisks:\n" + f"  - {entry}\n" * count


def test_a_list_with_a_thousand_problems_is_told_in_full():
    found = problems_of(lines("x", 1000), "x.yaml")
    assert [problem.path for problem in found] == [f"/risks/{index}" for index in range(1000)]


@pytest.mark.parametrize("rest", [1, 500])
def test_a_list_with_more_problems_is_cut_and_says_so_where_it_is_cut(rest):
    found = problems_of(lines("x", 1000 + rest), "x.yaml")
    assert len(found) == 1001
    assert found[-1] == Problem(
        f"1000 problems in this list so far; its last {rest} entries were not examined",
        "/risks/1000",
        "x.yaml",
        1004,
        5,
    )


def test_what_stands_behind_a_cut_list_is_still_examined():
    found = problems_of(lines("x", 1100) + "actions: none\n", "x.yaml")
    assert [problem.path for problem in found[-2:]] == ["/risks/1000", "/actions"]


def test_problems_are_counted_not_entries():
    found = problems_of(
        lines("{ref: 1, titel: T, causes: [1, 2], inherent: {levels: {a: [], b: []}}}", 300), "x.yaml"
    )
    # ref, title is missing, titel, two causes, two levels
    assert len(found) == 7 * 143 + 1
    assert found[-1].message == "1001 problems in this list so far; its last 157 entries were not examined"
    assert found[-1].path == "/risks/143"


def test_a_cut_list_cuts_the_list_around_it():
    entry = "{ref: R, title: T, causes: [" + "1, " * 1500 + "]}"
    found = problems_of(lines(entry, 3), "x.yaml")
    assert [problem.message for problem in found[-2:]] == [
        "1000 problems in this list so far; its last 500 entries were not examined",
        "1001 problems in this list so far; its last 2 entries were not examined",
    ]


def test_unknown_keys_are_counted_each():
    found = problems_of(
        lines("{ref: R, title: T, " + ", ".join(f"k{i}: 1" for i in range(400)) + "}", 4), "x.yaml"
    )
    assert len(found) == 1201
    assert found[-1].path == "/risks/3"


def test_suggestions_are_made_for_the_first_hundred_problems_only():
    found = problems_of(
        "register: r\ntitle: T\n" + "".join(f"titel{i:03}: 1\n" for i in range(102)), "x.yaml"
    )
    assert found[99].message == 'there is no key "titel099" here; did you mean "title"?'
    assert found[100].message == 'there is no key "titel100" here'


@pytest.mark.parametrize("name", ["x.yaml", "x.json", "x.toml"])
def test_a_long_key_is_cut_and_placed_at_the_element_around_it(name):
    content = {
        "x.yaml": f"register: r\ntitle: T\nrisks:\n- ref: R\n  title: T\n  current:\n    levels:\n      ? {'k' * 2000}\n      : a: []\n  ? {'n' * 2000}\n  : 1\n",
        "x.json": f'{{"register": "r", "title": "T", "risks": [\n\n\n{{"ref": "R", "title": "T", "current":\n\n\n{{"levels": {{"{"k" * 2000}": {{"a": []}}}}}},\n"{"n" * 2000}": 1}}]}}',
        "x.toml": f"register = 'r'\ntitle = 'T'\n\n[[risks]]\nref = 'R'\ntitle = 'T'\ncurrent.levels = {{{'k' * 2000} = {{a = []}}}}\n{'n' * 2000} = 1",
    }[name]
    found = problems_of(content, name)
    assert [(problem.path, problem.message.partition(";")[0]) for problem in found] == [
        ("/risks/0", f'there is no key "{"n" * 60}…" here'),
        ("/risks/0/current/levels", "a whole number or a text is due here, not a list"),
    ]
    assert [problem.line for problem in found] == {"x.yaml": [4, 8], "x.json": [4, 7], "x.toml": [4, 7]}[name]


def test_what_is_no_fault_of_the_file_is_not_taken_for_one():
    bug = ClassValidationError("x", [ZeroDivisionError("a bug")], Register)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        collect.problems_of(bug)


RISK = "register: r\ntitle: T\nrisks:\n  - {{ref: R, title: T, {}}}\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (RISK.format("causes: storm"), 'a list is due here, not the text "storm"; write ["storm"]'),
        (RISK.format(f"causes: {'x' * 90}"), f'a list is due here, not the text "{"x" * 60}…"'),
        (RISK.format("controls: storm"), 'a list is due here, not the text "storm"'),
        (RISK.format("causes: 5"), "a list is due here, not the number 5"),
        (
            RISK.format("assurances: [{ref: S, title: T, line: '2'}]"),
            'a whole number is due here, not the text "2"; take the quotes off',
        ),
        (
            RISK.format("controls: [{ref: C, title: T, effective: 'true'}]"),
            'true or false is due here, not the text "true"; take the quotes off',
        ),
        (
            "register: r\ntitle: T\nindicators: [{ref: I, title: T, unit: p, target: '85.5'}]",
            'a number is due here, not the text "85.5"; take the quotes off',
        ),
        (
            "register: r\ntitle: T\nreview: half-yearly",
            '"half-yearly" does not say how often; did you mean "yearly"?',
        ),
    ],
)
def test_what_is_wrong_is_told_with_what_to_write_instead(content, said):
    (problem,) = problems_of(content, "x.yaml")
    assert problem.message == said

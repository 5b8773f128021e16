"""What a file of rules is refused for: everything at once, each with its place."""

import json
from importlib.resources import files
from zipfile import Path as ZipPath
from zipfile import ZipFile

import attrs
import jsonschema
import pytest

from govkit import Over, Register, Risk, Severity
from govkit.errors import LoadError, RefusedError, UnknownNameError
from govkit.formats import toml_file, yaml_file
from govkit.rules import HEADINGS, read_rules
from govkit.rules.written.form import _FORMS, _RELATIONS, WrittenRule

NOTHING = "there is nothing in it; a file of rules has the key rules, which holds a list of them"
SCHEMA = json.loads(files("govkit.rules.written").joinpath("rules.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
DEEP = {"present": "title"}
for _ in range(40):
    DEEP = {"all": [DEEP]}


@pytest.fixture
def problems(write, one):
    """Say what is wrong with the one rule that differs so: path and sentence of each."""

    def found(**changes):
        with pytest.raises(RefusedError) as caught:
            read_rules(write(one(**changes)))
        return [(each.path.removeprefix("/rules/0"), each.message) for each in caught.value.problems]

    return found


def compare(left, op, right):
    return {"compare": {"left": left, "op": op, "right": right}}


@pytest.mark.parametrize(
    ("changes", "path", "said"),
    [
        ({"code": "acm1"}, "/code", 'the code "acm1" is not of the form ABCDEF001'),
        ({"code": "GKACM001"}, "/code", "codes that begin with GK are govkit's own; begin yours with your own letters"),
        ({"name": "Not a name"}, "/name", 'the name "Not a name" is not lower-case words joined by hyphens'),
        ({"severity": "bad"}, "/severity", '"bad" is not a choice here; choose one of error, warning, note'),
        ({"over": "risks"}, "/over", '"risks" is not a choice here; choose one of register, risk, assessment, action'),
        ({"page": "It.\n\n" + "\n".join(HEADINGS[1:])}, "/page", 'the page has no heading "What it does"'),
        ({"by_default": "no"}, "/by_default", 'true or false is due here, not the text "no"'),
        ({"source": 4}, "/source", "a text is due here, not the number 4; put it in quotes"),
        ({"whn": 1}, "/whn", 'there is no key "whn" here; did you mean "when"?'),
        ({"when": None}, "", 'the key "when" is missing'),
        ({"message": "{ref"}, "/message", "the message \"{ref\" cannot be filled in: expected '}' before end of string"),
        ({"message": "{reff}"}, "/message", 'a risk has no "reff"; did you mean "ref"?'),
        ({"message": "{}"}, "/message", 'a risk has no ""; known: '),
        ({"message": "{ref!r}"}, "/message", "write the name alone in braces, without what stands behind it: {ref}"),
        ({"message": "{ref:>9}"}, "/message", "write the name alone in braces, without what stands behind it: {ref}"),
        ({"message": "{causes[0]}"}, "/message", "write the name alone in braces, without what stands behind it: {causes[0]}"),
        ({"message": "{ref.__class__}"}, "/message", 'a text has no "__class__"; there are none'),
        ({"message": "{controls}"}, "/message", "controls is a list, which no sentence holds; write {controls.count}"),
        ({"message": "{current}"}, "/message", "current is an assessment, which no sentence holds; write a part of it, {current.NAME}"),
        ({"at": "senor_lead"}, "/at", 'a risk has no "senor_lead"; did you mean "senior_lead"?'),
        ({"at": "current.band"}, "/at", "current.band is no element of the risk as it stands in the file; name one that is"),
        ({"at": "acceptance"}, "/at", "acceptance is no element of the risk as it stands in the file; name one that is"),
        ({"at": "register.title"}, "/at", "register.title is no element of the risk as it stands in the file; name one that is"),
        ({"at": "status_date.last"}, "/at", "status_date.last is no element of the risk as it stands in the file; name one that is"),
        ({"when": {}}, "/when", "a condition has one of the keys present, compare, all, any, not, and this has none"),
        ({"when": "x"}, "/when", 'a condition has one of the keys present, compare, all, any, not, and this is the text "x"'),
        ({"when": {"opaque": "x"}}, "/when", "a condition has one of the keys present, compare, all, any, not, and this has none"),
        ({"when": {"all": []}}, "/when/all", "at least one condition is due here"),
        ({"given": {"present": "senor_lead"}}, "/given/present", 'a risk has no "senor_lead"; did you mean "senior_lead"?'),
        ({"when": {"not": {"present": "as_off"}}}, "/when/not/present", 'a risk has no "as_off"; did you mean "as_of"?'),
        ({"when": {"present": "before.title"}}, "/when/present", 'a risk has no "before"; known: '),
        ({"when": {"present": "as_of.min"}}, "/when/present", 'a day has no "min"; known: days_since, days_until'),
        ({"when": {"present": "risk"}}, "/when/present", 'a risk has no "risk"'),
        ({"when": {"present": "current.bnd"}}, "/when/present", 'an assessment has no "bnd"; did you mean "band"?'),
        ({"when": {"present": "current.levels.likelihood"}}, "/when/present", '"likelihood" is asked of a mapping; no rule in a file'),
        ({"when": {"present": "all_risks"}, "over": "register"}, "/when/present", 'a register has no "all_risks"'),
        ({"when": {"any": [{"present": "title"}, {"present": "controls"}]}}, "/when/any/1/present", "controls is a list, which is always there; compare controls.count with 0"),
        ({"when": compare("current.bnd.x", "==", "high")}, "/when/compare/left", 'an assessment has no "bnd"; did you mean "band"?'),
        ({"when": compare("title", "==", {"name": "titel"})}, "/when/compare/right", 'a risk has no "titel"; did you mean "title"?'),
        ({"when": compare("", "==", "x")}, "/when/compare/left", '"" names nothing to read; write a name, or several with dots between'),
        ({"when": compare("title", "=", "x")}, "/when/compare/op", 'one of <, <=, ==, !=, >=, >, in, contains, starts with is due here, not the text "="'),
        ({"when": compare("title", ["=="], "x")}, "/when/compare/op", "one of <, <=, ==, !=, >=, >, in, contains, starts with is due here, not a list"),
        ({"when": compare("title", "==", ["x"])}, "/when/compare/right", 'a list goes with "in", not with "=="'),
        ({"when": compare("title", "in", "x")}, "/when/compare/right", 'a list of constants is due behind "in"'),
        ({"when": compare("causes", "contains", ["x"])}, "/when/compare/right", 'one text or number, or a name, is due behind "contains"'),
        ({"when": compare("title", "in", [])}, "/when/compare/right", "at least one constant is due here"),
        ({"when": compare("title", "in", ["x", {"name": "ref"}])}, "/when/compare/right/1", "a constant is due here, not a mapping"),
        ({"when": compare("title", "in", ["x", None])}, "/when/compare/right/1", "a constant is due here, not nothing"),
        ({"when": compare("title", "==", 1)}, "/when/compare/right", "title is a text, and the number 1 is a number"),
        ({"when": compare("title", "in", ["1", True])}, "/when/compare/right/1", "title is a text, and true is a yes or no"),
        ({"when": compare("title", "==", "")}, "/when/compare/right", "an empty text is compared; ask whether something is present"),
        ({"when": compare("title", "==", {"name": "as_of"})}, "/when/compare/right", "title is a text, and as_of is a day"),
        ({"when": compare("title", "<", "x")}, "/when/compare/op", 'title is a text, which has no order; "<" is for numbers and days'),
        ({"when": compare("as_of", "starts with", "2")}, "/when/compare/op", 'as_of is a day; "starts with" is for texts'),
        ({"when": compare("as_of", "contains", "2")}, "/when/compare/op", 'as_of is a day; "contains" is for texts and lists'),
        ({"when": compare("as_of", "<", "2019-01-01")}, "/when/compare/right", 'as_of is a day, and the text "2019-01-01" is a text; write it as {day: YYYY-MM-DD}'),
        ({"when": compare("as_of", "<", {"day": "1/1/19"})}, "/when/compare/right", 'a day as YYYY-MM-DD is due here, not the text "1/1/19"'),
        ({"when": compare("status_date", "<", {"name": "as_of"})}, "/when/compare/left", "status_date is a written date; compare status_date.first or status_date.last"),
        ({"when": compare("as_of", ">", {"name": "status_date"})}, "/when/compare/right", "status_date is a written date; compare status_date.first or status_date.last"),
        ({"when": compare("controls", "==", 0)}, "/when/compare/left", "controls is a list; compare controls.count"),
        ({"when": compare("controls", "contains", "C1")}, "/when/compare/left", "controls is a list; compare controls.count"),
        ({"when": compare("current", "==", "x")}, "/when/compare/left", "current is an assessment; compare a part of it, current.NAME"),
        ({"when": compare("current.levels", "==", "x")}, "/when/compare/left", "current.levels is a mapping; no rule in a file looks into one; write the rule in Python"),
        ({"when": compare("current.levels.impact", "==", 3)}, "/when/compare/left", '"impact" is asked of a mapping; no rule in a file looks into one'),
        ({"message": "{current.levels}"}, "/message", "current.levels is a mapping, which no sentence holds; no rule in a file looks into one; "),
        ({"when": compare("phase", "==", "curent"), "over": "assessment", "message": "x"}, "/when/compare/right", 'phase is never "curent"; did you mean "current"?'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(problems, changes, path, said):
    ((found, message),) = problems(**changes)
    assert found == path
    assert message.startswith(said)


def test_all_faults_are_told_at_once_each_with_its_line(tmp_path):
    path = tmp_path / "acme.yaml"
    path.write_text(
        "rules:\n"
        "  - code: GKX1\n"
        "    name: shows\n"
        "    severity: bad\n"
        "    over: risk\n"
        "    when: {all: [{present: titel}, {compare: {left: ref, op: '<', right: {name: bnd}}}]}\n"
        "    message: '{reff} {x'\n"
        "    extra: 1\n"
        "  - 7\n",
        encoding="utf-8",
    )
    with pytest.raises(RefusedError) as caught:
        read_rules(path)
    places = [(each.line, each.column, each.path) for each in caught.value.problems]
    assert places == [
        (2, 5, "/rules/0"),
        (2, 11, "/rules/0/code"),
        (2, 11, "/rules/0/code"),
        (4, 15, "/rules/0/severity"),
        (6, 28, "/rules/0/when/all/0/present"),
        (6, 62, "/rules/0/when/all/1/compare/op"),
        (6, 74, "/rules/0/when/all/1/compare/right"),
        (7, 14, "/rules/0/message"),
        (8, 12, "/rules/0/extra"),
        (9, 5, "/rules/1"),
    ]


def test_what_cannot_be_known_without_what_it_is_over_is_not_told(problems):
    assert [path for path, _ in problems(over="x", at="y", message="{z}", when={"present": "w"})] == ["/over"]


def test_a_code_stands_once_in_a_file_and_beside_it(write, one, made):
    beside = [made(code="ACMRSK002", name="theirs")]
    with pytest.raises(RefusedError) as caught:
        read_rules(
            write(
                one(),
                one(),
                one(code="ACMRSK002", name="other"),
                one(code="ACMRSK003"),
                one(code="ACMRSK004", name="theirs"),
            ),
            beside=beside,
        )
    assert [(each.path, each.message) for each in caught.value.problems] == [
        ("/rules/1/code", "the code ACMRSK001 is taken: rule 1 of this file has it; give each its own"),
        (
            "/rules/2/code",
            "the code ACMRSK002 is taken: ACMRSK002 theirs is a rule already; give each its own",
        ),
        ("/rules/3/name", "the name shows is taken: rule 1 of this file has it; give each its own"),
        (
            "/rules/4/name",
            "the name theirs is taken: ACMRSK002 theirs is a rule already; give each its own",
        ),
    ]


@pytest.mark.parametrize(
    ("data", "path", "said"),
    [
        ({}, "", NOTHING),
        ({"rule": []}, "", 'the key "rules" is missing'),
        ([], "", "a mapping is due here, not a list"),
        ({"rules": {}}, "/rules", "a list is due here, not a mapping"),
        ({"rules": [], "rule": 1}, "/rule", 'there is no key "rule" here; did you mean "rules"?'),
        ({"rules": [{"when": DEEP}]}, "/rules/0/when" + "/all/0" * 30 + "/all", "nested more than 64 levels deep; no rule is"),
        ({"rules": [{"when": {"not": "x" * 500}}]}, "/rules/0", 'the key "code" is missing'),
    ],
)  # fmt: skip
def test_a_file_of_another_form_is_refused(write, data, path, said):
    with pytest.raises(RefusedError) as caught:
        read_rules(write(data=data))
    first = caught.value.problems[0]
    assert (first.path, first.message) == (path, said)


@pytest.mark.parametrize("name", ["acme.yaml", "acme.json", "acme.toml"])
def test_an_empty_file_holds_no_rules(tmp_path, name):
    path = tmp_path / name
    path.write_text(" \n")
    with pytest.raises(RefusedError, match=NOTHING):
        read_rules(path)


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(LoadError, match=r"cannot be read: No such file"):
        read_rules(tmp_path / "acme.yaml")
    with pytest.raises(LoadError, match="this is a folder"):
        read_rules(tmp_path)
    with pytest.raises(UnknownNameError, match=r'there is no file format "\.txt"'):
        read_rules(tmp_path / "acme.txt")


@pytest.mark.parametrize(
    "text",
    [
        "rules: " + "[" * 100_000,
        "rules: [{when: " + "{not: " * 5000 + "x" + "}" * 5000 + "}]",
        "rules:\n" + "- - " * 30_000,
        "rules: [&a [x], *a]",
        "rules: " + "[" + "x, " * 100_000 + "]",
        "rules: [{when: {all: [" + "{present: nothing}, " * 50_000 + "]}, over: risk}]",
        "rules: [{over: risk, message: '" + "{x}" * 50_000 + "'}]",
        "rules: [{over: risk, when: {present: " + "risk." * 50_000 + "ref}}]",
        "rules: [{over: action, when: {present: " + "risk." * 50_000 + "ref}}]",
        "rules: [{" + "a" * 1_000_000 + ": 1}]",
    ],
    ids=range(10),
)
def test_a_hostile_file_is_refused_and_told_in_bounds(tmp_path, text):
    path = tmp_path / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read_rules(path)
    assert len(caught.value.problems) < 3000
    assert not caught.value.problems or len(str(caught.value.problems[0])) < 10_000


def test_a_long_list_of_wrong_rules_ends_with_how_many_were_not_examined(write):
    with pytest.raises(RefusedError) as caught:
        read_rules(write(*range(5000)))
    assert caught.value.problems[-1].message == "1000 problems so far; the last 4000 rules were not examined"


def test_as_deep_as_a_file_may_be_is_read_and_asked(asked):
    deep = {"present": "title"}
    for _ in range(28):
        deep = {"any": [deep, {"present": "notes"}]}
    register = Register(ref="r", title="T", risks=(Risk(ref="R", title="A"),))
    assert asked(register, when={"not": {"not": deep}})["R"].path == ""


def test_yaml_json_and_toml_hold_the_same_rules(tmp_path, write, one):
    data = {"rules": [one(given=compare("controls.count", ">", 0))]}
    (rule,) = read_rules(write(data=data))
    for module in (yaml_file, toml_file):
        path = tmp_path / f"acme{module.SUFFIXES[0]}"
        path.write_text(module.write(data), encoding="utf-8")
        (other,) = read_rules(path)
        assert attrs.evolve(other, check=rule.check) == rule


def test_rules_are_read_out_of_a_package_that_is_a_zip(tmp_path, one):
    with ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("acme.json", json.dumps({"rules": [one()]}))
    (rule,) = read_rules(ZipPath(tmp_path / "p.zip", "acme.json"))
    assert rule.code == "ACMRSK001"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {
            "given": {"all": [{"any": [{"present": "title"}]}]},
            "at": "title",
            "source": "",
            "by_default": False,
        },
        {"when": compare({"name": "title", "label": "t"}, "in", ["x"])},
        {"when": compare("as_of", "<", {"day": "2019-01-01"})},
        {"when": compare("controls.count", "<", {"name": "actions.count"})},
    ],
)
def test_the_schema_allows_what_is_read(write, one, changes):
    data = {"rules": [one(**changes)]}
    VALIDATOR.validate(data)
    assert read_rules(write(data=data))


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "GKACM001"},
        {"code": "acm"},
        {"name": "A"},
        {"severity": "bad"},
        {"over": "control"},
        {"when": None},
        {"page": None},
        {"extra": 1},
        {"when": {}},
        {"when": {"all": []}},
        {"when": {"opaque": "x", "sentence": "y", "opposite": "z"}},
        {"when": compare("title", "~", "x")},
        {"when": compare("title", "in", [])},
        {"when": compare("title", "in", [["x"]])},
        {"by_default": "no"},
    ],
)
def test_the_schema_refuses_what_is_refused_by_its_form(write, one, changes):
    data = {"rules": [one(**changes)]}
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(RefusedError):
        read_rules(write(data=data))


def test_the_schema_names_the_keys_and_choices_there_are():
    rule = SCHEMA["$defs"]["rule"]
    assert set(rule["properties"]) == set(attrs.fields_dict(WrittenRule))
    needed = {each.name for each in attrs.fields(WrittenRule) if each.default is attrs.NOTHING}
    assert set(rule["required"]) == needed
    assert rule["properties"]["severity"]["enum"] == list(Severity)
    assert rule["properties"]["over"]["enum"] == list(Over)
    assert set(SCHEMA["$defs"]["condition"]["properties"]) == set(_FORMS)
    assert SCHEMA["$defs"]["comparison"]["properties"]["op"]["enum"] == list(_RELATIONS)

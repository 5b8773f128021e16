"""What the engine runs over what, and how its findings are named, placed and ordered."""

import attrs
import pytest
from made_rules import DAY, KIT, REGISTER, make, run, says

from govkit import (
    Acceptance,
    Action,
    Assessment,
    AuditArea,
    Control,
    Edit,
    Event,
    Fail,
    Origin,
    OriginKind,
    Outcome,
    Over,
    Register,
    Revision,
    Risk,
    Severity,
    Toolkit,
    Unknown,
    hookimpl,
)
from govkit.io import loads


@pytest.mark.parametrize(
    ("path", "ref", "element"),
    [
        ("", "SR3.2", ""),
        ("/current/levels/impact", "SR3.2", "current/levels/impact"),
        ("/causes/1", "SR3.2", "causes/*"),
        ("/acceptances/0/until", "SR3.2", "acceptances/*/until"),
        ("/actions/0/deadline", "SR3.2/A1", "deadline"),
        ("/current/levels/7", "SR3.2", "current/levels/7"),
    ],
)
def test_a_finding_is_named_by_item_and_element_however_the_file_is_rearranged(path, ref, element):
    risk = Risk(
        ref="SR3.2",
        title="B",
        causes=("a", "b"),
        acceptances=(Acceptance(by="Board"),),
        actions=(Action(ref="A1", title="Do"),),
    )
    about = make(lambda item, _: [Fail(path, {"what": "it"})] if item.item == risk else [])
    for risks in ((risk, Risk(ref="SR3.1", title="A")), (Risk(ref="SR3.1", title="A"), risk)):
        (finding,) = run(about, register=attrs.evolve(REGISTER, risks=risks))
        assert (finding.ref, finding.element) == (ref, element)


def test_what_is_a_matter_of_taste_runs_only_when_it_is_asked_for():
    taste = make(says(Fail("", {"what": "style"})), by_default=False, source="house style")
    plugin = type("Plugin", (), {"govkit_rules": staticmethod(hookimpl(lambda: [taste]))})
    kit = Toolkit(plugin)
    assert kit.check(REGISTER, as_of=DAY) == []
    assert [each.ref for each in kit.check(REGISTER, as_of=DAY, only=["shows"])] == ["SR3.1", "SR3.2"]


def test_an_edit_is_counted_from_the_item_and_is_made_only_where_the_finding_counts():
    sound = make(says(Fail("", {"what": "it"}, edit=Edit("/title", "C"))), fixable=True)
    first, second = run(sound)
    assert (first.mend, second.mend) == (Edit("/risks/0/title", "C"), Edit("/risks/1/title", "C"))
    assert attrs.evolve(first, known=True).mend is None
    assert [each.mend for each in run(make(says(Fail("", {"what": "it"})), fixable=True))] == [None, None]


def test_a_rule_that_gives_edits_has_to_say_so():
    (finding,) = run(make(says(Fail("", {"what": "it"}, edit=Edit("/title", "C")))))
    assert finding.code == "GKPLG002"
    assert "it is not fixable, and gives an edit: say fixable=True" in finding.message


def test_message_is_worded_from_the_values():
    finding = run(make(says(Fail("", {"what": "the title"}, "because"))))[0]
    assert finding.message == "the title is wrong"
    assert finding.values == {"what": "the title"}
    assert finding.explanation == "because"
    assert (finding.code, finding.name, finding.severity) == ("ACMXXX001", "shows", Severity.NOTE)
    assert finding.outcome is Outcome.FAILS
    assert attrs.evolve(finding, values={"what": "Der Titel"}).message == "Der Titel is wrong"


def test_braces_in_a_value_stay_as_they_are():
    assert run(make(says(Fail("", {"what": "{nothing}"}))))[0].message == "{nothing} is wrong"


def test_finding_reads_as_one_line_with_its_place_if_it_has_one():
    shows = make(says(Fail("/title", {"what": "it"})), over=Over.REGISTER)
    (loaded,) = run(shows, register=loads("register: r\ntitle: T\n", "r.yaml"))
    assert str(loaded) == "r.yaml:2:8: ACMXXX001 note r: it is wrong"
    (made,) = run(shows)
    assert str(made) == "ACMXXX001 note r: it is wrong"


def test_rule_that_cannot_tell_says_what_was_missing():
    findings = run(make(says(Unknown("no levels are given", "/current"))))
    assert [(each.outcome, each.message, each.path) for each in findings] == [
        (Outcome.NOT_EVALUATED, "not evaluated: no levels are given", "/risks/0/current"),
        (Outcome.NOT_EVALUATED, "not evaluated: no levels are given", "/risks/1/current"),
    ]


def test_rule_that_says_nothing_finds_nothing():
    assert run(make(says())) == []


def everything() -> Register:
    return Register(
        ref="r",
        title="T",
        areas=(AuditArea(ref="4", title="Payroll"),),
        risks=(
            Risk(
                ref="SR3.1",
                title="A",
                inherent=Assessment(levels={"0": 1}),
                target=Assessment(),
                causes=("a cause",),
                controls=(Control(ref="C1", title="A"),),
                actions=(Action(ref="A1", title="A"), Action(ref="A2", title="B")),
            ),
        ),
        actions=(
            Action(
                ref="1.0",
                title="A",
                origin=Origin(kind=OriginKind.MEETING, raised="24/01/2019"),
                revisions=(Revision(deadline="ongoing"),),
                events=(
                    Event(
                        kind="action",
                        ref="2019-01-24/1.0",
                        trigger="start",
                        from_state="open",
                        to_state="ongoing",
                        effective=DAY,
                        recorded=DAY,
                    ),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("over", "given_items"),
    [
        (Over.REGISTER, [("r", "")]),
        (Over.RISK, [("SR3.1", "/risks/0")]),
        (Over.ASSESSMENT, [("SR3.1/inherent", "/risks/0/inherent"), ("SR3.1/target", "/risks/0/target")]),
        (
            Over.ACTION,
            [
                ("SR3.1/A1", "/risks/0/actions/0"),
                ("SR3.1/A2", "/risks/0/actions/1"),
                ("2019-01-24/1.0", "/actions/0"),
            ],
        ),
    ],
)
def test_rule_is_given_every_item_it_is_over_with_its_place(over, given_items):
    seen = []

    def look(located, context):
        assert context.register is register
        assert context.as_of == DAY
        seen.append((located.address, located.path))
        return ()

    register = everything()
    run(make(look, over=over), register=register)
    assert seen == given_items


@pytest.mark.parametrize(
    ("path", "ref"),
    [
        ("", "r"),
        ("/title", "r"),
        ("/risks", "r"),
        ("/risks/0", "SR3.1"),
        ("/risks/0/causes/0", "SR3.1"),
        ("/risks/0/inherent/levels/0", "SR3.1"),
        ("/risks/0/controls/0/title", "SR3.1/C1"),
        ("/risks/0/actions/1/deadline", "SR3.1/A2"),
        ("/actions/0", "2019-01-24/1.0"),
        ("/actions/0/revisions/0/deadline", "2019-01-24/1.0"),
        ("/actions/0/events/0/why", "2019-01-24/1.0"),
        ("/areas/0/overall_risk", "4"),
    ],
)
def test_finding_names_the_innermost_item_its_path_leads_through(path, ref):
    finding = run(make(says(Fail(path, {"what": "it"})), over=Over.REGISTER), register=everything())[0]
    assert (finding.ref, finding.path) == (ref, path)


YAML = """\
register: r
title: T
risks:
  - ref: SR3.1
    title: A
    current: {levels: {likelihood: 9}, printed: 3}
  - {ref: SR3.2, title: B}
"""
JSON = """{"register": "r", "title": "T",
 "risks": [
   {"ref": "SR3.1", "title": "A",
    "current": {"levels": {"likelihood": 9}, "printed": 3}},
   {"ref": "SR3.2", "title": "B"}]}
"""
TOML = """register = "r"
title = "T"

[[risks]] # one
ref = "SR3.1"
title = "A"
current = { levels = { likelihood = 9}, printed = 3}
[[risks]] # two
ref = "SR3.2"
title = "B"
"""


@pytest.mark.parametrize(("text", "name"), [(YAML, "r.yaml"), (JSON, "r.json"), (TOML, "r.toml")])
def test_finding_stands_where_the_source_has_it_or_else_what_is_around_it(text, name):
    def place(start):
        line = next(line for line in text.splitlines() if start in line)
        return text.splitlines().index(line) + 1, line.index(start) + 1

    paths = ["", "/current/levels/likelihood", "/current/printed", "/target"]
    shows = make(says(*(Fail(path, {"what": path}) for path in paths)))
    found = {each.path: each for each in run(shows, register=loads(text, name))}
    first = place({"r.yaml": "ref: SR3.1", "r.json": '{"ref": "SR3.1"', "r.toml": "[[risks]] # one"}[name])
    second = place({"r.yaml": "{ref: SR3.2", "r.json": '{"ref": "SR3.2"', "r.toml": "[[risks]] # two"}[name])
    assert {path: (each.line, each.column) for path, each in found.items()} == {
        "/risks/0": first,
        "/risks/0/current/levels/likelihood": place("9}"),
        "/risks/0/current/printed": place("3}"),
        "/risks/0/target": first,
        "/risks/1": second,
        "/risks/1/current/levels/likelihood": second,
        "/risks/1/current/printed": second,
        "/risks/1/target": second,
    }
    assert {each.file for each in found.values()} == {name}


def test_register_made_in_code_has_no_place_in_a_file():
    finding = run(make(says(Fail("", {"what": "it"}))))[0]
    assert (finding.file, finding.line, finding.column) == (None, None, None)


def test_findings_come_in_the_order_of_the_source_and_at_one_place_in_the_order_of_codes():
    text = "actions:\n- {ref: '1', title: A}\nrisks:\n- {ref: R1, title: A}\ntitle: T\nregister: r\n"
    rules = [
        make(says(Fail("", {"what": "it"})), code=f"ACM{family}00{number}", over=over)
        for family, over in (("RSK", Over.RISK), ("ACT", Over.ACTION), ("REG", Over.REGISTER))
        for number in (2, 1)
    ]
    findings = run(*rules, register=loads(text, "r.yaml"))
    assert [each.code[3:] for each in findings] == [
        "REG001",
        "REG002",
        "ACT001",
        "ACT002",
        "RSK001",
        "RSK002",
    ]


def test_findings_of_one_line_come_in_the_order_of_their_columns():
    text = "{actions: [{ref: '1', title: A}], risks: [{ref: R1, title: A}], title: T, register: r}"
    rules = [make(says(Fail("", {"what": "it"})), over=over) for over in (Over.RISK, Over.ACTION)]
    assert [each.ref for each in run(*rules, register=loads(text, "r.yaml"))] == ["1", "R1"]


def test_findings_in_a_register_made_in_code_come_in_the_order_of_its_items():
    register = Register(ref="r", title="T", risks=tuple(Risk(ref=f"R{n}", title="A") for n in range(12)))
    findings = run(make(says(Fail("", {"what": "it"}))), register=register)
    assert [each.ref for each in findings] == [f"R{n}" for n in range(12)]


def test_path_of_digits_that_are_no_index_is_put_in_order_too():
    """Regression: ``"²".isdigit()``, but there is no ``int("²")``."""
    register = Register(ref="r", title="T", workflows={"²": "gone", "1" * 5000: "gone"})
    findings = KIT.check(register, as_of=DAY, only=["dangling-ref"])
    assert {each.path for each in findings} == {"/workflows/²", "/workflows/" + "1" * 5000}

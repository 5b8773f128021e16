"""What a rule must be, and what the engine does with it whatever it does."""

import re
import statistics
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    AuditArea,
    Body,
    BodyKind,
    Comparator,
    Context,
    Control,
    DefinitionError,
    Direction,
    Edit,
    Event,
    Fail,
    Finding,
    Indicator,
    Meeting,
    Objective,
    Origin,
    OriginKind,
    Outcome,
    Over,
    Plan,
    Reading,
    Register,
    Report,
    Revision,
    Risk,
    Severity,
    Toolkit,
    Unknown,
    Update,
    hookimpl,
    rule,
)
from govkit.blame import said
from govkit.io import loads
from govkit.rules import HEADINGS, Rule, check
from govkit.testing.strategies import cadences, work_calendars

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)
PAGE = "It shows.\n\n" + "\n\n".join(f"{heading}\nSomething." for heading in HEADINGS)
REGISTER = Register(ref="r", title="T", risks=(Risk(ref="SR3.1", title="A"), Risk(ref="SR3.2", title="B")))


def make(function, **changes) -> Rule:
    defaults = {
        "code": "ACMXXX001",
        "name": "shows",
        "severity": Severity.NOTE,
        "over": Over.RISK,
        "message": "{what} is wrong",
        "page": PAGE,
    }
    return Rule(check=function, **(defaults | changes))


def run(*rules: Rule, register: Register = REGISTER) -> list[Finding]:
    context = Context(register=register, as_of=DAY, schemes=KIT.schemes, workflows=KIT.workflows)
    return check([(each, "acme-rules 2.0") for each in rules], context)


@pytest.mark.parametrize(
    ("path", "ref", "element"),
    [
        ("", "SR3.2", ""),
        ("/current/levels/impact", "SR3.2", "current/levels/impact"),
        ("/causes/1", "SR3.2", "causes/*"),
        ("/acceptances/0/until", "SR3.2", "acceptances/*/until"),
        ("/actions/0/deadline", "SR3.2/A1", "deadline"),
        ("/nowhere/7", "SR3.2", "nowhere/7"),
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


def says(*results):
    """Make a check that yields the same results for every item."""
    return lambda _, __: iter(results)


# ----------------------------------------------------------------------------------------------- definitions


def test_all_faults_of_a_definition_are_listed():
    with pytest.raises(DefinitionError) as caught:
        make(says(), code="x1", name="Not A Name", severity="high", over="control", page="It shows.")
    assert caught.value.subject == "rule Not A Name"
    assert caught.value.problems == (
        'the code "x1" is not of the form ABCDEF001',
        'the name "Not A Name" is not lower-case words joined by hyphens',
        "'high' is no Severity",
        "'control' is no Over",
        'the page has no heading "What it does"',
        'the page has no heading "Why it matters"',
        'the page has no heading "Example"',
        'the page has no heading "Instead"',
    )


@pytest.mark.parametrize("code", ["", "GK001", "gkref001", "GKREF01", "GKREF0011", "GKREF001\n", "GK-REF001"])
def test_code_of_another_form_is_refused(code):
    with pytest.raises(DefinitionError, match="rule shows: the code"):
        make(says(), code=code)


@pytest.mark.parametrize("name", ["", "Shows", "two words", "a--b", "-a", "a-", "a_b", "shows\n"])
def test_name_of_another_form_is_refused(name):
    with pytest.raises(DefinitionError, match="is not lower-case words"):
        make(says(), name=name)


def test_definition_without_a_name_is_called_by_its_code():
    with pytest.raises(DefinitionError, match=r"^rule ACMXXX001: the name"):
        make(says(), name="")


def test_words_of_the_enums_stay_as_they_are_in_output():
    assert list(Severity) == ["error", "warning", "note"]
    assert list(Outcome) == ["fails", "waived", "not evaluated"]
    assert list(Over) == ["register", "risk", "assessment", "action"]


def test_rule_shows_itself_without_its_page():
    assert "What it does" not in repr(make(says()))


@pytest.mark.parametrize("over", list(Over))
def test_string_in_place_of_an_enum_is_refused_even_if_it_reads_the_same(over):
    with pytest.raises(DefinitionError, match=f"'{over}' is no Over"):
        make(says(), over=str(over))


@pytest.mark.parametrize("heading", HEADINGS)
def test_heading_within_a_line_is_no_heading(heading):
    with pytest.raises(DefinitionError) as caught:
        make(says(), page=PAGE.replace(f"{heading}\n", f"{heading}: "))
    assert caught.value.problems == (f'the page has no heading "{heading}"',)


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("{what is wrong", "expected '}' before end of string"),
        ("{", "Single '{' encountered in format string"),
        ("what} is wrong", "Single '}' encountered in format string"),
    ],
)
def test_message_with_a_broken_brace_is_refused(message, fault):
    with pytest.raises(DefinitionError) as caught:
        make(says(), message=message)
    assert caught.value.problems == (f'the message "{message}" cannot be filled in: {fault}',)


@pytest.mark.parametrize("message", ["", "nothing to fill in", "{{what}} stays", "{what!r:>9} is wrong"])
def test_message_whose_braces_are_whole_is_taken(message):
    assert make(says(), message=message).message == message


def test_rule_without_a_docstring_is_refused():
    decorate = rule(code="ACMXXX001", name="shows", severity=Severity.NOTE, over=Over.RISK, message="m")
    with pytest.raises(DefinitionError, match="has no heading"):
        decorate(lambda _, __: [])


def test_decorator_makes_a_rule_whose_page_is_the_docstring():
    @rule(code="ACMXXX001", name="shows", severity=Severity.NOTE, over=Over.RISK, message="m")
    def shows(_, __):
        """It shows.

        What it does
        Why it matters
        Example
        Instead
        """
        yield Fail()

    assert isinstance(shows, Rule)
    assert (shows.code, shows.name, shows.severity, shows.over) == (
        "ACMXXX001",
        "shows",
        Severity.NOTE,
        Over.RISK,
    )
    assert shows.page == "It shows.\n\nWhat it does\nWhy it matters\nExample\nInstead"
    assert shows.title == "It shows"


# -------------------------------------------------------------------------------------------------- findings


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
        ("/risks/1/title", "r"),
        ("/risks/first", "r"),
        ("/nowhere/0/at~1all", "r"),
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


# --------------------------------------------------------------------------------------------- broken rules


BROKE = "ACMXXX001 shows of acme-rules 2.0 raised"


class SpeechlessError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def raises(error):
    def look(_, __):
        raise error

    return look


def exits(_, __):
    sys.exit(3)


def at(statement):
    """Say where in this file the one line with a statement is, the way a message does."""
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    (number,) = (number for number, line in enumerate(lines, 1) if line.strip() == statement)
    return f" (test_engine.py, line {number})"


def half_way(_, __):
    yield Fail("", {"what": "the first half"})
    raise KeyError("second half")


@pytest.mark.parametrize(
    ("function", "error", "place"),
    [
        pytest.param(raises(ValueError("at once")), "ValueError: at once", at("raise error"), id="at once"),
        pytest.param(raises(ValueError()), "ValueError", at("raise error"), id="without a message"),
        pytest.param(
            raises(ValueError("two\n  lines")), "ValueError: two lines", at("raise error"), id="several lines"
        ),
        pytest.param(raises(SpeechlessError()), "SpeechlessError", at("raise error"), id="cannot say itself"),
        pytest.param(
            half_way, "KeyError: 'second half'", at('raise KeyError("second half")'), id="raises half-way"
        ),
        pytest.param(exits, "SystemExit: 3", at("sys.exit(3)"), id="exits"),
        pytest.param(
            lambda _, __: None, "TypeError: 'NoneType' object is not iterable", "", id="returns None"
        ),
        pytest.param(
            says("a text"), "AttributeError: 'str' object has no attribute 'path'", "", id="no result"
        ),
        pytest.param(
            says(Fail(path=7)), "AttributeError: 'int' object has no attribute 'startswith'", "", id="no path"
        ),
        pytest.param(
            says(Fail("title", {"what": "it"})),
            'DefinitionError: shows: the path "title" is no JSON Pointer: begin it with "/"',
            "",
            id="path without its slash",
        ),
        pytest.param(
            says(Unknown("no levels are given", "current")),
            'DefinitionError: shows: the path "current" is no JSON Pointer: begin it with "/"',
            "",
            id="path of an Unknown without its slash",
        ),
    ],
)
def test_rule_that_breaks_is_one_finding_and_costs_no_other_rule_anything(function, error, place):
    sound = make(says(Fail("", {"what": "it"})), code="ACMXXX002", name="sound")
    findings = run(make(function), sound)
    broken = [each for each in findings if each.code == "GKPLG002"]
    message = f"{BROKE} {error}{place}, here and at 1 more; it did not finish"
    assert [each.message for each in broken] == [message]
    assert (broken[0].ref, broken[0].path, broken[0].severity) == ("SR3.1", "/risks/0", Severity.ERROR)
    assert broken[0].outcome is Outcome.FAILS
    assert [each.ref for each in findings if each.code == sound.code] == ["SR3.1", "SR3.2"]


def test_rule_that_leaves_out_a_value_of_its_message_is_one_finding_too():
    sound = make(says(Fail("", {"what": "it"})), code="ACMXXX002", name="sound")
    findings = run(make(says(Fail("", {"other": 1}))), sound)
    (broken,) = (each for each in findings if each.code == "GKPLG002")
    error = r"KeyError: 'what' \(\w+\.py, line \d+\)"
    assert re.fullmatch(rf"{re.escape(BROKE)} {error}, here and at 1 more; it did not finish", broken.message)
    assert (broken.ref, broken.path, broken.severity) == ("SR3.1", "/risks/0", Severity.ERROR)
    assert [each.ref for each in findings if each.code == sound.code] == ["SR3.1", "SR3.2"]


def made_in(file, text):
    """Make a function "look" of a text, as if it stood in a file."""
    names: dict[str, object] = {}
    exec(compile(text, file, "exec"), names)  # noqa: S102 - our own text
    return names["look"]


def test_place_is_the_file_and_line_that_raised_and_not_the_one_that_called_it():
    helper = made_in("/acme/deep/helper.py", "\n\ndef look(_, __):\n    x = 1\n    raise ValueError('no')\n")
    findings = run(make(lambda item, context: list(helper(item, context))))
    assert findings[0].values["error"] == "ValueError: no (helper.py, line 5)"


def test_place_of_a_rule_in_no_file_is_left_out():
    look = made_in("<string>", "def look(_, __):\n    raise ValueError('no')\n")
    assert run(make(look))[0].values["error"] == "ValueError: no"


def test_place_is_not_in_the_standard_library_unless_there_is_no_other():
    look = made_in("/acme/look.py", "import statistics\ndef look(_, __):\n    return statistics.mean([])\n")
    assert run(make(look))[0].values["error"].endswith(" (look.py, line 3)")
    with pytest.raises(statistics.StatisticsError) as caught:
        statistics.mean([])
    alone = caught.value.with_traceback(caught.tb.tb_next)
    assert re.fullmatch(r"StatisticsError: .* \(statistics\.py, line [0-9]+\)", said(alone))


def test_a_file_that_is_refused_is_named_once_and_so_is_the_line_that_read_it():
    text = "from govkit import Scheme\ndef look(_, __):\n    Scheme.from_toml_text('x = 1', 'a.toml')\n"
    told = run(make(made_in("/acme/look.py", text)))[0].values["error"]
    assert told.startswith('RefusedError: a.toml was not loaded: 1:1: the key "id" is missing; 1:1: the key ')
    assert told.count("a.toml") == 1
    assert told.endswith(" (look.py, line 3)")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("no"), "ValueError: no"),
        (ValueError(), "ValueError"),
        (SpeechlessError(), "SpeechlessError"),
    ],
)
def test_error_that_nobody_raised_has_no_place(error, words):
    assert said(error) == words


@pytest.mark.parametrize("path", ["title", "risks/0", " /title", "#/title"])
def test_path_that_does_not_begin_with_a_slash_is_the_rules_fault_and_named(path):
    (finding,) = run(make(says(Fail(path, {"what": "it"})), over=Over.REGISTER))
    assert (finding.code, finding.path, finding.ref) == ("GKPLG002", "", "r")
    assert f'the path "{path}" is no JSON Pointer: begin it with "/"' in finding.message


def test_what_a_rule_found_before_it_broke_is_kept():
    findings = run(make(half_way))
    assert [(each.code, each.ref) for each in findings] == [
        ("ACMXXX001", "SR3.1"),
        ("GKPLG002", "SR3.1"),
        ("ACMXXX001", "SR3.2"),
    ]


def test_rule_that_breaks_for_one_item_goes_on_with_the_others():
    def look(located, _):
        if located.item.ref == "SR3.1":
            raise ZeroDivisionError("no controls")
        yield Fail("", {"what": located.item.ref})

    findings = run(make(look))
    place = at('raise ZeroDivisionError("no controls")')
    assert [(each.code, each.ref, each.message) for each in findings] == [
        (
            "GKPLG002",
            "SR3.1",
            f"{BROKE} ZeroDivisionError: no controls{place}, here; it did not finish",
        ),
        ("ACMXXX001", "SR3.2", "SR3.2 is wrong"),
    ]


def test_interrupt_from_the_keyboard_is_no_rules_fault():
    with pytest.raises(KeyboardInterrupt):
        run(make(raises(KeyboardInterrupt())))


# ----------------------------------------------------------------------------------- rules over any register

SETTINGS = settings(max_examples=100, database=None, deadline=None)

refs = st.one_of(
    st.sampled_from(["R1", "R2", "R3", "A1", "C1", "1.0", "²", "10"]),
    st.text("Aab019²~.- ", min_size=1, max_size=3).filter(lambda text: text == text.strip()),
)
readable = ["28/02/2019", "Mar-16", "Q4 2019-20", "ongoing", "01/02/2019 onwards", "31/12/9999", "2019-10-09"]
dates = st.sampled_from([None, "", " ", "Date Req", "11/12", *readable])
levels = st.dictionaries(
    st.sampled_from(["likelihood", "impact", "impct", "²"]),
    st.one_of(
        st.integers(-1, 6),
        st.sampled_from(["Likely", "likly", "Minor", ""]),
        st.dictionaries(st.sampled_from(["political", "social", "²"]), st.integers(0, 6), max_size=2),
    ),
    max_size=3,
)
schemes = st.sampled_from(["cambs-2019", "cambs-2019", "cambs-2019", "cambs-2016", "gone", None])
assessments = st.none() | st.builds(
    Assessment,
    levels=st.fixed_dictionaries({"likelihood": st.integers(1, 4), "impact": st.integers(1, 4)}) | levels,
    scheme=schemes,
    printed=st.none() | st.sampled_from([12, "12", "High", ""]),
    date=dates,
)
people = st.sampled_from([None, "Clerk"])
workflows = st.sampled_from([None, "action", "gone"])
actions = st.builds(
    Action,
    ref=refs,
    title=st.just("T"),
    workflow=workflows,
    state=st.sampled_from([None, "open", "ongoing", "overdue", "closed", "gone"]),
    origin=st.none()
    | st.builds(Origin, kind=st.sampled_from(OriginKind), raised=dates, area=st.none() | refs),
    owner=people,
    start=dates,
    deadline=dates,
    revisions=st.lists(
        st.builds(
            lambda text: Revision(deadline=Action(ref="x", title="x", deadline=text).deadline),
            dates.filter(bool),
        ),
        max_size=1,
    ).map(tuple),
    end=dates,
    updates=st.lists(st.builds(Update, date=dates), max_size=2).map(tuple),
)


def some(strategy, _=None, *, least=0):
    """List items, some of which may have the same address."""
    return st.lists(strategy, min_size=least, max_size=least + 2).map(tuple)


def distinct(strategy, key=lambda item: item.ref, *, least=0):
    """List items, each with an address of its own."""
    return st.lists(strategy, min_size=least, max_size=least + 2, unique_by=key).map(tuple)


def risks(listed):
    return st.builds(
        Risk,
        ref=refs,
        title=st.just("T"),
        status_date=dates,
        objective=st.none() | refs,
        executive_lead=people,
        senior_lead=people,
        inherent=assessments,
        current=assessments,
        target=assessments,
        controls=listed(
            st.builds(Control, ref=refs, title=st.just("T"), effective=st.sampled_from([None, True, False]))
        ),
        assurances=listed(
            st.builds(
                Assurance,
                ref=refs,
                title=st.just("T"),
                covers=st.lists(refs, max_size=2).map(tuple),
                line=st.none() | st.integers(1, 3),
                received=dates,
                expires=dates,
                conclusion=st.sampled_from([None, "sound"]),
            )
        ),
        actions=listed(actions, lambda item: item.address),
        acceptances=some(st.builds(Acceptance, by=people, why=people, on=dates, until=dates)),
        reports=some(st.builds(Report, to=refs, on=dates)),
    )


periods = st.sampled_from(["May 2019", "June 2019", "year ending June 2018", "lately", "31/12/9999"])
figures = st.sampled_from([Decimal(0), Decimal("79.4"), Decimal(81), Decimal(-3), Decimal(794)])
indicators = st.builds(
    Indicator,
    ref=refs,
    title=st.just("T"),
    unit=st.sampled_from(["%", "% change", "minutes"]),
    direction=st.none() | st.sampled_from(Direction),
    target=st.none() | figures,
    comparator=st.none()
    | st.builds(Comparator, title=st.just("T"), value=figures, period=st.none() | periods),
    objective=st.none() | refs,
    risks=st.lists(refs, max_size=2).map(tuple),
    readings=some(
        st.builds(Reading, period=periods, value=st.none() | figures, sample=st.sampled_from([None, 1187]))
    ),
)
bodies = st.builds(
    Body,
    ref=refs,
    title=st.just("T"),
    kind=st.sampled_from(BodyKind),
    reports=st.none() | cadences(),
    escalates=st.booleans(),
    leads=st.lists(people.filter(bool), max_size=1).map(tuple),
    meetings=some(st.builds(Meeting, on=dates.filter(bool), considers_register=st.booleans())),
)
plans = st.builds(
    Plan,
    ref=refs,
    title=st.just("T"),
    covers=st.lists(refs, max_size=2).map(tuple),
    covers_all=st.booleans(),
)


def registers(listed):
    return st.builds(
        Register,
        ref=refs,
        title=st.just("T"),
        edition=dates,
        scheme=schemes,
        workflows=st.dictionaries(st.sampled_from(["action", "²"]), workflows.filter(bool), max_size=2),
        review=st.none() | cadences(),
        calendar=st.none() | work_calendars(),
        objectives=listed(st.builds(Objective, ref=refs, title=st.just("T"))),
        bodies=listed(bodies),
        indicators=listed(indicators),
        plans=listed(plans),
        areas=listed(
            st.builds(
                AuditArea, ref=refs, title=st.just("T"), overall_risk=st.none() | refs | st.just("other#R1")
            )
        ),
        risks=listed(risks(listed), least=2),
        actions=listed(actions, lambda item: item.address),
    )


@SETTINGS
@given(registers(some))
def test_shipped_rules_never_break_and_place_what_they_find(register):
    for finding in KIT.check(register, as_of=DAY):
        assert finding.code != "GKPLG002", finding.message
        assert finding.message
        match finding.path.split("/"):
            case ["", "risks", index, *_]:
                assert finding.ref.split("/")[0] == register.risks[int(index)].ref
            case ["", "actions", index, *_]:
                assert finding.ref == register.actions[int(index)].address
        item = register
        for part in finding.path.split("/")[1:]:
            if isinstance(item, tuple):
                item = item[int(part)]
            elif not isinstance(item, Mapping):  # levels and lifecycles: a fault may name what is not there
                item = getattr(item, part)


@SETTINGS
@given(registers(distinct), st.data())
def test_order_of_risks_does_not_change_what_is_found(register, data):
    shuffled = attrs.evolve(register, risks=tuple(data.draw(st.permutations(register.risks))))

    def found(one):
        return {(each.code, each.ref, each.message) for each in KIT.check(one, as_of=DAY)}

    assert found(shuffled) == found(register)

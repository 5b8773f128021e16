"""A rule that breaks down is one finding, and costs no other rule anything."""

import re
import statistics
import sys
from pathlib import Path

import pytest
from made_rules import make, run, says

from govkit import Edit, Fail, Outcome, Over, Severity, Unknown
from govkit.blame import said

BROKE = "ACMXXX001 shows of acme-rules 2.0 raised"


class SpeechlessError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


class StrangeError(BaseException):
    pass


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
    return f" (test_broken_rules.py, line {number})"


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
            says(Fail(path=7)),
            "DefinitionError: shows: the path 7 is no text: give a JSON Pointer, or leave it out",
            "",
            id="no path",
        ),
        pytest.param(
            says(Fail(None)),
            "DefinitionError: shows: the path None is no text: give a JSON Pointer, or leave it out",
            "",
            id="None for a path",
        ),
        pytest.param(
            says(Fail("/nope/3", {"what": "it"})),
            'DefinitionError: shows: the path "/nope/3" leads to nothing in the item that was checked',
            "",
            id="path of a key that there is not",
        ),
        pytest.param(
            says(Fail("/actions/0", {"what": "it"})),
            'DefinitionError: shows: the path "/actions/0" leads to nothing in the item that was checked',
            "",
            id="path behind the end of a list",
        ),
        pytest.param(
            says(Unknown(" ")),
            "DefinitionError: shows: what is missing is ' ': say what the rule would need, as a clause",
            "",
            id="nothing is missing",
        ),
        pytest.param(raises(StrangeError("x")), "StrangeError: x", at("raise error"), id="no Exception"),
        pytest.param(
            says(Fail("", {"what": "it"}, edit=Edit("title", 5))),
            'DefinitionError: shows: the path "title" is no JSON Pointer: begin it with "/"; '
            "the text of the edit is 5: give a text, or None to take the entry out; "
            "it is not fixable, and gives an edit: say fixable=True",
            "",
            id="edit that cannot be made",
        ),
        pytest.param(
            says(Fail("", {"what": "it"}, edit=5)),
            "DefinitionError: shows: the edit is int: give an Edit",
            "",
            id="edit that is none",
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


def test_whoever_stops_a_check_stops_it():
    with pytest.raises(KeyboardInterrupt):
        run(make(raises(KeyboardInterrupt())))


def test_a_path_may_lead_to_what_is_not_recorded():
    findings = run(make(says(Fail("/current/levels/likelihood", {"what": "it"}))))
    assert [each.path for each in findings] == [f"/risks/{at}/current/levels/likelihood" for at in (0, 1)]

"""What a rule must be."""

import pytest
from made_rules import PAGE, make, says

from govkit import DefinitionError, Fail, Outcome, Over, Severity, rule
from govkit.rules import HEADINGS, Rule


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

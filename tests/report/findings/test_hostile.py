"""Whatever a register says, each form stays what it is, and tells the same message to who reads it back."""

import json
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from govkit.report.findings import (
    concise_findings,
    findings_data,
    github_findings,
    junit_findings,
    markdown_findings,
    sarif_findings,
    text_findings,
)
from govkit.report.markdown import escaped
from govkit.report.visible import visible
from govkit.rules import Outcome

ROOT = Path("/root")
PIECES = [
    "]]>", "::", "%", "%0A", "|", "\n", "\r", "\x00", "\x1b[31m", '"', "'", "\\", "{", "}", "{0}", "{{", "[", "]",
    "](", "[a](http://x)", "\\[", "<b>", "&amp;", "`", "*", "::error::", ",", ":", "\u2028", "\u202e", "\ud800", "漢",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec=None), max_size=4), max_size=8).map(
    "".join
)
OUTCOME = st.sampled_from([Outcome.FAILS, Outcome.NOT_EVALUATED])


def of_sarif(text):
    """Read a plain-text message as SARIF says (§3.11.5 and §3.11.6): no placeholder in it, and no link."""
    braces = text.replace("{{", "").replace("}}", "")
    assert not re.search("[{}]", braces)
    text = text.replace("{{", "{").replace("}}", "}")
    assert not re.search(r"(?<!\\)(?:\\\\)*\]\(", text)
    return re.sub(r"\\([\\\[\]])", r"\1", text) if "\\](" in text else text


@given(TEXT, TEXT, OUTCOME)
def test_json_and_sarif_hold_the_very_message(make, of, message, ref, outcome):
    results = of(make(message, ref=ref, outcome=outcome))
    (told,) = json.loads(json.dumps(findings_data(results), default=str))["findings"]
    assert (told["message"], told["ref"]) == (message, ref)
    ((result,),) = (run["results"] for run in json.loads(sarif_findings(results, ROOT))["runs"])
    assert of_sarif(result["message"]["text"]) == message
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == ref


@given(TEXT, TEXT, OUTCOME)
def test_junit_holds_the_message_made_visible(make, of, message, ref, outcome):
    root = fromstring(junit_findings(of(make(message, ref=ref, outcome=outcome))).encode())  # noqa: S314
    (case,) = root[0]
    assert case.get("name") == f"GKACT001 action-without-owner: {visible(ref)}"
    assert (case[0].get("message"), case[0].text or "") == (visible(message), visible(message))


@given(st.tuples(TEXT, TEXT, TEXT), OUTCOME)
def test_github_reads_one_command_with_the_message_made_visible(make, of, texts, outcome):
    message, ref, explanation = texts
    told = github_findings(of(make(message, ref=ref, explanation=explanation, outcome=outcome)), ROOT)
    command, _ = told.removesuffix("\n").split("\n")
    head, properties, data = re.fullmatch(r"::(warning|notice) (.*?)::(.*)", command).groups()
    assert (head == "warning") == (outcome is Outcome.FAILS)
    ((key, title),) = (each.split("=", 1) for each in properties.split(","))
    assert (key, unescaped(title)) == ("title", f"GKACT001 action-without-owner: {visible(ref)}")
    assert unescaped(data) == "\n".join(visible(text) for text in (message, explanation) if text)


def unescaped(text):
    """Undo escapes as the runner does: those of the percent sign last."""
    for written, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, char)
    return text


@given(TEXT.filter(bool), TEXT, OUTCOME)
def test_markdown_has_one_row_with_the_message_escaped(make, of, message, ref, outcome):
    finding = make(message, ref=ref, outcome=outcome)
    *_, row = markdown_findings(of(finding)).removesuffix("\n").split("\n")
    assert row.endswith(f"| {escaped(message)} |")
    assert markdown_findings(of(finding)).count("\n| ") == 3


@given(TEXT, TEXT, OUTCOME)
def test_text_has_one_line_with_the_message_made_visible(make, of, message, ref, outcome):
    results = of(make(message, ref=ref, outcome=outcome))
    said = f"GKACT001 warning {visible(ref)}: {visible(message)}"
    assert concise_findings(results) == text_findings(results)
    assert text_findings(results).removesuffix("\n").split("\n")[0] == said
    assert len(text_findings(results).split("\n")) == 3

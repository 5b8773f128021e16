"""Findings as JUnit XML, which build servers show as tests."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, indent, tostring

from govkit.errors import Problem
from govkit.report.findings.places import place_of
from govkit.report.findings.results import Checked, Results, Unread
from govkit.report.findings.told import told
from govkit.report.markup import element
from govkit.report.visible import visible
from govkit.rules import Finding, Settings


def junit_findings(results: Results) -> str:
    """Write findings as JUnit XML.

    Each register is a suite, with one case that is skipped if there was nothing to look at. A rule that found
    something is a case for each item, one that found nothing a case that passes. What fails is a failure;
    what could not be told, what is waived or known, and what is below the level that fails a check is
    skipped. A file that could not be checked is a suite with one error.

    Args:
        results: what a check came to.

    Returns:
        XML without hidden characters, ending in a newline.
    """
    suites = [
        *(_suite(each.name, list(_cases(each)), each.noted) for each in results.checked),
        *(_suite(each.file, [_unread(each)]) for each in results.unread),
    ]
    root = element("testsuites", *suites, name="govkit check", **_totals(suites))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(name: str, cases: Sequence[Element], noted: Sequence[Problem] = ()) -> Element:
    def count(tag: str) -> str:
        return str(sum(case.find(tag) is not None for case in cases))

    said = element("system-out")
    said.text = "\n".join(map(visible, map(str, noted)))
    return element(
        "testsuite",
        *cases,
        *([said] if noted else ()),
        name=name,
        tests=str(len(cases)),
        failures=count("failure"),
        errors=count("error"),
        skipped=count("skipped"),
    )


def _totals(suites: Sequence[Element]) -> dict[str, str]:
    return {
        name: str(sum(int(suite.attrib[name]) for suite in suites))
        for name in ("tests", "failures", "errors")
    }


def _cases(checked: Checked) -> Iterator[Element]:
    if checked.bare:
        skipped = element("skipped", message="nothing to check", type="nothing to check")
        yield _case(checked.register.ref, "is checked", skipped)
        return
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in checked.findings:
        groups.setdefault((finding.code, finding.name, finding.ref), []).append(finding)
    found = {code for code, _, _ in groups}
    register = checked.register.ref
    for (code, name, ref), findings in groups.items():
        yield _case(register, f"{code} {name}: {ref}", _verdict(findings, checked.settings))
    for rule, _ in checked.rules:
        if rule.code not in found:
            yield _case(register, f"{rule.code} {rule.name}")


def _case(group: str, name: str, *verdict: Element) -> Element:
    return element("testcase", *verdict, classname=group, name=name)


def _verdict(findings: Sequence[Finding], settings: Settings) -> Element:
    """Say what became of a rule at an item; a failure outweighs what is waived or could not be told."""
    failing = [each for each in findings if settings.fails(each)]
    first = (failing or findings)[0]
    aside = "known" if first.known else first.severity if first.counts else first.outcome
    verdict = element(
        "failure" if failing else "skipped", message=told(first), type=first.severity if failing else aside
    )
    # One line each; that is why the lines, and not the text, are made visible.
    verdict.text = "\n".join(visible(line) for each in findings for line in _lines(each))
    return verdict


def _lines(finding: Finding) -> Iterator[str]:
    place = place_of(finding)
    yield f"{place}: {told(finding)}" if place else told(finding)
    if finding.explanation:
        yield finding.explanation


def _unread(unread: Unread) -> Element:
    said = [str(problem) for problem in unread.problems]
    error = element("error", message=said[0], type="not checked")
    error.text = "\n".join(map(visible, said))
    return _case(unread.file, "is read", error)

"""Which rules run, how much they matter, and where they keep silent."""

from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Action, Assessment, Over, Register, Risk, Settings, Severity, Toolkit, hookimpl, rule
from govkit.io import loads
from govkit.rules import Outcome
from govkit.rules.shipped import govkit_rules

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)
RULES = govkit_rules()
REGISTER = Register(
    ref="r",
    title="T",
    scheme="cambs-2019",
    risks=(
        Risk(
            ref="R1",
            title="A",
            current=Assessment(levels={"likelihood": 1, "impact": 1}, printed=2),
            actions=(Action(ref="A1", title="Do", deadline="ongoing"),),
        ),
        Risk(ref="R10", title="B", current=Assessment(levels={"likelihood": 1, "impact": 1}, printed=3)),
    ),
)


def codes(**settings):
    return {rule.code for rule in Settings(**settings).chosen(RULES)}


def found(register=REGISTER, **settings):
    findings = KIT.check(register, as_of=DAY, settings=Settings(**settings))
    return sorted((each.code, each.ref) for each in findings if each.outcome is Outcome.FAILS)


def test_unless_told_otherwise_every_rule_runs_but_those_of_taste():
    assert codes() == {rule.code for rule in RULES if rule.by_default}
    taste = attrs.evolve(RULES[0], by_default=False)
    assert list(Settings().chosen([taste])) == []
    assert list(Settings(extend_select=taste.name).chosen([taste])) == [taste]
    assert list(Settings(select="ALL").chosen([taste])) == [taste]


OTHERS = {"GKREF002", "GKREF003", "GKREF004"}
"""The rules of a family but for its first."""


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"select": "GKREF"}, {"GKREF001", *OTHERS}),
        ({"select": ["duplicate-ref", "GKREF002"]}, {"GKREF001", "GKREF002"}),
        ({"select": "GKREF", "ignore": "GKREF001"}, OTHERS),
        ({"select": "GKREF", "ignore": "GKREF"}, set()),
        ({"select": "GKREF", "ignore": "ALL"}, {"GKREF001", *OTHERS}),
        ({"select": "dangling-ref", "ignore": "GKREF00"}, {"GKREF002"}),
        ({"select": "", "ignore": ""}, set()),
        ({"select": [], "extend_select": "GKREF001"}, {"GKREF001"}),
        ({"select": "gkref"}, set()),
    ],
)
def test_what_names_a_rule_more_closely_counts_and_ignoring_in_a_tie(settings, expected):
    assert codes(**settings) == expected


@given(st.lists(st.sampled_from([rule.code for rule in RULES] + ["GK", "ALL", "GKASR"])), st.randoms())
def test_the_order_of_selectors_never_matters(selectors, random):
    other = list(selectors)
    random.shuffle(other)
    half = len(selectors) // 2
    assert codes(ignore=selectors) == codes(ignore=other)
    assert codes(select=selectors[:half], ignore=selectors[half:]) == codes(
        select=selectors[:half][::-1], ignore=selectors[half:][::-1]
    )


def test_severities_are_taken_by_code_or_name():
    chosen = {
        rule.code: rule.severity
        for rule in Settings(
            select="GKREF", severity={"GKREF001": Severity.NOTE, "dangling-ref": Severity.WARNING}
        ).chosen(RULES)
    }
    assert set(chosen) == {"GKREF001", *OTHERS}
    assert (chosen["GKREF001"], chosen["GKREF002"]) == (Severity.NOTE, Severity.WARNING)
    (finding,) = KIT.check(
        REGISTER,
        as_of=DAY,
        only=["deadline-not-a-day"],
        settings=Settings(severity={"GKACT002": Severity.ERROR}, ignore="GKACT"),
    )
    assert finding.severity is Severity.ERROR


def test_an_item_and_all_within_it_keep_silent_and_its_neighbour_does_not():
    assert found(select=["GKSCO002", "GKACT002"]) == [
        ("GKACT002", "R1/A1"),
        ("GKSCO002", "R1"),
        ("GKSCO002", "R10"),
    ]
    assert found(select=["GKSCO002", "GKACT002"], per_ref={"R1": "ALL"}) == [("GKSCO002", "R10")]
    assert found(select=["GKSCO002", "GKACT002"], per_ref={"R1/A1": "GKACT"}) == [
        ("GKSCO002", "R1"),
        ("GKSCO002", "R10"),
    ]
    assert found(select=["GKSCO002", "GKACT002"], per_ref={"R1*": ["printed-rating-differs"]}) == [
        ("GKACT002", "R1/A1")
    ]


def test_a_file_keeps_silent_by_its_path_from_the_folder_of_the_settings(tmp_path):
    text = "register: r\ntitle: T\nrisks: [{ref: R1, title: A}, {ref: R1, title: B}]\n"
    register = loads(text, str(tmp_path / "archive" / "old.yaml"))
    for pattern, silent in {"archive/*": True, "*.yaml": True, "old.yaml": False, "archive": False}.items():
        got = found(register, select="GKREF", per_file={pattern: ["GKREF"]}, folder=tmp_path)
        assert (got == []) is silent, pattern
    assert found(register, select="GKREF", per_file={"*": ["GKSCO"]}) == [("GKREF001", "R1")]
    assert found(select="GKACT002", per_file={"*": ["ALL"]}, folder=Path()) == [("GKACT002", "R1/A1")]


@pytest.mark.parametrize(
    ("level", "fails"),
    [(Severity.NOTE, True), (Severity.WARNING, True), (Severity.ERROR, False), (None, False)],
)
def test_what_is_below_the_level_fails_nothing(level, fails):
    settings = Settings(fail_level=level)
    (finding,) = KIT.check(REGISTER, as_of=DAY, only=["GKACT002"])
    assert settings.fails(finding) is fails
    assert not settings.fails(attrs.evolve(finding, known=True))
    assert not settings.fails(attrs.evolve(finding, outcome=Outcome.WAIVED))
    assert not settings.fails(attrs.evolve(finding, outcome=Outcome.NOT_EVALUATED))


@pytest.mark.parametrize(
    ("level", "fails"),
    [(Severity.NOTE, True), (Severity.WARNING, True), (Severity.ERROR, False), (None, False)],
)
def test_what_could_not_be_told_fails_from_the_level_up_where_that_is_asked_for(level, fails):
    settings = Settings(fail_level=level, fail_on_not_evaluated=True)
    (finding,) = KIT.check(REGISTER, as_of=DAY, only=["GKACT002"])
    assert settings.fails(attrs.evolve(finding, outcome=Outcome.NOT_EVALUATED)) is fails
    assert settings.fails(finding) is fails
    assert not settings.fails(attrs.evolve(finding, known=True))
    assert not settings.fails(attrs.evolve(finding, outcome=Outcome.WAIVED))


def test_a_family_has_a_severity_and_a_rule_of_it_another():
    severity = {"GKACT": Severity.NOTE, "GKACT002": Severity.ERROR, "ALL": Severity.WARNING}
    chosen = {rule.code: rule.severity for rule in Settings(severity=severity).chosen(RULES)}
    assert (chosen["GKACT001"], chosen["GKACT002"], chosen["GKREF001"]) == ("note", "error", "warning")


def test_a_rule_that_breaks_down_is_told_of_where_refs_keep_silent():
    def breaks(located, _):
        """A rule that breaks.\n\nWhat it does\n.\n\nWhy it matters\n.\n\nExample\n.\n\nInstead\n."""
        raise ValueError(located.address)

    made = rule(code="ACMXXX001", name="breaks", severity=Severity.NOTE, over=Over.RISK, message="m")(breaks)
    plugin = type("Plugin", (), {"govkit_rules": staticmethod(hookimpl(lambda: [made]))})
    settings = Settings(per_ref={"R9": "ACM"})
    assert [each.code for each in Toolkit(plugin).check(REGISTER, as_of=DAY, settings=settings)] == [
        "GKPLG002"
    ]
    # That a rule broke down is not ignored, and has the severity that settings give it.
    broken = {"per_ref": {"*": ["ALL", "GKPLG002"]}, "severity": {"rule-raised": Severity.NOTE}}
    (finding,) = Toolkit.installed(plugin).check(
        REGISTER, as_of=DAY, settings=Settings(**broken, select=["ACM", "GKPLG"])
    )
    assert (finding.code, str(finding.severity)) == ("GKPLG002", "note")

"""Names of findings: the same wherever the findings stand in the file."""

from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Register, Toolkit
from govkit.report.findings import Checked
from govkit.report.findings.fingerprint import fingerprints

REGISTERS = Path(__file__).parents[3] / "examples" / "registers"
KIT = Toolkit.installed()
DAY = date(2019, 10, 9)


def named(register):
    checked = Checked(register, tuple(KIT.check(register, as_of=DAY)))
    return sorted(
        (name, finding.code, finding.ref, finding.message)
        for name, finding in zip(fingerprints(checked), checked.findings, strict=True)
    )


@pytest.mark.parametrize("name", ["cambs-2019.yaml", "board-actions-2019.yaml", "cambs-2016.yaml"])
@given(st.randoms(use_true_random=False))
def test_reordering_a_file_gives_the_same_names_to_the_same_findings(name, random):
    register = KIT.load(REGISTERS / name)

    def shuffled(items):
        return tuple(random.sample(items, len(items)))

    risks = tuple(attrs.evolve(risk, actions=shuffled(risk.actions)) for risk in shuffled(register.risks))
    other = attrs.evolve(register, risks=risks, actions=shuffled(register.actions), source=None)
    assert named(other) == named(register)


def test_no_two_names_are_equal_and_repeats_are_numbered_by_message(make):
    findings = [make("b"), make("a"), make("a", ref="SR2"), make("a"), make("a", element="title")]
    first, *_ = names = fingerprints(Checked(Register(ref="r", title="T"), tuple(findings)))
    assert len(set(names)) == len(names)
    assert [name.partition(":")[2] for name in names] == ["3", "1", "1", "2", "1"]
    assert first.partition(":")[0] == names[1].partition(":")[0]


def test_another_register_with_the_same_refs_gives_other_names(make):
    one, two = (fingerprints(Checked(Register(ref=ref, title="T"), (make(),))) for ref in ("r", "s"))
    assert one != two


def test_a_name_stays_what_it_is_from_release_to_release(make):
    """Whoever kept names keeps them; a change of how they are made needs another key in SARIF."""
    assert fingerprints(Checked(Register(ref="r", title="T"), (make(),))) == (
        "256fe01a5c6a793c92e5b5c7469e71ef:1",
    )

"""``--fact`` of ``govkit fire`` and ``why-not``."""

import pytest
from inspected import PLUGIN, REGISTER

from govkit import Toolkit
from govkit.io import load, save


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kit = Toolkit(PLUGIN, strict=True)
    monkeypatch.setattr(Toolkit, "installed", lambda **_: kit)
    save(REGISTER, "r.yaml")
    return "r.yaml"


def test_a_fact_is_supplied_by_name(file, govkit_):
    why_not = ["why-not", file, "R1/A1", "pass"]
    assert govkit_(*why_not) == (1, "the role of whoever acts is not known\n", "")
    assert govkit_(*why_not, "--fact", "role=inspector") == (0, "R1/A1 can pass\n", "")
    assert govkit_("why-not", file, "pass", "--fact", "role=inspector")[0] == 0
    code, _, _ = govkit_("fire", file, "R1/A1", "pass", "--fact", "role=inspector", "--write")
    assert (code, load(file).action("R1/A1").state) == (0, "passed")


@pytest.mark.parametrize(
    ("value", "read"), [("true", "True"), ("3", "3"), ("-7", "-7"), ("0", "0"), ("007", "007")]
)
def test_true_false_and_numbers_are_what_they_say_and_no_text(file, govkit_, value, read):
    code, out, _ = govkit_("why-not", file, "R1/A1", "pass", "--fact", f"role={value}")
    assert (code, out) == (1, f"the role of whoever acts ({read}) is not inspector\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fact", "role"], '"role" names no fact and value; write role=inspector'),
        (["--fact", "=x"], '"=x" names no fact and value; write role=inspector'),
        (["--fact", "role=a", "--fact", "role=b"], "role is given twice"),
        (
            ["--fact", "rle=a"],
            'there is no fact "rle" that workflow inspected declares; did you mean "role"?',
        ),
        (
            ["--fact", "above_tolerance=false"],
            'the fact "above_tolerance" follows from the register; leave it out',
        ),
    ],
)
def test_what_is_no_fact_is_refused(file, govkit_, options, said):
    code, _, err = govkit_("why-not", file, "R1/A1", "pass", *options)
    assert (code, said in err) == (2, True)

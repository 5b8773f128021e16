"""The report as Markdown: the same facts, and no text that becomes markup."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Register
from govkit.report import markdown_report, report_on
from govkit.report.markdown import escaped
from govkit.report.visible import visible

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"


def report(register, **at_hand):
    return markdown_report(report_on(register, **at_hand))


def cells_of(row):
    """Split a row of a table as GitHub does: at every pipe that no backslash escapes."""
    return [cell.strip() for cell in re.findall(r"(?:\\.|[^|\\])+", row.strip().strip("|"))]


def part(text, heading):
    """What stands under a heading of the second level."""
    return text.partition(f"\n## {heading}\n\n")[2].partition("\n\n## ")[0]


def test_it_has_the_facts_and_the_counts(august_2019, at_hand):
    lines = report(august_2019, **at_hand).splitlines()
    assert lines[:7] == [
        "# Strategic risk register, August 2019",
        "",
        "Cambridgeshire OPCC and Constabulary · edition 2019-08-13 · as of 2019-10-09 · scheme cambs-2019",
        "",
        "- Risks: 14, of which 9 within tolerance, 5 above tolerance",
        "- Bands: 5 Medium-high, 5 Low, 4 Medium",
        "- Actions: 53, of which 49 open, 4 overdue",
    ]


def test_the_map_is_the_papers(august_2019, at_hand, paper):
    table, key = part(report(august_2019, **at_hand), "Current ratings under cambs-2019 2019-08").split(
        "\n\n"
    )
    heads, rule, *rows = map(cells_of, table.splitlines())
    assert heads == [
        "Impact up, likelihood across",
        "1 Unlikely",
        "2 Possible",
        "3 Likely",
        "4 More likely than not",
        "5 Probable",
    ]
    assert rule == ["---"] * 6
    assert [row[0] for row in rows] == [
        "**5 Catastrophic**", "**4 Significant**", "**3 Moderate**", "**2 Minor**", "**1 Insignificant**",
    ]  # fmt: skip
    found = {
        (column, 5 - down): set(re.findall(r"SR\d\.\d", cell))
        for down, row in enumerate(rows)
        for column, cell in enumerate(row)
        if "SR" in cell
    }
    assert found == paper
    assert rows[1][1:4] == [
        "10 Medium",
        "14 ! Medium-high<br>**SR3.4 ◁, SR4.4 ▽**",
        "18 ! Medium-high<br>**SR1.1 ▽◁, SR3.1 ▽◁, SR3.2**",
    ]
    assert key.split("<br>") == [
        "! above the tolerance of 13", "▽ Likelihood expected to decrease", "◁ Impact expected to decrease",
    ]  # fmt: skip


def test_what_is_above_tolerance_says_why_and_what_is_done(august_2019, at_hand):
    above = part(report(august_2019, **at_hand), "Above tolerance (5)")
    assert re.findall(r"^### (SR\d\.\d) ", above, re.MULTILINE) == [
        "SR1.1",
        "SR3.1",
        "SR3.2",
        "SR3.4",
        "SR4.4",
    ]
    assert (
        "**18, Medium-high, above tolerance.** Likelihood 3 Likely and impact 4 Significant make 18" in above
    )
    assert "\n\nActions: 5 open, 1 overdue. Target: 3, Low, within tolerance." in above


def test_actions_are_tables_and_assumptions_a_list(august_2019, at_hand):
    text = report(august_2019, **at_hand)
    actions = part(text, "Actions by state on 2019-10-09")
    assert re.findall(r"^### (.*)$", actions, re.MULTILINE) == ["overdue (4)", "open (49)"]
    assert (
        "| SR4.4/A2 | Review the Target Operating Model (TOM) for shared BCH HR | 18/19 | 2019-04-01 |"
        in actions
    )
    assert part(text, "Assumed, because the source does not state it").startswith("- cambs-2019: Of the band")


def test_what_moved_is_tables_and_arrows_on_the_map(november_2019, august_2019, at_hand):
    text = report(november_2019, **at_hand, before=august_2019)
    assert "14 ! Medium-high<br>**SR3.1 ▼ ▽◁, SR3.4 ◁, SR4.2 ▶ △▷, SR5.1 new ▽◁**" in text
    moved = part(text, "What moved since 2019-08-13")
    assert moved.startswith(
        "New: 2. Closed: 1. Continuing: 13, of which 5 moved, 8 stayed.\n\n### New (2)\n\n"
    )
    assert re.findall(r"^### (.*)$", moved, re.MULTILINE) == [
        "New (2)", "Closed (1)", "Continuing (13)", "Other fields that changed (1)",
    ]  # fmt: skip
    row = next(line for line in moved.splitlines() if line.startswith("| SR1.1 |"))
    assert cells_of(row)[2:] == [
        "18, Medium-high, above tolerance", "17, Medium-high, above tolerance",
        "moved (▲ likelihood up, ◀ impact down)", "▽ likelihood down, ◁ impact down",
    ]  # fmt: skip


def test_a_scheme_without_a_map_or_key(three, of_three, at_hand, kit):
    text = report(of_three, **at_hand | {"schemes": {"three": three}})
    assert "## Current ratings under three: no map, it has 3 factors\n\n" in text
    assert "### Current ratings (1), the worst first\n\n| Ref | Risk | Rating | Tolerance |\n" in text
    assert "| R1 | A | 8 | above |\n\n## Above tolerance (1)" in text
    old = report(kit.load(REGISTERS / "cambs-2016.yaml"), **at_hand)
    assert "tolerance of" not in old
    assert "| **1 Minor** | 1 | 2 | 3 | 4 |\n" in old


def test_an_empty_register_is_its_heading_and_what_made_it(at_hand, made):
    text = report(Register(ref="r", title="Empty"), **at_hand)
    assert text == f"# Empty\n\nas of 2019-10-09\n\n{made}\n"


def test_text_of_a_hostile_register_stays_text(hostile, at_hand):
    text = report(hostile, **at_hand)
    shown = (
        r"&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;/td&gt; \| a new\\u202eline "
        r"\[x\](javascript:1) \`c\` \*b\* \\x07"
    )
    assert text.startswith(f"# {shown}\n\n{shown} · as of 2019-10-09\n\n")
    assert f"### &lt;b&gt;\\| {shown}\n" in text
    assert set(re.findall(r"<[^>]*>?", text)) == {"<br>"}
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert [len(cells_of(row)) for row in rows] == [6] * 7 + [3] * 4 + [4] * 3 + [3] * 3
    assert cells_of(rows[-1]) == [r"&lt;b&gt;\|/A\|1", shown, shown]
    assert cells_of(rows[13])[:3] == ["R2", shown, "current"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("SR1.1 Police & people", "SR1.1 Police &amp; people"),
        ("a_b*c_ ~d~ `e` [f](g) #1 $x$", r"a\_b\*c\_ \~d\~ \`e\` \[f\](g) \#1 \$x\$"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("1.0 a", "1.0 a"),
        ("2019-10-09", "2019-10-09"),
        ("2.", r"2\."),
        ("see https://a.b and WWW.a.b", r"see https:\//a.b and WWW\.a.b"),
        ("  two\n\n  lines  ", "two lines"),
        ("C:\\x\\", r"C:\\x\\"),
    ],
)
def test_markup_is_escaped_and_nothing_else(text, written):
    assert escaped(text) == written


@given(st.text(st.characters(codec=None)) | st.text(r"\|`*_[]<>&#-+.1) " + "\n\x00"))
def test_no_text_leaves_its_cell_and_unescaping_gives_it_back(text):
    written = escaped(text)
    assert "\n" not in written
    assert not re.search(r"[<>]", written)
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", written)
    back = re.sub(r"\\([!-/:-@\[-`{-~])|&(lt|gt|amp);", _unescaped, written)
    assert back == re.sub(" +", " ", visible(text)).strip()


def _unescaped(match):
    return match[1] or {"lt": "<", "gt": ">", "amp": "&"}[match[2]]

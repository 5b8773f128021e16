"""The sample of the strategic risk register of 2016, table by table against the paper."""

import re

from govkit_schemes.cambs_2016 import CAMBS_2016

LIKELIHOOD, IMPACT = CAMBS_2016.factors
TOP = ("More Likely Than Not (>50%)", "As likely as not ≥50%")
"""What the key and the matrix call the highest likelihood."""


def test_the_letters_of_the_key_are_the_two_factors_and_the_rating(paper, kit, load):
    key = dict(re.findall(r"^- ([A-Z])\*\* (.+)$", paper("register 2016"), re.MULTILINE))
    assert key == {"L": LIKELIHOOD.label, "I": IMPACT.label, "R": "Risk rating"}
    for located in load("cambs-2016").all_assessments:
        assert list(located.item.levels) == [LIKELIHOOD.key, IMPACT.key]
        assert kit.rate(located.item).value == located.item.printed


def test_the_scores_table_numbers_the_levels_in_this_order(paper):
    labels, numbers = re.search(
        r"^Likelihood\t.*Impact\t+\n(.*)\n(.*)$", paper("register 2016"), re.MULTILINE
    ).groups()
    printed = list(zip(labels.split("\t"), map(int, numbers.split("\t")), strict=True))
    assert printed[3][0] == TOP[0]
    printed[3] = ("More likely than not", 4)
    assert printed == [
        (level.label, level.number) for factor in CAMBS_2016.factors for level in factor.levels
    ]


def test_the_axis_of_the_matrix_gives_each_likelihood_its_interval(paper):
    (axis,) = re.findall(r"^\t\t(Remote .*%)$", paper("register 2016"), re.MULTILINE)
    *closed, top = axis.split("\t")
    assert top == TOP[1]
    assert [
        f"{level.label} {level.probability.lower * 100:.0f} – {level.probability.upper * 100:.0f}%"
        for level in LIKELIHOOD.levels[:3]
    ] == closed
    assert (LIKELIHOOD.levels[3].probability.lower, LIKELIHOOD.levels[3].probability.upper) == (0.5, 1.0)
    assert len([text for text in CAMBS_2016.assumed if "As likely as not" in text]) == 1


def test_likelihood_is_multiplied_by_impact_as_the_paper_says(paper):
    assert "Likelihood is multiplied by Impact" in paper("register 2016")
    for levels in CAMBS_2016.table:
        likelihood, impact = (
            factor.levels[at].number for factor, at in zip(CAMBS_2016.factors, levels, strict=True)
        )
        assert CAMBS_2016.table[levels] == likelihood * impact


def test_each_risk_stands_under_the_heading_of_its_objective(paper, load):
    register = load("cambs-2016")
    titles = {objective.title: objective.ref for objective in register.objectives}
    found, heading = {}, None
    for line in paper("register 2016").splitlines():
        heading = titles.get(line.strip(), heading)
        if match := re.match(r"(R\d\.\d) –", line):
            found[match[1]] = heading
    assert list(dict.fromkeys(found.values())) == [objective.ref for objective in register.objectives]
    assert {risk.ref: risk.objective for risk in register.risks} == found


def test_each_sentence_of_the_controls_is_taken_up_by_a_control(paper, load, sentences, stems):
    bodies = dict(
        re.findall(
            r"^(R\d\.\d) –.*?Total\s+\d\s+\d\s+\d+\b(.*?)^After",
            paper("register 2016"),
            re.MULTILINE | re.DOTALL,
        )
    )
    risks = load("cambs-2016").risks
    assert list(bodies) == [risk.ref for risk in risks]
    for risk in risks:
        said = stems(*(control.title for control in risk.controls))
        for sentence in sentences(bodies[risk.ref]):
            assert stems(sentence) & said, f"{risk.ref}: {sentence}"
        for control in risk.controls:
            assert stems(control.title) & stems(bodies[risk.ref]), f"{risk.ref}: {control.title}"


def test_each_statement_speaks_of_what_the_paper_says_of_that_risk(paper, load, stems):
    said = {
        ref: stems(text)
        for ref, text in re.findall(r"^(R\d\.\d) –(.*)", paper("register 2016"), re.MULTILINE)
    }
    for risk in load("cambs-2016").risks:
        own = stems(risk.title, risk.statement)
        assert max(said, key=lambda ref: len(said[ref] & own) / len(said[ref] | own)) == risk.ref


def test_what_the_paper_of_2016_does_not_print_is_left_out(paper, load):
    register = load("cambs-2016")
    assert not re.search(r"20\d\d", paper("register 2016").replace("Policing Protocol Order 2011", ""))
    assert "2016 is assumed" in register.notes
    assert register.review is None
    for risk in register.risks:
        assert (risk.executive_lead, risk.senior_lead, risk.status, risk.target) == (None,) * 4
        assert (risk.causes, risk.effects, risk.assurances, risk.actions) == ((),) * 4
        assert {(control.label, control.effective) for control in risk.controls} == {(None, None)}


def test_the_register_is_owned_jointly_as_the_paper_says(paper, load):
    assert "jointly owned document" in paper("register 2016")
    assert paper("register 2016").strip().startswith("Strategic Risk Register")
    register = load("cambs-2016")
    assert register.title.startswith("Strategic risk register")
    assert register.organisation == "Cambridgeshire OPCC and Constabulary"

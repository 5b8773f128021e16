"""What holds of fixing, whatever the register, its format and the comments in it."""

import re

import attrs
from effort import examples
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from govkit import Settings, Toolkit, Waiver
from govkit.formats.editing import editor_of
from govkit.formats.layout import Kind
from govkit.io import dumps, fix, loads
from govkit.model import pointer
from govkit.testing.strategies import AS_OF, valid_registers

KIT = Toolkit.installed(strict=True)
SCHEME = KIT.scheme("cambs-2019")
RULES = Settings(select=("GKREF002", "GKWRI004", "GKWAI002", "GKWAI003", "GKWRI002"))
FEW = settings(
    max_examples=examples(60), phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck)
)
FORMS = ("yaml", "json", "toml")


@st.composite
def seeded(draw):
    """A valid register, and the same with faults that can be fixed."""
    valid = draw(valid_registers(SCHEME, as_of=AS_OF, sparse=False))
    register = valid
    for place in draw(st.sets(st.integers(0, len(valid.risks) - 1))):
        register = put(register, "risks", place, faulty(draw, register.risks[place]))
    old = st.builds(
        Waiver, rule=st.just("GKACT001"), ref=st.just("R"), reason=st.just("r"), until=st.just("2001")
    )
    unused = Waiver(rule="vague-owner", ref=valid.risks[0].ref, reason="It was: so.")
    waivers = tuple(draw(st.lists(old | st.just(unused), max_size=3)))
    return valid, attrs.evolve(register, waivers=waivers)


def put(item, field, place, new):
    held = list(getattr(item, field))
    held[place] = new
    return attrs.evolve(item, **{field: tuple(held)})


def faulty(draw, risk):
    blanks = st.sampled_from(["", " ", "  ", "\t", "\xa0"])
    title = draw(blanks) + risk.title.replace(" ", draw(st.sampled_from([" ", "  "]))) + draw(blanks)
    if len(f"a{risk.title}a".splitlines()) == 1:  # also a break at its end makes a text one of several lines
        risk = attrs.evolve(risk, title=title)
    controls = [(each.ref, each.title) for each in risk.controls]
    for i, assurance in enumerate(risk.assurances):
        for j, ref in enumerate(assurance.covers):
            other = ref.swapcase()
            meant = [own for own, title in controls if own.casefold() == other.casefold() or title == other]
            if meant == [ref] and other != ref and draw(st.booleans()):
                risk = put(risk, "assurances", i, put(risk.assurances[i], "covers", j, other))
    return risk


@st.composite
def texts(draw, register, form):
    """The text of a register with comments in whatever place there may be one."""
    text = dumps(register, f"a.{form}").decode()
    if form == "json":
        return text
    layout = editor_of(loads(text, f"a.{form}").source).layout
    within = [(part.start, part.end) for part in layout.parts.values() if part.kind is Kind.SCALAR]
    free = [
        match.start()
        for match in re.finditer(r"^|$", text, re.MULTILINE)
        if not any(start < match.start() < end for start, end in within)
    ]
    chosen = draw(st.sets(st.sampled_from(free), max_size=12))
    for number, at in enumerate(sorted(chosen, reverse=True)):
        begins = at == 0 or text[at - 1] == "\n"
        text = text[:at] + (f"  # {number}\n" if begins else f"  # '{number}\" [") + text[at:]
    return text


def edits_of(register):
    findings = KIT.check(register, as_of=AS_OF, settings=RULES)
    return [each.mend for each in findings if each.mend is not None]


def lines_of(text, part):
    return range(text.count("\n", 0, part.start), text.count("\n", 0, part.end) + 1)


@FEW
@given(st.data(), st.sampled_from(FORMS), st.booleans())
def test_what_is_fixed_reads_back_as_the_register_without_the_faults(data, form, returns):
    valid, register = data.draw(seeded())
    text = data.draw(texts(register, form))
    text = text.replace("\n", "\r\n") if returns else text
    loaded = loads(text, f"a.{form}")
    assert loaded == register
    edits = edits_of(loaded)
    fixed = fix(loaded.source, edits)
    assert fixed.left == ()
    again = loads(fixed.text, f"a.{form}")
    assert again == valid
    before, after = editor_of(loaded.source).layout, editor_of(again.source).layout
    assert after.said == before.said
    assert edits_of(again) == []
    assert fix(again.source, []).text == fixed.text
    assert_no_other_line_changed(text, fixed, before)


def assert_no_other_line_changed(text, fixed, layout):
    touched = set()
    for edit in fixed.done:
        touched.update(lines_of(text, layout.parts[edit.path]))
    lines = text.split("\n")
    around = {pointer("waivers"), ""}
    for number, line in enumerate(lines):
        if number not in touched and line.strip() and not re.match(r"""["']?waivers|\W*$""", line.strip()):
            assert line in fixed.text.split("\n"), (around, line)
    new = set(fixed.text.split("\n")) - set(lines)
    assert len(new) <= len(fixed.done) + 3

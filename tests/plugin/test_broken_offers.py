"""Names that nobody offers, where a plug-in that is broken may have offered them."""

from datetime import date

import pytest

from govkit import Assessment, Register, Risk, Toolkit, UnknownNameError

DAY = date(2019, 10, 9)
OTHER = """
    @hookimpl
    def govkit_schemes():
        return [scheme("acme-2025")]
"""
ASKING = Register(
    ref="r",
    title="T",
    risks=(Risk(ref="R1", title="A", current=Assessment(levels={"harm": 1}, scheme="acme-2026")),),
)
BROKEN = {
    "raise ImportError('gone')": True,
    "@hookimpl\ndef govkit_schemes(): raise KeyError(5)": True,
    "@hookimpl\ndef govkit_schemes(): return [None]": True,
    "@hookimpl\ndef govkit_rules(): raise KeyError(5)": False,
}


def reason(kit):
    return kit.rate(ASKING.risks[0]).unrated["current"]


@pytest.mark.parametrize("text", [text for text, lacking in BROKEN.items() if lacking])
def test_a_scheme_whose_plugin_of_that_very_name_is_broken_is_owed_to_it_and_no_other_is_proposed(site, text):
    site.install("other", OTHER)
    site.write("acme", text)
    site.distribute("acme-risk", "acme-2026 = acme")
    kit = Toolkit.installed()
    owed = '; the plug-in "acme-2026" of acme-risk 1.0 is broken (govkit plugins says how)'
    assert reason(kit) == f'the scheme "acme-2026" is not loaded{owed}'
    with pytest.raises(UnknownNameError) as caught:
        kit.scheme("acme-2026")
    assert str(caught.value) == f'there is no scheme "acme-2026"{owed}'
    assert owed in next(each.message for each in kit.check(ASKING, as_of=DAY) if each.code == "GKSCO001")
    kit = Toolkit.installed(deny=["acme-risk"])
    assert reason(kit).endswith("; not loaded, because denied: acme-2026")


@pytest.mark.parametrize(("text", "lacking"), BROKEN.items())
def test_a_scheme_may_be_of_any_plugin_whose_schemes_are_missing(site, text, lacking):
    site.install("other", OTHER)
    site.install("drone", text)
    said = reason(Toolkit.installed())
    assert said.endswith("; broken (govkit plugins says how): drone of drone 1.0") == lacking
    assert said.endswith('; did you mean "acme-2025"?') == (not lacking)


def test_a_rule_may_be_of_a_plugin_whose_rules_are_missing(site):
    site.install("acme", "@hookimpl\ndef govkit_rules(): raise KeyError(5)")
    with pytest.raises(UnknownNameError) as caught:
        Toolkit.installed().rules_named("duplicate-rf")
    assert str(caught.value).endswith("; broken (govkit plugins says how): acme of acme 1.0")

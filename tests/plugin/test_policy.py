"""Allow and deny lists: what is denied is never imported, and still listed; a name that is nobody's is told."""

import sys
from datetime import date
from importlib import metadata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Action, PluginError, Register, Toolkit, UnknownNameError, hookimpl
from govkit.plugin.policy import Policy, normalised
from govkit_schemes.cambs_2016 import CAMBS_2016

DAY = date(2019, 10, 9)
OWN = sorted(point.name for point in metadata.distribution("govkit").entry_points.select(group="govkit"))
SCHEMES = [name for name in OWN if name.startswith("scheme-")]
KNOWN = ", ".join(["govkit", "Alpha.Suite", "beta", *OWN, "alpha_one", "alpha_two", "plug"][:12]) + ", …"
BY_ALLOW = "not loaded: denied by the allow list, which names neither it nor its distribution"
RULE = """
    @hookimpl
    def govkit_rules():
        return [rule_of("{}")]
"""


def loaded(**lists):
    return [plugin.name for plugin in Toolkit.installed(**lists).plugins if plugin.loaded]


def status(kit):
    return {plugin.name: plugin.status for plugin in kit.plugins}


@pytest.fixture
def explosive(site):
    """A plug-in that must not be imported."""
    site.install("explosive", "raise SystemExit('imported')")
    yield
    assert "explosive" not in sys.modules


@pytest.fixture
def three(site):
    """Three distributions; two with one plug-in each, and one with two."""
    for name in ("alpha_one", "alpha_two", "beta"):
        site.write(name, RULE.format(f"{name.upper().replace('_', '')[:6]}XX001"))
    site.distribute("Alpha.Suite", "alpha_one = alpha_one\nalpha_two = alpha_two", "1.5")
    site.distribute("beta", "plug = beta")


# ---------------------------------------------------------------------------------------- what is not loaded


@pytest.mark.usefixtures("explosive")
@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"deny": ["explosive"]}, 'not loaded: denied by "explosive" on the deny list'),
        ({"deny": ["expl*"]}, 'not loaded: denied by "expl*" on the deny list'),
        ({"allow": ["govkit"]}, BY_ALLOW),
        ({"allow": ["govkit", "explosive"], "deny": ["Explosive"]},
         'not loaded: denied by "Explosive" on the deny list'),
    ],
)  # fmt: skip
def test_what_is_denied_is_never_imported_and_listed_with_the_reason_and_no_problem(lists, said):
    kit = Toolkit.installed(strict=True, **lists)
    assert status(kit) == dict.fromkeys(OWN, "ok") | {"explosive": said}
    (plugin,) = (each for each in kit.plugins if each.name == "explosive")
    assert (plugin.distribution, plugin.version, plugin.loaded, plugin.offers, plugin.problems) == (
        "explosive", "1.0", False, [], [],
    )  # fmt: skip
    assert kit.plugin_problems == ()
    assert kit.check(Register(ref="r", title="T"), as_of=DAY) == []


def test_without_lists_it_would_have_been_imported(site):
    site.install("explosive", "raise SystemExit('imported')")
    kit = Toolkit.installed()
    assert status(kit)["explosive"].startswith("it does not load: SystemExit: imported")
    assert "explosive" not in loaded()


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("lists", "names"),
    [
        ({}, [*OWN, "alpha_one", "alpha_two", "plug"]),
        ({"allow": ()}, []),
        ({"allow": ["govkit"]}, OWN),
        ({"allow": "govkit"}, OWN),
        ({"allow": ["beta"]}, ["plug"]),
        ({"allow": ["plug"]}, ["plug"]),
        ({"allow": ["alpha-suite"]}, ["alpha_one", "alpha_two"]),
        ({"allow": ["ALPHA__Suite", "scheme-*"]}, [*SCHEMES, "alpha_one", "alpha_two"]),
        ({"allow": ["alpha.t?o"]}, ["alpha_two"]),
        ({"allow": iter(["alpha-*"]), "deny": iter(["alpha-one"])}, ["alpha_two"]),
        ({"allow": ["beta"], "deny": ["beta"]}, []),
        ({"deny": ["govkit"]}, ["alpha_one", "alpha_two", "plug"]),
        ({"deny": "plug"}, [*OWN, "alpha_one", "alpha_two"]),
        ({"deny": ["*"]}, []),
    ],
)
def test_lists_name_distributions_and_entry_points_and_deny_wins(lists, names):
    assert loaded(**lists) == names


@pytest.mark.usefixtures("three")
def test_whatever_the_lists_say_every_plugin_is_listed_in_the_same_order():
    for lists in ({}, {"allow": ()}, {"allow": ["beta"]}, {"deny": ["alpha-one", "govkit"]}):
        kit = Toolkit.installed(**lists)
        assert [plugin.name for plugin in kit.plugins] == [*OWN, "alpha_one", "alpha_two", "plug"]


def test_an_entry_point_that_takes_the_name_of_an_allowed_distribution_is_not_let_in(site):
    site.write("evil", "raise SystemExit('imported')")
    site.distribute("evil", "govkit = evil")
    kit = Toolkit.installed(allow=["GovKit"], strict=True)
    assert status(kit)["govkit"] == BY_ALLOW
    assert "evil" not in sys.modules


def test_a_name_that_two_distributions_use_is_no_problem_once_one_of_them_is_denied(site):
    site.write("one", RULE.format("ONEXXX001"))
    site.distribute("acme-one", "plug = one")
    site.distribute("acme-two", "plug = gone_module")
    assert loaded(deny=["acme-two"], strict=True) == [*OWN, "plug"]


@pytest.mark.parametrize(("lists", "count"), [({"deny": ["acme"]}, 0), ({"allow": ["govkit"]}, 0), ({}, 1)])
def test_unreadable_entry_points_of_a_denied_distribution_are_no_problem(site, lists, count):
    site.distribute("acme", b"[govkit]\nacme\n")
    kit = Toolkit.installed(**lists)
    assert len(kit.plugin_problems) == count
    assert [plugin.distribution for plugin in kit.plugins if plugin.name == "entry_points.txt"] == ["acme"]


def test_what_is_passed_in_is_not_kept_out_by_any_list():
    class Offers:
        @hookimpl
        def govkit_schemes(self):
            return [CAMBS_2016]

    kit = Toolkit.installed(Offers(), allow=(), deny=["*"], strict=True)
    assert list(kit.schemes) == ["cambs-2016"]


def test_denied_plugins_do_not_hear_events(site):
    site.install("hears", "heard = []\n@hookimpl\ndef govkit_event(event): heard.append(event)")
    kit = Toolkit.installed(deny=["hears"])
    kit.fire(Action(ref="1", title="A"), "start", as_of=DAY)
    assert "hears" not in sys.modules


# ------------------------------------------------------------------------------------------ names of nobody


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"deny": ["betta"]}, 'the deny list names "betta", {}; did you mean "beta"?'),
        ({"allow": ["govkit", "alpha-twoo"]}, 'the allow list names "alpha-twoo", {}; did you mean "alpha_two"?'),
        ({"deny": ["zzz-*"]}, f'the deny list names "zzz-*", {{}}; known: {KNOWN}'),
        ({"deny": ["attrs"]}, f'the deny list names "attrs", {{}}; known: {KNOWN}'),
    ],
)  # fmt: skip
def test_a_name_that_is_nobodys_is_one_problem_in_a_sentence(lists, said):
    nobody = "but no installed plug-in and no distribution with one is called so"
    kit = Toolkit.installed(**lists)
    assert kit.plugin_problems == kit.policy_problems == (said.format(nobody),)
    assert [
        each.message for each in kit.check(Register(ref="r", title="T"), as_of=DAY) if each.code == "GKPLG001"
    ] == [said.format(nobody)]
    with pytest.raises(PluginError) as caught:
        Toolkit.installed(**lists, strict=True)
    assert caught.value.problems == kit.plugin_problems


def test_each_name_is_told_once_and_before_what_is_wrong_with_plugins(site):
    site.install("broken", "import nowhere_at_all")
    kit = Toolkit.installed(allow=["govkit", "broken", "nil", "nil"], deny=["nil", ""])
    *lists, broken = kit.plugin_problems
    assert [problem.split(",")[0] for problem in lists] == [
        'the allow list names "nil"',
        'the deny list names "nil"',
        'the deny list names ""',
    ]
    assert tuple(lists) == kit.policy_problems
    assert broken.startswith('plug-in "broken" of broken 1.0: it does not load')


# ------------------------------------------------------------------------- lists that forget govkit's own


def test_a_list_that_forgets_govkits_own_leaves_a_toolkit_that_says_what_it_lacks(site):
    site.install("acme", RULE.format("ACMEXX001"))
    kit = Toolkit.installed(allow=["acme"], strict=True)
    assert (list(kit.schemes), list(kit.workflows), list(kit.rules)) == ([], [], ["ACMEXX001"])
    hint = f"; not loaded, because denied: {', '.join(OWN)}"
    for ask, said in (
        (lambda: kit.scheme("cambs-2019"), f'there is no scheme "cambs-2019"; there are none{hint}'),
        (
            lambda: kit.workflow(Action(ref="1", title="A")),
            f'there is no workflow "action"; there are none (1){hint}',
        ),
        (lambda: kit.rules_named("GKREF001"), f'there is no rule "GKREF001"; known: ACMEXX001, shows{hint}'),
    ):
        with pytest.raises(UnknownNameError) as caught:
            ask()
        assert str(caught.value) == said
    assert [each.code for each in kit.check(Register(ref="r", title="T"), as_of=DAY)] == ["ACMEXX001"]


def test_where_nothing_is_denied_no_message_speaks_of_it():
    known = ", ".join(name.removeprefix("scheme-") for name in SCHEMES)
    with pytest.raises(UnknownNameError) as caught:
        Toolkit.installed().scheme("gone")
    assert str(caught.value) == f'there is no scheme "gone"; known: {known}'


# ----------------------------------------------------------------------------------------------------- laws

names = st.text("ab-_.AB[]", min_size=1, max_size=6)


@given(names)
def test_normalising_is_done_once(name):
    assert normalised(normalised(name)) == normalised(name)


@given(names, names)
def test_names_match_as_they_are_normalised_and_brackets_are_no_wildcards(written, name):
    same = normalised(written) == normalised(name)
    assert bool(Policy(deny=[written]).denial(name, "other", ())) is same
    assert (Policy(allow=[written]).denial(name, "other", ()) == "") is same


@given(names, names, st.lists(names, max_size=3), st.lists(names, max_size=3))
def test_deny_wins_and_a_longer_list_never_does_the_reverse(point, distribution, allow, deny):
    both = Policy(allow, deny).denial(point, distribution, {distribution})
    assert bool(both) >= bool(Policy(None, deny).denial(point, distribution, {distribution}))
    assert bool(both) >= bool(Policy(allow).denial(point, distribution, {distribution}))
    assert bool(both) >= bool(Policy([*allow, "a"], deny).denial(point, distribution, {distribution}))
    assert bool(both) <= bool(Policy(allow, [*deny, "a"]).denial(point, distribution, {distribution}))

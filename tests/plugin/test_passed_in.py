"""Plug-ins that the caller hands over: objects and modules, whatever they are like."""

import inspect
import types
from datetime import date

import attrs
import pytest

from govkit import Action, PluginError, Register, Toolkit, hookimpl
from govkit.plugin import RULES, SCHEMES, Plugins
from govkit.rules import shipped
from govkit_schemes.cambs_2016 import CAMBS_2016
from govkit_schemes.cambs_2019 import CAMBS_2019
from govkit_workflows import action as lifecycle

DAY = date(2019, 10, 9)


class Offers:
    """A plug-in that offers schemes."""

    def __init__(self, *schemes) -> None:
        self.schemes = schemes

    @hookimpl
    def govkit_schemes(self):
        return self.schemes


@attrs.define
class Unhashable(Offers):
    """A plug-in that compares by value and has no hash."""

    schemes: tuple = ()


class Quarrelsome(Offers):
    """A plug-in that cannot be compared."""

    __hash__ = None

    def __eq__(self, other):
        raise RuntimeError("do not compare me")


class Broken:
    @hookimpl
    def govkit_schemes(self):
        raise OSError("no file")


PLACE = f"(test_passed_in.py, line {inspect.getsourcelines(Broken)[1] + 3})"


def test_object_is_named_by_its_class_and_module_by_its_name():
    module = types.ModuleType("acme")
    module.govkit_schemes = Offers(CAMBS_2016).govkit_schemes
    kit = Toolkit(Offers(CAMBS_2019), module)
    assert [plugin.label for plugin in kit.plugins] == [
        'plug-in "Offers" of (passed in)',
        'plug-in "acme" of (passed in)',
    ]
    assert list(kit.schemes) == ["cambs-2019", "cambs-2016"]
    assert kit.plugin_problems == ()


def test_name_and_version_of_where_it_comes_from_may_be_given():
    plugins = Plugins()
    plugins.add(Broken(), "acme", "2.0")
    assert plugins.problems == (
        f'plug-in "Broken" of acme 2.0: govkit_schemes raised OSError: no file {PLACE}',
    )


@pytest.mark.parametrize("kind", [Unhashable, Quarrelsome])
def test_plugins_are_not_compared_with_each_other(kind):
    """Regression: a plug-in without a hash kept every later one from loading."""
    kit = Toolkit(kind((CAMBS_2016,)), kind((CAMBS_2016,)), Offers(CAMBS_2019), lifecycle)
    assert "cambs-2019" in kit.schemes
    assert "action" in kit.workflows
    action, _ = kit.fire(Action(ref="1", title="A"), "start", as_of=DAY)
    assert action.state == "ongoing"


def test_same_object_twice_is_loaded_once():
    plugin = Offers(CAMBS_2019)
    kit = Toolkit(plugin, plugin)
    assert kit.plugin_problems == (
        'plug-in "Offers" of (passed in): it is loaded already, as plug-in "Offers" of (passed in)',
    )
    assert list(kit.schemes) == ["cambs-2019"]


@pytest.mark.parametrize("nothing", [None, "acme_plugin", 7, object()])
def test_what_is_no_plugin_is_said_to_implement_no_hook(nothing):
    with pytest.raises(PluginError, match="it implements no hook; known: govkit_event"):
        Toolkit(nothing, strict=True)


def test_class_in_place_of_an_object_is_a_problem_and_no_outage():
    kit = Toolkit(Offers, Offers(CAMBS_2019))
    (problem,) = kit.plugin_problems
    assert "govkit_schemes raised TypeError" in problem
    assert list(kit.schemes) == ["cambs-2019"]


def test_key_that_cannot_be_one_is_a_problem_and_no_outage():
    class Unchecked(type(CAMBS_2016)):
        """Checks nothing of what it is made of."""

        def __attrs_post_init__(self):
            pass

    fields = {name: getattr(CAMBS_2016, name) for name in attrs.fields_dict(type(CAMBS_2016))}
    odd = Unchecked(**fields | {"id": ["a", "list"]})
    kit = Toolkit(Offers(odd), Offers(CAMBS_2019))
    assert len(kit.plugin_problems) == 1
    assert list(kit.schemes) == ["cambs-2019"]


def test_strict_raises_for_what_is_passed_in_with_the_installed_as_without():
    for make in (Toolkit, Toolkit.installed):
        with pytest.raises(PluginError) as caught:
            make(Broken(), strict=True)
        assert caught.value.problems == (
            f'plug-in "Broken" of (passed in): govkit_schemes raised OSError: no file {PLACE}',
        )


def test_strict_raises_nothing_where_nothing_is_wrong():
    assert list(Toolkit(Offers(CAMBS_2019), strict=True).schemes) == ["cambs-2019"]
    assert "mine" in Toolkit.installed(Offers(attrs.evolve(CAMBS_2019, id="mine")), strict=True).schemes


def test_passed_in_plugins_come_after_the_installed_ones():
    kit = Toolkit.installed(Offers(attrs.evolve(CAMBS_2019, id="mine"), CAMBS_2019))
    assert kit.plugins[-1].offers == ["scheme mine"]
    (problem,) = kit.plugin_problems
    assert problem.startswith('plug-in "Offers" of (passed in): its scheme "cambs-2019" is left out')


@pytest.mark.parametrize(
    ("item", "what", "hook"),
    [
        (CAMBS_2019, "Scheme", "govkit_schemes"),
        (shipped.govkit_rules()[0], "Rule", "govkit_rules"),
        (lifecycle.ACTION, "Workflow", "govkit_workflows"),
    ],
)
def test_what_a_plugin_would_offer_is_no_plugin_itself_and_the_way_out_is_said(item, what, hook):
    kit = Toolkit(item)
    (problem,) = kit.plugin_problems
    assert problem.partition(": ")[2] == (
        f"it is a {what} itself and no plug-in; hand over the module or object that offers it in {hook}"
    )
    assert not kit.plugins[0].loaded


def test_two_toolkits_share_nothing():
    one, other = Toolkit(Offers(CAMBS_2016)), Toolkit(Offers(CAMBS_2019), Broken())
    assert (list(one.schemes), list(other.schemes)) == (["cambs-2016"], ["cambs-2019"])
    assert (len(one.plugin_problems), len(other.plugin_problems)) == (0, 1)
    assert one.plugins[0] is not other.plugins[0]


def test_problems_are_findings_even_where_no_plugin_brings_the_rule():
    """Regression: without the shipped rules a check was silent about broken plug-ins."""
    register = Register(ref="r", title="T")
    kit = Toolkit(Broken())
    assert [(each.code, each.message) for each in kit.check(register, as_of=DAY)] == [
        ("GKPLG001", kit.plugin_problems[0])
    ]
    assert kit.check(register, as_of=DAY, only=[]) == []
    assert len(Toolkit(Broken(), shipped).check(register, as_of=DAY)) == 1


def test_rules_that_govkit_made_keep_their_codes_whoever_passes_them_in():
    plugins = Plugins()
    plugins.add(shipped, "acme", "2.0")
    assert plugins.problems == ()
    assert list(plugins.offered(RULES)) == [rule.code for rule in shipped.govkit_rules()]


@pytest.mark.parametrize("module", ["acme", "govkit_acme", "acme.govkit", "", None])
def test_rule_that_govkit_did_not_make_is_left_out_if_its_code_is_of_govkits_own(module):
    def look(located, context):
        return ()

    look.__module__ = module
    theirs = attrs.evolve(shipped.govkit_rules()[0], code="GKNEW001", check=look)
    kit = Toolkit(types.SimpleNamespace(govkit_rules=hookimpl(lambda: [theirs])), shipped)
    label = 'plug-in "SimpleNamespace" of (passed in)'
    assert kit.plugin_problems == (
        f"{label}: its rule GKNEW001 is left out: codes that begin with GK are govkit's own",
    )
    assert kit.plugins[0].offers == []
    assert list(kit.rules) == [rule.code for rule in shipped.govkit_rules()]


def test_listener_that_is_passed_in_says_so():
    class Ear:
        @hookimpl
        def govkit_event(self, event):
            pass

    assert Toolkit(Ear(), strict=True).plugins[0].offers == ["ear for events"]


def test_what_is_offered_can_be_read_by_kind():
    plugins = Plugins()
    plugins.add(Offers(CAMBS_2019))
    assert plugins.offered(SCHEMES)["cambs-2019"].item == CAMBS_2019
    assert plugins.offered(SCHEMES)["cambs-2019"].given is CAMBS_2019
    assert plugins.offered(SCHEMES)["cambs-2019"].plugin is plugins.plugins[0]
    assert plugins.offered(RULES) == {}

"""Installed plug-ins: the good ones are used, the broken ones are named, and neither costs the other."""

import subprocess
import sys
from datetime import date
from importlib import metadata

import pytest

from govkit import Action, Blocked, PluginError, Register, Toolkit, UnknownNameError
from govkit.cli.app import run

DAY = date(2019, 10, 9)
REGISTER = Register(ref="r", title="T")
GOOD = """
    @hookimpl
    def govkit_schemes():
        return [scheme("good-scheme")]

    @hookimpl
    def govkit_workflows():
        return (workflow("good-workflow"),)

    @hookimpl
    def govkit_rules():
        yield rule_of("GOODXX001", "good-rule")
"""


def problems(kit=None):
    """Say what is wrong, and prove that the shipped plug-ins and the good one work all the same."""
    kit = kit or Toolkit.installed()
    assert {"cambs-2016", "cambs-2019"} <= kit.schemes.keys()
    assert "action" in kit.workflows
    assert "GKREF001" in kit.rules
    return list(kit.plugin_problems)


@pytest.fixture
def good(site):
    """Have a good plug-in come last, after whatever is broken."""
    site.install("zz_good", GOOD)
    yield
    kit = Toolkit.installed()
    assert "good-scheme" in kit.schemes
    assert "good-workflow" in kit.workflows
    assert "GOODXX001" in kit.rules


# --------------------------------------------------------------------------------------------------- sound


def test_strangers_scheme_workflow_and_rule_are_used(site):
    site.install("acme", GOOD, version="2.1")
    kit = Toolkit.installed(strict=True)
    assert problems(kit) == []
    assert kit.scheme("good-scheme").rate({"harm": "Great"}).value == 2
    action, _ = kit.fire(Action(ref="1", title="A", workflow="good-workflow"), "close", as_of=DAY)
    assert action.state == "closed"
    assert [each.message for each in kit.check(REGISTER, as_of=DAY)] == ["r of GOODXX001"]
    plugin = kit.origin(kit.scheme("good-scheme"))
    assert (plugin.name, plugin.distribution, plugin.version) == ("acme", "acme", "2.1")
    assert plugin.offers == ["scheme good-scheme", "workflow good-workflow", "rule GOODXX001"]
    assert plugin.label == 'plug-in "acme" of acme 2.1'


def test_shipped_plugins_have_no_problems_and_come_first(site):
    site.install("aaa", GOOD)
    kit = Toolkit.installed()
    owners = [plugin.distribution for plugin in kit.plugins]
    assert owners == ["govkit"] * owners.count("govkit") + ["aaa"]
    assert problems(kit) == []


def test_object_within_a_module_can_be_a_plugin(site):
    site.write(
        "acme",
        """
        class Plugin:
            @hookimpl
            def govkit_schemes(self):
                return [scheme("acme")]

        plugin = Plugin()
        """,
    )
    site.distribute("acme", "acme = acme:plugin")
    assert "acme" in Toolkit.installed(strict=True).schemes


def test_hook_may_have_another_name_if_it_says_which_it_implements(site):
    site.install(
        "acme",
        """
        @hookimpl(specname="govkit_schemes")
        def offer():
            return [scheme("acme")]

        @hookimpl(specname="govkit_schemes")
        def offer_more():
            return [scheme("acme-2")]
        """,
    )
    kit = Toolkit.installed()
    assert problems(kit) == []
    assert {"acme", "acme-2"} <= kit.schemes.keys()


def test_plugin_may_import_the_packages_that_are_called_like_hooks(site):
    """Regression: the package govkit_schemes was taken for a hook that is not marked."""
    site.install(
        "acme",
        """
        import govkit_schemes.cambs_2019
        import govkit_workflows.action

        @hookimpl
        def govkit_rules():
            return [rule_of("ACMEXX001")]
        """,
    )
    assert problems() == []


def test_entry_points_of_other_groups_are_nobodys_business(site):
    site.distribute("acme", b"[console_scripts]\nacme = nowhere:main\n")
    assert problems() == []
    assert "acme" not in {plugin.distribution for plugin in Toolkit.installed().plugins}


# ---------------------------------------------------------------------------------------------- not loading


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import nowhere_at_all", "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("from govkit import Nothing", "ImportError: cannot import name 'Nothing' from 'govkit'"),
        ("def broken(:", "SyntaxError: invalid syntax (acme.py, line "),
        ("raise SystemExit(2)", "SystemExit: 2"),
        ("raise SystemExit", "SystemExit"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("scheme(id=None, other=1)", "TypeError: scheme() got an unexpected keyword argument 'other'"),
        ("rule_of('bad code')", 'DefinitionError: rule shows: the code "bad code" is not of the form'),
    ],
)
def test_module_that_raises_is_one_named_problem(site, text, said):
    site.install("acme", text, version="2.1")
    (problem,) = problems()
    assert problem.startswith(f'plug-in "acme" of acme 2.1: it does not load: {said}')


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("import nowhere_at_all", "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("raise SystemExit(2)", "SystemExit: 2"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_module_that_raises_is_named_with_the_place(site, statement, said):
    site.install("acme", f"x = 1\n{statement}\ny = 2")
    place = site.place("acme", statement)
    assert problems() == [f'plug-in "acme" of acme 1.0: it does not load: {said}{place}']


def test_module_that_is_not_there_has_no_place(site):
    site.distribute("acme", "acme = gone_module")
    assert problems() == [
        "plug-in \"acme\" of acme 1.0: it does not load: ModuleNotFoundError: No module named 'gone_module'"
    ]


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("gone_module", "ModuleNotFoundError: No module named 'gone_module'"),
        ("acme:nothing", "AttributeError: module 'acme' has no attribute 'nothing'"),
        ("no module", ""),
    ],
)
def test_entry_point_to_nothing_is_one_named_problem(site, point, said):
    site.write("acme", "")
    site.distribute("acme", f"acme = {point}")
    (problem,) = problems()
    assert problem.startswith(f'plug-in "acme" of acme 1.0: it does not load: {said}')


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (b"[govkit]\nacme\n", "TypeError: "),
        (b"[govkit]\nacme = acme \xff\n", "UnicodeDecodeError: "),
    ],
)
def test_unreadable_entry_points_of_one_distribution_are_one_named_problem(site, lines, error):
    """Regression: one malformed entry_points.txt anywhere on the path was the end of all plug-ins."""
    site.distribute("acme", lines)
    (problem,) = problems()
    assert problem.startswith(f'plug-in "entry_points.txt" of acme 1.0: it cannot be read: {error}')


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize("metadata", [None, b"", b"Version: 1.0\n", b"Name: acme \xff\n"])
def test_leftovers_of_a_broken_installation_are_passed_over(site, metadata):
    info = site.distribute("acme", "acme = acme")
    info.joinpath("METADATA").unlink()
    if metadata is not None:
        info.joinpath("METADATA").write_bytes(metadata)
    assert problems() == []


def test_distribution_without_a_version_is_named_without_one(site):
    site.distribute("acme", "acme = gone").joinpath("METADATA").write_text("Name: acme\n")
    (problem,) = problems()
    assert problem.startswith('plug-in "acme" of acme: it does not load:')


# ------------------------------------------------------------------------------------- hooks that are none


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "@hookimpl\ndef govkit_scheme(): return []",
            'there is no hook "govkit_scheme"; did you mean "govkit_schemes"?',
        ),
        (
            "@hookimpl(specname='govkit_rule')\ndef govkit_rules(): return []",
            'there is no hook "govkit_rule"; did you mean "govkit_rules"?',
        ),
        (
            "def govkit_schemes(): return []",
            '"govkit_schemes" is not marked with @hookimpl, so it is not called',
        ),
        (
            "govkit_rules = []",
            '"govkit_rules" is not marked with @hookimpl, so it is not called',
        ),
        (
            "",
            "it implements no hook; known: govkit_event, govkit_formats, govkit_rules, govkit_schemes, govkit_workflows",
        ),
    ],
)
def test_hook_that_would_never_be_called_is_named(site, text, said):
    site.write("acme", "")
    site.folder.joinpath("acme.py").write_text(f"from govkit import hookimpl\n{text}\n")
    site.distribute("acme", "acme = acme")
    assert problems() == [f'plug-in "acme" of acme 1.0: {said}']


def test_misspelt_hook_does_not_cost_the_right_ones(site):
    site.install(
        "acme",
        """
        @hookimpl
        def govkit_scheme():
            return []

        @hookimpl
        def govkit_rules():
            return [rule_of("ACMEXX001")]
        """,
    )
    kit = Toolkit.installed()
    assert len(problems(kit)) == 1
    assert "ACMEXX001" in kit.rules


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("definition", "argument"),
    [("govkit_schemes(config)", "config"), ("govkit_event(event, action)", "action")],
)
def test_wrong_argument_name_is_named_on_one_line(site, definition, argument):
    site.install("acme", f"@hookimpl\ndef {definition}: return []")
    (problem,) = problems()
    start = 'plug-in "acme" of acme 1.0: it does not load: PluginValidationError: '
    assert problem.startswith(start)
    assert f"Argument(s) {{'{argument}'}} are declared" in problem
    assert "\n" not in problem


# -------------------------------------------------------------------------------------- what hooks return


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("pass", "govkit_schemes returned None, not a list of Scheme"),
        ("return 'acme'", "govkit_schemes returned a str, not a list of Scheme"),
        ("return 7", "govkit_schemes returned an int, not a list of Scheme"),
        ("return scheme('one')", "govkit_schemes returned a Scheme, not a list of Scheme"),
        ("return [None]", "govkit_schemes returned None at place 0, not a Scheme"),
        ("return {'one': scheme('one')}", "govkit_schemes returned a str at place 0, not a Scheme"),
        ("return [workflow('one')]", "govkit_schemes returned a Workflow at place 0, not a Scheme"),
    ],
)
def test_hook_that_returns_something_else_is_one_named_problem(site, body, said):
    site.install("acme", f"@hookimpl\ndef govkit_schemes(): {body}")
    assert problems() == [f'plug-in "acme" of acme 1.0: {said}']


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("raise ValueError('no file')", "ValueError: no file"),
        ("raise SystemExit(2)", "SystemExit: 2"),
    ],
)
def test_hook_that_raises_is_one_problem_named_with_its_place(site, statement, said):
    site.install("acme", f"@hookimpl\ndef govkit_schemes(): {statement}")
    place = site.place("acme", statement)
    assert problems() == [f'plug-in "acme" of acme 1.0: govkit_schemes raised {said}{place}']


@pytest.mark.parametrize(
    ("hook", "made", "kind"),
    [
        ("govkit_schemes", "scheme('{}')", "Scheme"),
        ("govkit_workflows", "workflow('{}')", "Workflow"),
        ("govkit_rules", "rule_of('{}')", "Rule"),
    ],
)
def test_good_items_around_a_wrong_one_are_kept(site, hook, made, kind):
    first, last = made.format("ACMEXX001"), made.format("ACMEXX002")
    site.install("acme", f"@hookimpl\ndef {hook}(): return [{first}, object(), {last}]")
    kit = Toolkit.installed()
    assert problems(kit) == [
        f'plug-in "acme" of acme 1.0: {hook} returned an object at place 1, not a {kind}'
    ]
    assert [plugin.offers for plugin in kit.plugins if plugin.name == "acme"] == [
        [f"{kind.lower()} ACMEXX001", f"{kind.lower()} ACMEXX002"]
    ]


@pytest.mark.usefixtures("good")
@pytest.mark.parametrize(
    ("statement", "said"),
    [("raise OSError('gone')", "OSError: gone"), ("raise SystemExit(1)", "SystemExit: 1")],
)
def test_generator_that_raises_half_way_keeps_its_first_half(site, statement, said):
    site.install(
        "acme",
        f"""
        @hookimpl
        def govkit_schemes():
            yield scheme("first-half")
            {statement}
            yield scheme("second-half")
        """,
    )
    kit = Toolkit.installed()
    place = site.place("acme", statement)
    assert problems(kit) == [f'plug-in "acme" of acme 1.0: govkit_schemes raised {said}{place}']
    assert "first-half" in kit.schemes
    assert "second-half" not in kit.schemes


def test_hook_that_raises_costs_neither_the_others_of_its_plugin_nor_those_of_another(site):
    for name in ("acme", "zeta"):
        site.install(
            name,
            f"""
            @hookimpl
            def govkit_schemes():
                raise ValueError("{name}")

            @hookimpl
            def govkit_rules():
                return [rule_of("{name.upper()}XX001")]
            """,
        )
    site.install("mid", GOOD)
    kit = Toolkit.installed()
    assert problems(kit) == [
        f'plug-in "{name}" of {name} 1.0: govkit_schemes raised ValueError: {name}'
        + site.place(name, f'raise ValueError("{name}")')
        for name in ("acme", "zeta")
    ]
    assert {"ACMEXX001", "ZETAXX001", "GOODXX001"} <= kit.rules.keys()
    assert "good-scheme" in kit.schemes


# ----------------------------------------------------------------------------------------------- duplicates


def test_entry_point_name_of_two_distributions_is_a_problem_of_both_and_everything_works(site):
    site.write("one", "@hookimpl\ndef govkit_schemes(): return [scheme('one')]")
    site.write("two", "@hookimpl\ndef govkit_schemes(): return [scheme('two')]")
    site.distribute("acme-two", "plug = two", "2.0")
    site.distribute("acme-one", "plug = one", "1.0")
    kit = Toolkit.installed()
    said = (
        "the entry-point name stands in acme-one 1.0 and in acme-two 2.0; "
        "rename one, so that messages can tell them apart"
    )
    assert problems(kit) == [
        f'plug-in "plug" of acme-one 1.0: {said}',
        f'plug-in "plug" of acme-two 2.0: {said}',
    ]
    assert {"one", "two"} <= kit.schemes.keys()


@pytest.mark.parametrize(
    ("hook", "made", "kind", "offers"),
    [
        ("govkit_schemes", "scheme('same')", 'scheme "same"', lambda kit: kit.schemes["same"]),
        ("govkit_workflows", "workflow('same')", 'workflow "same"', lambda kit: kit.workflows["same"]),
        ("govkit_rules", "rule_of('SAMEXX001')", 'rule "SAMEXX001"', lambda kit: kit.rules["SAMEXX001"]),
    ],
)
def test_of_two_with_one_id_the_first_by_distribution_and_name_is_kept(site, hook, made, kind, offers):
    for name, version in (("zeta", "1.0"), ("acme", "3.0"), ("mid", "2.0")):
        site.install(name, f"@hookimpl\ndef {hook}(): return [{made}]", version)
    kit = Toolkit.installed()
    assert problems(kit) == [
        f'plug-in "{name}" of {name} {version}: its {kind} is left out: plug-in "acme" of acme 3.0 offers one already, which is '
        f"used; give it another {'code' if hook == 'govkit_rules' else 'id'}"
        for name, version in (("mid", "2.0"), ("zeta", "1.0"))
    ]
    assert kit.origin(offers(kit)).name == "acme"


def test_shipped_scheme_cannot_be_replaced_behind_ones_back(site):
    site.install("aaa", "@hookimpl\ndef govkit_schemes(): return [scheme('cambs-2019')]")
    kit = Toolkit.installed()
    (problem,) = problems(kit)
    assert problem.startswith('plug-in "aaa" of aaa 1.0: its scheme "cambs-2019" is left out: plug-in')
    assert kit.origin(kit.scheme("cambs-2019")).distribution == "govkit"


@pytest.mark.parametrize("command", ["verify", "show"])
def test_whoever_looks_at_a_scheme_that_was_left_out_is_told_whose_it_is_they_see(site, capsys, command):
    site.install("aaa", "@hookimpl\ndef govkit_schemes(): return [scheme('cambs-2019')]")
    assert run(["schemes", command, "cambs-2019"]) == 0
    version = metadata.version("govkit")
    assert capsys.readouterr().err == (
        'govkit: warning: plug-in "aaa" of aaa 1.0: its scheme "cambs-2019" is left out: plug-in "scheme-cambs-2019" of '
        f"govkit {version} offers one already, which is used; give it another id\n"
    )


@pytest.mark.parametrize("code", ["GKREF001", "GKNEW001", "GKXABC001"])
def test_rule_with_a_code_of_govkits_own_is_left_out_with_a_problem(site, code):
    site.install("acme", f"@hookimpl\ndef govkit_rules(): return [rule_of('{code}'), rule_of('ACMEXX001')]")
    kit = Toolkit.installed()
    assert problems(kit) == [
        f'plug-in "acme" of acme 1.0: its rule {code} is left out: codes that begin with GK are govkit\'s own'
    ]
    assert kit.plugins[-1].offers == ["rule ACMEXX001"]
    assert [code for code, rule in kit.rules.items() if kit.origin(rule).distribution == "acme"] == [
        "ACMEXX001"
    ]


def test_only_the_codes_of_rules_are_kept_for_govkit(site):
    site.install(
        "acme",
        """
        @hookimpl
        def govkit_schemes():
            return [scheme("GKREF001")]

        @hookimpl
        def govkit_workflows():
            return [workflow("GKREF001")]

        @hookimpl
        def govkit_rules():
            return [rule_of("AGKREF001")]
        """,
    )
    kit = Toolkit.installed()
    assert problems(kit) == []
    assert kit.plugins[-1].offers == ["scheme GKREF001", "workflow GKREF001", "rule AGKREF001"]


def test_two_of_one_id_in_one_list_are_a_problem_too(site):
    site.install("acme", "@hookimpl\ndef govkit_schemes(): return [scheme('same'), scheme('same')]")
    label = 'plug-in "acme" of acme 1.0'
    assert problems() == [
        f'{label}: its scheme "same" is left out: {label} offers one already, which is used; give it another id'
    ]


def test_two_entry_points_to_one_module_load_it_once(site):
    site.write("acme", GOOD)
    site.distribute("acme", "one = acme\ntwo = acme")
    kit = Toolkit.installed()
    assert problems(kit) == ['plug-in "two" of acme 1.0: it is loaded already, as plug-in "one" of acme 1.0']
    assert "good-scheme" in kit.schemes


@pytest.mark.parametrize("again", ["acme-rules", "Acme_Rules", "acme.rules"])
def test_distribution_that_stands_twice_on_the_path_counts_once(site, tmp_path, monkeypatch, again):
    site.write("acme", "@hookimpl\ndef govkit_schemes(): return [scheme('acme')]")
    site.distribute("acme-rules", "acme = acme", "2.0")
    second = tmp_path / "second"
    second.mkdir()
    info = second / "acme_rules-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text(f"Name: {again}\nVersion: 1.0\n")
    info.joinpath("entry_points.txt").write_text("[govkit]\nacme = acme\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(second), str(site.folder)])
    kit = Toolkit.installed()
    assert problems(kit) == []
    assert [plugin.version for plugin in kit.plugins if plugin.name == "acme"] == ["2.0"]


# --------------------------------------------------------------------------------------------------- events

HEARS = """
    heard = []

    @hookimpl
    def govkit_event(event, subject):
        heard.append((event.ref, event.trigger, subject.state))
"""
RAISES = """
    @hookimpl
    def govkit_event(event):
        raise ConnectionError("no mail server")
"""
LOG = Register(
    ref="r",
    title="T",
    actions=(
        Action(ref="1", title="A", deadline="01/02/2019"),
        Action(ref="2", title="B", deadline="01/02/2020"),
        Action(ref="3", title="C", state="ongoing", deadline="01/03/2019"),
    ),
)


@pytest.fixture
def heard(site):
    """Have one plug-in that hears events between two that raise."""
    for name, text in (("a_raises", RAISES), ("hears", HEARS), ("z_raises", RAISES)):
        site.install(name, text)
    kit = Toolkit.installed()
    assert problems(kit) == []
    return kit, sys.modules["hears"].heard


def raised(site, *unheard):
    """List the problems of the plug-ins that raise."""
    place = "no mail server{}; not heard: " + ", ".join(unheard)
    return [
        f'plug-in "{name}" of {name} 1.0: govkit_event raised ConnectionError: '
        + place.format(site.place(name, 'raise ConnectionError("no mail server")'))
        for name in ("a_raises", "z_raises")
    ]


def test_plugin_that_hears_events_says_so(heard):
    kit, _ = heard
    offers = {plugin.name: plugin.offers for plugin in kit.plugins if plugin.distribution != "govkit"}
    assert offers == {name: ["ear for events"] for name in ("a_raises", "hears", "z_raises")}
    assert not [
        each for each in kit.plugins if each.distribution == "govkit" and "ear for events" in each.offers
    ]


def test_plugin_that_hears_events_offers_what_else_it_has_too(site):
    site.install("acme", HEARS + GOOD)
    (plugin,) = (each for each in Toolkit.installed(strict=True).plugins if each.name == "acme")
    assert plugin.offers == [
        "ear for events",
        "scheme good-scheme",
        "workflow good-workflow",
        "rule GOODXX001",
    ]


def test_plugin_hears_of_what_was_fired_whoever_else_raises(site, heard):
    kit, events = heard
    action, event = kit.fire(LOG.actions[1], "start", as_of=DAY, ref="r/2")
    assert events == [("r/2", "start", "ongoing")]
    assert action.events == (event,)
    assert problems(kit) == raised(site, "r/2 start")


def test_plugin_hears_of_everything_that_a_sweep_moved(heard):
    kit, events = heard
    swept, _ = kit.sweep(LOG, as_of=DAY)
    assert events == [("1", "lapse", "overdue"), ("3", "lapse", "overdue")]
    assert [action.state for action in swept.actions] == ["overdue", None, "overdue"]


def test_nobody_hears_of_a_sweep_before_it_is_announced(site, heard):
    kit, events = heard
    swept, moved = kit.sweep(LOG, as_of=DAY, announce=False)
    assert (events, problems(kit)) == ([], [])
    kit.announce(swept, moved)
    assert events == [("1", "lapse", "overdue"), ("3", "lapse", "overdue")]
    assert problems(kit) == raised(site, "1 lapse", "3 lapse")


def test_plugin_that_raises_time_and_again_is_named_once_with_what_it_did_not_hear(site, heard):
    kit, _ = heard
    kit.sweep(LOG, as_of=DAY)
    kit.fire(LOG.actions[1], "start", as_of=DAY)
    kit.fire(LOG.actions[1], "extend", as_of=DAY, deadline="2020")
    said = raised(site, "1 lapse", "3 lapse", "2 start and 1 more")
    assert problems(kit) == said
    assert [each.message for each in kit.check(REGISTER, as_of=DAY, only=["broken-plugin"])] == said
    plugin = next(each for each in kit.plugins if each.name == "a_raises")
    (unheard,) = plugin.unheard.values()
    assert [event.trigger for event in unheard] == ["lapse", "lapse", "start", "extend"]


def test_plugin_that_exits_on_an_event_costs_nothing(site):
    site.install("acme", "@hookimpl\ndef govkit_event(): raise SystemExit(1)")
    kit = Toolkit.installed()
    action, _ = kit.fire(LOG.actions[1], "start", as_of=DAY)
    assert action.state == "ongoing"
    place = site.place("acme", "raise SystemExit(1)")
    assert problems(kit) == [
        f'plug-in "acme" of acme 1.0: govkit_event raised SystemExit: 1{place}; not heard: 2 start'
    ]


def test_nobody_hears_of_a_sweep_that_failed(heard):
    """Regression: plug-ins heard of moves that were lost when a later action's lifecycle was unknown."""
    kit, events = heard
    lost = Register(ref="r", title="T", actions=(*LOG.actions, Action(ref="4", title="D", workflow="gone")))
    with pytest.raises(UnknownNameError, match='no workflow "gone"'):
        kit.sweep(lost, as_of=DAY)
    assert events == []


def test_nobody_hears_of_what_was_blocked(heard):
    kit, events = heard
    with pytest.raises(Blocked, match="cannot close"):
        kit.fire(LOG.actions[0], "close", as_of=DAY)
    assert events == []


# --------------------------------------------------------------------------------- how problems are reported


def break_two(site):
    site.install("acme", "import nowhere_at_all")
    site.install("zeta", "@hookimpl\ndef govkit_schemes(): return [7]")


def test_strict_raises_one_error_that_lists_all(site):
    break_two(site)
    with pytest.raises(PluginError) as caught:
        Toolkit.installed(strict=True)
    assert caught.value.problems == Toolkit.installed().plugin_problems
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        'plug-in "acme" of acme 1.0',
        'plug-in "zeta" of zeta 1.0',
    ]


def test_problems_are_findings_of_a_check(site):
    break_two(site)
    kit = Toolkit.installed()
    findings = kit.check(REGISTER, as_of=DAY)
    assert [(each.code, each.ref, each.path, str(each.severity)) for each in findings] == [
        ("GKPLG001", "r", "", "warning")
    ] * 2
    assert [each.message for each in findings] == problems(kit)


def test_toolkit_alone_has_nothing_even_with_plugins_installed(site):
    site.install("acme", GOOD)
    kit = Toolkit(strict=True)
    assert (kit.schemes, kit.workflows, kit.rules, kit.plugins, kit.plugin_problems) == ({}, {}, {}, (), ())
    assert kit.check(REGISTER, as_of=DAY) == []
    assert "acme" not in sys.modules


def test_importing_govkit_loads_no_plugin():
    code = (
        "import sys, govkit, govkit.testing; "
        "print([n for n in sys.modules if n.startswith(('govkit_', 'govkit.rules.shipped'))]); "
        "govkit.Toolkit(); "
        "print([n for n in sys.modules if n.startswith(('govkit_', 'govkit.rules.shipped'))]); "
        "govkit.Toolkit.installed(); "
        "print('govkit_schemes.cambs_2019' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n") == ["[]", "[]", "True", ""]

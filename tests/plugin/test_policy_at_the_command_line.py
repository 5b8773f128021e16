"""Allow and deny lists at the command line: options, environment variables, and what the commands say."""

import json
import sys
from importlib import metadata
from pathlib import Path

import pytest

from govkit.cli.app import run

AUGUST_2019 = str(Path(__file__).parents[2] / "examples" / "registers" / "cambs-2019.yaml")
DAY = ("--as-of", "2019-10-09")
VERSION = metadata.version("govkit")
LIFECYCLES = (
    "workflow-action",
    "workflow-assurance",
    "workflow-audit-recommendation",
    "workflow-review",
    "workflow-risk",
)
OWN = sorted(point.name for point in metadata.distribution("govkit").entry_points.select(group="govkit"))
NOBODY = "but no installed plug-in and no distribution with one is called so"
RULE = """
    @hookimpl
    def govkit_rules():
        return [rule_of("ACMEXX001")]
"""


@pytest.fixture
def call(capsys, monkeypatch):
    def call(*arguments, allow=None, deny=None):
        for variable, value in (("GOVKIT_PLUGINS_ALLOW", allow), ("GOVKIT_PLUGINS_DENY", deny)):
            if value is None:
                monkeypatch.delenv(variable, raising=False)
            else:
                monkeypatch.setenv(variable, value)
        code = run(arguments)
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def loaded(call):
    """Which plug-ins ``govkit plugins`` says are loaded."""

    def loaded(*options, **environment):
        code, out, err = call(*options, "plugins", "--format", "json", **environment)
        assert (code, err) == (0, "")
        return [each["id"] for each in json.loads(out) if each["status"] == "ok"]

    return loaded


@pytest.fixture
def acme(site):
    site.install("acme", RULE, "2.1")


@pytest.fixture
def explosive(site):
    site.install("explosive", "raise SystemExit('imported')")
    yield
    assert "explosive" not in sys.modules


@pytest.mark.usefixtures("acme")
def test_environment_variables_hold_names_with_commas_between(loaded):
    assert loaded() == [*OWN, "acme"]
    assert loaded(allow="acme, workflow-*") == [*LIFECYCLES, "acme"]
    assert loaded(deny="acme,formats_shipped") == OWN[1:]
    assert loaded(allow="govkit,acme", deny="govkit") == ["acme"]


@pytest.mark.usefixtures("acme")
def test_options_may_be_repeated_and_override_the_environment_each_its_own(loaded):
    assert loaded("--allow-plugin", "acme", "--allow-plugin", "workflow-action") == [
        "workflow-action",
        "acme",
    ]
    assert loaded("--deny-plugin", "acme", "--deny-plugin", "formats-shipped") == OWN[1:]
    assert loaded("--allow-plugin", "acme", allow="govkit") == ["acme"]
    assert loaded("--deny-plugin", "acme", deny="govkit") == OWN
    assert loaded("--allow-plugin", "acme", "--allow-plugin", "govkit", allow="acme", deny="acme") == OWN
    assert loaded("--allow-plugin", "acme", allow="") == ["acme"]


@pytest.mark.usefixtures("explosive")
@pytest.mark.parametrize(
    "command",
    [
        ["check", AUGUST_2019, *DAY], ["rate", AUGUST_2019], ["report", AUGUST_2019, *DAY],
        ["sweep", AUGUST_2019, *DAY], ["explain", AUGUST_2019, "SR3.4", *DAY], ["explain", "GKREF001"],
        ["baf", AUGUST_2019, *DAY], ["escalations", AUGUST_2019, *DAY], ["calendar", AUGUST_2019, *DAY],
        ["indicators", AUGUST_2019], ["diff", AUGUST_2019, AUGUST_2019], ["schemes"], ["workflows"], ["rules"],
        ["plugins"],
    ],
    ids=lambda command: " ".join(Path(each).name for each in command),
)  # fmt: skip
def test_every_command_leaves_a_denied_plugin_alone_and_does_not_warn_of_it(call, command):
    for options, environment in (
        (["--deny-plugin", "explosive"], {}),
        ([], {"deny": "explosive"}),
        ([], {"allow": "govkit"}),
    ):
        code, out, err = call(*options, *command, **environment)
        assert (code, err) == (1 if command[0] == "check" else 0, "")
        assert out


@pytest.mark.usefixtures("explosive")
def test_the_list_shows_a_denied_plugin_with_the_reason(call):
    _, out, _ = call("plugins", "--format", "json", deny="explosive")
    assert json.loads(out)[-1] == {
        "id": "explosive",
        "title": "what it offers is not known",
        "distribution": "explosive",
        "version": "1.0",
        "offers": [],
        "status": 'not loaded: denied by "explosive" on the deny list',
        "problems": [],
    }
    assert 'not loaded: denied by "explosive" on the deny list' in call("plugins", deny="explosive")[1]


@pytest.mark.parametrize("command", [["plugins"], ["rate", AUGUST_2019]])
def test_a_name_that_is_nobodys_is_warned_of_once(call, command):
    code, _, err = call("--deny-plugin", "workflow-acton", *command)
    said = (
        f'govkit: warning: the deny list names "workflow-acton", {NOBODY}; did you mean "workflow-action"?\n'
    )
    assert (code, err) == (0, said)


def test_a_name_that_is_nobodys_is_warned_of_once_though_plug_ins_are_told_of_an_event(call, tmp_path):
    file = tmp_path / "log.yaml"
    file.write_text("register: r\ntitle: T\nactions: [{ref: '1', title: A}]\n")
    fire = ["fire", str(file), "1", "start", "--as-of", "2026-01-01", "--by", "X", "--write"]
    code, _, err = call("--deny-plugin", "workflow-acton", *fire)
    assert (code, err.count("warning"), err.count("workflow-acton")) == (0, 1, 1)


def test_a_check_reports_a_name_that_is_nobodys(call, tmp_path):
    file = tmp_path / "clean.yaml"
    file.write_text("register: r\ntitle: T\n")
    code, out, _ = call("check", str(file), allow="govkit,gone")
    assert code == 1
    assert f'GKPLG001 warning r: the allow list names "gone", {NOBODY}; known: govkit' in out


@pytest.mark.parametrize(
    ("names", "said"), [("acme", "1 plug-in denied"), ("scheme-*,acme", "9 plug-ins denied")]
)
@pytest.mark.usefixtures("acme")
def test_a_check_with_plugins_denied_says_how_many_where_it_says_that_nothing_was_found(
    call, tmp_path, names, said
):
    file = tmp_path / "clean.yaml"
    file.write_text("register: r\ntitle: T\nbodies: [{ref: b, title: B, kind: board}]\n")
    assert call("check", str(file), deny=names) == (0, f"nothing found ({said})\n", "")


@pytest.mark.parametrize("variable", ["allow", "deny"])
def test_a_variable_that_is_set_but_empty_is_refused(call, variable):
    code, out, err = call("plugins", **{variable: ""})
    assert (code, out) == (2, "")
    assert (
        f"Invalid value for '--{variable}-plugin' (env var: 'GOVKIT_PLUGINS_{variable.upper()}'): "
        "it is set but empty; name plug-ins, or unset it\n"
    ) in err


@pytest.mark.parametrize(
    ("options", "environment"),
    [([], {"allow": "a,,b"}), ([], {"deny": "a,"}), ([], {"deny": " "}), (["--deny-plugin", ""], {})],
)
def test_a_blank_name_is_refused(call, options, environment):
    code, out, err = call(*options, "plugins", **environment)
    assert (code, out) == (2, "")
    assert "a name is blank; give each a name, with one comma between two\n" in err


def test_help_names_options_and_variables_and_loads_nothing(call, site):
    site.install("explosive", "raise SystemExit('imported')")
    code, out, _ = call("--help", allow="")
    assert code == 0
    for word in ("--allow-plugin NAME", "--deny-plugin NAME", "GOVKIT_PLUGINS_ALLOW", "GOVKIT_PLUGINS_DENY"):
        assert word in out
    assert "explosive" not in sys.modules


# ---------------------------------------------------------------------------- what a stranger's leaves behind

SCHEME = """
    @hookimpl
    def govkit_schemes():
        return [scheme("acme")]
"""
REGISTER = """register: r
title: T
scheme: acme
risks:
  - {ref: R1, title: A, current: {levels: {harm: 2}}}
"""


@pytest.fixture
def file(site, tmp_path):
    site.install("acme", SCHEME + RULE, "2.1")
    file = tmp_path / "r.yaml"
    file.write_text(REGISTER)
    return str(file)


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_form_of_a_report_names_the_strangers_scheme_with_its_distribution_and_version(
    call, file, form
):
    made = f"Made by govkit {VERSION} with the scheme acme 1 (acme 2.1)."
    assert made in call("report", file, *DAY, "--as", form)[1]


def test_every_rating_in_json_names_the_distribution_and_version_of_its_scheme(call, file):
    scheme = {"id": "acme", "version": "1", "origin": "acme 2.1"}
    rated = json.loads(call("rate", file, "--format", "json")[1])
    assert rated["risks"][0]["current"]["scheme"] == scheme
    baf = json.loads(call("baf", file, *DAY, "--format", "json")[1])
    assert baf["objectives"][0]["risks"][0]["current"]["scheme"] == scheme
    found = json.loads(call("check", file, *DAY, "--format", "json")[1])
    assert [each["origin"] for each in found["findings"] if each["code"] == "ACMEXX001"] == ["acme 2.1"]


@pytest.mark.parametrize(
    "command", ["rate", "check", "sweep", "baf", "escalations", "calendar", "indicators"]
)
def test_json_names_the_plugins_that_were_loaded_and_no_others(call, file, site, command):
    site.install("broken", "import nowhere_at_all")
    _, out, _ = call(command, file, "--format", "json", deny="*-shipped,scheme-*")
    assert json.loads(out)["plugins"] == [
        *({"distribution": "govkit", "version": VERSION, "name": name} for name in LIFECYCLES),
        {"distribution": "acme", "version": "2.1", "name": "acme"},
    ]


# ------------------------------------------------------------------------ names whose plug-in was denied

HINT = "not loaded, because denied: scheme-cambs-2019"


@pytest.mark.parametrize(
    "command",
    [
        ["rate", AUGUST_2019], ["check", AUGUST_2019, *DAY], ["report", AUGUST_2019, *DAY],
        ["explain", AUGUST_2019, "SR3.4", *DAY], ["migrate", AUGUST_2019, "--to", "cambs-2016"],
        ["migrate", AUGUST_2019, "--to", "cambs-2019"],
        ["schemes", "show", "cambs-2019"], ["schemes", "verify", "cambs-2019"],
    ],
    ids=lambda command: " ".join(Path(each).name for each in command),
)  # fmt: skip
def test_a_scheme_whose_plugin_was_denied_is_said_to_be_denied_and_no_other_is_proposed(call, command):
    code, out, err = call(*command, deny="scheme-cambs-2019")
    said = " ".join((out + err).split())
    assert HINT in said
    assert "did you mean" not in said
    assert code != 1 or command[0] == "check"


def test_a_lifecycle_or_rule_whose_plugin_was_denied_is_said_to_be_denied(call, site):
    site.install("acme", RULE)
    denied = "not loaded, because denied: workflow-action"
    assert denied in call("sweep", AUGUST_2019, *DAY, deny="workflow-action")[2]
    assert denied in call("check", AUGUST_2019, *DAY, deny="workflow-action")[1]
    for form in ("text", "md", "html"):
        out = call("report", AUGUST_2019, *DAY, "--as", form, deny="workflow-action")[1]
        assert denied in " ".join(out.replace("<wbr>", "").split())
    err = call("explain", "GKREF01", deny="acme")[2]
    assert "not loaded, because denied: acme" in err
    assert "did you mean" not in err

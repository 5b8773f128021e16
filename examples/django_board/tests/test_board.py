"""Registers as rows: nothing is lost, nobody's work is lost, and a person reads a sentence."""

import html
import os
import re
import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from govkit_board import moves
from govkit_board.adapter import create, read
from govkit_board.models import Action, Event, Register, StaleError
from govkit_board.toolkit import toolkit
from hypothesis import HealthCheck, given, settings

from govkit import Blocked, GovkitError
from govkit.io import loads
from govkit.testing.strategies import registers

REGISTERS = Path(__file__).parents[2] / "registers"
SAMPLES = ["cambs-2019.yaml", "board-actions-2019.yaml", "audit-actions-2016.yaml"]


ODD = b"register: odd\ntitle: Odd\nactions: [{ref: '1', title: Mend, workflow: acme-repair}]\n"


def page(action):
    return reverse("admin:govkit_board_action_change", args=[action.pk])


def fire(client, action, trigger, **values):
    url = reverse("admin:govkit_board_action_fire", args=[action.pk])
    posted = {"version": action.version, "trigger": trigger, **values}
    return shown(client.post(url, posted, follow=True))


def shown(response):
    """What a person reads on a page, tags and attributes left out."""
    assert response.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def buttons(client, action, query=""):
    return re.findall(r'name="trigger" value="(\w+)"', client.get(page(action) + query).content.decode())


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Register, Action, Event)]


@pytest.fixture
def action(register):
    return register.actions.get(address="SR3.4/A1")


def test_the_database_is_the_one_that_was_asked_for(database):
    asked = os.environ.get("DATABASE_URL", "sqlite:").partition(":")[0]
    assert connection.vendor.startswith(asked)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_file_says_comes_back_from_the_rows(database, name):
    loaded = toolkit().load(REGISTERS / name)
    actions, register = read(create(loaded))
    assert register == loaded
    assert [each.address for each in actions] == [each.address for each in loaded.all_actions]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(register=registers())
def test_so_does_whatever_a_register_can_say(database, register):
    with transaction.atomic():
        try:
            assert read(create(register))[1] == register
        except GovkitError as error:
            assert "a text holds a NUL character" in str(error)  # noqa: PT017 - the only reason there is
        transaction.set_rollback(True)


def test_a_history_comes_back_too_and_leads_on_where_govkit_alone_would_have_led(register, action):
    today = timezone.localdate()
    alone = read(register)[1]
    for trigger, entered in [("start", {"why": "agreed"}), ("close", {"end": "1 May 2020"})]:
        moves.fire(action.pk, action.version, trigger, as_of=today, by="Ann", given=entered)
        alone, _ = toolkit().fire_at(alone, action.address, trigger, as_of=today, by="Ann", **entered)
        action.refresh_from_db()
    assert read(Register.objects.get())[1] == alone
    assert [str(each) for each in action.events.all()] == ["start: open → ongoing", "close: ongoing → closed"]


def test_the_admin_offers_what_is_allowed_now_and_says_of_the_rest_why_not(sign_in, action):
    client = sign_in("ann")
    assert buttons(client, action) == ["start"]
    text = shown(client.get(page(action)))
    assert "Cannot close a readable end date is not recorded" in text
    assert 'Cannot reopen reopen does not start from "open"' in text
    assert buttons(client, action, "?end=1+May+2020") == ["close"]
    assert "start: open → ongoing" in fire(client, action, "start")
    action.refresh_from_db()
    assert (action.state, action.version) == ("ongoing", 2)
    fire(client, action, "close", end="1 May 2020")
    action.refresh_from_db()
    assert (action.state, action.end) == ("closed", "1 May 2020")
    text = shown(client.get(page(action)))
    assert "close ongoing closed 1 May 2020" in text
    assert "ann" in text
    assert buttons(client, action, "?why=It+leaks+again") == ["reopen"]


def test_looking_again_keeps_what_was_entered_and_moves_nothing(sign_in, action):
    before = everything()
    url = reverse("admin:govkit_board_action_fire", args=[action.pk])
    posted = {"version": 1, "trigger": "", "end": "1 May 2020", "colour": "red"}
    response = sign_in("ann").post(url, posted, follow=True)
    assert 'name="end" value="1 May 2020"' in response.content.decode()
    assert everything() == before


@pytest.mark.parametrize(
    ("trigger", "values", "sentence"),
    [
        ("close", {}, "SR3.4/A1 cannot close: a readable end date is not recorded"),
        ("reopen", {"why": "please"}, 'reopen does not start from "open"'),
        ("start", {"end": "1 May 2020"}, "start changes only start, owner, organisation, notes, not end"),
        ("explode", {}, 'there is no trigger "explode"'),
        ("start", {"version": "first"}, "somebody else changed it"),
    ],
)
def test_what_is_posted_by_hand_is_refused_with_a_sentence(sign_in, action, trigger, values, sentence):
    before = everything()
    text = fire(sign_in("ann"), action, trigger, **values)
    assert "Nothing was changed." in text
    assert sentence in text
    assert everything() == before


def test_who_may_only_look_has_no_buttons_and_cannot_post(sign_in, action):
    client = sign_in("guest", "view_action")
    assert buttons(client, action) == []
    url = reverse("admin:govkit_board_action_fire", args=[action.pk])
    assert client.post(url, {"trigger": "start", "version": 1}).status_code == 403
    assert client.get(reverse("board", args=["cambs-2019"])).status_code == 403
    assert client.get(url).status_code == 405
    client.logout()
    assert client.post(url, {"trigger": "start", "version": 1}).status_code == 302
    assert Action.objects.get(pk=action.pk).state is None


def test_a_stale_edit_is_refused_and_what_was_entered_is_told(sign_in, action):
    ann, bob = sign_in("ann"), sign_in("bob")
    form = {"title": action.title, "seen": 1, "events-TOTAL_FORMS": 0, "events-INITIAL_FORMS": 0}
    first = ann.post(page(action), {**form, "owner": "Chief Executive"}, follow=True)
    assert "was changed successfully" in shown(first)
    text = shown(bob.post(page(action), {**form, "owner": "Chief Constable"}, follow=True))
    assert "Not saved. SR3.4/A1: somebody else changed it since you opened it." in text
    assert "owner: Chief Constable" in text
    assert "Chief Executive" in text
    assert Action.objects.get(pk=action.pk).owner == "Chief Executive"
    assert "somebody else changed it" in fire(bob, action, "start")
    assert Event.objects.count() == 0


def edit_owner(action, day, name):
    moves.edit(action.pk, action.version, as_of=day, by=name, values={"owner": name})


def extend(action, day, name):
    given = {"deadline": f"{day.year + 1 + action.version}", "owner": name}
    moves.fire(action.pk, action.version, "extend", as_of=day, by=name, given=given)


@pytest.mark.parametrize("does", [edit_owner, extend])
def test_of_people_at_once_one_is_first_and_the_others_are_told(action, does):
    day, firsts = timezone.localdate(), []

    def at_once(name, together, told):
        together.wait()
        try:
            does(action, day, name)
            told.append(name)
        except StaleError:
            told.append(None)
        finally:
            connection.close()

    for turn in range(1, 9):  # what is lost between two statements is not lost every time
        together, told = threading.Barrier(4), []
        names = [f"person {turn}.{i}" for i in range(4)]
        threads = [threading.Thread(target=at_once, args=[name, together, told]) for name in names]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        [first] = [each for each in told if each]
        assert len(told) == 4
        firsts.append(first)
        action = Action.objects.get(pk=action.pk)
        assert (action.owner, action.version) == (first, turn + 1)
    assert [each.by for each in action.events.all()] == (firsts if does is extend else [])


def test_an_edit_leaves_the_line_ends_of_other_fields_as_they_were(sign_in):
    client = sign_in("ann")
    content = b"register: r\ntitle: R\nactions:\n- {ref: '1', title: Mend, notes: \"One\\nTwo\\n\"}\n"
    upload(client, "r.yaml", content)
    action = Action.objects.get()
    form = {"seen": 1, "events-TOTAL_FORMS": 0, "events-INITIAL_FORMS": 0}
    client.post(page(action), {**form, "title": "Mend it", "notes": "One\r\nTwo\r\n"})
    action.refresh_from_db()
    assert (action.title, action.notes) == ("Mend it", "One\nTwo\n")
    client.post(page(action), {**form, "seen": 2, "title": "Mend it", "notes": "One\r\n2"})
    action.refresh_from_db()
    assert action.notes == "One\n2"
    client.post(page(action), {**form, "seen": 3, "title": "Mend it", "notes": ""})
    action.refresh_from_db()
    assert action.notes is None


def test_a_row_is_written_only_over_the_version_that_was_read(action):
    other = Action.objects.get(pk=action.pk)
    action.replace(owner="Ann")
    with pytest.raises(StaleError):
        other.replace(owner="Bob")
    assert Action.objects.get(pk=action.pk).owner == "Ann"


def test_a_sweep_records_what_lapsed_once_and_its_history_holds_what_it_holds_in_govkit(sign_in, register):
    client = sign_in("ann")
    url = reverse("admin:govkit_board_register_changelist")
    posted = {"action": "sweep", "_selected_action": [register.pk], "index": 0}
    lapsed = len(toolkit().sweep(read(register)[1], as_of=timezone.localdate())[1])
    assert lapsed > 4
    assert f"Register cambs-2019: {lapsed} moved on" in shown(client.post(url, posted, follow=True))
    assert "Register cambs-2019: 0 moved on" in shown(client.post(url, posted, follow=True))
    assert Event.objects.count() == lapsed
    late = Action.objects.get(address="SR3.1/A2")
    assert (late.state, str(late.events.get().effective)) == ("overdue", "2019-01-01")


def test_a_sweep_says_what_it_could_not_evaluate(sign_in, capsys):
    client = sign_in("ann")
    upload(client, "odd.yaml", ODD)
    url = reverse("admin:govkit_board_register_changelist")
    posted = {"action": "sweep", "_selected_action": [Register.objects.get().pk], "index": 0}
    said = 'there is no workflow "acme-repair"'
    assert f"Register odd: 1: {said}" in shown(client.post(url, posted, follow=True))
    call_command("sweep")
    assert f"1: {said}" in capsys.readouterr().err


def test_the_command_sweeps_every_register(register, capsys):
    call_command("sweep")
    assert "SR3.1/A2 lapse: open → overdue since 2019-01-01" in capsys.readouterr().out


def test_rows_that_are_no_register_are_a_sentence_and_the_others_go_on(sign_in, capsys):
    client = sign_in("ann")
    upload(client, "a.yaml", b"register: a\ntitle: A\nactions: [{ref: '1', title: Mend}]\n")
    create(toolkit().load(REGISTERS / "cambs-2019.yaml"))
    Register.objects.filter(ref="a").update(document={"register": "a"})
    assert "a.json was not loaded: 1 problem" in shown(client.get(reverse("board", args=["a"])))
    action = Action.objects.get(address="1")
    assert "a.json was not loaded" in shown(client.get(page(action)))
    assert "a.json was not loaded" in fire(client, action, "start")
    with pytest.raises(CommandError, match=r"a\.json was not loaded: 1 problem"):
        call_command("sweep")
    assert "SR3.1/A2 lapse: open → overdue" in capsys.readouterr().out


def upload(client, name, content):
    url = reverse("admin:govkit_board_register_add")
    return shown(client.post(url, {"file": SimpleUploadedFile(name, content)}, follow=True))


def test_a_file_is_uploaded_once(sign_in):
    client = sign_in("ann")
    content = b"register: small\ntitle: Small\nactions: [{ref: '1', title: Mend the roof}]\n"
    assert "was added successfully" in upload(client, "small.yaml", content)
    assert read(Register.objects.get())[1] == loads(content, "small.yaml")
    before = everything()
    assert "The register small is here already" in upload(client, "small.yaml", content)
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "content", "sentences"),
    [
        (
            "bad.yaml",
            b"register: bad\ntitle: Bad\ncolour: red\nrisks:\n  - title: No ref\n",
            ["bad.yaml:3:9: /colour", "bad.yaml:5:5: /risks/0"],
        ),
        ("bad.yaml", b"register: [", ["bad.yaml:2:1: this is no YAML"]),
        ("bad.doc", b"register: bad", ["bad.doc"]),
        ("bad.json", b'{"register": "bad", "title": "a\\u0000b"}', ["a text holds a NUL character"]),
        ("bad.yaml", b"#" * 2_000_001, ["more than 2,000,000 bytes"]),
    ],
)
def test_a_bad_file_is_refused_with_every_problem_and_nothing_is_stored(sign_in, name, content, sentences):
    text = upload(sign_in("ann"), name, content)
    assert [each for each in sentences if each not in text] == []
    assert everything() == [[], [], []]


def test_the_board_shows_the_heat_map_and_text_stays_text(sign_in, register, action):
    script = "<script>document.title = 'owned'</script>"
    form = {"title": script, "seen": 1, "events-TOTAL_FORMS": 0, "events-INITIAL_FORMS": 0}
    client = sign_in("ann")
    client.post(page(action), form)
    response = client.get(reverse("board", args=["cambs-2019"]))
    assert script not in response.content.decode()
    assert html.escape(script) in response.content.decode()
    assert "<svg" in response.content.decode()
    assert "SR3.4" in shown(response)


def test_the_heat_map_escapes_what_a_register_says(sign_in):
    client = sign_in("ann")
    risk = "{ref: '<b onclick=x>', title: T, current: {levels: {likelihood: 2, impact: 4}}}"
    upload(client, "r.yaml", f"register: r\ntitle: R\nscheme: cambs-2019\nrisks: [{risk}]\n".encode())
    drawn = client.get(reverse("board", args=["r"])).content.decode()
    assert "<b onclick" not in drawn
    assert "&lt;b onclick" in drawn.partition("<figure>")[2].partition("</figure>")[0]


def plug_in(folder, monkeypatch, name, code):
    """Install a distribution with one plug-in, as its wheel would."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[govkit]\n{name} = {name}\n")
    (folder / f"{name}.py").write_text(code)
    monkeypatch.syspath_prepend(folder)
    toolkit.cache_clear()


def test_a_broken_plug_in_is_said_on_the_board_and_breaks_nothing(sign_in, register, tmp_path, monkeypatch):
    plug_in(tmp_path, monkeypatch, "breaks_on_import", "import nothing_of_that_name\n")
    text = shown(sign_in("ann").get(reverse("board", args=["cambs-2019"])))
    assert "Plug-in: " in text
    assert "breaks_on_import" in text
    assert "SR3.4/A1" in text


HEARS = """
from govkit import hookimpl
heard = []

@hookimpl
def govkit_event(event, subject, key):
    heard.append(str(event))
    raise RuntimeError("the mail server is away")
"""


def test_a_plug_in_hears_of_what_is_stored_and_its_failure_undoes_nothing(
    sign_in, action, tmp_path, monkeypatch
):
    plug_in(tmp_path, monkeypatch, "hears_and_fails", HEARS)
    client = sign_in("ann")
    with pytest.raises(Blocked):
        moves.fire(action.pk, 1, "close", as_of=timezone.localdate(), by="Ann", given={})
    fire(client, action, "start")
    [plugin] = [each for each in toolkit().plugins if each.name == "hears_and_fails"]
    [[event]] = plugin.unheard.values()
    assert str(event) == f"SR3.4/A1 start: open → ongoing since {timezone.localdate()}"
    assert Action.objects.get(pk=action.pk).state == "ongoing"
    assert "the mail server is away" in shown(client.get(reverse("board", args=["cambs-2019"])))


def test_a_lifecycle_that_is_not_there_is_a_sentence_and_no_button(sign_in):
    client = sign_in("ann")
    upload(client, "odd.yaml", ODD)
    action = Action.objects.get()
    assert 'there is no workflow "acme-repair"' in shown(client.get(page(action)))
    assert buttons(client, action) == []
    assert 'there is no workflow "acme-repair"' in fire(client, action, "start")


def test_the_demo_says_what_it_cannot_load(database, tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.yaml"):
        call_command("demo", register=tmp_path / "nothing.yaml")


def test_the_migrations_say_what_the_models_say(database):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)

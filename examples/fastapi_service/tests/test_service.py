"""The service, asked over HTTP."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest
from postgres import postgres
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from govkit import BaseScheme, Factor, Over, Severity, Toolkit, Workflow, hookimpl, rule
from govkit.workflow import Predicate, Row, State
from govkit_workflows import action as shipped

YAML = {"Content-Type": "application/yaml"}
PATH = "/registers/cambs-2019"
CLOSE = {"address": "SR3.1/A2", "trigger": "close", "as_of": "2019-10-09", "by": "Chief Executive"}
ENDED = CLOSE | {"changes": {"end": "2019-10-09"}}


def problem(answer, status):
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    return answer.json()


@pytest.fixture
def me(two, paper):
    assert two[0]("PUT", PATH, content=paper, headers=YAML).status_code == 201
    return two[0]


def test_a_register_is_stored_rated_and_checked(me):
    [listed] = me("GET", "/registers").json()
    assert listed == {"ref": "cambs-2019", "title": "Strategic risk register, August 2019", "version": 1}
    rated = {each["address"]: each for each in me("GET", f"{PATH}/ratings").json()}
    assert rated["SR3.4"]["current"]["rating"] == "14, Medium-high, above tolerance"
    assert "make 14 under cambs-2019" in rated["SR3.4"]["current"]["explanation"]
    found = me("GET", f"{PATH}/findings", params={"as_of": "2019-10-09"}).json()
    late = next(each for each in found if each["ref"] == "SR3.1/A2")
    assert (late["code"], late["outcome"]) == ("GKACT003", "fails")
    given = me("GET", PATH).text.splitlines()
    assert "SR3.1" not in given[late["line"] - 1]  # the line is one of what is given out: that of the action
    assert '"A2"' in "".join(given[late["line"] - 1 : late["line"] + 2])


def test_a_forbidden_transition_is_refused_with_the_reasons_and_an_allowed_one_is_told(me):
    assert me("POST", f"{PATH}/why-not", json=CLOSE).json() == {
        "reasons": ["a readable end date is not recorded"]
    }
    told = problem(me("POST", f"{PATH}/events", json=CLOSE, headers={"If-Match": '"1"'}), 409)
    assert told["reasons"] == ["a readable end date is not recorded"]
    assert me("GET", PATH).headers["etag"] == '"1"'
    assert me("POST", f"{PATH}/why-not", json=ENDED).json() == {"reasons": []}

    fired = me("POST", f"{PATH}/events", json=ENDED, headers={"If-Match": '"1"'})
    assert (fired.status_code, fired.headers["etag"]) == (201, '"2"')
    assert [each["trigger"] for each in fired.json()] == ["lapse", "close"]
    assert me("GET", f"{PATH}/events").json() == fired.json()
    assert '"closed"' in me("GET", PATH).text


def test_a_stale_edit_is_refused_and_loses_nothing(me, paper):
    problem(me("POST", f"{PATH}/events", json=ENDED), 428)
    assert me("POST", f"{PATH}/events", json=ENDED, headers={"If-Match": '"1"'}).status_code == 201
    after = me("GET", PATH)
    stale = YAML | {"If-Match": '"1"'}
    assert "changed meanwhile" in problem(me("PUT", PATH, content=paper, headers=stale), 412)["detail"]
    problem(me("PUT", PATH, content=paper, headers=YAML), 428)
    problem(me("POST", f"{PATH}/events", json=ENDED, headers={"If-Match": '"1"'}), 412)
    assert (me("GET", PATH).text, me("GET", PATH).headers["etag"]) == (after.text, '"2"')
    back = {"Content-Type": "application/json", "If-Match": '"2"'}
    assert me("PUT", PATH, content=after.content, headers=back).headers["etag"] == '"3"'
    new = YAML | {"If-Match": '"1"'}
    problem(me("PUT", "/registers/none", content=paper.replace(b"cambs-2019", b"none", 1), headers=new), 412)


def test_another_body_finds_nothing_there(me, two):
    other = two[1]
    assert other("GET", "/registers").json() == []
    for method, path in [
        ("GET", ""),
        ("GET", "/ratings"),
        ("GET", "/events"),
        ("GET", "/findings?as_of=2019-10-09"),
    ]:
        assert problem(other(method, PATH + path), 404)["detail"] == 'there is no register "cambs-2019"'
    problem(other("POST", f"{PATH}/why-not", json=CLOSE), 404)
    problem(other("POST", f"{PATH}/events", json=ENDED, headers={"If-Match": '"1"'}), 404)
    own = b"register: cambs-2019\ntitle: Another of that name\n"
    assert other("PUT", PATH, content=own, headers=YAML).status_code == 201  # its own, and not the other's
    assert me("GET", "/registers").json()[0]["title"] == "Strategic risk register, August 2019"
    assert me("POST", f"{PATH}/events", json=ENDED, headers={"If-Match": '"1"'}).status_code == 201
    assert (len(me("GET", f"{PATH}/events").json()), other("GET", f"{PATH}/events").json()) == (2, [])
    for key in ("", "wrong"):
        assert "X-API-Key" in problem(other("GET", "/registers", headers={"X-API-Key": key}), 401)["detail"]


def test_a_bad_upload_is_refused_with_every_problem_and_its_place(me):
    before = me("GET", PATH).text
    bad = b"register: cambs-2019\ntitle: T\ncolour: red\nrisks:\n  - {ref: R1}\n"
    told = problem(me("PUT", PATH, content=bad, headers=YAML | {"If-Match": '"1"'}), 422)
    assert [(each["line"], each["column"], each["path"]) for each in told["problems"]] == [
        (3, 9, "/colour"),
        (5, 5, "/risks/0"),
    ]
    assert "colour" in told["problems"][0]["message"]
    assert me("GET", PATH).text == before


@pytest.mark.parametrize(
    ("path", "content", "kind", "told"),
    [
        (PATH, b"a,b", "text/csv", (415, "send application/json or application/yaml")),
        ("/registers/other", b"register: mine\ntitle: T", "application/yaml", (422, 'calls itself "mine"')),
        ("/registers/other", b"x" * 5_000_001, "application/yaml", (413, "5,000,000 bytes")),
    ],
)
def test_what_is_no_upload_is_told_so(me, path, content, kind, told):
    status, sentence = told
    assert (
        sentence
        in problem(me("PUT", path, content=content, headers={"Content-Type": kind}), status)["detail"]
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"address": "SR9.9"}, "SR9.9"),
        ({"trigger": "clse"}, 'did you mean "close"?'),
        ({"changes": {"as_of": "2030-01-01"}}, 'there is no field "as_of" that can be changed'),
        ({"as_of": 0}, "2019-10-09"),
        ({"as_of": "9 October"}, "2019-10-09"),
    ],
)
def test_a_wrong_occasion_is_refused_with_a_sentence(me, wrong, sentence):
    answer = me("POST", f"{PATH}/events", json=CLOSE | wrong, headers={"If-Match": '"1"'})
    problem(answer, 422)
    assert sentence in str(answer.json())


def breaks(*_):
    raise RuntimeError("out of order")


@attrs.frozen(kw_only=True)
class BrokenScheme(BaseScheme):
    def value_of(self, levels):
        breaks(levels)


@rule(code="ACMRSK001", name="broken", severity=Severity.NOTE, over=Over.REGISTER, message="broken")
def broken_rule(located, context):
    """A rule breaks.

    What it does
    Raises an error.

    Why it matters
    Nobody else may suffer from it.

    Example
    Any register.

    Instead
    None.
    """
    yield breaks(located, context)


BROKEN_LIFECYCLE = Workflow(
    id="broken",
    title="Broken",
    kind="action",
    initial="new",
    states=(State("new", "New"), State("done", "Done", final=True)),
    rows=(Row("finish", "new", "done", guard=Predicate("broken", "it works", "it does not work", breaks)),),
)


class Acme:
    """A plug-in in which everything breaks once it is used."""

    @hookimpl
    def govkit_schemes(self):
        factors = tuple(Factor.numbered(name, ["Low", "High"]) for name in ("likelihood", "impact"))
        return [
            BrokenScheme(
                id="acme", version="1", title="Acme", source="Nowhere", factors=factors, values=(1, 2)
            )
        ]

    @hookimpl
    def govkit_workflows(self):
        return [BROKEN_LIFECYCLE]

    @hookimpl
    def govkit_rules(self):
        return [broken_rule]

    @hookimpl
    def govkit_event(self, event):
        raise RuntimeError(f"the mail about {event.ref} was not sent")


def test_a_broken_plug_in_is_a_sentence_and_no_register_is_the_worse_for_it(served, tmp_path):
    _, [me] = served(f"sqlite:///{tmp_path}/r.db", Toolkit(shipped, Acme()), "Acme")
    levels = {"levels": {"likelihood": 1, "impact": 2}}
    register = {
        "register": "r",
        "title": "R",
        "scheme": "acme",
        "risks": [{"ref": "1", "title": "Fire", "current": levels}],
        "actions": [{"ref": "A", "title": "Mend"}, {"ref": "B", "title": "Paint", "workflow": "broken"}],
    }
    assert me("PUT", "/registers/r", json=register).status_code == 201
    [rated] = me("GET", "/registers/r/ratings").json()
    assert rated["current"] is None
    assert "out of order" in rated["not_rated"]["current"]
    found = me("GET", "/registers/r/findings?as_of=2026-01-01").json()
    assert any(each["code"] == "GKPLG002" and "out of order" in each["message"] for each in found)

    finish = {"address": "B", "trigger": "finish", "as_of": "2026-01-01"}
    told = problem(me("POST", "/registers/r/events", json=finish, headers={"If-Match": '"1"'}), 500)
    assert "out of order" in told["detail"]
    assert told["detail"].endswith("nothing was changed")
    assert me("GET", "/registers/r").headers["etag"] == '"1"'

    start = {"address": "A", "trigger": "start", "as_of": "2026-01-01"}
    fired = me("POST", "/registers/r/events", json=start, headers={"If-Match": '"1"'})
    assert (fired.status_code, me("GET", "/registers/r/events").json()) == (201, fired.json())
    assert "the mail about A was not sent" in str(me("GET", "/plug-ins").json())


def concurrently(store, me, paper):
    """Try all that a database does differently: two changes at once, a name twice, events that only add."""
    assert me("PUT", PATH, content=paper, headers=YAML).status_code == 201
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(me, "POST", f"{PATH}/events", json=ENDED, headers={"If-Match": '"1"'})
            for _ in range(4)
        ]
        assert sorted(each.result().status_code for each in asked) == [201, 412, 412, 412]
    assert [each["trigger"] for each in me("GET", f"{PATH}/events").json()] == ["lapse", "close"]
    for verb in ("UPDATE events SET ref = 'x'", "DELETE FROM events"):
        # Past the store, as somebody with the password of the database would come.
        with store._engine.begin() as connection, pytest.raises(DBAPIError, match="events are only added"):  # noqa: SLF001
            connection.execute(text(verb))
    assert len(me("GET", f"{PATH}/events").json()) == 2


def test_of_changes_at_the_same_time_one_is_made_on_sqlite(served, tmp_path, paper):
    store, [me] = served(f"sqlite:///{tmp_path}/r.db", Toolkit.installed(), "Cambridgeshire")
    concurrently(store, me, paper)


@pytest.mark.database
def test_of_changes_at_the_same_time_one_is_made_on_postgresql(served, paper):
    with postgres() as given:
        url = given.replace("postgresql:", "postgresql+psycopg:")
        store, [me] = served(url, Toolkit.installed(), "Cambridgeshire")
        concurrently(store, me, paper)
        store.close()
        served(url, Toolkit.installed())[0].close()  # again: the tables are there already


def test_the_command_says_what_is_wrong_with_a_database():
    done = subprocess.run(
        [sys.executable, "-m", "govkit_service", "--database", "sqlite:////no/where/r.db"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("govkit-service: sqlite: ")
    assert "Traceback" not in done.stderr

"""The command of the README, and people who click in Chromium what it serves."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from debian import program
from playwright.sync_api import expect, sync_playwright

HERE = Path(__file__).parents[1]
PASSWORD = "correct horse"  # noqa: S105 - of a board that lasts as long as these tests
pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)  # of a machine that does other things besides


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    """Run ``manage.py demo`` on a database of its own, and take the address that it prints."""
    folder = tmp_path_factory.mktemp("demo")
    database = f"sqlite:///{folder / 'board.sqlite3'}"
    own = {"DATABASE_URL": database, "DJANGO_SUPERUSER_PASSWORD": PASSWORD, "PYTHONUNBUFFERED": "1"}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "manage.py", "demo", "127.0.0.1:0"],
            cwd=HERE,
            env=os.environ | own,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as served,
    ):
        try:
            lines = iter(served.stdout.readline, "")
            found = (re.search(r"server at (http://\S+:\d+/)", line) for line in lines)
            at = next((each[1] for each in found if each), None)
            assert at, (folder / "log").read_text()
            yield f"{at}board/cambs-2019/"
        finally:
            served.terminate()
    assert "Traceback" not in (folder / "log").read_text()


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        chromium = program("chromium", "chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def sign_in(chromium, board):
    """Open the board in a browser of somebody's own, signed in."""
    opened = []

    def signed_in():
        context = chromium.new_context()
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        page.goto(board)
        page.get_by_label("Username").fill("demo")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("svg").first).to_be_visible()
        return page

    yield signed_in
    for each in opened:
        each.close()


def expect_moves(page, *names):
    """Wait for the buttons beside "Look again"."""
    expect(page.locator("#moves button")).to_have_text(["Look again", *names])


def test_an_action_goes_from_open_to_ongoing_to_closed_by_clicking(sign_in):
    page = sign_in()
    page.get_by_role("link", name="SR3.4/A1").click()
    expect_moves(page, "Start")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#moves h2")).to_have_text("SR3.4/A1 is ongoing")
    expect(page.locator("#moves dl")).to_contain_text("a readable end date is not recorded")

    page.get_by_label("End").fill("next week")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("#moves dl")).to_contain_text('"next week" is no date')
    expect(page.get_by_label("End")).to_have_value("next week")
    page.get_by_label("End").fill("1 May 2020")
    page.get_by_role("button", name="Look again").click()
    expect_moves(page, "Close")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#moves h2")).to_have_text("SR3.4/A1 is closed")
    expect_moves(page)
    history = page.locator("#events-group tbody")
    expect(history).to_contain_text(re.compile(r"start\s+open\s+ongoing"))
    expect(history).to_contain_text(re.compile(r"close\s+ongoing\s+closed\s+1 May 2020"))


def test_of_two_people_who_edit_one_action_the_second_is_told_and_sees_what_the_first_wrote(sign_in):
    ann, bob = sign_in(), sign_in()
    for page in (ann, bob):
        page.get_by_role("link", name="SR3.5/A1").click()
    ann.get_by_label("Owner").fill("Ann")
    ann.get_by_role("button", name="Save and continue editing").click()
    expect(ann.locator(".messagelist")).to_contain_text("changed successfully")
    bob.get_by_label("Owner").fill("Bob")
    bob.get_by_role("button", name="Save and continue editing").click()
    expect(bob.locator(".messagelist")).to_contain_text("somebody else changed it since you opened it")
    expect(bob.locator(".messagelist")).to_contain_text("owner: Bob")
    expect(bob.get_by_label("Owner")).to_have_value("Ann")
    bob.get_by_role("button", name="Start").click()
    expect(bob.locator("#moves h2")).to_have_text("SR3.5/A1 is ongoing")
    ann.get_by_role("button", name="Start").click()
    expect(ann.locator(".messagelist")).to_contain_text("Nothing was changed.")
    expect(ann.locator("#moves h2")).to_have_text("SR3.5/A1 is ongoing")


def test_a_script_in_a_title_stays_text(sign_in, board):
    page = sign_in()
    script = "<script>document.title = 'owned'</script>"
    page.get_by_role("link", name="SR3.1/A1").click()
    page.get_by_label("Title").fill(script)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#result_list")).to_contain_text(script)
    page.goto(board)
    expect(page.locator("#actions")).to_contain_text(script)
    assert page.title() != "owned"


def test_a_bad_file_is_refused_with_every_problem(sign_in, tmp_path):
    page = sign_in()
    (tmp_path / "bad.yaml").write_text("register: bad\ntitle: Bad\ncolour: red\nrisks: [{title: No ref}]\n")
    page.get_by_role("link", name="Home").click()
    page.locator(".model-register").get_by_role("link", name="Add").click()
    page.get_by_label("File").set_input_files(tmp_path / "bad.yaml")
    page.get_by_role("button", name="Save", exact=True).click()
    places = [re.compile(r"^bad\.yaml:3:9: /colour"), re.compile(r"^bad\.yaml:4:9: /risks/0")]
    expect(page.locator(".errorlist li")).to_have_text(places)

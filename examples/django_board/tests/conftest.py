"""Django for these tests alone: its settings, a test database, a register in it and people to look at it."""

import os
import time
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "govkit_board.settings")
ZONE = os.environ.get("TZ")
django.setup()
# Django sets the time zone of the whole process; the other tests of a run keep theirs.
os.environ.pop("TZ") if ZONE is None else os.environ.update(TZ=ZONE)
time.tzset()

from django.contrib.admin.models import LogEntry  # noqa: E402 - after setup
from django.contrib.auth.models import Permission, User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402
from govkit_board.adapter import create  # noqa: E402
from govkit_board.models import Action, Event, Register  # noqa: E402
from govkit_board.toolkit import toolkit  # noqa: E402

REGISTERS = Path(__file__).parents[2] / "registers"


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    setup_test_environment()
    if connection.vendor == "sqlite":  # a file, for people at once are threads
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("board") / "test.sqlite3")
        connection.settings_dict["OPTIONS"]["init_command"] = "PRAGMA synchronous=OFF"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    yield
    connection.creation.destroy_test_db(name, verbosity=0)
    connection.close()
    teardown_test_environment()


@pytest.fixture
def database(tables):
    """Tables that are empty again afterwards: every test commits for real."""
    toolkit.cache_clear()
    yield
    for model in (Event, Action, Register, LogEntry, User):
        model.objects.all().delete()


@pytest.fixture
def register(database):
    """The strategic risk register of 2019, stored."""
    return create(toolkit().load(REGISTERS / "cambs-2019.yaml"))


@pytest.fixture
def sign_in(database):
    """Sign in somebody who may do what is named; a superuser where nothing is."""

    def signed_in(name, *may):
        user = User.objects.create(username=name, is_staff=True, is_superuser=not may)
        user.user_permissions.set(Permission.objects.filter(codename__in=may))
        client = Client()
        client.force_login(user)
        return client

    return signed_in

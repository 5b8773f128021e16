"""``python manage.py demo``: from nothing to a board in the browser."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, transaction

from govkit import GovkitError
from govkit_board.adapter import create
from govkit_board.models import Register
from govkit_board.settings import BASE
from govkit_board.toolkit import toolkit

SAMPLE = BASE.parent / "registers" / "cambs-2019.yaml"


class Command(BaseCommand):
    help = "Make the tables, load a register, make the user demo, and serve."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000")
        parser.add_argument(
            "--register", type=Path, default=SAMPLE, help="the file to load if it is not there"
        )

    def handle(self, *, address: str, register: Path, **_: Any) -> None:
        try:
            loaded = toolkit().load(register)
            call_command("migrate", verbosity=0)
            if not Register.objects.filter(ref=loaded.ref).exists():
                with transaction.atomic():
                    create(loaded)
        except (GovkitError, OperationalError) as error:
            raise CommandError(str(error)) from error
        password = os.environ.get("DJANGO_SUPERUSER_PASSWORD") or secrets.token_urlsafe(9)
        users = get_user_model()
        user, _new = users.objects.get_or_create(username="demo", is_staff=True, is_superuser=True)
        user.set_password(password)
        user.save()
        self.stdout.write(f"http://{address}/board/{loaded.ref}/ as demo with the password {password}")
        self.stdout.flush()
        call_command("runserver", address, use_reloader=False, insecure_serving=True)

"""``python manage.py sweep``: for a scheduler to run every day."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from govkit import GovkitError
from govkit_board.models import Register
from govkit_board.moves import sweep


class Command(BaseCommand):
    help = "Record what moved on by itself, in every register."

    def handle(self, **_: object) -> None:
        refused = []
        for row in Register.objects.order_by("pk"):
            try:
                events, untold = sweep(row, as_of=timezone.localdate())
            except GovkitError as error:
                refused.append(str(error))
                continue
            for event in events:
                self.stdout.write(str(event))
            for each in untold:
                self.stderr.write(each)
        if refused:
            raise CommandError("\n".join(refused))

"""``python manage.py sweep``: for a scheduler to run every day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from govkit_board.models import Register
from govkit_board.moves import sweep


class Command(BaseCommand):
    help = "Record what moved on by itself, in every register."

    def handle(self, **_: object) -> None:
        for row in Register.objects.all():
            events, untold = sweep(row, as_of=timezone.localdate())
            for event in events:
                self.stdout.write(str(event))
            for each in untold:
                self.stderr.write(each)

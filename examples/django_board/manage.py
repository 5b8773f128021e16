"""Django's commands; ``python manage.py demo`` is the one to begin with."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "govkit_board.settings")
    execute_from_command_line(sys.argv)

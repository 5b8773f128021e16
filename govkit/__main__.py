"""``python -m govkit`` is the command ``govkit``."""

import sys

from govkit.cli import main

if __name__ == "__main__":
    sys.exit(main())

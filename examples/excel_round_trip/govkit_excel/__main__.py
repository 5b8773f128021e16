"""``python -m govkit_excel``."""

from govkit_excel.command import main

main()

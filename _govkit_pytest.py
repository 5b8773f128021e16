"""Lets pytest check registers: ``pytest --govkit registers/``.

pytest imports this module wherever govkit is installed (entry point ``pytest11``). Importing anything of
govkit imports all of it, so this module lies outside the package, and imports nothing before it is asked.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: "pytest.Parser") -> None:
    """Offer the options."""
    group = parser.getgroup("govkit", "registers checked by govkit")
    group.addoption(
        "--govkit",
        action="append",
        metavar="PATH",
        help="Check the registers in this file or folder, an item per finding; may be repeated.",
    )
    group.addoption("--govkit-as-of", metavar="YYYY-MM-DD", help="The day in question; today unless given.")
    group.addoption(
        "--govkit-config",
        metavar="FILE",
        help="Settings for all registers, instead of those nearest to each.",
    )


def pytest_configure(config: "pytest.Config") -> None:
    """Collect registers if somebody asks for them."""
    if config.getoption("--govkit"):
        from govkit.testing.registers import Registers  # noqa: PLC0415 - see above

        config.pluginmanager.register(Registers.of(config), "govkit-registers")

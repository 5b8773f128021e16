"""The plug-in: it offers the scheme that stands in acme-2026.toml."""

from importlib.resources import files

from govkit import Scheme, hookimpl

SCHEME = Scheme.from_toml(files(__package__) / "acme-2026.toml")


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [SCHEME]

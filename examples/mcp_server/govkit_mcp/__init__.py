"""A read-only server of the Model Context Protocol over govkit registers."""

from govkit_mcp.server import make_server

__all__ = ["make_server"]

"""Text into plain data with positions, and plain data strictly into entities; each format in its module."""

"""Workbooks of Excel: what stands in their cells, exactly, and nothing that could hurt who opens them."""

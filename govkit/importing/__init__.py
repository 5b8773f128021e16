"""Papers and tables into registers, in two steps: what would come of it, and the act."""

"""Readers of the papers of one police area, as text taken from their PDFs, for govkit."""

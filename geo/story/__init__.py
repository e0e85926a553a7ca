"""Turns what was found into sentences and rows, in the reader's language."""

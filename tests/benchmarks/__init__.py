"""Corpora of pairs, and programs that measure the engine on them beside others."""

from pathlib import Path

FOLDER = Path(__file__).parent
CORPORA = ("corpus", "breadth", "held_out", "homework", "unseen")  # in the order in which they were written

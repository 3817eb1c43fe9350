"""Corpora of pairs, and programs that measure the engine on them beside others."""

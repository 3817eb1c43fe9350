"""Verdicts become text, JSON, JSON Lines and CSV."""

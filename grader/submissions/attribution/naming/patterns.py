"""Patterns of texts that are no answers, as an assignment lists them: `I worked with *`."""

from __future__ import annotations


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern describes a text; `*` stands for anything, blanks and letter case do not count."""
    parts = [" ".join(part.casefold().split()) for part in pattern.split("*")]
    whole = " ".join(text.casefold().split())
    first, *others = parts
    if not others:
        return whole == first
    if not whole.startswith(first):
        return False
    place = len(first)
    for part in others[:-1]:
        found = whole.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return whole.endswith(others[-1]) and len(whole) - len(others[-1]) >= place

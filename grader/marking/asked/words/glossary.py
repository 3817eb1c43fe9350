"""The glossary: words for the same thing in all languages, a line of `glossary.txt` each."""

from __future__ import annotations

from pathlib import Path


def _rows_by_word() -> dict[str, frozenset[str]]:
    """Return each word of the glossary with all words for the same things, in all languages."""
    found: dict[str, frozenset[str]] = {}
    for line in (Path(__file__).parent / "glossary.txt").read_text(encoding="utf-8").splitlines():
        row = frozenset(line.split())
        for word in row:
            found[word] = found.get(word, frozenset()) | row
    return found


_SYNONYMS = _rows_by_word()


def synonyms(word: str) -> frozenset[str]:
    """Return the words for the same thing in all languages, without the word itself where none is known."""
    return _SYNONYMS.get(word, frozenset())

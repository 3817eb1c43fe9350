"""Words for the same thing in all languages, a line of `glossary.txt` each, and compounds with their parts.

What is known of the last noun in a German compound, `Stichprobenvarianz`, holds of all of it: `compounds.txt`.
"""

from __future__ import annotations

from grader.marking.asked.tables import lines


def _rows_by_word() -> dict[str, frozenset[str]]:
    """Return each word of the glossary with all words for the same things, in all languages."""
    found: dict[str, frozenset[str]] = {}
    for row in (frozenset(line.split()) for line in lines("words/glossary")):
        for word in row:
            found[word] = found.get(word, frozenset()) | row
    return found


_SYNONYMS = _rows_by_word()
COMPOUNDS = {word: tuple(parts) for word, *parts in map(str.split, lines("words/compounds"))}


def synonyms(word: str) -> frozenset[str]:
    """Return the words for the same thing in all languages, without the word itself where none is known."""
    return _SYNONYMS.get(word, frozenset())


def with_parts(words: frozenset[str]) -> frozenset[str]:
    """Return words with the parts of the compounds among them."""
    return words.union(*(COMPOUNDS[word] for word in words & COMPOUNDS.keys()))

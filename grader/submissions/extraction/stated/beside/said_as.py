"""Which of several known values is the extreme one that is asked for: `the maximum is the largest eigenvalue, $6$`.

A superlative of the same end as the prompt's, and a noun for what has a size, say of a value what it is besides.
"""

from __future__ import annotations

import re

from grader.marking.asked.words.glossary import synonyms
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import kept

_ENDS = {
    "maximum": synonyms("maximum") | {"bigger", "biggest", "larger", "greater", "größere", "plus", "mayor", "maggiore"},
    "minimum": synonyms("minimum") | {"smaller", "lower", "kleinere", "menor", "minore"},
}
_NOUN = r"(?:(?:eigen|singul(?:ar|är)|own)?(?:\s?values?|werte?)|valeur\s+propre|autovalor|valor\s+propio|autovalore)"
_ARTICLE = r"(?:(?:the|its|der|die|das|la|le|el|il|lo|o|sein)\s+|l['’]\s*)"
_CALLED = re.compile(
    rf"\s*(?:is|equals|ist|est|es|è|é)\s+{_ARTICLE}(?P<end>[^\W\d_]+)\s+{_NOUN}(?:\s+(?:of|von|de|di)\s+{F})?\s*[,:]\s*(?={F}[\s.]*\Z)"
)
_BEHIND = re.compile(
    rf"(?<={F})\s*(?:,|\()\s*{_ARTICLE}(?P<end>[^\W\d_]+)\s+{_NOUN}(?:\s+(?:of|von|de|di)\s+{F})?\s*\)?(?=[\s.]*\Z)"
)


@kept
def _end_asked(asked: Asked) -> frozenset[str]:
    """Return the words for the one end that a problem speaks of; none where it speaks of both, or of none."""
    said = [same for name, same in _ENDS.items() if asked.says(name)]
    return frozenset(said[0]) if len(said) == 1 else frozenset()


def without_extreme(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return a sentence without what its value is called besides the extreme that is asked for, and what that was."""
    same = _end_asked(asked)
    if not same:
        return whole, ""
    for pattern in (_CALLED, _BEHIND):
        match = pattern.search(whole.skeleton)
        is_one = match is not None and match["end"] in same and match[0].count(F) == 0
        if match is not None and is_one:
            verb = "is " if pattern is _CALLED else ""
            return _cut(whole, match.start(), match.end(), verb), whole.raw(match.start(), match.end())
    return whole, ""


def _cut(whole: Clause, start: int, end: int, verb: str) -> Clause:
    """Return a sentence without a stretch, of which the first word stays where it is a verb."""
    kept = []
    for one, at in zip(whole.lexemes, whole.starts, strict=True):
        is_within = start <= at < end - 1
        is_verb = bool(verb) and one.kind == "word" and at - start <= 1
        if not is_within or is_verb:
            kept.append(one)
    return Clause(tuple(kept))

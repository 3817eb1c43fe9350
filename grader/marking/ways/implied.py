r"""What arrows conclude in an answer for a set: `x^2 = 4 => x = ±2` gives its solutions, and is no condition.

Several chains beside each other, `x - 2 = 0 => x = 2, x - 5 = 0 => x = 5`, give what each of them ends in.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.claims.chains import depths
from grader.marking.answer import Candidates, FieldAnswer
from grader.records import replace
from grader.wording import open_reasons

_ARROW = re.compile(
    r"<?==?>|[⇒⇔⟹⟺]|\\(?:Rightarrow|Leftrightarrow|Longrightarrow|Longleftrightarrow|implies|iff)(?![A-Za-z])"
)
# What may part two chains: the solutions of the first end there, and what the second begins with stands behind it.
_BESIDE = re.compile(
    r"[,;\n∧∨]|\\(?:q?quad|land|lor|wedge|vee)(?![A-Za-z])|\\\\|(?<![\w\\])(?:and|or|und|oder|et|ou|y|o)(?!\w)"
)
# What ends a chain: a letter by itself beside what holds none.
_SOLVED = re.compile(
    r"\s*\\?[^\W\d]\w*(?:_\{?\w+\}?)?\s*(?:=|[<>≤≥∈]=?|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z]))(?:[^A-Za-z=<>≤≥]|\\[A-Za-z]+)*"
)
_BOUND = re.compile(r"[<>≤≥∈]|\\(?:leq?|geq?|lt|gt|in)(?![A-Za-z])")
_ENDS = " $,;\n"


def with_conclusion(answer: FieldAnswer) -> FieldAnswer:
    """Return an answer with its parts between arrows as candidates: the last one counts, unless another is right."""
    if answer.error is not None or answer.candidates is not None or _ARROW.search(answer.text) is None:
        return answer
    depth = depths(answer.text)
    places = [match.span() for match in _ARROW.finditer(answer.text) if not depth[match.start()]]
    ends = [(0, 0), *places, (len(answer.text), len(answer.text))]
    parts = [answer.text[start:stop].strip(_ENDS) for (_, start), (stop, _) in pairwise(ends)]
    if len([part for part in parts if part]) < 2 or not parts[-1]:
        return answer
    if any(map(ends_a_chain, parts[1:-1])):
        return _of_chains(answer, parts)
    texts = tuple(replace(answer, text=part, notes=()) for part in parts if part)
    return replace(answer, candidates=Candidates(texts, "credit", len(texts) - 1))


def ends_a_chain(part: str) -> bool:
    """Whether solutions stand before something else between two arrows: `x = 2, x - 5 = 0`."""
    first, *others = _BESIDE.split(part)
    return bool(others) and _SOLVED.fullmatch(first) is not None


def _of_chains(answer: FieldAnswer, parts: list[str]) -> FieldAnswer:
    """Return what several chains end in as one answer: all values together; of bounds only where it gives credit.

    Bounds beside each other may be cases or hold together, `x + 1 > 0 => x > -1, x - 3 < 0 => x < 3`.
    """
    concluded = [_BESIDE.split(part)[0].strip(_ENDS) for part in parts[1:-1] if ends_a_chain(part)]
    together = " or ".join(one for one in (*concluded, parts[-1]) if one)
    texts = [replace(answer, text=text, notes=()) for text in (together, parts[-1])]
    if not _BOUND.search(together):
        return replace(answer, candidates=Candidates(tuple(texts), "credit", 0))
    doubt = replace(answer, notes=(), error=open_reasons.CHAINS_BESIDE_EACH_OTHER)
    return replace(answer, candidates=Candidates((*texts, doubt), "credit", 0))

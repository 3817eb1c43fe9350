r"""What an arrow concludes in an answer for a set: `x^2 = 4 => x = ±2` gives its solutions, and is no condition."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from grader.claims.chains import depths
from grader.marking.answer import Candidates, FieldAnswer

_ARROW = re.compile(
    r"<?==?>|[⇒⇔⟹⟺]|\\(?:Rightarrow|Leftrightarrow|Longrightarrow|Longleftrightarrow|implies|iff)(?![A-Za-z])"
)


def with_conclusion(answer: FieldAnswer) -> FieldAnswer:
    """Return an answer with its parts between arrows as candidates: the last one counts, unless another is right."""
    if answer.error is not None or answer.candidates is not None or _ARROW.search(answer.text) is None:
        return answer
    depth = depths(answer.text)
    places = [match.span() for match in _ARROW.finditer(answer.text) if not depth[match.start()]]
    ends = [(0, 0), *places, (len(answer.text), len(answer.text))]
    parts = [answer.text[start:stop].strip(" $,;\n") for (_, start), (stop, _) in pairwise(ends)]
    texts = tuple(replace(answer, text=part, notes=()) for part in parts if part)
    if len(texts) < 2 or not parts[-1]:
        return answer
    return replace(answer, candidates=Candidates(texts, "credit", len(texts) - 1))

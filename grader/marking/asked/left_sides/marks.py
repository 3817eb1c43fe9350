r"""Marks that make another thing of any letter: `\det(A^{-1})`, `A^T`, `M^c` where no inverse is spoken of.

A letter of the student's own is a neutral name; its inverse, transpose or complement is one only where the prompt has
such a mark or a word for it.
"""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.problems.question import Question

MAX_CHARACTERS = 60  # of a left side that is looked into
_ENDS = r"(?=[\s$)}\]|]*\Z)"
_INVERSE = r"\^\s*\{?\s*[-−]\s*1(?!\d)|⁻¹"
_TRANSPOSE = r"\^\s*\{?\s*(?:T(?![A-Za-z])|\\top|\\intercal|\\mathsf\s*\{?T\}?)|ᵀ"
_COMPLEMENT = r"\^\s*\{?\s*(?:[cC](?![A-Za-z])|\\complement)"
_ANY = re.compile(r"[\^ᵀ⁻'’′]|\\(?:bar|overline)")
# A capital letter with a mark at the end of a left side, and the marks and words of prompts that speak of it.
_MARKS = (
    (
        re.compile(rf"(?<![A-Za-z\\])[A-Z]\s*(?:{_INVERSE})\s*\}}?{_ENDS}"),
        re.compile(rf"(?i:invers|invert|kehr|récipro|recípro|recipro|identit|einheitsm)|=\s*[IE]\b|{_INVERSE}"),
    ),
    (
        re.compile(rf"\A[\s$]*[A-Z]\s*(?:{_TRANSPOSE})\s*\}}?{_ENDS}"),
        re.compile(rf"(?i:transp|trasp|orthogonal|symmetr|symétr|simétr|simmetr|adjoint|adjung)|{_TRANSPOSE}"),
    ),
    (
        re.compile(rf"\A[\s$]*[A-Z]\s*(?:{_COMPLEMENT})\s*\}}?{_ENDS}"),
        re.compile(
            rf"(?i:complement|komplement|complément|gegenereig|outside|(?<!\w)(?:not|no|none|nicht|kein\w*|pas|ni|non|without|ohne|sans|sin)(?!\w))"
            rf"|\\(?:bar|overline|setminus|neg)|['∖¬]|{_COMPLEMENT}"
        ),
    ),
    (
        re.compile(
            rf"\A[\s$]*\\?Pr?\s*(?:\\left)?\(\s*(?:[A-Z]\s*(?:{_COMPLEMENT}\s*\}}?|['’′])|\\(?:bar|overline)\s*\{{?\s*[A-Z]\s*\}}?)\s*(?:\\right)?\){_ENDS}"
        ),
        re.compile(
            rf"(?i:complement|komplement|complément|gegen(?:ereig|wahr)|outside|at\s+least|mindestens|au\s+moins|al\s+menos|almeno|fail|miss|lose"
            rf"|defe[ck]t|fals|wrong|negativ|(?<!\w)(?:not|no|none|never|neither|nicht|nie|kein\w*|pas|aucun\w*|ni|non|ne|without|ohne|sans|sin)(?!\w)"
            rf"|n['’]t|(?<!\w)un\w+|(?<!\w)(?:fehl|nicht)\w+)|\\(?:bar|overline|setminus|neg)|(?<=[A-Z])['’]|[∖¬]|{_COMPLEMENT}"
        ),
    ),
)


def is_marked_otherwise(question: Question, left: str) -> bool:
    """Whether a left side ends with a marked letter, and the prompt speaks of no such mark."""
    if len(left) > MAX_CHARACTERS or _ANY.search(left) is None:
        return False
    said = parts.prompts(question)
    return any(mark.search(left) is not None and words.search(said) is None for mark, words in _MARKS)

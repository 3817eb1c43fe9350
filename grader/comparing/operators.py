r"""Letters before brackets that are as often operators as factors: `\Delta(x^2)`, `D(x^2)`, `\mathcal{L}(e^{at})`.

Where nothing declares them they are read as factors, which refutes nothing: the value of the operator may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Container

from grader.records import replace
from grader.verdict import Comparison, Unknown
from grader.wording import open_reasons

_BEFORE = re.compile(
    r"(?:(\\Delta|Δ)(?![A-Za-z])|\\math(?:cal|scr|frak)\s{0,9}\{?\s{0,9}([A-Z])\s{0,9}\}?|(?<![A-Za-z\\_^{])(D))"
    r"(?:_\{?[a-z]\}?)?\s{0,9}(?:\\left\s{0,9})?\\?[\[(]"
)


def beside_operators(texts: tuple[str, str], declared: Container[str], found: Comparison) -> Comparison:
    """Return that a difference of two texts is open where a letter before brackets may be an operator, or as found."""
    for text in texts:
        for delta, script, letter in _BEFORE.findall(text):
            name = "Delta" if delta else script or letter
            if name not in declared:
                why = open_reasons.LETTER_MAY_BE_OPERATOR.format(letter=name)
                return replace(found, status="undecided", evidence=Unknown(why))
    return found

r"""Probabilities and moments of which nothing is declared: `P(A \cup B)`, `\operatorname{E}[aX + b]`, `\Var(X + Y)`.

`calls` finds them in a text and puts a letter in place of each; `events` gives a probability by the parts of a sure
event, `moments` an expectation by the moments of its letters. `deciding` compares, and looks again at examples.
May use `logic`, the language and `evidence`. A kind of moment is added to `moments`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.verdict import Comparison, Evidence, FieldResult

__all__ = ["beside_chances"]

_HEAD = re.compile(
    r"(?<![A-Z_])(?:P|Pr|E|V|Var|Cov)(?![A-Za-z])\s{0,9}\}?\s{0,9}(?:\\left\s{0,9})?\\?[\[({]|(?<=\\)Var|(?<=\\)Pr"
)


def beside_chances(left: str, right: str, found: Comparison, status: Callable[[Evidence], str]) -> Comparison:
    """Return what was found of texts that stayed open, or what they are where they hold probabilities or moments."""
    if _HEAD.search(left) is None and _HEAD.search(right) is None:
        return found
    from grader.comparing.chance import deciding

    evidence = deciding.of_chances(left, right)
    if evidence is None:
        return found
    return Comparison(status(evidence), FieldResult(left), FieldResult(right), evidence)

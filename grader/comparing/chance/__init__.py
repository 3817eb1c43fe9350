r"""Probabilities and moments of which nothing is declared: `P(A \cup B)`, `\operatorname{E}[aX + b]`, `\Var(X + Y)`.

`calls` finds them in a text and puts a letter in place of each; `events` gives a probability by the parts of a sure
event, `moments` an expectation by the moments of its letters. `deciding` compares, and looks again at examples.
May use `logic`, the language and `evidence`. A kind of moment is added to `moments`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.verdict import Comparison, Evidence, FieldResult, Point, Proof, Unknown
from grader.wording import open_reasons

__all__ = ["beside_chances"]

_HEAD = re.compile(
    r"(?<![A-Z_])(?:P|Pr|E|V|Var|Cov)(?![A-Za-z])\s{0,9}\}?\s{0,9}(?:\\left\s{0,9})?\\?[\[({]|(?<=\\)Var|(?<=\\)Pr"
)


def beside_chances(left: str, right: str, found: Comparison, status: Callable[[Evidence], str]) -> Comparison:
    """Return what was found of texts that are not equal, or what they are where they hold probabilities or moments.

    A difference of products, `E(X^2)` beside `\\mu^2 + \\sigma^2`, is open where it is none of moments.
    """
    if _HEAD.search(left) is None and _HEAD.search(right) is None:
        return found
    from grader.comparing.chance import deciding

    evidence = deciding.of_chances(left, right)
    if evidence is None or (found.status == "different" and isinstance(evidence, Point)):
        return found
    if found.status == "different" and isinstance(evidence, Proof):
        evidence = Unknown(open_reasons.CHANCES_OR_PRODUCTS)
    return Comparison(status(evidence), FieldResult(left), FieldResult(right), evidence)

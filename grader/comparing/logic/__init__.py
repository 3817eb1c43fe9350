r"""Formulas of logic and of sets of which nothing is declared: `p \to q`, `A \setminus B`, `\neg \forall x P(x)`.

`signs` reads a text as signs, `grammar` as a formula, in every way that books read it; `models` decides two formulas by
all models that count, and looks again by another path. `deciding` is where a comparison asks. May use
`verdict` and `wording` only. A sign is added to `signs`, a way to group signs to `grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.records import replace
from grader.verdict import Comparison, Evidence, FieldResult, Proof, Unknown
from grader.wording import open_reasons

__all__ = ["beside_formulas", "mix_signs"]

_JOINING = re.compile(r"\\(cup|cap|setminus)(?![A-Za-z])|([∪∩∖])")
# Between sets, where other signs of sets show that they are some, a backslash is no blank of LaTeX: `A \\ B`.
_BACKSLASH = re.compile(r"(?<=[A-Z)}]) \\ (?=[A-Z(])")
_COMMAND = re.compile(r"\\[A-Za-z]")


def mix_signs(text: str) -> bool:
    r"""Whether two signs of sets stand in a text, of which one may reach further: `A \cup B \cap C`."""
    return len(set(_JOINING.findall(text))) > 1


def beside_formulas(left: str, right: str, found: Comparison, status: Callable[[Evidence], str]) -> Comparison:
    """Return what was found, or what two texts are that are formulas of logic or of sets.

    A difference of numbers is open where the texts are one formula of Boolean algebra.
    """
    if found.status == "different" and not ("+" in left + right and any(map(str.isupper, left))):
        return found
    from grader.comparing.logic import deciding

    plain = (left, right)
    if _JOINING.search(f"{left} {right}") is not None or not any(map(_COMMAND.search, plain)):
        left, right = (_BACKSLASH.sub(r" \\setminus ", text) for text in plain)
    if found.status == "equal" and (left, right) != plain:
        is_same = left == right or isinstance(deciding.of_formulas(left, right), Proof)
        return found if is_same else replace(found, status="undecided", evidence=Unknown(open_reasons.BACKSLASH))
    if found.status == "equal":
        evidence = deciding.of_formulas(left, right)
        return replace(found, status="undecided", evidence=evidence) if isinstance(evidence, Unknown) else found
    if found.status == "different":
        is_circuit = deciding.are_one_circuit(left, right)
        return replace(found, status="undecided", evidence=Unknown(open_reasons.BOOLEAN)) if is_circuit else found
    evidence = deciding.of_formulas(left, right)
    if evidence is None:
        return found
    return Comparison(status(evidence), FieldResult(plain[0]), FieldResult(plain[1]), evidence)

r"""What is looked at where two texts are not equal: notations that the language has no reading for.

Formulas of logic and sets, probabilities and moments, signs of vector calculus, and `\zeta(2)`, where nothing is
declared; and letters that may be operators.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from grader import comparing
from grader.records import replace
from grader.verdict import Comparison, Evidence, FieldResult, Unknown
from grader.wording import open_reasons

Compare = Callable[[str, str], Comparison]
Status = Callable[[Evidence], str]
_OPERATORS = ("D", "Δ", r"\Delta", r"\math")  # with which the letters begin that may be operators
_NABLA = ("nabla", "∇", "{grad}", "{div}", "{curl}", "{rot}")  # one of which stands before a field
_LOGARITHM = re.compile(r"(?<![A-Za-z\\{_^])(?:\\mathrm\s{0,9}\{\s{0,9}l[db]\s{0,9}\}|l[db](?![A-Za-z]))")
_ZETA = re.compile(r"(?:\\zeta|ζ)\s{0,9}(?:\\left\s{0,9})?\(\s{0,9}(\d{1,2})\s{0,9}(?:\\right\s{0,9})?\)")


def beside_notations(
    texts: tuple[str, str], variables: Mapping[str, str], found: Comparison, compare: Compare, status: Status
) -> Comparison:
    """Return what was found, or what two texts are in other notations."""
    left, right = texts
    if not variables:
        found = comparing.logic.beside_formulas(left, right, found, status)
        if found.status != "equal":
            found = comparing.chance.beside_chances(left, right, found, status)
        if found.status == "unreadable" and any(sign in left or sign in right for sign in _NABLA):
            found = comparing.nabla.beside_nabla(left, right, found, compare)
        if found.status == "unreadable" and any(map(_ZETA.search, texts)):
            found = _with_zetas(left, right, found, compare)
    if found.status == "different" and any(map(_LOGARITHM.search, texts)):
        found = _beside_logarithms(left, right, found, compare)
    if found.status == "different" and any(sign in left or sign in right for sign in _OPERATORS):
        return comparing.operators.beside_operators(texts, variables, found)
    return found


def _with_zetas(left: str, right: str, found: Comparison, compare: Compare) -> Comparison:
    r"""Return what two texts are with series in place of values of Riemann's function at integers above 1."""
    one, other = (_ZETA.sub(_series, text) for text in (left, right))
    series = compare(one, other)
    if series.status == "unreadable":
        return found
    return replace(series, left=FieldResult(left, series.left.read), right=FieldResult(right, series.right.read))


def _beside_logarithms(left: str, right: str, found: Comparison, compare: Compare) -> Comparison:
    """Return a difference, or that it is open where the two letters of `ld(1+x)` may be the logarithm to base 2."""
    one, other = (_LOGARITHM.sub(r" \\operatorname{ld} ", text) for text in (left, right))
    if compare(one, other).status == "different":
        return found
    return replace(found, status="undecided", evidence=Unknown(open_reasons.LETTERS_OF_LOGARITHM))


def _series(match: re.Match[str]) -> str:
    if int(match[1]) < 2:
        return match[0]
    return rf" \left(\sum_{{k=1}}^{{\infty}} \frac{{1}}{{k^{{{match[1]}}}}}\right) "

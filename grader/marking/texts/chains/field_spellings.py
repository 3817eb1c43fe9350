"""How fields are written beside plain formulas: constants in words, names of curves, numbered solutions, binomials."""

from __future__ import annotations

import re
from collections.abc import Collection

from grader.language.names import Names
from grader.language.reader import Expect
from grader.language.spelling import canonical_name
from grader.language.tree import (
    Add,
    Array,
    Bind,
    Builder,
    Call,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    SetOf,
    SetOp,
    Sym,
    Tup,
    rebuild,
    walk,
)
from grader.problems.question import Field

_ROUND = re.compile(r"\\begin\{p(?:small)?matrix\}|\(\s*\\begin\{(?:small)?(?:matrix|array)\}")
# `C`, `C_1`, `c₀`; a constant in words; what says that it may be any number.
LETTER = re.compile(r"[A-Za-z](?:_\{?\d\}?|[₀-₉])?")
_NAMED = r"[CcKk]onst(?:ante?)?|[Cc]s?te|[Cc]ostante"
_IN_WORDS = re.compile(rf"\\(?:text|mathrm|textrm)\s*\{{\s*(?:{_NAMED})\.?\s*\}}|\b(?:{_NAMED})\b\.?")
_ANY_NUMBER = re.compile(
    r"(?<!\s)\s*+(?:[,;(]|\b(?:with|mit|avec|con|where|für|for)\b)\s*+(?:(?:\\q?quad|\\[,; ])\s*+){0,8}"
    r"(?P<letters>[A-Za-z](?:_\{?\d\}?|[₀-₉])?(?:\s*,\s*[A-Za-z](?:_\{?\d\}?|[₀-₉])?){0,3})\s*(?:∈|\\in|in)\s*"
    r"(?:\\mathbb\s*\{?R\}?|\\R(?![A-Za-z])|ℝ|R|reals)\s*+(?:\)\s*+)?(?:\.\s*+)?(?:\$\s*+)?$"
)


def without_any_number(text: str, names: Names, constants: Collection[str] = ()) -> str:
    """Return a text without the remark that constants are any real numbers, `, a, b ∈ ℝ`."""
    remark = _ANY_NUMBER.search(text)
    if remark is None:
        return text
    letters = {canonical_name(one.strip()) for one in remark["letters"].split(",")}
    return text[: remark.start()] if letters.isdisjoint(names.symbols.keys() - constants) else text


def with_spelled_constant(text: str, names: Names) -> str:
    """Return a text with a letter for a constant in words, and without the remark that it is any real number."""
    text = without_any_number(text, names)
    is_taken = "C" in names.symbols or {"c", "t"} <= names.symbols.keys()  # `cte` may be a product of letters
    return text if is_taken else _IN_WORDS.sub("C", text)


# What a curve is called, `K:`; and a solution with its number, `x_1 =`.
_LABEL = re.compile(r"\s*+(?:\$\s*+)?(?P<name>[A-Za-z](?:_\{?\w\}?)?)\s*:\s*(?!=)")
BOTH_SIGNS = re.compile(r"±|∓|\\[pm][pm](?![A-Za-z])|\+/?-")
_NUMBERED = re.compile(
    r"(?<![\w\\}])(?P<name>[A-Za-z]+|[α-ω]|\\[A-Za-z]+)(?P<number>_\{[\d,\s]+\}|_\{1/2\}|_?\d|[₀-₉]+)\s*(?==)"
)

_AND_NUMBERED = re.compile(
    rf"(?<!\s)\s*+(?:\$\s*+)?(?:\b(?:and|und|et)\b|∧|\\(?:wedge|land)\b|\\text\s*\{{\s*(?:and|und|et)\s*\}})\s*+(?:\$\s*+)?"
    rf"(?={_NUMBERED.pattern.replace('?P<name>', '').replace('?P<number>', '')})"
)


def plainly_named(expect: Expect, field: Field, text: str) -> str:
    """Return a text without the name of a curve, `K: x = y`, or the numbers of solutions, `x_1 = 2, x_2 = 3`."""
    symbols_ = field.names.symbols
    if expect == "condition":
        label = _LABEL.match(text)
        return text[label.end() :] if label is not None and label["name"] not in symbols_ else text
    found = list(_NUMBERED.finditer(text)) if expect == "set" else []
    names = {match["name"].removeprefix("\\") for match in found}
    names = names if names <= symbols_.keys() else set(map(canonical_name, names))
    are_numbered = len(found) > 1 or any("," in match["number"] for match in found)
    are_numbered |= "/" in "".join(match["number"] for match in found) and BOTH_SIGNS.search(text) is not None
    if not are_numbered or len(names) > 1 or not names <= symbols_.keys():
        return text
    if any(
        canonical_name(match["name"] + match["number"]) in symbols_
        for match in found
        if not {",", "/"} & {*match["number"]}
    ):
        return text
    numbers = [match["number"] for match in found]
    if len(set(numbers)) == len(numbers):  # `x_1 = 2 and x_2 = 3` lists two of them
        text = _AND_NUMBERED.sub(",", text)
    return _NUMBERED.sub(lambda match: f"{match['name']} ", text)


def described(tree: Node, field: Field) -> Node:
    """Return the condition of `{(x, y) : condition}` in declared symbols; any other tree itself."""
    match tree:
        case Builder(Tup(parts), names, condition) if set(names) <= field.names.symbols.keys():
            return condition if all(isinstance(part, Sym) for part in parts) else tree
        case _:
            return tree


def of_points(tree: Node) -> Node:
    """Return the set of the points that `(1, 2)` or `(1, 2), (3, 4)` lists; any other tree itself."""
    match tree:
        case Tup((_, _)):
            return SetOf((tree,))
        case SetOp("union" | "intersection", parts) if all(
            isinstance(part, Tup) and len(part.items) == 2 for part in parts
        ):
            return SetOf(parts)
        case _:
            return tree


def with_binomial(tree: Node, text: str) -> Node:
    r"""Return a number in which the one column of two entries in round brackets is the binomial that it is typeset as.

    `\begin{pmatrix}n\\k\end{pmatrix} p^k` is no number otherwise; in the call of a function a column may be one.
    """
    one_column = sum(isinstance(part, Array) for part in walk(tree)) == 3
    return _binomial(tree) if one_column and _ROUND.search(text) else tree


def _binomial(tree: Node) -> Node:
    match tree:
        case Array((Array((upper,)), Array((lower,)))):
            return Call("binom", (upper, lower))
        case Add() | Mul() | Div() | Neg() | Pow() | Bind():
            return rebuild(tree, _binomial)
        case _:
            return tree


def bracketed(tree: Node) -> Node:
    """Return the one formula in square brackets; any other tree itself."""
    match tree:
        case Array((entry,)) if not isinstance(entry, Array):
            return entry
        case _:
            return tree

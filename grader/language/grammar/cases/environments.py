"""Grammar of `\\begin{…}` environments: matrices and definitions by cases."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.grammar.cases.cases import rows_of_cases
from grader.language.grammar.state import State
from grader.language.tree import Add, Array, Call, Mul, Node, Num, Sym
from grader.wording import unreadable

_MATRICES = frozenset(
    {"matrix", "bmatrix", "pmatrix", "Bmatrix", "smallmatrix", "array", "bsmallmatrix", "psmallmatrix"}
)
_ROUND = frozenset({"pmatrix", "psmallmatrix"})
_OTHER = re.compile(r"\\begin\{(?!p(?:small)?matrix\})")
_SIGNED = re.compile(r"(?:matrix\}|\\\\)\s{0,9}-")
_COLUMN = re.compile(r"(?<!\d)(\d{1,9})\s{0,9}\\\\\s{0,9}(\d{1,9})(?!\d)")
_CASES = frozenset({"cases", "dcases", "rcases"})
_LOOSE = frozenset({"array", "matrix", "aligned"})  # definitions by cases behind a brace
_BARRED = {"vmatrix": "det", "Vmatrix": "norm"}


def environment(state: State) -> Node:
    r"""`\begin{name} … \end{name}`, whose first command stands here."""
    fence = state.position and state.tokens[state.position - 1].value == "\\{"
    state.enter()
    state.position += 1
    name = _name_in_braces(state)
    bar = _bar_between(state) if name in {"array", "array*"} and state.at("{") else 0
    node: Node
    if name in _CASES or (fence and name in _LOOSE):
        node = rows_of_cases(state)
    elif name in _MATRICES or name in _BARRED:
        rows = _rows_of_cells(state)
        if bar and all(len(row) > bar for row in rows) and state.choose("augmented") == 1:
            rows = [row[bar:] for row in rows]
        node = _binomial(state, name, rows) or Array(tuple(Array(tuple(row)) for row in rows))
        node = Call(_BARRED[name], (node,)) if name in _BARRED else node
    else:
        state.wrong(unreadable.ENVIRONMENT_NOT_KNOWN.format(name=name), state.token)
    state.leave()
    if not (state.token.kind == "word" and state.token.value == "end"):
        state.fail(unreadable.END_OF_ENVIRONMENT.format(name=name))
    state.position += 1
    if _name_in_braces(state) != name:
        state.wrong(unreadable.CLOSED_BY_ANOTHER_ENVIRONMENT.format(name=name), state.tokens[state.position - 1])
    return node


def _binomial(state: State, name: str, rows: list[list[Node]]) -> Node | None:
    """Return one column of two numbers in round brackets as a binomial, where it is read so; None for an array.

    Numbers that no binomial has, and arrays elsewhere in the text or among what is declared, say that it is none. In
    a problem what is expected says which it is.
    """
    if not state.names.free or name not in _ROUND or [len(row) for row in rows] != [1, 1] or state.lexicon.has_arrays:
        return None
    (above,), (below,) = rows
    if not (_may_count(state, above) and _may_count(state, below)) or _has_other_arrays(state.text):
        return None
    return Call("binom", (above, below)) if state.choose("column") == 1 else None


def _may_count(state: State, node: Node) -> bool:
    """Whether a tree may be a whole number from 0 on, as far as can be seen."""
    match node:
        case Num(value):
            return value.denominator == 1 and value >= 0
        case Sym(name):
            symbol = state.lexicon.declared(name)
            return state.names.free if symbol is None else symbol.domain.is_integer
        case Add(terms) | Mul(terms):
            return all(_may_count(state, term) for term in terms)
        case _:
            return False


@lru_cache(maxsize=16)  # each column of a text asks
def _has_other_arrays(text: str) -> bool:
    """Whether brackets, other environments, several columns, signs before entries, or 1 above 2 or 0 stand there."""
    if "[" in text or "&" in text or _OTHER.search(text) or _SIGNED.search(text):
        return True
    return any(int(above) < max(2, int(below)) for above, below in _COLUMN.findall(text))


def _name_in_braces(state: State) -> str:
    state.expect("{", unreadable.NAME_ENVIRONMENT_BRACES)
    name = ""
    while state.token.kind != "end" and not state.at("}"):
        name += state.token.value
        state.position += 1
    state.expect("}", "`}`")
    return name


def _bar_between(state: State) -> int:
    r"""Pass over the columns of an array, and return how many stand before a bar between them: 2 of `{cc|c}`, or 0.

    What stands behind it may be what was computed, as the inverse in `(I | A^{-1})`, or the solution of a system.
    """
    first = state.position + 1
    _skip_group(state)
    columns = "".join(token.value for token in state.tokens[first : state.position - 1])
    before, bar, behind = columns.strip("|").partition("|")
    plain = set(before + behind) <= set("lcr")
    return len(before) if bar and plain else 0


def _skip_group(state: State) -> None:
    while state.token.kind != "end" and not state.take("}"):
        state.position += 1


def _rows_of_cells(state: State) -> list[list[Node]]:
    rows: list[list[Node]] = [[]]
    bars, state.bars = state.bars, []
    spaced, state.spaced = state.spaced, False
    while True:
        rows[-1].append(state.rules.sum(state))
        if state.take("&"):
            continue
        state.take(",")
        if not state.take("\\\\"):
            break
        if state.token.value == "end":
            break
        rows.append([])
    state.bars, state.spaced = bars, spaced
    if len({len(row) for row in rows}) > 1:
        state.wrong(unreadable.ROWS_MATRIX_DIFFERENT_LENGTHS, state.token)
    return rows

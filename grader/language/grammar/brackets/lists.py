"""Grammar of square brackets: lists, matrices and intervals, whose entries commas or blanks part."""

from __future__ import annotations

from grader.errors import AnswerError, LimitError
from grader.language import grammar
from grader.language.grammar.ahead.items import DOTS, items
from grader.language.grammar.ahead.lookahead import starts_factor
from grader.language.grammar.brackets.bars import holds_bare_matrix
from grader.language.grammar.state import State
from grader.language.tree import Array, Interval, Neg, Node, Num
from grader.wording import unreadable

_OPENING = frozenset({"(", "[", "{", "\\{"})
_CLOSING = frozenset({")", "]", "}", "\\}"})
_OPERATORS = frozenset({"+", "-", "*", "·", "/", "}"})
WRAPPED = 60  # characters of a line that a program broke, printing a list; rows that are typed are shorter
_BLANKS_AROUND = frozenset({"+", "-", "*", "·", "×", "/", "=", "<", ">", ";", "^", "(", "["})


def square_bracketed(state: State) -> Node:
    """`[a, b]` is a list, `[a; b]` a column, `[a, b)` an interval; blanks may part entries."""
    start = state.position
    state.position += 1
    if state.take("]"):
        return Array(())
    if holds_bare_matrix(state):
        inner = state.rules.atom(state)
        state.expect("]", "`]`")
        return inner
    if _has_gaps(state, start) and not _is_part_in_tex(state, start):
        return _spaced_or_not(state)
    french, state.french = state.french, state.wants_sets or _looks_away(state)
    node = _rows(state)
    state.french = french
    return node


def _looks_away(state: State) -> bool:
    """Whether the bracket behind two ends looks away from them, `[0, 1[`, and nothing follows that it could hold."""
    depth = commas = 0
    for place in range(state.position, min(len(state.tokens) - 1, state.position + ENDS)):
        value = state.tokens[place].value
        if value in {"[", "]"} and not depth:
            behind = state.tokens[place + 1]
            return value == "[" and commas == 1 and (behind.kind == "end" or behind.value in _BEHIND)
        depth += (value in _OPENING) - (value in _CLOSING)
        commas += value in {",", ";"} and not depth
    return False


ENDS = 60  # tokens of both ends of an interval
_BEHIND = frozenset({"cup", "cap", "union", "setminus", "intersect", "=", ")", ",", "}"})


def _rows(state: State) -> Node:
    opening = state.position - 1
    start = state.tokens[opening]
    rows = [items(state, ";", "]", ")", "\\\\", "[", dots=True)]
    if DOTS in rows[0]:
        state.close("]")
        return grammar.brackets.dots.continued(state, rows[0], start)
    while state.take(";", "\\\\"):
        if state.at("]"):
            break
        rows.append(items(state, ";", "]", "\\\\", *(("[", ")") if state.wants_sets else ())))
    if state.wants_sets and [len(row) for row in rows] == [1, 1]:  # `[0; 1[`, where commas are decimal marks
        rows = [[rows[0][0], rows[1][0]]]
    if state.at(")", "[") and len(rows) == 1 and len(rows[0]) == 2:
        state.position += 1
        return Interval(rows[0][0], rows[0][1], True, False)
    state.close("]")
    if len(rows) > 1:
        return _matrix(state, rows)
    if len(rows[0]) == 1 and state.wants_sets and state.has_decimal_commas():
        grammar.brackets.decimals.refuse_entry(state, opening)
    return _one_row(state, rows[0])


def _one_row(state: State, items: list[Node]) -> Node:
    state.lone = state.lone or len(items) == 1
    _refuse_mixed(state, items)
    if (
        len(items) == 2
        and state.lexicon.has_arrays
        and (bracket := grammar.brackets.commutators.commutator(state, *items)) is not None
    ):
        return bracket
    return Array(tuple(items))


def _refuse_mixed(state: State, items: list[Node]) -> None:
    """Refuse `[1, [2, 3]]`: an array holds numbers, or rows."""
    if any(isinstance(item, Array) for item in items) and any(isinstance(item, Num) for item in items):
        state.wrong(unreadable.ARRAY_HOLDS_NUMBERS_ROWS, state.tokens[state.position - 1])


def _matrix(state: State, rows: list[list[Node]]) -> Node:
    if len({len(row) for row in rows}) > 1:
        state.wrong(unreadable.ROWS_ARRAY_DIFFERENT_LENGTHS, state.tokens[state.position - 1])
    if all(len(row) == 1 and _is_row(row[0]) for row in rows):  # `[[1, 2]; [3, 4]]`
        whole = [one for (one,) in rows if isinstance(one, Array)]
        return _matrix(state, [list(one.items) for one in whole])
    return Array(tuple(Array(tuple(row)) for row in rows))


def _is_row(node: Node) -> bool:
    return isinstance(node, Array) and not any(isinstance(item, Array) for item in node.items)


def _has_gaps(state: State, start: int) -> bool:
    """Whether blanks stand between two operands of the list that begins at `start`, and no comma does."""
    depth, position, gaps = 0, start, False
    while state.tokens[position].kind != "end":
        token = state.tokens[position]
        if token.kind == "op" and token.value in _OPENING:
            depth += 1
        elif token.kind == "op" and token.value in _CLOSING:
            depth -= 1
            if depth == 0:
                break
        elif depth == 1 and token.kind == "op" and token.value in {",", "quad"}:
            return False
        elif token.tex and token.value in {"begin", "end"}:  # blanks within an environment part nothing
            depth += 1 if token.value == "begin" else -1
        if token.gap and position > start + 1 and depth == 1 + (token.value in {"(", "[", "{", "\\{"}):
            gaps = gaps or _parts_entries(state, position)
        position += 1
    return gaps


def _is_part_in_tex(state: State, start: int) -> bool:
    """Whether the bracket here is part of a formula of numbers in TeX, where blanks are not seen.

    It is where an operand or an operator stands before it or behind it.
    """
    if "\\" not in state.text or any(map(state.lexicon.has_array, state.names.symbols)):
        return False
    before = state.tokens[start - 1] if start else None
    if before is not None and (before.kind in {"num", "word", "frac"} or before.value in _OPERATORS | {")", "]"}):
        return True
    after, then, last = (state.tokens[_closing(state, start) + 1 :] + [state.tokens[-1]] * 2)[:3]
    if after.value == "^":
        return after.kind == "op" and not {then.value, last.value} & {"T", "top"}
    return after.kind == "op" and after.value in _OPERATORS


def _closing(state: State, start: int) -> int:
    """Return where the bracket is closed that is opened at `start`, or where the text ends."""
    depth, position = 0, start
    while state.tokens[position + 1].kind != "end":
        token = state.tokens[position]
        if token.kind == "op":
            depth += (token.value in _OPENING) - (token.value in _CLOSING)
            if depth == 0:
                break
        position += 1
    return position


def _parts_entries(state: State, position: int) -> bool:
    """Whether the gap before a token may part two entries: not where a sign with blanks on both sides stands."""
    token, before, after = state.tokens[position], state.tokens[position - 1], state.tokens[position + 1]
    if before.kind == "op" and before.value in _BLANKS_AROUND:
        return False
    if token.kind == "op" and token.value in {"+", "-"}:
        return not after.gap
    return starts_factor(state, token)


def _spaced_or_not(state: State) -> Node:
    """`[1 -1]` may be one entry or two; what cannot be read one way is read the other."""
    inside = state.position
    if state.choose("blanks") == 0:
        tokens, depth = list(state.tokens), state.depth
        try:
            return _rows(state)
        except LimitError:
            raise
        except AnswerError:
            state.retry(tokens, inside)
            state.depth = depth
    state.spaced = True
    rows = _spaced_rows(state)
    while state.take(";", "\\\\"):
        rows += _spaced_rows(state)
    state.spaced = False
    state.expect("]", "`]`")
    if len(rows) > 1:
        return _matrix(state, rows)
    return _one_row(state, rows[0])


def _spaced_rows(state: State) -> list[list[Node]]:
    """Read entries parted by blanks: one row, or as many as there are lines with two entries or more, equally many."""
    lines: list[list[Node]] = [[]]
    start = state.token.start
    while not state.at("]", ";", "\\\\"):
        between = state.text[state.tokens[state.position - 1].end : state.token.start]
        if "\n" in between and lines[-1]:
            lines.append([])
        negative = state.take("-")
        if not negative:
            state.take("+")
        node = state.rules.sum(state)
        lines[-1].append(Neg(node) if negative else node)
        state.spaced = True
    is_wrapped = state.text.find("\n", start) - start >= WRAPPED
    if {len(line) for line in lines} != {len(lines[0])} or len(lines[0]) < 2 or is_wrapped:
        return [[entry for line in lines for entry in line]]
    return lines

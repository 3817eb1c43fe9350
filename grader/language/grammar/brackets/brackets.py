"""Grammar of brackets: groups, tuples, intervals, sets, floors and ceilings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.language import grammar
from grader.language.grammar.ahead.alternatives import NOTHING, as_members
from grader.language.grammar.ahead.groups import chosen
from grader.language.grammar.ahead.items import DOTS, items
from grader.language.grammar.ahead.lookahead import is_word
from grader.language.grammar.arrays.transposes import prefixed_transpose
from grader.language.grammar.brackets.angles import in_angles, in_parentheses, is_angle
from grader.language.grammar.brackets.bars import between_bars
from grader.language.grammar.brackets.lists import square_bracketed
from grader.language.grammar.cases.builders import builder, builder_bar
from grader.language.grammar.cases.cases import conditional, piecewise
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Call, Interval, Logic, Node, Num, Relation, SetOf, Tup
from grader.wording import unreadable

_RELATIONS = frozenset({"<", ">", "<=", ">=", "=", "!="})


def bracketed(state: State) -> Node:
    """bracketed := round | square | curly | set | rounded | bars, by the sign that opens it."""
    state.enter()
    held = state.spaced, state.listing
    state.spaced = state.listing = False
    node = BRACKETS[state.tokens[state.position].value](state)
    state.spaced, state.listing = held
    state.leave()
    return node


def _round(state: State) -> Node:
    """`(a)` is a, `(a, b)` a tuple, `(a, b]` an interval; angles are an inner product."""
    opening = state.token
    state.position += 1
    if state.at(")"):
        state.fail(unreadable.EXPRESSION_BRACKETS)
    french, state.french = state.french, state.wants_sets
    found = items(state, ")", "]", "[", dots=not state.wants_sets)
    if len(found) == 1 and _is_group(state, found[0], opening):  # most are such
        state.position += 1
        state.french = french
        return found[0]
    if len(found) == 1 and is_word(state, "if"):
        state.french = french
        return conditional(state, found[0])
    if DOTS in found:
        state.french = french
        state.close(")")
        return grammar.brackets.dots.continued(state, found, opening)
    found += _entries_behind(state, found)
    state.french = french
    return _several(state, found, opening)


def _entries_behind(state: State, found: list[Node]) -> list[Node]:
    """Return the entries that semicolons part from what is read, `(0; 1)`, where commas are decimal marks."""
    if state.wants_sets:
        return items(state, ")", "]", "[") if len(found) == 1 and state.take(";") else []
    behind = []
    if state.at(";") and len(found) > 1 and state.names.numbers != "plain" and state.choices.get("comma"):
        state.fail(unreadable.ANOTHER_ENTRY)  # of `(1,5; 3,5)` commas do not list, where they are decimal marks
    while state.at(";") and state.tokens[state.position - 1].value != ",":
        state.position += 1
        behind.append(state.rules.condition(state))
    return behind


def _several(state: State, found: list[Node], opening: Token) -> Node:
    """Return what entries in round brackets are, up to the bracket that closes them."""
    comma = state.tokens[state.position - 1].value == ","
    if len(found) == 2 and state.at("]", "["):
        state.position += 1
        return Interval(found[0], found[1], False, state.tokens[state.position - 1].value == "]")
    if comma and (state.token.gap or (len(found) == 1 and not isinstance(found[0], Num))) and not state.wants_shape:
        state.fail(unreadable.ANOTHER_ENTRY)
    state.close(")")
    if is_angle(state, opening):
        return in_angles(state, found, opening)
    if len(found) == 2 and state.lexicon.has_arrays and not (state.wants_sets or state.wants_shape):
        return in_parentheses(state, *found) or Tup(tuple(found))
    return found[0] if len(found) == 1 and not comma else Tup(tuple(found))


def _is_group(state: State, node: Node, opening: Token) -> bool:
    """Whether `(a)` ends here, which is nothing but a."""
    closing, before = state.tokens[state.position], state.tokens[state.position - 1]
    return closing.value == ")" and before.value != "," and node is not DOTS and state.text[opening.start] == "("


def _curly(state: State) -> Node:
    """`{a}` is a group, `{a, b}` a set, `{a if x > 0; b otherwise}` a piecewise definition."""
    opening = state.position
    state.position += 1
    if state.take("}"):
        return prefixed_transpose(state) if state.at("^") else SetOf(())
    if state.token.kind == "word" and state.at_place(1, "}") and state.at_place(2, "_"):
        del state.tokens[state.position + 1]
        return state.rules.power(state)
    bar = builder_bar(state)
    if bar:
        return builder(state, bar, "}")
    found = _members(state, "}", opening)
    if state.at("choose", "over") and len(found) == 1:
        found = [chosen(state, found[0])]
    if is_word(state, "if", "for", "when"):
        return piecewise(state, found)
    _behind_semicolons(state, found, "}")
    comma = state.tokens[state.position - 1].value == ","
    state.close("}")
    if len(found) > 1 and state.has_decimal_commas():
        grammar.brackets.decimals.refuse_members(state, opening)
    if len(found) == 1 and not comma and (not state.wants_sets or isinstance(found[0], (Relation, Logic))):
        if _is_nested(state, opening, found[0]):
            state.wrong(unreadable.SET_WHOSE_MEMBERS_SETS, state.tokens[state.position - 1])
        return found[0]
    if not state.wants_sets and any(state.tokens[at].value == "{" for at in _beginnings(state, opening)):
        state.wrong(unreadable.SET_WHOSE_MEMBERS_SETS, state.tokens[state.position - 1])
    return _set_of(state, found)


def _is_nested(state: State, opening: int, inner: Node) -> bool:
    """Whether braces stand around a set whose own signs are seen: `{{}}`, `{∅}`, and nothing but `{{1}}`."""
    first, closing = state.tokens[opening + 1], state.tokens[state.position - 2]
    if isinstance(inner, SetOf) or inner == NOTHING:
        return not first.tex and first.value != "\\{"
    is_all = opening == 0 and state.token.kind == "end"
    return is_all and first.value == "{" and closing.value == "}" and not first.tex


def _beginnings(state: State, opening: int) -> Iterator[int]:
    """Yield the places at which members of the braces begin that open at a place and end here."""
    depth = 0
    for at in range(opening, state.position - 1):
        value = state.tokens[at].value if state.tokens[at].kind == "op" else ""
        depth += (value in {"(", "[", "{", "\\{"}) - (value in {")", "]", "}", "\\}"})
        if depth == 1 and (at == opening or value == ","):
            yield at + 1


def _chevrons(state: State) -> Node:
    """`<1, 2, 3>` is what angles are; `<` begins nothing else."""
    opening = state.token
    if state.wants_sets or not _is_chevron(state):
        state.fail(unreadable.NUMBER_SYMBOL_BRACKET)
    state.position += 1
    found = [state.rules.sum(state)]
    while state.take(","):
        found.append(state.rules.sum(state))
    state.expect(">", unreadable.COMMA_OR.format(closing=">"))
    return in_angles(state, found, opening)


def _is_chevron(state: State) -> bool:
    """Whether entries parted by commas stand behind the sign here, up to the sign that closes them."""
    depth, has_comma = 0, False
    for token in state.tokens[state.position + 1 :]:
        value = token.value if token.kind == "op" else ""
        if depth == 0 and (value in _RELATIONS or value in {")", "]", "}"}):
            return value == ">" and has_comma
        has_comma = has_comma or (value == "," and depth == 0)
        depth += (value in {"(", "[", "{", "\\{"}) - (value in {")", "]", "}", "\\}"})
    return False


def _set(state: State) -> Node:
    r"""`\{a, b\}` is a set; `\left\{\begin{array}…\end{array}\right.` a definition by cases."""
    opening = state.position
    state.position += 1
    if state.token.tex and state.token.value == "begin":
        return state.rules.atom(state)
    bar = builder_bar(state)
    if bar:
        return builder(state, bar, "\\}")
    found = _members(state, "\\}", opening)
    _behind_semicolons(state, found, "\\}")
    state.close("\\}")
    if len(found) > 1 and state.has_decimal_commas():
        grammar.brackets.decimals.refuse_members(state, opening)
    return _set_of(state, found)


def _members(state: State, closing: str, opening: int) -> list[Node]:
    """Read the members of a set, for some of which dots may stand."""
    found = items(state, closing, ";", dots=state.wants_sets)
    return grammar.brackets.counted_sets.members(state, found, opening) if DOTS in found else found


def _behind_semicolons(state: State, found: list[Node], closing: str) -> None:
    """Add the members of a set behind its first one where semicolons part them: `{1; 3}`."""
    if not state.wants_sets or len(found) != 1 or state.tokens[state.position - 1].value == ",":
        return
    while state.take(";"):
        more = items(state, closing, ";")
        if len(more) != 1:
            state.fail(unreadable.ONE_MEMBER_BETWEEN_SEMICOLONS)
        found += more


def _set_of(state: State, found: list[Node]) -> Node:
    found = [*as_members(found)] if state.wants_sets and len(found) > 1 else found
    sets = [item for item in found if isinstance(item, SetOf)]
    is_grouped = state.wants_sets and len(sets) == len(found) and not any(map(_holds_sets, sets))
    if sets and not is_grouped:
        message = unreadable.SET_WHOSE_MEMBERS_SETS
        state.wrong(message, state.tokens[state.position - 1])
    return SetOf(tuple(found))


def _holds_sets(tree: SetOf) -> bool:
    return any(isinstance(item, SetOf) for item in tree.items)


def _floor(state: State) -> Node:
    return Call("floor", (_between(state, "rfloor", unreadable.CLOSING_BRACKET_FLOOR),))


def _ceiling(state: State) -> Node:
    return Call("ceil", (_between(state, "rceil", unreadable.CLOSING_BRACKET_CEILING),))


def _between(state: State, closing: str, what: str) -> Node:
    state.position += 1
    bars, state.bars = state.bars, []
    inner = state.rules.sum(state)
    state.bars = bars
    state.expect(closing, what)
    return inner


def french_interval(state: State) -> Node:
    """`]a, b[`: the bracket looks away from what it leaves out."""
    state.enter()
    state.position += 1
    french, state.french = state.french, True
    found = items(state, "]", "[")
    if len(found) == 1 and state.take(";"):
        found += items(state, "]", "[")
    state.french = french
    if len(found) != 2 or not state.at("]", "["):
        state.fail(unreadable.INTERVAL)
    closed = state.at("]")
    state.position += 1
    state.leave()
    return Interval(found[0], found[1], False, True) if closed else Tup(tuple(found))


def _square(state: State) -> Node:
    """What stands in square brackets; beside an integral it may be a boundary term."""
    term = grammar.binders.boundary.boundary_term(state) if "int" in state.words else None
    return term or square_bracketed(state)


BRACKETS: dict[str, Callable[[State], Node]] = {
    "(": _round,
    "[": _square,
    "{": _curly,
    "<": _chevrons,
    "\\{": _set,
    "lfloor": _floor,
    "lceil": _ceiling,
    **dict.fromkeys(("|", "||", "lvert", "lVert"), between_bars),
}

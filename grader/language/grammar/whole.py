"""The whole grammar: a text, its names and a set of choices become one tree."""

from __future__ import annotations

from grader.language import grammar
from grader.language.grammar.answers.answers import listed
from grader.language.grammar.answers.conditions import condition
from grader.language.grammar.answers.quantifiers import BEGINNINGS, quantified, without_quantifier
from grader.language.grammar.answers.shapes import dimensions_of, shape
from grader.language.grammar.arrays.arrays import is_array
from grader.language.grammar.brackets.bars import refuse_by_entries
from grader.language.grammar.cases.worded_cases import CONDITIONED
from grader.language.grammar.factors.atoms import atom
from grader.language.grammar.factors.powers import exponent, power
from grader.language.grammar.numbers.number_notations import ratio
from grader.language.grammar.scripts.definitions import CLOSE, OPEN, check_first_name, last_member, pass_own
from grader.language.grammar.state import Expect, Rules, State
from grader.language.grammar.terms.products import juxtaposed, product
from grader.language.grammar.terms.sums import sum_
from grader.language.printing import show
from grader.language.tree import Array, Cases, Logic, Node, Relation, SetOf, children
from grader.wording import unreadable

_EQUALS = {
    "expression": frozenset({"=", "~", "<-"}),
    "shape": frozenset({"=", "~", "->"}),
    "growth": frozenset({"=", "~", "in"}),
}
_ENDINGS = frozenset({".", ",", ";"})
NOTED = BEGINNINGS | CONDITIONED | {"int"}  # all that rules look for in `State.words`


def whole(state: State, expect: Expect, own: str | None) -> Node:
    """Read the whole text as what is expected; `own` is the field's own name."""
    node = _read(state, expect, own)
    parts = state.whole_parts  # most texts have none
    is_signed = parts and "mod" in [sign for *_, sign in parts.values()]  # `mod(a, b)` is a function of numbers
    if is_signed and grammar.answers.congruences.has_inverse(node):
        state.unsettled(unreadable.FRACTION_IN_CONGRUENCE, state.tokens[0])
    if "!" in state.text and state.is_last_look():
        node = grammar.numbers.factorial_quotients.as_products(state, node)
    return node


def _read(state: State, expect: Expect, own: str | None) -> Node:
    state.wants_sets = expect == "set"
    state.wants_growth = expect == "growth"
    state.wants_shape = expect == "shape"
    if len(state.tokens) > 2 and state.tokens[-2].value in _ENDINGS:
        _cut_ending(state)
    while expect != "condition" and state.at("=", "implies", "->"):
        state.position += 1
    signs = _EQUALS.get(expect, frozenset())
    if signs and "~" in state.text:
        _cut_about(state)
        _refuse_tilde(state)
    if (
        expect == "expression"
        and "_" in state.text
        and (node := grammar.answers.by_entries.entries(state, own)) is not None
    ):
        return _ended(state, node)
    if signs and (own is not None or expect == "shape"):
        state.position = _last_member(state, signs, own) or state.position
    elif own is not None and expect == "set":
        pass_own(state, own)
    node = shape(state) if expect == "shape" else _listed(state, expect)
    if state.tokens[state.position].kind != "end":
        _left_over(state)
    if signs and isinstance(node, Relation) and signs.issuperset(node.ops):
        node = node.operands[-1]
    if expect not in {"condition", "set"} and state.conditions:
        _refuse_conditions(state, node)
    if isinstance(node, SetOf) or "size" in state.met:
        _refuse_unmeant(state, node)
    if len(state.tokens) >= state.limits.max_depth:
        _check_depth(state, node)
    node = _of_arrays(state, node)
    return dimensions_of(state, node) if expect == "shape" else node


def _of_arrays(state: State, node: Node) -> Node:
    """Return the tree with lone brackets as what they are, and entry by entry what the problem says is so."""
    if state.lone:
        brackets = grammar.answers.lone_brackets
        doubtful = brackets.has_letter(node, lambda letter: not is_array(state, letter))
        node = brackets.grouped(node, floors=doubtful and state.choose("floor") == 1)
    if state.names.star == "hadamard" and state.lexicon.has_arrays:
        node = grammar.arrays.entrywise.by_entries(node, state.lexicon)
    return node


def _last_member(state: State, signs: frozenset[str], own: str | None) -> int:
    """Return where the last member of a chain begins, whose first one names the answer; 0 where there is none."""
    last = last_member(state, signs)
    if last and own is not None:
        grammar.scripts.left_sides.check_left_side(state, signs, own)
        if signs == _EQUALS["expression"]:
            check_first_name(state, signs, own)
    return last


def _listed(state: State, expect: Expect) -> Node:
    if expect == "condition" and not BEGINNINGS.isdisjoint(state.words) and (behind := without_quantifier(state)):
        return quantified(state, _ended(state, listed(state, expect)), behind)
    node = listed(state, expect)
    is_value = expect == "expression" and not isinstance(node, Relation | Logic)
    return (ratio(state, node) if is_value else None) or node


def _cut_about(state: State) -> None:
    """Drop `~` at the very beginning of a plain text, where it says "about"."""
    if len(state.tokens) > 2 and state.text[: state.tokens[0].end].strip() == "~":
        del state.tokens[0]


def _cut_ending(state: State) -> None:
    """Drop the marks that end a sentence."""
    while len(state.tokens) > 2 and state.tokens[-2].kind == "op" and state.tokens[-2].value in _ENDINGS:
        del state.tokens[-2]


def _refuse_tilde(state: State) -> None:
    """Refuse `2~x` in plain text, where the sign may be a blank or say that both sides are about equal."""
    depth = 0
    for token in state.tokens:
        depth += (token.value in OPEN) - (token.value in CLOSE) if token.kind == "op" else 0
        if depth == 0 and state.text[token.start : token.end] == "~":
            state.wrong(unreadable.SIGN_SEVERAL_MEANINGS, token)


def _refuse_unmeant(state: State, node: Node) -> None:
    if isinstance(node, SetOf):
        _refuse_set(state, node)
    if "size" in state.met:
        refuse_by_entries(state, node)


def _refuse_set(state: State, node: SetOf) -> None:
    """Refuse `{1, 1, 1}` in the place of an array."""
    if state.expected == "expression" and node.items:
        message = unreadable.THESE_BRACES_MAKE_SET.format(formula=show(Array(node.items)))
        state.wrong(message, state.tokens[0])


def _ended(state: State, node: Node) -> Node:
    """Return a tree behind which the text ends; else refuse what is left over."""
    if state.tokens[state.position].kind != "end":
        _left_over(state)
    return node


def _left_over(state: State) -> None:
    if state.token.kind == "num":
        state.fail(unreadable.SIGN_BEFORE_NUMBER)
    if state.at(",") and state.ahead().kind == "num" and not state.ahead().gap:
        state.fail(unreadable.ONE_VALUE)
    if state.at("...") and state.tokens[state.position - 1].kind == "num":
        state.fail(unreadable.FRACTION_BAR_ABOVE_DIGITS)
    state.fail(unreadable.END_ANSWER_OPERATOR)


def _refuse_conditions(state: State, tree: Node) -> None:
    """Refuse conditions where a value is expected, but in definitions by cases."""
    signs = {id(node): sign for node, sign in state.conditions}
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, (Relation, Logic)):
            state.wrong(unreadable.VALUE_FOUND_CONDITION, signs.get(id(node), state.tokens[0]))
        if isinstance(node, Cases):
            stack += [value for value, _ in node.branches]
            stack += [] if node.otherwise is None else [node.otherwise]
        else:
            stack += children(node)


def _check_depth(state: State, tree: Node) -> None:
    """Refuse a tree that is too deep for the rooms above; a short text has none."""
    most, depth, level = state.limits.max_depth, 0, [tree]
    while level:
        depth += 1
        if depth > most:
            state.position = 0
            state.exceed(unreadable.EXPRESSION_TOO_DEEP, "max_depth")
        level = [child for node in level for child in children(node)]


RULES = Rules(
    condition=condition, sum=sum_, product=product, juxtaposed=juxtaposed, power=power, exponent=exponent, atom=atom
)
"""The rules for what stands inside of other constructs."""

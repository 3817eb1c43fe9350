r"""Grammar of quantifiers around a condition: `a > b for every j != i`, `a > b, \forall j \ne i`, `for all j: a > b`.

The letters that are quantified must be declared and stand nowhere in the condition but below other letters: then it
says what `j != i implies a > b` says at every point, and without a restriction what stands before the quantifier says.
"""

from __future__ import annotations

from grader.language.grammar.answers.conditions import condition
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Logic, Node, Relation, Sym, symbols
from grader.wording import unreadable

SIGNS = frozenset({"forall", "∀"})
WORDS = frozenset({"all", "each", "every", "any"})
BEFORE = frozenset({",", ";", "quad"})
BEGINNINGS = SIGNS | {"for"}


def without_quantifier(state: State) -> list[Token]:
    """Cut a quantifier off a condition, and return the tokens behind its words; none where none stands."""
    if (leading := _leading(state)) is not None:
        return leading
    depth = 0
    for place, token in enumerate(state.tokens):
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
        begin = place if depth == 0 else place - 2  # `\text{for all}` is a bracket of its own
        behind = _behind_words(state.tokens, place) if depth == 0 or _is_text(state.tokens, begin) else 0
        if behind and begin > 0:
            end = begin
            while end > 1 and state.tokens[end - 1].kind == "op" and state.tokens[end - 1].value in BEFORE:
                end -= 1
            rest = state.tokens[behind:]
            state.tokens = [*state.tokens[:end], state.tokens[-1]]
            return rest
    return []


def _leading(state: State) -> list[Token] | None:
    """Cut a quantifier off the beginning of a condition, up to its colon, or its comma where no colon stands."""
    behind = _behind_words(state.tokens, 2 if _is_text(state.tokens, 0) else 0)
    ends: dict[str, int] = {}
    depth = 0
    for place, token in enumerate(state.tokens[behind:] if behind else [], behind):
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
            if depth == 0 and token.value in {":", ","}:
                ends.setdefault(token.value, place)
    end = ends.get(":", ends.get(",", 0))
    if not end:
        return None
    restriction = [*state.tokens[behind:end], state.tokens[-1]]
    state.tokens = state.tokens[end + 1 :]
    return restriction


def quantified(state: State, node: Node, rest: list[Token]) -> Node:
    """Return a condition with the quantifier behind it; refuse letters that it restricts itself."""
    state.tokens, state.position = rest, 0
    letter = state.token
    restriction = condition(state)
    if state.tokens[state.position].kind != "end":
        state.fail(unreadable.LETTER_BEHIND_QUANTIFIER)
    own = symbols(restriction)
    if own & symbols(node) or not isinstance(restriction, Sym | Relation):
        state.wrong(unreadable.LETTER_STANDS_CONDITION_ITSELF, letter)
    return node if isinstance(restriction, Sym) else Logic("implies", (restriction, node))


def _behind_words(tokens: list[Token], place: int) -> int:
    """Return the place behind `for all`, `for every`, `∀`; 0 where none of these stands."""
    value = tokens[place].value
    if value in SIGNS:
        behind = place + 1
    elif value == "for" and tokens[place + 1].value in WORDS:
        behind = place + 2
    else:
        return 0
    return behind + (tokens[behind].value == "}" and tokens[behind].kind == "op")


def _is_text(tokens: list[Token], place: int) -> bool:
    return place >= 0 and tokens[place].value == "text" and tokens[place + 1].value == "{"

"""What stands here and ahead: whether a factor may begin, words of the grammar, commas of a bracket."""

from __future__ import annotations

from grader.language.grammar.state import State
from grader.language.names.lexicon import KEYWORDS
from grader.language.tokens import Token

_OPENERS = frozenset(
    {"(", "{", "\\{", "lfloor", "lceil", "lvert", "lVert", "sqrt", "cbrt", "sum", "prod", "int", "oo", "emptyset"}
    | {"partial", "bbR", "bbN", "bbZ", "bbQ", "bbC"}
)
# Signs that close what stands before them, whatever it is (the end of the text has none), and those that end a term:
# most terms and brackets are read no further than to a look at one of these.
CLOSERS = frozenset({"", ")", "]", "}", "\\}", ",", ";", "&", "\\\\"})
TERM_ENDS = CLOSERS | {"+", "-", "=", "<", ">", "<=", ">="}
RUN_ENDS = TERM_ENDS | {"*", "/", "·", "×"}


def starts_factor(state: State, token: Token) -> bool:
    """Whether a token may begin a factor."""
    if state.stops and token is state.stops[-1]:
        return False
    kind, value = token.kind, token.value
    if kind == "op":
        if value in {"|", "||"}:
            return not state.bars or state.bars[-1] not in {"|", "||"}
        is_opener = value in _OPENERS or (value == "[" and not state.french)
        return is_opener and not (value == "(" and token is state.tokens[state.position] and is_modulus(state))
    return not is_keyword(state, token) if kind == "word" else kind != "end"


def is_keyword(state: State, token: Token) -> bool:
    """Whether a word belongs to the grammar of conditions, and is not declared."""
    if token.tex and token.value == "end":
        return True
    if token.value not in KEYWORDS or token.value in state.lexicon.plain:
        return False
    return token.value != "mod" or not is_call_of_mod(state)


def is_word(state: State, *words: str) -> bool:
    """Whether one of these words stands here, and is not declared."""
    token = state.tokens[state.position]
    return token.kind == "word" and token.value in words and token.value not in state.lexicon.plain


def is_call_of_mod(state: State) -> bool:
    """Whether `mod(a, b)` stands here, and not the sign between a and b."""
    return is_word(state, "mod") and state.at_place(1, "(") and bool(commas_in(state, state.position + 1))


def is_modulus(state: State) -> bool:
    r"""Whether the modulus of a congruence stands here, in brackets: `(mod n)`, `\pmod n`."""
    if state.at("(") and state.ahead().value == "mod":
        return "mod" not in state.lexicon.plain and not state.at_place(2, "(")
    return state.at("pmod")


def is_sign_of_remainder(state: State) -> bool:
    """Whether a `%` stands here that an operand follows, as programs write `n mod 2`.

    A minus sign behind it is that of the operand, or of a difference; of a difference in `5% - 2` and `5%-3%`.
    """
    if not state.at("%"):
        return False
    after = state.ahead()
    if after.value == "-" and after.kind == "op":
        operand = state.ahead(2)
        is_difference = operand.gap and not state.token.gap
        is_of_percents = operand.kind == "num" and state.at_place(3, "%")
        return starts_factor(state, operand) and not (is_difference or is_of_percents)
    return starts_factor(state, after)


def commas_in(state: State, opening: int) -> list[int]:
    """Return where the commas stand directly in the brackets that open at a position."""
    depth, found = 0, list[int]()
    for position in range(opening, len(state.tokens)):
        value = state.tokens[position].value if state.tokens[position].kind == "op" else ""
        depth += (value in {"(", "[", "{", "\\{"}) - (value in {")", "]", "}", "\\}"})
        if value == "," and depth == 1:
            found.append(position)
        if depth == 0:
            break
    return found


def counted_gap(state: State) -> bool:
    """Whether blanks before this token part it from the one before; those that end a command do not."""
    before = state.tokens[state.position - 1]
    if not state.token.gap or not (before.tex and before.kind == "word"):
        return state.token.gap
    is_typeset = bool(state.text[before.end : state.token.start].strip())  # `\sin\theta\, r`
    return is_typeset and before.value != "pi"


def is_free_word(state: State, token: Token) -> bool:
    """Whether a word of the grammar stands for itself: it is not declared, and carries no script."""
    return token.value not in state.lexicon.plain and state.ahead().value not in {"^", "_"}


def word_or_sign(state: State, value: str) -> bool:
    """Pass over a word or sign, if it stands here."""
    token = state.tokens[state.position]
    if token.value != value or token.kind not in {"op", "word"}:
        return False
    if token.kind == "word" and not is_free_word(state, token):
        return False
    state.position += 1
    return True

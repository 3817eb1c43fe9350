"""Grammar of functions that a problem declares, `f(x)`, and of undeclared letters that are functions, `Γ(x)`."""

from __future__ import annotations

from grader.language.grammar.ahead.lookahead import commas_in, starts_factor
from grader.language.grammar.brackets.brackets import bracketed
from grader.language.grammar.factors.application import (
    ONE,
    bracketed_arguments,
    function_exponent,
    known_call,
    primes_here,
)
from grader.language.grammar.state import State
from grader.language.names.lexicon import LETTER_FUNCTIONS
from grader.language.tree import Apply, Array, Neg, Node, Pow, Sym, Tup
from grader.wording import unreadable

_UPRIGHT = (r"\mathrm{", r"\operatorname{")  # ends of what stands before


def declared_call(state: State, name: str, primes: int) -> Node:
    """Read a declared function, whose name was passed over, with its exponent and arguments."""
    name_token = state.tokens[state.position - 1]
    exponent = function_exponent(state, name_token) if state.take("^") else None
    if exponent == Neg(ONE):
        state.wrong(unreadable.INVERSE_OR_RECIPROCAL.format(name=name), name_token)
    primes += primes_here(state)
    arity = state.lexicon.functions[name].arity
    args: list[Node]
    if state.at("(", "["):
        args = _declared_arguments(state)
    elif state.integrated and arity == 1:
        args = [Sym(state.integrated)]
    else:
        state.fail(unreadable.BRACKET_AND_ARGUMENT.format(name=name))
    if len(args) != arity:
        takes = unreadable.TAKES_ARGUMENT if arity == 1 else unreadable.TAKES_ARGUMENTS
        message = takes.format(value=name, wanted=arity, count=len(args))
        state.wrong(message, state.tokens[state.position - 1])
    node: Node = Apply(state.lexicon.functions[name].name, tuple(args), primes)
    return node if exponent is None else Pow(node, exponent)


def _declared_arguments(state: State) -> list[Node]:
    if state.at("["):
        inner = bracketed(state)
        return list(inner.items) if isinstance(inner, (Array, Tup)) else [inner]
    return bracketed_arguments(state, "")


def _spelled_gamma(state: State) -> str | None:
    r"""Return the gamma function where its name is typed against a bracket; `γ` and `\gamma` are letters."""
    token, opening = state.tokens[state.position], state.ahead()
    is_typed = state.names.free and state.text[token.start : token.end] == "gamma"
    return "gamma" if is_typed and opening.value == "(" and not opening.gap else None


def upright_beta(state: State) -> Node | None:
    r"""Read `\mathrm{B}(a, b)`, the beta function, where B is undeclared; a B that leans is a symbol."""
    token = state.tokens[state.position]
    if token.value != "B" or "B" in state.lexicon.plain:
        return None
    is_upright = state.text[: token.start].rstrip().endswith(_UPRIGHT)
    if not is_upright or state.ahead().value != "(" or len(commas_in(state, state.position + 1)) != 1:
        return None
    return known_call(state, "Beta")


def _is_primed_call(state: State) -> bool:
    """Whether primes and a bracket stand behind the letter here, so that it is a function."""
    count = 1
    while state.at_place(count, "'"):
        count += 1
    return count > 1 and state.at_place(count, "(")


def letter_call(state: State, word: str) -> Node | None:
    """Read `σ(x)`, `H(x)`, `Γ(x)`, `C(n, k)` where the letter is undeclared; None where it is a symbol."""
    name = LETTER_FUNCTIONS.get(word) or _spelled_gamma(state)
    if name is None or word in state.lexicon.plain or word in state.bound:
        return None
    opening = state.ahead()
    if state.names.free and word != "C" and _is_primed_call(state):
        pass
    elif state.names.free:
        commas = opening.value == "(" and len(commas_in(state, state.position + 1)) > 0
        if opening.value not in {"(", "["} or (word == "C") != commas:
            return None
        if word == "gamma" and state.choose("gamma") == 1:
            return None
        if word not in {"C", "gamma"} and state.choose("letter") == 1:
            return None
    elif word in {"C", "Phi"} and opening.value != "(":
        return None
    elif opening.value in {"'", "(", "[", "{", "^"} or starts_factor(state, opening):
        pass
    else:
        return None
    return known_call(state, name)

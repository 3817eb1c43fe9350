"""Letters that can only be functions where nothing is declared, `f'(x)`, `f(x) g(x)`: any smooth ones."""

from __future__ import annotations

from collections.abc import Iterable

from grader.errors import AnswerError
from grader.language.limits import LIMITS
from grader.language.names import Function, Names
from grader.language.names.lexicon import KEYWORDS, Lexicon, lexicon_of
from grader.language.tokens import Token, tokenize
from grader.records import replace

LETTERS = frozenset("fghFG")
MAX_ARGUMENTS = 4
_PRIMES = frozenset({"'", "''"})
_OPENING, _CLOSING = frozenset({"(", "[", "{", "\\{"}), frozenset({")", "]", "}", "\\}"})


def with_functions(texts: Iterable[str], names: Names) -> Names | None:
    """Return the names with each letter that stands only before arguments in brackets as a function, None for none.

    A letter that stands by itself too, or with arguments that differ in number, stays what it was.
    """
    found: dict[str, set[int]] = {}
    lexicon = lexicon_of(names)
    for text in texts:
        try:
            tokens = tokenize(text, LIMITS, names.numbers)
        except AnswerError:
            return None
        for place, token in enumerate(tokens):
            for letter in _letters(token, lexicon):
                found.setdefault(letter, set()).add(_arguments(tokens, place) if token.value == letter else 0)
    functions = {
        letter: Function(letter, arity)
        for letter, counts in found.items()
        if len(counts) == 1 and 0 < (arity := next(iter(counts))) <= MAX_ARGUMENTS and letter not in names.symbols
    }
    return replace(names, functions=functions) if functions else None


def _letters(token: Token, lexicon: Lexicon) -> frozenset[str]:
    """Return the letters of functions in a word that is none by itself, and no command."""
    if token.kind != "word" or token.tex or token.value in KEYWORDS:
        return frozenset()
    known = lexicon.known_function(token.value) is not None
    return frozenset() if known else LETTERS.intersection(token.value)


def _arguments(tokens: list[Token], place: int) -> int:
    """Return the number of arguments in the brackets behind a letter, its primes and its exponent; 0 for none."""
    place += 1
    while tokens[place].value in _PRIMES:
        place += 1
    if tokens[place].value == "^":
        place = _behind(tokens, place + 1)
    if tokens[place].value != "(" or tokens[place].gap:
        return 0
    stop = _behind(tokens, place)
    depth, commas = 0, 0
    for token in tokens[place:stop]:
        depth += (token.value in _OPENING) - (token.value in _CLOSING)
        commas += token.value == "," and depth == 1
    return commas + 1


def _behind(tokens: list[Token], start: int) -> int:
    """Return the place behind the bracket, or the one token, that stands at a place."""
    depth = 0
    for place in range(start, len(tokens) - 1):
        depth += (tokens[place].value in _OPENING) - (tokens[place].value in _CLOSING)
        if depth <= 0:
            return place + 1
    return len(tokens) - 1

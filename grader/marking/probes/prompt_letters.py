"""Letters of a prompt that an answer could not use, since nobody declared them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from grader.errors import AnswerError
from grader.language.limits import LIMITS
from grader.language.reader import read
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token, tokenize
from grader.marking.asked.prompt_formulas import marked_in
from grader.problems.question import Question

_NO_LETTERS = re.compile(  # words, names of sets and functions, environments
    r"\\(?:text|textbf|textit|textrm|mathrm|mathbb|mathsf|operatorname\*?|begin|end|label|tag)\s*\{[^{}]*\}"
)
_CONSTANTS = frozenset({"e", "i", "pi"})


def undeclared_letters(question: Question) -> list[str]:
    """Return the letters in the formulas of a prompt that no answer may use, in their order.

    Left out are constants, functions (`f(x)`, `f'`), differentials, transposes, and letters that stand as an index
    somewhere: these belong to a sum or to another letter.
    """
    kind = question.kind
    if kind.reads != "value" or kind.is_one_number == "always" or len(question.fields) > 1:
        return []  # numbers, weights and settings use nothing of what a prompt names
    found: dict[str, set[str]] = {}
    indices: set[str] = set()
    for tokens in _tokens(question.prompt):
        indices |= _indices(tokens)
        for letter, written in _letters(tokens):
            found.setdefault(letter, {letter, f"{letter}(1)"}).add(written)
    known = indices | _CONSTANTS
    return [letter for letter, ways in found.items() if letter not in known and not _is_readable(question, ways)]


def _tokens(prompt: str) -> Iterator[list[Token]]:
    for text in marked_in(prompt):
        try:
            yield tokenize(_NO_LETTERS.sub(" ", text), LIMITS)
        except AnswerError:
            continue


def _indices(tokens: list[Token]) -> set[str]:
    """Return the letters in subscripts."""
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if token.value == "_" and token.kind == "op":
            found |= {letter for inner in _script(tokens, place + 1) for letter in _parts(inner)}
    return found


def _script(tokens: list[Token], start: int) -> Iterator[Token]:
    """Yield the tokens of a subscript or superscript: one, or those up to the closing brace."""
    if tokens[start].value != "{":
        yield tokens[start]
        return
    depth = 0
    for token in tokens[start:]:
        depth += (token.value == "{") - (token.value == "}")
        yield token
        if depth == 0:
            return


def _letters(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield the letters that stand for quantities, each also as it is written with its index."""
    for place, token in enumerate(tokens):
        before, behind = tokens[place - 1] if place else None, tokens[min(place + 1, len(tokens) - 1)]
        is_differential = before is not None and before.value in {"d", "partial"}
        is_transpose = before is not None and before.value in {"^", "{"} and token.value in {"T", "top"}
        if token.value == "d" or is_differential or is_transpose or behind.value in {"(", "'", ":", "′"}:
            continue
        index = " ".join(inner.value for inner in _script(tokens, place + 2)) if behind.value == "_" else ""
        yield from ((letter, f"{letter}_{index}" if index else letter) for letter in _parts(token))


def _parts(token: Token) -> list[str]:
    """Return the letter that a token is, without digits behind it; a longer word is none."""
    if token.kind != "word":
        return []
    letters = token.value.rstrip("0123456789")
    return [letters] if len(letters) == 1 or letters in GREEK_NAMES else []


def _is_readable(question: Question, ways: Iterable[str]) -> bool:
    """Whether an answer may use a letter in one of the ways in which the prompt does."""
    (field,) = question.fields.values()
    for text in ways:
        with suppress(AnswerError):
            read(text, field.names)
            return True
    return False

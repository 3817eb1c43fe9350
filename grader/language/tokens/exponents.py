r"""Words that are products of letters: `e^{in\theta}`, `e^{int}`, `\frac{1}{in}`.

Nothing is a member of anything in an exponent, or alone in brackets, and an integral has something behind it.
"""

from __future__ import annotations

from collections.abc import Container

from grader.language.tokens.tokenizer import Token

_OPENING = frozenset({"{", "(", "["})
_CLOSING = frozenset({"}", ")", "]"})
_AFTER = frozenset({"}", ")", "+", "-", "*", "/"})  # behind a product, and behind no sign of an integral
_WORDS = frozenset({"in", "int"})
_END = Token("end", "", 0, 0, False)


def with_products(tokens: list[Token], names: Container[str]) -> list[Token]:
    """Return tokens with `in`, and `int` that integrates nothing, as their letters."""
    if not [True for token in tokens if token.value in _WORDS and token.kind == "word" and not token.tex]:
        return tokens
    found: list[Token] = []
    open_: list[str] = []  # what stands before each bracket that is open
    for token, after in zip(tokens, [*tokens[1:], _END], strict=True):
        before = found[-1].value if found else ""
        if token.value in _OPENING:
            open_.append(before)
        elif token.value in _CLOSING and open_:
            open_.pop()
        is_raised = "^" in open_ and "_" not in open_[open_.index("^") :]
        is_alone = before in _OPENING and after.value in _CLOSING
        if (is_raised or is_alone) and _is_product(token, after) and token.value not in names:
            found += _letters(token)
        else:
            found.append(token)
    return found


def _letters(token: Token) -> list[Token]:
    places = range(token.start, token.end)
    return [token._replace(value=one, start=at, end=at + 1) for one, at in zip(token.value, places, strict=True)]


def _is_product(token: Token, after: Token) -> bool:
    if token.kind != "word" or token.tex:
        return False
    return token.value == "in" or (token.value == "int" and after.value in _AFTER)

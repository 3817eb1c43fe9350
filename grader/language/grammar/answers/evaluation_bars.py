r"""The bar of a boundary term, `F(x) g(x) \Big|_a^b - \int_a^b …`, as the square brackets `[F(x) g(x)]_a^b`."""

from __future__ import annotations

from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.tokens import Token

_ENDS = frozenset({"=", "+", "-", ",", ";", "<", ">", "<=", ">=", "≈", "&", "\\\\"})
_BARS = frozenset({"|", "lvert", "rvert"})  # `\\left. F \\right|` has the last alone


def with_brackets(tokens: list[Token]) -> list[Token]:
    """Return the tokens with brackets around the product before the only bar, where ends stand behind it."""
    bars = [place for place, token in enumerate(tokens) if token.value in _BARS and token.kind == "op"]
    if (
        len(bars) != 1
        or tokens[bars[0]].value == "lvert"
        or tokens[bars[0] + 1].value != "_"
        or not any(token.value == "^" for token in tokens[bars[0] :])
    ):
        return tokens
    (bar,) = bars
    start, depth = bar, 0
    while start and (depth or not (tokens[start - 1].value in _ENDS or tokens[start - 1].value in OPEN)):
        before = tokens[start - 1]
        if before.kind == "op":
            depth += (before.value in CLOSE) - (before.value in OPEN)
        start -= 1
    if start == bar or depth:
        return tokens
    first, last = tokens[start], tokens[bar]
    opening = Token("op", "[", first.start, first.start, first.gap)
    closing = Token("op", "]", last.start, last.end, last.gap)
    return [
        *tokens[:start],
        opening,
        *(first._replace(gap=False), *tokens[start + 1 : bar]),
        closing,
        *tokens[bar + 1 :],
    ]

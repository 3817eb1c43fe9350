"""The imaginary unit as engineers and programs write it, `3 + 4j`, and with numbers behind it, `3 + i4`."""

from __future__ import annotations

import re
from functools import partial

from grader.language.names.lexicon import BINDERS, Lexicon
from grader.language.tokens import Token


def with_imaginary_unit(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return tokens with i for the j of engineers and programs, where it is no name, no index, and i stands nowhere."""
    values = [token.value for token in tokens]
    if lexicon.declared("j") is not None:
        return tokens
    is_index = any(
        "j" in value and "".join(values[max(0, place - 2) : place]).endswith(("_", "_{"))
        for place, value in enumerate(values)
    )
    if is_index or not BINDERS.keys().isdisjoint(values) or any(map(partial(_may_hold_i, lexicon), tokens)):
        return tokens
    return [token._replace(value=_with_i(lexicon, token)) for token in tokens]


def with_factors_behind(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return tokens with a sign of multiplication between an i that is no name and a number, `e^{i5π/6}`."""
    if lexicon.declared("i") is not None or not BINDERS.keys().isdisjoint(token.value for token in tokens):
        return tokens
    done: list[Token] = []
    for place, token in enumerate(tokens):
        is_factor = token.kind == "word" and _NUMBERED.fullmatch(token.value) is not None
        if is_factor and not token.tex and lexicon.declared(token.value) is None:
            middle = token.start + 1
            done += [token._replace(value="i", end=middle), Token("op", "*", middle, middle, gap=False)]
            done.append(Token("num", token.value[1:], middle, token.end, gap=False))
            continue
        is_behind = token.kind == "num" and done and done[-1].value in {"i", "imath"} and done[-1].kind == "word"
        if is_behind and not (token.gap and _in_row(tokens, place)):
            done.append(Token("op", "*", token.start, token.start, gap=False))
        done.append(token)
    return done


_NUMBERED = re.compile(r"i\d+")
_OPENING, _CLOSING = frozenset({"(", "[", "{", "\\{"}), frozenset({")", "]", "}", "\\}"})


def _in_row(tokens: list[Token], place: int) -> bool:
    """Whether a place stands directly in square brackets without a comma, where blanks part entries: `[0 -i; i 0]`."""
    depth, begin = 0, place
    while begin and depth >= 0:
        begin -= 1
        value = tokens[begin].value
        depth += (value in _CLOSING) - (value in _OPENING)
        if value == "," and not depth:
            return False
    if depth >= 0 or tokens[begin].value != "[":
        return False
    for token in tokens[place:]:
        depth += (token.value in _OPENING) - (token.value in _CLOSING)
        if depth < -1 or (token.value == "," and depth == -1):
            return token.value == "]"
    return False


def _with_i(lexicon: Lexicon, token: Token) -> str:
    """Return `it` for `jt` where t is declared, and so on: what a word is with i in the place of j."""
    value = token.value
    if token.kind != "word" or "j" not in value or value in lexicon.declared_names or (token.tex and value != "j"):
        return value
    other = value.replace("j", "i")
    is_factor = value == "j" or _NUMBERED.fullmatch(other) is not None
    return other if is_factor or lexicon.splits(other, frozenset()) else value


def _may_hold_i(lexicon: Lexicon, token: Token) -> bool:
    """Whether the imaginary unit may stand in a word, beside other letters or by itself."""
    if token.kind != "word" or "i" not in token.value or token.tex:
        return token.value in {"i", "imath"}
    return token.value == "i" or lexicon.known_function(token.value) is lexicon.constant(token.value) is None

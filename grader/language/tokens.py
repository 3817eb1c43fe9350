"""A text becomes tokens: LaTeX commands, Unicode signs and plain text in one alphabet."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from grader.errors import AnswerError, LimitError, Span
from grader.language.commands import BLANK, COMMANDS, LEFT, OPS, RIGHT, SIDED
from grader.language.letters import FRACTIONS, LETTERS, SIGNS, SUBSCRIPTS, SUPERSCRIPTS, VARIANTS, fold
from grader.language.limits import TextLimits

Convention = Literal["plain", "english", "continental"]


class Token(NamedTuple):
    """`kind`: num, word, op, frac, accent, end. `gap`: blanks stood before it. `tex`: it was a command."""

    kind: str
    value: str
    start: int
    end: int
    gap: bool
    tex: bool = False


_SUP = "".join(map(re.escape, SUPERSCRIPTS))
_SUB = "".join(map(re.escape, SUBSCRIPTS))
_REST = (
    r"(?P<num>(?:\d+(?:\.(?!\.)\d*)?|\.\d+))"
    r"|(?P<word>[A-Za-z]+\d*)"
    r"|(?P<space>\s+)"
    r"|(?P<row>\\\\\s*\[[\d.\s]+[a-z]{2}\])"
    r"|(?P<command>\\(?:[A-Za-z]+|.))"
    rf"|(?P<sup>[{_SUP}]+)|(?P<sub>[{_SUB}]+)"
    r"|(?P<op>\*\*|<=>|==>|=>|<->|->|:=|==|!=|<=|>=|=<|<<|>>|<>|\|\||\.\.\.|\.\.|\.\*|&&|\{,\}|[-+*/^_(){}\[\]|,;:=<>!'%&.~$?@`])"
    r"|(?P<other>.)"
)
_SIDES = LEFT | RIGHT
_BLANKS = "[ \u00a0\u2009\u202f]|\\\\,|~"
_TOKEN = {
    "plain": re.compile(_REST, re.DOTALL),
    "english": re.compile(
        r"(?P<grouped>(?<![\d.])\d{1,3}(?:(?:,|\{,\})\d{3})+(?!\d)(?:\.(?!\.)\d*)?)|" + _REST, re.DOTALL
    ),
    "continental": re.compile(
        rf"(?P<grouped>(?<![\d.])\d{{1,3}}(?:(?:\.|{_BLANKS})\d{{3}})+(?!\d)(?:(?:,|\{{,\}})\d+)?|\d+(?:,|\{{,\}})\d+)|"
        + _REST,
        re.DOTALL,
    ),
}


def tokenize(text: str, limits: TextLimits, numbers: Convention = "plain") -> list[Token]:
    """Return the tokens of a text, an `end` token last.

    Raises AnswerError where a number is written against the convention, and LimitError for too many tokens.
    """
    tokens: list[Token] = []
    gap, side = False, -1
    plain = text if text.isascii() else "".join(map(_folded, text))
    for match in _TOKEN[numbers].finditer(plain):
        kind, value, start = match.lastgroup, match.group(), match.start()
        if kind == "space":
            gap = True
        elif kind == "op" and side < 0:
            tokens.append(Token("op", OPS.get(value, value), start, match.end(), gap))
            gap = False
        elif kind in {"num", "word"}:
            if numbers == "continental" and "." in value:
                _refuse_point(value, text, start)
            tokens.append(Token(kind, value, start, match.end(), gap))
            gap = False
        elif kind == "command" and value[1:] in _SIDES:
            side = 0 if value[1:] in LEFT else 1
        elif kind in {"sup", "sub"}:
            tokens.extend(_script(kind, value, start, gap))
            gap = False
        else:
            token = _token(kind or "", value, start, gap, numbers)
            if side >= 0 and token is not None:
                if value == "||" and _parts_bars(plain):
                    tokens.append(token._replace(value=SIDED["|"][side], end=start + 1))
                    token, side = token._replace(value="|", start=start + 1, gap=False), -1
                else:
                    token, side = _sided(token, side), -1
            if token is not None:
                tokens.append(token)
            gap = token is None and (gap or not _is_invisible(value))
    if len(tokens) > limits.max_tokens:
        raise LimitError(f"The answer is too long: {len(tokens)} signs (max_tokens = {limits.max_tokens}).")
    tokens.append(Token("end", "", len(text), len(text), gap))
    return tokens


def _folded(char: str) -> str:
    plain = char if char in LETTERS or char in SIGNS else fold(char)
    return plain if len(plain) == 1 else char


def _is_invisible(char: str) -> bool:
    """Whether a sign has no width: joiners, marks of direction, the invisible times of MathML."""
    return unicodedata.category(char[0]) == "Cf"


def _refuse_point(value: str, text: str, start: int) -> None:
    message = f"Expected a decimal comma, or thousands marks between groups of three digits, found `{value}`."
    raise AnswerError(message, text, Span(start, start + len(value)))


def _token(kind: str, value: str, start: int, gap: bool, numbers: Convention) -> Token | None:
    end = start + len(value)
    match kind:
        case "op":
            return Token("op", OPS.get(value, value), start, end, gap)
        case "command":
            return _command(value[1:], start, end, gap)
        case "row":
            return Token("op", "\\\\", start, end, gap, True)
        case "grouped":
            return Token("num", ungrouped(value, numbers), start, end, gap)
        case _:
            return _sign(value, start, end, gap)


def ungrouped(value: str, numbers: Convention) -> str:
    """Return a number that was written with thousands marks or a decimal comma as Python writes it."""
    value = value.replace("{,}", ",")
    if numbers == "english":
        return value.replace(",", "")
    return re.sub(rf"\.|{_BLANKS}", "", value).replace(",", ".")


def _sided(token: Token, side: int) -> Token | None:
    """Return a bracket or bar as the left or right one; `\\left.` stands for none."""
    sides = SIDED.get(token.value)
    if sides is None:
        return token
    return token._replace(value=sides[side]) if sides[side] else None


def _parts_bars(text: str) -> bool:
    r"""Return whether `\left||` is two bars; it opens a norm only where `\right||` closes one."""
    return not all(re.search(rf"\\(?:{'|'.join(names)})\s*\|\|", text) for names in (LEFT, RIGHT))


def _script(kind: str, value: str, start: int, gap: bool) -> list[Token]:
    """Return `^{…}` or `_{…}` for a run of raised or lowered letters."""
    table, sign = (SUPERSCRIPTS, "^") if kind == "sup" else (SUBSCRIPTS, "_")
    end = start + len(value)
    tokens = [Token("op", sign, start, end, gap), Token("op", "{", start, end, False)]
    for place, char in enumerate(value):
        plain = table[char]
        one = "num" if plain.isdigit() else "word" if plain.isalpha() else "op"
        last = tokens[-1]
        if (one != "op" and last.kind == one and kind == "sub") or (one == "num" and last.kind == "num"):
            tokens[-1] = last._replace(value=last.value + plain, end=start + place + 1)
        else:
            tokens.append(Token(one, plain, start + place, start + place + 1, False))
    return [*tokens, Token("op", "}", start, end, False)]


def _command(name: str, start: int, end: int, gap: bool) -> Token | None:
    if name in COMMANDS:
        return Token("op", COMMANDS[name], start, end, gap, True)
    if name in BLANK:
        return None
    if name in ("(", ")", "[", "]"):
        return Token("op", "$", start, end, gap, True)
    kind = "word" if name.isalpha() or name == "_" else "op"
    return Token(kind, VARIANTS.get(name, name) if kind == "word" else f"\\{name}", start, end, gap, True)


def _sign(char: str, start: int, end: int, gap: bool) -> Token | None:
    if char in SIGNS:
        return Token("op", SIGNS[char], start, end, gap)
    if char in LETTERS:
        return Token("word", LETTERS[char], start, end, gap, True)
    if char in FRACTIONS:
        return Token("frac", char, start, end, gap)
    if char.isspace() or _is_invisible(char):
        return None
    return Token("op", char, start, end, gap)

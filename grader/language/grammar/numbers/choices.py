r"""Signs of binomials: `^nC_k`, `{}_{10}C_3`, `C_n^k`, `nCk`, `10C3`, where C is no symbol.

They are spelled as `binom(n, k)` before the grammar reads them.
"""

from __future__ import annotations

import re
from typing import NoReturn

from grader.errors import AnswerError, Span
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token
from grader.wording import unreadable

_WORD = re.compile(r"([a-z])C([a-z]|\d+)")
_BEHIND_NUMBER = re.compile(r"C([a-z]|\d+)")
_SCRIPTS = frozenset({"_", "^"})
# What is chosen from, how many, the place behind, and what is left of the word before that place.
Choice = tuple[list[Token], list[Token], int, Token | None]
_CLOSING = frozenset({")", "]", "}", "\\}", "!", "'", "''", "|", "||", "rfloor", "rceil", "%"})


def with_choices(text: str, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens with binomials spelled out; raises AnswerError where a sign may be one or a power."""
    if not any("C" in token.value and token.kind == "word" for token in tokens) or "C" in lexicon.plain:
        return tokens
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        choice = _choice(text, tokens, place, lexicon)
        if choice is None:
            found.append(tokens[place])
            place += 1
            continue
        upper, lower, stop, rest = choice
        start, last = tokens[place], tokens[stop - 1]
        sign = Token("op", "(", start.start, start.end, False)
        comma, close = sign._replace(value=","), sign._replace(value=")", start=last.start, end=last.end)
        name = Token("word", "binom", start.start, last.end, start.gap)
        found += [name, sign, *upper, comma, *lower, close]
        place = stop
        if rest is not None:
            place -= 1
            tokens[place] = rest
    return found


def _choice(text: str, tokens: list[Token], place: int, lexicon: Lexicon) -> Choice | None:
    """Return the binomial that begins here; None where none does."""
    token = tokens[place]
    if token.value in _SCRIPTS or (token.value == "{" and tokens[place + 1].value == "}"):
        return _before(tokens, place)
    if token.kind == "word" and token.value == "C":
        return _behind(text, tokens, place, lexicon)
    if lexicon.names.free or lexicon.declared(token.value) is not None:
        return None
    found = _WORD.fullmatch(token.value) if token.kind == "word" else None
    if found is not None and lexicon.declared(found[1]) is not None and _is_known(found[2], lexicon):
        return [_part(token, found[1])], [_part(token, found[2])], place + 1, None
    after = tokens[min(place + 1, len(tokens) - 1)]
    if token.kind != "num" or not token.value.isdigit() or after.kind != "word" or after.gap:
        return None
    found = _BEHIND_NUMBER.fullmatch(after.value)
    if found is None or not _is_known(found[1], lexicon) or lexicon.declared(after.value) is not None:
        return None
    return [token], [_part(after, found[1])], place + 2, None


def _before(tokens: list[Token], place: int) -> Choice | None:
    """`^nC_k`, `{}_nC_k`, where a factor may begin."""
    if place and (tokens[place - 1].kind != "op" or tokens[place - 1].value in _CLOSING):
        return None
    place += 2 if tokens[place].value == "{" else 0
    upper, after, rest = _script(tokens, place)
    if not upper or (rest is None and after >= len(tokens)):
        return None
    letter = tokens[after] if rest is None else rest
    behind = after + 1 if rest is None else after
    if letter.kind != "word":
        return None
    if letter.value == "C":
        lower, stop, rest = _script(tokens, behind)
        return (upper, lower, stop, rest) if lower else None
    found = _BEHIND_NUMBER.fullmatch(letter.value)
    return None if found is None else (upper, [_part(letter, found[1])], behind, None)


def _behind(text: str, tokens: list[Token], place: int, lexicon: Lexicon) -> Choice | None:
    """`C_n^k`, `C^k_n`: of two numbers the greater one is chosen from; of letters that below, where it comes first."""
    first, middle, rest = _script(tokens, place + 1)
    if not first or rest is not None:
        return None
    second, stop, rest = _script(tokens, middle)
    if not second or tokens[place + 1].value == tokens[middle].value:
        return None
    is_below_first = tokens[place + 1].value == "_"
    below, above = (first, second) if is_below_first else (second, first)
    if any(lexicon.declared(f"C_{token.value}") is not None for token in below[:1]):
        return None
    if any(name.startswith("C_") for name in lexicon.symbols):
        _refuse(text, tokens[place], tokens[stop - 1])  # beside C_1 it may be a power of another one
    numbers = [int(part[0].value) for part in (below, above) if len(part) == 1 and part[0].value.isdigit()]
    if lexicon.names.free and (len(below) > 1 or below[0].value not in lexicon.symbols):
        return None  # a power of a symbol C_n, as any letter may be one
    if lexicon.names.free or (len(numbers) < 2 and not is_below_first):
        _refuse(text, tokens[place], tokens[stop - 1])
    if len(numbers) == 2 and numbers[0] < numbers[1]:
        below, above = above, below
    return below, above, stop, rest


def _refuse(text: str, first: Token, last: Token) -> NoReturn:
    shown = text[first.start : last.end]
    message = unreadable.MAY_BE_BINOMIAL_POWER.format(shown=shown)
    raise AnswerError(message, text, Span(first.start, last.end))


def _script(tokens: list[Token], place: int) -> tuple[list[Token], int, Token | None]:
    """Return what stands in the script here, without its braces, and the place behind it; nothing where none does.

    Of a word only the first letter is in the script: `^nC_k`; what is left of it is returned, too.
    """
    if place + 1 >= len(tokens) or tokens[place].value not in _SCRIPTS or tokens[place].kind != "op":
        return [], place, None
    token = tokens[place + 1]
    if token.value != "{":
        if token.kind == "word" and len(token.value) > 1 and not token.tex:
            first = token._replace(value=token.value[0], end=token.start + 1)
            return [first], place + 2, token._replace(value=token.value[1:], start=token.start + 1)
        return ([token], place + 2, None) if token.kind in {"num", "word"} else ([], place, None)
    depth, stop = 0, place + 1
    while stop < len(tokens) - 1:
        depth += (tokens[stop].value == "{") - (tokens[stop].value == "}")
        stop += 1
        if depth == 0:
            return tokens[place + 2 : stop - 1], stop, None
    return [], place, None


def _is_known(part: str, lexicon: Lexicon) -> bool:
    return part.isdigit() or lexicon.declared(part) is not None


def _part(token: Token, value: str) -> Token:
    return token._replace(kind="num" if value.isdigit() else "word", value=value, gap=False)

r"""Rows of words and signs that are one name, or stand for something else.

Declared names with digits before letters, `T0b`, or of two signs, `\Delta\theta`: what spells one is one word. And
notations that a problem gives a meaning to: `\frac{\partial v_m}{\partial W_{ij}}` stands for `D_m`. Braces around the
parts of a notation do not count, and a letter of it that recurs in what it stands for, and is no declared name, stands
for any one word or number.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from grader.language.limits import LIMITS
from grader.language.spelling import canonical_name
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens.dress import undressed
from grader.language.tokens.tokenizer import Convention, Token, tokenize

Spellings = tuple[tuple[str, str], ...]  # a notation, and the text that it stands for
Row = tuple[tuple[Token, ...], tuple[Token, ...], frozenset[str]]
BRACES = {"{": 1, "}": -1}


def joined_names(tokens: list[Token], names: Container[str]) -> list[Token]:
    """Return tokens in which words that stand against each other are one word, where together they are a name."""
    done: list[Token] = []
    place = 0
    while place < len(tokens):
        length = _length(tokens, place, names)
        last = tokens[place + length - 1]
        value = "".join(token.value for token in tokens[place : place + length])
        done.append(tokens[place]._replace(value=value, end=last.end))
        place += length
    return done


def _length(tokens: list[Token], place: int, names: Container[str]) -> int:
    """Return how many words from a place on spell the longest name; 1 where none does."""
    best, value = 1, tokens[place].value
    if tokens[place].kind != "word":
        return best
    for count, token in enumerate(tokens[place + 1 :], 2):
        parted = token.gap and not tokens[place + count - 2].tex  # blanks that end a command part nothing
        if token.kind != "word" or parted:
            break
        value += token.value
        if value in names or value.rstrip("0123456789") in names:
            best = count
    return best


def respelled(tokens: list[Token], spellings: Spellings, known: frozenset[str], numbers: Convention) -> list[Token]:
    """Return tokens with what notations stand for in their places."""
    rows = [_row(*one, known, numbers) for one in spellings]
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        for pattern, meaning, letters in rows:
            filled: dict[str, Token] = {}
            stop = _match(tokens, place, pattern, letters, filled)
            if stop is not None:
                start, end = tokens[place], tokens[stop - 1]
                found += [_placed(filled.get(one.value, one), start, end, first=not number)
                          for number, one in enumerate(meaning)]  # fmt: skip
                place = stop
                break
        else:
            found.append(tokens[place])
            place += 1
    return found


@lru_cache(maxsize=512)
def _row(notation: str, meaning: str, known: frozenset[str], numbers: Convention) -> Row:
    dressed = tokenize(notation, LIMITS, numbers)
    pattern = tuple(one for one in undressed(dressed, notation)[:-1] if one.value not in BRACES)
    read = tuple(tokenize(meaning, LIMITS, numbers)[:-1])
    told = {one.value for one in pattern if not one.tex or one.value in GREEK_NAMES}  # `\int` is no letter
    both = told & {one.value for one in read if one.kind == "word"}
    return pattern, read, frozenset(one for one in both if canonical_name(one) not in known)


def _match(
    tokens: Sequence[Token], place: int, pattern: Sequence[Token], letters: frozenset[str], filled: dict[str, Token]
) -> int | None:
    """Return behind which token a notation ends that begins here, None where there is none."""
    depth = 0
    for number, wanted in enumerate(pattern):
        while number and place < len(tokens) and tokens[place].value in BRACES:
            depth += BRACES[tokens[place].value]
            place += 1
        if place >= len(tokens) or depth < 0:
            return None
        here = tokens[place]
        if wanted.value in letters:
            if here.kind not in {"word", "num"} or filled.setdefault(wanted.value, here).value != here.value:
                return None
        elif (here.kind, here.value) != (wanted.kind, wanted.value):
            return None
        place += 1
    while depth > 0:
        if place >= len(tokens) or tokens[place].value not in BRACES:
            return None
        depth += BRACES[tokens[place].value]
        place += 1
    return place if depth == 0 else None


def _placed(token: Token, start: Token, end: Token, *, first: bool) -> Token:
    """Return a token that stands where a notation was, so that what is said of it points there."""
    return token._replace(start=start.start, end=end.end, gap=start.gap if first else token.gap)

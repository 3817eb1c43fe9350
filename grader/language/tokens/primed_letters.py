r"""Letters with a prime that an integral or a sum binds: `\int_0^x f(x') dx'`, `\sum_{n'=1}^n n'`.

What is bound may have any name: each gets a letter that stands nowhere else. A `dx'` that is the upper part of a
derivative binds nothing, nor does one where the letter with its prime stands outside of the integral: there it may be a
derivative.
"""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

from grader.language.tokens.tokenizer import Token

_OPEN, _CLOSE = frozenset({"(", "{", "[", "\\{"}), frozenset({")", "}", "]", "\\}"})
_ENDS = frozenset({"+", "-", "=", ",", ";", "<", ">", "<=", ">="})
MAX_PRIMED = 3  # letters with a prime that are bound in one text
_MARKS = ("'", "′", "prime")
_SIGNS = frozenset({"int", "sum", "prod"})
_SPARE = "uvwspqrzyxtjkmlna"


def with_letters(text: str, tokens: list[Token], declared: Container[str]) -> list[Token]:
    """Return the tokens of a text with spare letters, which nothing declares, for those with a prime that are bound."""
    if not (any(mark in text for mark in _MARKS) and any(token.value in _SIGNS for token in tokens)):
        return tokens
    letters = list(dict.fromkeys(letter for place in range(len(tokens)) if (letter := _bound_at(tokens, place))))
    used = set("".join(token.value for token in tokens if token.kind == "word"))
    spare = [letter for letter in _SPARE if letter not in used and letter not in declared]
    if not letters or len(letters) > min(MAX_PRIMED, len(spare)):
        return tokens
    for letter, other in zip(letters, spare, strict=False):
        if letter + "'" not in declared and _is_within(tokens, letter):
            tokens = _renamed(tokens, letter, other)
    return tokens


def _bound_at(tokens: list[Token], place: int) -> str:
    """Return the letter with a prime that is bound at a place: `dx'`, `d x'`, `_{n'=`; empty for none."""
    token = tokens[place]
    if not _is_primed(tokens, place):
        return ""
    before = [one.value for one in tokens[max(0, place - 2) : place]]
    if before == ["_", "{"] and tokens[place + 2].value == "=":
        return token.value
    if len(token.value) == 2 and token.value[0] == "d" and not token.tex:
        return "" if _is_slope(tokens, place) else token.value[1]
    is_parted = before[-1:] == ["d"] and len(token.value) == 1
    return token.value if is_parted and not _is_slope(tokens, place) else ""


def _is_primed(tokens: list[Token], place: int) -> bool:
    """Whether one prime stands right behind the word at a place, and neither a second one nor a bracket."""
    token = tokens[place]
    if token.kind != "word" or place + 2 >= len(tokens):
        return False
    prime, after = tokens[place + 1], tokens[place + 2]
    return prime.value == "'" and not prime.gap and not (after.value in {"'", "''"} and not after.gap)


def _is_slope(tokens: list[Token], place: int) -> bool:
    r"""Whether a differential is the upper part of a derivative: `\frac{dy'}{dx}`, `dy'/dx`."""
    after = [one.value for one in tokens[place + 2 : place + 5]]
    below = after[2] if after[:2] == ["}", "{"] and len(after) > 2 else after[1] if after[:1] == ["/"] else ""
    return below[:1] == "d" and len(below) <= 2


def _is_within(tokens: list[Token], letter: str) -> bool:
    """Whether a letter with a prime stands only where a sign binds it: before its differential, or in the same term."""
    places = [place for place in range(len(tokens)) if _names(tokens, place, letter)]
    held, end = set[int](), 0
    for place in [place for place in places if _bound_at(tokens, place) == letter]:
        signs = [sign for sign in range(end, place) if tokens[sign].value in _SIGNS]
        if not signs or any(tokens[sign + 1].value != "_" for sign in signs):
            return False
        end = _end_of_term(tokens, place)
        inside = range(signs[0], end)
        held |= set(inside)
        if _is_of_letter(tokens[signs[0] + 1 : end], letter) and not (set(inside) - {place} & set(places)):
            return False
    return set(places) <= held


def _is_of_letter(tokens: list[Token], letter: str) -> bool:
    r"""Whether a letter stands without its prime in some tokens, as y does in `\int_a^b y\,dy'` by parts."""
    return any(token.value == letter and after.value != "'" for token, after in pairwise(tokens))


def _end_of_term(tokens: list[Token], place: int) -> int:
    """Return where the term ends in which a letter is bound, behind its differential or what stands below its sign."""
    values = [token.value for token in tokens]
    is_below = values[place - 1] == "{" and values[place + 2] == "="
    depth, place = int(is_below), place + 2
    if values[place : place + 2] == ["}", "{"]:  # `\frac{dx'}{x'}`
        depth, place = 1, place + 2
    while place < len(values) - 1:
        value = values[place]
        depth += (value in _OPEN) - (value in _CLOSE)
        if depth < 0 or (depth == 0 and (value in _ENDS or value in _SIGNS)):
            return place
        place += 1
    return place


def _names(tokens: list[Token], place: int, letter: str) -> bool:
    """Whether a word ends in a letter that has a prime here."""
    token = tokens[place]
    if not _is_primed(tokens, place) or not token.value.endswith(letter):
        return False
    return len(token.value) <= 3 and not (token.tex and token.value != letter)


def _renamed(tokens: list[Token], letter: str, other: str) -> list[Token]:
    """Return tokens with another letter for one with a prime."""
    done: list[Token] = []
    is_prime = False
    for place, token in enumerate(tokens):
        if is_prime:
            is_prime = False
            continue
        if not _names(tokens, place, letter):
            done.append(token)
            continue
        is_prime = True
        rest = token.value[: -len(letter)]
        is_whole = rest in {"", "d"}
        if is_whole:
            done.append(token._replace(value=rest + other, end=tokens[place + 1].end, tex=False))
        else:
            done.append(token._replace(value=rest, end=token.end - 1))
            done.append(token._replace(value=other, start=token.end - 1, end=tokens[place + 1].end, gap=False))
    return done

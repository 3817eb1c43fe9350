r"""Parities in words: `E if n is even`, `F for odd n`, `& n \text{ even}` say what `n mod 2` is."""

from __future__ import annotations

from grader.language.grammar.answers.phrases import PARITIES
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token

_ODD = frozenset({"odd", "ungerade", "impair", "impar", "dispari"})
_LINKS = frozenset({"is", "ist", "est", "es", "è"})
_BEFORE = frozenset(
    {"if", "for", "when", "falls", "wenn", "für", "pour", "si", "se", "para", "per", "&", "and", "or", ",", ";"}
)
_BEHIND = frozenset({"", ",", ";", ".", ")", "}", "\\\\", "\\}", "else", "otherwise", "then", "and", "or", "&", "end"})


def with_parities(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens with `n mod 2 = 0` for a name that is said to be even, and with 1 for one that is odd."""
    done: list[Token] = []
    place = 0
    while place < len(tokens):
        name, count, word = _said_at(tokens, place, lexicon)
        if name is None:
            done.append(tokens[place])
            place += 1
            continue
        start, end = tokens[place].start, tokens[place + count - 1].end
        sign = Token("op", "=", start, end, True)
        done += [name, sign._replace(kind="word", value="mod"), sign._replace(kind="num", value="2"), sign]
        done.append(sign._replace(kind="num", value="1" if word in _ODD else "0"))
        place += count
    return done


def _said_at(tokens: list[Token], place: int, lexicon: Lexicon) -> tuple[Token | None, int, str]:
    """Return the name that is said to be even or odd at a place, how many tokens say so, and the word."""
    values = [token.value for token in tokens[place : place + 4]]
    before = tokens[place - 1].value if place else ""
    is_linked = len(values) > 2 and values[1] in _LINKS
    count = 3 if is_linked else 2
    begins = before in _BEFORE or (is_linked and not place)
    if not begins or len(values) <= count or values[count] not in _BEHIND | _LINKS:
        return None, 1, ""
    word, name = values[count - 1], tokens[place]
    if values[0] in PARITIES:  # `for even n`
        word, name, count = values[0], tokens[place + 1], 2
        if values[2] not in _BEHIND:
            return None, 1, ""
    is_said = word in PARITIES and word not in lexicon.plain and name.kind == "word" and name.value not in PARITIES
    if values[count:] and values[count] in _LINKS:  # `falls n gerade ist`
        count += 1
    return (name, count, word) if is_said else (None, 1, "")

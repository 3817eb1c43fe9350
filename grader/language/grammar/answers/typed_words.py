r"""What is typed for a sign between sets and conditions: `R \ {1}` is a difference, `x = 1 ou x = 3` alternatives.

In TeX `\ ` is a blank: it is one where another command stands in the text, and where no brace follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.language.grammar.answers.phrases import ALTERNATIVES
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token

_RELATIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "in", "notin", "~"})
_PARTING = frozenset({"", ",", ";", "or", "and", "implies", "iff", "{", "\\{", "}", "\\}", ":", "|"})


def with_differences(text: str, tokens: list[Token]) -> list[Token]:
    r"""Return tokens with `\ {…}` as the difference to a set, in a text without commands of TeX."""
    if any(token.tex for token in tokens):
        return tokens
    done: list[Token] = []
    closes: list[bool] = []  # of each open brace, whether it is one of a set
    for token in tokens:
        value = token.value
        if value == "{":
            between = text[done[-1].end : token.start] if done else ""
            closes.append(between.strip() == "\\")
            if closes[-1]:
                done.append(Token("op", "difference", token.start - 1, token.start, True))
                value = "\\{"
        elif value == "}" and closes and closes.pop():
            value = "\\}"
        done.append(token._replace(value=value))
    return done


def with_alternatives(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return tokens with `or` for its word in another language between two relations: `x = 1 ou x = 3`.

    A letter that stands elsewhere, too, or is declared, is one there.
    """
    words = {token.value for token in tokens if token.kind == "word" and token.value not in ALTERNATIVES}
    done = list(tokens)
    for place, token in enumerate(tokens):
        if token.value not in ALTERNATIVES or token.tex or not token.gap or lexicon.declared(token.value) is not None:
            continue
        is_letter = any(letter in words for letter in token.value)
        behind = tokens[place + 1 : place + 2]
        if not is_letter and behind and behind[0].gap and _is_between(tokens, place):
            done[place] = token._replace(value="or")
    return done


def _is_between(tokens: Sequence[Token], place: int) -> bool:
    """Whether a relation stands on either side, before anything that parts conditions."""
    before = (tokens[at] for at in range(place - 1, -1, -1))
    behind = (tokens[at] for at in range(place + 1, len(tokens)))
    return _is_related(before) and _is_related(behind)


def _is_related(tokens: Iterable[Token]) -> bool:
    for token in tokens:
        if token.value in _RELATIONS:
            return True
        if token.value in _PARTING or token.value in ALTERNATIVES:
            return False
    return False

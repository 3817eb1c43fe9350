r"""Declared names with digits before letters, `T0b`, or of two signs, `\Delta\theta`: what spells one is one word."""

from __future__ import annotations

from collections.abc import Container

from grader.language.tokens.tokenizer import Token


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

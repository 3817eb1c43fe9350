r"""What stands before or behind a formula without dollars: `The answer is 2x`, `y = C e^x, C \in \mathbb{R}`."""

from __future__ import annotations

from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token
from grader.language.tokens.sentences import BEGINS, LEADING, WORDS

_JOINING = frozenset({"", "_", "^", "'", "=", "~", "in"})  # what makes a name of the word before it, or ends the text
_EVERY = frozenset({"all", "every", "any", "each", "real", "alle", "jedes", "tout", "tous"})
_REALS = frozenset({"bbR", "R", "mathbb{R}", "mathbbR", "bb{R}"})

_SAYING = frozenset({"=", "<", "<=", ">", ">=", "in", "notin", "~", ":", ";", "or", "if", "for", "when"})


def without_lead(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens behind words that lead to a formula: `The answer is 2x`, `Answer: 2x`."""
    first = tokens[0].value.casefold()
    if first not in BEGINS or tokens[0].kind != "word":
        return tokens
    stop = 0
    while tokens[stop].value.casefold() in WORDS and tokens[stop].kind != "end":
        if tokens[stop].value in lexicon.declared_names:
            return tokens
        stop += 1
    leads = tokens[stop - 1].value.casefold() in LEADING and tokens[stop].value not in _JOINING
    return tokens[stop:] if leads else tokens


def without_for(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return `x != 2, 3` for `for all x != 2, 3`: nothing is said of these x but that they are all but some."""
    stop = 1 if tokens[0].value in {"for", "For", "forall"} else 0
    while stop and tokens[stop].value in _EVERY and tokens[stop].value not in lexicon.plain:
        stop += 1
    if not stop or lexicon.declared(tokens[stop].value) is None or tokens[stop + 1].value != "!=":
        return tokens
    only_lists = all(token.value not in _SAYING for token in tokens[stop + 2 :])
    return tokens[stop:] if only_lists else tokens


def without_quantifier_behind(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    r"""Return a value without `for all x`, where x is any value that it may have; `for all x > 0` is `for x > 0`."""
    place = next((at for at, token in enumerate(tokens) if token.value in {"for", "forall"}), 0)
    if not place:
        return tokens
    stop = place + 1
    while tokens[stop].value in _EVERY and tokens[stop].value not in lexicon.plain:
        stop += 1
    if tokens[place].value == "for" and stop == place + 1:
        return tokens
    names = tokens[stop:-1]
    free = {token.value for token in tokens[:place]} if lexicon.names.free else set[str]()
    if names and all(token.value in {",", *free} or lexicon.declared(token.value) is not None for token in names):
        while tokens[place - 1].value in {",", "quad"}:
            place -= 1
        return [*tokens[:place], tokens[-1]]
    return [*tokens[:place], tokens[place]._replace(kind="word", value="for", gap=True), *tokens[stop:]]


def without_remark(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    r"""Return the tokens before a remark that a constant is any real number: `, C \in \mathbb{R}`."""
    end = len(tokens) - 1
    sign = next((place for place in range(end - 1, 1, -1) if tokens[place].value == "in"), 0)
    if not sign or "".join(token.value for token in tokens[sign + 1 : end]) not in _REALS:
        return tokens
    name, stop = tokens[sign - 1], sign - 1
    symbol = lexicon.declared(name.value)
    plain = symbol is None or (symbol.domain.base == "real" and not symbol.domain.shape and symbol.domain.low is None)
    if name.kind != "word" or not plain or tokens[stop - 1].value not in {",", "with", "where", "for", "quad"}:
        return tokens
    while tokens[stop - 1].value in {",", "with", "where", "for", "quad"}:
        stop -= 1
    return [*tokens[:stop], tokens[end]]

"""Words that nobody declared and that are read as nothing: names of functions, and what may be a binomial."""

from __future__ import annotations

import re

from grader.language import names
from grader.language.grammar.ahead.lookahead import starts_factor
from grader.language.grammar.state import State
from grader.language.names.functions import TWO_LETTER_FUNCTIONS, UNKNOWN_FUNCTIONS
from grader.language.names.lexicon import FUNCTION_LETTERS, GROWTH, LETTER_FUNCTIONS, pieces
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.wording import unreadable

# What programs and tables write where there is no value.
_PROGRAM_WORDS = frozenset({"none", "nan", "null", "undefined", "idk", "tbd", "todo", "dne"})
# What joins words, not factors: `50% of x`.
_LINKS = frozenset({"of", "off", "to", "than", "the", "is", "per", "from", "von", "mal"})
MAX_SUM = 40  # tokens of a bracket that are looked at for a sum
_CHOICE = re.compile(r"([a-z]|\d+)C([a-z]|\d+)")


def refuse_unknown_function(state: State, token: Token) -> None:
    """Refuse `sinc(x)`: letters against a bracket are a name, unless they end in a function or are symbols."""
    letters, _ = pieces(token.value)
    if not state.names.free or len(letters) < 2 or letters in GREEK_NAMES:
        return
    if letters not in UNKNOWN_FUNCTIONS and not _is_against_bracket(state, letters):
        return
    if _all_stand_alone(state, letters) or _are_two_factors(state, letters):
        return
    state.wrong(unreadable.FACTORS_NOT_FUNCTION.format(letters=letters), token)


def refuse_function_and_e(state: State, token: Token) -> None:
    """Refuse `loge(x)`, `sine x`: a logarithm to base e, the name of a function, or a function of e times x."""
    name = token.value[:-1]
    if token.tex or token.value[-1] != "e" or len(name) < 2 or "e" in state.lexicon.plain:
        return
    after = state.ahead()
    if state.lexicon.known_function(name) is None or not starts_factor(state, after):
        return
    if after.gap or state.at_place(1, "("):
        state.wrong(unreadable.FUNCTION_AND_E.format(word=token.value, name=name), token)


def refuse_base_e(state: State, token: Token) -> None:
    """Refuse `log e x`, whose e may be the base; it stands here."""
    behind = state.ahead()
    is_e = token.value == "log" and state.token.value == "e" and state.token.gap and "e" not in state.lexicon.plain
    if is_e and behind.gap and behind.kind in {"num", "word"} and starts_factor(state, behind):
        state.wrong(unreadable.FUNCTION_AND_E.format(word="log e", name="log"), token)


def refuse_attribute(state: State) -> None:
    """Refuse `x.real`: a word against the full stop here is no factor, unless it is a declared symbol."""
    before, after = state.tokens[state.position - 1], state.ahead()
    tight = not (state.token.gap or after.gap) and before.kind == after.kind == "word" and not after.tex
    letters, _ = pieces(after.value) if after.kind == "word" else ("", "")
    if tight and len(letters) > 1 and letters not in GREEK_NAMES and state.lexicon.declared(letters) is None:
        state.wrong(unreadable.NOT_READ.format(value=after.value), state.token)


def refuse_program_word(state: State, token: Token) -> None:
    """Refuse `None` and `nan`, which are no products of letters."""
    word = token.value.casefold()
    if word in _PROGRAM_WORDS:
        state.wrong(unreadable.NO_NUMBER.format(value=token.value), token)
    if len(word) < 2 or not state.names.free or token.tex:
        return
    if word in _LINKS and _stands_between(state, token):
        state.wrong(unreadable.WORD_NO_FACTOR.format(value=token.value, listed="*".join(token.value)), token)
    if word in names.number_words.NUMBER_WORDS and not _all_stand_alone(state, token.value):
        listed = "*".join(token.value)
        state.wrong(unreadable.WORD_FOR_NUMBER.format(value=token.value, listed=listed), token)


def _stands_between(state: State, token: Token) -> bool:
    """Whether blanks part a word from what stands on both sides of it, and its letters stand nowhere by themselves."""
    return state.position > 0 and token.gap and state.ahead().gap and not _all_stand_alone(state, token.value)


def refuse_choice(state: State, token: Token) -> None:
    """Refuse `nCk`, `nC2` and `5C2`: a binomial, or a product with a symbol C."""
    if token.value[0] == "C" and state.position and not token.gap and state.tokens[state.position - 1].kind == "num":
        before = state.tokens[state.position - 1]
        token = token._replace(value=before.value + token.value, start=before.start)
    found = _CHOICE.fullmatch(token.value)
    if found is None or "C" in state.lexicon.plain or any(other.value == "C" for other in state.tokens):
        return
    shown = unreadable.BINOMIAL_OR_FACTORS.format(above=found[1], below=found[2])
    state.wrong(unreadable.MAY_BE_BINOMIAL_PRODUCT.format(value=token.value, shown=shown), token)


def _is_against_bracket(state: State, letters: str) -> bool:
    if not state.at_place(1, "(") or state.ahead().gap:
        return False
    return not any(_is_factor_and_function(state, letters, start) for start in (1, 2))


def _all_stand_alone(state: State, letters: str) -> bool:
    """Whether `xy(x - y)` can only be a product: each letter is declared, or stands in the text by itself."""
    alone = {token.value for token in state.tokens if token.kind == "word" and len(token.value) == 1}
    return alone.union(state.lexicon.symbols).issuperset(letters)


def _are_two_factors(state: State, letters: str) -> bool:
    """Whether `ab(c + d)` can only be a product: two letters that name no function before a sum in a bracket."""
    if len(letters) > 2 or not letters.islower() or letters in TWO_LETTER_FUNCTIONS or letters[0] == "d":
        return False
    if not FUNCTION_LETTERS.isdisjoint(letters) or not state.at_place(1, "("):
        return False
    depth = 0
    for place in range(1, MAX_SUM):
        sign = state.ahead(place)
        depth += (sign.value == "(") - (sign.value == ")")
        if depth == 0 or sign.kind == "end" or sign.value == ",":
            return False
        if depth == 1 and sign.value in {"+", "-"} and state.ahead(place - 1).value != "(":
            return True
    return False


def _is_factor_and_function(state: State, letters: str, start: int) -> bool:
    """Whether a word is one letter, or two, and then a known function of more than two letters."""
    first, rest = letters[:start], letters[start:]
    return len(rest) > 2 and state.lexicon.known_function(rest) is not None and first not in {"a", "ar", "arc"}


def refuse_function_letter(state: State, token: Token) -> None:
    """Refuse `f(x)` where nothing says whether f is a function or a factor."""
    doubtful = token.value in LETTER_FUNCTIONS and state.at_place(1, "(")  # settled by the other uses of the letter
    if state.names.free and token.value in FUNCTION_LETTERS | GROWTH and not doubtful:
        after = _behind_scripts(state)
        if after.kind == "op" and after.value in {"(", "["} and not after.gap:
            state.wrong(unreadable.WORD_NOT_FUNCTION.format(value=token.value), token)


def _behind_scripts(state: State) -> Token:
    """Return the token behind the primes and the exponent of the letter here."""
    at = 1
    while state.ahead(at).value in {"'", "''"}:
        at += 1
    if state.at_place(at, "^"):
        at += 1
        if state.at_place(at, "{"):
            while state.ahead(at).kind != "end" and not state.at_place(at, "}"):
                at += 1
        at += 1
    return state.ahead(at)

"""Grammar of words that nobody declared as they stand: free symbols, and products of names."""

from __future__ import annotations

from grader.language.grammar.ahead.groups import cut_word
from grader.language.grammar.ahead.lookahead import is_keyword
from grader.language.grammar.ahead.refusals import refuse_program_word
from grader.language.grammar.arrays.entries import index_list
from grader.language.grammar.scripts.scripts import fail_undeclared, script_text, scripts_here
from grader.language.grammar.state import State
from grader.language.names.lexicon import MAX_LETTERS, pieces, symbol_name
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tree import Const, Index, Node, Sym
from grader.wording import unreadable

_PIS = frozenset({"Pi", "PI"})


def split_or_free(state: State, token: Token) -> Node:
    """Read a word as a free symbol, or as a product of what it may be made of."""
    letters, digits = pieces(token.value)
    refuse_program_word(state, token)
    if digits and (_ends_exponent(state, letters) or _is_factor(state, letters)):
        cut_word(state, state.position, [letters, digits])
        return state.rules.atom(state)
    if letters in _PIS and (pi := _program_pi(state, token)) is not None:
        return pi
    is_greek = letters in GREEK_NAMES and (token.tex or letters not in state.lexicon.spelled)
    if state.names.free and (len(letters) == 1 or is_greek):
        return _free_symbol(state, letters, digits)
    if len(letters) > state.limits.max_word:
        state.exceed(unreadable.WORD_TOO_LONG_BE, "max_word")
    if not token.tex and len(letters) > 1:
        cuts = _splits(state, letters, digits)
        if cuts:
            _refuse_prose(state, token)
            cut = cuts[state.choose("split", len(cuts))] if len(cuts) > 1 else cuts[0]
            cut_word(state, state.position, [*cut[:-1], cut[-1] + digits])
            return state.rules.atom(state)
    fail_undeclared(state, token)


def _program_pi(state: State, token: Token) -> Node | None:
    """Return `Pi`, as programs write the number, where it is that; None for the Greek letter."""
    is_typed = state.text[token.start : token.end] in _PIS and not token.tex
    if not is_typed or not state.names.free or state.ahead().value in {"_", "("} or state.choose("pi") == 1:
        return None
    state.position += 1
    return Const("pi")


def _refuse_prose(state: State, token: Token) -> None:
    """Refuse `no idea`, two words in a row that nobody declared; nobody writes products of letters like that."""
    second = state.ahead()
    if not state.names.free or second.kind != "word" or not second.gap or second.tex or is_keyword(state, second):
        return
    if second in state.stops:
        return  # the differential of an integral: `xy dy`
    if _is_only_letters(state, token) and _is_only_letters(state, second):
        shown = state.text[token.start : second.end]
        state.wrong(unreadable.LOOKS_LIKE_WORDS.format(shown=shown, listed="*".join(token.value)), token)


def _is_only_letters(state: State, token: Token) -> bool:
    """Whether a word is a product of single letters if it is anything."""
    letters, _ = pieces(token.value)
    if len(letters) < 2 or letters in GREEK_NAMES or state.lexicon.known_function(letters) is not None:
        return False
    if state.lexicon.declared(letters):
        return False
    cuts = state.lexicon.splits(letters, frozenset(), state.limits.max_splits)
    return bool(cuts) and all(len(piece) == 1 for cut in cuts for piece in cut)


def _is_factor(state: State, letters: str) -> bool:
    return _is_factor_before_power(state, letters) and (not state.names.free or state.choose("digits") == 1)


def _ends_exponent(state: State, letters: str) -> bool:
    r"""Whether an exponent or upper bound without braces ends before the digits, `\int_0^a2x dx`: TeX takes one sign.

    In plain text `x^a2` may be a power of a_2 as well.
    """
    if state.position == 0 or state.tokens[state.position - 1].value != "^":
        return False
    if not (len(letters) == 1 or letters in GREEK_NAMES):
        return False
    if "\\" in state.text:
        return True
    return state.names.free and state.choose("digits") == 1


def _is_factor_before_power(state: State, letters: str) -> bool:
    """Whether `n2^n` stands here, which may be n 2^n where n is a symbol; `x2^2` is the square of x_2 else."""
    if not state.at_place(1, "^") or not (len(letters) == 1 or letters in GREEK_NAMES):
        return False
    if state.lexicon.declared(letters) is not None or letters in state.bound:
        return True
    return state.names.free and (not _is_below_number(state) or any(token.value == letters for token in state.tokens))


def _is_below_number(state: State) -> bool:
    """Whether the exponent of the word here is a number, in braces or not."""
    return state.ahead(2).kind == "num" or (state.ahead(3).kind == "num" and state.at_place(4, "}"))


def _splits(state: State, letters: str, digits: str) -> list[list[str]]:
    scriptings = scripts_here(state)
    last = frozenset(
        ending
        for ending in (letters[start:] for start in range(1, len(letters)))
        if (digits and state.lexicon.known_function(ending) is not None)
        or _is_called(state, ending)
        or any(
            state.lexicon.declared(symbol_name(ending, digits, sub, layer, primes)) is not None
            for sub, layer, primes, _ in scriptings
        )
    )
    found = state.lexicon.splits(letters, last, state.limits.max_splits)
    cuts = [cut for cut in found if len(cut) > 1]  # a word by itself is cut into nothing, `pi` of `pi_1`
    if len(cuts) > state.limits.max_splits:
        state.exceed(unreadable.WORD_IN_TOO_MANY_WAYS, "max_splits")
    bound = [name for name in state.bound if len(name) == 1]
    short = len(letters) <= MAX_LETTERS or not state.names.free
    if not cuts and bound and short and all(state.lexicon.is_unit(one) or one in bound for one in letters):
        cuts = [list(letters)]
    if digits and not state.names.free:
        cuts = [cut for cut in cuts if cut[-1] in last or state.lexicon.has_array(cut[-1])]
    return cuts


def _is_called(state: State, letter: str) -> bool:
    """Whether the end of a word is a letter that names a function and stands before a bracket: `xH(x)`."""
    is_function = letter in {"H", "sigma"} and letter not in state.lexicon.plain
    return is_function and not state.names.free and state.at_place(1, "(") and not state.ahead().gap


def _free_symbol(state: State, letters: str, digits: str) -> Node:
    if letters == "i" and state.names.complex and not digits and state.ahead().value != "_":
        state.position += 1
        return Const("i")
    scripts = scripts_here(state)
    sub, layer, primes, stop = scripts[-1]
    if layer:
        plain = [script for script in scripts if not script[1]][-1]
        if state.tokens[plain[3] + 1].value != "{" or state.choose("layer") == 1:
            sub, layer, primes, stop = plain
    if sub and _cut_subscript(state):
        return _free_symbol(state, letters, digits)
    if primes:
        state.fail(unreadable.NO_PRIME, state.tokens[stop - 1])
    if sub and _is_bound_script(state):
        state.position += 2
        return Index(Sym(letters), index_list(state, Sym(letters)))
    state.position = stop
    return Sym(symbol_name(letters, digits, sub, layer, primes))


def _cut_subscript(state: State) -> bool:
    """`x_ab` may be x_a b: cut the subscript where that reading is chosen."""
    script = state.ahead(2)
    if not state.at_place(1, "_") or script.kind != "word" or script.tex:
        return False
    first, digits = pieces(script.value)
    if len(first) == 1 or first in GREEK_NAMES or state.choose("subscript") == 0:
        return False
    cut_word(state, state.position + 2, [first[0], first[1:] + digits])
    return True


def _is_bound_script(state: State) -> bool:
    """Whether the subscript here holds a bound symbol, so that it is an index."""
    if not state.bound or not state.at_place(1, "_"):
        return False
    stop = script_text(state, state.position + 2)[1]
    script = state.tokens[state.position + 2 : stop]
    return any(part.kind == "word" and set(state.bound) & {part.value, *part.value} for part in script)

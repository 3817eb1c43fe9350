"""What each word of a text may be, given the declared names: symbols first, then functions and constants."""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Collection
from functools import cached_property, lru_cache

from grader.language.names.declared import Names, Symbol
from grader.language.names.defined import DEFINED, OTHER_SPELLINGS
from grader.language.names.functions import CONSTANTS, FUNCTIONS
from grader.language.spelling import ACCENTS, canonical_name, name_of
from grader.language.spelling.greek import GREEK, GREEK_NAMES
from grader.language.spelling.marks import otherwise_marked
from grader.language.tree import Const, Node, Sym
from grader.records import replace
from grader.wording import unreadable

_OF_LOGIC = {"and", "or", "not", "iff", "implies"}
_OF_SETS = {"in", "notin", "union", "intersection", "intersect", "setminus", "difference"}
_OF_CASES = {"if", "otherwise", "else", "for", "when", "where", "with", "since", "because"}
KEYWORDS = frozenset(_OF_LOGIC | _OF_SETS | _OF_CASES | {"mod", "otimes", "outer"})
# Letters that name a function where they are not declared and something in brackets follows.
LETTER_FUNCTIONS = {
    "sigma": "sigmoid",
    "H": "heaviside",
    "Gamma": "gamma",
    "C": "binom",
    "Phi": "Phi",
    "psi": "digamma",
}
# Letters that usually name a function: against a bracket, where nothing is declared, they are not taken for factors.
FUNCTION_LETTERS = frozenset({"f", "g", "h", "F", "G", "phi", "psi", "Phi", "Psi", "zeta"})
GROWTH = frozenset({"O", "Theta", "Omega"})
SMALL_GROWTH = frozenset({"o", "omega"})  # where growth is asked for; letters elsewhere
NUMBER_SETS = frozenset({"R", "N", "Z", "Q", "C"})
BINDERS = {
    "sum": "sum",
    "prod": "prod",
    "product": "prod",
    "int": "int",
    "oint": "int",
    "integral": "int",
    "lim": "lim",
    "Sum": "sum",
    "summation": "sum",
    "Prod": "prod",
    "limit": "lim",
    "Product": "prod",
    "Integral": "int",
    "integrate": "int",
    "Integrate": "int",
    "Limit": "lim",
}
# Calls that are derivatives.
DERIVATIVES = frozenset({"diff", "Derivative", "derivative", "differentiate"})
_SPELLED_CALLS = ("im", "re")  # functions of complex numbers that are as often i m and r e
MAX_LETTERS = 4  # single letters in a row that are read as a product where nothing is declared
_KNOWN = {spelling: name for name, known in FUNCTIONS.items() for spelling in (name, *known.spellings)}
_KNOWN |= {"log2": "log2", "log10": "log10", "lg": "lg"}
_KNOWN |= {spelling: name for name in DEFINED for spelling in (name, *OTHER_SPELLINGS.get(name, ()))}
for _letter in ("C", *GROWTH, *SMALL_GROWTH, "Gamma", "Phi"):
    _KNOWN.pop(_letter, None)
_KNOWN.pop("gamma")
# Functions that are nothing else where they are not declared, in words; commands are read as such.
_CALLS = {
    word: name
    for word, name in _KNOWN.items()
    if word.isalpha() and not word.startswith("d") and word not in {"sqrt", "binom", "max", "min", "ones"}
}
_CONSTANTS = {spelling: name for name, others in CONSTANTS.items() for spelling in (name, *others)}
# Words that are nothing but symbols or constants where they are not declared; `d` may begin a derivative, `Pi` be π.
_LETTERS = frozenset({*string.ascii_letters, *GREEK_NAMES, *_CONSTANTS} - {"d", "Pi"}).difference(
    _KNOWN, KEYWORDS, LETTER_FUNCTIONS, {"gamma"}, FUNCTION_LETTERS, GROWTH, NUMBER_SETS, BINDERS, ACCENTS
)


def is_function(word: str) -> bool:
    """Return whether a word names a function, a constant or a Greek letter wherever it is not declared."""
    return word in _KNOWN or word in _CONSTANTS or word in GREEK_NAMES


ARRAY_CONSTANTS = frozenset({"I", "ones"})  # the identity matrix and ones, where arrays are declared
_LETTERS_OF = {word: frozenset(word) for word in sorted(GREEK)}
_NO_WORDS = frozenset[str]()


class Lexicon:
    """The words that one set of names gives a meaning to."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.symbols: dict[str, Symbol] = {}
        for symbol in names.symbols.values():
            for spelling in (symbol.name, *symbol.spellings):
                self.symbols[canonical_name(spelling)] = symbol
        self.functions = {canonical_name(function.name): function for function in names.functions.values()}
        self.plain = frozenset(name for name in self.symbols if name.isalpha()) | frozenset(self.functions)
        self.declared_names = frozenset(self.symbols) | frozenset(self.functions)
        self.compounds = frozenset(filter(_is_compound, map(_base, self.symbols.keys() | self.functions.keys())))
        self.has_arrays = names.arrays or any(map(self.has_array, self.symbols))
        # names of Greek letters that are products of declared symbols: `nu` where n and u are declared
        self.spelled = _words_of(self.symbols)
        for spelling, symbol in ({} if names.free else {**self._run_together(), **self._marks_in_words()}).items():
            self.symbols[spelling] = symbol
            self.plain |= {spelling}
        self.leaves: dict[str, Node] = {}  # what `leaf` found
        self.calls = _CALLS  # the words that are nothing but known functions
        # names of functions that are products of what is declared: `im` where m is, `re` where r is
        self.spelled_calls = frozenset(filter(self._is_product, _SPELLED_CALLS)) if self.symbols else _NO_WORDS
        if not (_CALLS.keys().isdisjoint(self.symbols) and _CALLS.keys().isdisjoint(self.functions)):
            declared = self.symbols.keys() | self.functions.keys()
            self.calls = {word: name for word, name in _CALLS.items() if word not in declared}

    @cached_property
    def of_arrays(self) -> Lexicon:
        """Return the same words where arrays may stand, though no name is one: then `I` is the identity."""
        return self if self.has_arrays else Lexicon(replace(self.names, arrays=True))

    def _is_product(self, word: str) -> bool:
        """Return whether a word of two letters may be their product, of which the other one than i or e is declared."""
        letters = set(word)
        declared = {letter for letter in letters if letter in self.symbols}
        return bool(declared) and all(letter in declared or self.constant(letter) for letter in letters)

    def _run_together(self) -> dict[str, Symbol]:
        """Return the symbols with words as subscripts by their other spelling, `Cin` for C_in, where it is no other."""
        found: dict[str, Symbol] = {}
        for name, symbol in self.symbols.items():
            base, _, sub = name.partition("_")
            is_differential = base == "d" and sub in self.symbols
            if len(sub) < 2 or not (base + sub).isalpha() or is_differential or base + sub in self.declared_names:
                continue
            if base + sub not in _KNOWN and not self.constant(base + sub) and not self.splits(base + sub, frozenset()):
                found[base + sub] = symbol
        return found

    def _marks_in_words(self) -> dict[str, Symbol]:
        r"""Return symbols with a mark above by their spellings in words, and the other way round: `xbar`, `\bar{x}`.

        Left out is what is declared as another symbol, or has another meaning, and what two symbols would be called.
        """
        found: dict[str, Symbol | None] = {}
        for name, symbol in self.symbols.items():
            for spelling in otherwise_marked(name):
                if not (spelling in self.declared_names or self._has_other_meaning(spelling)):
                    found[spelling] = None if found.get(spelling, symbol) is not symbol else symbol
        return {spelling: symbol for spelling, symbol in found.items() if symbol is not None}

    def _has_other_meaning(self, word: str) -> bool:
        """Return whether a name is a function, a constant, a product of declared letters, a conjugate or a mean."""
        if "_" in word:
            letter = self.symbols.get(word.removeprefix("bar_"))
            return letter is not None and (bool(letter.domain.shape) or letter.array or letter.domain.base == "complex")
        return word in _KNOWN or self.constant(word) is not None or bool(self.splits(word, frozenset()))

    def declared(self, name: str) -> Symbol | None:
        """Return the declared symbol of a canonical name."""
        return self.symbols.get(name)

    def leaf(self, word: str) -> Node | None:
        """Return the symbol or constant that a word without scripts is, and nothing else could be; None for others."""
        if word in self.leaves or word in self.functions or not (word in self.symbols or word in _LETTERS):
            return self.leaves.get(word)
        symbol, constant = self.symbols.get(word), self.constant(word)
        if symbol is not None:
            self.leaves[word] = Sym(symbol.name)
        elif constant in ARRAY_CONSTANTS:
            return None
        elif constant is not None:
            self.leaves[word] = Const(constant)
        elif self.names.free and word not in _CONSTANTS and word not in self.spelled:
            self.leaves[word] = Sym(word)
        return self.leaves.get(word)

    def known_function(self, word: str) -> str | None:
        """Return the canonical name of the known function that a word names, unless the word is declared."""
        return None if word in self.plain else _KNOWN.get(word)

    def constant(self, word: str) -> str | None:
        """Return the constant that a word names, unless the word is declared."""
        if word in self.plain or (word in {"i", "imath"} and not self.names.complex):
            return None
        if word in ARRAY_CONSTANTS and self.has_arrays:
            return word
        return _CONSTANTS.get(word)

    def has_array(self, name: str) -> bool:
        """Return whether a name is declared with a shape, or defined as an array."""
        symbol = self.symbols.get(name)
        return symbol is not None and (symbol.array or bool(symbol.domain.shape))

    def is_unit(self, word: str) -> bool:
        """Return whether a word stands for one thing by itself."""
        if word in _SPELLED_CALLS and word not in self.plain and (self.names.free or word in self.spelled_calls):
            return False
        if word in self.plain or word in _KNOWN or self.constant(word) in {"pi", "e", "i", "I"}:
            return True
        return self.names.free and (len(word) == 1 or (word in GREEK and word not in self.spelled))

    def splits(self, word: str, last: frozenset[str], most: int = 1) -> list[list[str]]:
        """Return the ways to cut a word into the fewest units; `last` are further units that may end it.

        Where there are more than `most` ways, one more is returned than that, so that the limit can refuse.
        """
        best: list[list[list[str]] | None] = [[[]], *([None] * len(word))]
        for stop in range(1, len(word) + 1):
            best[stop] = self._cuts(word, stop, best, last if stop == len(word) else frozenset(), most + 1)
        found = best[len(word)] or []
        if self.names.free:
            found = [cut for cut in found if len(cut) <= MAX_LETTERS]
        return found

    def _cuts(
        self, word: str, stop: int, best: list[list[list[str]] | None], last: frozenset[str], most: int
    ) -> list[list[str]] | None:
        cuts: list[list[str]] = []
        for start in range(stop):
            before, piece = best[start], word[start:stop]
            if before is None or not (self.is_unit(piece) or piece in last):
                continue
            cuts.extend([*cut, piece] for cut in before)
        if not cuts:
            return None
        fewest = min(len(cut) for cut in cuts)
        return [cut for cut in cuts if len(cut) == fewest][:most]  # of a longer word there are no fewer

    def suggestion(self, name: str) -> str:
        """Return a did-you-mean for an undeclared name, and what may be used."""
        known = sorted({*(symbol.name for symbol in self.symbols.values()), *self.functions} - {name})
        if close := _closest(name, tuple(known)):
            return unreadable.MEAN_THIS.format(name=close)
        nothing = unreadable.ONLY_A_NUMBER if not self.names.free else ""
        return unreadable.DECLARED.format(listed=", ".join(known)) if known else nothing


@lru_cache(maxsize=4096)
def _closest(name: str, known: tuple[str, ...]) -> str:
    """Return the known word that is most like a name, or nothing; most cannot be by their lengths alone."""
    cutoff = 0.7 if len(name) > MAX_LETTERS else 0.8
    words = [*known, *(word for word in _KNOWN if len(word) > 2 and word != name)]
    words = [word for word in words if 2 * min(len(word), len(name)) >= cutoff * (len(word) + len(name))]
    return next(iter(difflib.get_close_matches(name, words, n=1, cutoff=cutoff)), "")


def _words_of(symbols: Collection[str]) -> frozenset[str]:
    """Return the names of Greek letters that are spelled with declared letters alone."""
    letters = {name for name in symbols if len(name) == 1}
    return frozenset([word for word, parts in _LETTERS_OF.items() if parts <= letters]) if letters else _NO_WORDS


def _base(name: str) -> str:
    """Return a canonical name without its scripts."""
    return re.split(r"[_^']", name, maxsplit=1)[0]


def _is_compound(base: str) -> bool:
    r"""Whether no single word spells a name: one with digits before letters, `T0b`, or of two signs, `\Delta\theta`."""
    has_digits = not base.rstrip("0123456789").isalpha() and base.isalnum()
    return has_digits or any(_are_signs(base[:stop], base[stop:]) for stop in range(1, len(base)))


def _are_signs(left: str, right: str) -> bool:
    """Whether two parts of a name are a Greek letter and another letter."""
    if left not in GREEK_NAMES and right not in GREEK_NAMES:
        return False
    return all(part in GREEK_NAMES or len(part) == 1 for part in (left, right))


_MADE: dict[int, Lexicon] = {}  # by the identity of the names, which the lexicon keeps alive
_MOST_MADE = 512


def lexicon_of(names: Names) -> Lexicon:
    """Return the lexicon of some names, made once."""
    found = _MADE.get(id(names))
    if found is None:
        if len(_MADE) >= _MOST_MADE:
            _MADE.clear()
        found = _MADE[id(names)] = Lexicon(names)
    return found


@lru_cache(maxsize=4096)
def symbol_name(letters: str, digits: str, sub: str, layer: str, primes: int) -> str:
    """Return the canonical name of a word with its scripts: digits are a subscript where no other stands."""
    if digits and not sub:
        return name_of(letters, digits, layer, primes)
    return name_of(letters + digits, sub, layer, primes)


@lru_cache(maxsize=4096)
def pieces(word: str) -> tuple[str, str]:
    """Return the letters of a word and the digits behind them."""
    if not word[-1].isdigit():
        return word, ""
    letters = word.rstrip("0123456789")
    return letters, word[len(letters) :]

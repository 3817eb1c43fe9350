r"""What a prompt defines: numbers, lists and matrices of letters, functions and sequences, as trees.

`Let $a = (1, 2)$, $f(x) = x^3 - 3x$, $a_k = 1/2^k$`. A function has its derivatives by name, `f'`, `f_x`. What is given
with a unit, what is given twice, and what is not read in one way alone is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement

from grader.errors import AnswerError, LimitError
from grader.language.domains import Domain
from grader.language.names import Function, Names, Symbol
from grader.language.reader import read
from grader.language.spelling.greek import GREEK_LETTERS
from grader.language.tree import Array, Derivative, Node, Num, symbols
from grader.language.units.reading import known_unit
from grader.marking.asked.other_things.given_names import formulas_given
from grader.marking.asked.other_things.given_numbers import CHANGES
from grader.problems.question import Definition
from grader.records import dataclass, field

KEPT = 2_000  # prompts of which it is kept what they define
MAX_CHARACTERS = 200  # of one definition
MAX_NAMES = 12  # of a prompt
MAX_PARAMETERS = 3
_LETTER = re.compile(r"(?:\\[A-Za-z]{2,10}|[A-Za-zα-ωΑ-Ω])(?:_\d)?")
_CALL = re.compile(r"(?P<of>[A-Za-z])\((?P<by>[a-z](?:,[a-z]){0,2})\)")
_TERM = re.compile(r"(?P<of>[a-z])_(?P<by>[a-z])")  # of a sequence
_LIST = re.compile(r"\s*\((?P<items>[^()]*,[^()]*)\)\s*")
_AT_PLACE = (
    r"(?i)(?<!\w)(?:at|when|if|for|bei|in|wenn|für|an|stelle|en|quand|si|pour|cuando|para|per|quando|als)"
    r"\s+\$?\s*{name}\s*="
)
_MOVED = re.compile(
    r"(?i)(?<!\w)(?:shift|reflect|stretch|scal|translat|verschieb|verschob|spiegel|gespiegel|streck|décal)"
)
_MEASURED = re.compile(r"[°%]|\\circ(?![A-Za-z])")
_HELD = r"\$\s*{name}\s*=[^$]*\$\s*(?P<unit>\\?%|°|[A-Za-zµΩ]{{1,4}}(?:/[A-Za-z]{{1,4}})?)"


@dataclass(frozen=True)
class Definitions:
    """The values of letters, and functions and sequences by their names, each with its parameters."""

    letters: Mapping[str, Node] = field(default_factory=dict)
    functions: Mapping[str, Definition] = field(default_factory=dict)
    sequences: frozenset[str] = frozenset()

    @property
    def parameters(self) -> frozenset[str]:
        """The letters on which functions and sequences depend."""
        return frozenset(one for each in self.functions.values() for one in each.parameters)

    def names(self) -> Names:
        """Return what a reader knows of a text that uses them."""
        letters = {one: Symbol(one, _domain(tree)) for one, tree in self.letters.items()}
        free = {one: Symbol(one) for one in self.parameters - letters.keys()}
        called = {one: Function(one, len(each.parameters)) for one, each in self.functions.items()}
        return Names({**free, **letters}, called)


@lru_cache(maxsize=KEPT)
def definitions(prompts: str) -> Definitions:
    """Return what prompts define; where they say that something changes, no values that may do so."""
    given = formulas_given(prompts) if "$" in prompts and _MOVED.search(prompts) is None else {}
    if not 0 < len(given) <= MAX_NAMES:
        return Definitions()
    functions: dict[str, Definition] = {}
    letters: dict[str, Node] = {}
    for name, body in given.items():
        call = _CALL.fullmatch(name) or _TERM.fullmatch(name)
        if (
            len(body) > MAX_CHARACTERS
            or _MEASURED.search(body) is not None
            or (call is None and (not _is_letter(name) or _is_measured(prompts, name)))
        ):
            continue
        parameters = tuple(call["by"].split(",")) if call is not None else ()
        tree = _tree(body, parameters)
        if tree is not None and call is not None and symbols(tree):
            functions[call["of"]] = Definition(parameters, tree)
        elif tree is not None and call is None and not _is_variable(prompts, name, given):
            letters[plain_letter(name)] = tree
    taken = {*functions, *(one for each in functions.values() for one in each.parameters)}
    sequences = frozenset(match["of"] for name in given if (match := _TERM.fullmatch(name)) is not None)
    changes = CHANGES.search(prompts) is not None
    kept = {one: tree for one, tree in letters.items() if one not in taken and not (changes and "_" not in one)}
    return Definitions(kept, {**functions, **dict(_partial(functions))}, sequences & functions.keys())


def _is_letter(name: str) -> bool:
    bare = plain_letter(name).partition("_")[0]
    return _LETTER.fullmatch(name) is not None and (len(bare) == 1 or bare in GREEK_LETTERS.values())


def _is_variable(prompts: str, name: str, given: Mapping[str, str]) -> bool:
    """Whether a letter has its value at one place alone, `at $x = 2$`, and a formula of the prompt is one of it."""
    is_used = any(re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", body) for body in given.values())
    return is_used and re.search(_AT_PLACE.format(name=re.escape(name)), prompts) is not None


def _partial(functions: Mapping[str, Definition]) -> Iterator[tuple[str, Definition]]:
    """Yield the partial derivatives of functions of several variables, of first and second order."""
    for name, one in functions.items():
        if 1 < len(one.parameters) <= MAX_PARAMETERS and not isinstance(one.body, Array):
            for by in one.parameters:
                yield slope_name(name, by), Definition(one.parameters, Derivative(one.body, by))
            for first, second in combinations_with_replacement(one.parameters, 2):
                body = Derivative(Derivative(one.body, first), second)
                yield slope_name(name, first + second), Definition(one.parameters, body)


def slope_name(name: str, by: str) -> str:
    """Return what a partial derivative is called where it is read: `f_x` would be f with an index."""
    return f"slope{name}{by}"


def plain_letter(name: str) -> str:
    """Return a letter by its name: `theta` of its command or its sign, with its index."""
    bare, line, index = name.strip(" $").removeprefix("\\").partition("_")
    return GREEK_LETTERS.get(bare, bare) + line + index


def _is_measured(prompts: str, name: str) -> bool:
    """Whether a unit stands behind what is given to a name."""
    found = re.search(_HELD.format(name=re.escape(name)), prompts)
    return found is not None and (not found["unit"][0].isalpha() or known_unit(found["unit"].split("/")[0]) is not None)


def _tree(body: str, parameters: Sequence[str]) -> Node | None:
    """Return the tree of a definition; None of one that is read in several ways or not at all."""
    match = _LIST.fullmatch(body)
    text = f"[{match['items']}]" if match is not None else body
    try:
        found = read(text, Names({one: Symbol(one) for one in parameters}), "expression")
    except (AnswerError, LimitError):
        return None
    return found[0].tree if len(found) == 1 else None


def _domain(tree: Node) -> Domain:
    """Return the domain of a letter with such a value."""
    if not isinstance(tree, Array):
        return Domain()
    sizes, first = [len(tree.items)], tree.items[0]
    if isinstance(first, Array):
        sizes.append(len(first.items))
    return Domain(shape=tuple(Num(Fraction(one)) for one in sizes))

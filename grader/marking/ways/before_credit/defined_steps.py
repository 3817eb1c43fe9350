r"""Equalities that are false for what the prompt defines: `f'(x) = 3x² - 2` of x³ - 3x, `σ = λ = 2` of λ = 4.

Members that the engine can work out are compared with each other; a derivative in its own letter is compared with the
formula beside it at several points. What has letters of its own, a unit or a doubt stays.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from grader.claims.line_marks import without_line_marks
from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.tree import Array, Node, symbols
from grader.marking.asked.left_sides.asking import prompts
from grader.marking.asked.left_sides.given_functions import are_understood, given_functions
from grader.marking.texts.equalities.defined_members import Entries, trees_of, values_of
from grader.marking.texts.equalities.definitions import Definitions, definitions, plain_letter
from grader.marking.texts.equalities.statements import Statement, statements, ways
from grader.problems.question import Question
from grader.records import replace

MAX_STATEMENTS = 20  # of a text that are looked at; of more nobody says that they hold
EXACT = 1e-6  # how near exact values are
ROUNDED = 0.02  # and such with decimals in them
POINTS = tuple(Fraction(one, 7) for one in (3, 8, 11, 16))  # at which formulas are compared
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_DECIMAL = re.compile(r"\d\.\d")
_WHOLE = re.compile(r"(?:\A|=)[\s$]*[-−]?\d{2,}[\s$]*(?:=|\Z)")  # which may be rounded
_OF_LETTERS = re.compile(r"[^\W\d_]|[∂∇∫∑Σ∏]|[\[(]\s*[-−\d.]+\s*,")
_PIECES = re.compile(
    r"(?i)otherwise|elsewhere|piecewise|period|(?<!\w)(?:else|sonst|sinon|altrimenti|abschnittsweise)(?!\w)"
)
_COUNTED = re.compile(r"(?:\A|\s)\(\d{1,2}\)\s")
_MARKED = re.compile(r"\s*[-−]\s")


def false_step(question: Question, text: str) -> str:
    """Return an equality that is false for what the prompt defines, in all readings of a text; empty where none is."""
    if "=" not in text and "≈" not in text:
        return ""
    known = _known(question)
    if not (known.letters or known.functions):
        return ""
    text = without_line_marks(text)
    has_lists = any(isinstance(one, Array) for one in known.letters.values())
    has_lists = has_lists or any(len(one.parameters) > 1 for one in known.functions.values())
    found = [_first_false(known, one) for one in ((_COMMA.sub(", ", text),) if has_lists else ways(text))]
    return found[0] if all(found) else ""


def _known(question: Question) -> Definitions:
    """Return what counts as defined: nothing that an answer is written with, and no numbers beside units."""
    said = prompts(question)
    known = definitions(said) if _PIECES.search(said) is None else Definitions()
    own = {plain_letter(one) for one in question.names.symbols}
    own |= {plain_letter(one.symbol or one.name) for one in question.fields.values()}
    if question.names.functions or not are_understood(question, given_functions(said)):
        return Definitions()
    letters = {} if question.unit is not None else {one: tree for one, tree in known.letters.items() if one not in own}
    return replace(known, letters=letters)


def _first_false(known: Definitions, text: str) -> str:
    stated = [one for one in statements(text) if len(one.members) > 1]
    if len(stated) > MAX_STATEMENTS:
        return stated[-1].text
    again = {plain_letter(one.members[0]) for one in stated}  # what the answer gives values to
    left = {one: tree for one, tree in known.letters.items() if one not in again}
    own = [one for one in stated if not (one.is_supposed or one.is_doubted)]
    return next(filter(None, (_false_link(replace(known, letters=left), one) for one in own)), "")


def _false_link(known: Definitions, stated: Statement) -> str:
    """Return the first two members of a chain that come to different things."""
    if any(_COUNTED.search(one) is not None or one.count("(") != one.count(")") for one in stated.members):
        return ""  # steps that are counted in one line
    members = stated.members[1:] if _MARKED.match(stated.members[0]) is not None else stated.members
    for first, second in pairwise(members):
        if _is_other_slope(known, first, second):
            return f"{first} = {second}"
    found = [(one, values) for one in members if (values := values_of(one, known))]
    for (first, one), (second, other) in pairwise(found):
        if not any(_OF_LETTERS.search(member) for member in (first, second)):
            continue  # a calculation with numbers alone
        share = ROUNDED if any(stated.about) or _DECIMAL.search(first + second) is not None else EXACT
        if are_apart(one, other, share, 0.5 if _WHOLE.search(f"{first} = {second}") is not None else 0.0):
            return f"{first} = {second}"
    return ""


def are_apart(one: Sequence[Entries], other: Sequence[Entries], share: float, apart: float) -> bool:
    """Whether two members differ in all readings of both, by more than a share and by more than rounding explains."""
    return not any(
        len(first) == len(second)
        and all(abs(a - b) <= max(apart, share * max(1.0, abs(a))) for a, b in zip(first, second, strict=True))
        for first in one
        for second in other
    )


def _is_other_slope(known: Definitions, first: str, second: str) -> bool:
    """Whether a derivative, as a function, is another one than the formula beside it."""
    if _SLOPE.search(first) is None or _SLOPE.search(second) is not None:
        return False
    pairs = [(one, other) for one in trees_of(first, known) for other in trees_of(second, known)]
    return bool(pairs) and all(_differ(known, *pair) for pair in pairs)


_SLOPE = re.compile(
    r"['’′∂∇]|\\(?:prime|partial|nabla)|(?<![A-Za-z])[A-Za-z]_\{?[a-z]|d[A-Za-z]?\s*\}?\s*[/{]\s*\{?\s*d[a-z]"
)


def _differ(known: Definitions, one: Node, other: Node) -> bool:
    """Whether two formulas with the letters of functions differ at a point where both have a value."""
    if isinstance(one, Array) and isinstance(other, Array):
        is_alike = len(one.items) == len(other.items)
        return not is_alike or any(_differ(known, *pair) for pair in zip(one.items, other.items, strict=True))
    letters = sorted(symbols(one) | symbols(other))
    if (
        not (symbols(one) and symbols(other))
        or not known.parameters.issuperset(letters)
        or isinstance(one, Array)
        or isinstance(other, Array)
    ):
        return False
    setting = Setting(tuple(Variable(letter, REAL) for letter in letters))
    points = [{letter: at + place for place, letter in enumerate(letters)} for at in POINTS]
    found = zip(*(samples(each, setting, points, Budget(LIMITS)) for each in (one, other)), strict=True)
    return any(
        a is not None and b is not None and not math.isclose(a, b, rel_tol=EXACT, abs_tol=EXACT) for a, b in found
    )

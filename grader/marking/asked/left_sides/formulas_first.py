r"""General formulas before their numbers, `n(n-1)/2 = 7 · 6/2 = 21` of 7 people: what is left is the calculation.

Nobody says what the letters are, but each can only be a number of the prompt. Where the formulas, with such numbers in
place of their letters, come to the very value of the calculation behind them, that is the expected one, and no number
of the prompt is left out, they are steps to it: `v^2 = 3^2 = 9` is none of a mass and a speed. A formula before a bare
value, `x^2 = 9`, may be an equation that is still to be solved, and so may one whose calculation is of another kind,
`2x = 12 - 4`: a sum is no product. Of letters that the prompt itself gives, `p` of $p = 0.3$, it is neither.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import islice

from grader.claims.chains import Chain, chain
from grader.claims.statements import Setting
from grader.errors import AnswerError
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.spelling.greek import PRINTED
from grader.language.tree import Add, Const, Div, Mul, Neg, Node, Num, symbols, walk
from grader.language.units.reading import splits
from grader.marking.asked.asked_names import formulas_asked_for
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.amounts import Amount, amounts
from grader.marking.asked.left_sides.given_letters import is_own
from grader.marking.asked.left_sides.own_calculations import (
    MAX_CHOICES,
    MAX_LETTERS,
    MAX_STEPS,
    NEAR,
    choices,
    fixed_letters,
    read_free,
    without_units,
    worth,
)
from grader.marking.asked.other_things.another import check_named
from grader.marking.asked.other_things.given_numbers import CHANGES
from grader.problems.question import Question
from grader.records import replace

MAX_CHARACTERS = 200  # of a chain that is looked into
MEMBERS = 2  # of the shortest such chain
SAME = 1e-9  # how near two exact values are in floating point
_OWN_COMMAS = re.compile(r"(?<![A-Za-z])C\s*\(\s*\w+\s*,\s*\w+\s*\)|\\[,;:! ]")  # of a binomial coefficient, of a blank
_GOES_ON = re.compile(  # what ends a chain, or begins another one
    r"[,;:\n<>≤≥≠∈|→⇒⇔→±]|\\(?:\\|(?:in|to|pm|ne|neq|leq?|geq?|quad|qquad|text|implies|iff|[Rr]ightarrow)(?![A-Za-z]))"
)


def without_formulas(question: Question, text: str) -> str:
    """Return the calculation behind such formulas, with what it comes to; any other text itself."""
    if question.kind.is_one_number != "always" or question.names.symbols or len(text) > MAX_CHARACTERS:
        return text
    if _GOES_ON.search(_OWN_COMMAS.sub("", text)) is not None or formulas_asked_for(question.lead, question.prompt):
        return text
    found = chain(text)
    trees = _trees(question, found)
    if len(trees) < MEMBERS or not _are_steps(question, found, trees, text):
        return text
    first = len(trees) - 1
    rest = zip(found.signs[first:], found.members[first + 1 :], strict=True)
    return " ".join((found.members[first], *(f"{'≈' if about else '='} {one}" for about, one in rest)))


def _trees(question: Question, found: Chain) -> tuple[Node, ...]:
    """Return the formulas that a chain begins with, and the first member behind them that has none of their letters."""
    trees: list[Node] = []
    for place, member in enumerate(found.members):
        tree = _without_letters(question, member) if place else None
        tree = tree or read_free(member.strip(" $"))
        if tree is None or (place and found.signs[place - 1]):
            return ()
        trees.append(tree)
        if not symbols(tree):
            return tuple(trees)
    return ()


def _without_letters(question: Question, member: str) -> Node | None:
    """Return a value before its unit, where one is asked for; None of anything else."""
    for value, _ in splits(member) if question.unit is not None else ():
        tree = read_free(value)
        if tree is not None and not symbols(tree):
            return tree
    return None


def _are_steps(question: Question, found: Chain, trees: Sequence[Node], text: str) -> bool:
    """Whether the formulas before a value are steps to it, and it is the expected one."""
    *formulas, value = trees
    letters = sorted({one for tree in formulas for one in symbols(tree)})
    told = parts.prompts(question)
    given = amounts(told)
    if not 0 < len(letters) <= MAX_LETTERS or len(letters) > len(given):
        return False
    known = fixed_letters(told, letters, given)
    if known and (CHANGES.search(told) is not None or not all(_is_given_once(told, one) for one in known)):
        return False  # a letter may have another value than the given one
    if len(known) < len(letters):
        if _is_bare(value, formulas[-1], is_last=len(trees) == len(found.members)):
            return False
        if isinstance(value, Add) != isinstance(formulas[-1], Add):
            return False
        if any(_is_of_prompt(question, told, one) for one in letters if one not in known):
            return False
        if _names_another(question, text):
            return False
    points = list(islice(choices(letters, given, known), MAX_CHOICES + 1))
    if len(points) > MAX_CHOICES:
        return False
    numbers = [one for one in given if not _is_no_amount(told, one)]
    points = [one for one in points if all(_uses_all(tree, one, numbers) for tree in formulas)]
    return bool(points) and _come_to(question, formulas, value, letters, points)


def _is_no_amount(told: str, one: Amount) -> bool:
    """Whether a number of a prompt is an article, `ein`, or an exponent, that of `m/s^2`."""
    is_article = told[one.start : one.end].isalpha() and set(one.values) == {1}
    return is_article or _RAISED.search(told[max(0, one.start - MAX_BEFORE) : one.start]) is not None


_RAISED = re.compile(r"\^\s?\{?\s?[-−]?\Z")
MAX_BEFORE = 5  # characters before a number, where a sign may raise it


def _uses_all(formula: Node, point: Mapping[str, Fraction], given: Sequence[Amount]) -> bool:
    """Whether the letters of a formula stand for all given numbers, but for those that stand there themselves.

    What stands in many formulas, a half or a square, is no such number: the 2 of `v^2` is none of 2 kg.
    """
    used = {point[one] for one in symbols(formula)}
    used |= {part.value for part in walk(formula) if isinstance(part, Num) and part.value not in _USUAL}
    return not any(used.isdisjoint(amount.values) for amount in given)


_USUAL = frozenset({2, 3, 4})


def _is_given_once(told: str, letter: str) -> bool:
    """Whether a prompt gives a letter one value."""
    sign = re.escape(PRINTED.get(letter, letter))
    return len(re.findall(rf"(?<![^\W_]){sign}[\s$]*=", told)) == 1


def _is_of_prompt(question: Question, told: str, letter: str) -> bool:
    """Whether a letter is asked for, or one of which the prompt says something."""
    sign = PRINTED.get(letter, letter)
    return sign[:1] in parts.letters_in(without_units(told)) or is_own(question, sign)


def _names_another(question: Question, text: str) -> bool:
    """Whether the first formula is something else than what is asked for: `1/T` of a period."""
    try:
        check_named(question, text)
    except AnswerError:
        return True
    return False


def _is_bare(tree: Node, formula: Node, *, is_last: bool) -> bool:
    """Whether a member is a number or a fraction, or as the last one a multiple of a constant, `9π`.

    A quotient between another one and what it comes to, `n(n-3)/2 = 40/2 = 20`, is none.
    """
    match tree:
        case Div(Num(), Num()) if isinstance(formula, Div) and not is_last:
            return False
        case Div():
            parts_of: tuple[Node, ...] = (tree.num, tree.den)
        case Mul() if is_last and any(isinstance(one, Const) for one in tree.factors):
            parts_of = tree.factors
        case _:
            parts_of = (tree,)
    return all(isinstance(one, Num | Neg | Const) for one in parts_of)


def _come_to(
    question: Question,
    formulas: Sequence[Node],
    value: Node,
    letters: Sequence[str],
    points: Sequence[Mapping[str, Fraction]],
) -> bool:
    """Whether formulas have a value at some point, and it is the expected one."""
    (said,) = samples(value, Setting(), ({},), Budget(LIMITS))
    if said is None or not any(math.isclose(said, one, rel_tol=NEAR) for one in worth(question)):
        return False
    setting, limits = Setting(tuple(Variable(one, REAL) for one in letters)), replace(LIMITS, max_steps=MAX_STEPS)
    found = zip(*(samples(tree, setting, points, Budget(limits)) for tree in formulas), strict=True)
    return any(all(one is not None and math.isclose(one, said, rel_tol=SAME) for one in values) for values in found)

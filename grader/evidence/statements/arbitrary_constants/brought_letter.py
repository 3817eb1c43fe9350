"""The arbitrary constant that an answer brought in: what it adds must be able to be any real number.

An antiderivative with a letter C claims the whole family F + c. With `F + e^C` only a part of it is claimed, `F + ln C`
claims all of it, and C then ranges over what gives values.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from grader.evidence import functions
from grader.evidence.oracle import defined_everywhere, prove_equal, sign_of
from grader.evidence.question.question import Question
from grader.evidence.signs import Sign
from grader.evidence.trees.build import number_tree, times
from grader.language.tree import ONE, ZERO, Add, Call, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof, Status, Undefined, Unknown, status_of
from grader.wording import undecided_reasons

NUMBERS = (1, -1, 2, -2, 10, -10, 100, -100)  # what is put in place of a letter
Decide = Callable[[Question], Evidence]


def with_letter(question: Question, letter: str, found: Evidence, decide: Decide) -> Evidence:
    """Return what was found for each value of the letter, where its values are known to give every constant.

    `decide` says whether two sides are equal up to a constant. A term that holds the letter and nothing quantified is
    a constant itself, whatever it is: where it can be any number, the letter may stand in its place.
    """
    doubt = Unknown(undecided_reasons.WHETHER_LETTER_REACHES_ALL.format(letter=letter))
    term = _term(question, letter)
    if term is None:
        is_full = status_of(found) is Status.PROVED and _moves_evenly(question, letter)
    elif not isinstance(term, Sym):
        is_full = reaches_all(term, letter, question)
        if not isinstance(found, Proof) and isinstance(
            plain := decide(_with_plain_letter(question, term, letter)), Proof
        ):
            found = plain
    else:
        return found
    if status_of(found) is Status.PROVED:
        return found if is_full else doubt
    return (_beside_letter(question, letter, found, decide) or doubt) if isinstance(found, Point) else found


def _term(question: Question, letter: str) -> Node | None:
    """Return the only summand of the answer that holds the letter, where it holds nothing quantified; else None."""
    answer = question.answer
    summands = answer.terms if isinstance(answer, Add) else (answer,)
    holding = [summand for summand in summands if letter in symbols(summand)]
    if len(holding) != 1:
        return None
    setting = question.case.setting
    quantified = {variable.name for variable in setting.variables} - setting.constants
    return None if symbols(holding[0]) & quantified else holding[0]


def _with_plain_letter(question: Question, term: Node, letter: str) -> Question:
    answer = question.answer
    plain: Node = Sym(letter)
    if isinstance(answer, Add):
        plain = Add(tuple(plain if summand is term else summand for summand in answer.terms))
    return question.about(plain, question.expected)


def reaches_all(tree: Node, letter: str, question: Question) -> bool:
    """Whether a tree takes every real value, with the letter for any real number that gives it one."""
    match tree:
        case Sym(name):
            return name == letter
        case Neg(arg):
            return reaches_all(arg, letter, question)
        case Add(args):
            held, others = parted(args, letter)
            return len(held) == 1 and _have_values(others, question) and reaches_all(held[0], letter, question)
        case Mul(args):
            held, others = parted(args, letter)
            return len(held) == 1 and _is_never_zero(others, question) and reaches_all(held[0], letter, question)
        case Div(num, den):
            is_above = letter not in symbols(den)
            return is_above and _is_never_zero((den,), question) and reaches_all(num, letter, question)
        case Pow(base, Num(exponent)) if exponent.denominator == 1 and exponent > 0 and exponent.numerator % 2:
            return reaches_all(base, letter, question)
        case Call(name, (arg,)):
            facts = functions.table.REALS.get(name)
            is_onto = facts is not None and not facts.encloses and len(facts.range) == 1 and facts.range[0].is_line
            return is_onto and facts is not None and facts.numbers == "reals" and reaches_all(arg, letter, question)
        case _:
            return False


def parted(args: tuple[Node, ...], letter: str) -> tuple[list[Node], list[Node]]:
    """Return the arguments that hold the letter, and the others."""
    held = [arg for arg in args if letter in symbols(arg)]
    return held, [arg for arg in args if letter not in symbols(arg)]


def _have_values(trees: list[Node], question: Question) -> bool:
    case = question.case
    return all(defined_everywhere(tree, case.setting, case.budget) for tree in trees)


def _is_never_zero(trees: list[Node] | tuple[Node, ...], question: Question) -> bool:
    """Whether all have values for all parameters, none of which is 0."""
    case = question.case
    signs = (sign_of(tree, case.setting, case.budget) for tree in trees)
    return _have_values(list(trees), question) and all(sign.within(Sign.NONZERO) for sign in signs)


def _moves_evenly(question: Question, letter: str) -> bool:
    """Whether the answer is a + C b for all C, with b not 0: `(x^2 + C)/2`."""
    case = question.case
    at_zero, at_one = (substitute(question.answer, {letter: number}) for number in (ZERO, ONE))
    slope = Add((at_one, Neg(at_zero)))
    straight = Add((at_zero, times(Sym(letter), slope)))
    if not isinstance(prove_equal(question.answer, straight, case.setting, case.budget), Proof):
        return False
    return _is_never_zero((slope,), question)


def _beside_letter(question: Question, letter: str, found: Point, decide: Decide) -> Evidence | None:
    """Return how the answer fails with a number in place of a letter that leaves it no value; None for none that does.

    No value at some numbers is no failure: the letter ranges over those that give one.
    """
    if not isinstance(found.left, Undefined):
        return found
    return failing_member(letter, lambda number: decide(_member(question, letter, number)))


def _member(question: Question, letter: str, number: Node) -> Question:
    return question.about(substitute(question.answer, {letter: number}), question.expected)


def failing_member(letter: str, decide: Callable[[Node], Evidence]) -> Point | None:
    """Return a number in place of the letter for which both sides have values, and fail; None where none was found."""
    for value in NUMBERS:
        found = decide(number_tree(Fraction(value)))
        if isinstance(found, Point) and not has_gap(found):
            return replace(found, at={**found.at, letter: Exact(str(value))})
    return None


def has_gap(found: Point) -> bool:
    """Whether a side has no value at a point."""
    return isinstance(found.left, Undefined) or isinstance(found.right, Undefined)

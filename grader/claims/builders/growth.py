"""Answers that are classes of growth: of the same order as the expected one, with a letter that says so."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.builders.equality import any_of
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.growth import SameGrowth
from grader.claims.statements import AllOf, Claim, ForPerson, Settled, Statement, Unread
from grader.language.reader.growth import EXPONENTIAL
from grader.language.tree import Apply, Call, Const, Node, Num, Pow
from grader.problems.question import Question
from grader.wording import open_reasons, reasons

TIGHT = "Theta"
CLASSES = frozenset({"O", TIGHT, "Omega", "o", "omega"})
SMALL = frozenset({"o", "omega"})
SAYS = {
    "O": reasons.O_UPPER_BOUND,
    TIGHT: reasons.THETA_BOUND_FROM_BOTH,
    "Omega": reasons.OMEGA_LOWER_BOUND,
    "o": reasons.O_SAYS_GROWTH_STRICTLY,
    "omega": reasons.OMEGA_SAYS_GROWTH_STRICTLY,
}


def growth_claims(question: Question, values: Mapping[str, Node], unread: frozenset[str]) -> tuple[Claim, ...]:
    """Return the claim that an answer is one of the accepted classes of growth."""
    sizes = ", ".join(variable.name for variable in question.given)
    text = f"{next(iter(question.fields))} grows like expected, in {sizes}"
    if unread:
        return (Claim("expected", text, Unread(tuple(sorted(unread)))),)
    (value,) = values.values()
    statement = any_of(tuple(same_class(question, value, tree) for tree in question.accepted))
    return (Claim("expected", text, statement, setting_of(question)),)


def same_class(question: Question, answer: Node, expected: Node) -> Statement:
    """Return the statement that two classes of growth are the same, their letters included as far as these count."""
    answer, expected = expand(answer, question.define), expand(expected, question.define)
    letter, inner = _letter(answer)
    wanted, outer = _letter(expected)
    same = _same_order(inner, outer)
    bound = _bound(letter, wanted, question.bound_is_strict)
    return same if bound is None else AllOf((same, bound))


def _letter(tree: Node) -> tuple[str, Node]:
    """Return the letter of a class and what stands in it; a bare expression is Theta."""
    match tree:
        case Call(name, (inner,)) if name in CLASSES:
            return name, inner
        case _:
            return TIGHT, tree


def _bound(letter: str, wanted: str, is_strict: bool) -> Statement | None:
    """Return what the letters say beside the order: nothing, that they differ, or that one says less."""
    if letter == wanted or (not is_strict and {letter, wanted} <= {"O", TIGHT}):
        return None
    differs = Settled(False, "bound", reasons.BOUND.format(some=SAYS[letter], wanted=wanted))
    if is_strict or letter in SMALL or wanted in SMALL:
        return differs
    if wanted == "Omega" and letter == TIGHT:
        return None
    return ForPerson(open_reasons.EXPECTED.format(value=SAYS[letter], wanted=wanted))


def _same_order(answer: Node, expected: Node) -> Statement:
    """Return the statement that two functions are of one order; of exponentials in words, that their exponents are."""
    mine, theirs = _exponent(answer), _exponent(expected)
    if theirs is not None:
        return SameGrowth(Call("log", (answer,)) if mine is None else mine, theirs, of_exponents=True)
    if mine is None:
        return SameGrowth(answer, expected)
    same = SameGrowth(mine, Call("log", (expected,)), of_exponents=True)
    if isinstance(answer, Apply):
        return same
    return AllOf((same, ForPerson(open_reasons.EXPONENT_GIVEN_BUT_FACTOR)))


def _exponent(tree: Node) -> Node | None:
    """Return g of 2^Theta(g), or of growth that is exponential in g; None of any other."""
    match tree:
        case Apply(name, (arg,)) if name == EXPONENTIAL:
            return arg
        case Pow(Num(), Call(name, (arg,))) | Pow(Const("e"), Call(name, (arg,))) if name in CLASSES:
            return arg
        case Call("exp", (Call(name, (arg,)),)) if name in CLASSES:
            return arg
        case _:
            return None

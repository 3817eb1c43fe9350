"""The arbitrary factor that an answer brought in: it must be able to be any real number, as `C` and `C + 1` can.

With `e^C sin x` only a part of the multiples of sin x is claimed. Where the letter is in one factor that holds nothing
quantified, what is left of the answer must be a multiple of what is expected, and that factor must reach every number.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.evidence.oracle import prove_equal
from grader.evidence.question.question import Question
from grader.evidence.statements.arbitrary_constants.brought_letter import failing_member, has_gap, parted, reaches_all
from grader.evidence.trees.build import times
from grader.language.tree import ONE, ZERO, Div, Mul, Neg, Node, Sym, substitute, symbols
from grader.verdict import Evidence, Point, Proof, Reason, Status, Unknown, status_of
from grader.wording import undecided_reasons


def with_factor(question: Question, letter: str, decide: Callable[[Node], Evidence]) -> Evidence:
    """Return whether the answer is any multiple of what is expected, for the values of its letter.

    `decide` says whether a tree is a multiple of what is expected.
    """
    doubt = Unknown(undecided_reasons.WHETHER_LETTER_REACHES_ALL_FACTORS.format(letter=letter))

    def member(number: Node) -> Evidence:
        """Decide with a number in place of the letter; that the factor is 0 there says nothing."""
        tree = substitute(question.answer, {letter: number})
        is_zero = isinstance(prove_equal(tree, ZERO, question.case.setting, question.case.budget), Proof)
        return doubt if is_zero else decide(tree)

    found = _in_front(question, letter)
    factor, rest = found or (None, question.answer)
    evidence = decide(rest)
    if status_of(evidence) is Status.PROVED:
        return evidence if factor is None or reaches_all(factor, letter, question) else doubt
    if found is not None and (isinstance(evidence, Unknown) or _is_without_value(evidence)):
        return evidence
    return failing_member(letter, member) or doubt


def _is_without_value(evidence: Evidence) -> bool:
    return isinstance(evidence, Reason) or (isinstance(evidence, Point) and has_gap(evidence))


def _in_front(question: Question, letter: str) -> tuple[Node, Node] | None:
    """Return the factor that holds the letter, and what is left of the answer; None where there is no such factor."""
    setting, answer = question.case.setting, question.answer
    quantified = frozenset(variable.name for variable in setting.variables) - setting.constants
    if (found := _split(answer, letter, quantified)) is not None:
        return found
    rest = substitute(answer, {letter: ONE})
    is_straight = isinstance(prove_equal(answer, times(Sym(letter), rest), setting, question.case.budget), Proof)
    return (Sym(letter), rest) if is_straight else None


def _split(tree: Node, letter: str, quantified: frozenset[str]) -> tuple[Node, Node] | None:
    if not symbols(tree) & quantified:
        return tree, ONE
    match tree:
        case Neg(arg) if (found := _split(arg, letter, quantified)) is not None:
            return found[0], Neg(found[1])
        case Div(num, den) if letter not in symbols(den):
            found = _split(num, letter, quantified)
            return None if found is None else (found[0], Div(found[1], den))
        case Mul(args):
            held, others = parted(args, letter)
            found = _split(held[0], letter, quantified) if len(held) == 1 else None
            return None if found is None else (found[0], Mul((*others, found[1])))
        case _:
            return None

"""What a condition of a derivation follows from: the line before it, or one of the cases of which a line is the sum.

`(x-2)(x-3) = 0 ⏎ x - 2 = 0 ⇒ x = 2 ⏎ x - 3 = 0 ⇒ x = 3 ⏎ x = 2 or x = 3`: the second line does not follow from the
first, and is one of two cases that exclude each other, leave nothing out, and are put together behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from grader.claims.derivations.at_once import follows, is_order, told_at_once
from grader.claims.derivations.found import Statement as Written
from grader.claims.solutions import SameSolutions
from grader.claims.statements import AllOf, AnyOf, ForPerson, Holds, Statement
from grader.language.tree import Logic, Node, Relation, Sym, symbols
from grader.records import dataclass
from grader.wording import open_reasons

MAX_PARTED = 6  # lines of cases that a line behind them puts together; where there are more, a person looks
MAX_PREMISES = 6  # from which a line follows together; where there are more, a person looks
WHETHER = ForPerson(open_reasons.WHETHER_SHALL_FOLLOW)


@dataclass(frozen=True, slots=True)
class CasesOfLine:
    """The cases of a line, and the line `behind` them that puts them together, which follows from each of the `ends`.

    Where nothing stands behind them it is the last line of the last case, unless that is the only one: in its own case
    it follows from the line before it.
    """

    before: Written
    conditions: tuple[Node, ...]
    ends: tuple[Written, ...]
    behind: Written | None

    @property
    def solutions(self) -> Node:
        """Return what holds at the ends of the cases, all of which were read."""
        return one_of([Logic("and", (one.case, one.whole.tree)) for one in self.ends if one.case and one.whole.tree])


def cases_among(parts: Sequence[Sequence[Written]]) -> Iterator[CasesOfLine]:
    """Yield the cases of each line behind which there are some; the lines of a part are in one case, or in none."""
    for at, part in enumerate(parts):
        cases = list(takewhile(lambda one: one[0].case is not None, parts[at + 1 :]))
        if part[0].case is not None or not cases:
            continue
        conditions = tuple(one[0].case for one in cases if one[0].case is not None)
        ends = tuple(one[-1] for one in cases)
        if at + 1 + len(cases) < len(parts):
            yield CasesOfLine(part[-1], conditions, ends, parts[at + 1 + len(cases)][0])
        else:
            is_sum = len(cases) > 1 and len(cases[-1]) > 1
            yield CasesOfLine(part[-1], conditions, ends[:-1], ends[-1] if is_sum else None)


def one_of(conditions: Sequence[Node]) -> Node:
    """Return that at least one of some conditions holds."""
    return conditions[0] if len(conditions) == 1 else Logic("or", tuple(conditions))


def without_sign(lines: Sequence[Written], place: int, known: Premises, *, may_be_case: bool) -> Statement:
    """Return that a line without a sign before it follows from those before it, the first of which is known.

    What does not may be another solution, or a case, and is for a person, as are lines of which some lead backwards.
    """
    is_read = all(one.whole.tree is not None for one in lines[: place + 1])
    if not is_read or any(one.logic == "impliedby" for one in lines):
        return WHETHER
    cases = _as_case(lines, place) if may_be_case else ()
    return AnyOf((*known.ways(lines, place), *cases, WHETHER))


def implied(lines: Sequence[Written], place: int, known: Premises) -> Statement:
    """Return that a line behind an arrow follows from those before it."""
    return any_way(tuple(known.ways(lines, place)))


def any_way(ways: tuple[Statement, ...]) -> Statement:
    """Return that one of some statements holds."""
    return ways[0] if len(ways) == 1 else AnyOf(ways)


@dataclass(frozen=True, slots=True)
class Premises:
    """What is known beside the line before: `reasons` stand beside the lines, by their numbers.

    `is_start`: the first line is that of the derivation, which is taken as given, and not one of a case in it.
    """

    is_start: bool
    reasons: Mapping[int, tuple[Node, ...]]

    def ways(self, lines: Sequence[Written], place: int) -> Iterator[Statement]:
        """Yield that a line follows from the one before; of other symbols, also with the first line beside it.

        Of `x + y = 5 and x - y = 1` a line says `x = 3`, and the next one `y = 2`, which no line alone leads to.
        """
        before, tree = _tree(lines[place - 1]), _tree(lines[place])
        yield follows(before, tree)
        yield from _one_by_one(lines, place)
        if any(one.whole.tree is None for one in lines[:place]):
            yield WHETHER  # what it follows from may stand in a line that is not read
            return
        if any(one.logic == "impliedby" for one in lines[:place]):
            return
        first = _tree(lines[0])
        if symbols(before) and symbols(before) != symbols(tree) and before is not first:
            yield follows(Logic("and", (first, before)), tree)
        if self.is_start and not is_order(first):
            yield from self._with_conditions(lines, place)

    def _with_conditions(self, lines: Sequence[Written], place: int) -> Iterator[Statement]:
        """Yield that a line follows with the inequalities before and beside it that an equation tells at once.

        Of `x = 2 or x = -1` only `x = 2` is left with `x >= 0`. Where a case is named beside a line, `x = -1 is none`,
        a person sees whether it is left out.
        """
        first, tree, reasons = _tree(lines[0]), _tree(lines[place]), self.reasons.get(lines[place].line, ())
        if is_order(tree) and place > 1:
            yield told_at_once(first, tree)
        given = [at for at in range(1, place) if is_order(_tree(lines[at]))]
        last = next(at for at in range(place - 1, -1, -1) if at not in given)
        written = (_tree(lines[last]), *(_tree(lines[at]) for at in given))
        known = tuple(self._known(lines, at) for at in given)
        beside = self._beside(lines[place].line)
        if len(written) + len(beside) > MAX_PREMISES:
            yield WHETHER
            return
        if given:
            yield AllOf((*known, follows(Logic("and", written), tree)))
        if beside:
            told = (told_at_once(first, one) for one in beside)
            yield AllOf((*known, *told, follows(Logic("and", (*written, *beside)), tree)))
        if given or beside:
            true = (follows(first, one) for one in (*written[1:], *beside))
            yield AllOf((*true, follows(Logic("and", (*written, *beside)), tree), WHETHER))
        for one in reasons:
            if not is_order(one):
                left_out = Logic("and", (*written, *beside, Logic("not", (one,))))
                yield AllOf((follows(left_out, tree), WHETHER))

    def _beside(self, line: int) -> tuple[Node, ...]:
        """Return the inequalities that stand beside the lines up to one."""
        told = (one for number, trees in self.reasons.items() if number <= line for one in trees)
        return tuple(dict.fromkeys(one for one in told if is_order(one)))

    def _known(self, lines: Sequence[Written], at: int) -> Statement:
        """Return that an inequality follows from the one before it, or that an equation before it tells it at once."""
        before, tree = _tree(lines[at - 1]), _tree(lines[at])
        told = follows(before, tree) if is_order(before) else told_at_once(before, tree)
        return AnyOf((told, told_at_once(_tree(lines[0]), tree)))


def _one_by_one(lines: Sequence[Written], place: int) -> Iterator[Statement]:
    """Yield that a line may be one of several solutions, `(x-2)(x-3) = 0 ⏎ ⇒ x = 2 ⏎ ⇒ x = 3`, which a person sees."""
    tree = lines[place].whole.tree
    if tree is None or not is_solved(tree):
        return

    def is_another(line: Written) -> bool:
        other = line.whole.tree
        return other is not None and is_solved(other) and symbols(other) == symbols(tree)

    begin = next((at for at in range(place, -1, -1) if not is_another(lines[at])), None)
    run = list(takewhile(is_another, lines[begin + 1 :])) if begin is not None else []
    if begin is not None and 1 < len(run) <= MAX_PARTED and lines[begin].whole.tree is not None:
        yield AllOf((SameSolutions(_tree(lines[begin]), one_of([_tree(one) for one in run])), WHETHER))


def _tree(line: Written) -> Node:
    assert line.whole.tree is not None
    return line.whole.tree


def _as_case(lines: Sequence[Written], place: int) -> Iterator[Statement]:
    """Yield that a line is one of several cases, for each line with which these may begin."""
    sums = [at for at in range(place + 1, len(lines)) if _parts(lines[at])]
    if not sums:
        return
    end = next((at for at in sums if not lines[at].logic), sums[0])
    for begin in range(place, max(0, end - MAX_PARTED - 1), -1):
        if not lines[begin].logic:
            if _parts(lines[begin]):
                return
            yield from _cases(lines[begin - 1 : end + 1])


def _parts(line: Written) -> tuple[Node, ...]:
    return () if line.whole.tree is None else _parts_of(line.whole.tree)


def _parts_of(tree: Node) -> tuple[Node, ...]:
    """Return the parts of what sums up cases, `x = 2` and `x = 3` of `x = 2 or x = 3`."""
    return tree.args if isinstance(tree, Logic) and tree.op == "or" else ()


def _cases(lines: Sequence[Written]) -> Iterator[Statement]:
    """Yield that lines are cases of the first one, which exclude each other, and end with the parts of the last one."""
    first, *inner, last = lines
    trees = [one.whole.tree for one in inner if one.whole.tree is not None]
    if len(trees) < len(inner) or first.whole.tree is None or not all(map(is_solved, _parts(last))):
        return
    heads = [tree for one, tree in zip(inner, trees, strict=True) if not one.logic]
    ends = [tree for tree, after in zip(trees, [*inner[1:], last], strict=True) if after is last or not after.logic]
    if len(heads) > 1:
        apart = (_repeats_or_excludes(heads[: count + 1]) for count in range(1, len(heads)))
        said = [part for one in ends for part in (_parts_of(one) or (one,))]
        yield AllOf((follows(first.whole.tree, one_of(heads)), *_in_pairs(said, _parts(last)), *apart))


def is_solved(tree: Node) -> bool:
    """Whether a condition gives one value to a symbol, so that it holds somewhere: an empty case would hide a fault."""
    if not isinstance(tree, Relation) or tree.ops != ("=",):
        return False
    symbol, value = tree.operands
    return isinstance(symbol, Sym) and not symbols(value)


def _in_pairs(ends: Sequence[Node], parts: Sequence[Node]) -> Iterator[Statement]:
    """Yield that each case says at its end what one of the parts says, and the other way round."""
    for some, others in ((ends, parts), (parts, ends)):
        yield from (AnyOf(tuple(SameSolutions(one, other) for other in others)) for one in some)


def _repeats_or_excludes(trees: Sequence[Node]) -> Statement:
    """Return that the last line says the same as one before it, or that nothing is in both."""
    *before, tree = trees
    excludes = AllOf(tuple(Holds(Logic("not", (Logic("and", (tree, one)),))) for one in before))
    return AnyOf((excludes, *(SameSolutions(tree, one) for one in before)))

"""The steps of a derivation: what must hold from one formula, or condition, to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from grader.claims.definitions import expand
from grader.claims.derivations.assumed import Known, with_known
from grader.claims.derivations.at_once import follows, is_order, told_at_once
from grader.claims.derivations.following import CasesOfLine, Premises, cases_among, implied, one_of, without_sign
from grader.claims.derivations.found import Derivation, Member
from grader.claims.derivations.found import Statement as Written
from grader.claims.derivations.likeness import plain
from grader.claims.derivations.reading import SHOWN
from grader.claims.derivations.uniform import at_equal_entries
from grader.claims.derivations.unit_rows import at_unit_rows
from grader.claims.solutions import SameSolutions
from grader.claims.statements import AllOf, AnyOf, Equal, ForPerson, Holds, Settled, Statement, Unread
from grader.language.tree import Node, Relation, Sym, symbols
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.wording import open_reasons, reasons, sentences

COMPARED = frozenset({"<", "<=", ">", ">=", "!="})
EVERY_LINE = 1_000_000  # behind all lines
PLAIN_WAYS = 2  # a line follows from the one before it, or a person looks
UNIFORM = Settled(False, "step", reasons.DIFFER_AT_EQUAL_ENTRIES)
UNIT_ROWS = Settled(False, "step", reasons.DIFFER_AT_UNIT_ROWS)
IDENTITY = ForPerson(open_reasons.IDENTITY_GIVEN_MAY_MATTER)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a derivation: what must hold, between which texts."""

    line: int
    text: str
    statement: Statement
    to: Member
    since: int = EVERY_LINE  # the line of the formula that it begins with
    case: Node | None = None  # the condition under which it is claimed


@dataclass(frozen=True)
class Steps:
    """A derivation that was read, as the answer to a question: its steps and lines, and what is known.

    `near` makes the statement that two values are equal within the question's tolerance.
    """

    question: Question
    read: Derivation
    near: Callable[[Question, Node, Node], Statement]

    @cached_property
    def arrays(self) -> dict[str, int]:
        """Return the number of dimensions of each symbol that is an array."""
        declared = (*self.question.given, *self.question.for_all)
        return {one.name: len(one.domain.shape) for one in declared if one.domain.shape}

    @cached_property
    def bound_from(self) -> int:
        """Return the first line behind which a condition that was not read may hold; a large number without one."""
        return min((one.line for one in self.read.skipped if one.binds), default=EVERY_LINE)

    @cached_property
    def cases(self) -> tuple[Node, ...]:
        """Return the conditions of the cases that are looked at one by one."""
        return tuple(dict.fromkeys(one.case for one in self.read.statements if one.case is not None))

    @cached_property
    def start(self) -> Node | None:
        """Return the beginning that is asked for, with definitions put in."""
        return None if self.question.start is None else expand(self.question.start, self.question.define)

    @cached_property
    def end(self) -> Node | None:
        """Return the end that is asked for, with definitions put in."""
        return None if self.question.end is None else expand(self.question.end, self.question.define)

    @cached_property
    def lines(self) -> tuple[Member, ...]:
        """Return all formulas, or conditions, in the order of the text."""
        found: list[Member] = []
        for one in self.read.statements:
            whole = self.is_logical(one) or self.question.show is not None
            found += [one.whole] if whole else [self.own(member) for member in one.members]
        return tuple(found)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return all steps in order."""
        return tuple(self._restricted(step) for step in self._all_steps())

    def _restricted(self, step: Step) -> Step:
        """Return a step that is not refuted where a condition, or a formula, that was not read may stand before it."""
        lines = [one.line for one in self.read.skipped if one.may_be_formula and not one.is_reason]
        if step.line < self.bound_from and not any(step.since <= line < step.line for line in lines):
            return step
        return replace(step, statement=AnyOf((step.statement, ForPerson(open_reasons.CONDITION_NOT_READ_MAY))))

    def _all_steps(self) -> Iterator[Step]:
        parts = [tuple(part) for _, part in groupby(self.read.statements, key=lambda one: one.case)]
        before: Written | None = None  # the last line that no case is claimed for
        for part in parts:
            yield from self._part(part, before if self.of_conditions and part[0].case is not None else None)
            before = part[-1] if part[0].case is None else before
        for cases in cases_among(parts) if self.of_conditions else ():
            yield from self._put_together(cases)

    def _part(self, part: Sequence[Written], before: Written | None) -> Iterator[Step]:
        """Yield the steps of lines that stand behind a line in one case, or in none."""
        lines = part if before is None else (before, *part)
        for place, one in enumerate(lines):
            if one is before:
                continue
            if self.is_logical(one):
                if place and (one.logic or self.of_conditions):
                    yield self._logical(lines, place)
            elif not self._is_line_alone(one):
                yield from self._within(one)

    def _put_together(self, cases: CasesOfLine) -> Iterator[Step]:
        """Yield that each solution is in one of some cases, and that what is said behind them follows from each."""
        if (before := cases.before.whole).tree is None:
            return
        left_out = ForPerson(open_reasons.CASES_MAY_LEAVE_OUT)
        whole = AnyOf((follows(before.tree, one_of(cases.conditions)), left_out))
        last = self.read.statements[-1]
        yield Step(last.line, sentences.CASES_LEAVE_NOTHING_OUT, whole, last.whole, cases.before.line)
        if cases.behind is None:
            return
        behind = cases.behind.whole
        text = f"line {cases.behind.line}: {sentences.FOLLOWS_FROM_CASES.format(text=behind.text)}"
        fault = unread(*(one.whole for one in cases.ends), behind)
        told = fault or AnyOf((follows(cases.solutions, tree_of(behind)), left_out))
        yield Step(cases.behind.line, text, told, behind, cases.before.line)

    @cached_property
    def of_conditions(self) -> bool:
        """Whether each line is a condition that is to follow from the one before it."""
        return self.question.show is None and self.start is not None and is_condition(self.start)

    def is_logical(self, one: Written) -> bool:
        """Whether a chain is a condition in a chain of conditions, and not itself claimed to hold."""
        start = self.question.start
        if start is not None and is_condition(start):
            return True
        return one.joined and not (start is not None and self._says_what_is(one))

    def _says_what_is(self, one: Written) -> bool:
        """Whether a chain says what the value with which a derivation begins is: `⇒` before it is only a new line."""
        assert self.start is not None
        return len(one.members) > 1 and self.is_same(self.own(one.members[0]).tree, self.start)

    def _is_line_alone(self, one: Written) -> bool:
        return len(one.members) == 1 and (one.whole.tree is None or not is_condition(one.whole.tree))

    def _within(self, one: Written) -> Iterator[Step]:
        """Yield the steps between the members of a chain; of a condition of another form, that it holds."""
        if len(one.members) < 2 or (one.whole.tree is not None and not isinstance(one.whole.tree, Relation)):
            statement: Statement = unread(one.whole) or Holds(tree_of(one.whole))
            yield Step(one.line, f"line {one.line}: {one.whole.text}", statement, one.whole, case=one.case)
            return
        for left, right in zip(one.members, one.members[1:], strict=False):
            text = f"line {right.line}: {left.text} {SHOWN.get(right.sign, right.sign)} {right.text}"
            yield Step(right.line, text, self._step(left, right), right, left.line, one.case)

    def _step(self, left: Member, right: Member) -> Statement:
        left = self.own(left)
        fault = unread(left, right)
        if fault is not None:
            return fault
        before, after = tree_of(left), tree_of(right)
        if right.sign == "~":
            if self.question.tolerance is None:
                return ForPerson(open_reasons.PROVES_NOTHING_WITHOUT_TOLERANCE)
            return self.near(self.question, after, before)
        if right.sign == "proportional":
            return Equal(after, before, up_to="factor")
        if right.sign in COMPARED:
            return Holds(Relation((right.sign,), (before, after)))  # type: ignore[arg-type]  # one of these signs
        return self._same_value(before, after)

    def _same_value(self, before: Node, after: Node) -> Statement:
        """Return that two formulas have one value, as they are or with what is known put in."""
        ways = [self._agree(*pair) for pair in with_known((before, after), self.known, self.arrays)]
        if any(not symbols(one.left).isdisjoint(symbols(before) | symbols(after)) for one in self.identities):
            return self._with_identities(ways, (before, after))
        return ways[0] if len(ways) == 1 else AnyOf(tuple(ways))

    def _with_identities(self, ways: list[Statement], pair: tuple[Node, Node]) -> Statement:
        """Return that one way holds; refuted where the formulas differ at arrays of which all that is known is true."""
        uniform = at_equal_entries(pair, self.identities)
        if uniform is not None:
            return AnyOf((*ways, AllOf((IDENTITY, Equal(*uniform)))), UNIFORM)
        assume, variables = self.question.assume, (*self.question.given, *self.question.for_all)
        rows = at_unit_rows(pair, self.identities, variables, assume)
        return AnyOf((*ways, AllOf((IDENTITY, *(Equal(*one) for one in rows)))), UNIT_ROWS if rows else None)

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Return the equations that are assumed, and the identities."""
        assumed = (expand(condition, self.question.define) for condition in self.question.assume)
        equations = [one.operands for one in assumed if isinstance(one, Relation) and one.ops == ("=",)]
        return (*(Known(left, right) for left, right in equations), *self.identities)

    @cached_property
    def identities(self) -> tuple[Known, ...]:
        """Return the equations that hold for all values of their indices."""
        declared = (one for one in self.question.for_all if one.domain.base == "integer")
        indices = frozenset(one.name for one in declared if one.domain.high is not None)
        trees = (expand(one, self.question.define) for one in self.question.identities)
        sides = (one.operands for one in trees if isinstance(one, Relation))
        return tuple(Known(left, right, indices) for left, right in sides)

    def told(self, tree: Node) -> Statement:
        """Return that a relation holds which stands in a remark; a law of other letters, where it is defined.

        Beside an equation it may be an inequality that this tells, `x > 0` of `log(x) = 1`.
        """
        if self.of_conditions and self.start is not None and is_order(tree):
            return told_at_once(self.start, tree)
        if isinstance(tree, Relation) and tree.ops == ("=",):
            left, right = tree.operands
            if symbols(tree) and symbols(tree).isdisjoint(self.question.names.symbols):
                return AnyOf((Equal(left, right), Equal(right, left)))
            return self._same_value(left, right)
        return Holds(tree)

    def _agree(self, before: Node, after: Node) -> Statement:
        """Return that two formulas have one value, each defined where the other one is."""
        return Equal(before, after, both=True)

    def own(self, member: Member) -> Member:
        """Return the beginning for the name that the author gives it."""
        symbol = next(iter(self.question.fields.values())).symbol
        if symbol and member.tree == Sym(symbol) and self.question.start is not None:
            return replace(member, tree=self.start)
        return member

    def _logical(self, lines: Sequence[Written], place: int) -> Step:
        before, one = lines[place - 1], lines[place]
        statement = unread(before.whole, one.whole) or self._joined(lines, place)
        said = f"{before.whole.text} {SHOWN[one.logic or 'implies']} {one.whole.text}"
        if not one.logic and isinstance(statement, AnyOf) and len(statement.statements) > PLAIN_WAYS:
            said = sentences.FOLLOWS_FROM_BEFORE.format(text=one.whole.text)
        return Step(one.line, f"line {one.line}: {said}", statement, one.whole, before.line, one.case)

    def _joined(self, lines: Sequence[Written], place: int) -> Statement:
        """Return that a condition follows from the one before it, or that the sign between them holds."""
        first, second = tree_of(lines[place - 1].whole), tree_of(lines[place].whole)
        match lines[place].logic:
            case "":
                may_be_case = lines[place].case is None and not self.question.assume
                return without_sign(lines, place, self._premises(lines), may_be_case=may_be_case)
            case "iff":
                return self._both(SameSolutions(first, second), Holds(first), Holds(second))
            case "implies" if self.of_conditions:
                return implied(lines, place, self._premises(lines))
            case "implies":
                return self._both(follows(first, second), Holds(second))
            case _:
                return self._both(follows(second, first), Holds(first))

    def _premises(self, lines: Sequence[Written]) -> Premises:
        """Return what is known where some lines stand: relations beside them, and whether the first one is given."""
        beside = {one.line: one.holds for one in self.read.skipped if one.holds and not one.has_unread}
        return Premises(lines[0] is self.read.statements[0], beside)

    def _both(self, joined: Statement, *alone: Statement) -> Statement:
        """Return that conditions are joined; where something shall be shown, also because they hold always."""
        return joined if self.question.show is None else AnyOf((AllOf(alone), joined))

    def is_same(self, tree: Node | None, other: Node) -> bool:
        """Return whether a formula is written like another one, up to order and brackets."""
        return tree is not None and plain(tree, self.arrays) == plain(other, self.arrays)

    def equal(self, left: Node, right: Node) -> Statement:
        """Return that two formulas have one value, or that two conditions hold at the same points."""
        return SameSolutions(left, right) if is_condition(right) else self._same_value(left, right)


def tree_of(member: Member) -> Node:
    """Return the tree of a formula that was read."""
    assert member.tree is not None
    return member.tree


def unread(*members: Member) -> Statement | None:
    """Return the statement about formulas that could not all be read, None where they were."""
    faults = [f"line {one.line}: {one.error}" for one in members if one.tree is None]
    return Unread(tuple(faults)) if faults else None

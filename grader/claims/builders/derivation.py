"""Derivations: each step is a claim, and so is each line that an author asks for, and the beginning and the end.

Lines that carry points are earned with the steps that lead to them, from the one before; then a wrong step costs no more
than these. Without such points every claim is a condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from grader.claims.builders.equality import any_of, equality
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.derivations.assumed import Known, with_known
from grader.claims.derivations.likeness import ALIKE, alike, plain
from grader.claims.derivations.reading import SHOWN, Derivation, Member
from grader.claims.derivations.reading import Statement as Written
from grader.claims.solutions import SameSolutions
from grader.claims.statements import AllOf, AnyOf, Claim, Equal, ForPerson, Holds, Settled, Statement, Unread
from grader.language.tree import Apply, Bind, Call, Div, Logic, Node, Pow, Relation, Sym, symbols, walk
from grader.problems.question import Question
from grader.problems.tree_kinds import is_condition

NOTHING = Fraction(0)
PARTIAL = (Call, Apply, Div, Pow, Bind)  # what may have no value somewhere: then each side must cover the other
MAX_LISTED = 4  # conditions in lines of their own that may be solutions one by one
MAX_BETWEEN = 12  # lines that are compared with one that is asked for
COMPARED = frozenset({"<", "<=", ">", ">=", "!="})


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a derivation: what must hold, between which texts."""

    line: int
    text: str
    statement: Statement
    to: Member


def derivation_claims(question: Question, read: Derivation) -> tuple[Claim, ...]:
    """Return the claims that a derivation is one: from its beginning, step by step, through what is asked for, to its end."""
    return tuple(_Claims(question, read).all())


@dataclass(frozen=True)
class _Claims:
    question: Question
    read: Derivation

    def all(self) -> Iterator[Claim]:
        """Yield the claims in the order of the text."""
        yield from self._start()
        for number, step in enumerate(self.steps, 1):
            yield self._claim(f"step {number}", step.text, step.statement, NOTHING if self.by_points else None)
        for line in self.read.skipped:
            if line.binds:
                yield self._claim(f"line {line.line}", f"line {line.line}: `{line.text}`", UNREAD_LINE, self._free())
        yield from self._waypoints()
        yield from self._end()

    def _claim(self, id_: str, text: str, statement: Statement, points: Fraction | None = None) -> Claim:
        return Claim(id_, text, statement, setting_of(self.question), points)

    def _free(self) -> Fraction | None:
        return NOTHING if self.by_points else None

    @property
    def by_points(self) -> bool:
        """Whether lines that are asked for carry the points."""
        return any(one.points is not None for one in self.question.through)

    @cached_property
    def arrays(self) -> dict[str, int]:
        """Return the number of dimensions of each symbol that is an array."""
        declared = (*self.question.given, *self.question.for_all)
        return {one.name: len(one.domain.shape) for one in declared if one.domain.shape}

    @cached_property
    def bound_from(self) -> int:
        """Return the first line behind which a condition that was not read may hold; a large number without one."""
        return min((one.line for one in self.read.skipped if one.binds), default=1_000_000)

    # Steps.

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return all steps in order."""
        return tuple(self._restricted(step) for step in self._all_steps())

    def _restricted(self, step: Step) -> Step:
        """Return a step that is not refuted where a condition that was not read may stand before it."""
        if step.line < self.bound_from:
            return step
        return replace(step, statement=AnyOf((step.statement, ForPerson("a condition that is not read may hold here"))))

    def _all_steps(self) -> Iterator[Step]:
        before: Written | None = None
        for one in self.read.statements:
            if self.is_logical(one):
                if before is not None and (one.logic or self._follows(one)):
                    yield self._logical(before, one)
            elif not self._is_line_alone(one):
                yield from self._within(one)
            before = one

    def _follows(self, one: Written) -> bool:
        """Whether a condition in a line of its own, without a sign before it, is to follow from the one before."""
        return self.question.show is None and not any(other.logic for other in self.read.statements) and not one.logic

    def is_logical(self, one: Written) -> bool:
        """Whether a chain is a condition in a chain of conditions, and not itself claimed to hold."""
        return one.joined or (self.question.start is not None and is_condition(self.question.start))

    def _is_line_alone(self, one: Written) -> bool:
        return len(one.members) == 1 and (one.whole.tree is None or not is_condition(one.whole.tree))

    def _within(self, one: Written) -> Iterator[Step]:
        """Yield the steps between the members of a chain; of a condition of another form, that it holds."""
        if len(one.members) < 2 or (one.whole.tree is not None and not isinstance(one.whole.tree, Relation)):
            statement: Statement = _unread(one.whole) or Holds(_tree(one.whole))
            yield Step(one.line, f"line {one.line}: {one.whole.text}", statement, one.whole)
            return
        for left, right in zip(one.members, one.members[1:], strict=False):
            text = f"line {right.line}: {left.text} {SHOWN.get(right.sign, right.sign)} {right.text}"
            yield Step(right.line, text, self._step(left, right), right)

    def _step(self, left: Member, right: Member) -> Statement:
        left = self._own(left)
        unread = _unread(left, right)
        if unread is not None:
            return unread
        before, after = _tree(left), _tree(right)
        if right.sign == "~":
            if self.question.tolerance is None:
                return ForPerson("≈ proves nothing without a tolerance")
            return equality(self.question, after, before)
        if right.sign == "proportional":
            return Equal(after, before, up_to="factor")
        if right.sign in COMPARED:
            return Holds(Relation((right.sign,), (before, after)))  # type: ignore[arg-type]  # one of these signs
        return self._same_value(before, after)

    def _same_value(self, before: Node, after: Node) -> Statement:
        """Return that two formulas have one value, as they are or with what is known put in."""
        ways = [self._agree(*pair) for pair in with_known((before, after), self.known, self.arrays)]
        if any(not symbols(one.left).isdisjoint(symbols(before) | symbols(after)) for one in self.identities):
            ways.append(IDENTITY)
        return ways[0] if len(ways) == 1 else AnyOf(tuple(ways))

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Return the equations that are assumed, and the identities."""
        assumed = (expand(condition, self.question.define) for condition in self.question.assume)
        equations = [one.operands for one in assumed if isinstance(one, Relation) and one.ops == ("=",)]
        return (*(Known(*sides) for sides in equations), *self.identities)

    @cached_property
    def identities(self) -> tuple[Known, ...]:
        """Return the equations that hold for all values of their indices."""
        declared = (one for one in self.question.for_all if one.domain.base == "integer")
        indices = frozenset(one.name for one in declared if one.domain.high is not None)
        trees = (expand(one, self.question.define) for one in self.question.identities)
        return tuple(Known(*one.operands, indices) for one in trees if isinstance(one, Relation))

    def _agree(self, before: Node, after: Node) -> Statement:
        """Return that two formulas have one value, each defined where the other one is."""
        if any(isinstance(node, PARTIAL) for tree in (before, after) for node in walk(tree)):
            return AllOf((Equal(before, after), Equal(after, before)))
        return Equal(before, after)

    def _own(self, member: Member) -> Member:
        """Return the beginning for the name that the author gives it."""
        symbol = next(iter(self.question.fields.values())).symbol
        if symbol and member.tree == Sym(symbol) and self.question.start is not None:
            return replace(member, tree=self.start)
        return member

    def _logical(self, before: Written, one: Written) -> Step:
        sign = one.logic or "implies"
        text = f"line {one.line}: {before.whole.text} {SHOWN[sign]} {one.whole.text}"
        unread = _unread(before.whole, one.whole)
        if unread is not None:
            return Step(one.line, text, unread, one.whole)
        first, second = _tree(before.whole), _tree(one.whole)
        match sign:
            case "iff":
                statement: Statement = SameSolutions(first, second)
            case "implies" if not one.logic:  # it may also be another case, or another solution
                statement = AnyOf((Holds(Logic("implies", (first, second))), ForPerson("whether it shall follow")))
            case "implies":
                statement = Holds(Logic("implies", (first, second)))
            case _:
                statement = Holds(Logic("implies", (second, first)))
        return Step(one.line, text, statement, one.whole)

    # Beginning and end.

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
            found += [one.whole] if whole else [self._own(member) for member in one.members]
        return tuple(found)

    def _start(self) -> Iterator[Claim]:
        if self.question.show is not None:
            yield self._shown(expand(self.question.show, self.question.define))
        if self.start is None:
            return
        first = self.lines[0] if self.lines else None
        text = f"the derivation begins with {self.question.start_text}"
        if first is None:
            yield self._claim("start", text, ForPerson("there is no formula in it"))
            return
        begins = next((one for one in self._firsts() if self._same(one.tree, self.start)), first)
        yield self._claim("start", text, _unread(begins) or self._equal(_tree(begins), self.start))

    def _firsts(self) -> Iterator[Member]:
        for one in self.read.statements:
            if self.is_logical(one):
                yield one.whole
            else:
                yield from (self._own(member) for member in one.members[:1])

    def _same(self, tree: Node | None, other: Node) -> bool:
        return tree is not None and plain(tree, self.arrays) == plain(other, self.arrays)

    def _equal(self, left: Node, right: Node) -> Statement:
        return SameSolutions(left, right) if is_condition(right) else self._same_value(left, right)

    def _shown(self, wanted: Node) -> Claim:
        """Return the claim that one of the lines is what shall be shown, or what follows in all of several cases."""
        ways = self._ends_of_chains(wanted)
        premises: list[Node] = []
        before: Written | None = None
        for one in self.read.statements:
            way = None if one.whole.tree is None else alike(one.whole.tree, wanted, self.arrays)
            if way is not None and one.logic == "implies" and before is not None and before.whole.tree is not None:
                premises.append(before.whole.tree)
            elif way is not None:
                ways.append(way)
            before = one
        if premises:
            ways.append(Holds(premises[0] if len(premises) == 1 else Logic("or", tuple(premises))))
        return self._claim("show", f"{self.question.show_text} is shown", AnyOf((*ways, NOT_CLEAR)))

    def _ends_of_chains(self, wanted: Node) -> list[Statement]:
        """Return that the first and the last member of a chain of equalities are the sides of an equation."""
        match wanted:
            case Relation(("=",), (left, right)):
                chains = (one.members for one in self.read.statements if len(one.members) > 2)
                plain_ = [one for one in chains if all(member.sign == "=" for member in one[1:])]
                ends = [(one[0].tree, one[-1].tree) for one in plain_]
                pairs = [(a, b) for a, b in ends if a is not None and b is not None]
                return [ALL_SHOWN for a, b in pairs if self._same(a, left) and self._same(b, right)]
            case _:
                return []

    def _end(self) -> Iterator[Claim]:
        wanted = self.end
        if wanted is None:
            return
        text = f"the derivation ends with {self.question.end_text}"
        last = self.lines[-1] if self.lines else None
        if last is None or last.tree is None:
            yield self._claim("end", text, UNREAD_LINE, self._free())
            return
        way = alike(last.tree, wanted, self.arrays)
        equal = any_of(tuple(self._equal(tree, wanted) for tree in self._last(last.tree)))
        found: Statement = AllOf((equal, ForPerson("the last line is another form of the end")))
        if way is not None:
            found = AnyOf((AllOf((equal, way)), found))
        elif self.start is not None and self._same(last.tree, self.start):
            found = Settled(False, "end", "The last line is the first one again.")
        yield self._claim("end", text, found, self._free())

    def _last(self, last: Node) -> Iterator[Node]:
        """Yield the last line; and the last lines together, where they may be solutions one by one."""
        yield last
        if is_condition(last) and not any(one.logic for one in self.read.statements):
            trees = [one.tree for one in self.lines[-MAX_LISTED:]]
            conditions = [tree for tree in trees if tree is not None and is_condition(tree)]
            for count in range(2, len(conditions) + 1):
                yield Logic("or", tuple(conditions[-count:]))

    # Lines that are asked for.

    def _waypoints(self) -> Iterator[Claim]:
        after = 0
        for number, waypoint in enumerate(self.question.through, 1):
            wanted = tuple(expand(line, self.question.define) for line in waypoint.lines)
            place, way = self._passed(wanted, after)
            is_last = number == len(self.question.through)
            led = self.steps[after : len(self.steps) if is_last else place] if way is not None else ()
            statement = AllOf((*(step.statement for step in led), way if way is not None else self._missed(wanted)))
            after = place
            text = f"the derivation passes {waypoint.text}"
            claim = self._claim(f"through {number}", text, statement, waypoint.points)
            yield replace(claim, feedback=waypoint.feedback)

    def _passed(self, wanted: Sequence[Node], after: int) -> tuple[int, Statement | None]:
        """Return behind which step a line is passed, and what must hold for it to be that line."""
        ways: list[Statement] = []
        place = after
        for number, step in enumerate(self.steps[after:], after + 1):
            for tree in wanted:
                way = None if step.to.tree is None else alike(step.to.tree, tree, self.arrays)
                if way is ALIKE:
                    return number, self._equal(_tree(step.to), tree)
                if way is not None and plain(_tree(step.to), self.arrays) not in self.asked_for:
                    ways.append(AllOf((self._equal(_tree(step.to), tree), way)))
                    place = number
        return place, AnyOf((*ways, self._missed(wanted))) if ways else None

    @cached_property
    def asked_for(self) -> frozenset[Node]:
        """Return all lines that are asked for, as they are compared."""
        lines = (expand(line, self.question.define) for one in self.question.through for line in one.lines)
        ends = (tree for tree in (self.start, self.end) if tree is not None)
        return frozenset(plain(tree, self.arrays) for tree in (*lines, *ends))

    def _missed(self, wanted: Sequence[Node]) -> Statement:
        """Return that a line was passed over: for certain where no other line has its value, else a person looks."""
        ends = [tree for tree in (self.start, self.end) if tree is not None]
        between = [one for one in self.lines if one.tree is None or not any(self._same(one.tree, end) for end in ends)]
        unread = any(one.tree is None for one in between) or bool(self.read.skipped)
        if unread or len(between) > MAX_BETWEEN:
            return NOT_CLEAR
        ways = [AllOf((self._equal(_tree(one), tree), NOT_CLEAR)) for one in between for tree in wanted]
        return AnyOf((*ways, NOT_PASSED))


NOT_PASSED = Settled(False, "through", "No line of the derivation is the one that is asked for.")
IDENTITY = ForPerson("an identity that is given may matter here")
UNREAD_LINE = ForPerson("a line that is not read")
NOT_CLEAR = ForPerson("no line is written like it")
ALL_SHOWN = Settled(True, "show", "the chain shows it")


def _tree(member: Member) -> Node:
    assert member.tree is not None
    return member.tree


def _unread(*members: Member) -> Statement | None:
    """Return the statement about formulas that could not all be read, None where they were."""
    faults = [f"line {one.line}: {one.error}" for one in members if one.tree is None]
    return Unread(tuple(faults)) if faults else None


def steps_of(question: Question, read: Derivation) -> Sequence[Step]:
    """Return the steps of a derivation."""
    return _Claims(question, read).steps

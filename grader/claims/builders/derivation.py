"""Derivations: each step is a claim, and so is each line that an author asks for, and the beginning and the end.

Lines that carry points are earned with the steps that lead to them, from the one before; then a wrong step costs no
more than these. Without such points every claim is a condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from grader.claims.builders.equality import any_of, equality
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.derivations.likeness import ALIKE, alike, plain
from grader.claims.derivations.reading import Derivation, Member
from grader.claims.derivations.reading import Statement as Written
from grader.claims.derivations.steps import Steps, tree_of, unread
from grader.claims.statements import AllOf, AnyOf, Claim, ForPerson, Holds, Settled, Statement
from grader.language.tree import Logic, Node, Num, Relation, RelationOp, Sym
from grader.problems.question import Question
from grader.problems.tree_kinds import is_condition
from grader.wording import open_reasons, reasons

NOTHING = Fraction(0)
WITH_END: dict[RelationOp, RelationOp] = {"<": "<=", "<=": "<=", ">": ">=", ">=": ">="}
MIRRORED = {"=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
SIGNS = frozenset(MIRRORED)
MAX_CHAINS = 8  # chains of which each may be the one that is asked for; where there are more, nothing is refuted
MAX_LISTED = 4  # conditions in lines of their own that may be solutions one by one
MAX_BETWEEN = 12  # lines that are compared with one that is asked for
NOT_PASSED = Settled(False, "through", reasons.NO_LINE_DERIVATION_ONE)
NO_WAY = Settled(False, "end", reasons.LAST_LINE_FIRST_ONE)
UNREAD_LINE = ForPerson(open_reasons.LINE_NOT_READ)
MORE_CHAINS = ForPerson(open_reasons.MORE_LINES_STAND_THAN)
CASES = Settled(False, "cases", reasons.CASES_LEAVE_OUT)
NOT_CLEAR = ForPerson(open_reasons.NO_LINE_WRITTEN_LIKE)
OTHER_FORM = ForPerson(open_reasons.LAST_LINE_ANOTHER_FORM)
TURNED_ROUND = ForPerson(open_reasons.CHAIN_TURNS_ROUND)
NO_MORE_THAN = ForPerson(open_reasons.CHAIN_NO_EQUALITY)
FROM_END = ForPerson(open_reasons.FIRST_LINE_END_ALREADY)
ALL_SHOWN = Settled(True, "show", reasons.CHAIN_SHOWS)


def derivation_claims(question: Question, read: Derivation) -> tuple[Claim, ...]:
    """Return the claims that a derivation is one: it begins as asked, every step holds, it passes and ends as asked."""
    return tuple(_Claims(question, Steps(question, read, equality)).all())


def _any(conditions: Sequence[Node]) -> Node:
    return conditions[0] if len(conditions) == 1 else Logic("or", tuple(conditions))


def _closed(premise: Node, question: Question) -> Node | None:
    """Return `x > 0` with its end, `x >= 0`; None for conditions that are no half line of one real symbol."""
    reals = {one.name for one in question.for_all if one.domain.base == "real" and not one.domain.shape}
    match premise:
        case Relation((op,), (Sym(name), Num()) | (Num(), Sym(name))) if op in WITH_END and name in reals:
            return Relation((WITH_END[op],), premise.operands)
        case _:
            return None


def _joined(signs: set[str]) -> str:
    """Return the sign between the ends of a chain with these signs, `>` of `= > >=`; empty where they turn round."""
    strict = signs - {"="}
    if not strict:
        return "="
    way = {sign[0] for sign in strict}
    if len(way) > 1 or not strict <= SIGNS:
        return ""
    return min(strict, key=len)


def _turns_round(signs: Sequence[str]) -> bool:
    """Whether a chain says nothing of its first and last member: `a < b > c`, `a != b != c`."""
    ways = {sign[0] for sign in signs if sign in SIGNS and sign != "="}
    return len(ways) > 1 or signs.count("!=") > 1 or ("!=" in signs and bool(ways))


@dataclass(frozen=True)
class _Claims:
    question: Question
    steps: Steps

    def all(self) -> Iterator[Claim]:
        """Yield the claims in the order of the text."""
        yield from self._start()
        for number, step in enumerate(self.steps.steps, 1):
            yield self._claim(f"step {number}", step.text, step.statement, self.free)
        for line in self.steps.read.skipped:
            if line.binds:
                yield self._claim(f"line {line.line}", f"line {line.line}: `{line.text}`", UNREAD_LINE, self.free)
        yield from self._waypoints()
        yield from self._end()

    def _claim(self, id_: str, text: str, statement: Statement, points: Fraction | None = None) -> Claim:
        return Claim(id_, text, statement, setting_of(self.question), points)

    @cached_property
    def free(self) -> Fraction | None:
        """Return the points of what carries none: 0 where lines that are asked for carry them all."""
        return NOTHING if any(one.points is not None for one in self.question.through) else None

    # Beginning and end.

    def _start(self) -> Iterator[Claim]:
        if self.question.show is not None:
            yield self._shown(expand(self.question.show, self.question.define))
        start = self.steps.start
        if start is None:
            return
        firsts = [chain[0] for chain in self._chains()]
        text = f"the derivation begins with {self.question.start_text}"
        if not firsts:
            yield self._claim("start", text, ForPerson(open_reasons.THERE_NO_FORMULA))
            return
        same = [one for one in firsts if self.steps.is_same(one.tree, start)]
        ways = [unread(one) or self.steps.equal(tree_of(one), start) for one in same[:1] or firsts[:MAX_CHAINS]]
        left_out = [] if same or len(firsts) <= MAX_CHAINS else [MORE_CHAINS]
        yield self._claim("start", text, any_of((*ways, *left_out)))

    def _chains(self) -> list[tuple[Member, ...]]:
        """Return the chains that may be the one that is asked for; conditions that are joined are one."""
        steps = self.steps
        logical = [one for one in steps.read.statements if steps.is_logical(one)]
        chains = [tuple(map(steps.own, one.members)) for one in steps.read.statements if not steps.is_logical(one)]
        joined = [tuple(one.whole for one in logical)] if logical else []
        return [*joined, *(chain for chain in chains if chain)]

    def _begins(self, chain: Sequence[Member]) -> bool:
        """Whether a chain begins as it is asked for, to the letter."""
        start, first = self.steps.start, chain[0]
        return start is not None and self.steps.is_same(first.tree, start)

    def _shown(self, wanted: Node) -> Claim:
        """Return the claim that one of the lines is what shall be shown, or what follows in all of several cases."""
        ways = self._ends_of_chains(wanted)
        premises: list[Node] = []
        before: Written | None = None
        for one in self.steps.read.statements:
            way = None if one.whole.tree is None else alike(one.whole.tree, wanted, self.steps.arrays)
            if way is not None and one.logic == "implies" and before is not None and before.whole.tree is not None:
                premises.append(before.whole.tree)
            elif way is not None:
                ways.append(way)
            before = one
        if premises:
            ways.append(Holds(_any(premises)))
            if None not in (closed := [_closed(one, self.question) for one in premises]):
                whole = _any([one for one in closed if one is not None])
                ways.append(AllOf((Holds(whole), Holds(wanted))))  # single points are left out
        read = self.steps.read
        text = f"{self.question.show_text} is shown"
        if len(premises) > 1 and len(read.statements) == 2 * len(premises) and not read.skipped:
            return self._claim(
                "show", text, AnyOf(tuple(ways), CASES)
            )  # of cases alone it is known what they leave out
        return self._claim("show", text, AnyOf((*ways, NOT_CLEAR)))

    def _ends_of_chains(self, wanted: Node) -> list[Statement]:
        """Return that the first and the last member of a chain are the sides of a relation that its signs prove."""
        match wanted:
            case Relation((op,), (left, right)) if op in SIGNS:
                chains = [one.members for one in self.steps.read.statements if len(one.members) > 2]
                found = [(one[0].tree, _joined({member.sign for member in one[1:]}), one[-1].tree) for one in chains]
                turned = [(last, MIRRORED[sign], first) for first, sign, last in found if sign]
                sides = [
                    (first, last)
                    for first, sign, last in (*found, *turned)
                    if sign in {op, op.removesuffix("=")} and first is not None and last is not None
                ]
                same = self.steps.is_same
                return [ALL_SHOWN for first, last in sides if same(first, left) and same(last, right)]
            case _:
                return []

    def _end(self) -> Iterator[Claim]:
        wanted = self.steps.end
        if wanted is None:
            return
        text = f"the derivation ends with {self.question.end_text}"
        every = self._chains()
        chains = [chain for chain in every if chain[0].tree is not None]
        if not chains or any(chain[-1].tree is None for chain in chains):
            yield self._claim("end", text, UNREAD_LINE, self.free)
            return
        likely = sorted(chains, key=self._begins, reverse=True)[:MAX_CHAINS]
        left_out = [MORE_CHAINS] if len(chains) > MAX_CHAINS else []
        left_out += [UNREAD_LINE] if len(chains) < len(every) else []  # the end may stand in one of these
        ways = [self._ends(chain, wanted) for chain in likely]
        yield self._claim("end", text, any_of((*ways, *left_out)), self.free)

    def _ends(self, chain: Sequence[Member], wanted: Node) -> Statement:
        """Return that a chain begins with the beginning, where there is one, and ends with the end."""
        steps, last = self.steps, tree_of(chain[-1])
        way = alike(last, wanted, steps.arrays)
        if way is None and steps.start is not None and steps.is_same(last, steps.start):
            return NO_WAY
        equal = any_of(tuple(steps.equal(tree, wanted) for tree in self._last(chain)))
        told = AllOf((equal, OTHER_FORM)) if way is None else AllOf((equal, AnyOf((way, OTHER_FORM))))
        ends = self._ordered(told, chain)
        if steps.start is None or steps.is_same(chain[0].tree, steps.start):
            return ends
        if steps.is_same(chain[0].tree, wanted):  # all lines have one value: only its form tells the beginning
            return AllOf((ends, FROM_END))
        return AllOf((steps.equal(tree_of(chain[0]), steps.start), ends))

    def _ordered(self, ends: Statement, chain: Sequence[Member]) -> Statement:
        """Return that a chain ends as asked, where its signs say something of its ends: `a < b > c` does not.

        A chain with `<=` says less than it may where both ends have one value, which a person sees.
        """
        signs = [member.sign for member in chain[1:] if member.sign]
        logic = {one.logic for one in self.steps.read.statements if self.steps.is_logical(one)}
        if _turns_round(signs) or {"implies", "impliedby"} <= logic:
            return AllOf((ends, TURNED_ROUND))
        first, last = chain[0].tree, chain[-1].tree
        if first is None or last is None or _joined(set(signs)) not in {"<=", ">="}:
            return ends
        return AllOf((ends, AnyOf((Holds(Relation(("!=",), (first, last))), NO_MORE_THAN))))

    def _last(self, chain: Sequence[Member]) -> Iterator[Node]:
        """Yield the last line; and the last lines together, where they may be solutions one by one."""
        last = tree_of(chain[-1])
        yield last
        if is_condition(last) and not any(one.logic for one in self.steps.read.statements):
            trees = [one.tree for one in chain[-MAX_LISTED:]]
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
            led = self.steps.steps[after : len(self.steps.steps) if is_last else place] if way is not None else ()
            statement = AllOf((*(step.statement for step in led), way if way is not None else self._missed(wanted)))
            after = place
            text = f"the derivation passes {waypoint.text}"
            claim = self._claim(f"through {number}", text, statement, waypoint.points)
            yield replace(claim, feedback=waypoint.feedback)

    def _passed(self, wanted: Sequence[Node], after: int) -> tuple[int, Statement | None]:
        """Return behind which step a line is passed, and what must hold for it to be that line."""
        ways: list[Statement] = []
        place = after
        for number, step in enumerate(self.steps.steps[after:], after + 1):
            for tree in wanted:
                way = None if step.to.tree is None else alike(step.to.tree, tree, self.steps.arrays)
                if way is ALIKE:
                    return number, self.steps.equal(tree_of(step.to), tree)
                if way is not None and plain(tree_of(step.to), self.steps.arrays) not in self.asked_for:
                    ways.append(AllOf((self.steps.equal(tree_of(step.to), tree), way)))
                    place = number
        return place, AnyOf((*ways, self._missed(wanted))) if ways else None

    @cached_property
    def asked_for(self) -> frozenset[Node]:
        """Return all lines that are asked for, as they are compared."""
        lines = (expand(line, self.question.define) for one in self.question.through for line in one.lines)
        ends = (tree for tree in (self.steps.start, self.steps.end) if tree is not None)
        return frozenset(plain(tree, self.steps.arrays) for tree in (*lines, *ends))

    def _missed(self, wanted: Sequence[Node]) -> Statement:
        """Return that a line was passed over: for certain where no other line has its value, else a person looks."""
        ends = [tree for tree in (self.steps.start, self.steps.end) if tree is not None]
        between = [
            one
            for one in self.steps.lines
            if one.tree is None or not any(self.steps.is_same(one.tree, end) for end in ends)
        ]
        is_open = any(one.tree is None for one in between) or bool(self.steps.read.skipped)
        if is_open or len(between) > MAX_BETWEEN:
            return NOT_CLEAR
        ways = [AllOf((self.steps.equal(tree_of(one), tree), NOT_CLEAR)) for one in between for tree in wanted]
        return AnyOf((*ways, NOT_PASSED))

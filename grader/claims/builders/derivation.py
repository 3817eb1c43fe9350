"""Derivations: each step is a claim, and so is each line that an author asks for, and the beginning and the end.

Lines that carry points are earned with the steps that lead to them, from the one before; then a wrong step costs no
more than these. Without such points every claim is a condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from grader.claims.builders.equality import any_of, equality
from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.derivations.following import is_solved
from grader.claims.derivations.found import Derivation, Left, Member
from grader.claims.derivations.likeness import ALIKE, alike, plain
from grader.claims.derivations.shown import in_cases, joined, met, shown, turns_round
from grader.claims.derivations.steps import Steps, tree_of, unread
from grader.claims.derivations.together import are_among, are_found, conditions_of
from grader.claims.solutions import SameSolutions
from grader.claims.statements import AllOf, AnyOf, Claim, ForPerson, Holds, Settled, Statement
from grader.language.tree import ZERO, Logic, Node, Relation
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.wording import open_reasons, reasons

NOTHING = Fraction(0)
MAX_CHAINS = 8  # chains of which each may be the one that is asked for; where there are more, nothing is refuted
MAX_LISTED = 4  # conditions in lines of their own that may be solutions one by one
MAX_BETWEEN = 12  # lines that are compared with one that is asked for
NOT_PASSED = Settled(False, "through", reasons.NO_LINE_DERIVATION_ONE)
NO_WAY = Settled(False, "end", reasons.LAST_LINE_FIRST_ONE)
UNREAD_LINE = ForPerson(open_reasons.LINE_NOT_READ)
MORE_CHAINS = ForPerson(open_reasons.MORE_LINES_STAND_THAN)
NOT_CLEAR = ForPerson(open_reasons.NO_LINE_WRITTEN_LIKE)
OTHER_FORM = ForPerson(open_reasons.LAST_LINE_ANOTHER_FORM)
TURNED_ROUND = ForPerson(open_reasons.CHAIN_TURNS_ROUND)
NO_MORE_THAN = ForPerson(open_reasons.CHAIN_NO_EQUALITY)
GAINED = ForPerson(
    open_reasons.END_NOT_START
)  # lines of conditions may only follow, and the end have too many solutions
FROM_END = ForPerson(open_reasons.FIRST_LINE_END_ALREADY)


def derivation_claims(question: Question, read: Derivation) -> tuple[Claim, ...]:
    """Return the claims that a derivation is one: it begins as asked, every step holds, it passes and ends as asked."""
    return tuple(_Claims(question, Steps(question, read, equality)).all())


def one_set(question: Question) -> SameSolutions | None:
    """Return the statement that the end has the solutions of the beginning; None where they are no conditions."""
    ends = [expand(tree, question.define) for tree in (question.start, question.end) if tree is not None]
    if len(ends) < 2 or not all(map(is_condition, ends)) or ends[0] == ends[1]:
        return None
    return SameSolutions(*ends)


@dataclass(frozen=True)
class _Claims:
    question: Question
    steps: Steps

    def all(self) -> Iterator[Claim]:
        """Yield the claims in the order of the text."""
        yield from self._start()
        for number, step in enumerate(self.steps.steps, 1):
            yield self._claim(f"step {number}", step.text, step.statement, self.free, step.case)
        for line in self.steps.read.skipped:
            if line.binds or line.holds or line.has_unread:
                told = self._told(line)
                text = f"line {line.line}: `{line.text}`"
                points = (
                    None if line.holds or line.has_unread else self.free
                )  # a false reason is no step of which the points are lost
                yield self._claim(f"line {line.line}", text, told, points, line.case)
        yield from self._waypoints()
        yield from self._end()

    def _told(self, line: Left) -> Statement:
        """Return that the relations in what is left aside hold; open where one is not read."""
        if not line.holds or line.has_unread:
            return UNREAD_LINE
        return AnyOf((AllOf(tuple(map(self.steps.told, line.holds))), UNREAD_LINE))

    def _claim(
        self, id_: str, text: str, statement: Statement, points: Fraction | None = None, case: Node | None = None
    ) -> Claim:
        setting = setting_of(self.question)
        if case is not None:
            setting = setting.over(setting.variables, (*setting.assume, case))
        return Claim(id_, text, statement, setting, points)

    @cached_property
    def free(self) -> Fraction | None:
        """Return the points of what carries none: 0 where lines that are asked for carry them all."""
        return NOTHING if any(one.points is not None for one in self.question.through) else None

    # Beginning and end.

    def _start(self) -> Iterator[Claim]:
        if self.question.show is not None:
            wanted = expand(self.question.show, self.question.define)
            yield self._claim("show", f"{self.question.show_text} is shown", shown(self.steps, wanted))
        start = self.steps.start
        if start is None:
            return
        firsts = [chain[0] for chain in self._chains()]
        if self.steps.cases:
            firsts += [one.members[0] for one in self.steps.read.statements if one.case is not None and one.members]
        text = f"the derivation begins with {self.question.start_text}"
        if not firsts:
            yield self._claim("start", text, ForPerson(open_reasons.THERE_NO_FORMULA))
            return
        same = [one for one in firsts if self.steps.is_same(one.tree, start)]
        ways = [unread(one) or self.steps.equal(tree_of(one), start) for one in same[:1] or firsts[:MAX_CHAINS]]
        left_out: list[Statement] = [] if same or len(firsts) <= MAX_CHAINS else [MORE_CHAINS]
        left_out += self._not_read() or self._in_pieces(start)
        yield self._claim("start", text, any_of((*ways, *left_out)))

    def _not_read(self) -> list[Statement]:
        """Return that what is missing may stand in a line that is not read, or hold in a case that is not looked at."""
        is_open = any(one.may_be_formula for one in self.steps.read.skipped) or bool(self.steps.cases)
        return [UNREAD_LINE] if is_open else []

    def _in_pieces(self, start: Node) -> list[Statement]:
        """Return that the conditions with which a derivation begins stand apart, each where it is looked at."""
        lines = [one.whole.tree for one in self.steps.read.statements if not one.logic and one.whole.tree is not None]
        wanted = conditions_of(start)
        return [NOT_CLEAR] if wanted and are_among(wanted, lines, self.steps.arrays) else []

    def _chains(self) -> list[tuple[Member, ...]]:
        """Return the chains that may be the one that is asked for; conditions that are joined are one."""
        steps = self.steps
        logical = [one for one in steps.read.statements if steps.is_logical(one)]
        others = [one for one in steps.read.statements if not steps.is_logical(one) and one.case is None]
        chains = [tuple(map(steps.own, one.members)) for one in others]
        whole = [tuple(one.whole for one in logical)] if logical else []
        return [*whole, *(chain for chain in chains if chain)]

    def _begins(self, chain: Sequence[Member]) -> bool:
        """Whether a chain begins as it is asked for, to the letter."""
        start, first = self.steps.start, chain[0]
        return start is not None and self.steps.is_same(first.tree, start)

    def _end(self) -> Iterator[Claim]:
        wanted = self.steps.end
        if wanted is None:
            return
        text = f"the derivation ends with {self.question.end_text}"
        every = self._chains()
        chains = [chain for chain in every if chain[0].tree is not None]
        if not (chains or self.steps.cases) or any(chain[-1].tree is None for chain in chains):
            yield self._claim("end", text, UNREAD_LINE, self.free)
            return
        likely = sorted(chains, key=self._begins, reverse=True)[:MAX_CHAINS]
        left_out: list[Statement] = [MORE_CHAINS] if len(chains) > MAX_CHAINS else []
        left_out += [UNREAD_LINE] if len(chains) < len(every) else self._not_read()  # the end may stand in one of these
        ways = [self._ends(chain, wanted) for chain in likely]
        ways += (*in_cases(self.steps, wanted), *met(self.steps, self.steps.start, wanted))
        ended = any_of((*ways, *left_out))
        same = one_set(self.question)
        yield self._claim("end", text, AllOf((ended, AnyOf((same, GAINED)))) if same else ended, self.free)

    def _ends(self, chain: Sequence[Member], wanted: Node) -> Statement:
        """Return that a chain begins with the beginning, where there is one, and ends with the end."""
        steps, last = self.steps, self._last_of(chain, wanted)
        if self._leads_back(chain, wanted):
            return steps.equal(last, wanted)
        way = alike(last, wanted, steps.arrays)
        if way is None and steps.start is not None and steps.is_same(last, steps.start):
            is_backwards = len(chain) > 1 and alike(tree_of(chain[0]), wanted, steps.arrays) is not None
            return FROM_END if is_backwards else NO_WAY
        equal = any_of(tuple(steps.equal(tree, wanted) for tree in self._last(last)))
        told = AllOf((equal, OTHER_FORM)) if way is None else AllOf((equal, AnyOf((way, OTHER_FORM))))
        ends = self._ordered(told, chain)
        if steps.start is None or steps.is_same(chain[0].tree, steps.start):
            return ends
        if steps.is_same(chain[0].tree, wanted):  # all lines have one value: only its form tells the beginning
            return AllOf((ends, FROM_END))
        begins = self._in_pieces(steps.start) or [steps.equal(tree_of(chain[0]), steps.start)]
        return AllOf((*begins, ends))

    def _last_of(self, chain: Sequence[Member], wanted: Node) -> Node:
        """Return the last line, and the end where it is several conditions, each of which is a line that holds."""
        statements = self.steps.read.statements
        if any(one.logic == "impliedby" or one.case is not None for one in statements):
            return tree_of(chain[-1])
        lines = [one.tree for one in chain if one.tree is not None]
        is_end = len(chain) > 1 and lines[-1] is chain[-1].tree
        return wanted if is_end and are_found(wanted, lines, self.steps.arrays) else tree_of(chain[-1])

    def _leads_back(self, chain: Sequence[Member], wanted: Node) -> bool:
        """Whether a chain of equalities leads from the end to the beginning: that shows the same."""
        steps = self.steps
        if steps.start is None or is_condition(wanted) or {member.sign for member in chain[1:]} != {"="}:
            return False
        return steps.is_same(chain[0].tree, wanted) and steps.is_same(chain[-1].tree, steps.start)

    def _ordered(self, ends: Statement, chain: Sequence[Member]) -> Statement:
        """Return that a chain ends as asked, where its signs say something of its ends: `a < b > c` does not.

        A chain with `<=` or `∝` says less than it may where both ends have one value, which a person sees.
        """
        signs = [member.sign for member in chain[1:] if member.sign]
        logic = {one.logic for one in self.steps.read.statements if self.steps.is_logical(one)}
        if turns_round(signs) or {"implies", "impliedby"} <= logic:
            return AllOf((ends, TURNED_ROUND))
        first, last = chain[0].tree, chain[-1].tree
        if first is None or last is None:
            return ends
        other: Node = Relation(("!=",), (first, last))
        if "proportional" in signs:
            other = Logic("or", (other, Relation(("=",), (last, ZERO))))  # another multiple, but where both are 0
        elif joined(set(signs)) not in {"<=", ">="}:
            return ends
        return AllOf((ends, AnyOf((Holds(other), NO_MORE_THAN))))

    def _last(self, last: Node) -> Iterator[Node]:
        """Yield the last line; and the last lines together, where they may be solutions one by one."""
        yield last
        logical = [one for one in self.steps.read.statements if self.steps.is_logical(one)]
        found: list[Node] = []
        for one in reversed(logical[-MAX_LISTED:] if is_condition(last) else []):
            if one.whole.tree is None or not is_condition(one.whole.tree):
                return
            if one.logic and (one.logic != "implies" or not is_solved(one.whole.tree)):
                return
            found.insert(0, one.whole.tree)
            if len(found) > 1:
                yield Logic("or", tuple(found))

    # Lines that are asked for.

    def _waypoints(self) -> Iterator[Claim]:
        after = 0
        for number, waypoint in enumerate(self.question.through, 1):
            wanted = tuple(expand(line, self.question.define) for line in waypoint.lines)
            place, way = self._passed(wanted, after)
            is_last = number == len(self.question.through)
            led = self.steps.steps[after : len(self.steps.steps) if is_last else place] if way is not None else ()
            followed = (NOT_CLEAR if step.case is not None else step.statement for step in led)
            statement = AllOf((*followed, way if way is not None else self._missed(wanted)))
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
        is_open = any(one.tree is None for one in between) or any(
            one.may_be_formula or not one.is_reason for one in self.steps.read.skipped
        )
        if is_open or len(between) > MAX_BETWEEN:
            return NOT_CLEAR
        ways = [AllOf((self.steps.equal(tree_of(one), tree), NOT_CLEAR)) for one in between for tree in wanted]
        return AnyOf((*ways, NOT_PASSED))

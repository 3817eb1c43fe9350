"""Equality of expressions of arrays whose sizes are symbols: proved for all sizes, or refuted at small ones."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.claims.statements import Equal, Setting
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.arrays.of_any_size.sizes import names_of, size_of
from grader.evidence.arrays.of_any_size.sizing import SIZED
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.contractions import equal_terms, rearranged
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.matrices.almost_everywhere.coverage import Coverage
from grader.evidence.families.matrices.almost_everywhere.generic import Generic, free_among, is_all
from grader.evidence.families.matrices.assumed import assumed_of_numbers
from grader.evidence.families.matrices.build import MINUS, Builder
from grader.evidence.families.matrices.extrema import with_ranges
from grader.evidence.families.matrices.gradients.slopes import RAMPED, STEPS
from grader.evidence.families.matrices.indexed import Ends, NoEntryError, abstract
from grader.evidence.families.matrices.instances import Search
from grader.evidence.families.matrices.words.cancelling import Cancelling
from grader.evidence.families.matrices.words.entries import by_frame
from grader.evidence.families.matrices.words.spelled import Speller
from grader.evidence.families.matrices.words.table import Table, entry_domain
from grader.evidence.families.matrices.words.values import Several, Value, added, scaled, shapes_differ
from grader.evidence.families.matrices.words.words import letters_of
from grader.evidence.families.matrices.words.written import written
from grader.evidence.oracle import Sign, prove_equal, sign_of
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import SIZE
from grader.evidence.trees.features import facts_of, scan
from grader.evidence.trees.slopes.step_slopes import step_of
from grader.language.domains import Domain, Variable
from grader.language.tree import ZERO, Call, Index, Node, Num, Sym, rebuild, symbols, walk
from grader.records import replace
from grader.verdict import Evidence, Proof, Reason, Unknown
from grader.wording import undecided_reasons

STEPS_A_LETTER = 4  # of a word that is written as a sum over its indices
POSITIVE = Domain(base="integer", low=Num(Fraction(1)), low_closed=True, text="positive integer")


def decide(goal: Goal) -> Evidence | None:
    """Return evidence for or against an equality of arrays with symbols as sizes, None where there are none."""
    statement, setting, budget = goal.plain, goal.setting, goal.budget
    if not isinstance(statement, Equal):
        return None
    shapes = {variable.name: variable.domain.shape for variable in setting.variables if variable.domain.shape}
    trees = tuple(with_ranges(tree, shapes) for tree in (statement.answer, statement.expected))
    statement = replace(statement, answer=trees[0], expected=trees[1])
    has_gradients = any("grad" in facts_of(tree).calls for tree in trees)
    if not has_gradients and not any(variable.domain.shape for variable in setting.variables):
        return None
    facts = scan(trees, budget.limits)
    used = facts.symbols
    arrays = [variable for variable in setting.variables if variable.name in used and variable.domain.shape]
    is_known = all(isinstance(dim, Num) for variable in arrays for dim in variable.domain.shape)
    if is_known and not has_gradients:
        return None
    if (
        statement.up_to is not None
        or facts.is_complex
        or any(variable.domain.base == "complex" for variable in setting.variables)
    ):
        return None
    return Decision(statement, setting, arrays, budget, goal.both).evidence()


class Decision:
    """One decision: both sides as sums of words, the symbols that both share, and small sizes to look at."""

    def __init__(self, statement: Equal, setting: Setting, arrays: list[Variable], budget: Budget, both: bool) -> None:
        self.statement, self.budget, self.both = statement, budget, both
        self.shapes = {v.name: tuple(size_of(dim) for dim in v.domain.shape) for v in arrays}
        self.domains = {v.name: entry_domain(v.domain) for v in arrays}
        self.table = Table(self.domains, self.same, budget)
        self.speller = Speller(self.table, self.shapes)
        own = (size_of(arg) for side in (statement.answer, statement.expected) for node in walk(side)
               if isinstance(node, Call) and node.name in SIZED for arg in node.args)  # fmt: skip
        used = (size for shape in self.shapes.values() for size in shape)
        self.sizes = sorted({name for size in (*used, *own) for name in names_of(size)})
        variables = tuple(replace(v, domain=SIZE) if v.name in self.sizes and is_all(v.domain) else v
                          for v in setting.variables)  # fmt: skip
        self.setting = replace(setting, variables=variables)  # what is any number is any size where it is one
        self.assumed = tuple(part for part in setting.assume if not self._symbols(part) & self.shapes.keys())

    def evidence(self) -> Evidence:
        """Return a proof for all sizes, a counterexample with small ones, or why there is neither."""
        found = self._proof()
        if isinstance(found, Reason):
            return found
        try:
            statement = self._without_gradients()
        except UnclearError:
            return found
        search = Search(statement, self.setting, self._numbers(), self.budget, self.both)
        if isinstance(found, Proof) and not self._is_looked_at_again():
            return found
        point = search.counterexample(is_proved=True) if isinstance(found, Proof) else None
        if point is None and not (isinstance(found, Proof) and search.shared):
            point = search.counterexample()
        if point is not None:
            assert not isinstance(found, Proof), "a proof for all sizes and a counterexample contradict each other"
            return point
        if isinstance(found, Proof) and not search.shared:
            return Unknown(undecided_reasons.NO_POINT_FOUND_BOTH_SIDES)
        return found

    def _is_looked_at_again(self) -> bool:
        """Return whether a proof is: of what has no value everywhere, of determinants and extrema."""
        binders = facts_of(self.statement.answer).binders | facts_of(self.statement.expected).binders
        return self.is_partial or self.table.has("det") or not binders.isdisjoint({"max", "min"})

    def _without_gradients(self) -> Equal:
        """Return the statement with its gradients written out."""
        known = {
            id(node): (node, written(self.speller, value)) for one in self.builders for node, value in one.gradients
        }
        known |= {id(node): (node, self.speller.number(tree)) for one in self.builders for node, tree in one.partials}

        def put_in(tree: Node) -> Node:
            return known[id(tree)][1] if id(tree) in known else rebuild(tree, put_in)

        left, right = (self.statement.answer, self.statement.expected)
        return replace(self.statement, answer=put_in(left), expected=put_in(right))

    def _proof(self) -> Proof | Reason | Unknown:
        self.is_partial = False
        self.builders: list[Builder] = []
        try:
            left, right = self._built()
            sides = _zeros(left, right), _zeros(right, left)
            reason = self._mismatch(*sides)
            if reason is not None:
                return reason
            if not self.same(*sides) and not self._cancel(*sides) and not self._agree_by_entries(*sides):
                return Unknown(undecided_reasons.NO_PROOF_ALL_SIZES)
            one, other = self.builders
            self.is_partial = bool(one.partial or other.partial or one.inverted or other.inverted)
            return Coverage(self).proof()
        except UnclearError as error:
            return Unknown(error.why, error.limit)

    def _built(self) -> tuple[Value, Value]:
        """Return both sides. Shapes that do not fit raise ShapeError in the answer only."""
        conventions = self.setting.conventions
        stepped = frozenset(name for name in STEPS if step_of(name, conventions) is not None)
        stepped |= frozenset[str]() if conventions else RAMPED  # no convention speaks of their slopes
        calls = facts_of(self.statement.answer).calls | facts_of(self.statement.expected).calls
        self.builders = [
            Builder(self.shapes, self.table, self.budget, self.speller, self.of_numbers, "grad" in calls, stepped,
                    ends=self._indices(), by_sigmoid=calls >= {"tanh", "sigmoid"}) for _ in range(2)
        ]  # fmt: skip
        self.assumed = (*self.assumed, *assumed_of_numbers(self.builders[0], self.setting.assume))
        if not self.both:  # what is wrong with the expected side is said first
            expected = self._one(self.builders[1], self.statement.expected, is_answer=False)
            return self._one(self.builders[0], self.statement.answer, is_answer=True), expected
        try:
            answer = self._one(self.builders[0], self.statement.answer, is_answer=True)
        except NoEntryError:
            self._one(self.builders[1], self.statement.expected, is_answer=False)  # that neither has a value is said
            raise
        return answer, self._one(self.builders[1], self.statement.expected, is_answer=True)

    def _one(self, builder: Builder, tree: Node, is_answer: bool) -> Value:
        try:
            return builder.build(tree)
        except ShapeError as error:
            if not self._are_free():
                raise UnclearError(f"whether the shapes fit is not settled: {error.text}", final=True) from None
            if not is_answer:
                raise UnclearError(f"the expected side has no value: {error.text}", final=True) from None
            raise

    def _mismatch(self, answer: Value, expected: Value) -> Reason | None:
        if isinstance(answer, Node) and isinstance(expected, Node):
            return None
        shapes = [(value.height, value.width) if isinstance(value, Several) else () for value in (answer, expected)]
        if shapes[0] == shapes[1]:
            return None
        if not self._are_free():
            raise UnclearError("whether the shapes fit is not settled", final=True)
        return Reason("shape", shapes_differ(answer, expected))

    def _are_free(self) -> bool:
        """Return whether the sizes may be any positive integers."""
        declared = {variable.name: variable.domain for variable in self.setting.variables}
        assumed = frozenset[str]().union(*map(self._symbols, self.setting.assume))
        return not assumed & set(self.sizes) and all(_is_any(declared.get(name)) for name in self.sizes)

    def same(self, left: Value, right: Value) -> bool:
        """Return whether two values are proved to be equal wherever both are defined."""
        return all(
            a == b or isinstance(prove_equal(a, b, self.of_numbers(), self.budget), Proof)
            for a, b in self._pairs(left, right)
        )

    def _cancel(self, left: Value, right: Value) -> bool:
        """Return whether the difference of two values is proved to vanish by what their inverses invert."""
        if isinstance(left, Node) or isinstance(right, Node) or not any(one.inverted for one in self.builders):
            return False
        gap = added([left, scaled(right, MINUS)])
        cancelling = Cancelling(self.table, lambda one: self.same(one, ZERO), self.budget.share(2))
        try:
            return cancelling.vanishes(gap)
        except (DeclinedError, ExceededError):
            return False

    def _agree_by_entries(self, left: Value, right: Value) -> bool:
        """Return the same by sums over entries; steps are left for points to look at."""
        try:
            return self._same_by_entries(left, right, self.budget.share(2))
        except ExceededError:
            return False

    def _same_by_entries(self, left: Value, right: Value, budget: Budget) -> bool:
        """Return whether two values are proved to be equal by sums over their entries in a normal form."""
        row, column = Sym("row[]"), Sym("column[]")
        words = (word for side in (left, right) if isinstance(side, Several) for word in side.terms)
        budget.spend(STEPS_A_LETTER * sum(map(letters_of, words)))
        sides = [side if isinstance(side, Node) else self.speller.entry(side, row, column) for side in (left, right)]
        places = tuple(Variable(place.name, POSITIVE) for place in (row, column))
        known = self.of_numbers()
        setting = replace(known, variables=(*known.variables, *places, *self.speller.variables()))
        first, second = (rearranged(self.speller.number(side), setting, budget) for side in sides)
        if first is None or second is None:
            return False
        if isinstance(prove_equal(first, second, setting, budget), Proof):
            return True
        plain = self.plain(first), self.plain(second)  # sums as symbols whose signs are known
        if isinstance(prove_equal(*plain, self.of_numbers(), budget), Proof):
            return True
        return equal_terms(first, second, setting, budget)

    def sign(self, tree: Node) -> Sign:
        """Return the sign of a number that arrays give."""
        return sign_of(tree, self.of_numbers(), self.budget)

    def _indices(self) -> Ends:
        """Return the ends of the symbols that are declared as integers between two ends."""
        found: dict[str, tuple[Node, Node]] = {}
        for variable in self.setting.variables:
            domain = variable.domain
            is_range = domain.is_integer and not domain.shape and domain.members is None
            if is_range and domain.low is not None and domain.high is not None:
                found[variable.name] = domain.low, domain.high
        return found

    def _numbers(self) -> list[str]:
        """Return the sizes and the symbols that stand in indices, which are numbers at each point that is looked at."""
        trees = (self.statement.answer, self.statement.expected)
        parts = (part for tree in trees for node in walk(tree) if isinstance(node, Index) for part in node.indices)
        used = frozenset[str]().union(*map(symbols, parts)) & self._indices().keys()
        return [*self.sizes, *sorted(used - set(self.sizes))]

    def _pairs(self, left: Value, right: Value) -> Iterator[tuple[Node, Node]]:
        if isinstance(left, Node) and isinstance(right, Node):
            yield left, right
            return
        assert isinstance(left, Several)
        assert isinstance(right, Several)
        first, second = by_frame(self.table, left), by_frame(self.table, right)
        for key in dict.fromkeys((*first, *second)):
            yield first.get(key, ZERO), second.get(key, ZERO)

    def of_numbers(self) -> Setting:
        """Return the setting of the numbers that arrays give; any real numbers may stand for them."""
        declared = self.setting.variables
        known = {variable.name for variable in declared}
        sizes = tuple(Variable(name, SIZE) for name in self.sizes if name not in known)
        return replace(self.setting, variables=(*declared, *sizes, *self.table.variables()), assume=self.assumed)

    def _symbols(self, tree: Node) -> frozenset[str]:
        return facts_of(tree).symbols

    def plain(self, part: Node) -> Node:
        """Return a part that may be undefined with symbols for the sums over entries in it."""
        return abstract(part, self.table, {}, self.sign)

    def generic(self) -> Generic:
        """Return what looks at points for all sizes: of the symbols that may be any real numbers."""
        return Generic(self.table, free_among(self.setting.variables, self.shapes, self.bound()), self.sign)

    def bound(self) -> frozenset[str]:
        """Return the symbols of which something is assumed, but for sizes."""
        return frozenset[str]().union(*map(self._symbols, self.setting.assume)) - frozenset(self.sizes)


def _is_any(domain: Domain | None) -> bool:
    return domain is None or (domain.is_integer and domain.members is None and domain.high is None)


def _zeros(value: Value, other: Value) -> Value:
    """Return 0 as an array of zeros where the other side is an array."""
    return replace(other, terms={}) if value == ZERO and isinstance(other, Several) else value

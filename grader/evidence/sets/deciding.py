"""Whether two sets are the same: exact sets of reals, then members one by one, then values for the parameters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.look import STEPS, shown_place
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.numbers.truth import condition_at, member
from grader.evidence.question.prepare import prepare, speaks_of_complex
from grader.evidence.question.question import NO_POINT
from grader.evidence.sets.build import Sets, mentions_naturals
from grader.evidence.sets.declared import Declared, declared
from grader.evidence.sets.ends import End, Order, OrderError
from grader.evidence.sets.items import finite, same_items
from grader.evidence.sets.lines import Numbers, apart, has, together
from grader.evidence.sets.members import SMALL, nicest
from grader.evidence.sets.periods import is_all, on_one_period
from grader.evidence.sets.residues import by_classes
from grader.evidence.sets.steps import as_conditions, on_a_stretch
from grader.evidence.trees.build import Coordinate, at_place
from grader.evidence.trees.features import facts_of
from grader.language.domains import Variable
from grader.language.tree import Builder, Const, Logic, Node, Relation, Sym, Tup, symbols
from grader.records import dataclass, replace
from grader.verdict import Evidence, Point, Proof, Truth, Unknown
from grader.wording import undecided_reasons

TRIED = 12  # values of the parameters
METHOD = "membership"


def same_set(answer: Node, expected: Node, unknown: Variable | None, setting: Setting, budget: Budget) -> Evidence:
    """Return evidence whether two trees mean the same set, for all values of the parameters.

    `unknown` is the variable of bare conditions: `x > 3` means the numbers of its domain that satisfy it. So does
    `{x : x > 3}`; where `{x in R : x > 3}` says otherwise than the problem, both readings must agree.
    """
    variables = (*setting.variables, *((unknown,) if unknown else ()))
    ways = [_within_declared((answer, expected), variables, setting, keeps) for keeps in (True, False)]
    if ways[0] == ways[1]:
        return _same_in(*ways[0][0], unknown, ways[0][1], budget)
    found = [_same_in(*pair, unknown, inside, budget.share(2)) for pair, inside in ways]
    if isinstance(found[0], Proof) == isinstance(found[1], Proof):
        return next((one for one in found if isinstance(one, Unknown)), found[0])
    return Unknown(undecided_reasons.NOT_SETTLED_WHICH_NUMBERS)


def _within_declared(
    sides: tuple[Node, Node], variables: tuple[Variable, ...], setting: Setting, keeps_stated: bool
) -> tuple[tuple[Node, Node], Setting]:
    """Return two sides and their setting, whose sets by a condition hold declared values of their letters only."""
    has_complex = speaks_of_complex(variables)
    of_domains = Declared(declared(variables, ()), keeps_stated, has_complex)
    assume = tuple(map(of_domains.within, setting.assume))
    of_all = Declared(declared(variables, assume), keeps_stated, has_complex)
    return (of_all.within(sides[0]), of_all.within(sides[1])), replace(setting, assume=assume)


def _same_in(answer: Node, expected: Node, unknown: Variable | None, setting: Setting, budget: Budget) -> Evidence:
    if unknown is not None and is_all(unknown.domain):
        answer, expected = as_conditions((answer, expected), unknown.name) or (answer, expected)
    # A set that is written out holds the same numbers in every period, and does not repeat.
    are_conditions = all(isinstance(side, Relation | Logic) for side in (answer, expected))
    if are_conditions and not any(unknown and unknown.name in symbols(part) for part in setting.assume):
        unknown = on_one_period(unknown, answer, expected)
    question = _Question(answer, expected, unknown, setting)
    if setting.assume and next(_parameters(question, budget), None) is None:
        return NO_POINT
    if not mentions_naturals(answer, expected):
        found = _same(question, budget)
        return (isinstance(found, Unknown) and _on_a_stretch(question, budget)) or found
    both = [_same(replace(question, from_zero=way), budget.share(2)) for way in (False, True)]
    if isinstance(both[0], Proof) == isinstance(both[1], Proof):
        return next((one for one in both if isinstance(one, Unknown)), both[0])
    return Unknown(undecided_reasons.NOT_SETTLED_WHETHER_NATURAL)


def _on_a_stretch(question: _Question, budget: Budget) -> Point | None:
    """Return a number that is in one only of a set that repeats and another one; None where none is found."""
    if question.unknown is None or question.names or not is_all(question.unknown.domain):
        return None
    made = on_a_stretch((question.answer, question.expected), question.unknown)
    if made is None:
        return None
    (answer, expected), unknown = made
    found = _same(replace(question, answer=answer, expected=expected, unknown=unknown), budget.share(2))
    return found if isinstance(found, Point) else None


@dataclass(frozen=True)
class _Question:
    """Are two sets the same, in a setting, with a reading of the natural numbers?"""

    answer: Node
    expected: Node
    unknown: Variable | None
    setting: Setting
    from_zero: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Return the parameters that occur."""
        return (facts_of(self.answer).symbols | facts_of(self.expected).symbols) - {self.inner}

    @property
    def inner(self) -> str:
        """Return the name of the unknown, empty where there is none."""
        return self.unknown.name if self.unknown else ""

    @property
    def any_number(self) -> str:
        """Return the name of an unknown that may be any complex number, empty where there is none."""
        if self.unknown is None or self.unknown.domain.base != "complex" or self.unknown.domain.nonzero:
            return ""
        return "" if any(self.inner in symbols(part) for part in self.setting.assume) else self.inner


def _same(question: _Question, budget: Budget) -> Evidence:
    found = _as_numbers(question, budget)
    if not isinstance(found, Unknown):
        return found
    items = finite(question.answer, question.any_number), finite(question.expected, question.any_number)
    if items[0] is not None and items[1] is not None:
        by_items = same_items(items[0], items[1], question.setting, budget)
        if not isinstance(by_items, Unknown) or not question.names:
            return by_items
    if question.names:
        return _at_parameters(question, budget, found)
    context = Context(budget, question.setting.conventions)
    on_classes = None if question.setting.assume else (question.answer, question.expected, question.unknown)
    return (on_classes and by_classes(*on_classes, context)) or found


def _as_numbers(question: _Question, budget: Budget) -> Evidence:
    """Return evidence from the exact sets of reals that both sides mean, for all parameters."""
    waiting, proofs = [question.setting], 0
    while waiting:
        proofs += 1
        if proofs > budget.limits.max_cases:
            return Unknown(undecided_reasons.ORDER_ENDS_HAS_TOO, "max_cases")
        setting = waiting.pop()
        try:
            found = _made(question if setting is question.setting else replace(question, setting=setting), budget)
        except OrderError as error:
            waiting += [replace(setting, assume=(*setting.assume, condition)) for condition in error.cases]
            continue
        except UndefinedError as error:
            return Unknown(undecided_reasons.END_SET_HAS_NO.format(why=error.why))
        except UnclearError as error:
            if question.answer == question.expected:
                return Proof("identical")
            return _by_points(question, budget) or Unknown(error.why, error.limit)
        except NoValueError as error:
            return Unknown(str(error))
        if not isinstance(found, Proof):
            return found
    return Proof("exact sets")


def _made(question: _Question, budget: Budget) -> Evidence:
    sets = _sets(question, budget)
    given, wanted = sets.set_of(question.answer), sets.set_of(question.expected)
    difference = together(apart, given, wanted, sets.order)
    if not question.names:
        found = nicest(difference, sets.order)
        return Proof("exact sets") if found is None else _counterexample(question, sets, (given, wanted), found)
    if any(line.marks or line.between[0] for line in (difference.other, difference.whole)):
        return Unknown(undecided_reasons.SETS_NOT_PROVED_HAVE)
    return Proof("exact sets")


def _sets(question: _Question, budget: Budget) -> Sets:
    """Return the maker of sets; conditions on the unknown restrict it, the others hold of the parameters."""
    setting, name = question.setting, question.inner
    about_unknown = tuple(part for part in setting.assume if name and name in symbols(part))
    others = tuple(part for part in setting.assume if part not in about_unknown)
    variables = tuple(variable for variable in setting.variables if variable.name != name)
    known = {variable.name for variable in variables}
    variables += tuple(Variable(one) for one in sorted(question.names - known))
    parameters = replace(setting, variables=variables, assume=others)
    order = Order(Context(budget, setting.conventions), parameters)
    return Sets(order, question.unknown, about_unknown, question.from_zero)


def _counterexample(question: _Question, sets: Sets, made: tuple[Numbers, Numbers], found: End) -> Evidence:
    """Return a number of exactly one of two sets as evidence, looked at again in the trees as they stand."""
    inside = tuple(has(numbers, found, sets.order) for numbers in made)
    assert inside[0] != inside[1], "a number of exactly one set is in both or in none"
    for tree, is_inside in zip((question.answer, question.expected), inside, strict=True):
        again = _looked_up(tree, sets, found)
        assert again is None or again == is_inside, f"two looks at {found.text} in {tree} contradict each other"
    name = question.inner or _name(question.answer, question.expected)
    return Point({name: found.shown()}, Truth(inside[0]), Truth(inside[1]), METHOD)


def _by_points(question: _Question, budget: Budget) -> Point | None:
    """Return a number that is in one set only, for sets of which only members can be told."""
    if question.names:
        return None
    sets = _sets(question, budget)
    for end in SMALL:
        told = [_looked_up(tree, sets, end) for tree in (question.answer, question.expected)]
        if None not in told and told[0] != told[1]:
            name = question.inner or _name(question.answer, question.expected)
            return Point({name: end.shown()}, Truth(told[0] is True), Truth(told[1] is True), METHOD)
    return None


def _name(*trees: Node) -> str:
    used = frozenset[str]().union(*(symbols(tree) for tree in trees))
    bound = [node.names[0] for tree in trees for node in [tree] if isinstance(node, Builder)]
    return next((name for name in (*bound, "x", "y", "t", "u") if name not in used), "x")


def _looked_up(tree: Node, sets: Sets, found: End) -> bool | None:
    """Return whether a number is in the set of a tree, evaluated there; None where that cannot be told so."""
    if found.tree is None:
        return None
    value = found.written if found.exact is None else found.exact
    try:
        match tree:
            case Builder(Sym(name), (bound,), condition) if name == bound:
                return _told(condition, name, value, sets)
            case Relation() | Logic() | Const("true" | "false") if sets.unknown is not None:
                told = _told(tree, sets.unknown.name, value, sets)
                return _restricted(sets, found) if told else told
            case Relation() | Logic() | Builder() | Const("true" | "false"):
                return None
            case _:
                at = Evaluator(sets.order.context, {}, STEPS[1])
                return member(at, at.number(found.tree), tree)
    except NoValueError:
        return None


def _told(condition: Node, name: str, value: Coordinate, sets: Sets) -> bool | None:
    """Return whether a condition holds at a number; an undefined relation does not."""
    try:
        return condition_at(Evaluator(sets.order.context, {name: value}, STEPS[1]), condition)
    except UndefinedError:
        return False if isinstance(condition, Relation) else None


def _restricted(sets: Sets, found: End) -> bool | None:
    """Return whether a number is in the domain of the unknown and satisfies what is assumed; None where unclear."""
    assert sets.unknown is not None
    if not has(sets.domain(sets.unknown.domain), found, sets.order):
        return False
    if not sets.assume:
        return True
    value = found.written if found.exact is None else found.exact
    told = [_told(part, sets.unknown.name, value, sets) for part in sets.assume]
    return False if False in told else (None if None in told else True)


# Parameters


def _parameters(question: _Question, budget: Budget) -> Iterator[Place]:
    """Yield values of the parameters that satisfy what is assumed of them."""
    setting, inner = question.setting, question.inner
    parameters = replace(
        setting,
        variables=tuple(variable for variable in setting.variables if variable.name != inner),
        assume=tuple(part for part in setting.assume if not inner or inner not in symbols(part)),
    )
    case, _ = prepare([Tup(tuple(Sym(name) for name in sorted(question.names)))], parameters, budget)
    return points(case.variables, case.setting.assume, case.context)


def _at_parameters(question: _Question, budget: Budget, why: Unknown) -> Evidence:
    """Return a counterexample at values of the parameters, else why the matter stays open."""
    setting = question.setting
    for place in islice(_parameters(question, budget), TRIED):
        restricted = replace(setting, variables=(), assume=tuple(at_place(part, place) for part in setting.assume))
        here = _Question(
            at_place(question.answer, place),
            at_place(question.expected, place),
            question.unknown,
            restricted,
            question.from_zero,
        )
        found = _same(here, budget.share(2))
        if isinstance(found, Point):
            return replace(found, at={**shown_place(place), **found.at})
    return why

"""Two texts with probabilities or moments: the same for all events, or all random variables, or different for some."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from grader.claims.statements import Setting
from grader.comparing.chance import doubts, events, moments
from grader.comparing.chance.calls import Called, Calls
from grader.comparing.logic.deciding import EVERYTHING
from grader.comparing.pieces import tree_of
from grader.evidence import compare as compare_trees
from grader.language.domains import REAL, Domain, Variable
from grader.language.printing import show
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols, walk
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof, Undefined, Unknown, Value
from grader.wording import open_reasons

POSITIVE = Domain(low=Num(Fraction(0)), text="positive")
_PLAIN = (Add, Mul, Neg, Num, Sym, Pow, Div)
Trees = tuple[Node, Node]
Places = dict[str, Node]  # what stands in place of each probability or moment
Example = tuple[Places, Mapping[str, Value]]  # with what is said of it


def of_chances(left: str, right: str) -> Evidence | None:
    """Return evidence whether two texts with probabilities or moments are equal; None for other texts."""
    calls = Calls()
    texts = [calls.without(text) for text in (left, right)]
    if not calls.found or texts[0] is None or texts[1] is None:
        return None
    one, other = tree_of(texts[0]), tree_of(texts[1])
    if (
        one is None
        or other is None
        or not all(isinstance(node, _PLAIN) for tree in (one, other) for node in walk(tree))
    ):
        return None
    kinds = {called.kind for called in calls.found.values()}
    if "P" in kinds and len(kinds) > 1:
        return None
    evidence = (_of_events if kinds == {"P"} else _of_moments)((one, other), calls.found)
    return None if evidence is None else doubts.beside_doubts(evidence, (one, other), calls.found)


def _of_events(trees: Trees, found: Mapping[str, Called]) -> Evidence | None:
    named = {name: events.event_of(called) for name, called in found.items()}
    known = {name: event for name, event in named.items() if event is not None}
    letters = events.letters_of(list(known.values()))
    outside = symbols(trees[0]) | symbols(trees[1])
    if len(known) < len(named) or not 0 < len(letters) <= events.MAX_EVENTS or outside & {*letters, "P"}:
        return None

    def chances(weights: list[Node], sure: str = "") -> Places:
        return {name: events.chance(events.with_sure(event, sure), letters, weights) for name, event in known.items()}

    def counts(space: tuple[int, ...]) -> Places | None:
        values = {name: events.counted(event, letters, space) for name, event in known.items()}
        return (
            {name: Num(value) for name, value in values.items() if value is not None}
            if None not in values.values()
            else None
        )

    examples = [
        (places, {found[name].text: Exact(show(value)) for name, value in places.items()})
        for space in events.SPACES
        if (places := counts(space)) is not None
    ]
    general = chances(events.weights_of(letters))
    assumed = [chances(events.independent_weights(letters))]
    if all(event.given is None for event in known.values()):
        assumed += [chances(events.disjoint_weights(letters, rest=rest)) for rest in (True, False)]
    evidence = _decided(trees, general, examples, assumed if len(letters) > 1 else [])
    if isinstance(evidence, Point):
        for letter in sorted(EVERYTHING.intersection(letters)):
            if not isinstance(_compared(trees, chances(events.weights_of(letters), letter)), Point):
                return Unknown(open_reasons.LETTER_MAY_BE_CONSTANT.format(letter=letter))
    return evidence


def _of_moments(trees: Trees, found: Mapping[str, Called]) -> Evidence | None:
    if any(map(moments.random_letters, trees)):
        return None
    try:
        arguments = {name: moments.argument_trees(called) for name, called in found.items()}
        letters = sorted(
            frozenset[str]().union(*(moments.random_letters(tree) for part in arguments.values() for tree in part))
        )
        if not 0 < len(letters) <= moments.MAX_LETTERS:
            return None

        def all_places(of: Callable[[str, tuple[Node, ...]], Node]) -> Places:
            """Return what stands in each place, the inner ones, which come first, put into the outer ones."""
            places: dict[str, Node] = {}
            for name, part in arguments.items():
                places[name] = of(found[name].kind, tuple(substitute(tree, places) for tree in part))
            return places

        general = all_places(lambda kind, part: moments.moment(kind, part, independent=False))
        assumed = [all_places(lambda kind, part: moments.moment(kind, part, independent=True))]
        examples = [
            (all_places(partial(moments.in_example, letters, rows)), moments.shown(letters, rows))
            for rows in moments.EXAMPLES
        ]
    except moments.DeclinedError:
        return None
    evidence = _decided(trees, general, examples, assumed if len(letters) > 1 else [])
    if "Z" in letters and isinstance(evidence, Point):
        normal = {name: substitute(tree, moments.STANDARD) for name, tree in assumed[0].items()}
        if not isinstance(_compared(trees, normal), Point):
            return Unknown(open_reasons.LETTER_OF_DISTRIBUTION.format(letter="Z"))
    return evidence


def _decided(trees: Trees, general: Places, examples: Sequence[Example], assumed: Sequence[Places]) -> Evidence:
    """Return evidence by what stands in each place in general, which all examples must confirm, or one refute."""
    found = _compared(trees, general)
    again = [_compared(trees, places, said) for places, said in examples]
    if isinstance(found, Proof):
        is_seen = all(isinstance(one, Proof) or _is_undefined(one) for one in again) and any(
            isinstance(one, Proof) for one in again
        )
        return found if is_seen else Unknown(open_reasons.CHANCES_UNDECIDED)
    refuted = next((one for one in again if isinstance(one, Point) and not _is_undefined(one)), None)
    if refuted is None or not isinstance(found, Point):
        return Unknown(open_reasons.CHANCES_UNDECIDED)
    if any(isinstance(_compared(trees, places), Proof) for places in assumed):
        return Unknown(open_reasons.CHANCES_INDEPENDENT)
    return refuted


def _compared(trees: Trees, places: Places, said: Mapping[str, Value] | None = None) -> Evidence:
    """Return evidence with what stands in each place, of which a counterexample says what is said of it."""
    one, other = (substitute(tree, places) for tree in trees)
    names = sorted(symbols(one) | symbols(other))
    variables = tuple(Variable(name, POSITIVE if name.startswith(events.WEIGHT) else REAL) for name in names)
    found = compare_trees(one, other, Setting(variables))
    return replace(found, at={**(said or {}), **found.at}) if isinstance(found, Point) else found


def _is_undefined(found: Evidence) -> bool:
    match found:
        case Point(left=Undefined()) | Point(right=Undefined()):
            return True
        case _:
            return False

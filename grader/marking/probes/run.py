"""Hands in near misses and rewrites of a question's correct examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, islice

from grader.errors import AnswerError
from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.tree import Node, Num, Sym
from grader.language.units.reading import Unit
from grader.marking.answer import Answer
from grader.marking.asked.about.units_named import unit_named
from grader.marking.choices.chosen_options import read_choice
from grader.marking.examples import example_answer
from grader.marking.mark import mark_question
from grader.marking.probes.code_slips import code_slips
from grader.marking.probes.further_misses import further_misses
from grader.marking.probes.near_misses import near_misses
from grader.marking.probes.orders import seem_of_one_order, takes_off_a_class
from grader.marking.probes.places import Changed, everywhere
from grader.marking.probes.rewrites import rewrites
from grader.marking.probes.text_slips import text_slips
from grader.marking.probes.units import same_in_others, unit_misses
from grader.marking.texts.field_texts import read_value
from grader.problems.question import Example, Field, Question
from grader.records import dataclass, replace
from grader.verdict import Outcome, Verdict

FEW = 20  # near misses that come out as wrong: where there are fewer, answers that are further off are tried, too
DRESSES = ("{}.", "**{}**", "\\text{{{}}}", "`{}`", "**{}.**", "\\textbf{{{}}}", "{}!", "  {}  ")
Whole = tuple[tuple[str, str], ...]  # the texts of all fields
MAX_OF_EXAMPLE = 60  # near misses, and as many rewrites, of one example


@dataclass(frozen=True)
class Probe:
    """A correct example of a question, changed: what was changed, and what the answer earns now.

    `means_the_same`: it should be `correct` still; otherwise it most likely should not.
    """

    example: Example
    field: str
    change: str
    text: str
    means_the_same: bool
    outcome: Outcome

    @property
    def is_finding(self) -> bool:
        """Whether an author should look at it."""
        return (self.outcome is Outcome.CORRECT) != self.means_the_same


def probes(question: Question, *, only_same: bool = False) -> Iterator[Probe]:
    """Yield every probe of a question's correct examples, or those alone that mean the same; no answer comes twice.

    Where few near misses come out as wrong, answers that are further off are tried, too, unless many answers are right.
    """
    seen: set[Whole] = set()
    wrong = 0
    for texts in (_texts, _further_texts):
        for example in question.examples:
            if example.outcome == Outcome.CORRECT.value and example.whole is None:
                for name in example.fields:
                    tried = texts(question, name, example.fields[name])
                    for probe in _of_field(question, example, name, tried, seen, only_same=only_same):
                        wrong += not (probe.means_the_same or probe.outcome is Outcome.CORRECT)
                        yield probe
        if only_same or wrong >= FEW or question.require or question.kind.has_weights:
            return


def _of_field(
    question: Question,
    example: Example,
    name: str,
    texts: Iterator[tuple[str, str, bool]],
    seen: set[Whole],
    *,
    only_same: bool,
) -> Iterator[Probe]:
    for text, change, same in texts:
        whole = tuple(sorted({**example.fields, name: text}.items()))
        if whole in seen:
            continue
        seen.add(whole)
        if only_same and not same:
            continue
        verdict = mark_question(question, _with_text(example, name, text))
        if same or not _may_mean_another(question, name, text, verdict):
            yield Probe(example, name, change, text, same, verdict.outcome)


def _may_mean_another(question: Question, name: str, text: str, verdict: Verdict) -> bool:
    """Return whether a text may be read in several ways: a near miss in one of them may be right in another.

    A value that its field cannot hold at all, such as (1, 0) for an interval, is told so before it is marked.
    """
    if question.kind.reads == "value" and verdict.outcome is Outcome.UNREADABLE:
        return True
    if verdict.outcome is not Outcome.UNDECIDED:
        return False
    return any(said.code == "readings" for said in verdict.feedback) or _is_read_twice(question, name, text)


def _is_read_twice(question: Question, name: str, text: str) -> bool:
    if question.kind.reads != "value":
        return False
    try:
        return len(read_value(question, question.fields[name], text)) > 1
    except AnswerError:
        return False


def _texts(question: Question, name: str, text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield other texts for a field, what was changed in each, and whether it means the same."""
    match question.kind.reads:
        case "choice":
            yield from ((other, "another option", False) for other in _other_options(question, text))
        case "value":
            reading = _only_reading(question, name, text)
            if reading is not None:
                tree, unit = reading.tree, reading.unit
                yield from _near_misses(question, question.fields[name], tree, unit)
                yield from ((text, change, True) for change, text in _shown(rewrites(tree), unit))
                yield from () if unit is None else _with_units(question, tree, unit)
        case "code":
            yield from ((other, change, False) for change, other in islice(code_slips(text), MAX_OF_EXAMPLE))
        case "steps":
            yield from ((other, change, False) for change, other in islice(text_slips(text), MAX_OF_EXAMPLE))
        case "words":
            return


def _further_texts(question: Question, name: str, text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield answers that are further off, and other options as people spell and dress them."""
    match question.kind.reads:
        case "choice":
            for option in _other_options(question, text):
                cases = dict.fromkeys((option, option.capitalize(), option.upper()))
                yield from ((dress.format(case), "another option", False) for dress in DRESSES for case in cases)
        case "value":
            reading = _only_reading(question, name, text)
            if reading is not None and reading.unit is None:
                is_growth = question.kind.is_growth
                sizes = [variable.name for variable in question.given]
                for change, other in islice(further_misses(reading.tree), MAX_OF_EXAMPLE):
                    same = is_growth and seem_of_one_order(reading.tree, other, sizes, question.assume)
                    yield show(other), change, same
        case _:
            return


def _near_misses(question: Question, field: Field, tree: Node, unit: Unit | None) -> Iterator[tuple[str, str, bool]]:
    """Yield near misses; of classes of growth those that leave the order as it is mean the same."""
    is_growth = question.kind.is_growth
    sizes = [variable.name for variable in question.given]
    slips = chain(near_misses(tree), everywhere(tree, partial(_other_symbols, question, field)))
    for change, other in islice(slips, MAX_OF_EXAMPLE):
        if is_growth and takes_off_a_class(other):
            continue
        yield _measured(other, unit), change, is_growth and seem_of_one_order(tree, other, sizes, question.assume)


def _other_symbols(question: Question, field: Field, node: Node) -> Iterator[Changed]:
    """Yield the symbols of one kind with a symbol that the field may use, as where an index is wrong."""
    usable = field.names.symbols
    known = {variable.name: (variable.domain.shape, variable.domain.is_integer)
             for variable in (*question.given, *question.for_all) if variable.name in usable}  # fmt: skip
    if isinstance(node, Sym) and node.name in known:
        for name, kind in known.items():
            if name != node.name and kind == known[node.name]:
                yield f"{name} for {node.name}", Sym(name)


def _shown(changed: Iterator[Changed], unit: Unit | None) -> Iterator[tuple[str, str]]:
    return ((change, _measured(tree, unit)) for change, tree in islice(changed, MAX_OF_EXAMPLE))


def _with_units(question: Question, tree: Node, unit: Unit) -> Iterator[tuple[str, str, bool]]:
    """Yield a value in units that are nearly right, and the same in others, which count unless the unit is fixed."""
    is_fixed = question.unit is not None and question.unit.fixed
    is_null = isinstance(tree, Num) and tree.value == 0 and not unit.has_zero  # 0 m is 0 km
    is_named = unit_named(question) == "yes"
    for change, other in unit_misses(unit):
        if not (is_null and other is not None and other.dimension == unit.dimension):
            yield _measured(tree, other), change, is_named and other is None
    for change, changed, other in same_in_others(tree, unit):
        yield _measured(changed, other), change, not is_fixed


def _measured(tree: Node, unit: Unit | None) -> str:
    """Return a value as it is written, with its unit behind it."""
    return show(tree) if unit is None else f"{show(tree)} {unit.text}"


def _only_reading(question: Question, name: str, text: str) -> Reading | None:
    try:
        readings = read_value(question, question.fields[name], text)
    except AnswerError:
        return None
    return readings[0] if len(readings) == 1 else None


def _other_options(question: Question, text: str) -> Iterator[str]:
    options = tuple(question.options) or ("yes", "no")
    try:
        chosen = read_choice(question, text)
    except AnswerError:
        return
    for option in options:
        others = chosen ^ {option} if question.several else frozenset({option})
        if others and others != chosen:
            yield ", ".join(sorted(others))


def _with_text(example: Example, name: str, text: str) -> Answer:
    return example_answer(replace(example, fields={**example.fields, name: text}))

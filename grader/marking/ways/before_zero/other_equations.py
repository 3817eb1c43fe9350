r"""The last look at equations and calculations that hold the answer: `5·3 + 2 = 17`, `16 + 18 = 34`, `2·2·3·7`.

The last member of a chain is the answer. Where that is refuted, the text is looked at once more if it is no claim of
the value that is asked for: no name stands before it, all of it holds, and it goes on from the answer to what the
prompt gives, to a known total, or to another calculation. `x = 10/5 = 3` and `6·8 = 42` stay wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, permutations, product

from grader import marking
from grader.claims.statements import Equal
from grader.language.printing import show
from grader.language.tree import ZERO, Add, Div, Logic, Mul, Neg, Node, Num, Relation, Sym, symbols
from grader.marking.answer import Answer
from grader.marking.ways.before_zero.stated_equations import (
    Equation,
    equations_in,
    is_value,
    operands_of,
    parts_of,
    side_of,
    units_in,
    values_in,
)
from grader.marking.ways.candidates import between_right
from grader.marking.ways.chains.rounded_members import is_proved
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_TRIED = 24  # texts that may be the answer
MAX_PERMUTED = 3  # numbers that a sum or a product is made of, which are tried in every order
MAX_FORMULAS = 12  # of a prompt that sides are compared with
_LOOKS_SO = re.compile(
    r"[+·*×⋅^/]\s*[\d(]|\d.*=|=.*\d|\d\s*(?:[+·*×⋅^⁰¹²³⁴⁵⁶⁷⁸⁹⁻−/-]|\\(?:cdot|times)(?![A-Za-z]))|\\[dt]?frac|\)\s*\(|\d\s*\("
)
_TOTAL = re.compile(
    r"\A[\s$]*[^\W\d_]\w?\s*=(?=[^=]*[+·*×⋅^][^=]*=)"
)  # the A of `A = 6·8 = 48`, whose factors are asked for
_NAMED = re.compile(r"[\s$]*[^\W\d_]\w{0,3}\s*=[^=]*")
_TOTALS = frozenset({"0", "1", "90", "100", "180", "360", "pi", "2 pi"})
_FACTORS = re.compile(r"(?i)factor|faktor|facteur|fattor|fator|prim|divi")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where an equation holds what is proved to be right."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    if not _LOOKS_SO.search(field.text):
        return verdict
    return between_right(
        question, (name, field), islice(dict.fromkeys(_texts(question, field.text)), MAX_TRIED), verdict, mark
    )


def _texts(question: Question, text: str) -> Iterator[str]:
    """Yield what may be the answer within a text."""
    if question.kind.is_set:
        yield from _without_steps(text)
    given, letters = _Given(question), _letters(question)
    equations = equations_in(question, _TOTAL.sub("", text) if question.kind.is_array else text)
    if equations or "=" not in text or _NAMED.fullmatch(text):
        yield from (_as_answer(question, letters, one) for one in given.in_gaps(text))
    if not equations:
        return
    if question.kind.is_set or question.kind.is_array or len(letters) > 1:
        yield from _lists(question, given, equations, letters)
    if question.kind.is_solutions:
        yield from (f"{show(one.sides[-1])} = 0" for one in equations if len(one.sides) > 1 and symbols(one.sides[-1]))
    if not question.kind.is_array and not question.kind.is_shape:
        for value in (value for one in equations for value in _alone(given, one)):
            plain = show(value)
            yield from (_as_answer(question, letters, f"{plain} {unit}".strip()) for unit in units_in(question, text))
            yield _as_answer(question, letters, plain)
    if question.kind.is_expression:
        yield from (show(part) for one in equations for part in _parts(question, given, one))


class _Given:
    """What the prompt of a problem gives: values, results of calculations, sides of formulas, formulas with a gap."""

    def __init__(self, question: Question) -> None:
        self.question = question
        prompt = _FRACTION.sub(r"\1/\2", f"{question.lead} {question.prompt}").replace("√", "sqrt")
        self.text = _RATIO.sub("/", _THOUSANDS.sub("", re.sub(r"\\[,;:! ]|[{}$\\]", " ", prompt)))

    @property
    def has_no_order(self) -> bool:
        """Whether several things are asked for by one noun, and no order of them is told."""
        return marking.ways.before_zero.other_orders.is_unordered(f"{self.question.lead} {self.question.prompt}")

    @property
    def has_ratio(self) -> bool:
        """Whether the prompt gives a ratio, in whose order its numbers stand."""
        return _OF_RATIO.search(f"{self.question.lead} {self.question.prompt}") is not None

    def count(self, tree: Node) -> int:
        """Return how often a value stands in the prompt, without its sign."""
        return len(re.findall(rf"(?<!\d)(?<!\d\.){re.escape(_size(tree))}(?!\d|\.\d)", self.text))

    def is_result(self, tree: Node) -> bool:
        """Whether the prompt gives what a calculation with numbers comes to."""
        value = marking.texts.numbers.settled_commas.value_of(show(tree))
        return value is not None and self.count(Num(abs(value))) > 0

    def are_factors(self, tree: Node) -> bool:
        """Whether a product stands for its factors, of which the prompt speaks."""
        return isinstance(tree, Mul) and _FACTORS.search(self.text) is not None

    def formulas(self) -> Iterator[Node]:
        """Yield the sides of what stands between the dollars of the prompt."""
        prompt = f"{self.question.lead} {self.question.prompt}"
        for one in islice((side for formula in prompt.split("$")[1::2] for side in formula.split("=")), MAX_FORMULAS):
            if (tree := side_of(self.question, one)) is not None:
                yield tree

    def in_gaps(self, text: str) -> Iterator[str]:
        """Yield what a side of a text has at the gap of a formula of the prompt: 5 of `5/6` where it has `?/6`."""
        for gap in _GAP.finditer(self.text):
            before, behind = (_tight(gap[part] or "").strip(".") for part in ("before", "behind"))
            for side in text.split("=") if re.search(r"[\d^]", before + behind) else ():
                plain = _tight(_FRACTION.sub(r"\1/\2", side))
                inside = plain.removeprefix(before).removesuffix(behind)
                if inside and plain == f"{before}{inside}{behind}":
                    yield inside


_OF_RATIO = re.compile(r"(?i)\d\s*:\s*\d|ratio|verhältnis|rapport|razón|proporc")


def _tight(text: str) -> str:
    return _POWER.sub(lambda power: f"^{unicodedata.normalize('NFKC', power[0])}", re.sub(r"[\s{}$]", "", text))


_POWER = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_THOUSANDS = re.compile(r"(?<=\d)\{?,\}?(?=\d{3}(?!\d))")
_RATIO = re.compile(r"(?<=\d)\s*:\s*(?=\d)")
_PART = r"(?:[\d\s.+*/^·×⋅()²³⁴%−-]|(?<![^\W\d_])[^\W\d_²³⁴](?![^\W\d_]))"
_GAP = re.compile(
    rf"(?P<before>{_PART}{{1,40}})?(?:\?|_{{2,}}|□|…|\.{{3}}|(?<!\w)(?:square|Box|ldots|dots)(?!\w))(?P<behind>{_PART}{{0,40}})"
)


def _size(tree: Node) -> str:
    return show(tree.arg if isinstance(tree, Neg) else tree)


def _own(given: _Given, values: Sequence[Node]) -> list[Node]:
    """Return the values that stand more often in an equation than in the prompt, from the end on, each once."""
    left = Counter(map(_size, values))
    left = Counter({_size(one): left[_size(one)] - given.count(one) for one in values})
    found = []
    for one in reversed(values):
        if left[_size(one)] > 0:
            left[_size(one)] -= 1
            found.append(one)
    return list(dict.fromkeys(reversed(found)))


def _alone(given: _Given, equation: Equation) -> Iterator[Node]:
    """Yield the values of an equation that it may have been written for: found by the student, and not its end."""
    *sides, last = equation.sides
    if not sides and (is_value(last) or not given.is_result(last)):
        return
    is_balance = last == ZERO and isinstance(sides[0], Add) and len(sides[0].terms) > 2
    goes_on = not _ends_in_value(equation) or equation.of_formula or given.count(last) > 0 or is_balance
    for one in _own(given, [value for side in equation.sides for value in values_in(side)]):
        size = _positive(one)
        is_telling = not (isinstance(size, Num) and size.value in _SMALL)
        if goes_on or (is_telling and (show(last) in _TOTALS or _is_filled(given, sides, one))):
            yield from (one, _positive(one)) if isinstance(one, Neg) else (one,)


def _ends_in_value(equation: Equation) -> bool:
    """Whether the last side is a result: a value by itself, and no fraction behind another one, `3/4 = 15/20`."""
    *sides, last = equation.sides
    return is_value(last) and not (isinstance(last, Div) and any(isinstance(one, Div) for one in sides))


def _is_filled(given: _Given, sides: Sequence[Node], value: Node) -> bool:
    """Whether nothing but several values that the prompt gives stands beside a value: `8 - 12 + 6` of 8 and 6."""
    others = [one for side in sides for one in values_in(side, is_inner=False) if _size(one) != _size(value)]
    return len(others) > 1 and all(map(given.count, others))


_SMALL = range(10)  # whole numbers that may stand in an equation for another reason


def _lists(question: Question, given: _Given, equations: Sequence[Equation], letters: Sequence[str]) -> Iterator[str]:
    """Yield the lists that values of equations are: what a side is made of, and all that the prompt does not give."""
    for values in filter(None, _listed(given, equations)):
        texts = list(map(show, values if question.kind.is_array else dict.fromkeys(values)))
        if question.kind.is_set:
            yield f"{{{', '.join(texts)}}}"
        elif question.kind.is_array:
            is_made = len(equations[0].sides) > 1 or given.are_factors(equations[0].sides[0])
            is_free = given.has_no_order or (is_made and not given.has_ratio)
            yield from (f"[{', '.join(one)}]" for one in _in_any_order(texts, is_free=is_free))
        elif len(texts) == len(letters):
            yield " and ".join(f"{letter} = {value}" for letter, value in zip(letters, texts, strict=True))


def _in_any_order(texts: Sequence[str], *, is_free: bool) -> Iterator[Sequence[str]]:
    """Yield what a sum or a product is made of; in every order where nothing else tells it, as it has none."""
    yield from permutations(texts) if is_free and len(texts) <= MAX_PERMUTED else (texts,)


def _listed(given: _Given, equations: Sequence[Equation]) -> Iterator[list[Node]]:
    if all(len(one.sides) > 1 or given.is_result(one.sides[0]) or given.are_factors(one.sides[0]) for one in equations):
        yield from _of_sides(equations)
    else:
        return
    for is_exponent, is_last in product((False, True), repeat=2):
        own = []
        for equation in equations:
            looked_at = equation.sides if is_last else _before_end(equation)
            values = (value for one in looked_at for value in values_in(one, is_exponent=is_exponent, is_inner=False))
            own += _own(given, list(values))
        yield list(dict.fromkeys(own))
        yield list(dict.fromkeys(map(_positive, own)))


def _of_sides(equations: Sequence[Equation]) -> Iterator[list[Node]]:
    """Yield what sides are made of: of one that each equation has, of the first of each, of all of one equation."""
    listed = [[one for side in equation.sides if (one := operands_of(side))] for equation in equations]
    for found in (one for one in listed[0] if len(one) > 1):
        if all(any(set(one) == set(found) for one in others) for others in listed[1:]):
            yield found
    if all(listed) and len(listed) > 1:
        yield [value for found in listed for value in found[0]]
    if len(listed) == 1 and len(listed[0]) == len(equations[0].sides):
        yield [value for side in listed[0] for value in side]


def _before_end(equation: Equation) -> tuple[Node, ...]:
    return equation.sides[:-1] if _ends_in_value(equation) else equation.sides


def _positive(tree: Node) -> Node:
    return tree.arg if isinstance(tree, Neg) else tree


def _letters(question: Question) -> list[str]:
    """Return the letters whose values a condition is expected to give, `x = 7 and y = 3`; none of another one."""
    tree = question.accepted[0] if question.kind.is_condition and question.accepted else None
    parts = tree.args if isinstance(tree, Logic) and tree.op == "and" else (tree,)
    solved = [one for one in parts if isinstance(one, Relation) and one.ops == ("=",)]
    letters = [one.operands[0].name for one in solved if isinstance(one.operands[0], Sym)]
    return letters if len(letters) == len(parts) else []


def _as_answer(question: Question, letters: Sequence[str], value: str) -> str:
    if question.kind.is_set:
        return f"{{{value}}}"
    return f"{letters[0]} = {value}" if letters else value


def _parts(question: Question, given: _Given, equation: Equation) -> Iterator[Node]:
    """Yield the summands and factors with letters that a side has and the prompt has not, where it gives that side."""
    if not symbols(equation.sides[0]):
        return
    parts = [part for side in equation.sides for part in parts_of(side) if symbols(part)]
    counts, plain = Counter(map(_size, parts)), re.sub(r"\s", "", given.text)
    found = [one for one in dict.fromkeys(parts) if counts[_size(one)] > plain.count(re.sub(r"\s", "", _size(one)))]
    is_given = any(re.sub(r"\s", "", show(side)) in plain for side in equation.sides)
    if found and (is_given or any(is_proved(question, Equal(equation.sides[0], one)) for one in given.formulas())):
        yield from found


def _without_steps(text: str) -> Iterator[str]:
    """Yield the set of the values of which no later step is made: 24 and 36 of `60/5 = 12, 2·12 = 24, 3·12 = 36`."""
    steps = [_STEP.fullmatch(one) for one in re.split(r"[,;\n]", text)]
    found = [step for step in steps if step is not None]
    if len(found) == len(steps) > 1:
        last = [
            step["value"]
            for place, step in enumerate(found)
            if not any(step["value"] in _NUMBERS.findall(later["made"]) for later in found[place + 1 :])
        ]
        yield from [f"{{{', '.join(last)}}}"] if len(last) < len(found) else []


_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_STEP = re.compile(r"[\s$]*(?P<made>[\d\s.+*/·×()−-]*[+*/·×−-][\d\s.+*/·×()−-]*)=\s*(?P<value>\d+(?:\.\d+)?)[\s$.]*")

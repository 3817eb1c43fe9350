"""What the prompt states, typed back, is for a person: `2x - 5 < 7` solves nothing, though it is equal to `x < 6`.

Only where the answer is a formula of the prompt, sign by sign or as both are read, in any order of sums and products,
and no accepted answer as that is written. So is a quantity of the prompt in a unit that is not asked for: `90 km/h`
in m/s. Where the author asks for a form, that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from grader import marking
from grader.claims.chains import chain
from grader.errors import AnswerError
from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.tree import Builder, Call, Div, Logic, Neg, Node, Num, Relation, SetOf, Sym, Tup, symbols
from grader.marking.answer import Answer
from grader.marking.asked.names.left_names import name_of
from grader.marking.ways.before_credit.inserted import formula_trees, formulas_with_values, is_formula_against_zero
from grader.marking.ways.before_credit.operations_given import is_operation_on_given
from grader.marking.ways.before_credit.orderless import orderless
from grader.marking.ways.before_credit.quantities_given import (
    is_given_otherwise,
    is_given_quantity,
    is_in_another_unit,
)
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict
from grader.wording import unreadable_answers

MAX_TYPED_BACK = 200  # characters of an answer that is looked for in the prompt
_DRESS = re.compile(r"\\(?:left|right|,|;|!|:|displaystyle|limits|cdot|times|quad)(?![A-Za-z])|[\s\\{}$*·×]")
_OPERATION = re.compile(r"[-+/^=<>≤≥−]|\\[A-Za-z]|[∑∏∫√]")
# What a number or a letter by itself has none of; decimals and degrees can be converted.
_WORKED = re.compile(r"[-+/^=<>≤≥−*·×⋅!√∑∏∫°²³¹⁰⁴-⁹∪∩∖|(\[]|\\[A-Za-z]|\d\s*[A-Za-z\d]|[A-Za-z]\s*[A-Za-z\d]|\d\.\d")
_PARTED = re.compile(r"(?<=[\d)}])\s*:\s*(?=[\d(\\])")
_ORDERS = frozenset({"O", "Theta", "Omega", "o", "omega"})
_BOUND = re.compile(r"[<>]")
_END = re.compile(r"[.?!,;:]\Z")
_TYPED = {"−": "-", "≤": "<=", "≥": ">=", r"\leq": "<=", r"\geq": ">=", r"\le": "<=", r"\ge": ">="}
_SIGN = re.compile(r"[−≤≥]|\\[lg]eq?(?![A-Za-z])")


def why_open(question: Question, answer: Answer, verdict: Verdict) -> str:
    """Return why a credited answer is none: the prompt states it; empty where it does not."""
    if len(answer.fields) != 1 or not question.accepted:
        return ""
    ((name, field),) = answer.fields.items()
    if len(field.text) > MAX_TYPED_BACK:
        return ""
    found = verdict.fields.get(name)
    texts = {field.text, (found.read or field.text) if found is not None else field.text}
    if not any(_WORKED.search(one) for one in texts) and question.unit is None and "%" not in field.text:
        return ""
    readings = [one for text in texts for one in _readings(question, name, text)]
    is_back = _is_sign_by_sign(question, field.text, readings)
    if verdict.outcome is Outcome.CORRECT:
        is_back = is_back or _is_as_read(question, name, readings) or _is_operation(question, name, readings)
    is_back = is_back or _are_bounds(question, field.text, readings)
    is_back = is_back and not _is_worked_out(question, name, field.text)
    is_back = is_back or _is_joined(question, name, readings) or is_given_otherwise(question, field.text)
    is_back = is_back or any(is_given_quantity(question, one) for one in readings)
    return unreadable_answers.TYPED_BACK if is_back else ""


def _readings(question: Question, name: str, text: str) -> tuple[Reading, ...]:
    """Return the readings of a text as an answer, none for one that cannot be read."""
    try:
        return marking.texts.field_texts.read_value(question, question.fields[name], text)
    except AnswerError:
        return ()


def _is_worked_out(question: Question, name: str, text: str) -> bool:
    """Whether a chain has a value beside what stands last, `17 = 3 * 5 + 2`, and is no equation that is the answer."""
    if question.kind.is_condition or question.kind.is_set:
        return False
    members = [one for one in chain(text).members[:-1] if name_of(one) is None]
    found = [one for member in members for one in _readings(question, name, member)]
    return any(not _is_as_read(question, name, (one,)) for one in found)


def _is_sign_by_sign(question: Question, text: str, readings: Iterable[Reading]) -> bool:
    """Whether an answer stands in the prompt as it is, and is not read as an accepted one as that is written."""
    typed = _plain(text)
    if _OPERATION.search(text.strip(" $-−+")) is None or typed not in _stated(question):
        return False
    trees = [orderless(one.tree) for one in readings]
    is_accepted = not set(trees).isdisjoint(map(orderless, question.accepted))
    return bool(trees) and not is_accepted and typed not in {_plain(show(tree)) for tree in question.accepted}


def _is_as_read(question: Question, name: str, readings: Iterable[Reading]) -> bool:
    """Whether an answer is a formula of the prompt as both are read, and no accepted one in another order."""
    own = [one for one in readings if one.unit is None or is_in_another_unit(question, one)]
    trees = {orderless(_core(one.tree)) for one in own}
    if not trees or not trees.isdisjoint(orderless(_core(one)) for one in question.accepted):
        return False
    if any(tree in trees for tree in _trees(question, name)):
        return True
    names = question.fields[name].names
    if question.kind.is_set and any(is_formula_against_zero(question, names, tree) for tree in trees):
        return True
    put_in = (one for text in formulas_with_values(question) for one in _readings(question, name, text))
    return any(orderless(one.tree) in trees for one in put_in if not _is_plain(one.tree))


def _are_bounds(question: Question, text: str, readings: Iterable[Reading]) -> bool:
    """Whether bounds that the prompt states stand where it asks for the members between them."""
    if not any(isinstance(one, SetOf) for one in question.accepted):
        return False
    typed = {_plain(text), *(_plain(show(_core(one.tree))) for one in readings)}
    return any(_BOUND.search(one) for one in typed & _stated(question))


def _core(tree: Node) -> Node:
    """Return what a set or an order is told by, `x^2 = 4` of `{x in R : x^2 = 4}`, `n^2` of `O(n^2)`; others whole."""
    if isinstance(tree, Call) and tree.name in _ORDERS and tree.args:
        return tree.args[0]
    if not isinstance(tree, Builder) or not isinstance(tree.value, Sym):
        return tree
    told = tree.condition.args if isinstance(tree.condition, Logic) and tree.condition.op == "and" else ()
    bounds = [one for one in told if not (isinstance(one, Relation) and one.ops == ("in",))]
    return bounds[0] if len(bounds) == 1 else tree.condition


def _is_operation(question: Question, name: str, readings: Iterable[Reading]) -> bool:
    """Whether an answer is an operation on what the prompt gives, and no accepted answer as that is written."""
    trees = [one.tree for one in readings if one.unit is None]
    formulas = partial(formula_trees, question, question.fields[name].names)
    if question.kind.is_condition or not any(is_operation_on_given(question, one, formulas) for one in trees):
        return False
    return set(map(orderless, trees)).isdisjoint(map(orderless, question.accepted))


def _is_joined(question: Question, name: str, readings: Iterable[Reading]) -> bool:
    """Whether an answer is conditions of the prompt joined by `and` or `or`: `x > 1 and x < 3`."""
    trees = [tree for one in readings if isinstance(tree := orderless(one.tree), Logic) and tree.op in {"and", "or"}]
    if not trees or not set(trees).isdisjoint(map(orderless, question.accepted)):
        return False
    stated = {
        orderless(one.tree)
        for formula in marking.asked.prompt_formulas.formulas(question.lead, question.prompt)
        if len(formula.text) <= MAX_TYPED_BACK
        for one in _readings(question, name, formula.text)
    }
    return any(stated.issuperset(tree.args) for tree in trees)


def _trees(question: Question, name: str) -> Iterator[Node]:
    """Yield the trees of a prompt's formulas: of numbers only where the prompt begins with them, `Simplify 6/8`."""
    for formula in marking.asked.prompt_formulas.formulas(question.lead, question.prompt):
        if len(formula.text) > MAX_TYPED_BACK or _WORKED.search(formula.text) is None:
            continue
        as_fraction = _PARTED.sub("/", formula.text)  # `12 : 4`
        for one in _readings(question, name, as_fraction):
            if not _is_plain(_core(one.tree)) or (formula.begins and "=" not in formula.text):
                yield orderless(_core(one.tree))


def _is_plain(tree: Node) -> bool:
    """Whether a tree is a number, a fraction of numbers or a letter, a list or a relation of such."""
    while isinstance(tree, Neg):
        tree = tree.arg
    if isinstance(tree, Relation):
        return all(map(_is_plain, tree.operands))
    if isinstance(tree, Tup):
        return all(map(_is_plain, tree.items))
    if isinstance(tree, Div):
        return all(
            isinstance(one, Num) or (isinstance(one, Neg) and isinstance(one.arg, Num)) for one in (tree.num, tree.den)
        )
    return isinstance(tree, Num | Sym) or (not symbols(tree) and not _WORKED.search(show(tree)))


def _stated(question: Question) -> set[str]:
    """Return the formulas of the prompt, and what stands there without blanks between blanks, by their signs."""
    prompt = f"{question.lead}\n{question.prompt}"
    stated = {_plain(one.text) for one in marking.asked.prompt_formulas.formulas(question.lead, question.prompt)}
    return stated | {_plain(_END.sub("", word)) for word in prompt.split() if _OPERATION.search(word)}


def _plain(text: str) -> str:
    return _DRESS.sub("", _SIGN.sub(lambda sign: _TYPED[sign[0]], _END.sub("", text.strip())))

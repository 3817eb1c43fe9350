"""A network with the weights of an answer put in."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.definitions import expand
from grader.claims.missing import missing
from grader.claims.networks.chosen import Chosen, chosen
from grader.claims.networks.fitting import Fitted, fitted
from grader.claims.networks.layers import LayerError, network_of
from grader.claims.networks.sums import UnfitError, without_arrays
from grader.claims.statements import Settled, Unread
from grader.errors import AnswerError
from grader.language.tree import Node, substitute, symbols
from grader.problems.question import Question
from grader.records import dataclass
from grader.wording import reasons

OUTPUT = "output"


@dataclass(frozen=True)
class Built:
    """A network with its weights put in: the output, or the statement that says why there is none.

    `values` are those of the fields as they fit their domains, `entries` the numbers of each; those `seen` have the
    right shape, whatever the sizes. `chosen` is what the answer chose beside its weights.
    """

    output: Node | None
    fault: Settled | Unread | None
    values: Mapping[str, Node]
    entries: Mapping[str, tuple[Node, ...]]
    faults: Mapping[str, str]
    unread: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    chosen: Chosen | None = None


def built(question: Question, values: Mapping[str, Node], unread: frozenset[str] = frozenset()) -> Built:
    """Return the network of an answer; raises AnswerError where its weights are not written out."""
    known = {name: expand(value, question.define) for name, value in values.items()}
    for name, field in question.fields.items():
        if name not in known and name not in unread and field.default is not None:
            known[name] = expand(field.default, question.define)
    if question.layers is not None:
        return _layered(question, known, unread)
    if any(field.is_chosen_with_others for field in question.fields.values()):
        return _of_choices(question, chosen(question, known, unread), unread)
    fit = fitted(question, known)
    fault = _fault(question, fit, unread)
    output = None
    if fault is None and question.output is not None:
        output = _put_in(question, question.output, fit.values)
    return Built(output, fault, fit.values, fit.entries, fit.faults, unread, frozenset(fit.seen))


def _of_choices(question: Question, found: Chosen, unread: frozenset[str]) -> Built:
    """Return the network of an answer that also chooses sizes, or letters that it leaves open."""
    plain = {name: value for name, value in found.values.items() if name not in found.rules}
    fit = fitted(question, plain)
    fit.values.update({name: found.values[name] for name in found.rules})
    fit.faults.update(found.faults)
    fault = _fault(question, fit, unread)
    if fault is None:
        belonging = [name for name in unread if question.fields[name].free or question.fields[name].is_size]
        fault = Unread(tuple(sorted(unread))) if belonging else missing(found.lacking, unread)
    output = None
    if fault is None and question.output is not None:
        output = _put_in(question, question.output, fit.values)
        output = _with_sums(output) if found.variables or found.rules else output
    return Built(output, fault, fit.values, fit.entries, fit.faults, unread, frozenset(fit.seen | found.rules), found)


def _with_sums(output: Node) -> Node:
    try:
        return without_arrays(output)
    except (UnfitError, ValueError):
        raise AnswerError(reasons.ARRAYS_NOT_SUMMED) from None


def _layered(question: Question, known: Mapping[str, Node], unread: frozenset[str]) -> Built:
    assert question.layers is not None
    if unread:
        return Built(None, Unread(tuple(sorted(unread))), known, {}, {}, unread)
    try:
        network = network_of(question, question.layers, known)
    except LayerError as error:
        return Built(None, Settled(False, error.code, error.text), known, {}, {})
    return Built(network.output, None, known, network.entries, {})


def _fault(question: Question, fit: Fitted, unread: frozenset[str]) -> Settled | Unread | None:
    """Return why there is no output: fields that were left out or could not be read, or whose shapes do not fit."""
    used = symbols(expand(question.output, question.define)) if question.output is not None else frozenset()
    lacking = [name for name in question.fields if name in used and name not in fit.values]
    if (lack := missing(lacking, unread)) is not None:
        return lack
    if fit.faults:
        return Settled(False, "shape", next(iter(fit.faults.values())))
    return None


def _put_in(question: Question, tree: Node, values: Mapping[str, Node]) -> Node:
    try:
        return substitute(expand(tree, question.define), dict(values))
    except ValueError as error:
        raise AnswerError(reasons.ANSWER_CANNOT_BE_PUT_INTO.format(error=error)) from None


def oriented(question: Question, values: Mapping[str, Node]) -> dict[str, Node]:
    """Return the values of fields in the orientation of their domains, where they have one."""
    known = {name: expand(value, question.define) for name, value in values.items()}
    if question.layers is not None or any(field.is_chosen_with_others for field in question.fields.values()):
        return known
    return fitted(question, known).values

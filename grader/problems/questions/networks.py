"""Questions whose answer is a network: its weights, or its layers, and what its output must be."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.language.domains import REAL, Domain
from grader.language.names import Names, Symbol
from grader.language.names.functions import FUNCTIONS
from grader.language.spelling import canonical_name
from grader.language.tree import Call, Index, Node, Num, Sym, substitute, symbols
from grader.problems import models
from grader.problems.declared.activations import is_supported
from grader.problems.declared.declarations import declare
from grader.problems.declared.definitions import define
from grader.problems.declared.readings import read_formula, read_one
from grader.problems.declared.scope import Scope, take_name
from grader.problems.declared.tolerance import read_tolerance
from grader.problems.kinds import KINDS
from grader.problems.layers import ACTIVATED, Layers
from grader.problems.question import Field, Question
from grader.problems.questions.common import Place, accepted_formulas, common, with_scope
from grader.problems.questions.constraints import field_name, read_field, required
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import replace

OUTPUT = "output"  # the network's output in `require`
MAX_LAYERS = 12  # layers that an answer may have, unless the problem says otherwise
MOST_LAYERS = 100  # layers that a problem may allow


def network_question(model: models.Question, answer: models.NetworkAnswer, faults: Faults, place: Place) -> Question:
    """Return the question of a network."""
    scope = declare(answer, faults, KINDS[answer.type])
    hidden = frozenset(variable.name for variable in scope.for_all)
    if answer.layers is None:
        fields, output = _with_fields(answer, scope, hidden)
        layers = None
    else:
        define(scope, answer.define)
        layers = _layers(answer, answer.layers, scope)
        fields, output = layer_fields(scope, layers, hidden), None
    accepted = _accepted(answer, scope, frozenset(fields))
    outputs = Domain(shape=(Num(Fraction(layers.outputs)),), text=f"real^{layers.outputs}") if layers else REAL
    question = with_scope(common(model, faults, place, fields, scope.names), answer, scope)
    if _take(scope, OUTPUT, "the network's output"):
        scope.symbols[OUTPUT] = Symbol(OUTPUT, REAL if layers is None or layers.outputs == 1 else outputs)
    question = replace(
        question,
        accepted=accepted,
        require=required(answer, scope),
        output=output,
        output_text="" if answer.output is None else answer.output.text or OUTPUT,
        layers=layers,
        exists=answer.exists,
    )
    return _with_liberties(question, answer, scope)


def _take(scope: Scope, name: str, what: str) -> bool:
    """Enter a name that belongs to every network; where the problem uses it already, add a fault there."""
    if name in scope.places:
        scope.faults.add_key(scope.places[name], f"{shown(name)} is {what}; choose another name")
        return False
    return take_name(scope, name, ("answer",))


def _with_liberties(question: Question, answer: models.NetworkAnswer, scope: Scope) -> Question:
    if answer.tolerance is not None:
        question = replace(question, tolerance=read_tolerance(answer.tolerance, scope, question.accepted))
        if answer.up_to is not None:
            scope.faults.add(("answer", "tolerance"), "`tolerance` and `up_to` exclude each other")
    return replace(question, up_to=answer.up_to, per_piece=answer.per_piece, same_domain=answer.same_domain)


# Fields and an output.


def _with_fields(
    answer: models.NetworkAnswer, scope: Scope, hidden: frozenset[str]
) -> tuple[dict[str, Field], Node | None]:
    """Return the fields and the output, a formula in them."""
    if not answer.fields:
        scope.faults.add(("answer",), "expected `fields` with `output`, or `layers`")
    declared = {
        name: (key, declaration)
        for key, declaration in answer.fields.items()
        if (name := field_name(scope, key, declaration)) is not None
    }
    define(scope, answer.define)
    fields = read_fields(scope, declared, hidden)
    if answer.output is None:
        if answer.fields:
            scope.faults.add(("answer",), "`output` is missing, a formula in the fields such as w_1^T relu(w_0 x)")
        return fields, None
    return fields, read_formula(answer.output, scope.names, scope.faults, ("answer", "output"))


def read_fields(
    scope: Scope, declared: Mapping[str, tuple[str, models.DeclaredField]], hidden: frozenset[str]
) -> dict[str, Field]:
    """Return the fields, of which each may speak of those that are free, and of the size in its own shape."""
    free = frozenset(name for name, (_, declaration) in declared.items() if declaration.free)
    sizes = {name: _size_field(scope, name, declared) for name in declared}
    found = {}
    for name, (key, declaration) in declared.items():
        seen = free | ({sizes[name]} if sizes[name] else set())
        field = read_field(scope, name, key, declaration, (hidden | declared.keys()) - seen)
        found[name] = replace(field, free=name in free, size=sizes[name], is_size=name in sizes.values())
        if name in free and (scope.symbols[name].domain.shape or declaration.default is not None):
            scope.faults.add(("answer", "fields", key, "free"), "a free field is a number without a default")
    return found


def _size_field(scope: Scope, name: str, declared: Mapping[str, tuple[str, models.DeclaredField]]) -> str:
    """Return the field that says how many entries a vector has, empty where there is none."""
    shape = scope.symbols[name].domain.shape
    sizes = [size.name for size in shape if isinstance(size, Sym) and size.name in declared]
    if sizes and len(shape) > 1:
        path = ("answer", "fields", declared[name][0])
        scope.faults.add(path, f"{shown(sizes[0])} is a field; only the size of a vector may be one")
    if sizes and scope.symbols[sizes[0]].domain.text != "positive integer":
        path = ("answer", "fields", declared[sizes[0]][0])
        scope.faults.add(path, f"{shown(sizes[0])} is a size of other fields; expected the domain positive integer")
    return sizes[0] if len(sizes) == len(shape) == 1 else ""


def _accepted(answer: models.NetworkAnswer, scope: Scope, fields: frozenset[str]) -> tuple[Node, ...]:
    """Return the trees of `expected` or `accept`, none where only conditions are required."""
    if answer.expected is None and answer.accept is None and answer.require:
        return ()
    pairs = accepted_formulas(answer.expected, answer.accept, scope.faults)
    names = scope.without(fields)
    trees = (read_formula(formula, names, scope.faults, path) for path, formula in pairs)
    return tuple(tree for tree in trees if tree is not None)


# Layers as the student likes.


def _layers(answer: models.NetworkAnswer, model: models.Layers, scope: Scope) -> Layers:
    for key in ("fields", "output"):
        if getattr(answer, key):
            scope.faults.add_key(("answer", key), f"`{key}` and `layers` exclude each other")
    inputs = inputs_of(scope)
    if len(inputs) != model.inputs:
        message = f"the network has {model.inputs} inputs, but `for_all` declares {len(inputs)} real numbers"
        scope.faults.add(("answer", "layers", "inputs"), message)
    if model.outputs < 1:
        scope.faults.add(("answer", "layers", "outputs"), "expected at least 1 output")
    return Layers(
        activation=_activation(scope, model.activation),
        inputs=inputs,
        outputs=max(model.outputs, 1),
        concatenate=model.concatenate == "allowed",
        max_layers=_max_layers(scope, model.max_layers),
        width=model.width,
    )


def _max_layers(scope: Scope, asked: int | None) -> int:
    if asked is not None and not 1 <= asked <= MOST_LAYERS:
        scope.faults.add(("answer", "layers", "max_layers"), f"expected a number from 1 to {MOST_LAYERS}")
        return MAX_LAYERS
    return MAX_LAYERS if asked is None else asked


def inputs_of(scope: Scope) -> tuple[Node, ...]:
    """Return the scalars that enter: the quantified symbols in order, vectors by entry."""
    found: list[Node] = []
    for variable in scope.for_all:
        match variable.domain.shape:
            case ():
                found.append(Sym(variable.name))
            case (dim,) if not isinstance(dim, Num):
                message = f"the inputs of `layers` have sizes in numbers; {shown(variable.name)} has any size"
                scope.faults.add(("answer", "for_all", variable.name), message)
            case (Num(size),):
                entries = (Num(Fraction(number)) for number in range(1, int(size) + 1))
                found.extend(Index(Sym(variable.name), (entry,)) for entry in entries)
            case _:
                message = f"an input is a number or a vector; {shown(variable.name)} is a matrix"
                scope.faults.add(("answer", "for_all", variable.name), message)
    return tuple(found)


def _activation(scope: Scope, text: str) -> Node:
    """Return the formula of an activation in `ACTIVATED`: of a function named, or the formula itself."""
    path: Path = ("answer", "layers", "activation")
    tree = _activation_tree(scope, text, path)
    if tree is not None and (ACTIVATED not in symbols(tree) or not is_supported(tree)):
        what = "expected a function of one unit, such as relu, or a formula in z such as leaky_relu(z, 1/10)"
        scope.faults.add(path, f"{what}, not {shown(text)}")
    return tree or Sym(ACTIVATED)


def _activation_tree(scope: Scope, text: str, path: Path) -> Node | None:
    here, bare = Sym(ACTIVATED), text.strip()
    for name, known in FUNCTIONS.items():
        if bare in (name, *known.spellings, *(("H",) if name == "heaviside" else ())):
            if known.least == 1 and not known.arrays:
                return Call(name, (here,))
            break
    defined = scope.define.get(_name(bare))
    if defined is not None and len(defined.parameters) == 1:
        return substitute(defined.body, {defined.parameters[0]: here})
    names = scope.names
    hidden = {variable.name for variable in scope.for_all} - {ACTIVATED}
    kept = {name: symbol for name, symbol in names.symbols.items() if name not in hidden}
    names = Names({**kept, ACTIVATED: Symbol(ACTIVATED)}, names.functions, numbers=names.numbers)
    return read_one(text, names, scope.faults, path)


def _name(text: str) -> str:
    try:
        return canonical_name(text)
    except ValueError:
        return ""


def layer_fields(scope: Scope, layers: Layers, hidden: frozenset[str]) -> dict[str, Field]:
    """Return the fields W_1, b_1, W_2, … that an answer may have."""
    names = scope.without(hidden)
    fields = {}
    read = {"W": replace(names, arrays=True), "b": names}  # `I` are weights that leave what they take as it is
    for number in range(1, layers.max_layers + 1):
        for letter in ("W", "b"):
            name = canonical_name(f"{letter}_{number}")
            rows, columns = Sym(f"n_{number}"), Sym(f"n_{number - 1}")
            shape, text = ((rows, columns), "real^{m x n}") if letter == "W" else ((rows,), "real^m")
            if _take(scope, name, "a field of the layers"):
                fields[name] = Field(name, Domain(shape=shape, text=text), read[letter])
    return fields

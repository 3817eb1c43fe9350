"""Public problems: what students are asked, without any answer. Their models, and how they are loaded.

They are written by `grader.problems.publishing`. A file that says more is none, so that nobody takes a private problem
for a public one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, ValidationError
from pydantic import Field as Key

from grader.errors import AnswerError, Diagnostic, ProblemError
from grader.language.code.program import Frame
from grader.language.domains import REAL, Domain
from grader.language.reader.domains import parse_domain
from grader.language.tree import Num, Sym
from grader.problems.complaints import words
from grader.problems.declared.answer_names import symbol_of
from grader.problems.declared.declarations import declare_functions, declare_symbols, read_spellings
from grader.problems.declared.definitions import define_names
from grader.problems.declared.forms import NOTATIONS
from grader.problems.declared.logarithms import bases_of_logarithms
from grader.problems.declared.scope import Scope
from grader.problems.declared.units import read_asked_unit
from grader.problems.file import FileProblem, is_assignment, read_id
from grader.problems.kinds import KINDS, AnswerType
from grader.problems.layers import ACTIVATED, Layers
from grader.problems.load import load_tree
from grader.problems.models import DeclaredField, Model, Symbols, written_out
from grader.problems.publishing import UNKNOWN
from grader.problems.question import Field, Problem, Problems, Question
from grader.problems.questions.choices import FIELDS
from grader.problems.questions.code import read_inputs
from grader.problems.questions.constraints import field_name
from grader.problems.questions.networks import MAX_LAYERS, inputs_of, layer_fields, read_fields
from grader.problems.texts.faults import Faults, find
from grader.problems.texts.located import Damaged, Located, MappingNode
from grader.problems.texts.source import LIMITS
from grader.problems.texts.typed import Mathematics, Points, Prosaic, Prose, Whole, YesNo, plain
from grader.records import replace

NOT_PUBLIC = "does not belong in a public problem"
PRIVATE = Num(Fraction(0))  # stands for the default of a field that may be left out


class PublicField(Model):
    """A field: its domain, or written out; `optional`: it may be left out; `free`: left open."""

    domain: Mathematics = "real"
    also: Prosaic = ()
    in_: Prosaic = Key((), alias="in")
    optional: YesNo = False
    free: YesNo = False


class PublicLayers(Model):
    """Layers as the student likes."""

    inputs: Whole
    outputs: Whole = 1
    concatenate: Prose = "no"
    max_layers: Whole = MAX_LAYERS
    width: Whole | None = None


class PublicAnswer(Model):
    """What may be known of an answer: its type and options, its fields, and what may stand in it."""

    type: AnswerType
    options: dict[str, Prose] = Key({})
    symbol: Prose = ""
    fields: dict[str, Annotated[PublicField, BeforeValidator(written_out)]] = Key({})
    layers: PublicLayers | None = None
    given: Symbols = Key({})
    for_all: Symbols = Key({})
    functions: dict[str, Mathematics] = Key({})
    define: dict[str, Mathematics] = Key({})
    spellings: dict[str, Mathematics] = Key({})
    inputs: Symbols = Key({})
    library: Literal["torch", "numpy", "either"] = "either"
    names: Prosaic = ()
    unit: Prose = ""
    form: Prosaic = ()
    allow: Prosaic = ()
    up_to: Literal["constant", "factor", "sign"] | None = None
    constants: Prosaic = ()
    numbers: Literal["plain", "english", "continental"] = "plain"


class PublicPart(Model):
    """A problem without parts, or a part."""

    id: Prose
    title: Prose = ""
    prompt: Prose = ""
    points: Points = Fraction(1)
    answer: PublicAnswer


class PublicParted(Model):
    """A problem with parts."""

    id: Prose
    title: Prose = ""
    prompt: Prose = ""
    parts: tuple[PublicPart, ...]


def load_public(path: str | Path) -> Problems:
    """Return the public problems of a file or a folder by id; raises one ProblemError with every fault of the tree."""
    problems, faults = load_tree(path, LIMITS, read_public)
    private = [one for one in faults if one.message.endswith(NOT_PUBLIC)]
    if private:
        faults = (_of_author(path, private), *(one for one in faults if one not in private))
    if faults:
        raise ProblemError(faults)
    return problems


def _of_author(path: str | Path, private: Sequence[Diagnostic]) -> Diagnostic:
    """Return one fault for all that is not public: whoever names the author's folder is not to mend each key."""
    files = len({one.file for one in private})
    holds = f"{files} {'file holds' if files == 1 else 'files hold'} what is not public, first {private[0]}"
    name = Path(path).as_posix()
    return Diagnostic(name, 0, 0, "", f"{holds}; `grader export {name} --public -o PUBLIC` writes public problems")


def read_public(root: Located, file: str, damage: tuple[Diagnostic, ...] = ()) -> FileProblem:
    """Return the public problem of a file as read, or its faults; `damage` are those that reading it has found."""
    if not isinstance(root, MappingNode):
        wrong = Diagnostic(file, root.line, root.column, "", "expected a public problem, with `id` and `answer`")
        return FileProblem(faults=damage if isinstance(root, Damaged) else (wrong, *damage))
    if is_assignment(root):
        return FileProblem(faults=damage)
    faults = Faults(file, root)
    id_ = read_id(root, faults)
    problem = _problem(root, faults, id_) if id_ else None
    found = (*damage, *faults.found)
    return FileProblem(None if found else problem, id_, root.line, root.column, found)


def _problem(root: MappingNode, faults: Faults, id_: str) -> Problem | None:
    model = PublicParted if root.get("parts") is not None else PublicPart
    try:
        read = model.model_validate(plain(root))
    except ValidationError as error:
        _complain(error, faults)
        return None
    if isinstance(read, PublicPart):
        question = _question(read, faults, id_, root)
        return Problem(id_, read.title, read.prompt, read.points, (question,), False, faults.file)
    parts = _parts(read, faults, id_)
    points = sum((part.points for part in parts), Fraction())
    return Problem(id_, read.title, read.prompt, points, parts, True, faults.file)


def _parts(read: PublicParted, faults: Faults, id_: str) -> tuple[Question, ...]:
    found = []
    for number, part in enumerate(read.parts):
        node = find(faults.root, ("parts", number))
        assert isinstance(node, MappingNode)
        own = Faults(faults.file, node, ("parts", number))
        read_id(node, own)
        question = _question(part, own, f"{id_}.{part.id}", node)
        found.append(replace(question, title=question.title or read.title, lead=read.prompt))
        faults.found += own.found
    return tuple(found)


def _complain(error: ValidationError, faults: Faults) -> None:
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        if detail["type"] == "extra_forbidden":
            faults.add_key(path, f"`{path[-1]}` {NOT_PUBLIC}")
        else:
            faults.add(path, words(detail["type"], detail))


# Questions.


def _question(model: PublicPart, faults: Faults, id_: str, root: MappingNode) -> Question:
    answer = model.answer
    scope = Scope(faults, KINDS[answer.type])
    scope.notations, scope.numbers = frozenset(NOTATIONS) & {*answer.allow, *answer.form}, answer.numbers
    if scope.kind.has_expected_value and not scope.kind.is_shape:
        scope.notations |= frozenset(f"log {base}" for base in bases_of_logarithms((), model.prompt))
    scope.spellings = read_spellings(answer.spellings, faults)
    scope.given = declare_symbols(scope, answer.given, ("answer", "given"))
    scope.for_all = declare_symbols(scope, answer.for_all, ("answer", "for_all"))
    declare_functions(scope, answer.functions)
    fields, layers = _fields(answer, scope)
    return Question(
        id=id_,
        type=answer.type,
        points=model.points,
        fields=fields,
        names=scope.names,
        title=model.title,
        prompt=model.prompt,
        given=scope.given,
        for_all=scope.for_all,
        functions=scope.unknown,
        up_to=answer.up_to,
        constants=answer.constants,
        options=answer.options,
        layers=layers,
        frame=_frame(answer, faults),
        unit=read_asked_unit(answer.unit, faults) if answer.unit else None,
        file=faults.file,
        line=root.line,
    )


def _frame(answer: PublicAnswer, faults: Faults) -> Frame | None:
    """Return what code is given, None where no code is asked for."""
    if KINDS[answer.type].reads != "code":
        return None
    inputs = read_inputs(answer.inputs, faults)
    return Frame(inputs, frozenset(answer.names) | {str(one.steps[0]) for one in inputs}, answer.library)


def _fields(answer: PublicAnswer, scope: Scope) -> tuple[Mapping[str, Field], Layers | None]:
    hidden = frozenset(variable.name for variable in scope.for_all)
    if answer.layers is not None:
        _define(answer, scope)
        layers = _layers(answer.layers, scope)
        return layer_fields(scope, layers, hidden), layers
    if answer.fields:
        return _declared_fields(answer, scope, hidden), None
    if scope.kind.reads not in {"value", "steps"}:
        return FIELDS, None
    symbol = symbol_of(scope, answer.symbol)
    _define(answer, scope)
    names = scope.names
    base = Domain("complex", text="complex") if names.complex else REAL
    return {"answer": Field("answer", base, names, symbol=symbol)}, None


def _declared_fields(answer: PublicAnswer, scope: Scope, hidden: frozenset[str]) -> dict[str, Field]:
    declared = {}
    for key, field in answer.fields.items():
        said = {"domain": field.domain, "also": field.also, "in": field.in_, "free": "yes" if field.free else "no"}
        declaration = DeclaredField.model_validate(said)
        name = field_name(scope, key, declaration)
        if name is not None:
            declared[name] = key, declaration
    _define(answer, scope)
    found = read_fields(scope, declared, hidden)
    optional = {key for key, field in answer.fields.items() if field.optional}
    return {
        name: replace(one, default=PRIVATE) if declared[name][0] in optional else one for name, one in found.items()
    }


def _define(answer: PublicAnswer, scope: Scope) -> None:
    """Enter the names of definitions; where a shape stands there must be one."""
    for key, text in answer.define.items():
        try:
            shape = "real" if text.strip() == UNKNOWN else text
            parse_domain(shape)
        except AnswerError:
            scope.faults.add(("answer", "define", key), f"expected a shape, such as real^2; a formula {NOT_PUBLIC}")
    define_names(scope, answer.define)


def _layers(model: PublicLayers, scope: Scope) -> Layers:
    joins = model.concatenate == "allowed"
    return Layers(Sym(ACTIVATED), inputs_of(scope), max(model.outputs, 1), joins, model.max_layers, model.width)

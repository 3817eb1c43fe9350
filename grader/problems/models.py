"""The manual of the YAML: one model for each mapping that an author writes, one line for each key.

Texts of mathematics are still texts here; `grader.problems.meaning` reads them. The descriptions are those of the
JSON Schema. Unknown keys are errors.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from grader.problems.typed import (
    AS_TYPED,
    Amount,
    AnyText,
    Mapped,
    Mathematics,
    Points,
    Prosaic,
    Prose,
    Reveal,
    Share,
    Whole,
    YesNo,
    fault,
    text_typed,
)


class Model(BaseModel):
    """Base of all models: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


# What several types share.


class Declared(Model):
    """A symbol or a field: its domain, or written out `{domain: real, also: [b1]}`."""

    domain: Mathematics = Field("real", description="where it ranges: real, positive, integer, '[0, 1]', '{0, 1}', …")
    also: Prosaic = Field((), description="other spellings of the symbol")


class DeclaredSymbol(Declared):
    """A symbol with the unit in which it is measured: `{domain: positive, unit: kg}`."""

    unit: Prose = Field("", description="what its values are measured in: kg, m/s")


class DeclaredField(Declared):
    """A field of `constraints` or `network`: its domain, or written out with a default and the symbols it may use."""

    default: Mathematics | None = Field(None, description="the value of a field that is left out")
    in_: Prosaic = Field((), alias="in", description="symbols of `for_all` that an answer may use here")


def written_out(value: object) -> object:
    """Return a domain alone as a mapping."""
    is_text = not isinstance(value, dict) or (isinstance(value, Mapped) and value.is_set and value)
    return {"domain": text_typed(value)} if is_text else value


DOMAIN_SCHEMA: dict[str, Any] = {"anyOf": [{"type": ["string", "array", "object"]}]}
Declaration = Annotated[DeclaredSymbol, BeforeValidator(written_out), WithJsonSchema(DOMAIN_SCHEMA)]
FieldDeclaration = Annotated[DeclaredField, BeforeValidator(written_out), WithJsonSchema(DOMAIN_SCHEMA)]


class Formula(Model):
    """Mathematics: a text, or `{cases: [[value, condition], …, [value, otherwise]]}`."""

    text: Mathematics | None = None
    cases: tuple[tuple[Mathematics, Mathematics], ...] = ()


def _formula(value: object) -> object:
    if isinstance(value, dict) and "cases" in value:
        return value
    return {"text": value}


Formal = Annotated[Formula, BeforeValidator(_formula), WithJsonSchema(AS_TYPED)]


class Tolerance(Model):
    """How far an answer may be off: `absolute` and `relative`, or one of the two roundings."""

    absolute: Amount | None = Field(None, description="|answer - expected| is at most this")
    relative: Share | None = Field(None, description="the same as a share of |expected|: 1% or 0.01")
    significant_figures: Whole | None = Field(None, description="both sides rounded to so many figures are equal")
    decimal_places: Whole | None = Field(None, description="both sides rounded to so many places are equal")
    strict: YesNo = Field(False, description="the ends are excluded")
    written: YesNo = Field(False, description="so many digits must be typed")


class Requirement(Model):
    """A condition that the fields must satisfy."""

    claim: Mathematics = Field(description="the condition, such as k = 8")
    points: Points | None = Field(None, description="credit for this condition alone")
    feedback: Prose = Field("", description="what to say where it fails")


Required = Annotated[
    Requirement,
    BeforeValidator(lambda value: value if isinstance(value, dict) and "claim" in value else {"claim": value}),
    WithJsonSchema({"type": ["string", "object"]}),
]
Symbols = dict[str, Declaration]
Inputs = dict[str, Annotated[Declared, BeforeValidator(written_out), WithJsonSchema(DOMAIN_SCHEMA)]]
Definitions = dict[str, Formal]


class FormAsked(Model):
    """A form that an answer must have as it is typed."""

    form: Prose = Field(description="factored, expanded, lowest terms, no sin, like: a(x - h)^2 + k, …")
    points: Points | None = Field(None, description="credit for the form alone, where the value is right")
    feedback: Prose = Field("", description="what to say where the answer has it not")


def _form_asked(value: object) -> object:
    return value if isinstance(value, dict) and "form" in value else {"form": value}


def _forms_asked(value: object) -> object:
    return tuple(map(_form_asked, value)) if isinstance(value, list | tuple) else (_form_asked(value),)


Forms = Annotated[
    tuple[FormAsked, ...],
    BeforeValidator(_forms_asked),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}, {"type": "array"}]}),
]


class Answer(Model):
    """What every kind of answer has."""

    symbol: Prose = Field("", description="the answer's name in formulas: `y = 2 x` is the value 2 x")
    define: Definitions = Field({}, description="named expressions and functions: {u: x + 1, 'f(x, y)': x + y}")
    conventions: dict[str, Mathematics] = Field({}, description="H(0), relu'(0), sign(0), 0 log 0, numbers")
    accept_error: Share | None = Field(None, description="`probable` counts as proved up to this error, such as 1e-30")
    limits: dict[str, Whole] = Field({}, description="limits of deciding, by name, such as {max_steps: 400000}")


class Expected(Answer):
    """What the types with an expected value have: one, or several of which any is right."""

    expected: Formal | None = Field(None, description="the right answer")
    accept: tuple[Formal, ...] | None = Field(None, description="several answers, any of which is right")


class Formed(Answer):
    """What the types have whose answers may be asked for in a form."""

    form: Forms = Field((), description="what the answer must look like as it is typed: factored, expanded, …")
    allow: tuple[Prose, ...] = Field((), description="what an evaluated answer may hold all the same: integral, …")


class UnitAsked(Model):
    """A unit that an answer must have."""

    unit: Prose = Field(description="such as m/s^2; any unit of its dimension is right")
    points: Points | None = Field(None, description="credit for the unit alone")


def _unit_asked(value: object) -> object:
    return value if isinstance(value, dict) else {"unit": value}


class Measured(Answer):
    """What the types have whose answers may have a unit."""

    unit: Annotated[UnitAsked, BeforeValidator(_unit_asked), WithJsonSchema({"type": ["string", "object"]})] | None = (
        Field(None, description="the unit in which `expected` and the tolerance are given: m/s^2")
    )
    unit_form: Literal["any", "fixed"] = Field("any", description="`fixed`: no other unit of the dimension is right")


class Assuming(Answer):
    """What the types with parameters have."""

    given: Symbols = Field({}, description="parameters, with their domains; answers may use them")
    assume: tuple[Mathematics, ...] = Field((), description="conditions between the symbols")


class Quantified(Assuming):
    """What the types with symbols have."""

    for_all: Symbols = Field({}, description="quantified symbols, with their domains")
    functions: dict[str, Mathematics] = Field({}, description="unknown smooth functions: {phi: real -> real}")
    limit: Any = Field(None, description="not supported yet")


# The types.


class NumberAnswer(Expected, Formed, Measured):
    """`{type: number, expected: 73728}`"""

    type: Literal["number"] = Field(description="the kind of answer")
    tolerance: Tolerance | None = Field(None, description="how far it may be off; without it, not at all")


class ExpressionAnswer(Expected, Quantified, Formed, Measured):
    """`{type: expression, for_all: {x: real}, expected: x^2}`"""

    type: Literal["expression"] = Field(description="the kind of answer")
    tolerance: Tolerance | None = Field(None, description="how far it may be off, anywhere on its bounded domain")
    up_to: Literal["constant", "factor", "sign"] | None = Field(None, description="what does not count")
    constants: Prosaic = Field((), description="arbitrary constants of `expected`; an answer may call them otherwise")
    per_piece: YesNo = Field(False, description="a constant of its own on each piece of the domain")
    same_domain: YesNo = Field(False, description="gaps count: defined exactly where the expected answer is")


class TensorAnswer(Expected, Quantified, Formed, Measured):
    """`{type: tensor, expected: [1, 2, 5, 8, 6, 8], credit: per entry}`"""

    type: Literal["tensor"] = Field(description="the kind of answer")
    tolerance: Tolerance | None = Field(None, description="how far each entry may be off")
    same_domain: YesNo = Field(False, description="gaps count: defined exactly where the expected answer is")
    credit: Literal["all", "per entry"] = Field("all", description="`per entry` shares the points equally")


class ShapeAnswer(Expected, Quantified):
    """`{type: shape, expected: '(24, 24, 128)'}`"""

    type: Literal["shape"] = Field(description="the kind of answer")


class SetAnswer(Expected, Quantified, Formed):
    """`{type: set, expected: '(0, 1)'}`; `for_all` names the unknown of conditions such as `x > 3`."""

    type: Literal["set"] = Field(description="the kind of answer")
    tolerance: Tolerance | None = Field(None, description="how far each member of a finite set may be off")
    credit: Literal["all", "per member"] = Field("all", description="`per member` shares the points equally")


class RelationAnswer(Expected, Quantified, Formed):
    """`{type: relation, for_all: {x: real, y: real}, expected: y = 2x + 1}`"""

    type: Literal["relation"] = Field(description="the kind of answer")


class GrowthAnswer(Expected, Assuming):
    """`{type: growth, given: {n: size, d: size}, assume: [n >> d], expected: Theta(n^2 d)}`"""

    type: Literal["growth"] = Field(description="the kind of answer")
    bound: Literal["tight", "strict"] = Field("tight", description="`strict`: the letter O, Theta, … counts, too")
    words: Literal["allowed", "no"] = Field(
        "no", description="`allowed`: `linear in n`, `exponential in l` are answers"
    )


class ThroughLine(Model):
    """A line that a derivation passes."""

    line: Mathematics = Field(description="a formula, or a condition")
    also: tuple[Mathematics, ...] = Field((), description="other forms of the line")
    points: Points | None = Field(None, description="credit for this line and the steps that lead to it")
    feedback: Prose = Field("", description="what to say where it is not passed")


Passed = Annotated[
    ThroughLine,
    BeforeValidator(lambda value: value if isinstance(value, dict) and "line" in value else {"line": value}),
    WithJsonSchema({"type": ["string", "object"]}),
]


class DerivationAnswer(Quantified):
    """`{type: derivation, for_all: {x: real}, start: (x + 1)^2 - 1, end: x (x + 2)}`; `symbol` names the start."""

    type: Literal["derivation"] = Field(description="the kind of answer")
    start: Mathematics | None = Field(
        None, description="the formula, or the condition, that the derivation begins with"
    )
    end: Mathematics | None = Field(None, description="what it ends with")
    show: Mathematics | None = Field(None, description="in their place: a condition that it shows to hold always")
    through: tuple[Passed, ...] = Field((), description="lines that it passes, in order")
    identities: tuple[Mathematics, ...] = Field((), description="equations that hold for all values of their indices")
    called: dict[Literal["start", "end"], Prosaic] = Field({}, description="texts that name the start or the end")
    tolerance: Tolerance | None = Field(None, description="how far both sides of ≈ may be apart")


class Option(Model):
    """An option of a choice: its text, or written out `{text: exponential in l, also: [exponentially]}`."""

    text: Prose = Field(description="the option as it is shown")
    also: Prosaic = Field((), description="other words for it")


Optional = Annotated[
    Option,
    BeforeValidator(lambda value: value if isinstance(value, dict) and "text" in value else {"text": value}),
    WithJsonSchema({"type": ["string", "object"]}),
]


class ChoiceAnswer(Model):
    """`{type: choice, options: {A: linear, B: piecewise-linear}, expected: B}`; without options yes or no."""

    type: Literal["choice"] = Field(description="the kind of answer")
    options: dict[str, Optional] = Field({}, description="the options by key; without them yes or no")
    expected: Prosaic | None = Field(None, description="the key of the right option; a list: choose all of these")
    accept: tuple[Prose, ...] | None = Field(None, description="keys of which any one is right")


def _phrase(value: object) -> str:
    if isinstance(value, list | dict):
        raise fault("expected one text; several stand under `any_of` or `all_of`")
    return text_typed(value)


Phrase = Annotated[str, BeforeValidator(_phrase), WithJsonSchema({"type": ["string", "number"]})]


class TextAsked(Model):
    """What a text must say, in one of five ways: `accept`, `contains`, `pattern`, `any_of`, `all_of`."""

    accept: tuple[AnyText, ...] | None = Field(None, description="texts of which any one is right")
    contains: Phrase | None = Field(None, description="words that must stand in it, one after the other")
    pattern: AnyText | None = Field(None, description="a regular expression (RE2) that the whole text must match")
    any_of: tuple[WithinText, ...] | None = Field(None, description="tests of which one suffices")
    all_of: tuple[WithinText, ...] | None = Field(None, description="tests that must all be passed")


def _text_asked(value: object) -> object:
    return value if isinstance(value, dict) else {"contains": value}


WithinText = Annotated[
    TextAsked, BeforeValidator(_text_asked), WithJsonSchema({"type": ["string", "number", "object"]})
]


class TextAnswer(TextAsked):
    """`{type: text, accept: [overfitting, over-fitting]}`"""

    type: Literal["text"] = Field(description="the kind of answer")
    expected: AnyText | None = Field(None, description="the right text; case and blanks do not count")
    max_edits: Whole = Field(0, description="typing errors that do not count, in words of five letters and more")
    unmatched: Literal["review", "incorrect"] = Field("review", description="what a text is that matches nothing")


class ConstraintsAnswer(Quantified):
    """`{type: constraints, fields: {k: positive integer}, require: [k = 8]}`"""

    type: Literal["constraints"] = Field(description="the kind of answer")
    fields: dict[str, FieldDeclaration] = Field(description="the fields, with their domains")
    require: tuple[Required, ...] = Field(description="the conditions that must hold")
    exists: YesNo = Field(True, description="`no`: there are no such values, and `none` is the right answer")


class Layers(Model):
    """Layers as the student likes: `{activation: relu, inputs: 2, outputs: 1, concatenate: allowed}`."""

    activation: Mathematics = Field(description="relu, tanh, …, or a formula in z, such as leaky_relu(z, 1/10)")
    inputs: Whole = Field(description="the number of inputs")
    outputs: Whole = Field(1, description="the number of outputs")
    concatenate: Literal["allowed", "no"] = Field("no", description="`allowed`: a layer may take earlier outputs too")
    max_layers: Whole | None = Field(None, description="the most layers, the last one included")
    width: Whole | None = Field(None, description="the most units in a hidden layer")


class NetworkAnswer(Expected, Quantified):
    """`{type: network, fields: {w_0: real^n, …}, for_all: {x: real}, output: w_1^T relu(w_0 x), expected: x}`"""

    type: Literal["network"] = Field(description="the kind of answer")
    fields: dict[str, FieldDeclaration] = Field({}, description="the weights; a size in letters is free")
    layers: Layers | None = Field(None, description="in place of fields and output: W_1, b_1, W_2, b_2, …")
    output: Formal | None = Field(None, description="the network's output, a formula in the fields and `for_all`")
    require: tuple[Required, ...] = Field((), description="conditions in which `output` is the network's output")
    tolerance: Tolerance | None = Field(None, description="how far it may be off, anywhere on its bounded domain")
    up_to: Literal["constant", "factor", "sign"] | None = Field(None, description="what does not count")
    per_piece: YesNo = Field(False, description="a constant of its own on each piece of the domain")
    same_domain: YesNo = Field(False, description="gaps count: defined exactly where the expected side is")
    exists: YesNo = Field(True, description="`no`: there are no such weights, and `none` is the right answer")


class CodeAnswer(Model):
    """`{type: code, inputs: {x: 'real^{B x I}', W: 'real^{O x I}'}, expected: return x @ W.T}`"""

    type: Literal["code"] = Field(description="the kind of answer")
    inputs: Inputs = Field(description="what the code is given, with shapes: {x: 'real^{B x I}', 'self.bias': real^O}")
    library: Literal["torch", "numpy", "either"] = Field("either", description="whose rules hold")
    setup: AnyText = Field("", description="code that runs before: objects and functions that answers may use")
    expected: AnyText | None = Field(None, description="code that does what is asked; `grad(loss, x)` is a derivative")
    accept: tuple[AnyText, ...] | None = Field(None, description="several programs, any of which does what is asked")
    sizes: tuple[dict[str, Whole], ...] = Field((), description="the only sizes that count: [{B: 2, I: 3}, …]")
    limits: dict[str, Whole] = Field({}, description="limits of deciding, by name, such as {max_steps: 400000}")


class RubricItem(Model):
    """What earns some of an essay's points."""

    text: Prose = Field(description="what the item asks for; students see it once it is marked")
    points: Points = Field(Fraction(1), description="what it is worth; 1 unless stated")


class EssayAnswer(Model):
    """`{type: essay, rubric: [{points: 2, text: names the missing output bias}]}`"""

    type: Literal["essay"] = Field(description="the kind of answer")
    rubric: tuple[RubricItem, ...] = Field(description="what a person gives points for, item by item")


AnyAnswer = Annotated[
    NumberAnswer
    | ExpressionAnswer
    | TensorAnswer
    | ShapeAnswer
    | SetAnswer
    | RelationAnswer
    | GrowthAnswer
    | DerivationAnswer
    | ChoiceAnswer
    | TextAnswer
    | ConstraintsAnswer
    | NetworkAnswer
    | CodeAnswer
    | EssayAnswer,
    Field(discriminator="type"),
]
ANSWERS: dict[str, type[Model]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(get_args(AnyAnswer)[0])
}


# Beside `answer`.


class Mistake(Model):
    """An answer that earns a score of its own."""

    when: Any = Field(description="the answer, or texts by field; fields not named are free")
    score: Points = Field(Fraction(0), description="what it earns, in the problem's points; nothing unless stated")
    feedback: Prose = Field("", description="what to say")


OUTCOMES = Literal["correct", "partial", "incorrect", "missing", "unreadable", "undecided", "review", "failed"]


class Question(Model):
    """A problem without parts, or a part."""

    id: Prose = Field(description="any text without . / : and blanks at its ends")
    title: Prose = Field("", description="a few words")
    prompt: Prose = Field("", description="what is asked, in Markdown")
    points: Points | None = Field(None, description="1 unless stated, or the sum of the claims' points")
    answer: AnyAnswer = Field(description="what is mathematics")
    mistakes: tuple[Mistake, ...] = Field((), description="known mistakes, looked at after a claim was refuted")
    examples: dict[OUTCOMES, Any] = Field({}, description="answers by the outcome that they must get")
    reveal: Reveal = Field("counterexample", description="what students are shown")
    locate: Prosaic = Field((), description="other headings under which a document may hold the answer")
    tags: Prosaic = Field((), description="words to find the problem by")


class Part(Question):
    """A part: a problem of its own that inherits what stands beside `parts`."""

    answer: Any = Field(None, description="as in a problem; keys that are missing are those beside `parts`")


class Parted(Question):
    """A problem with `parts`; what else it says is inherited by them."""

    answer: Any = Field(None, description="what the parts' answers have in common")
    parts: tuple[Any, ...] = Field(description="the parts, in order")


class WithParts(Parted):
    """A problem with parts, as the JSON Schema describes it."""

    parts: tuple[Part, ...] = Field(description="the parts, in order")

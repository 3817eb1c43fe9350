"""The answer types, one model each, in the order of the manual."""

from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from grader.problems.models.shared import (
    Assuming,
    Expected,
    FieldDeclaration,
    Formal,
    Formed,
    Inputs,
    Measured,
    Model,
    Quantified,
    Required,
    Tolerance,
)
from grader.problems.texts.typed import (
    AnyText,
    Mathematics,
    Points,
    Prosaic,
    Prose,
    Whole,
    YesNo,
    fault,
    text_typed,
)


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
    any_of: "tuple[WithinText, ...] | None" = Field(None, description="tests of which one suffices")
    all_of: "tuple[WithinText, ...] | None" = Field(None, description="tests that must all be passed")


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
    different: Prosaic = Field((), description="fields no two of which may be written alike, up to order")
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

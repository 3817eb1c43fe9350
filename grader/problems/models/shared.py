"""What the models of several answer types share: symbols, formulas, conditions, forms, units."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from grader.problems.texts.typed import (
    AS_TYPED,
    Amount,
    Mapped,
    Mathematics,
    Points,
    Prosaic,
    Prose,
    Share,
    Whole,
    YesNo,
    fault,
    text_typed,
)


class Model(BaseModel):
    """Base of all models: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Declared(Model):
    """A symbol or a field: its domain, or written out `{domain: real, also: [b1]}`."""

    domain: Mathematics = Field("real", description="where it ranges: real, positive, integer, '[0, 1]', '{0, 1}', …")
    also: Prosaic = Field((), description="other spellings of the symbol")


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


class DeclaredSymbol(Declared):
    """A symbol with the unit in which it is measured: `{domain: positive, unit: kg}`."""

    unit: Prose = Field("", description="what its values are measured in: kg, m/s")


class DeclaredField(Declared):
    """A field of `constraints` or `network`: its domain, or written out with a default and the symbols it may use."""

    default: Mathematics | None = Field(None, description="the value of a field that is left out")
    in_: Prosaic = Field((), alias="in", description="symbols of `for_all` that an answer may use here")
    form: Forms = Field((), description="what it must look like as it is typed: uses sin, factored, …")
    free: YesNo = Field(False, description="`yes`: it may be left open, and the claims must hold for all its values")


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


MAX_FIGURES = 1_000  # of a tolerance in digits; numbers of answers have no more


def _figures(number: int) -> int:
    if number > MAX_FIGURES:
        raise fault(f"expected at most {MAX_FIGURES:,} digits (limit max_figures), not {number}")
    return number


Figures = Annotated[Whole, AfterValidator(_figures)]


class Tolerance(Model):
    """How far an answer may be off: `absolute` and `relative`, or one of the two roundings."""

    absolute: Amount | None = Field(None, description="|answer - expected| is at most this")
    relative: Share | None = Field(None, description="the same as a share of |expected|: 1% or 0.01")
    significant_figures: Figures | None = Field(None, description="both sides rounded to so many figures are equal")
    decimal_places: Figures | None = Field(None, description="both sides rounded to so many places are equal")
    strict: YesNo = Field(False, description="the ends are excluded")
    written: YesNo = Field(False, description="so many digits must be typed")
    of: Literal["values", "coefficients"] = Field("values", description="what may be off: values, or each coefficient")


ASKED = frozenset({"claim", "any_of"})
Conditions = Annotated[
    tuple[Mathematics, ...],
    BeforeValidator(lambda value: tuple(value) if isinstance(value, list | tuple) else (value,)),
    WithJsonSchema({"type": ["string", "array"]}),
]


class Requirement(Model):
    """A condition that the fields must satisfy; or lists of conditions, of which all of one must hold."""

    claim: Mathematics | None = Field(None, description="the condition, such as k = 8")
    any_of: tuple[Conditions, ...] = Field((), description="in its place: conditions, or lists of them, one of which")
    points: Points | None = Field(None, description="credit for this condition alone")
    feedback: Prose = Field("", description="what to say where it fails")


Required = Annotated[
    Requirement,
    BeforeValidator(lambda value: value if isinstance(value, dict) and value.keys() & ASKED else {"claim": value}),
    WithJsonSchema({"type": ["string", "object"]}),
]
Symbols = dict[str, Declaration]
Inputs = dict[str, Annotated[Declared, BeforeValidator(written_out), WithJsonSchema(DOMAIN_SCHEMA)]]
Definitions = dict[str, Formal]


class Answer(Model):
    """What every kind of answer has."""

    symbol: Prose = Field("", description="the answer's name in formulas: `y = 2 x` is the value 2 x")
    spellings: dict[str, Mathematics] = Field({}, description="texts, and what they stand for: {'\\nabla_x L': g}")
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
    allow: Prosaic = Field((), description="what an evaluated answer may hold all the same: integral, …")


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
    functions: dict[str, Mathematics] = Field(
        {}, description="unknown smooth functions: {F: real -> real, phi: 'real -> real, compact support'}"
    )
    limit: dict[str, Mathematics] = Field({}, description="a parameter and where it tends to: {beta: oo}")

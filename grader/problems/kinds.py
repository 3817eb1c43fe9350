"""The answer types, one row each: what marking, submissions and the reading of problems ask of them.

Nobody compares the name of a type: a property says what is meant. A new type is its model (`models`), its question
(`meaning`), a row here and its claims (`grader.claims.builders`); mypy and a test name what is still lacking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal

from grader.language.reader import Expect
from grader.records import dataclass

AnswerType = Literal[
    "number",
    "expression",
    "tensor",
    "shape",
    "set",
    "relation",
    "growth",
    "derivation",
    "choice",
    "text",
    "constraints",
    "network",
    "code",
    "essay",
]


@dataclass(frozen=True)
class Kind:
    """What is asked of an answer type.

    - `reads`: mathematics, the key of an option, a program, words as they stand, or steps of a derivation. `expects`:
      as what mathematics is read.
    - `written`: where an answer stands in a document: in a line, in a line or a list of entries, as all that stands
      under the heading, or as a block of code.
    - `by_person`: a person marks it.
    - `is_one_number`: square brackets around an answer only group, since it is no array; `as expected`: where the right
      answer is none.
    - `has_expected_value`: the right answer is a value, which could be handed in as it stands.
    - `default_form`: the form that is asked of an answer though nobody says so.
    - `may_be_none`: values are asked for that need not exist, so `none` is an answer.
    - `has_weights`: its fields are the weights of a network.
    - `has_limits`: its claims may hold in the limit of a parameter.
    - `has_coefficients`: a tolerance may be one of the coefficients.
    - `takes_any`: every value that fulfils what is required is right, so that an answer may be called an example.
    - `arrays`: which symbols may be arrays: none; those with sizes in numbers; fields with sizes in letters, too; all,
      as in the algebra of matrices, where `I` is the identity.
    """

    name: AnswerType
    reads: Literal["value", "choice", "code", "words", "steps"] = "value"
    expects: Expect = "expression"
    written: Literal["line", "list", "section", "code"] = "line"
    by_person: bool = False
    is_one_number: Literal["never", "as expected", "always"] = "never"
    has_expected_value: bool = False
    default_form: Literal["evaluated", "closed"] | None = None
    may_be_none: bool = False
    has_weights: bool = False
    arrays: Literal["none", "sizes in numbers", "fields of any size", "any size"] = "none"
    has_limits: bool = False
    has_coefficients: bool = False
    takes_any: bool = False

    def __reduce__(self) -> tuple[Callable[[AnswerType], Kind], tuple[AnswerType]]:
        return kind_of, (self.name,)

    @cached_property
    def is_solutions(self) -> bool:
        """Whether an answer is a set or a condition, which is right where the same points belong to it."""
        return self.is_set or self.is_condition

    @cached_property
    def is_expression(self) -> bool:
        """Whether what an answer holds of mathematics are expressions: no sets, conditions, shapes or classes."""
        return self.expects == "expression"

    @cached_property
    def is_condition(self) -> bool:
        """Whether the answer is a condition."""
        return self.expects == "condition"

    @cached_property
    def is_set(self) -> bool:
        """Whether the answer is a set."""
        return self.expects == "set"

    @cached_property
    def is_array(self) -> bool:
        """Whether the answer is the entries of one array."""
        return self.is_expression and self.written == "list"

    @cached_property
    def is_shape(self) -> bool:
        """Whether the answer is the shape of an array."""
        return self.expects == "shape"

    @cached_property
    def is_growth(self) -> bool:
        """Whether an answer is a class of growth, where sizes may be assumed to be far apart: `n >> d`."""
        return self.expects == "growth"


_ROWS = (
    Kind("number", is_one_number="always", has_expected_value=True, default_form="closed"),
    Kind(
        "expression",
        is_one_number="as expected",
        has_expected_value=True,
        default_form="evaluated",
        arrays="any size",
        has_limits=True,
        has_coefficients=True,
    ),
    Kind("tensor", written="list", has_expected_value=True, default_form="closed", arrays="sizes in numbers"),
    Kind("shape", expects="shape", written="list", has_expected_value=True),
    Kind("set", expects="set", written="list"),
    Kind("relation", expects="condition", arrays="any size"),
    Kind("growth", expects="growth"),
    Kind("derivation", reads="steps", written="section", arrays="any size"),
    Kind("choice", reads="choice"),
    Kind("text", reads="words"),
    Kind("constraints", may_be_none=True, arrays="fields of any size", has_limits=True, takes_any=True),
    Kind("network", may_be_none=True, has_weights=True, arrays="fields of any size"),
    Kind("code", reads="code", written="code"),
    Kind("essay", reads="words", written="section", by_person=True),
)
KINDS: Mapping[AnswerType, Kind] = {kind.name: kind for kind in _ROWS}


def kind_of(name: AnswerType) -> Kind:
    """Return the row of a type."""
    return KINDS[name]

"""Why a method of `evidence` does not decide. Students read it where answers are revealed."""

from __future__ import annotations

from typing import Final

# Definedness.
WHERE_EXPRESSIONS_DEFINED: Final = "Where the expressions are defined was not settled within the limits."
EXPECTED_EXPRESSION_DEFINED_NOWHERE: Final = "The expected expression is defined nowhere in the domain."
NO_POINT_FOUND_BOTH: Final = "No point was found at which both sides are surely defined."
CONVENTION_NOT_NAMED_DECIDES: Final = "A convention that is not named decides on a part of the domain."
LIMIT_BY_COMPLEX: Final = "{name} is complex, and limits along all ways in the plane are not decided yet"
DERIVATIVE_BY_ISOLATED: Final = "{name} has isolated values, so there is no derivative by it"

# Code.
RULES_BOTH_LIBRARIES_LEAD: Final = "the rules of both libraries lead to different verdicts ({said})"
CODE_COULD_NOT_RUN: Final = "the code could not be run on any input ({open})"
CODE_AGREES_ALL_INPUTS: Final = "the code agrees on all {seen} inputs that were tried; there is no proof for all sizes"
NOT_READ_HERE: Final = "{said} is not read here."

# Derivatives.
ONE_SIDE_INTEGRAL_OTHER: Final = "one side is an integral by {var}, and the other one is no function of {var}"
CONSTANT_MAY_ANOTHER_ONE: Final = (
    "the constant may be another one on each side of {gap}, where the integrand has values"
)

# Growth.
TWO_SIDES_COULD: Final = "the two sides could not be compared"

# Matrices.
NO_POINT_FOUND_BOTH_SIDES: Final = "no point was found at which both sides are defined"
NO_PROOF_ALL_SIZES: Final = "no proof for all sizes and no counterexample with small sizes was found"
WHERE_INVERSES_EXIST: Final = "where the inverses exist is not settled"
WHERE_BOTH_SIDES_DEFINED: Final = "where both sides are defined is not settled"

# Piecewise.
BOTH_SIDES_AGREE_POINTS: Final = "{words}; both sides agree at the {held} points that were tried"
TOLERANCE_HOLDS_POINTS: Final = "{words}; the tolerance holds at the {held} points that were tried"
CONDITION_HOLDS_POINTS_WERE: Final = "{words}; the condition holds at the {held} points that were tried"
DIFFERENCE_COMES_TOO_CLOSE: Final = "the difference comes too close to the tolerance"
SOLVER_FOUND_NEITHER_PROOF: Final = "the solver found neither a proof nor a counterexample"
NONE_MODELS_SOLVER_CONFIRMED: Final = "none of {tried} models of the solver was confirmed"
DECIDED_FUNCTIONS_ONE_REAL: Final = (
    "{name} is decided of functions of one real symbol that are made of pieces of lines with rational numbers"
)

# Relations.
CONDITIONS_COMPLEX_NUMBERS: Final = "conditions on complex numbers are not decided"
DOMAIN_EMPTY: Final = "the domain is empty"
CONDITIONS_TOO_CLOSE_CALL: Final = "the conditions are too close to call"

# Forms.
WHETHER_ANSWER_NOT_DECIDED: Final = "whether the answer is {text} is not decided: {error}"

# Normal form.
NORMAL_FORM_EXCEEDS: Final = "the normal form exceeds {limit}"
NORMAL_FORM_DOES: Final = "the normal form does not cover {error}"
NORMAL_FORM_DOES_NOT_COVER: Final = "the normal form does not cover cases in an assumption"

# Question.
WHERE_ANSWER_DEFINED: Final = "where the answer is defined is not settled"
EVIDENCE_ERROR_NAMES_NO: Final = "evidence with an error names no gaps"
NO_PROOF_NO_COUNTEREXAMPLE: Final = "no proof and no counterexample was found"
NETWORK_FOR_EVERY_SIZE: Final = (
    "whether the network comes that close for every value of its letters was neither proved nor refuted"
)
NO_POINT_DOMAIN_FOUND: Final = "no point of the domain was found"

# Sets.
NOT_SETTLED_WHETHER_NATURAL: Final = "it is not settled whether 0 is a natural number, and that decides"
NOT_SETTLED_WHICH_NUMBERS: Final = "a set is by its own words of other numbers than the problem says, and that decides"
ORDER_ENDS_HAS_TOO: Final = "the order of the ends has too many cases"
END_SET_HAS_NO: Final = "an end of the set has no value: {why}"
SETS_NOT_PROVED_HAVE: Final = "the sets are not proved to have the same ends"
SETS_HAVE_TOO_MANY: Final = "the sets have too many members to be compared one by one"
MEMBER_HAS_NO_PARTNER: Final = "a member has no partner"
SETS_SETS_NOT_DECIDED: Final = "sets of sets are not decided"
THESE_EQUAL_DIFFERENT: Final = "these are equal as {value} and different as {value_2}"

# Statements.
TOLERANCE_OVER_DOMAIN: Final = "a tolerance over a domain that is not bounded by numbers is not decided"
NO_PROOF_NO_COUNTEREXAMPLE_AMONG: Final = "no proof and no counterexample among complex numbers was found; {reason}"
COMPLEX_BRANCHES: Final = "numbers are complex here, and functions with several values are not known to be real"
WHETHER_NUMBER_MAY_STAND: Final = "whether a number may stand for an array here is not settled"
TWO_SIDES_TOO_CLOSE: Final = "the two sides are too close to be told apart in digits"
VALUE_NOT_CLEAR: Final = "the value of the {name}{where} is not clear: {why}"
BOTH_SIDES_AGREE_BITS: Final = "both sides agree{where} to {bits} bits, but no proof that they are equal was found"
ONLY_CONVENTION_WOULD_SETTLE: Final = "only the convention {listed} would settle this, and it is not named"
TWO_SIDES_DEFINED_TOGETHER: Final = "the two sides are defined together nowhere: {value}"
CONVENTION_WOULD_SETTLE: Final = "the convention {listed} would settle this, and it is not named"
CONDITION_NOT_CLEAR: Final = "the condition{where} is not clear: {why}"
BOTH_SIDES_TOO_CLOSE: Final = "both sides are too close to call{where}{reason}"
NO_PART_PROVED_HOLD: Final = "no part was proved to hold always"
NO_COUNTEREXAMPLE_FOUND_KIND: Final = "no counterexample was found, and this kind of condition is not proved"
NOT_PROVED_CONDITION_DEFINED: Final = "it was not proved that the condition is defined everywhere"
NOT_DECIDED: Final = "`{op}` is not decided"
NO_COUNTEREXAMPLE_FOUND_SIGNS: Final = "no counterexample was found, and the signs do not prove the inequality"
MEMBERSHIP_SET_NOT_PROVED: Final = "membership in this set is not proved"
WHETHER_VALUE_DOMAIN_TOO: Final = "whether the value is in the domain is too close to call at {place}"
NOT_PROVED_VALUE_DEFINED: Final = "it was not proved that the value is defined everywhere"
NOT_PROVED_MEMBER_VALUE: Final = "it was not proved which member the value is"
NOT_PROVED_VALUE_INTEGER: Final = "it was not proved that the value is an integer"
NOT_PROVED_VALUE_POSITIVE: Final = "it was not proved that the value is positive"
NOT_PROVED_VALUE: Final = "it was not proved that the value is not 0"
WHETHER_COMPLEX_VALUE_DOMAIN: Final = "whether a complex value is in a domain is not decided"
VALUE_NOT_CLEAR_2: Final = "the value is not clear: {seen}"
MAY: Final = "it may be 0"
WHETHER_VALUE_REAL_TOO: Final = "whether the value is real is too close to call"
WHETHER_VALUE_DOMAIN_TOO_CLOSE: Final = "whether the value is in the domain is too close to call"
ANSWER_HAS_MORE_LETTERS: Final = "the answer has more letters than there are constants"
NO_POINTS_WERE_FOUND: Final = "no points were found at which the expected functions are independent"
WHETHER_DIFFERENCE_CONSTANT_EACH: Final = (
    "whether the difference is constant on each piece of the domain is not decided"
)
WITHOUT_QUANTIFIED_SYMBOLS_EQUALITY: Final = "without quantified symbols, equality up to a {kind} says nothing"
SIDE_HAS_NO_VALUE: Final = "a side has no value"
WHETHER_FACTOR_SOME_VALUES: Final = "whether the factor is 0 for some values of the parameters is not decided"
WHETHER_CONSTANT_EXISTS_ALL: Final = "whether the constant exists for all values of the parameters is not decided"
WHETHER_LETTER_REACHES_ALL: Final = "whether `{letter}` gives every constant is not decided"
WHETHER_LETTER_REACHES_ALL_FACTORS: Final = "whether `{letter}` gives every factor is not decided"
NO_PROOF_NO_COUNTEREXAMPLE_FOUND: Final = "no proof and no counterexample was found; {reason}"
TOLERANCES_AMONG_COMPLEX_NUMBERS: Final = "tolerances among complex numbers are not decided"
EXPECTED_VALUE_NOT_DEFINED: Final = "the expected value is not defined"
CONVENTION_NOT_NAMED_WOULD: Final = "a convention that is not named would settle this"
DIFFERENCE_TOO_CLOSE_TOLERANCE: Final = "the difference is too close to the tolerance to tell"
ROUNDING_COMPLEX_NUMBERS: Final = "rounding of complex numbers is not decided"
ROUNDING_DECIDED_NUMBERS_OVER: Final = "rounding is decided for numbers, and over finite domains"
ROUNDED_VALUE_NOT_CLEAR: Final = "the rounded value is not clear: {why}"

# Strategy.
COULD_NOT_READ: Final = "{listed} could not be read"
ENTRY_DIFFERS_WHERE_ANOTHER: Final = "an entry differs where another may have no value"
STEPS_BEFORE: Final = "what stands before the solution may be steps to it"
SIZE_ALONE: Final = "`{formula}` says how large the absolute value of {name} is"

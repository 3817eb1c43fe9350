"""Why an answer is not right, where no point shows it: shapes, units, forms, members, layers, and parts of that."""

from __future__ import annotations

from typing import Final

# Units.
NO_UNIT_KNOWN: Final = "`{shown}` is no unit that is known. Expected one such as kg, m/s or N m."
UNIT_AT_MOST_CHARACTERS: Final = "a unit has at most {max_unit} characters (limit MAX_UNIT)"
STANDS_BEHIND_BLANK_MAY: Final = "what stands behind `/` and a blank may be read in two ways: write brackets"
STANDS_TWICE: Final = "`{value}` stands twice: write a power"
UNIT_POWERS_UP_LIMIT: Final = "a unit has powers up to {max_power} (limit MAX_POWER)"

# Claims.
NO_SUCH_VALUE: Final = "There is no such value."
NUMBER_NO_SET: Final = "a number is no set"
COEFFICIENT_OFF: Final = "The coefficient of {of} is {own} in your answer, which is too far off."
CONSTANT_TERM_OFF: Final = "The term without symbols is {own} in your answer, which is too far off."
FIELD_MISTAKE_LEFT_OUT: Final = "A field of the mistake was left out."
SAME_BUT_FOR_ORDER: Final = "{one} and {other} are the same, but for the order of factors and terms."
FIELD: Final = "field {some} was"
FIELDS_WERE: Final = "fields {listed} were"
LEFT_OUT: Final = "The {fields} left out."
NO_LINE_DERIVATION_ONE: Final = "No line of the derivation is the one that is asked for."
LAST_LINE_FIRST_ONE: Final = "The last line is the first one again."
CHAIN_SHOWS: Final = "the chain shows it"
O_UPPER_BOUND: Final = "O is an upper bound"
THETA_BOUND_FROM_BOTH: Final = "Theta is a bound from both sides"
OMEGA_LOWER_BOUND: Final = "Omega is a lower bound"
O_SAYS_GROWTH_STRICTLY: Final = "o says that the growth is strictly slower"
OMEGA_SAYS_GROWTH_STRICTLY: Final = "omega says that the growth is strictly faster"
BOUND: Final = "{some}; {wanted} is expected."
CONDITION_HOLDS_AT_SINGLE: Final = (
    "A condition that holds at single points says of no difference that it is large: ≫ is expected."
)
SAID_DIFFERENCE_GROWS: Final = "It is said that a difference grows; a condition that holds at points is expected."
NUMBER_DOES_NOT_GROW: Final = "A number does not grow."
LEFT_WHERE_TEST_FUNCTION: Final = "Where the test function is 0 all integrals are 0, and the sides differ by {text}."
CASES_LEAVE_OUT: Final = "It is shown in some cases, and these are not all."
SPEAKS_OF_SOME_CASES: Final = "The answer says it only where a condition holds that need not hold."
THERE_DIRECTIONS_WHICH_ONLY: Final = (
    "There are directions in which only one of the two differences grows without bound."
)
YOUR_ANSWER_MEMBERS: Final = "Your answer has {count} members; at most {max_members} are looked at (limit MAX_MEMBERS)."
SET_NOT_ANSWER: Final = "{formula} is in the expected set and not in the answer."
ANSWER_NOT_SET: Final = "{formula} is in the answer and not in the expected set."
FIELD_LEFT_OUT: Final = "The field {some} was left out."
ANSWER_CANNOT_BE_PUT: Final = "The answer cannot be put into a condition: {error}."
DIFFER_AT_EQUAL_ENTRIES: Final = "The two differ where all entries are equal and have the sums that are given."
DIFFER_AT_UNIT_ROWS: Final = "The two differ for rows [1, 0] and [3/5, 4/5], where other vectors are [2, 1/3]."
NONE_EXIST: Final = "There are no such {what}."
SOME_EXIST: Final = "There are such {what}; `none` is not right."
YOUR_ANSWER_MEASURED: Final = "Your answer is measured in {dimension_text}; that is something else than {wanted}."
UNIT_MISSING: Final = "A unit is missing."
UNIT_MEASURES_SOMETHING_ELSE: Final = "The unit {text} measures something else than {text_2}."
VALUE_BE_GIVEN: Final = "The value is to be given in {text}."
TEXT_AT_MOST_CHARACTERS: Final = "A text has at most {max_text} characters here (limit MAX_TEXT)."
NOT_ACCEPTED: Final = "`{shown}` is not accepted. Accepted: {accepted}."

# Definitions.
ANSWER_TOO_LONG_ONCE: Final = "The answer is too long once the definitions are put in ({limit})."
TAKES_ARGUMENTS: Final = "`{name}` takes {count} arguments, not {count_2}."

# Derivations.
LINES_ALIKE: Final = "the lines are alike"
DERIVATION_CAN_BE_READ: Final = "The derivation can be read in more than {max_ways} ways (max_ways). Write brackets."
DERIVATION_TOO_LONG: Final = "The derivation is too long: {count} characters (max_text = {max_text})."
DERIVATION_LINES_MAX_LINES: Final = "The derivation has {count} lines (max_lines = {max_lines})."

# Networks: their weights and layers.
ANSWER_CANNOT_BE_PUT_INTO: Final = "The answer cannot be put into the network: {error}."
CHOSEN_BY_ITSELF: Final = "{name} is told by itself; expected a number, or `any`."
LENGTH_IS_NOT_SIZE: Final = "The lists have {length} entries each, but {name} is {size}."
ENTRIES_FOR_SIZE: Final = "{name} has {count} entries; {wanted} is expected."
LENGTH_NOT_SEEN: Final = "Whether {count} entries are as many as expected is not seen."
ARRAYS_NOT_SUMMED: Final = "The weights cannot be put into the network: how their entries go together is not seen."
DOMAIN_EXPECTED: Final = "; {domain} is expected"
NUMBER_EXPECTED: Final = "; a number is expected"
NO_ENTRIES: Final = "{name} has no entries{wanted}."
IN_FIELD: Final = "In {name} {text}."
FIELD_OF_SHAPE: Final = "{name} has shape {shape}"
IS_NUMBER: Final = "{name} is a number"
WHATEVER_SIZE: Final = "{what}; {domain} is expected, whatever its size."
DOMAINS_ONE_NUMBER: Final = "The {name} of their domains is one number"
SIZE_SIZE: Final = "{name} has the size {size}, {first} has the size {known}. {same}."
SUMMAND: Final = "A summand of {name}"
FIELD_SHAPE: Final = "{name} has shape {text}; {domain} is expected."
TRANSPOSED: Final = " It is transposed."
MISFIT: Final = "{what}; {wanted} is expected.{hint}"
LAYER_FIELD_LEFT_OUT: Final = "The field {name} was left out."
GIVEN_WITHOUT: Final = "{name} is given without {name_2}."
LAYER_LAST: Final = "Layer {number} is the last: {name} has {count}, {wanted} expected."
LAYER_AT_MOST_ALLOWED: Final = "Layer {number} has {count}; at most {width} are allowed."
HAS_THIS_SHAPE: Final = "has shape {shape}"
IS_A_NUMBER: Final = "is a number"
LAYER_SO: Final = "Layer {number}: {name} {found}; {name_2} has {count}, so {wanted} "
WRITE_OUT: Final = "Write {name} out, as a list of rows such as [[1, 0], [0, 1]]."
WITH_EARLIER_OUTPUTS_JOINED: Final = ", or {others} with earlier outputs joined"
COUNT_EXPECTED: Final = "{count} {some} expected"
LAYER_BUT: Final = "Layer {number}: {name} {found}, but {source} has {gives}; {wanted}{joined}."
ROWS_DIFFER_LENGTH: Final = "the rows differ in length"

# Forms.
NO_NUMBER_SCIENTIFIC_NOTATION: Final = "`{formula}` is no number in scientific notation, such as 6.02*10^23"
NOT_WRITTEN_WITH_POWER: Final = "`{text}` is not written with a power of ten"
BEFORE_POWER_TEN_NOT: Final = "`{text}` before the power of ten is not from 1 up to 10"
NOT_GIVEN_PERCENT: Final = "`{formula}` is not given in percent"
GIVEN_IN_PERCENT: Final = "the number is given in percent, not written out"
NO_MIXED_NUMBER: Final = "`{formula}` is no mixed number, such as 1 1/2"
NOT_WRITTEN_RATIO: Final = "`{formula}` is not written as a ratio, such as 3:4"
NO_DECIMAL_NUMBER_WRITTEN: Final = "`{formula}` is no decimal number written out"
TYPED_WITH: Final = "`{text}` is typed with {counted}; expected: {text_2}"
DECIMAL_STANDS_FRACTION: Final = "a decimal stands in the fraction `{formula}`"
CAN_BE_CANCELLED_BY: Final = "`{formula}` can be cancelled by {shared}"
NUMERATOR_DENOMINATOR_COMMON_FACTOR: Final = "numerator and denominator of `{formula}` have a common factor"
FRACTION_WITHIN_ANSWER: Final = "`{formula}` is a fraction within the answer"
FRACTION_TOO: Final = "`{formula}` is a fraction, too"
MORE_THAN_ONE_FACTOR: Final = "`{formula}` has more than one factor in the denominator"
DENOMINATOR_CAN_BE_FACTORED: Final = "the denominator of `{formula}` can be factored"
NUMERATOR_NOT_LOWER_DEGREE: Final = "the numerator of `{formula}` is not of lower degree than its denominator"
ANOTHER_TERM_ONE_DENOMINATOR: Final = "`{formula}` and another term have one denominator"
CAN_BE_MULTIPLIED_OUT: Final = "`{formula}` can be multiplied out"
NO_WHOLE_NUMBER_WRITTEN: Final = "`{formula}` is no whole number written out"
DECIMAL_NUMBER: Final = "`{formula}` is a decimal number; an exact one is asked for"
TYPED_WITH_DECIMAL_POINT: Final = "`{text}` is typed with a decimal point"
ROOT_STANDS_BELOW_FRACTION: Final = "a root stands below the fraction bar in `{formula}`"
ROOT_BELOW_FRACTION_BAR: Final = "`{formula}` is a root below a fraction bar"
CAN_BE_WRITTEN_WITH: Final = "`{formula}` can be written with one root"
FRACTION_STANDS_UNDER_ROOT: Final = "a fraction stands under the root `{formula}`"
CAN_BE_SIMPLIFIED: Final = "`{formula}` can be simplified"
SUM_SIGN: Final = "a sum sign"
PRODUCT_SIGN: Final = "a product sign"
LEFT_COMPUTE: Final = "{some} is left to compute: `{formula}`"
STANDS: Final = "`{name}` stands in `{formula}`"
DOES_NOT_STAND_ANSWER: Final = "`{listed}` does not stand in the answer"
STANDS_ANSWER: Final = "`{name}` stands in the answer"
MADE_MORE_THAN: Final = "`{formula}` is made of more than {listed}"
ARBITRARY_CONSTANT_MISSING: Final = "an arbitrary constant is missing, such as `+ C`"
FRACTION_STANDS_FACTOR: Final = "a fraction stands in the factor `{formula}`"
CAN_BE_COMPUTED: Final = "`{formula}` can be computed"
COMMON_FACTOR: Final = "`{formula}` has the common factor {content}"
NO_PRIME: Final = "`{formula}` is no prime"
CAN_STILL_BE_FACTORED: Final = "`{formula}` can still be factored"
CAN_STILL_BE_FACTORED_OVER: Final = "`{formula}` can still be factored over {field}"
CAN_STILL_BE_FACTORED_OVER_R: Final = "`{formula}` can still be factored over R"
CAN_BE_COLLECTED: Final = "`{formula}` and `{formula_2}` can be collected"
NONE_SYMBOLS_STANDS_ANSWER: Final = "none of the symbols stands in the answer"
STANDS_MORE_THAN_ONCE: Final = "`{name}` stands more than once"
DOES_NOT_STAND_WITHIN: Final = "`{name}` does not stand within a square"
ANSWER_NO_POLYNOMIAL: Final = "the answer is no polynomial in {name}"
NO_EQUATION_FOR: Final = "`{formula}` is no equation for {name}"
NOT_SOLVED_FOR: Final = "`{formula}` is not solved for {name}"
NOT_FORM: Final = "`{formula}` is not of the form {template}"

# Shapes.
ANSWER: Final = "The answer has {count}; {wanted} {some} expected."
A_SHAPE_IS: Final = "a shape {shape} is"
A_NUMBER_IS: Final = "a number is"
ANSWER_NUMBER: Final = "The answer is a number; {wanted_text} expected."
SHAPE: Final = "The answer has shape {shape}; {wanted_text} expected."

# Sets.
NUMBER_NO_TUPLE: Final = "a number is no tuple"

# Nothing to compare with.
THERE_NOTHING_WOULD_BE: Final = "There is nothing that would be accepted."

# Domains, families of solutions.
ONE_OF_FUNCTIONS: Final = "One of the functions is `{formula}`, {what}."
SHAPE_FOR_NUMBER: Final = "The answer has shape {shape}; a number is expected."
NUMBER_FOR_SHAPE: Final = "The answer is a number; a shape {wanted} is expected."
SHAPE_FOR_SHAPE: Final = "The answer has shape {shape}; a shape {wanted} is expected."
NO_NUMBER: Final = "{formula} is no number, so it is not in the domain of {name}: {text}."
NOT_DOMAIN: Final = "{text} is not in the domain of {name}: {text_2}."
VALUE_NOT_DEFINED: Final = "The value is not defined: {why}."
REAL_NUMBER: Final = "A real number is expected; the value is not real."
VALUE_NOT_DOMAIN: Final = "The value is not in the domain: {text}."
ARBITRARY_CONSTANT: Final = "{count} arbitrary constant{some}"
SOLUTION_WITH: Final = "A solution with {many} is expected; yours has {some}."
YOUR_CONSTANTS_DO_NO: Final = "Your {some} constants do no more than fewer of them would."
FACTOR_CONSTANT_YOURS_NO: Final = (
    "`{formula}`, the factor of a constant of yours, is no combination of the expected functions."
)
WITH_ALL_CONSTANTS_YOUR: Final = (
    "With all constants 0 your answer is `{formula}`, which is none of the expected functions."
)

# Choices.
NUMBER_FOR_INFINITY: Final = "The answer is a number; infinity is expected."
TWO_SIDES_INFINITE_WITH: Final = "The two sides are infinite with opposite signs."
CHOSEN_RIGHT: Final = "{some} was chosen; {listed} is right."

# Code.
CODE_CHANGES: Final = "the code changes `{}`, which the right code leaves as it is"
GETS_NO_VALUE: Final = "`{path}` gets no value."
VALUES: Final = "{said} {kind_of}; {count} values are expected."
KIND: Final = "{said} {kind_of}; {kind_of_2} is expected."
FOUND: Final = "{said} {found}; {kind_of} is expected."
ARRAY_SHAPE: Final = "an array of shape {shown}; the shape {shown_2} is expected"
WHICH_WHERE: Final = "{said} {some}, which are as expected, where {some_2} are"
CODE_RETURNS: Final = "The code returns"

# Shapes of any size.
NUMBER_FOR_ARRAY: Final = "The answer is a number; {wanted} expected."
SHAPE_FOR_ANOTHER: Final = "The answer has shape {shape}; {wanted} expected."

# Weak derivatives.
DIFFERENCE_INTEGRAL_TIMES_SOMETHING: Final = (
    "The difference is the integral of {name} times something that is not 0 near a point with {place}."
)
POSITIVE_THERE_ELSEWHERE_SHOWS: Final = "{text} A {name} that is positive there and 0 elsewhere shows it."

# Networks: what they do.
DIFFERENCE_EXACTLY_LARGE_TOLERANCE: Final = (
    "The difference is exactly as large as the tolerance where {name} is about {place}."
)
FUNCTION_CONVEX: Final = "The function is convex."
FUNCTION_NOT_CONVEX: Final = "The function is not convex: it jumps at {symbol} = {place}."
SLOPE_FALLS: Final = "The function is not convex: its slope falls from {before} to {after} at {symbol} = {place}."
FUNCTION_NO_KINK: Final = "The function has no kink."
FUNCTION_KINK: Final = "The function has {count} kink{some}, at {listed}."

# Whole answers.
FOR_EXAMPLE: Final = "For example: {shown}."
EXAMPLE_FOUND: Final = "For example: {found}."

# Networks: facts about them.
LAYER: Final = " of layer {layer}"
OUTGOING_WEIGHT: Final = "has the outgoing weight 0, so it changes nothing"
DOMAIN: Final = " of the domain"
NEVER_ACTIVE: Final = "is never active: its output is 0 for every {name}{where}"
YOUR_NETWORK_AGREES_WITH: Final = "Your network agrees with the function only {listed}."
KINK: Final = "A kink is"
KINKS: Final = "Kinks are"
UNIT: Final = "Unit {number}"
KINKS_MISSING: Final = "{what} missing, at {at}."
NO_KINK_AT: Final = "The function has no kink at {at}."
SLOPE_YOUR_NETWORK: Final = "{upper}{some} the slope of your network is"
SLOPE: Final = "{start} {text}; it should be {text_2}."
FOR_BELOW: Final = "for {variable} below {text}"
FOR_ABOVE: Final = "for {variable} above {text}"
BETWEEN: Final = "between {place} and {text}"

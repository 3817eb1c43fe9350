"""What is wrong with a text that cannot be read, what was expected in its place, and what is a part of that."""

from __future__ import annotations

from typing import Final

# What a formula is made of.
MAY_BE_RANGE: Final = "This may be a range. Expected one value, or blanks around the minus sign."
ANOTHER_ENTRY: Final = "Expected another entry, or no comma"
NO_RULE_OF_FACTORS: Final = (
    "No rule is seen that the factors before and behind the dots follow. Expected a product sign."
)
SET_BELOW: Final = "Expected a set below this sign, such as `[0, 1]`."
CHOOSE_BETWEEN: Final = "Nobody can tell how far `choose` reaches. Expected brackets around it and what belongs to it."
FUNCTION_AND_E: Final = "`{word}` may be a function's name, or `{name}` of e. Expected `{name}(…)`, or `{name}(e)`."
COUNT_NOT_WHOLE: Final = (
    "The count of a {what} factorial is not known to be a whole number from 0. Expected it declared so."
)
TOO_MANY_FACTORS: Final = "A falling or rising factorial has too many factors"
SAYS_SOMETHING_ABOUT_ANSWER: Final = "`{shown} = …` says something about the answer. Expected the answer by itself."
SAYS_SOMETHING_ELSE_THAN_ASKED: Final = (
    "`{shown}` names something else than what is asked for. Expected the value of that, by itself or behind its name."
)
THESE_BRACKETS_MAY_BE: Final = "These brackets may be a mean or a vector. Expected round brackets, or the formula."
NAMES_IN_ANOTHER_ORDER: Final = (
    "`{shown}` names entries, and nothing says that this is their order. Expected a list alone, such as `(2, 3)`."
)
WORDS_IN_A_CHAIN: Final = (
    "`{words}` stands between the members of a chain of equalities. Expected the answer by itself."
)
NUMBER_AND_MORE: Final = "This may be one number or more than that. Expected one number by itself."
EQUATION_FOR_A_VALUE: Final = "An equation stands here where a value is asked for. Expected the value by itself."
LIST_OR_DIFFERENCE: Final = "The signs between these numbers may part a list, or be minus signs. Expected `[1, 2, 3]`."
WORDS_BESIDE_A_VALUE: Final = "A value and words for one stand side by side here. Expected one of them."
LISTS_SIDE_BY_SIDE: Final = (
    "Lists side by side may be rows or a product. Expected `[[1, 2], [3, 4]]`, or a sign between."
)
INNER_PRODUCT_NEEDS_TWO: Final = (
    "An inner product needs two arrays of one size. Expected it written out, such as `u^T v`."
)
CONDITIONS_ONLY: Final = "Expected conditions only, or values only, in this list"
ARGUMENT_FUNCTION_SCRIPT_ALREADY: Final = "Expected the argument: the function has this script already"
INDEX: Final = "Expected an index"
TAKES_NO_PRIMES: Final = "`{value}` takes no primes. Expected its derivative, written out."
TAKES_NO_SUBSCRIPT: Final = "`{value}` takes no subscript."
AT_LEAST: Final = "at least {least}"
FROM_TO: Final = "{least} to {most}"
TAKES_ARGUMENT: Final = "`{value}` takes {wanted} argument, not {count}."
TAKES_ARGUMENTS: Final = "`{value}` takes {wanted} arguments, not {count}."
ARGUMENTS: Final = "Expected `(` and the arguments of `{value}`"
ARGUMENT: Final = "Expected the argument of `{value}`"
AN_ARGUMENT: Final = "Expected an argument"
BRACKET_AND_ARGUMENT: Final = "Expected `(` and the argument of `{name}`"
CLOSING_BAR: Final = "Expected the closing bar"
INFINITY_ONE_SIDE_ONLY: Final = "Infinity has one side only. Expected a limit such as `x \\to \\infty`."
LOWER_BOUND_TOO: Final = "Expected a lower bound too, such as `_{{{some}=1}}`."
INDEX_BOUNDS: Final = "Expected the index and its bounds, such as `_{i=1}^{n}`"
UPPER_BOUND: Final = "Expected an upper bound, such as `^{n}`"
INDEX_WITH_BOUNDS: Final = "Expected `{` and an index with its bounds, such as `{i=1}`"
INDEX_COUNTS_FROM_FIRST: Final = "An index counts from the first entry. Expected a number from 1, or a letter."
EXPRESSION_BRACKETS: Final = "Expected an expression in the brackets"
ONE_MEMBER_BETWEEN_SEMICOLONS: Final = "Expected one member between semicolons"
SET_WHOSE_MEMBERS_SETS: Final = (
    "Sets are members of a set only where a set is asked for, and all of its members are. Expected numbers or points."
)
CLOSING_BRACKET_FLOOR: Final = "the closing bracket of floor"
CLOSING_BRACKET_CEILING: Final = "the closing bracket of ceiling"
INTERVAL: Final = "Expected an interval such as `]0, 1[`"
CONDITION: Final = "Expected `:` and a condition"
END_ANSWER: Final = "Expected the end of the answer, or the range of the index, such as `for i = 1..n`"
THIS_INDEX: Final = "Expected the index `{some}`"
LAST_INDEX: Final = "Expected `..` and the last index"
SUM: Final = "`sum` with its bounds, such as `sum_{i=1}^n` or `sum(body, i, 1, n)`"
PRODUCT: Final = "`prod` with its bounds, such as `prod_{i=1}^n` or `prod(body, i, 1, n)`"
INTEGRAL: Final = "an integral such as `int_0^1 f dx` or `int(f, x, 0, 1)`"
A_LIMIT: Final = "a limit such as `lim_{x \\to 0} f` or `lim(f, x, 0)`"
DERIVATIVE: Final = "Expected a derivative such as `d/dx f`, `diff(f, x)` or `diff(f, x, 2)`"
SOMETHING: Final = "Expected {some}"
LIMIT_FROM_ONE_SIDE: Final = "Expected a limit such as `lim(f, x, 0)`, from one side `lim_{x -> 0^+} f`."
DOTS_AND_UPPER_BOUND: Final = "Expected `..` and the upper bound"
COMMA_AND_UPPER_BOUND: Final = "Expected `,` and the upper bound"
NAME_INDEX: Final = "Expected the name of an index"
IF_OR_OTHERWISE: Final = "Expected `if` and a condition, or `otherwise`"
SEMICOLON_OR_BRACE: Final = "Expected `;` or `}`"
MAY_BE_BINOMIAL_POWER: Final = (
    "`{shown}` may be a binomial or a power. Expected `binom(…, …)`, or brackets around the base."
)
AT_LEAST_WRITTEN: Final = "; at least is written `>=`"
CONDITION_ON_BOTH_SIDES: Final = "Expected a condition on both sides of `{some}`{hint}."
SAME_ORDER_ABOVE_BELOW: Final = "Expected the same order above and below, such as `d^2` and `dx^2`"
NOT_KNOWN_FUNCTION: Final = "`{name}` is not known as a function of `{other}`. Expected the function itself."
SIGN_DOES_NOT_SAY: Final = "This sign does not say what to differentiate by. Expected `\\nabla_x` or `grad(f, x)`."
ONE_GRADIENT: Final = "Expected one gradient, such as `\\nabla_x f`"
ORDER_DERIVATIVE: Final = "Expected the order of the derivative, a number from 1 to 9"
SYMBOL_DIFFERENTIATE_BY: Final = "Expected the symbol to differentiate by"
END_DIMENSION: Final = "Expected `×` or the end of the dimension"
NO_RULE_SEEN_ENTRIES: Final = (
    "No rule is seen that the entries before and behind the dots follow. Expected all entries."
)
PART_OF_LAST_TERM: Final = "Nobody can tell whether this belongs to the last term behind the dots; write brackets."
NO_RULE_SEEN_TERMS: Final = "No rule is seen that the terms before and behind the dots follow. Expected a sum sign."
COMMA_BETWEEN_INDICES: Final = "Expected a comma between the indices."
ENVIRONMENT_NOT_KNOWN: Final = "The environment `{name}` is not known here. Expected: bmatrix, pmatrix or cases."
END_OF_ENVIRONMENT: Final = "Expected `\\end{{{name}}}`"
CLOSED_BY_ANOTHER_ENVIRONMENT: Final = "`\\begin{{{name}}}` is closed by another environment."
NAME_ENVIRONMENT_BRACES: Final = "the name of an environment in braces"
ROWS_MATRIX_DIFFERENT_LENGTHS: Final = "The rows of this matrix have different lengths."
CONDITION_THESE_BRACKETS: Final = "Expected a condition in these brackets, such as `[i = j]`."
SIGN_TWO_INDICES: Final = "This sign has two indices: it is 1 where they are equal, and 0 elsewhere."
DIFFERENTIAL: Final = "Expected `d{var}`"
INTEGRAL_SIGN_FOR_EACH: Final = "Expected an integral sign for each differential"
BEHIND_ALL_INTEGRATED: Final = "Expected `d{var}` behind all that is integrated"
UPPER_BOUND_INTEGRAL: Final = "Expected an upper bound of the integral"
DIFFERENTIAL_BEHIND_INTEGRAL: Final = "Expected a differential such as `dx` behind the integral"
ARRAY_HOLDS_NUMBERS_ROWS: Final = "An array holds numbers or rows, not both. Expected rows of one length."
ROWS_ARRAY_DIFFERENT_LENGTHS: Final = "The rows of this array have different lengths."
FRACTION_BETWEEN_BEHIND_WHOLE: Final = "Expected a fraction between 0 and 1 behind a whole number"
AT_MOST_DIGITS_NUMBER: Final = "At most {max_repeating} digits of a number repeat (limit MAX_REPEATING)."
RATIO_TWO_SIDES: Final = "A ratio has two sides here."
BRACKETS_AROUND_SUM_BESIDE: Final = "Expected brackets around a sum beside `:`."
NUMBER_TOO_MANY_DIGITS: Final = "The number has too many digits"
ONE_NUMBER: Final = "Expected one number"
NUMBER_EXPONENT_TOO_LARGE: Final = "The number's exponent is too large (max_exponent = {max_exponent})."
SIZE_TWO_INDICES_PARTED: Final = "Expected a size, such as `I_n`, or two indices parted by a comma."
NUMBER_NOT_TRANSPOSED: Final = "A number is not transposed. Expected `1^T` for a row of ones."
NUMBER_BEFORE: Final = "Expected a number before `%`"
REMAINDER_BY_PRODUCT: Final = "Expected brackets: `%` may be by all of the product behind it or by its first factor"
NUMBER_BEFORE_DEGREE_SIGN: Final = "Expected a number before the degree sign"
ONE_PRIME: Final = "Expected one prime: behind an array it is the sign of a transpose"
BRACKETS_BETWEEN_FACTORIALS: Final = "Expected brackets between factorials"
ORDER_OF_NORM: Final = "Expected the order of a norm, which is at least 1"
ARRAY_BEFORE_SUBSCRIPT: Final = "Expected an array before the subscript"
BRACKETS_BETWEEN_SUBSCRIPTS: Final = "Expected brackets between subscripts"
DIFFERENCE_TWO_VALUES_PLACE: Final = "Expected the difference of two values in place of brackets with bounds"
BRACKETS_FACTORIAL_MAY_BE: Final = "Expected brackets: the factorial may be of the exponent or of the power"
NUMBER_RAISE_POWER: Final = "Expected a number to raise to a power"
ARRAY_WITH_WHOLE_NUMBER: Final = "Expected an array with a whole number from 2 above it"
SUBSCRIPT_BEFORE: Final = "Expected the subscript before the {what}"
SUBSCRIPT_BEFORE_TRANSPOSE: Final = "Expected the subscript before the transpose"
EXPRESSION_TOO_DEEP: Final = "The expression is too deep"
LETTER_BEHIND_QUANTIFIER: Final = "Expected a letter behind the quantifier, or one condition such as `j != i`"
LETTER_STANDS_CONDITION_ITSELF: Final = "This letter stands in the condition itself. Expected the condition alone."
SIZE_NO_INDEX: Final = "`{listed}` is a size here, and no index."
NO_INDEX: Final = "`{size}` is a size here, and no index."
INDEX_IN_BRACES: Final = "Expected an index and its bounds, such as `{i=1}`"
INDEX_OR_CONDITION: Final = "Expected an index and its bounds, such as `{i=1}`, or a condition such as `{j != i}`."
BOUNDS_ONE_INDEX: Final = "Expected bounds of one index, such as `{i < j}` or `{1 <= i <= n}`."
CONDITION_ON_INDEX: Final = "Expected a condition on the index, such as `{j != i}`."
INDEX_TWO_BOUNDS_ON: Final = "The index `{name}` has two bounds on one side. Expected one."
ARRAYS_COUNTS_DIFFER_SIZE: Final = (
    "The arrays that `{name}` counts differ in size. Expected bounds, such as `{{i=1}}^n`."
)
RANGE_NOT_KNOWN: Final = "The range of `{name}` is not known. Expected its bounds, such as `_{{i=1}}^n`."
INVERSE_OR_RECIPROCAL: Final = (
    "`{name}^{{-1}}` may be the inverse of `{name}` or one over its value. Expected `1/{name}(…)`, or another formula."
)
FACTORS_NOT_FUNCTION: Final = "`{letters}` is not known as a function. Expected `*` between the factors of a product."
NOT_READ: Final = "`.{value}` is not read here. Expected the formula, with `*` for a product."
NO_NUMBER: Final = "`{value}` is no number. Expected a formula."
MAY_BE_BINOMIAL_PRODUCT: Final = "`{value}` may be a binomial or a product. Expected {shown}."
WORD_NOT_FUNCTION: Final = "`{value}` is not known as a function. Expected `{value} * (…)` for a product."
MIXED_NUMBER: Final = (
    "`{whole} {top}/{bottom}` is not read: mixed numbers are not. Expected one fraction, such as `{above}/{bottom}` for"
    " `{whole} + {top}/{bottom}`."
)
SIGN_BEFORE_NUMBER: Final = "Expected a sign such as `*` before a number"
FRACTION_PLACE_REPEATING_DECIMAL: Final = "Expected a fraction in place of a repeating decimal"
BRACKETS_AROUND_TRANSPOSED_ARRAY: Final = "Expected brackets around the transposed array, or an index behind `_`."
SYMBOL_NOT_FUNCTION: Final = "`{name}` is a symbol here, not a function of `{shown}`."
MAY_BE_FUNCTION_VALUE: Final = (
    "`{name}` may be a function of `{argument}` here, or a factor. Expected `{name} * {argument}` for a product."
)
LEFT_OUT_TOO: Final = "This may be left out too. Expected it said of each, such as `x != 1 and x != 3`."
NO_FACTOR_BEGINS_WITH_PLUS: Final = "A bracket that begins with `+` may be a term. Expected it without brackets."
CONGRUENCE: Final = "What has which modulus cannot be told. Expected one behind each congruence, as in `x ≡ 1 (mod 4)`."
MODULUS: Final = "A modulus that may be 0 has no remainders. Expected one that is not 0."
FRACTION_IN_CONGRUENCE: Final = (
    "A quotient or an inverse in a congruence may be one modulo that number. Expected whole numbers."
)
WORD_NO_FACTOR: Final = "`{value}` joins words. Expected a sign, or `{listed}` for a product."
NAME_NOT_FUNCTION: Final = "`{name}` is not known as a function. Expected `{name} * (…)` for a product."
SIGN_BETWEEN_SETS: Final = "Expected a sign between sets, such as `union`"
NOT_DECLARED: Final = "`i` is not declared, and the imaginary unit only stands where values are complex."
NOT_KNOWN: Final = "`{shown}` is not known here."
UNDECLARED: Final = "`{shown}` is not declared."
INDICES_BETWEEN_TWO_BOUNDS: Final = "Expected indices between two bounds, such as `{1 <= i < j <= n}`"
DIFFERENT_INDICES: Final = "Expected different indices, and bounds without them"
ONE_NUMBER_SETS_R: Final = "Expected one of the number sets R, N, Z, Q, C"
WORD_TOO_LONG_BE: Final = "The word is too long to be taken apart"
LOOKS_LIKE_WORDS: Final = "`{shown}` looks like words. Expected signs between the letters: `{listed}`."
NO_PRIME: Final = "Expected no prime: nothing here is a function"
EXPECTED: Final = "Expected {what}"
TEXT_ENDS: Final = "the text ends"
FOUND: Final = "found `{shown}`"
MEAN_THIS: Final = " Did you mean `{name}`?"
DECLARED: Final = " Declared: {listed}."
ONLY_A_NUMBER: Final = " Expected: a number."
WORD_IN_TOO_MANY_WAYS: Final = "The word can be taken apart in too many ways"
BINOMIAL_OR_FACTORS: Final = "`binom({above}, {below})`, or `*` between the factors"
BRACKET_AND_ENDS: Final = "`]` and the ends of a boundary term"
BOTH_ENDS: Final = "Expected both ends of a boundary term"
COMMA_OR: Final = "`,` or `{closing}`"
TIMES_OR: Final = "`×` or `{closing}`"
ANSWER_NESTED_TOO_DEEPLY: Final = "The answer is nested too deeply"
LIMIT: Final = "{message} ({limit} = {value})."
BRACKETS_CAN_BE_READ: Final = "The brackets can be read in too many ways"
LAST_TERM_BEHIND_DOTS: Final = "`+` and the last term behind the dots"
ONE_SYMBOL: Final = "`{shown}` is one symbol here, which does not depend on the index {value}."
INVERSE_OR_VALUE: Final = (
    "This may be the inverse function or the value at -1. Expected `arctan(x)` or such, or brackets around the -1."
)
ORDER_OR_POWER: Final = "This may be the order of a derivative, an iterate or a power. Expected it written out."
LAYER_OR_POWER: Final = "This may be the number of a layer or a power. Expected a power without square brackets."
WORD_FOR_NUMBER: Final = "`{value}` is a word for a number. Expected the number in digits, or `{listed}` for a product."
ENTRY_OR_SYMBOL: Final = (
    "This may be an entry of `{name}` or one of the symbols that bear its name with a number. Expected it written out."
)
ARRAY_NOT_FUNCTION_STANDS: Final = "`{name}` is an array here, not a function of what stands in the brackets."
LETTER_UNDER_ACCENT: Final = "Expected a letter under the accent"
ONE_LETTER_UNDER_ACCENT: Final = "Expected one letter under the accent"
NUMBER_SYMBOL_BRACKET: Final = "Expected a number, a symbol or a bracket"
ARRAY_TRANSPOSE: Final = "Expected an array to transpose, or brackets around it"
BOTH_SIGNS_WITHIN: Final = "What `±` says within this cannot be told. Expected both values written out."
LIST_OF_ALTERNATIVES: Final = "What holds together in this list cannot be told. Expected `and` and `or` with brackets."
PRODUCT_OF_SETS: Final = "A product of sets is not read. Expected its pairs, such as `{(1, 2), (3, 2)}`."
INDEPENDENT_SIGNS: Final = "Whether these signs go together cannot be told. Expected all values written out."
THESE_SIGNS_MAY_BE: Final = "These signs may be `±`, or a sum with a negative number. Expected `±`, or brackets."
SIGN_SEVERAL_MEANINGS: Final = "This sign has several meanings here. Expected a formula with `=` or `≈`, or none."
THESE_BRACES_MAKE_SET: Final = "These braces make a set. Expected square brackets around an array: `{formula}`."
TWO_BOXES: Final = "Two boxes stand here. Expected one answer."
ROWS_OR_DECIMALS: Final = "These may be rows, or numbers with decimal commas. Expected rows: `[[1, 2], [3, 4]]`."
ONE_VALUE: Final = "Expected one value; a number is written without thousands marks and with a decimal point"
FRACTION_BAR_ABOVE_DIGITS: Final = "Expected a fraction, or a bar above the digits that repeat: `0.\\overline{3}`"
END_ANSWER_OPERATOR: Final = "Expected the end of the answer or an operator"
VALUE_FOUND_CONDITION: Final = "Expected a value, found a condition."
END: Final = "Expected the end of the answer"
VALUE_WITH_CONDITION: Final = "Expected a value with its condition"
EQUATION: Final = "Expected a condition, such as `x = 0`"
CONDITION_HERE: Final = "Expected a condition here, such as `x > 0`."
COMMA_BEFORE_NEXT_VALUE: Final = "Expected a comma before the next value"
END_VALUE_CONDITION: Final = "Expected the end of the value or condition"
CONDITION_FIRST: Final = "Expected a condition first: `where(x > 0, x, 0)`"
NOT_FUNCTION_KNOWN: Final = "`{value}` is not a function known here. Expected `{shown}` for a product."
AFTER: Final = "Expected `(` after `{name}`"

# Whole texts, domains, growth.
DOMAIN_AT_MOST_CHARACTERS: Final = "A domain has at most {max_domain} characters."
NAME: Final = "Expected a name, such as `x:positive`."
SIGNATURE_AT_MOST_CHARACTERS: Final = "A signature has at most {max_domain} characters."
SIGNATURE: Final = "Expected a signature, such as `real -> real` or `real, real -> real`."
AFTER_ARROW: Final = "Expected `real` after the arrow: an unknown function has one real value."
DOMAIN: Final = "Expected a domain: {possible}."
WRITE: Final = "write `positive integer` or `non-negative integer`"
TWO_MEANINGS: Final = "`{shown}` has two meanings, with and without 0: {advice}."
DID_YOU_MEAN: Final = "Did you mean `{found}`? "
NO_DOMAIN: Final = "`{shown}` is no domain. {hint}Possible: {possible}."
TWO_BOUNDS_INTERVAL: Final = "Expected two bounds in an interval, such as `[0, 1]`."
INFINITY_NO_NUMBER: Final = "Infinity is no number: write a round bracket beside `oo`."
FINITE_NUMBER: Final = "Expected a finite number here."
THERE_NO_VALUE_BETWEEN: Final = "There is no value between these bounds."
INTEGER_BESIDE: Final = "Expected an integer beside `..`."
DIMENSION_POSITIVE_INTEGER_EXPRESSION: Final = "Expected a dimension: a positive integer or an expression in sizes."
UNKNOWN_FUNCTIONS_DEFINED_EVERYWHERE: Final = "Expected `real` or `real^2`: unknown functions are defined everywhere."
ANSWER_TOO_LONG: Final = "The answer is too long: {count} characters (max_text = {max_text})."
NOTHING_WRITTEN: Final = "Nothing is written. Expected an answer."
TEXT_CAN_BE_READ: Final = (
    "The text can be read in more than {most} ways ({limit} = {most}). Expected brackets and product "
    "signs that leave fewer."
)
EXPRESSION: Final = "Expected an expression."
TWO_READINGS: Final = "This has two readings: write {shown}."

# Signs.
SIGN_BEGINS_ENDS_MATHEMATICS: Final = (
    "A sign that begins or ends mathematics stands inside the formula. Expected: one formula."
)
TOO_MANY_SIGNS: Final = "The answer is too long: {count} signs (max_tokens = {max_tokens})."
MARK_DIRECTION_STANDS: Final = (
    "A mark of direction stands here: what is shown is not what is written. Expected the formula without it."
)
DECIMAL_COMMA: Final = "Expected a decimal comma, or thousands marks between groups of three digits, found `{value}`."

# Whole answers.
TEMPERATURE_WITH_ZERO_OWN: Final = "A temperature with a zero of its own is read only where the problem asks for one."
NUMBER_MISSING_BEFORE_UNIT: Final = "A number is missing before the unit."
VALUE_UNIT: Final = "Expected a value and its unit."
EQUATION_INEQUALITY: Final = "Expected an equation or an inequality, such as `y = 2 x + 1`."
SET_INTERVAL_SET: Final = "Expected a set: `(a, b)` is an interval, `{a, b, c}` a set."
ENDS_INTERVAL_WRONG_ORDER: Final = (
    "The ends of this interval are in the wrong order. Expected the lower end first, or braces `{a, b}`."
)
LETTER_QUESTION: Final = "`{letter}` is a letter of the question. Expected: yes or no."
BOTH_YES_NO_SAID: Final = "Both yes and no are said. Expected: yes or no."
ANSWER_DOES_NOT_BEGIN: Final = "The answer does not begin with yes or no. Expected: yes or no."
STANDS_BEHIND_MAY_CHANGE: Final = (
    "What stands behind it may change what is said. Expected: yes or no, or a reason behind it."
)
SEVERAL_OPTIONS_NAMED: Final = "Several options are named."
NO_OPTION_NAMED: Final = "No option is named."
ONE: Final = "{why} Expected one of: {listed}."
DERIVATION_CAN_BE_READ: Final = (
    "The derivation can be read in several ways, which lead to different marks. Write brackets and product signs."
)
SEVERAL_LINES: Final = (
    "Another formula begins in the next line. Expected one formula, or a sign or a word between both."
)
TWO_CONDITIONS_RUN: Final = "Two conditions stand here without a word between them. Expected `and` or `or`."
UNIT_HAS_TWO_MEANINGS: Final = "`{unit}` is {first}, or is meant for `{second}`. Write one that leaves no doubt."
MEANING_IN_TWO_WAYS: Final = (
    "What `{name}` stands for can be read in several ways. Expected brackets and product signs."
)
TOO_LONG_WITH_NAMES: Final = "The answer is too long with its letters put in: at most {most} parts (max_nodes)."
NAME_MEANS_TWO_THINGS: Final = "An index means something else in what a letter stands for. Expected other letters."
NUMBERS_ON_BOTH_SIDES: Final = (
    "Expected numbers on both sides, or arrays: `||` stands around an array whose norm is meant"
)

# Fields that belong together.
LOWER_BOUND_EXPECTED: Final = "Expected a formula for {name}, or a bound from below such as {name} > 10."
ONE_INDEX_EXPECTED: Final = "The entries are told by {some} and by {other}. Expected one letter for their index."
ENTRIES_SAID_TWICE: Final = "Several formulas stand for the same entries of {name}. Expected one for each."
PART_HAS_TWO_READINGS: Final = "This can be read as {ways}. Write one of them."
ENTRIES_LACKING: Final = "Not all entries of {name} are said."
LIST_TIMES_A_NUMBER: Final = (
    "What a list times a number is meant to be is not seen. Expected one formula for all entries, or a list."
)

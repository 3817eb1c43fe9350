"""Why an answer is not decided, and stays open for a person. Students read it where answers are revealed."""

from __future__ import annotations

from typing import Final

# Claims.
ANSWER_MADE_OTHER_FUNCTIONS: Final = (
    "the answer is made of other functions than the expected one, so its coefficients are not compared"
)
COEFFICIENT_TOO_FAR_OFF: Final = "a coefficient is too far off, and nothing says that the functions are independent"
ONE_SIDE_HAS_MORE: Final = (
    "one side has more than {max_terms} terms (limit MAX_TERMS), or an exponent over {max_exponent}"
)
BEGINS_WITH_WHAT_SHOWN: Final = "the arrows lead away from what shall be shown"
LINE_NOT_READ: Final = "a line that is not read"
MORE_LINES_STAND_THAN: Final = "more lines stand in it than are compared"
NO_LINE_WRITTEN_LIKE: Final = "no line is written like it"
LAST_LINE_ANOTHER_FORM: Final = "the last line is another form of the end"
CHAIN_NO_EQUALITY: Final = "the chain shows no equality of its ends, which may be asked for"
CHAIN_TURNS_ROUND: Final = "the signs of the chain turn round, so that nothing follows for its ends"
FIRST_LINE_END_ALREADY: Final = "the first line is the end already, not the beginning"
THERE_NO_FORMULA: Final = "there is no formula in it"
EXPECTED: Final = "{value}, and {wanted} is expected"
EXPONENT_GIVEN_BUT_FACTOR: Final = "the exponent is given but for a factor, so the growth is not"
NO_PROOF_FOUND_BOTH: Final = (
    "no proof was found that both differences grow together, nor a half line along which one does"
)
ONLY_ONE_DIFFERENCE_LARGE: Final = "only one difference that is large is looked at here"
ANSWER_HAS_MORE_MEMBERS: Final = (
    "the answer has more members than are expected, which may be the same numbers written twice"
)
NO_VALUE_EXPECTED_WHETHER: Final = "no value is expected; whether infinity may be said in its place is for a person"
NO_EXAMPLE_SHOWS_SOME: Final = "the problem expects {what}, and none are known that do it; an example would settle it"
DONE_AGAINST_PROBLEM: Final = "the problem says that there are no such {what}, and these do it"
SOME_EXIST_AGAINST_PROBLEM: Final = "the problem says that there are no such {what}, and some were found"
ONLY_SET_MEMBERS_WRITTEN: Final = (
    "only a set with its members written out is looked at here, `{1, 2}` or `x = 1 or x = 2`"
)
UNITS_OF_DIFFERENT_QUANTITIES: Final = "{text} and {wanted} are equal as units, and measure different things"
DIFFERENCE_HAS_NO_ZERO: Final = "{text} and {wanted} have other zeros, and the prompt asks for a difference"
TWO_VALUES_FOR_ONE: Final = "one value is said to be two, by a sign such as ±"
UNIT_NAMED_IN_PROMPT: Final = "a unit is missing, and the prompt speaks of {wanted}"
UNITS_NOT_FOLLOWED_THROUGH: Final = "units are not followed through this formula"
NONE_TEXTS_PROBLEM_LISTS: Final = "`{shown}` is none of the texts that the problem lists"
NOTHING_BESIDE_SIGN: Final = "nothing stands beside a sign"
IDENTITY_GIVEN_MAY_MATTER: Final = "an identity that is given may matter here"
CONDITION_NOT_READ_MAY: Final = "a condition that is not read may hold here"
PROVES_NOTHING_WITHOUT_TOLERANCE: Final = "≈ proves nothing without a tolerance"
END_NOT_START: Final = "whether the end that is asked for has only the solutions of the beginning"
CASES_MAY_LEAVE_OUT: Final = "nobody has shown that these cases leave nothing out"
WHETHER_SHALL_FOLLOW: Final = "whether it shall follow"
NEAR_BUT_MAY_MEAN: Final = "`{shown}` is near to `{listed}`, but may mean something else"
NEAR_TEXT_LISTED_WRONG: Final = "`{shown}` is as near to a text that is listed as wrong"
PART_SOMETHING_ELSE_THERE: Final = "`{shown}` is a part of something else there"
TEXT_DOES_NEGATION: Final = "`{shown}` stands in the text, and so does a negation"
TEXT_MAY_TURN_ROUND: Final = "`{shown}` stands in the text, and `{turning}` may turn it round"
BOTH_STAND_TEXT: Final = "both `{shown}` and `{against}` stand in the text"
MAY_ONE_SEVERAL_ALTERNATIVES: Final = "`{shown}` may be one of several alternatives"
TEXT_DOES_ONE_LISTED: Final = "`{shown}` stands in the text, and so does one that is listed as wrong"
PATTERN_MATCHES_TURNED: Final = "the pattern matches, and `{turning}` may turn the text round"
PATTERN_MATCHES_NEGATION_TEXT: Final = "the pattern matches, and a negation stands in the text"

# Two texts.
CAN_READ_WAYS_LEAD: Final = (
    "this can be read in 2 ways, which lead to different answers (declare `i`, or a symbol as complex)"
)
INDEX_TIMES_IMAGINARY_UNIT: Final = "`i` with an index: {status}, or a number times `i`: {status_2}"
VARIABLE_IMAGINARY_UNIT: Final = "`i` a variable: {status}, or the imaginary unit: {status_2}"
MAY_BE_ONE_INDEX: Final = "`{name}` and `{name_2}` may be one value: nobody can tell whether their indices are equal"
MEAN_OF_WHICH: Final = "`{name}` may be a mean, and nothing says of which values"
BRACKETS_OF_FUNCTION: Final = "the brackets may be a list, or a function of what they hold: then the sides are equal"
LETTERS_OF_UNITS: Final = "as numbers with units the sides are equal, as products of letters different"
LETTERS_OF_ARRAYS: Final = (
    "letters are written as vectors or matrices whose shapes nothing says; of numbers the sides are {status}"
)
CROSS_OF_WHAT: Final = (
    "`×` between capital letters that nothing declares: of numbers the sides are {status}, of vectors {status_2}"
)
ORDER_OF_FUNCTIONS: Final = "`∘` may compose functions, whose order counts; of numbers the sides are equal"
ARROW_OF_POINTS: Final = (
    "an arrow over two letters leads from one point to another; as a product of letters the sides are equal"
)
NUMERALS_OF_PROGRAMS: Final = "`0x…` or `2D_{16}` may be a numeral, or a product with a letter, which leads elsewhere"
NUMERALS_OR_CLASSES: Final = (
    "numbers above {base} may be numerals to that base, or classes of remainders, and these are the same"
)
COMMAS_OF_INDICES: Final = (
    "`{name}` without its comma may be another name: one index with several digits, or several indices"
)
ALL_VALUES_OF_LETTER: Final = "`{letter}` may stand for all of its values, so that the sides are sets"
LETTERS_THAT_COUNT: Final = (
    "the values of {letters} decide: at some a sum ends before it begins, or there is no value, or two conventions "
    "(declare what they count)"
)
LETTER_MAY_BE_OPERATOR: Final = (
    "`{letter}` may be a factor of what stands in the brackets, or an operator on it (declare it)"
)
BACKSLASH: Final = "a backslash between letters may be a blank, or take one set from another"
BOOLEAN: Final = "as numbers these differ, as formulas of Boolean algebra they are the same"
FORMULAS_IN_WAYS: Final = (
    "how far the signs reach, or whether a part may be the whole, can be read in several ways, which lead elsewhere"
)
LETTERS_FOR_ALL: Final = "a letter that is in a set may be one element, or stand for all of them"
SIGN_OF_VECTORS: Final = (
    "`{sign}` may be a sign of logic or of sets, or one of vectors or spaces, which leads elsewhere"
)
BAR_OF_COMPLEMENT: Final = (
    "a bar over a probability, or a letter of 0 and 1, is what it lacks to 1, as the texts may say"
)
CHANCES_OR_PRODUCTS: Final = "as products these differ, as probabilities or expectations they are the same"
LETTERS_OF_LOGARITHM: Final = "`ld` and `lb` may be two letters, or the logarithm to base 2"
BAR_OF_CLOSURE: Final = "a bar over a set may be its complement or its closure, which lead elsewhere"
FORMULAS_UNDECIDED: Final = "neither a proof nor a model in which these formulas differ was found"
LETTER_MAY_BE_CONSTANT: Final = (
    "`{letter}` may be a letter like the others, or stand for what is always true, always false, or everything"
)
CHANCES_UNDECIDED: Final = (
    "neither a proof nor an example was found in which these probabilities or expectations differ"
)
CHANCES_INDEPENDENT: Final = (
    "in general these differ, and are equal where the letters are independent, or events disjoint"
)
LETTER_OF_DISTRIBUTION: Final = (
    "`{letter}` may be any number or variable, or belong to the distribution that is spoken of, as a moment or a copy"
)
LETTER_MAY_BE_FUNCTION: Final = "`{letter}` may be a function of what stands in its brackets, of which nothing is known"
COORDINATES: Final = "in the plane and in space these are different questions, with different answers"
LETTERS_COMPLEX: Final = "{letters}: complex"
LETTER_MAY_BE_COMPLEX: Final = "`{letter}` real: {status}, or complex: {status_2} (declare it)"
LETTER_IMAGINARY_UNIT: Final = "`{letter}` a variable: {status}, or the imaginary unit: {status_2}"
CLASSES_DIFFER: Final = "the letters of the two classes differ, and say different things of the same order"
CLASSES_UNCLEAR: Final = "one of the functions within may be negative, and their classes are compared by their size"
NO_SIZE: Final = "`{letter}` may tend to anything (declare it as `size`)"
IMAGINARY_UNIT: Final = "`i` is the imaginary unit"
SETS_THEIR_MEMBERS_LISTS: Final = "as sets of their members the lists are {value}, in this order {value_2}"
TWO_SIDES_CAN_READ: Final = "the two sides can be read in more than {max_pairs} ways together"
CAN_READ_WAYS_LEAD_DIFFERENT: Final = "this can be read in {count} ways, which lead to different answers: {ways}"

# Whole answers.
STEPS_OF_CONDITION: Final = "the steps together are not the expected condition, and neither is what they conclude"
CHAINS_BESIDE_EACH_OTHER: Final = (
    "several conclusions stand beside each other; nothing says which of them is the answer"
)
ONLY_ROUNDED_VALUE_HERE: Final = "only a rounded value stands here; nothing says which number it rounds"
PERSON_MARKS: Final = "a person marks it"
ARRAYS_PROBLEM_FORMULA_DO: Final = "the arrays in the problem's formula do not fit together"
WHETHER_ANSWER_DEFINED: Final = "whether the answer is defined at {gap} is not decided"
SAID_UNDEFINED: Final = "the answer says that it has no value at {gaps}, and the expected one is not known to have none"
WHETHER_ANSWER_FITS: Final = "whether the answer fits at {gap} is not decided: {reason}"
INTERVAL_LEFT_OUT: Final = "it has solutions for each integer, and only those of an interval may be asked for"
MAY_BE_ENTRY: Final = "other values stand beside it, and nobody can tell whether they belong together"

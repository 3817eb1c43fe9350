"""What is said of an answer that can be read, but not as an answer to its question."""

from typing import Final

SAYS_SOMETHING_ELSE_THAN_ASKED: Final = (
    "`{shown}` names something else than what is asked for. Expected the value of that, by itself or behind its name."
)
STATES_SOMETHING_FALSE: Final = (
    "`{shown}` is false, so this may not be the answer that is meant. Expected steps that hold, or the answer alone."
)
SEVERAL_NAMED: Final = (
    "Several names have values here, in another form than the list that is asked for. Expected a list."
)
OTHERWISE_BY_ITSELF: Final = (
    "Behind the words at its front, this means something else than by itself. Expected the answer by itself."
)
SENTENCES_MAY_BE_ONE_LIST: Final = (
    "The values in these sentences may belong together. Expected one list, or the answer alone."
)
KEYS_IN_VALUES: Final = "In `{shown}` the keys may be parts of values. Expected the keys of the options by themselves."
UNTICKED: Final = "A cross or an empty box stands beside the option. Expected the option that is chosen, by itself."
MANY_FRAMES: Final = "Too many words at the front say that an answer follows. Expected the answer by itself."
NAMES_IN_ANOTHER_ORDER: Final = (
    "`{shown}` names entries, and nothing says that this is their order. Expected a list alone, such as `(2, 3)`."
)
ONE_SET_HOLDS_OTHER: Final = "One of these holds the other, so they may be two answers. Expected one of them."
WORDS_IN_A_CHAIN: Final = (
    "`{words}` stands between the members of a chain of equalities. Expected the answer by itself."
)
NUMBER_AND_MORE: Final = "This may be one number or more than that. Expected one number by itself."
EQUATION_FOR_A_VALUE: Final = "An equation stands here where a value is asked for. Expected the value by itself."
SETS_OR_PAIRS: Final = "This may be a set of sets or of pairs. Expected `{(1, 2), (3, 4)}` for pairs."
LIST_OR_DIFFERENCE: Final = "The signs between these numbers may part a list, or be minus signs. Expected `[1, 2, 3]`."
WORDS_BESIDE_A_VALUE: Final = "A value and words for one stand side by side here. Expected one of them."
LISTS_SIDE_BY_SIDE: Final = (
    "Lists side by side may be rows or a product. Expected `[[1, 2], [3, 4]]`, or a sign between."
)
ROWS_OR_DECIMALS: Final = "These may be rows, or numbers with decimal commas. Expected rows: `[[1, 2], [3, 4]]`."
TEMPERATURE_WITH_ZERO_OWN: Final = "A temperature with a zero of its own is read only where the problem asks for one."
NUMBER_MISSING_BEFORE_UNIT: Final = "A number is missing before the unit."
VALUE_UNIT: Final = "Expected a value and its unit."
EQUATION_INEQUALITY: Final = "Expected an equation or an inequality, such as `y = 2 x + 1`."
SETS_IN_A_UNION: Final = "A union of sets may be one set, or say which sets there are. Expected the sets one by one."
SET_INTERVAL_SET: Final = "Expected a set: `(a, b)` is an interval, `{a, b, c}` a set."
ENDS_INTERVAL_WRONG_ORDER: Final = (
    "The ends of this interval are in the wrong order. Expected the lower end first, or braces `{a, b}`."
)
LETTER_QUESTION: Final = "`{letter}` is a letter of the question. Expected: yes or no."
BOTH_YES_NO_SAID: Final = "Both yes and no are said. Expected: yes or no."
ANSWER_DOES_NOT_BEGIN: Final = "The answer does not begin with yes or no. Expected: yes or no."
TYPED_BACK: Final = "This is what the problem states. Expected what follows from it."
STANDS_BEHIND_MAY_CHANGE: Final = (
    "What stands behind it may change what is said. Expected: yes or no, or a reason behind it."
)
TAKEN_BACK: Final = "`{shown}` takes back what is chosen before it. Expected: what is chosen, and nothing behind it."
SEVERAL_OPTIONS_NAMED: Final = "Several options are named."
KEY_OR_TEXT: Final = (
    "`{shown}` is the name of one option and all that another one says. Expected the name in brackets: `({shown})`."
)
TOLD_UNDER_NEGATION: Final = (
    "The question asks by a negation: are these options chosen, or not? Expected their keys alone."
)
NOT_ALL_UNDERSTOOD: Final = (
    "Not all of `{shown}` is understood, so it may choose otherwise. Expected the chosen keys alone."
)
KEYS_LABELLED: Final = "What stands behind these keys may choose them or not. Expected the chosen keys alone."
KEY_WITH_A_VALUE: Final = "`{shown}` may choose that option, or only tell what it comes to. Expected the keys alone."
SAID_OF_ANOTHER: Final = "`{shown}` may be said of something else than what is asked about. Expected one option."
NO_OPTION_NAMED: Final = "No option is named."
ONE: Final = "{why} Expected one of: {listed}."
DERIVATION_CAN_BE_READ: Final = (
    "The derivation can be read in several ways, which lead to different marks. Write brackets and product signs."
)
UNIT_HAS_TWO_MEANINGS: Final = "`{unit}` is {first}, or is meant for `{second}`. Write one that leaves no doubt."
MEANING_IN_TWO_WAYS: Final = (
    "What `{name}` stands for can be read in several ways. Expected brackets and product signs."
)
CHECK_BESIDE_A_VALUE: Final = "A check stands beside the value, or in its place. Expected the value by itself."
SEVERAL_UNKNOWNS: Final = "An equation stands here with values for several letters. Expected the answer by itself."
TOO_LONG_WITH_NAMES: Final = "The answer is too long with its letters put in: at most {most} parts (max_nodes)."
NAME_MEANS_TWO_THINGS: Final = "An index means something else in what a letter stands for. Expected other letters."
LOWER_BOUND_EXPECTED: Final = "Expected a formula for {name}, or a bound from below such as {name} > 10."
ONE_INDEX_EXPECTED: Final = "The entries are told by {some} and by {other}. Expected one letter for their index."
ENTRIES_SAID_TWICE: Final = "Several formulas stand for the same entries of {name}. Expected one for each."
PART_HAS_TWO_READINGS: Final = "This can be read as {ways}. Write one of them."
ENTRIES_LACKING: Final = "Not all entries of {name} are said."
RULE_BY_INDEX: Final = "This says by an index what each entry is. Expected the list of all entries."
COLUMN_OR_BINOMIAL: Final = r"`\binom` may be a column or a number here. Expected the list of all entries."
LIST_TIMES_A_NUMBER: Final = (
    "What a list times a number is meant to be is not seen. Expected one formula for all entries, or a list."
)
UNITS_BESIDE: Final = (
    "Units of one quantity stand from the largest to the smallest, as in `2 min 5 s`. Expected one value with its unit."
)
SEVERAL_NAMED_VALUES: Final = (
    "Several values with names stand side by side, and the last is not called as the problem asks. Expected one value."
)

"""Notices on what somebody wrote: which problem it is for, and what of it is taken for the answer."""

from __future__ import annotations

from typing import Final

# Which problem it is for.
MORE_THAN_LABELS_STAND: Final = (
    "more than {max_inside} labels stand in what was written for {id}, and may begin other answers"
)
TOO_MANY_MENTIONED: Final = "more than {max_mentions} problems are mentioned in what stands here, and may be answered"
MAY_ANSWER_OTHERS: Final = "{shown} may be what is written for {listed}"
MAY_CORRECT_OTHERS: Final = "{shown} may correct what was written for {listed}"
NOBODY_KNOWS_WHICH_COUNTS: Final = "{said} ({place}); nobody guesses which counts"
MAY_BE_NO_NAME: Final = "`{shown}` is the name of {id}, and may be a word of its own here"
HEADING_MAY_ANSWER: Final = "nothing stands below {shown}, which may be the answer to {id}"
COUNTS_ANSWERS: Final = "{shown} stands in what was written for {id}, and counts answers or names another problem"
WRITTEN_MAY_BEGIN: Final = "{shown} stands in what was written for {id}, and may begin what is for {id_2}"
LEFT_OVER: Final = "{shown} stands in what was written for {id}, and may answer another part"
UNPLACED_MARK: Final = "{shown} stands under another problem, and may begin what is for one that has no answer"
LEFT_OVER_FIELD: Final = "{shown} stands in what was written for {id}, and may be what is left out there"
LEFT_BEHIND: Final = "{shown} stands behind the answer to {id}, and may answer another question"
HERE_SECOND_TIME_FIRST: Final = "{key} stands here a second time, first on line {first}; both count"
BELOW_CANNOT_READ: Final = "what stands below {value} cannot be read: {value_2}"
THERE_NO_PROBLEM: Final = "there is no problem {key}"
BELONGS_BELOW_INDENTED: Final = "; what belongs to {hollow} stands below it, indented"
MAY_NOBODY_GUESSES_WRITE: Final = "{shown} may be {listed}, and nobody guesses; write the id"
NUMBERS_DOCUMENT_NOT_THOSE: Final = "the numbers of this document are not those of the sheet"
MAY_NUMBER_BUT: Final = "{shown} may be the number of {listed}, but {why}"
HAS_NO_PART_SET: Final = "{clipped} has no part {value} that is set"
THERE_CANNOT_READ: Final = "{said}, and what stands there cannot be read: {value}"
HAS_NO_PART_PARTS: Final = "{id} has no part {value}; its parts are {parts}"
HAS_PARTS_WRITE: Final = "{id} has parts; write `{id}: {{{listed}}}`"
HAS_NO_FIELD_FIELDS: Final = "{id} has no field {value}; its fields are {fields}"
MAY_NAME_SHEET_BELOW: Final = "{shown} may be the name of the sheet: below it stands {letter}), and {id} has no parts"
MAY_ANSWER_NUMBER_PROBLEM: Final = "{clipped} may be an answer, or the number of a problem"
ITSELF_MAY_ANSWER_NUMBER: Final = "{shown} by itself may be an answer, or the number of a problem"
HAS_NO_PART: Final = "{id} has no part {field}"
HAS_PARTS_WRITE_ANSWER: Final = "{id} has parts; write `\\answer{{{id_2}}}{{…}}`"
HAS_PARTS_WRITE_EACH: Final = "{id} has parts; write each under a heading of its own, such as `### {value}`"
UNDER_NO_HEADING_NAMES: Final = "this stands under no heading that names a problem"
HEADING_NAMES_NO_PROBLEM: Final = "the heading {clipped} names no problem"
DID_YOU_MEAN: Final = "{said}; did you mean {near}, which is not set?"
NUMBER_NO_PROBLEM_SET: Final = "{shown} is the number of no problem that is set"
HERE_MORE_THAN_ONCE: Final = (
    "{shown} stands here more than once, and other problems nowhere; it may be {listed} or one of those"
)
MAY_NUMBER_BUT_NUMBERS: Final = (
    "{shown} may be the number of {listed}, but the numbers of this document are not those of the sheet"
)
UNDER_UNDER_NONE_PARTS: Final = "this stands under {shown}, and under none of its parts"

# What is taken for the answer.
BESIDE: Final = "`{shown}` stands beside it"
BRACKETS_OR_FORMULA: Final = "the strokes before its brackets are those of a formula, or of Markdown"
DASH_OR_MINUS: Final = "the dash before it is that of a list, or a minus"
MAY_SAID: Final = "it may be said of the `{value}`"
BEHIND: Final = "`{shown}` stands behind it"
SOMETHING_TAKEN_BACK_BEHIND: Final = "something is taken back behind it"
NOBODY_KNOWS_CALLED: Final = "nobody knows what `{text}` is called"
WORDS_BEFORE_LEAD_NO: Final = "the words before it lead to no answer"
SAID_SYMBOLS_NOT_PART: Final = "what is said of its symbols is not part of it"
CONDITION_BESIDE: Final = "a condition stands beside it"
QUESTION: Final = "a question"
CROSSED_OUT: Final = "it is crossed out"
SEVERAL_FORMULAS_STAND_ONE: Final = "several formulas stand in one sentence"
READ_LIST_FACTORS: Final = "`{text}` is read as the list of its factors"
BLOCK_CODE: Final = "a block of code"
TEXT_NOT_SURE: Final = "the text is not sure of it"
VALUE_ANOTHER_FIELD: Final = "the value of another field stands in it"
SENTENCE_NOT_UNDERSTOOD: Final = "it stands in a sentence that is not understood"
ENTRIES_AND_MORE: Final = "its entries are said, and something else beside them"
NAME_HERE_NO_VALUE: Final = "its name stands here, and no value"
ANOTHER_VALUE_BEFORE: Final = "another value stands before it"
NOBODY_CAN_TELL_WHETHER: Final = "nobody can tell whether this is its value, {why}; write it on a line of its own"
NO_ANSWER_COULD_TAKEN: Final = "no answer could be taken from what stands here; write one formula, or `Answer: …`"
NO_ANSWER_COULD_TAKEN_HERE: Final = (
    "no answer could be taken from what stands here; write {lines} on lines of their own"
)
MATHEMATICS_BEGINS_HERE_SIGN: Final = (
    "mathematics begins here with a sign that nothing closes (`$`, `\\(`, `\\[` or `\\begin`)"
)
WRITE_ANSWER_ITSELF: Final = "{texts}; write the answer by itself"
STRETCH_MORE_THAN_CHARACTERS: Final = "a stretch of more than {block_characters} characters (limit BLOCK_CHARACTERS)"
ROW_TABLE: Final = "a row of a table"
TABLE: Final = "a table"
LETTER_OR_ARTICLE: Final = "a letter stands beside the formula that may be a factor or an article"
DRAWN_ROWS: Final = "a matrix drawn over several lines"
PIECE_ANSWER_NO_RULE: Final = "it is a piece of the answer, and no rule puts the pieces together"
PUT_TOGETHER_LINES: Final = "put together from lines {listed}"
MAY_PIECE_ANSWER: Final = "it may be a piece of the answer"
SIZES_IN_OTHER_ORDER: Final = "its sizes are named in another order"
LETTERS_MAY_GIVE: Final = "a formula before it, in letters of its own, may be the answer"
ASIDE_MAY_SAY_MORE: Final = "what stands beside it may say more of it"
SOLUTIONS_MAY_BE_STEP: Final = "the solutions may be a step to it"
GLOSS_MAY_CHANGE: Final = "what its letters are said to stand for may not be what the problem calls so"
OTHER_SHAPE_PRINTED: Final = "its rows, printed without brackets, may be read in another way"
SENTENCE_MORE_THAN_WORDS: Final = (
    "a sentence of more than {sentence_lexemes} words, formulas and signs (limit SENTENCE_LEXEMES)"
)
SENTENCE_SAYS_SOMETHING_ELSE: Final = "the sentence says something else of it"
EQUATION_ABOUT_IT: Final = "it stands in an equation that says something about it"
SENTENCE_HERE: Final = "a sentence stands here"
SENTENCES_STAND_HERE: Final = "{count} sentences stand here"
NOTHING_SAYS_WORDS_ANSWER: Final = "{id}: {what}, and nothing says which words are the answer; write `Answer: …`"
LEFT_ASIDE: Final = "left aside: {note}"
HTML_NOT_READ_WRITE: Final = "HTML is not read; write mathematics as text or between `$` signs"
DOCUMENT_OWN_MACROS_WRITTEN: Final = "the document's own macros are written out in `{text}`"
MACRO_DOCUMENT_NOT_WRITTEN: Final = (
    "`\\{used}` is a macro of this document that is not written out here; write the answer without it"
)
VALUES_SEVERAL_FIELDS_ONCE: Final = (
    "{id}: values for several fields at once are not read; write each on a line of its own"
)
NOT_READ: Final = "{id}: {name} is not read"
FORMULA_NAMES_NO_FIELD: Final = "{id}: this formula names no field; write `{name} = …`"
NOBODY_CAN_TELL_GOES: Final = "nobody can tell, `{value}` goes on behind `{value_2}`"
BOTH_QUESTION: Final = "both, or a question"
PERCENT_OR_COMMENT: Final = (
    "nobody can tell whether `{said_there}` is a percentage or ends in a comment; in LaTeX a percent sign is `\\%`"
)
NOBODY_CAN_TELL_BESIDE: Final = "nobody can tell, `{said_there}` stands beside it"
NOBODY_CAN_TELL_SAYS: Final = "nobody can tell, `{around}` says the other"
BOTH_CALLED_ANSWER: Final = "nobody can tell, both `{one}` and `{other}` are called the answer"
CODE_BINDS_AGAIN: Final = "code binds it otherwise than to a plain number"
CODE_STOPS: Final = "`{shown}` stands beside it, and code is not run"
SAYS_ELSEWHERE: Final = "`{shown}` says that the answer stands somewhere else"
HEAD_SAYS: Final = "nobody can tell whether `{shown}`, which stands above it, says that it is no answer"

# What is kept of it.
ANSWERED_SECOND_TIME: Final = "{label}: answered a second time, first in {place}; the last counts"
GIVEN_TWICE: Final = "{label}: answered a second time, first in {place}; nobody guesses which counts"
MARK_STANDS_TWICE: Final = "{shown} stands twice below {id}, and one of both may name another part"
ANOTHER_DOCUMENT_DIFFERS: Final = "another document answers this differently, and nobody can tell which of them counts"
EARLIER_DOES_NOT_COUNT: Final = "an answer in {place} does not count, this one comes later"
TOO_MANY_KEYS: Final = "more than {strays} keys fit no problem, part or field (limit STRAYS)"
ALL_IGNORED: Final = "{id}: the assignment ignores all that stands here, `{shown}`"
IGNORED_BESIDE: Final = "{id}: the assignment ignores `{shown}`, which may speak of the answer"
SAID_NOT_DONE: Final = "{id}: what stands here says that it was not done"
ONE_NOT_SET: Final = "an answer to a problem that is not set ({names}) is left aside"
SEVERAL_NOT_SET: Final = "{count} answers to problems that are not set ({names}) are left aside"
NEVER_CLOSED: Final = (
    "a comment begins here that is never closed, so that nobody sees what follows; close it with `{end}`"
)
MAY_HOLD_ANY_ANSWER: Final = "{what} is not read, and may hold the answer to any question"
COMMENTED_OUT: Final = "{id}: nothing but what is commented out stands here, which nobody sees who reads the page"

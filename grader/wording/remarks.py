"""What is to be known of an answer or of when it was handed in, beside whether it is right."""

from __future__ import annotations

from typing import Final

# Whole answers.
WORDS_LEFT_ASIDE: Final = "is words, and left aside"
MARKS_LEFT_ASIDE: Final = "left aside beside the lines: ticks, rules, numbers of equations"
REMARK_LEFT_ASIDE: Final = "holds a remark, left aside"
MAY_HOLD_CONDITION: Final = "may hold a condition, and is not read"
LINE_LEFT_ASIDE: Final = "line {line} {some}: `{text}`"
PERSON_MARKS_ANSWER: Final = "A person marks this answer."
VALUE_FOR_EACH_FIELDS: Final = "Expected a value for each of the fields {listed}."
ONE_TEXT_STANDS_FOR: Final = "One text stands for the whole answer. Expected: a value for each of the fields {names}."
ANSWER_CAN_BE_READ: Final = (
    "The answer can be read in more than {max_readings} ways (max_readings). Write brackets and product signs."
)
CAN_BE_READ_WAYS: Final = (
    "This can be read in {count} ways, which lead to different marks: {listed}. Write one of them."
)
RIGHT_WITHOUT_CONDITION: Final = (
    "The condition leaves out values that are asked for. Without it, `{text}`, it would be correct."
)
RIGHT_WITH_ZERO: Final = (
    "The condition leaves out values that are asked for. With 0 there, `{text}`, it would be correct."
)
RIGHT_ON_EITHER_SIDE: Final = "On either side of 0 it is right up to a constant, which is another one on each."
NEVER_HOLDS: Final = (
    "Read word by word, these conditions never hold together. A person decides; `or` and `and` with brackets settle it."
)
FIRST_TRY: Final = "Without a first try or a call behind it the derivation would be correct; a person decides."
SIZE_MAY_BE_SOLVED: Final = "The set is right, by how large its members are; a person decides whether it is solved."
RIGHT_AS_PROMPT_SAYS: Final = (
    "It is wrong only for values that the prompt does not speak of; a person decides whether the others are enough."
)
TRUE_OF_ANOTHER: Final = "It is true of `{shown}`, as what is expected tells; a person decides whether that is enough."
IS_WHAT_IS_LEFT: Final = "The set is right as all that is left; a person decides whether it says what is left out."
RIGHT_ONCE_RETURNED: Final = "The code returns nothing. With `return {name}` at its end it would be correct."
CONDITION_LEAVES_OUT: Final = "The condition leaves out values that are asked for; a person decides whether it may."
MEMBER_IS: Final = "{some} {some_2}"
SEVERAL_FORMULAS: Final = "{count} formulas stand here ({places}); {which}"
OF_SEVERAL: Final = "of {listed}: {which}"
ALL_COME_SAME: Final = "all come to the same"
LAST_ONE_COUNTS: Final = "the last one counts"
WRITE_BEFORE: Final = "{said}{some}; write `Answer: …` before it."
ALL_MUST_COME_SAME: Final = (
    "{count} formulas stand here, and nothing says which is the answer unless all come to the same; write `Answer: …`"
)
EXACT_AND_ROUNDED: Final = "a value and what it rounds to: which of them counts depends on what is asked for"
ROUNDED_MAY_COUNT: Final = "a rounded value, which counts where one is asked for"
NOTHING_SAYS_WHICH: Final = "{count} formulas stand here, and nothing says which is the answer"
TOO_MANY_BRACKETS: Final = (
    "More than {max_opened} brackets stand behind blanks (limit MAX_OPENED): are they factors? Write product signs."
)
NOTHING_SAYS_THAT: Final = "One formula stands here, and nothing says that it is the answer"
TOO_MANY_FORMULAS: Final = "{count} formulas stand here, more than are decided (max_candidates = {max_candidates})"
FOR_PERSON: Final = "is for a person"
COULD_NOT_BE_READ: Final = "could not be read"
WOULD_BE_PARTLY_CORRECT: Final = "would be partly correct"
WOULD_BE_CORRECT: Final = "would be correct"
WOULD_NOT_BE: Final = "would not be correct"
IS_UNDECIDED: Final = "is undecided"
HAS_FAILED: Final = "failed"
WRITE_ANSWER: Final = "{why}; write `Answer: …`."
ONE_COUNTS: Final = "`{text}` counts"
ONE_LINE: Final = "line {line}"
SEVERAL_LINES: Final = "lines {first} and {last}"

# When it was handed in.
NOTHING_DEDUCTED: Final = "nothing is deducted"
WHEN_LATE: Final = "0 when late"
FOR_EACH_BEGUN_DAY: Final = "−{number} % for each begun day"
OF_GRACE: Final = "{duration} of grace"
HANDED_IN: Final = "handed in {moment}, {moments}"
NOTHING_HANDED_IN: Final = "nothing was handed in"
EXCUSED_COUNTS_NO_MEAN: Final = "excused; counts in no mean"
COMES_LATE_COUNTS: Final = "what comes late counts 0"
AFTER_COUNTS: Final = "after {duration} it counts 0"
ONE_DAY_LATE: Final = "{days} day late: −{percent}"
DAYS_LATE: Final = "{days} days late: −{percent}"
LATE: Final = "{duration} late: {what}"
DUE: Final = "due {moment}"
NONE_AFTER: Final = "0 after {duration}"
LATE_NOTHING_DEDUCTED: Final = "{duration} late: nothing is deducted"
LATE_NOTHING_DEDUCTED_FOR: Final = "{duration} late: nothing is deducted, for the assignment has no rule for it"
LATE_WITHIN_GRACE_NOTHING: Final = "{duration} late, within the grace of {duration_2}: nothing is deducted"
NOT_KNOWN_WHEN_HANDED: Final = "not known when it was handed in: nothing is deducted"

# Durations.
ONE_DAY: Final = "{days} day"
DAYS: Final = "{days} days"
HOURS: Final = "{hours} h"
MINUTES: Final = "{minutes} min"
SECONDS: Final = "{seconds} s"
COUNTS_IN_UNIT_OF_PROMPT: Final = "no unit stands behind the value; it counts in {wanted}, in which the prompt asks"

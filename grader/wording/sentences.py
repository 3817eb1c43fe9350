"""The sentences that students read on their pages and as feedback. Names in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from grader.verdict import Outcome

LANGUAGE: Final = "en"

# What came of an answer: a heading of two or three words, and what it means.
OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.CORRECT: "Correct",
    Outcome.PARTIAL: "Partly correct",
    Outcome.INCORRECT: "Not correct",
    Outcome.MISSING: "No answer found",
    Outcome.UNREADABLE: "Not read yet",
    Outcome.UNDECIDED: "Not decided yet",
    Outcome.REVIEW: "Waiting for a person",
    Outcome.FAILED: "Not marked yet",
}
OPEN: Final[Mapping[Outcome, str]] = {
    Outcome.UNREADABLE: "This could not be read by the program. A person will look at it; you lose nothing.",
    Outcome.UNDECIDED: "The program could not decide this. A person will look at it; you lose nothing.",
    Outcome.REVIEW: "A person marks this. You lose nothing while it waits.",
    Outcome.FAILED: "The program itself failed, which is not your fault. A person will look at it; you lose nothing.",
}
NOT_MARKED: Final = "Not marked yet"
MISSING: Final = "Nothing was written for this problem."
UNREAD_IS_ZERO: Final = (
    "This could not be read, which counts 0 in this assignment. If that is not right, tell your instructor."
)
NO_REASON: Final = "This is not the expected answer."

# Where an answer fails. {where} is a place such as x = 1, {value} what the answer gives there.
VALUE: Final = "{subject} is {value}, which is not the expected value."
VALUE_EXPECTED: Final = "{subject} is {value}; {expected} is expected."
POINT: Final = "At {where} {subject} is {value}, which is not what is expected."
POINT_EXPECTED: Final = "At {where} {subject} is {value}; {expected} is expected."
NETWORK: Final = "{subject} gives {value}, which is not what is expected."
NETWORK_EXPECTED: Final = "{subject} gives {value}; the function is {expected}."
NETWORK_POINT: Final = "At {where} {subject} gives {value}, which is not what is expected."
NETWORK_POINT_EXPECTED: Final = "At {where} {subject} gives {value}; the function is {expected}."
UNDEFINED: Final = "undefined"  # an entry of an array
NO_VALUE: Final = "no value"
NO_VALUE_WHY: Final = "no value ({why})"
NOT_DEFINED: Final = "not defined"
NOT_DEFINED_WHY: Final = "not defined ({why})"
NOTED: Final = " ({note})."  # in the place of a full stop
OUTSIDE: Final = "{name} is asked for as {domain}; in your answer it is {value}."
OUTSIDE_POINT: Final = "{name} is asked for as {domain}; in your answer it is {value} at {where}."
STEP: Final = "{step} does not hold: the left side is {left}, the right side {right}."
STEP_POINT: Final = "{step} does not hold: at {where} the left side is {left}, the right side {right}."
YOUR_ANSWER: Final = "your answer"
YOUR_NETWORK: Final = "your network"
YOUR_ENTRY: Final = "{entry} of your answer"

# A condition that an answer does not meet; {formula} is a side of it that holds something of the answer.
SIDE: Final = "With your answer {formula} is {value}, which is not what is asked for."
SIDE_POINT: Final = "With your answer {formula} is {value} at {where}, which is not what is asked for."
BOTH_SIDES: Final = (
    "With your answer {formula} is {value} and {other_formula} is {other}, but {condition} is asked for."
)
BOTH_SIDES_POINT: Final = (
    "With your answer {formula} is {value} and {other_formula} is {other} at {where}, but {condition} is asked for."
)
CONDITION: Final = "With your answer {condition} does not hold."
CONDITION_POINT: Final = "With your answer {condition} does not hold at {where}."
MORE_REASONS: Final = "This page is full. Reasons that are not shown: {count}; your instructor can tell you."
NO_DRAWING: Final = "This page is full, so this is not drawn."
UNNAMED: Final = "Your answer does not meet all that the problem asks for."
UNNAMED_POINT: Final = "At {where} your answer does not do what the problem asks for."
HOLDS: Final = "true"
FAILS: Final = "false"
ABOUT: Final = "about {value}"
BETWEEN: Final = "between {low} and {high}"
ZERO: Final = "0 to {places} decimals"  # a number that is not known exactly

# What stands on a page around that.
TOTAL: Final = "{score} of {points} points"
RANGE: Final = "The total is a range, for some answers are still open: what is open can only add to it."
EXCUSED: Final = "You are excused."
EXCUSED_MARKED: Final = "You are excused. What follows counts nowhere."
SUBMISSION: Final = "This is about the submission {name}."
BEFORE_LATENESS: Final = "{score} before lateness"
PROBLEM: Final = "Problem"
OUTCOME: Final = "Result"
SCORE: Final = "Points"
SUM: Final = "Sum"
TYPED: Final = "You wrote"
READ: Final = "We read"
READINGS: Final = "This can be read in several ways:"
IN_PLACE: Final = "{file}, line {line}"
CANNOT_BE_READ: Final = "This could not be read:"
WHY: Final = "Why"
EARNED: Final = "{points} earned"
LOST: Final = "0 of {points}"
STILL_OPEN: Final = "{points} still open"
BY_HAND: Final = "Marked by {who}{when}: {score} of {points}."
A_PERSON: Final = "a person"
ON_DATE: Final = " on {date}"
EXPECTED: Final = "Expected"
YOUR_FILES: Final = "Your files"
SEE_YOUR_FILES: Final = "Something in your files may be this answer, but names no question: see the end of this page."
ONE_POINT: Final = "1 point"
POINTS: Final = "{number} points"
MISREAD: Final = (
    "If an answer was not read as you meant it, tell your instructor, and write it with * for every product, and with"
    " brackets around both sides of every fraction and around what a function is applied to: (a + b)/(2*c), sin(2*x)."
)

# The page in Markdown, where it has words of its own.
LINE_MISREAD: Final = (
    "If an answer was not read as you meant it, tell your instructor, and write it with `*` for every product and"
    " brackets around every fraction's sides and every function's argument, as in `(a + b)/(2*c)` or `sin(2*x)`."
)
LINE_EXCUSED: Final = "**You are excused.**"
LINE_EXCUSED_MARKED: Final = "**You are excused.** What follows counts nowhere."
LINE_RANGE: Final = "The total is a range, for some answers are still open."
LINE_NOT_MARKED: Final = "not marked yet"
LINE_SCORE: Final = "{outcome}, {score} of {points}"
LINE_EXPECTED: Final = "Expected: {expected}"
LINE_FIELD_TYPED: Final = "{name}: you wrote"
LINE_YOUR_ANSWER: Final = "Your answer"
LINE_FIELD_UNREAD: Final = "{field} could not be read:"
LINE_FIELD_READ: Final = "{name}: we read {read}."
LINE_ONE_READING: Final = "One way to read this: {read}."
LINE_READ: Final = "We read: {read}."
LINE_EARNED: Final = "earned"
LINE_NOT_EARNED: Final = "not earned"
LINE_OPEN: Final = "open"

# Drawings.
PLOT: Final = "Your function of {variable}"
PLOT_NETWORK: Final = "The output of your network against {variable}"
PLOT_MARK: Final = "the point is where it fails, {where}"
PLOT_EXPECTED: Final = "the expected function is dashed"
SIGNS: Final = "Where the output of your network is positive (filled), negative (empty) or 0 (grey)"

# Feedback, in plain text: it stands in JSON, in Markdown and on terminals, too.
OPEN_UNDECIDED: Final = "It is neither proved nor refuted that this is right. A person will look at it."
OPEN_REVIEW: Final = "A person marks this."
OPEN_FAILED: Final = "The grader itself failed here, which costs you nothing. A person will look at it."
NAME_OF_CONDITION: Final = "Condition"
NAME_OF_ENTRY: Final = "Entry"
NAME_OF_ITEM: Final = "Item"
GROWS: Final = "For growing t, with {where}, your answer grows like {left}, which is not what is expected."
GROWS_EXPECTED: Final = "Along {where} your answer grows like {left}; {right} is expected."
GAPS: Final = "Equal wherever both sides are defined; left out: {gaps}."
PROBABLE: Final = "Holds but for an error of probability at most {error}."
UNMET: Final = "{condition} does not hold: the left side is {left}, the right side {right}."
UNMET_POINT: Final = "{condition} does not hold: the left side is {left}, the right side {right}, at {where}."
NO_LINE: Final = "{line}: no line does."
LINE_MISSING: Final = "A line that is asked for is missing, or does not follow."
VALUE_OUTSIDE: Final = "{claim}; your answer is {left}."
VALUE_OUTSIDE_POINT: Final = "{claim}; your answer is {left} at {where}."
NOT_THE_VALUE: Final = "{subject} is not the expected value."
NO_SUCH_VALUE: Final = "{subject} is {value}."
A_VALUE: Final = "a value {value}"  # that is expected, and lies between two numbers
WEIGHT_UNDEFINED: Final = "{name} has no value{at}{why}."
WEIGHT_OUTSIDE: Final = "{claim}; an entry is {value}{at}."
AT: Final = " at {where}"
BECAUSE: Final = " ({why})"
FOR_PARAMETERS: Final = "For {where}, "
MEMBER: Final = "{where}{member} is in your set, which is not what is expected."
MEMBER_EXPECTED: Final = "{where}{member} is in your set and not in the expected one."
MEMBER_LACKING: Final = "{where}{member} is not in your set, but in the expected one."
YOUR_CONDITION: Final = "Your condition"
YOUR_CONDITION_AT: Final = "At {where} your condition"
CONDITION_HOLDS: Final = "{subject} holds, which is not what is expected."
CONDITION_HOLDS_EXPECTED: Final = "{subject} holds; the expected one does not."
CONDITION_FAILS: Final = "{subject} does not hold, which is not what is expected."
CONDITION_FAILS_EXPECTED: Final = "{subject} does not hold; the expected one does."
LACKING: Final = "A member of the expected set is not in your answer."
KNOWN_MISTAKE: Final = "This is a known mistake."
UNSURE: Final = "It was not decided whether this is a mistake that earns part of the points."
UNREAD_COUNTS_ZERO: Final = "What could not be read counts 0 in this assignment."
AT_LIMIT: Final = " (limit: {limit})"
UNDEFINED_WHY: Final = "undefined ({why})"

# What a person decided; a claim is named, and its text left out where it may hold the answer.
MARKED_BY_HAND: Final = "Marked by hand{who}{when}{against}: {score}."
CLAIM_BY_HAND: Final = "{id} ({claim}): marked by hand{who}{when}{against}: {score}."
UNNAMED_BY_HAND: Final = "{id}: marked by hand{who}{when}{against}: {score}."
MARKED_BY: Final = " by {who}"
MARKED_AGAINST: Final = ", where the grader had found it {found}"
OF_ONE_POINT: Final = "{score} of {points} point"
OF_POINTS: Final = "{score} of {points} points"

# Networks.
NETWORK_GIVES: Final = "At {where} your network gives {value}."
JUMPS: Final = "Your network jumps at {places}."
ONE_KINK: Final = "Your network has 1 kink, at {places}."
KINKS: Final = "Your network has {count} kinks, at {places}."
NO_KINK: Final = "Your network has no kink."
NETWORK_AT: Final = "At {where} your network"
THE_NETWORK: Final = "Your network"
GIVES: Final = "{subject} gives {value}"
GIVES_NOTHING: Final = "{subject} has no value{why}"
FUNCTION_IS: Final = "the function is {value}"
FUNCTION_UNDEFINED: Final = "the function has no value there{why}"
BOTH: Final = "{mine}; {expected}{note}."
ONLY_MINE: Final = "{mine}, which is not what is expected."
CASES_LEAVE_NOTHING_OUT: Final = "the cases leave nothing out"
FOLLOWS_FROM_BEFORE: Final = "{text} follows from what stands before it, or is one of its cases"
FOLLOWS_FROM_CASES: Final = "{text} follows from each of the cases"

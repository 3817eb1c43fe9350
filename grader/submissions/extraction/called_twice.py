"""Values and choices that are called the answer more than once: `Answer: 13`, and below it `Answer: 14`, or two boxes.

The last one replaces another value only where something is taken back between them, or it alone is called final. Of
numbers by themselves, `13` and below it `14`, none replaces another, nor of `N = 13` and `N = 14`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.candidates import members, takes_back
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import WORD
from grader.submissions.extraction.worded.beside.heads_said import is_known
from grader.submissions.extraction.worded.called_answers import that_count
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import label, starting, takes_its_place, words
from grader.submissions.forms.blocks import Block, Prose
from grader.submissions.forms.content import raw
from grader.submissions.forms.spans import prose_of
from grader.wording import writing_notices

CALLED_TWICE = 2  # values that are called the answer


def called_twice(question: Question, found: Sequence[Found], blocks: Sequence[Block]) -> tuple[list[Found], int | None]:
    """Return what is called the answer in order, where nobody can tell which counts; nothing where the last one does.

    Values that are called members of a set one by one, `x = 2` in one box and `x = 3` in another, have it as one more,
    whose place is returned.
    """
    kept: list[Found] = []
    if sum(one.kind == "answer" for one in found) < CALLED_TWICE:
        return [], None
    for one in found:
        if takes_back(one):
            kept = []
        elif one.kind == "answer" and one.text and not one.why:
            kept.append(one)
    kept = that_count(kept, blocks)
    if len({"".join(one.text.split()) for one in kept}) < 2:
        return [], None
    formulas = [replace(one, kind="formula") for one in kept]
    whole = members(question, formulas)
    return [*formulas, *whole], len(formulas) if len(whole) == 1 else None


def not_replaced(one: Found, found: Sequence[Found]) -> Found:
    """Return what is called the answer, as no answer where what stands below it takes it back or gives another one."""
    place = next((n for n in range(len(found) - 1, -1, -1) if found[n] is one), len(found))
    if one.why or not any(_replaces(each, one) for each in found[place + 1 :]):
        return one
    return replace(one, why=writing_notices.SOMETHING_TAKEN_BACK_BEHIND)


def _replaces(one: Found, answer: Found) -> bool:
    """Whether something below an answer is another one: under a label that nobody knows, or behind `Sorry`, `Or`."""
    said = (one.text or one.name).strip().casefold()
    if one.kind == "formula":
        is_number = re.fullmatch(rf"{_NUMBER}[\s.]*", said) is not None
        is_other = is_number and said.rstrip(" .") != answer.text.strip(" .")
        return is_other or said.startswith(_ARROWS) or _is_further(said, answer)
    if one.kind not in {"context", "doubtful"}:
        return False
    is_led = takes_its_place(said) or (one.rank == "against" and _denies(said, answer))
    is_short = len(said) <= SHORT and not re.search(r"\d", said) and words(cues.RETRACTION).search(said) is not None
    return one.rank == "replacing" or is_led or is_short


def _denies(said: str, answer: Found) -> bool:
    """Whether a sentence below an answer is called one, too, and nobody can tell which, or denies that very value."""
    if label().match(said) is not None:
        return True
    denied = starting(cues.NEGATION).match(said) or _ANSWER_DENIED.match(said)
    return denied is not None and said[denied.end() :].strip(" .!$") == answer.text.strip(" .$").casefold()


_ANSWER_DENIED = re.compile(r"(?:the|my|die|la)?\s*(?:answer|result|antwort|réponse|respuesta)\s+(?:is|was)n['’]t\s+")


def _is_further(said: str, answer: Found) -> bool:
    """Whether a line gives what the answer gives another number: `x = 4` below `x = 2 or x = 3`."""
    row, told = assignment(said), "".join(answer.text.split()).casefold()
    if row is None or not re.fullmatch(rf"{_NUMBER}[\s.]*", row.right.strip()):
        return False
    left, number = "".join(row.left.split()), row.right.strip(" .")
    is_same = f"{left}=" in told or (told.startswith("{") and len(left) == 1)
    return is_same and re.search(rf"(?<![\d./-]){re.escape(number)}(?![\d./])", told) is None


SHORT = 30  # signs of a sentence that may only take something back: `This is wrong.`
_ARROWS = ("->", "→", "\\to", "⇒")


def are_guesses(question: Question, found: Sequence[Found], blocks: Sequence[Block]) -> bool:
    """Whether lines give different numbers for one thing, and no known word leads from one to the next."""
    formulas = [one for one in found if one.kind == "formula"]
    if len(formulas) < 2 or any(one.rank != "display" or one.other or one.written for one in formulas):
        return False
    if any(one.kind not in {"formula", "context"} for one in found):
        return False
    rows = [(assignment(one.text), one.text) for one in formulas]
    names = {"".join(row.left.split()) if row else "" for row, _ in rows}
    values = {"".join((row.right if row else text).split()) for row, text in rows}
    is_set = question.kind.is_set and all(re.fullmatch(_NUMBER, value) for value in values)
    # a trace of pairs that ends in a number is none
    kinds = {value[0] if value[:1] in {"(", "[", "{", "\\"} else "" for value in values}
    if len(names) > 1 or len(kinds) > 1 or len(values) < 2 or not all(map(_CLOSED.fullmatch, values)) or is_set:
        return False
    told = prose_of(raw(list(blocks)))
    leads = any(is_known(word) for word in WORD.findall(told.casefold()) if len(word) > 1)
    return not leads or _SOMEBODY.search(told) is not None


def is_corrected(texts: Sequence[Found], place: int, blocks: Sequence[Block]) -> bool:
    """Whether a sentence behind the value that would count takes it back with another: `Correction: it is 121`."""
    counts = texts[place]
    later = {one.source.line for one in texts if one.rank == "other" and one.source.line > counts.source.line}
    if not later or counts.rank != "display":
        return False
    prose = (one for one in blocks if isinstance(one, Prose) and one.source.file == counts.source.file)
    lines = (line for one in prose if one.source.line in later for line in one.text.casefold().split("\n"))
    return any(starting(cues.RETRACTION, cues.TURNING).match(line) or _SAYS.fullmatch(line) for line in lines)


# A word or two, which may be any, and what it is: `Hmm, it is 121`.
_SAYS = re.compile(
    r"\W*(?:[^\W\d_]+[\s,:.!…–-]+){0,3}(?:it|this|that|(?:the|my)\s+(?:answer|result|value)|es|das|c['’]|ce|esto|eso|questo)\s*"
    r"(?:is|was|should\s+be|must\s+be|becomes|ist|wäre|est|es|è|é)\s+[$\\]*[-−+]?\d(?>\S*)"
    r"(?:(?<=\S[-+*/^=])\s+(?![-+*/^=])(?>\S+)|\s+[-+*/^=]\s*(?>\S+))*\W*"
)
_SOMEBODY = re.compile(
    r"(?m)^\W*[A-Z][a-zà-ÿ]{1,20}\s+(?:gets|got|has|had|says|said|bekommt|bekam|hat|hatte|sagt|obtient|dit|obtiene|tiene|dice)(?!\w)"
)
_NUMBER = r"[-−+]?\d+(?:[./]\d+)?"
_CLOSED = re.compile(rf"(?:\\?[{{(\[])?{_NUMBER}(?:[,;]{_NUMBER})*(?:\\?[\])}}])?")

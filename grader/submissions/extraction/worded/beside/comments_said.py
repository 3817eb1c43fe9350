"""Comments beside an answer that take it back, doubt it or give another one: `<!-- wrong -->`, `% should be 4`.

Nobody who reads the page sees them, so that they answer nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.worded.beside.told_beside import refused_by_key
from grader.submissions.forms.blocks import Block, Listing, Prose, Unread
from grader.submissions.not_done import is_not_done
from grader.submissions.problem_words import PROBLEM_WORDS, SHORT_WORDS
from grader.wording import file_notices

MAX_COMMENT = 2_000  # characters of a comment that is looked at; a longer one is a text of its own


def refused_by_comment(question: Question, text: str) -> str:
    """Return the comment of HTML in a text that refuses or doubts what stands beside it, or gives another value."""
    for comment in _COMMENT.findall(text):
        is_line = comment.startswith("%")  # of LaTeX, where numbers explain
        is_value = not is_line and re.search(r"\d|[=$]", _OF_SHEET.sub(" ", comment)) is not None
        if is_value or _refuses(question, comment.lstrip("% ")):
            return str(comment).strip()
    return ""


def without_comments(question: Question, block: Block) -> Block:
    """Return a block without the comments of HTML in its paragraphs, where none of them speaks against an answer."""
    match block:
        case Prose(text=text) if "<!--" in text and not refused_by_comment(question, text):
            return replace(block, text=_COMMENT.sub(" ", text).strip())
        case Listing(items=items) if "<!--" in block.text:
            return replace(block, items=tuple(tuple(without_comments(question, one) for one in item) for item in items))
        case _:
            return block


def refused_by_comments(question: Question, blocks: Sequence[Block]) -> str:
    """Return the comment in lines of its own, or at the end of a line of LaTeX, that speaks against an answer.

    What is commented out there is no other value by itself.
    """
    comments = (one.text for one in blocks if isinstance(one, Unread) and one.what == file_notices.COMMENT)
    return next((plain for one in comments if (plain := comment_against(question, one))), "")


def is_of_sheet(comment: str) -> bool:
    """Whether a comment begins with the number of a problem, or says what one is worth."""
    return _OF_SHEET.match(comment.strip()) is not None


def comment_against(question: Question, comment: str) -> str:
    """Return the line of a comment that takes back what it stands beside, the whole of it, or nothing."""
    if len(comment) > MAX_COMMENT:
        return ""
    if cuts_number(comment):
        return comment.partition("\n")[0].strip()
    lines = [_SIGNS.sub("", line).strip() for line in comment.split("\n")]
    whole = " ".join(filter(None, lines))
    return next((one for one in (*lines, whole) if one and _refuses(question, one)), "")


def cuts_number(comment: str) -> bool:
    """Whether what LaTeX takes for a comment may be a percentage, `50 % of them`, typed without a stroke."""
    return _CUT.match(comment) is not None


def _refuses(question: Question, comment: str) -> bool:
    if refused_by_key("", comment) or is_not_done(question, comment.strip()):
        return True
    low = " ".join(comment.casefold().replace("’", "'").split())
    return _CORRECTS.search(low) is not None


_CUT = re.compile(r"\d[^%\n]{0,24}%(?!%)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SIGNS = re.compile(r"\A\s*(?:<!--|[%#]+)?|-->\s*\Z")
_OF_SHEET = re.compile(
    rf"(?i:\d+(?:[.,]\d)?\s*(?:points?|pts|marks?|punkte?|puntos?|punti)(?!\w)|(?:{PROBLEM_WORDS}|{SHORT_WORDS}|parts?|teil)\W*\d+\w?)"
)
# What may be a value: what is said of any, `must be positive`, only explains it.
_VALUE = (
    r"(?:[-−+]?\s?[\d$\\(\[{√π∞]|minus\s|(?:true|false|yes|no|ja|nein|wahr|falsch|vrai|faux)(?!\w)"
    r"|\S{1,3}\W*\Z|\S*[=^*/+]\S)"
)
_TERM = r"(?:[-−+]?\s?[\d$\\(\[{√π∞]\S{0,40}|\S{1,3}|\S*[=^*/+]\S+)"  # one by itself
_BE = r"be|have\s+been|read|say|give|equal|être|ser|essere"
# That something else was meant: `should be 4`, `not C`, `müsste 4 sein`, `no: B`.
_CORRECTS = re.compile(
    r"(?<![\w'])(?:(?:should|must|ought\s+to|needs?\s+to|has\s+to|devrait|doit|debe(?:ría)?|tiene\s+que|dovrebbe|deve(?:ria)?)"
    rf"\s+(?:\w+ly\s+|rather\s+|really\s+)?(?:{_BE})\s+{_VALUE}"
    rf"|(?:sollte|müsste|muss)\s+(?:\w+\s+)?{_VALUE}\S*\s+(?:sein|heißen|lauten)(?!\w))"
    rf"|\A\W*(?:not|nicht|pas|kein\w*)\s+{_VALUE}[^,;]*\Z"
    r"|\A\W*(?:no|nein|non)(?:\W*\Z|\W*\s\W*(?:[\d$\\(]|\w\W*\Z))"
    rf"|\A\W*(?:(?:or|oder|ou|o|oppure|maybe|perhaps|possibly|probably|rather|instead|vielleicht|eher|peut-être|plutôt|quizás?|más\s+bien|forse"
    rf"|piuttosto|talvez|misschien)\s+)+{_VALUE}"
    rf"|\A\W*{_TERM}\s+(?:instead|stattdessen|statt\w*|plutôt|au\s+lieu|en\s+(?:vez|lugar)|invece|em\s+vez|in\s+plaats)(?!\w)"
    r"|(?<!\w)(?:right|correct|ok(?:ay)?|true|sure|richtig|korrekt|stimmt(?:\s+\w+)?|juste|correcto|giusto)\s*\?"
    r"|(?<!\w)(?:fixme|xxx|corrected|correction|korrektur|korrigiert|corrigé|corrección|retract\w*|withdrawn)(?!\w)"
)

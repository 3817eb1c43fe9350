"""What is said behind the end of a right derivation: `Hence the claim is false.`, `Thus 8ab`, `which is wrong`.

That it is shown, done or required changes nothing; anything else may take back what stands before it, so that the
derivation is for a person. A formula there counts where the derivation has it, too.
"""

from __future__ import annotations

import re

from grader.language.texts.opposites import negations
from grader.marking.texts.beside.words import WORDS
from grader.marking.ways.before_credit.words_behind import is_idle
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_LINE = 1_000  # characters of a line behind the end; a longer one is left to a person
_RELATION = re.compile(r"[=<>≤≥≠≡∈⇔⇒]|\\(?:[lgn]eq?|equiv|in|iff|implies|approx)(?![A-Za-z])|[-=]>")
_TEXT = re.compile(r"\\(?:text|mbox|textbf|textit|mathrm)\s*\{([^{}]*)\}")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{\w+\*?\}(?:\[[^\]]*\])?")
_END = re.compile(r"\\(?:qed|square|blacksquare|Box|qedhere|hfill|quad|qquad)(?![A-Za-z])|[∎■□✓✔]")
_SIGN = r"[-−+*/·×=<>≤≥]|\\(?:cdot|times|quad\s*[-−+])(?![A-Za-z])"
_JOINS = re.compile(rf"[\s$&(\[]*(?:{_SIGN})")
_JOINED = re.compile(rf"(?:{_SIGN}|[(\[{{,])[\s$&\\]*\Z")
_REASON = re.compile(r"(?i)\b(?:as|since|because|weil|da|denn)\b[^.;]*")
_WORD = re.compile(r"(?<![\\\w])[^\W\d_]{2,}(?:['’.-][^\W\d_]+)*\.?(?![\w(^])")
_FORMULA = re.compile(r"[\w\\{}^+*/()−-]*[\d^\\+*/][\w\\{}^+*/()−-]*|(?<![\w.])[A-Za-z](?![\w.])")


def why_open(question: Question, text: str) -> str:
    """Return why a derivation that is right may not be, as what is said behind its end goes; else empty."""
    lines = _END.sub(" ", _ENVIRONMENT.sub(" ", text)).strip().split("\n")
    ends = [place for place, line in enumerate(lines) if _RELATION.search(line)]
    start = ends[-1] + 1 if ends else len(lines)
    while 0 < start < len(lines) and _goes_on(lines[start - 1], lines[start]):
        start += 1
    behind = lines[start:]
    before = re.sub(r"\s", "", "\n".join(lines[: len(lines) - len(behind)]))
    found = next((line.strip() for line in behind if _says_more(question, line, before)), "")
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=found) if found else ""


def _goes_on(last: str, line: str) -> bool:
    """Whether a line of formulas goes on from the one before, by a sign between them; an empty one says nothing."""
    if not line.strip(" $&\\"):
        return True
    is_joined = _JOINS.match(line) is not None or _JOINED.search(last) is not None
    return is_joined and _WORD.search(_TEXT.sub(r" \1 ", line)) is None


def _says_more(question: Question, line: str, before: str) -> bool:
    if len(line) > MAX_LINE:
        return True
    plain = _TEXT.sub(r" \1 ", line).replace("$", " ")
    reason = _REASON.search(plain)
    if reason is not None and not negations(reason[0].casefold()):
        plain = plain[: reason.start()]  # `which is true as all terms are positive`
    words = [word.rstrip(".") for word in _WORD.findall(plain)]
    if any(not _is_known(question, word) for word in words):
        return True
    formulas = _FORMULA.findall(_WORD.sub(" ", plain))
    return any(one.strip("().") not in before for one in formulas if one.strip("()."))


def _is_known(question: Question, word: str) -> bool:
    small = word.casefold().replace(".", "")
    return small in WORDS["ending"] or is_idle(question, word)

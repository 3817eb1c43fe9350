"""Reasons behind an option that say its opposite, or that of what is asked: `B, as it diverges` of `B: it converges`.

A reason counts that says so in nothing but words of the problem and one word that is an opposite of one of them; of
other things it may well say that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grader.language.texts.opposites import NEGATION, are_converses, are_opposites, stem
from grader.marking.choices.contradictions import CLAUSE, QUIET, REASON, asked_words, says
from grader.marking.choices.denied import asks_by_denial, denied_predicate
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 1_500  # of an answer that is looked into; no longer one is decided
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FORMULA = re.compile(r"[\d=<>≤≥≠∈∞√∑∫→⇒|^$\\+*/′]|(?<=\w)['’](?!\w)")
SUPPOSED = re.compile(
    r"(?<!\w)(?:if|whether|would|should|must|need|wenn|ob|falls|müsste|würde|si|sería|debería|unless|only|nur|while|whereas|but)(?!\w)"
)
_NAMED_SO = re.compile(r",\s*(?:the|an?|eine?|der|die|das|un|une|le|la|el)\s+(?P<noun>[^\W\d_]{4,})[\s.!]*\Z")
_UNCHANGED = re.compile(
    r"(?<!\w)(?:[ck]onst|unchang|same|gleich|bleib|remain|stay|rest[ea]|permane)"
)  # of another quantity
_LETTER = re.compile(r"(?<![\w\\])[^\W\d_](?!\w)")
_CALLED = re.compile(r"(?<![\w\\])([^\W\d_])\s*\(\s*[a-z]\s*\)")  # `f(x)`
MAX_SAID = 3  # words of the problem in a reason


def why_opposed(question: Question, texts: Iterable[str]) -> str:
    """Return why the reason behind the one chosen option says something else than it; empty where it does not."""
    if not question.options or question.several:
        return ""
    said = next((text for text in texts if len(text) <= MAX_CHARACTERS and is_opposed(question, text)), "")
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=said.strip()) if said else ""


def is_opposed(question: Question, text: str) -> bool:
    """Whether the reason behind an option of a text is the opposite of that option, or of what is asked."""
    low = text.casefold()
    noun, reason = _NAMED_SO.search(low), REASON.search(low)
    if noun is None and reason is None:
        return False
    start = noun.start() if noun is not None else reason.start() if reason is not None else 0
    clause = noun["noun"] if noun is not None else CLAUSE.split(low[reason.end() if reason else 0 :], maxsplit=1)[0]
    chosen = _chosen(question, text[:start])
    content = [word for word in _WORD.findall(NEGATION.sub(" ", clause)) if word not in QUIET and len(word) > 1]
    is_plain = not (_FORMULA.search(clause) or SUPPOSED.search(clause) or _UNCHANGED.search(clause))
    if chosen is None or not 0 < len(content) <= MAX_SAID or not is_plain:
        return False
    prompt = question.prompt.casefold()
    if (letters := letters_said(clause)) and letters not in (letters_said(prompt), {*_CALLED.findall(prompt)}):
        return False  # it is said of one of several things: `since T decreases`
    phrase = question.options[chosen].casefold()
    own = frozenset(_WORD.findall(NEGATION.sub(" ", phrase))) - QUIET
    holds = says(clause.strip(), own) if own else None
    if holds is not None:
        return holds != (NEGATION.search(phrase) is None)
    return _is_against_asked(question, clause.strip(), content)


def _is_against_asked(question: Question, clause: str, content: Sequence[str]) -> bool:
    """Whether a clause is the opposite of what is asked of options that say nothing of it: `which conducts?`."""
    words = frozenset(_WORD.findall(" ".join(question.options.values()).casefold()))
    if any(one == word or are_opposites(one, word) or stem(one) == stem(word) for one in content for word in words):
        return False
    if denied := denied_predicate(question.prompt):
        return says(clause, frozenset(_WORD.findall(NEGATION.sub(" ", denied))) - QUIET) is True
    asked = asked_words(question)
    if len(content) > 1 or asks_by_denial(f"{question.lead} {question.prompt}"):
        return False
    is_less = NEGATION.search(clause) is None and content[0] not in asked
    return says(clause, asked) is False or (is_less and any(are_converses(content[0], one) for one in asked))


def letters_said(low: str) -> frozenset[str]:
    """Return the letters that stand by themselves in a text in small letters."""
    return frozenset(_LETTER.findall(low)) - frozenset("aeioys")  # of articles, and of `it's`


def _chosen(question: Question, text: str) -> str | None:
    """Return the key of the option that stands by itself before a reason, by its key, its words, or both."""
    plain = re.sub(r"[\s,.;:()\[\]*$]+", " ", text).strip().casefold()
    keys = set()
    for key, phrase in question.options.items():
        words = re.sub(r"[\s,.;:()\[\]*$]+", " ", phrase).strip().casefold()
        keys |= {key} if plain and plain in {key.casefold(), words, f"{key.casefold()} {words}"} else set()
    return keys.pop() if len(keys) == 1 else None

"""Reasons behind a choice that say something else than it: `yes, by the ratio test it diverges`, `A, because B`.

A reason is left aside where it holds no yes or no against the answer, says by the words of the question nothing but
what the answer says, and names no other option as what is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.wording import words
from grader.errors import AnswerError
from grader.marking.choices.chosen_options import NO, NO_ALONE, YES, YES_ALONE, read_choice
from grader.marking.choices.contradictions import reason_says_otherwise
from grader.marking.choices.whole.told import read_whole
from grader.problems.question import Question
from grader.submissions.extraction.worded.meanings.asked_property import denials_in, property_of
from grader.submissions.extraction.worded.meanings.opposites import stated_answer


def against_choice(question: Question, text: str, low: str) -> str:
    """Return what a reason behind a choice says against it, empty where it says nothing so.

    `low`: the text in small letters.
    """
    if question.options:
        return _against_option(question, text) or _against_asked(question, low)
    head = _HEAD.match(low)
    return _against_yes_or_no(question, head["word"], low[head.end() :]) if head is not None else ""


_HEAD = re.compile(r"\W*(?:(?:answer|antwort|réponse|respuesta|risposta)\s*:\s*)?(?P<word>[^\W\d_]+)(?=\W+(?:\w|\Z))")


def _against_yes_or_no(question: Question, word: str, rest: str) -> str:
    """Return what stands behind yes or no and is the other one, or says it by the words of the question."""
    if word not in YES | NO:
        return ""
    if (other := (_NO_BEHIND if word in YES else _YES_BEHIND).search(rest)) is not None:
        return other[0]
    answer = "yes" if word in YES else "no"
    rest = f"{word}{rest}" if answer == "no" and re.match(r"\s+\w", rest) else rest  # `No es invertible, …`
    return next((clause for clause in _clauses(rest) if _says_other(question, answer, clause)), "")


def _says_other(question: Question, answer: str, clause: str) -> bool:
    """Whether a clause says by the words of the question that it is the other one, at no place and under nothing."""
    if _SUPPOSED.search(clause) is not None:
        return False
    if stated_answer(question, clause) not in {"", answer}:
        return True
    return _PLACED.search(clause) is None and reason_says_otherwise(question, answer, clause)


def _clauses(rest: str) -> Iterator[str]:
    """Yield the clauses behind an answer, each without the reason or the method that it begins with."""
    for clause in _PARTED.split(rest):
        said = _METHOD_BEHIND.sub("", _METHOD.sub("", clause.strip(" .!?"), count=1))
        if said:
            yield said


_PARTED = re.compile(
    r"[,;:()–—\n]|[.!?](?:\s|\Z)|\s-\s|(?<!\w)(?:that|dass|because|since|weil|denn|da|wegen|car|parce\s+qu[e'’]|puisque|porque|pues"
    r"|perch[eé]|poiché|omdat|want|so|thus|hence|therefore|daher|also|donc|luego|entonces|quindi)(?!\w)"
)
_BY = (
    r"(?:by|using|with|via|nach|laut|mit|par|d['’]après|por|según|per|con|volgens)\s+"
    r"(?:(?:the|a|an|dem|der|den|das|le|la|les|l['’]|el|los|il|lo|de|het)\s*)?(?:[^\W\d_]+[\s'’-]+){0,3}?"
    r"[^\W\d_]*(?:test|theorem|rule|criterion|lemma|law|definition|formula|kriterium|satz|regel|gesetz|formel|crit[èe]re|théorème"
    r"|règle|criterio|teorema|regla|regola|stelling)(?!\w)"
)
_METHOD, _METHOD_BEHIND = re.compile(rf"\A(?:as\s+)?{_BY}"), re.compile(rf"\s+{_BY}\Z")
_SUPPOSED = re.compile(
    r"(?<!\w)(?:if|whether|would|should|must|need|wenn|ob|falls|müsste|würde|si|sería|debería|unless|only)(?!\w)"
)
_PLACED = re.compile(
    r"(?<!\w)(?:for|on|at|in|when|where|für|auf|bei|an|im|pour|sur|en|dans|para|per|su|of|von|de|di)(?!\w)|[=<>≤≥≠\d\\*/^]|(?<!\w)[-−](?=\w)"
)


def _by_itself(some: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of one of some words that stands by itself behind a mark or a conclusion."""
    led = r"so|but|then|actually|because|since|or|wait|also|aber|oder|doch|denn|weil|mais|donc|car|pero|ma|quindi"
    return re.compile(rf"(?:[,;:.!–—-]\s*|(?<!\w)(?:{led})\s+)(?:{'|'.join(sorted(some))})(?=\s*(?:[,.!;:?]|\Z))")


_NO_BEHIND, _YES_BEHIND = _by_itself(NO_ALONE), _by_itself(YES_ALONE)


def _against_option(question: Question, text: str) -> str:
    """Return where the reason for an option says that it is another one, or not that one."""
    match = _BEHIND.search(text)
    chosen = _chosen(question, text[: match.start()]) if match is not None else ""
    if match is None or not chosen or _is_list(question, text):
        return ""
    reason = text[match.start() :].strip(" .!,;:")
    if (bare := _EITHER.search(reason.casefold())) is not None:
        return bare[0]
    if (key := _KEY_AT_END.search(reason)) is not None and key["key"] in question.options.keys() - {chosen}:
        return key[0]
    for key_, phrase in question.options.items():
        said = _said_of_it(words(phrase), words(reason), is_chosen=key_ == chosen)
        if said is not None and said["letter"] not in map(words, question.options):  # `since A is red`
            return said[0]
    return ""


def _is_list(question: Question, text: str) -> bool:
    """Whether all of a text is understood as a list with verdicts: the yes behind a reason is on the next option."""
    whole = read_whole(question, text) if question.several else None
    return whole is not None and whole.verdicts > 1 and bool(whole.chosen)


def _against_asked(question: Question, low: str) -> str:
    """Return what says of an option that it holds where the one is asked for that does not, or denies it there.

    Where a prompt denies twice, `not false`, nobody can tell what one denial in an answer means.
    """
    denial = property_of(question).denial
    if not denial or words(low) in map(words, question.options.values()):
        return ""
    denied = denials_in(low)
    if denial == "several":
        return denied[0][0] if len(denied) == 1 else ""
    holds = _HOLDS.search(low) if denial == "denied" and not denied else None
    return holds[0] if holds is not None else ""


_HOLDS = re.compile(
    r"(?<=\w)\s+(?:gilt|gelten|stimmt|trifft\s+zu|ist\s+(?:wahr|richtig)|holds?|applies|is\s+true|est\s+vraie?|vale|es\s+cierto|è\s+vero)[\s.!]*\Z"
)


def _chosen(question: Question, head: str) -> str:
    """Return the key of the one option that a text chooses, empty where it chooses none."""
    try:
        chosen = read_choice(question, head)
    except AnswerError:
        return ""
    return next(iter(chosen)) if len(chosen) == 1 else ""


def _said_of_it(phrase: str, reason: str, *, is_chosen: bool) -> re.Match[str] | None:
    """Return where a reason says that it is another option, `because it is concave`, or not the chosen one."""
    if not re.search(r"[^\W\d_]{3}", phrase):
        return None
    denied = rf"(?:{_NOT})\s+" if is_chosen else ""
    said = rf"(?:{_SUBJECT})\s+(?:{_IS})\s+{denied}(?:(?!{_NOT})[^\W\d_]+\s+)?{re.escape(phrase)}(?![\w-])"
    return re.search(rf"(?<!\w){said}|\A(?:{_CAUSE})\s+{denied}{re.escape(phrase)}\Z", reason)


_CAUSE = r"because|since|as|weil|denn|da|car|parce\s+que|puisque|porque|pues|perch[eé]|poiché|want|omdat"
_BEHIND = re.compile(
    rf"(?<=\S)(?:\s*[,;:.(–—-]\s*|\s+)(?=(?:{_CAUSE}|by|using|due|via|nach|wegen|aufgrund|par|por|per|con|door)(?!\w))",
    re.IGNORECASE,
)
_SUBJECT = (
    r"it|this|that|they|he|she|(?P<letter>[a-z])(?:\([a-z]\))?|the\s+function|es|sie|er|dies|das|die\s+funktion|elle?|il"
    r"|la\s+fonction|ella|la\s+función"
)
_IS = r"is|are|was|ist|sind|est|sont|es|son|è|é|sono"
_NOT = r"not|nicht|kein\w*|pas|no|non|não|niet"
_EITHER = re.compile(
    rf"(?:[,;:.!–—-]\s*|(?:{_CAUSE})\s+)(?:{'|'.join(sorted(NO_ALONE | YES_ALONE))})(?=\s*(?:[,.!;:?]|\Z))"
)
_KEY_AT_END = re.compile(r"[^\W\d_]{2,}\s+[(\[]?(?P<key>[A-Z])[)\]]?\Z")

"""The option that stays where the others are refused: `A and C are wrong, so B.`, `(B): the other ones do not help.`

Each clause must choose the one option, refuse others, or name none and doubt nothing; what else is said of an option
leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import AROUND, WORD, Sentence
from grader.submissions.extraction.worded.choices.options import TURNED, named_in, reads
from grader.submissions.extraction.worded.meanings.asked_property import denials_in, property_of, says_asked
from grader.submissions.extraction.worded.meanings.found_keys import read_choice
from grader.submissions.extraction.worded.meanings.named_options import phrases_of
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.kept import kept
from grader.verdict import Source

_SO = re.compile(r"[,;]\s*(?:and\s+)?(?:so|hence|therefore|thus|also|daher|somit|donc|luego|entonces)\s+")
_KEY = r"[(\[]?(?P<key>\w{1,3})[)\]]?"
# A key with what parts it from what is said of the others behind it: `(B): …`, `B. …`, `B – …`.
_FIRST = re.compile(rf"\s*{_KEY}\s*(?:[:.,;]|\s[–—-])\s+(?=\S+\s+\S)")
_IS_RIGHT = re.compile(
    r"(?:is|ist|est|es)\s+(?:(?:the|die|der|das|la|le|el)\s+)?(?:right|correct|true|richtige?|korrekte?|wahr|juste|bonne|vraie?|"
    r"correct[ea]|verdader[oa])(?:\s+(?:one|answer|option|choice|antwort|réponse|respuesta))?|holds|stimmt"
)
_CHOSEN = re.compile(
    rf"\s*(?:(?:it(?:'s|\s+is)|i\s+(?:choose|take|pick)|we\s+(?:choose|take))\s+)?(?:the\s+)?(?P<noun>(?:option|answer|choice|antwort|"
    rf"réponse|respuesta)\s+)?{_KEY}\s+(?:{_IS_RIGHT.pattern})?(?P<why>\s*(?:as|:)\s.*)?[\s.!]*",
    re.IGNORECASE | re.DOTALL,
)
OTHERS = re.compile(
    r"\s*(?:(?:all|both|alle|beide|toutes|todas)\s+)?(?:the|die|les|las|los)\s+(?:two\s+)?(?:others?|rest|anderen?|autres|otr[oa]s)(?!\w)"
    r"(?:\s+(?:ones?|two|options?|answers?|choices?|antworten|réponses|opciones|respuestas))?"
)
_WRONG = r"wrong|false|incorrect|falsch|fauss?e?s?|fals[oa]s?|incorrect[oa]s?|out|excluded|ruled\s+out|ausgeschlossen"
_DENIED = re.compile(
    rf"(?:is|are|ist|sind|est|sont|es|son)\s+(?:all\s+|both\s+|clearly\s+|also\s+)?(?:{_WRONG})(?!\w)"
    r"|(?<!\w)(?:do|does|did|is|are|would|can|could|will)(?:\s+not|n't)(?!\w)(?!\s+(?:fail|lose|harm|hurt|miss|break|wrong|false))"
    r"|(?<!\w)(?:cannot|never)(?!\w)"
)
_REFUSAL = re.compile(r"\s*(?:not|neither|nicht|weder|pas|ni|no|nor)(?!\w)")
_NEITHER = re.compile(r"(?<=[\s,])(?:not|nor|nicht|noch|ni|pas)(?=\s+[(\[]?\w{1,3}(?!\w))")
DOUBLE = re.compile(r"(?<!\w)(?:not|n't)\s+(?:\w+\s+)?(?:wrong|false|incorrect|falsch|fausse?)(?!\w)")


def by_refusal(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the one option that sentences leave; None where any of them says something else of an option.

    Where the prompt asks which one is not so, `is right` and `is not` say nothing of what is chosen.
    """
    if not question.options or question.several or property_of(question).denial:
        return None
    chosen: set[str] = set()
    refused: set[str] = set()
    for clause in chain.from_iterable(_clauses(question, one) for one in said):
        if _is_doubted(clause):
            return None
        named = named_in(question, clause)
        if key := _chosen(question, clause, named):
            chosen.add(key)
        elif _refuses(question, clause.low) and not _goes_on(question, clause):
            refused |= named
        elif named or turns_to_others(question, clause.low):
            return None
    if len(chosen) != 1 or not chosen.isdisjoint(refused) or not (refused or len(said) < 3):
        return None
    note = "; ".join(one.text for one in said[1:])
    return Found("answer", chosen.pop(), said[0].source, note=note)


def _clauses(question: Question, one: Sentence) -> Iterator[Sentence]:
    """Yield the clauses of a sentence: a key at its beginning by itself, and what stands before and behind `, so`."""
    text = one.text
    first = _FIRST.match(text)
    behind = text[first.end() :].lower() if first else ""
    is_parted = first is not None and ("," not in first[0] or OTHERS.match(behind) is not None)
    if first and is_parted and first["key"] in question.options and _refuses(question, behind):
        yield replace(one, text=first["key"], low=first["key"].lower())
        text = text[first.end() :]
    start = 0
    for match in _SO.finditer(text.lower()):
        yield from _clause(one, text[start : match.start()])
        start = match.end()
    yield from _clause(one, text[start:])


def _clause(one: Sentence, text: str) -> Iterator[Sentence]:
    if text.strip(AROUND):
        yield replace(one, text=text.strip(), low=text.strip().lower())


def _is_doubted(clause: Sentence) -> bool:
    tables = (cues.UNSURE, cues.RETRACTION, cues.TURNING, cues.CONDITION, cues.SUPPOSING)
    rest = _REFUSAL.sub(" ", _NEITHER.sub(" ", _DENIED.sub(" ", clause.low)), count=1)
    doubt = phrases.words(*tables).search(rest) or TURNED.match(rest) or DOUBLE.search(clause.low)
    return doubt is not None or "?" in clause.text


def _chosen(question: Question, clause: Sentence, named: set[str]) -> str:
    """Return the key that a clause chooses, by itself or as what is right."""
    if reads(question, clause.text):
        return next(iter(read_choice(question, clause.text)))
    match = _CHOSEN.fullmatch(clause.text)
    key = match["key"] if match else ""
    why = (match["why"] or "").lower() if match else ""
    spoken = phrases.words(cues.NEGATION, cues.ALTERNATIVE, cues.RETRACTION).search(why) or phrases.NEGATED.search(why)
    if spoken or re.search(rf"(?<!\w)(?:{_WRONG})(?!\w)", why):
        return ""
    if match is None or key not in question.options or named - {key} or (match["noun"] is None and key in {"A", "I"}):
        right = re.match(rf"\s*{_KEY}\s+(?:{_IS_RIGHT.pattern})[\s.!]*$", clause.text)
        return right["key"] if right and right["key"] in question.options else ""
    return key


def _refuses(question: Question, low: str) -> bool:
    """Whether a clause denies something of the others, or of options that it names, and of nothing else."""
    others = OTHERS.match(low)
    subject = others.end() if others else behind_options(question, low)
    if subject == 0:
        refusal = _REFUSAL.match(low)
        return refusal is not None and not WORD.findall(low[behind_options(question, low, refusal.end()) :])
    denied = _DENIED.search(low, subject)
    return denied is not None and set(WORD.findall(low[subject : denied.start()])) <= _BETWEEN


def denies_all(question: Question, text: str, others: set[str]) -> bool:
    """Whether a text names other options alone and denies something of them, and of nothing else."""
    clause = Sentence(text, text.casefold(), "", Source("", 1))
    named = named_in(question, clause)
    is_denied = _refuses(question, clause.low) and not _goes_on(question, clause) and not _is_doubted(clause)
    return bool(named) and named <= others and is_denied


def _goes_on(question: Question, clause: Sentence) -> bool:
    """Whether another option is named behind what is denied: `A is wrong, C is right`."""
    denied = _DENIED.search(clause.low)
    rest = clause.text[denied.end() :] if denied else ""
    keys = "|".join(map(re.escape, question.options))
    return bool(rest) and (
        bool(named_in(question, replace(clause, text=rest, low=rest.lower())))
        or re.search(rf"(?<!\w)(?:{keys})(?!\w)", rest) is not None
    )


_BETWEEN = frozenset({"is", "are", "both", "all", "too", "clearly", "also", "ones"})


_NOUN = (
    r"(?:(?:the|die|les|las|los|le|as|os|de)\s+)?(?:statements?|options?|answers?|choices?|series|aussagen?|optionen|antworten"
    r"|affirmations?|réponses?|opciones|afirmaciones|respuestas|affermazioni|risposte|afirmações|respostas|antwoorden)"
)


def behind_options(question: Question, low: str, start: int = 0) -> int:
    """Return where the options that stand beside each other at a place end; the place itself where none do."""
    match = _side_by_side(question).match(low, start)
    return match.end() if match else start


@kept
def _side_by_side(question: Question) -> re.Pattern[str]:
    """Return the pattern of one option, or several beside each other, at the beginning of a text."""
    spelled = [phrase for phrase, _ in phrases_of(question)]
    keys = "|".join(re.escape(key.lower()) for key in question.options)
    one = rf"(?:{''.join(f'{re.escape(text)}|' for text in spelled)}[(\[]?(?:{keys})[)\]]?)(?!\w)"
    return re.compile(
        rf"\s*(?:{_NOUN}\s+)?{one}(?>(?:\s*(?:,|(?:and|or|nor|not|und|oder|noch|et|ni|y|o)(?!\w)))+\s*{one})*"
    )


def turns_to_others(question: Question, low: str) -> bool:
    """Whether a sentence says of the others what may be asked, or nobody knows what: `The others are too.`"""
    others = OTHERS.match(low)
    if others is None:
        return False
    behind = low[others.end() :]
    if denials_in(behind):
        return len(denials_in(behind)) > 1 or ALSO.search(behind) is not None or DOUBLE.search(behind) is not None
    is_asked = ALSO.search(behind) or says_asked(question, behind) is True or _RIGHT.search(behind)
    return question.several or bool(is_asked)


# Of the others, or of an option that is not chosen: it may choose it.
ALSO = re.compile(r"(?<!\w)(?:also|too|as\s+well|likewise|unlike|except|auch|ebenfalls|aussi|también)(?!\w)")
_RIGHT = re.compile(
    r"(?<!\w)(?:right|correct|true|fine|ok(?:ay)?|richtig|korrekt|wahr|juste|correcte?s?|vraie?s?|verdader[oa]s?)(?!\w)"
)

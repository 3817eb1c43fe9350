"""Yes or no: the first word where nothing behind it takes that back, the last one, or the words of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.choices.chosen_options import NO, NO_ALONE, YES, YES_ALONE, is_taken_back
from grader.marking.choices.contradictions import reason_says_otherwise, says_otherwise
from grader.marking.choices.denied import nearly
from grader.marking.choices.determiners import behind_no, behind_yes, without_determiners, without_right_hand
from grader.marking.choices.limited import limitation
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import AROUND, WORD, Sentence, is_against, is_quiet, takes_back
from grader.submissions.extraction.worded.choices.options import reads
from grader.submissions.extraction.worded.meanings.opposites import is_contradicted, stated_answer
from grader.submissions.extraction.worded.meanings.property_words import in_words_of_prompt
from grader.submissions.extraction.worded.yes_or_no.answered_once import (
    concluded_answer,
    explained_answer,
    last_answer,
    place_of_answer,
)
from grader.submissions.extraction.worded.yes_or_no.contrasted_reasons import plainly_denied, without_contrast
from grader.submissions.extraction.worded.yes_or_no.short_answers import short_answer
from grader.submissions.extraction.worded.yes_or_no.yes_no_concluded import CORE_NO, CORE_YES, concluded
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.prompts import asked_of
from grader.wording import writing_notices


def yes_or_no(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the first word where it is yes or no and nothing behind it takes that back."""
    first = said[0]
    if short := short_answer(question, said):
        return Found("answer", short, first.source)
    label, colon, behind = first.low.partition(":")
    if colon and is_quiet(question, label) and not is_against(label) and behind.strip():
        first = replace(first, text=first.text[len(label) + 1 :], low=behind)
    if len(said) == 1 and first.low.strip(AROUND) == "si":
        return Found("answer", "sí", first.source)  # without its accent; by itself it is no `if`
    head = WORD.search(first.low)
    if head is None or head[0] not in YES | NO or first.low[: head.start()].strip(AROUND):
        if (answered := _behind_colon(question, first)) is not None:
            return yes_or_no(question, [answered, *said[1:]], whole)
        if (last := concluded(said)) is not None:
            return yes_or_no(question, [last], whole)
        place = place_of_answer([f"{one.low} {one.reason.lower()}".strip() for one in said])
        return yes_or_no(question, [said[place]], whole) if place else _yes_or_no_within(question, said, whole)
    rest = first.low[head.end() :]
    is_denial = head[0] in {"non", "no", "não"} and re.match(r"\s+\w", rest) and len(said) == 1
    if is_denial:  # `non inversible`, `No converge.`
        return _denied(question, head[0], rest, first, whole)
    return _begun(question, [first, *said[1:]], head, whole)


def _begun(question: Question, said: Sequence[Sentence], head: re.Match[str], whole: Found) -> Found:
    """Return the yes or no with which the first sentence begins, where nothing behind it takes that back."""
    first = said[0]
    rest = without_right_hand(first.low[head.end() :])
    told = ". ".join((rest, *(one.low for one in said[1:])))
    denial = behind_yes(question, told) if head[0] in YES else behind_no(question, rest)
    denial = denial or _limited(question, head[0], told)
    if denial:
        return replace(whole, why=writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=denial))
    rest = without_determiners(question, rest) if head[0] in YES else rest
    if not _stands_alone(question, rest):
        return replace(whole, why=writing_notices.NOBODY_CAN_TELL_GOES.format(value=rest.split()[0], value_2=head[0]))
    turned = _turned(question, said, head[0], rest)
    if turned is not None:
        return replace(whole, why=writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=turned))
    answer = "yes" if head[0] in YES else "no"
    behind = in_words_of_prompt(question, ". ".join((rest, *(one.low for one in said[1:2]))))
    is_back = answer == "no" and is_taken_back(rest)
    is_back = is_back or is_contradicted(question, answer, rest) or says_otherwise(question, answer, behind)
    is_back = is_back or any(stated_answer(question, part) not in {"", answer} for part in _CLAUSES.split(rest)[1:])
    if is_back or reason_says_otherwise(question, answer, in_words_of_prompt(question, first.reason)):
        around = (rest if is_back else first.reason).strip(AROUND)
        return replace(whole, why=writing_notices.NOBODY_CAN_TELL_SAYS.format(around=around))
    note = "; ".join(part for part in (first.text[head.end() :].strip(AROUND), first.reason) if part)
    return Found("answer", first.text[head.start() : head.end()], first.source, note=note)


def _turned(question: Question, said: Sequence[Sentence], head: str, rest: str) -> str | None:
    """Return what turns yes or no into something else, in the same sentence or behind it; None where nothing does."""
    first = said[0]
    turning = _RESTRICTION.sub(" ", rest) if head in NO else rest
    turning = _BUT.sub(" ", turning) if head in NO and rest.lstrip().startswith(":") else turning
    turning = without_contrast(question, turning) if head in NO else turning
    against = phrases.words(cues.TURNING).search(turning)
    against = against or (_DENIED.search(rest) or phrases.NEGATED.search(rest) if head in YES else None)
    against = against or (nearly(question, rest) if head in YES else None)
    against = against or next((turn for one in said[1:] if (turn := takes_back(one))), None)
    firsts = {word[0] for one in said[1:] if (word := WORD.search(one.low))}
    against = against or next((other for one in said[1:] if (other := _other_answer(one, head))), None)
    plain = _COMMAND.sub(" ", rest) if "\\" in rest else rest  # `\sim` is no `sim`
    others = {word for word in (*WORD.findall(plain), *firsts) if word in YES | NO} - {head}
    if (
        against
        or first.text.endswith("?")
        or "(?)" in rest
        or others & firsts
        or (others and not reads(question, first.text))
    ):
        return against[0] if against else writing_notices.BOTH_QUESTION
    return None


def _limited(question: Question, word: str, behind: str) -> str:
    """Return the words behind yes or no that restrict it; the `on` of `Oui, on rejette $H_0$` is no place."""
    match = _FRENCH_ONE.match(behind) if word == "oui" else None
    said = _CLAUSES.split(behind[match.end() :])[0].strip(AROUND) if match else ""
    is_said = bool(said) and stated_answer(question, said) == "yes"
    return limitation(question, "yes" if word in YES else "no", behind[match.end() :] if match and is_said else behind)


_FRENCH_ONE = re.compile(r"[\W_]*on\s+", re.IGNORECASE)


def _denied(question: Question, head: str, rest: str, first: Sentence, whole: Found) -> Found:
    """Return what a sentence says that begins with a denial: `non inversible`, `No converge.`"""
    if head == "no" and reads(question, first.text):
        return Found("answer", first.text, first.source, note=first.reason)
    if head == "no" and not {word for word in WORD.findall(rest) if word in _OTHER_VERBS}.issubset(_said_in(question)):
        return whole  # `No regular language contains L.`
    stated = stated_answer(question, f"pas{rest}")
    if head == "no" and stated != "no":
        return replace(
            whole, why=writing_notices.NOBODY_CAN_TELL_GOES.format(value=rest.split(maxsplit=1)[0], value_2=head)
        )
    return Found("answer", stated, first.source, note=first.reason) if stated else whole


def _said_in(question: Question) -> set[str]:
    return set(WORD.findall(question.prompt.casefold()))


_OTHER_VERBS = phrases.singles(cues.CUE) - frozenset(
    {
        "is",
        "are",
        "be",
        "it's",
        "that's",
        "there's",
        "has",
        "have",
        "exist",
        "exists",
        "es",
        "son",
        "tiene",
        "hay",
        "está",
    }
)


def _behind_colon(question: Question, first: Sentence) -> Sentence | None:
    """Return what stands behind a reason and a colon where that begins with yes or no: `It is a saddle: no.`"""
    match = _COLON.search(first.low)
    if match is None or len(first.low) != len(first.text):
        return None
    before = first.low[: match.start()]
    is_label = match[0].startswith(":") and len(WORD.findall(before)) < LABEL_WORDS
    if is_label and not is_quiet(question, before):  # `rejected: no`, `Bob: no`
        return None
    doubts = phrases.words(cues.TURNING, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE, cues.SUPPOSING)
    spoken = doubts.search(phrases.words(cues.NEGATION).sub(" ", before)) or phrases.words(cues.UNSURE).search(before)
    if spoken or "?" in first.low or set(WORD.findall(before)) & (YES | NO):
        return None
    start = match.start("answer")
    answer = "yes" if match["answer"] in YES else "no"
    if is_contradicted(question, answer, before) or stated_answer(question, before) not in {"", answer}:
        return None
    return replace(first, text=first.text[start:], low=first.low[start:])


LABEL_WORDS = 3  # before a colon; fewer only call something so
_COLON = re.compile(
    r"(?::|\s(?:→|⇒|=>|->|-->|\\(?:rightarrow|implies|to)(?![a-z]))(?=\s)|[,;]\s*(?:so|hence|thus|therefore|"
    r"also|daher|somit|donc|luego|por lo tanto|así que)"
    r"(?:\s+(?:the answer is|ist die antwort|la réponse est|la respuesta es))?[,:]?(?=\s))"
    rf"\s*[*_]*(?P<answer>{'|'.join(sorted(YES_ALONE | NO_ALONE))})(?=[*_]*\s*(?:[,.;!]|$))"
)


def _yes_or_no_within(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the yes or no at the end of the first sentence, or what it says by the words of the question."""
    first = plainly_denied(question, said[0])
    named = _SUBJECT.match(first.low)
    if named and not asked_of(question).says(named["noun"]):  # `The gradient is not convex.`
        return whole
    turned = any(takes_back(one) or _other_answer(one, "yes") or _other_answer(one, "no") for one in said[1:])
    if turned or first.text.endswith("?") or phrases.words(cues.TURNING, cues.RETRACTION).search(first.low):
        return whole
    ending = _ENDING.search(first.low)
    words = set(WORD.findall(first.low))
    if ending and not words & (YES | NO) - {ending[1]} and not _is_doubtful(first.low[: ending.start(1)]):
        word = ending[0].split()[0].strip(":,")
        is_said = word in _SAYING and is_quiet(question, first.low[: ending.start()])
        is_led = word in phrases.singles(cues.CONCLUSION) or is_said
        return Found("answer", ending[1], first.source, note=first.reason) if is_led else whole
    stated = concluded_answer(question, first.low) or explained_answer(question, first.low)
    if not stated and (last := last_answer(question, [f"{one.low} {one.reason.lower()}".strip() for one in said])):
        return Found("answer", last, said[-1].source, note=said[-1].reason)
    if any(stated_answer(question, one.low) not in {"", stated} for one in said[1:]):
        return whole
    if any(stated_answer(question, part) not in {"", stated} for part in _PARTS.split(first.low)):
        return whole  # `convex in $w$, not in $x$`
    return Found("answer", stated, first.source, note=first.reason) if stated else whole


# What a function has, and what is said of it is not said of the function.
_SUBJECT = re.compile(
    r"\s*(?:the|its|der|die|das|la|le|el|il)\s+(?P<noun>gradient|derivative|hessian|jacobian|inverse|domain|integral|"
    r"ableitung|gradient|hessematrix|umkehrfunktion|dérivée|hessienne|derivada|gradiente|hessiana|derivata)\s"
)


def _is_doubtful(before: str) -> bool:
    """Whether what stands before a conclusion, or a verb of saying, doubts it: nothing else there changes a yes."""
    if _CONCLUDES.search(before) is None:
        return is_against(before)
    tables = (cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.SUPPOSING)
    return "?" in before or phrases.words(*tables).search(phrases.words(cues.NEGATION).sub(" ", before)) is not None


_CONCLUDES = re.compile(rf"(?:{phrases.alternatives(cues.CONCLUSION)})[,:]?\s*$")
_ENDING = re.compile(rf"\b\w+[,:]?\s+({'|'.join(sorted(YES_ALONE | NO_ALONE))})[.!]*$")
_PARTS = re.compile(r"[,:;]|\s[–—-]\s")
# What is concluded behind a yes or a no: `no, … so we reject H_0`.
_CLAUSES = re.compile(rf"[,:;.]?\s*(?<!\w)(?:{phrases.alternatives(cues.CONCLUSION)})(?!\w)[\s,:]*")
_SAYING = {"say", "is", "answer", "sage", "ist", "dis", "est", "digo", "es", "è", "é", "dico", "zeg"}


def _stands_alone(question: Question, rest: str) -> bool:
    """Whether yes or no is a word of its own, and does not begin a phrase such as `no doubt` or `no one`."""
    word = re.match(rf"\s+({WORD.pattern})", rest)
    spoken = _CONTRACTED.sub("", word[1]) if word else ""
    return word is None or (spoken not in _OBJECTS and is_quiet(question, spoken))


_COMMAND = re.compile(r"\\[A-Za-z]+")
_CONTRACTED = re.compile(r"['’](?:re|s|ve|d|ll)$")  # `yes they're independent`
# Behind a no these only say where it would be a yes: `No, only for x < 0`.
_BUT = re.compile(r"(?<!\w)(?:but|aber|mais|pero)(?!\w)")  # within a reason: `No: $u \in U$ but $2u \notin U$`
_RESTRICTION = re.compile(
    r"(?<!\w)(?:(?:only|nur|seulement|uniquement|solo|sólo)(?:\s+(?:if|when|wenn|falls|si|quand|cuando))?|unless|except|außer|sauf|salvo)(?!\w)"
)


def _other_answer(one: Sentence, head: str) -> re.Match[str] | None:
    """Return the other of yes and no where a later sentence gives it by itself: `Edit: no, …`."""
    other = re.compile(
        rf"(?:^|[:;,.!]\s*|\s)({'|'.join(sorted(CORE_NO if head in YES else CORE_YES))})(?=\s*(?:[,.!;:]|$))"
    )
    return other.search(one.low)


_DENIED = re.compile(r"(?<!\w)(?:not|nicht|pas|no|não|niet)(?!\w)")  # behind a yes
_OBJECTS = {"one", "problem", "question", "answer", "result", "solution", "other", "such"}  # of `no`, in one phrase

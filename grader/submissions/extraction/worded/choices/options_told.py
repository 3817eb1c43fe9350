"""What is said of each option, clause by clause: `A and D are subspaces, B and C are not.`, `A: yes. B: no.`

A clause chooses the options that it names, by themselves or as what is asked for; or it denies something of them; or it
is a reason and names none but chosen ones. Anything else leaves the answer open, and so does an option of which two
clauses say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from grader.marking.choices.typed_out import typed_out, undressed_words
from grader.problems.question import Question
from grader.records import dataclass, field, replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import AROUND, WORD, Sentence, is_against, takes_back
from grader.submissions.extraction.worded.choices.made_of import tells_value
from grader.submissions.extraction.worded.choices.options import EXCEPTED, OUT, TURNED, leads_to_options, named_in
from grader.submissions.extraction.worded.choices.options_refused import (
    ALSO,
    DOUBLE,
    OTHERS,
    behind_options,
    turns_to_others,
)
from grader.submissions.extraction.worded.meanings.asked_property import (
    NO_MORE,
    UNTRUE,
    denials_in,
    property_of,
    says_asked,
    without_asked,
)
from grader.submissions.extraction.worded.meanings.named_options import is_calculation, without_options
from grader.submissions.extraction.worded.meanings.opposites import says_sense_asked
from grader.submissions.extraction.words import cues, phrases


@dataclass
class _Told:
    """What clauses said so far: the options chosen, denied, named by reasons, and said to be all that are chosen."""

    chosen: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    alone: list[set[str]] = field(default_factory=list)
    are_others_denied: bool = False


def told_options(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the options that clauses choose; None where one of them cannot be told.

    Where the prompt asks for what is not so, a denial may choose, and nothing is told here.
    """
    if not question.options or property_of(question).denial or sum(len(one.text) for one in said) > TOLD_CHARACTERS:
        return None
    told = _Told()
    for clause in chain.from_iterable(_with_reason(question, one) for one in said):
        if not _tell(question, clause, told):
            return None
    is_one = question.several or (len(told.chosen) == 1 and (told.denied or told.are_others_denied))
    if any(one & told.chosen and one != told.chosen for one in told.alone):
        return None  # `A, B. So A, C.`, `A and C (B only)`
    if not told.chosen or not is_one or told.chosen & told.denied or told.named - told.chosen - told.denied:
        return None
    listed = ", ".join(key for key in question.options if key in told.chosen)
    return Found("answer", listed, said[0].source, note="; ".join(one.text for one in said[1:]))


def corrected_list(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the options that a last sentence concludes with, `So A, C.`, behind one that takes back what was said."""
    last = said[-1]
    conclusion = phrases.THEREFORE.match(last.low)
    is_corrected = any(takes_back(one) or TURNED.match(one.low) for one in said[:-1])
    if conclusion is None or not is_corrected or last.reason or "?" in last.text:
        return None
    keys = _listed(question, last.text[conclusion.end() :].strip(AROUND))
    listed = ", ".join(key for key in question.options if key in keys)
    return Found("answer", listed, last.source, note=" ".join(one.text for one in said[:-1])) if keys else None


def _with_reason(question: Question, one: Sentence) -> Iterator[Sentence]:
    """Yield the clauses of a sentence, and of the reason in it where that names options."""
    yield from _clauses(question, one)
    cause = re.match(rf"(?:{phrases.alternatives(cues.CAUSE, cues.REASON)})\s+", one.reason.lower())
    reason = one.reason[cause.end() if cause else 0 :]
    part = replace(one, text=reason, low=reason.lower(), reason="")
    if named_in(question, part):
        yield from _clauses(question, part)


def _tell(question: Question, clause: Sentence, told: _Told) -> bool:
    """Take down what a clause says, and return whether that is known."""
    if _is_doubted(clause) or EXCEPTED.search(clause.low):
        return False
    keys = _listed(question, clause.text)
    if keys:
        told.alone += [keys] if _ALONE.search(clause.low) else []
        told.chosen |= keys
        return True
    if labelled := _labelled(question, clause.text):
        keys, is_chosen = labelled
        (told.chosen if is_chosen else told.denied).update(keys)
        return True
    rest, named = without_options(question, clause.text, clause.low)
    is_value = tells_value(question, clause.text, named)
    is_reckoned = is_value or is_calculation(question, clause.text, rest) if named else None
    if is_reckoned or (is_reckoned is False and told.chosen and named - told.chosen and _chooses(question, rest)):
        return is_reckoned  # `B and C as 1 gives 2`
    is_conclusion = phrases.THEREFORE.match(clause.low) is not None
    if named and (_ALONE.search(rest) or (is_conclusion and told.chosen)):
        told.alone.append(named)
    if not named:
        told.are_others_denied |= OTHERS.match(clause.low) is not None
        return _chooses_none(question, clause)
    if _chooses(question, rest) or (named <= told.chosen and _agrees(question, rest)):
        told.chosen |= named
    elif _denies(question, clause.low, rest) or _says_opposite(question, clause.low, rest):
        told.denied |= named
    elif ALSO.search(rest) or says_asked(question, rest) is True or is_against(rest):
        return False
    else:
        told.named |= named
    return True


# what a clause says


def _listed(question: Question, text: str) -> set[str]:
    """Return the options that a text lists and says nothing else: `A and D`, `(A) und (D)`, `ACD`, a box."""
    bare = typed_out(undressed_words(text)).strip(AROUND)
    only = _ONLY.match(bare.lower())
    bare = bare[only.end() :] if only else bare
    end = behind_options(question, bare.lower())
    if end and not bare[end:].strip(AROUND):
        rest, found = without_options(question, bare, bare.lower())
        keys = {key for key in re.findall(r"\w+", bare) if key in question.options}
        return found | keys if not set(WORD.findall(rest)) - _JOINING - {key.lower() for key in keys} else set()
    run = set(bare)
    is_run = question.several and len(bare) > 1 and bare.isupper() and run <= question.options.keys()
    return run if is_run and len(run) == len(bare) and list(bare) == sorted(bare) else set()


def _labelled(question: Question, text: str) -> tuple[set[str], bool] | None:
    """Return the options before yes or no, or a mark that says it, and which: `A: yes`, `B ✗`, `C - nein`."""
    match = _LABEL.fullmatch(text.strip())
    if match is None and (head := _SAID_BEFORE.fullmatch(text.strip())) is not None:
        is_so = _says_of_all(question, head["said"].lower())
        keys = _listed(question, head["keys"]) if is_so is not None else set()
        if keys and is_so is not None:
            return keys, is_so
    if match is None:
        said = _SAID_OF.fullmatch(text.strip())
        is_so = says_sense_asked(question, said["said"].lower()) if said else None
        keys = _listed(question, said["keys"]) if said and is_so is not None else set()
        return (keys, is_so) if keys and is_so is not None else None
    keys = _listed(question, match["keys"])
    return (keys, match["no"] is None) if keys else None


def _says_of_all(question: Question, label: str) -> bool | None:
    """Whether a label says what is asked, `Stable`, or denies it, `Not stable`; None where it says anything else."""
    is_so, denials = says_sense_asked(question, label), denials_in(label)
    plain = label if is_so or not denials else f"{label[: denials[0].start()]} {label[denials[0].end() :]}"
    return is_so if leads_to_options(question, plain) and not is_against(without_asked(question, plain)) else None


def _chooses(question: Question, rest: str) -> bool:
    """Whether a clause without its options says what is asked of them, or calls them the answer, and nothing else."""
    told = says_asked(question, rest)
    if told is False or is_against(without_asked(question, rest)) or OUT.search(rest) or EXCEPTED.search(rest):
        return False
    keys = "|".join(re.escape(key.lower()) for key in question.options)
    return leads_to_options(question, re.sub(rf"(?<!\w)(?:{keys})(?!\w)", " ", rest))


def _agrees(question: Question, rest: str) -> bool:
    """Whether a clause says what is asked, perhaps `as well`, and denies, excepts and doubts nothing."""
    rest = ALSO.sub(" ", rest)
    is_against_it = is_against(without_asked(question, rest)) or EXCEPTED.search(rest)
    return says_asked(question, rest) is True and not is_against_it


def _denies(question: Question, low: str, rest: str) -> bool:
    """Whether a clause denies one thing of the options that it begins with: `B does not contain 0`."""
    denials = denials_in(rest)
    starts = behind_options(question, low)
    if len(denials) != 1 or DOUBLE.search(low) or ALSO.search(rest) or NO_MORE.match(rest, denials[0].end()):
        return False
    first = min((denial.start() for denial in denials_in(low)), default=len(low))
    between = set(WORD.findall(low[starts:first]))
    ends = not rest[denials[0].end() :].strip(AROUND)
    return ends or (starts > 0 and between <= _VERBS)


def _says_opposite(question: Question, low: str, rest: str) -> bool:
    """Whether a clause says the opposite of what is asked of the options that it begins with, and denies nothing.

    Where one option is asked for, a clause that denies one thing of something of others chooses none of them.
    """
    denials = denials_in(rest)
    if ALSO.search(rest) or DOUBLE.search(low) or len(denials) > 1:
        return False
    if not denials:
        return behind_options(question, low) > 0 and says_sense_asked(question, rest) is False
    is_only_that = NO_MORE.match(rest, denials[0].end()) is None and says_asked(question, rest) is None
    return not question.several and is_only_that and UNTRUE.search(rest) is None


def _chooses_none(question: Question, clause: Sentence) -> bool:
    """Whether a clause that names no option chooses none: a reason, or a denial of the others."""
    if OTHERS.match(clause.low):
        return not turns_to_others(question, clause.low)
    return _NONE.search(clause.low) is None and UNTRUE.search(clause.low) is None


def _is_doubted(clause: Sentence) -> bool:
    """Whether a clause asks, doubts, supposes, takes back or restricts what it says, denials aside."""
    tables = (cues.RETRACTION, cues.ALTERNATIVE, cues.CONDITION, cues.SUPPOSING)
    if phrases.words(cues.UNSURE).search(UNTRUE.sub(" ", clause.low)):
        return True
    said = clause.low
    for denial in reversed(denials_in(said)):
        said = f"{said[: denial.start()]} {said[denial.end() :]}"
    return phrases.words(*tables).search(said) is not None or "?" in clause.text or bool(TURNED.match(clause.low))


# clauses


def _clauses(question: Question, one: Sentence) -> Iterator[Sentence]:
    """Yield a sentence in parts: at semicolons and conclusions, and before options of which something else is said."""
    low, start = one.low, 0
    bracket = _REMARK.search(one.text)
    limit = bracket.start() if bracket else len(low)
    for match in _PAUSE.finditer(low):
        is_within = (
            match.start() < start or match.end() > limit or behind_options(question, low, start) >= match.start()
        )
        if is_within or EXCEPTED.search(low):
            continue
        if match["so"] or match["stop"] or _begins_statement(question, low, match.end()):
            yield from _clause(question, one, one.text[start : match.start()])
            start = match.end()
    yield from _clause(question, one, one.text[start:])


def _begins_statement(question: Question, low: str, start: int) -> bool:
    """Whether options, or the others, stand at a place with a verb or a label behind them."""
    others = OTHERS.match(low, start)
    end = others.end() if others else behind_options(question, low, start)
    return end > start and (others is not None or _VERB.match(low, end) is not None)


def _clause(question: Question, one: Sentence, text: str) -> Iterator[Sentence]:
    """Yield a clause without the reason behind its colon, and what stands in brackets at its end as one of its own."""
    text = text.strip(" ,;")
    head, colon, _ = text.partition(": ")
    if colon and named_in(question, replace(one, text=head, low=head.lower())) and len(WORD.findall(head)) > 1:
        text = head  # a reason
    remark = _REMARK.search(text)
    if remark:
        yield from _clauses(question, replace(one, text=remark["inner"], low=remark["inner"].lower()))
        text = text[: remark.start()]
    if text.strip(AROUND):
        yield replace(one, text=text.strip(), low=text.strip().lower())


TOLD_CHARACTERS = 2000  # of a text whose clauses are looked at
_BE = "is|are|was|were|do|does|did|can|has|have|could|would|will|be|also|clearly|ist|sind|hat|haben|kann|est|sont"
_VERBS = frozenset(_BE.split("|"))
_VERB = re.compile(
    r"\s*(?:is|are|isn't|aren't|do|does|don't|doesn't|cannot|can't|has|have|ist|sind|hat|haben|kann|können|est|sont|n'est|ne|"
    r"es|son|no)(?!\w)|\s*(?:[:=–—-]\s*)?(?:yes|no|ja|nein|oui|non|sí|sì|sim|não|nee|✓|✔|✗|✘|x)(?!\w)"
)
_PAUSE = re.compile(
    r"(?P<stop>\s*;\s*)"
    r"|(?P<so>\s*,\s*(?:and\s+)?(?:so|hence|therefore|thus|daher|somit|donc|luego|entonces)\s+)"
    r"|\s*,\s*(?:(?:and|but|while|whereas|und|aber|während|et|mais|y|pero|mientras\s+que|tandis\s+que)\s+)?"
    r"|\s+(?:and|but|while|whereas|und|aber|et|mais|y|pero)\s+"
)
_LABEL = re.compile(
    r"(?P<keys>.{1,60}?)\s*(?:[:=,–—-]|\bis\b|\bist\b|\best\b|\bes\b)?\s*"
    r"(?:(?P<yes>yes|ja|oui|sí|sì|sim|true|wahr|vrai|vero|✓|✔|☑)|(?P<no>no|nein|non|não|nee|false|falsch|faux|falso|✗|✘|☒|☐))\s*[.!,]*",
    re.IGNORECASE,
)
# What is said of an option in one or two words: `A: diverges`.
_SAID_OF = re.compile(r"(?P<keys>.{1,60}?)\s*[:=–—-]\s*(?P<said>(?:[^\W\d_]+\s+)?[^\W\d_]+)[\s.!]*")
# What is said of options before a colon: `Stable: A, C`.
_SAID_BEFORE = re.compile(r"(?P<said>(?:[^\W\d_]+\s+){0,3}[^\W\d_]+)\s*:\s*(?P<keys>[^:]{1,120}?)[\s.!]*")
_ONLY = re.compile(r"(?:only|just|nur|seulement|uniquement|solo|sólo)\s+")
_ALONE = re.compile(r"(?<!\w)(?:only|just|alone|nur|allein|seulement|uniquement|solo|sólo|somente|apenas|alleen)(?!\w)")
_JOINING = frozenset({"and", "und", "et", "y", "sowie", "plus"})
_NONE = re.compile(
    r"(?<!\w)(?:none|all|every|each|both|neither|alle|keine?s?|jede[rs]?|beide|toutes|aucune?|todas|todos|ninguna?)(?!\w)"
)
_REMARK = re.compile(r"\s\((?P<inner>[^()]{4,200})\)[.!]?$")

"""What a sentence states: the one formula that it gives as the answer, with what restricts it and what is left aside.

A formula is taken only where the words between the cue and it are neutral, and nothing in the sentence makes of it
something else. What cannot be told is doubtful, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import partial

from grader.marking.asked.about.places import is_value_for_place
from grader.marking.asked.words.multiples import is_asked_in, multiple_behind, operation_said
from grader.marking.ways.chains.implied import ends_a_chain
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.restricted import interval, is_bare, is_membership, is_solved
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause, parted
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.asked_denials import with_asked_denial
from grader.submissions.extraction.stated.beside.asides import is_mere_reference, without_aside, without_target
from grader.submissions.extraction.stated.beside.checks import checks
from grader.submissions.extraction.stated.beside.holding import as_conclusion, with_restated
from grader.submissions.extraction.stated.beside.said_as import without_extreme
from grader.submissions.extraction.stated.beside.side_vectors import without_vectors
from grader.submissions.extraction.stated.beside.worked_brackets import without_worked
from grader.submissions.extraction.stated.bounds_asked import without_bound
from grader.submissions.extraction.stated.clauses.clause_premises import UNEQUAL
from grader.submissions.extraction.stated.clauses.clause_reader import Reader
from grader.submissions.extraction.stated.clauses.limits_said import with_limits
from grader.submissions.extraction.stated.clauses.named_values import apart, is_root
from grader.submissions.extraction.stated.clauses.said_beside import calls_another_own, without_choice
from grader.submissions.extraction.stated.leading.choices_said import without_choices
from grader.submissions.extraction.stated.leading.lead_ins import makes_another, without_lead_in
from grader.submissions.extraction.stated.leading.preludes import without_prelude
from grader.submissions.extraction.stated.leading.steps import LETTER
from grader.submissions.extraction.stated.words_around.called import calls_asked
from grader.submissions.extraction.stated.words_around.known_ways import without_known_ways
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.abbreviations import is_leading
from grader.submissions.extraction.words.phrases import NEGATED, starting, words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.extraction.words.vocabulary import declared_names
from grader.submissions.kept import kept
from grader.submissions.limits import SENTENCE_LEXEMES
from grader.verdict import Source
from grader.wording import writing_notices


def stated(asked: Asked, whole: Clause, file: str, bindings: Collection[str] = ()) -> list[Found]:
    """Return what a sentence states for a question with one field; equal sentences are read once."""
    kinds, texts, raws, lines, *how = zip(*whole.lexemes, strict=True)
    first = lines[0]
    if checks(asked, whole):
        return [Found("context", "", Source(file, first), whole.raw())]
    if sum(map(len, raws)) > REMEMBERED_CHARACTERS:
        return _stated(asked, whole, file, bindings)
    known = _said(asked)
    key = (kinds, texts, raws, tuple([line - first for line in lines]), *how, tuple(bindings))
    if key not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        found = _stated(asked, whole, file, bindings)
        known[key] = first, found
        return list(found)
    before, found = known[key]
    return [one.at(Source(file, one.source.line - before + first)) for one in found]


@kept
def _said(asked: Asked) -> dict[object, tuple[int, list[Found]]]:
    """Return what sentences of answers to a question state, by their lexemes, with the line of the first."""
    return {}


REMEMBERED, REMEMBERED_CHARACTERS = 500, 200  # sentences of a question, and the signs of one


def _stated(asked: Asked, whole: Clause, file: str, bindings: Collection[str]) -> list[Found]:
    sentence = whole.lexemes
    source = Source(file, next((one.line for one in sentence if one.line), 0))
    if (refused := _refused(asked, whole, source)) is not None:
        return [refused]
    if any(one.kind == "formula" and "," in one.text for one in sentence):
        whole = Clause(tuple(part for one in sentence for part in apart(asked.question, one)))
    whole = without_bound(asked, with_limits(asked, with_restated(whole)))
    whole, way = without_known_ways(asked, whole)
    whole, extreme = without_extreme(asked, whole)
    whole, is_opposite = with_asked_denial(asked, whole)
    is_another = is_opposite or makes_another(whole) or calls_another_own(whole)
    whole, holds = as_conclusion(asked, whole)
    whole, chosen = without_choices(asked, whole)
    whole, lead = without_lead_in(asked, whole)
    whole, worked = without_worked(asked, without_vectors(asked, whole))
    whole, aside = without_aside(asked, without_prelude(asked, without_target(asked, whole)))
    clauses = parted(whole)
    found = _of_clauses(asked, clauses, [Reader(asked, clause, file, source, bindings) for clause in clauses])
    if len(clauses) > 1 and (any(map(partial(_is_check, asked), clauses[1:])) or _has_cases(asked.question, clauses)):
        found = [replace(one, spared=one.spared or writing_notices.MAY_PIECE_ANSWER) for one in found]
    if holds or (aside and not is_mere_reference(aside)):
        found = [replace(one, spared=one.spared or writing_notices.ASIDE_MAY_SAY_MORE) for one in found]
    found += [Found("context", "", source, aside)] if aside else []
    found[:0] = [Found("context", "", source, said) for said in (way, extreme, chosen, lead, worked) if said]
    strong = next((n for n, one in enumerate(found) if one.kind == "formula" and one.rank in STRONG), len(found))
    found[strong:] = [replace(one, rank="concluded") if one.rank == "inline" else one for one in found[strong:]]
    if asked.question.kind.is_solutions and "''" in whole.raw() and len(found) > 1 and all(map(is_root, found)):
        return [_doubted(one, writing_notices.SEVERAL_FORMULAS_STAND_ONE) for one in found]
    if len(clauses) > 1 and _is_asked(whole):  # `$x = 2$, or was it $3$?`
        return [_doubted(one, writing_notices.QUESTION) for one in found]
    if is_another or any(one.kind == "doubtful" and one.rank == "against" for one in found):
        return [_doubted(one, writing_notices.SENTENCE_SAYS_SOMETHING_ELSE) for one in found]
    return found


def _refused(asked: Asked, whole: Clause, source: Source) -> Found | None:
    """Return what is said of a sentence that is not read: it is long or not closed, or something beside it counts."""
    if len(whole.lexemes) > SENTENCE_LEXEMES:
        said = writing_notices.SENTENCE_MORE_THAN_WORDS.format(sentence_lexemes=SENTENCE_LEXEMES)
        return Found("doubtful", whole.raw(), source, said)
    if any(lexeme.kind == "open" for lexeme in whole.lexemes):
        return Found("open", whole.raw(), source)
    why, rank = _spoken_beside(asked, whole)
    return Found("doubtful", whole.raw(), source, why, rank=rank) if why else None


def _of_clauses(asked: Asked, clauses: Sequence[Clause], readers: Sequence[Reader]) -> list[Found]:
    """Return what clauses state, each in the light of the one behind it."""
    parts = [list(reader.found()) for reader in readers]
    for n, following in enumerate(parts[1:]):
        if any(one.kind in {"formula", "answer"} for one in following):
            solved = asked.question if _solves(asked.question, clauses[n + 1], following) else None
            parts[n] = [_premise(asked.question, one, clauses[n], solved, clauses[n + 1]) for one in parts[n]]
    found = [one for part in without_choice(clauses, parts) for one in part]
    if found and found[-1].kind == "formula" and calls_asked(asked, clauses[-1]):
        found[-1] = replace(found[-1], called=True)
    return found


def _spoken_beside(asked: Asked, whole: Clause) -> tuple[str, str]:
    """Return why an abbreviation, a source or a letter may make something else of the last formula, and its rank."""
    if short := _abbreviated(asked, whole.lexemes):
        return writing_notices.BESIDE.format(shown=short), "against"
    if (multiple := multiple_behind(whole.raw())) and not is_asked_in(asked.question, multiple):
        return writing_notices.BESIDE.format(shown=multiple), "against"
    if operation := operation_said(whole.raw()):
        return writing_notices.BESIDE.format(shown=operation), "against"
    if is_value_for_place(asked.question, whole.raw()):
        return writing_notices.BESIDE.format(shown=whole.raw().strip()), "against"
    is_lettered = bool(whole.formulas) and _is_of_articles(whole.lexemes)
    is_lettered = is_lettered and not _is_of_prompt(asked.question, whole.raw())
    return writing_notices.LETTER_OR_ARTICLE if is_lettered else "", "display"


def _abbreviated(asked: Asked, sentence: Sequence[Lexeme]) -> str:
    """Return the abbreviation right before the last formula of a sentence where it may make something else of it."""
    if len(sentence) == 1 and sentence[0].typed and asked.question.kind.written != "list":
        cited = _CITED.fullmatch(sentence[0].text)
        return cited["source"] if cited else ""
    last = max((n for n, one in enumerate(sentence) if one.kind == "formula"), default=0)
    if last < BEHIND_DOT or sentence[last - 1].text != "." or _REFERRED.match(sentence[last].text):
        return ""
    before = sentence[last - BEHIND_DOT].text
    return "" if is_leading(before, asked.says) else f"{before}."


_CITED = re.compile(r"[-−]?\d[\d.,]*\s+(?P<source>\[\s*\w{1,3}\s*\])")  # a number and what it is taken from
BEHIND_DOT = 2  # lexemes: an abbreviation, its dot
_REFERRED = re.compile(r"\(?\d[\d.]{0,5}\)?\s*,[^=]{0,20}=")  # `by eq. (3), N = 14`


# One letter that may be an article, a pronoun or a factor where no other word stands: `a x`, `A e^x`, `I x`.
_ARTICLES = frozenset({"a", "an", "i"})
_TENDS = ("->", "→", "\\to", ">")


def _is_of_articles(sentence: Sequence[Lexeme]) -> bool:
    """Whether no word stands there but such letters, and none of them tends to something: `a -> 1/4`."""
    words_ = {one.text for one in sentence if one.kind == "word"}
    return bool(words_) and words_ <= _ARTICLES and not any(one.text.startswith(_TENDS) for one in sentence)


def _is_of_prompt(question: Question, raw: str) -> bool:
    """Whether the prompt writes what stands left of an equation, the letter with it: `A B^T = …`."""
    left, sign, _ = raw.partition("=")
    return bool(sign) and _squeezed(left) in _squeezed(f"{question.lead} {question.prompt}")


def _squeezed(text: str) -> str:
    """Return a text without blanks and the signs of LaTeX around letters; a transpose is T."""
    return re.sub(r"[\s${}\\]", "", re.sub(r"\\(?:top|intercal)(?![A-Za-z])", "T", text))


def _is_asked(whole: Clause) -> bool:
    """Whether a sentence ends in a question in words, so that what it begins with may be asked, too."""
    said = whole.skeleton.rstrip()
    return said.endswith("?") and any(one.kind == "word" for one in whole.lexemes)


def gives(lexemes: Sequence[Lexeme]) -> bool:
    """Whether the words before a list say that what stands in it is given: `Given the equations and setup:`."""
    said = [one for one in lexemes if one.kind != "line"]
    if not said or said[-1].text != ":":
        return False
    stop = next((place for place in range(len(said) - 1, 0, -1) if said[place - 1].text in STOPS), 0)
    skeleton = Clause(tuple(said[stop:])).skeleton.rstrip(" :")
    setting = starting(cues.SETTING).match(f"{skeleton} ")
    return setting is not None and "," not in skeleton and phrases.cue().search(skeleton, setting.end()) is None


STOPS = frozenset({".", "!", "?", ";"})
STRONG = ("concluded", "display")  # behind these in one sentence another formula stands as a conclusion, too


def _premise(question: Question, one: Found, clause: Clause, solved: Question | None, behind: Clause) -> Found:
    """Return what a clause before a conclusion states: of what nobody can tell, only what it is concluded from.

    What is denied there is no answer, and what stands `behind` is one all the same. `solved`: the question of which the
    conclusion gives the solutions, so that a relation before it is a step.
    """
    if one.kind == "formula" and is_bare(one.text) and one.text.strip(" .") not in declared_names(question):
        return Found("context", "", one.source, clause.raw())  # `the roots of $\\chi_A$, so …`
    is_step = solved is not None and one.kind == "formula" and not is_solved(solved, one.text)
    if is_step and _UNEQUAL_OR_EQUAL.search(one.text):
        return Found("context", "", one.source, clause.raw())
    harmless = [cues.AMOUNT, cues.EQUIVALENCE]
    text = clause.skeleton
    is_concluded = (phrases.conclusion().match(behind.skeleton) or _GIVEN_BY_IT.match(behind.skeleton)) is not None
    unsure = words(cues.UNSURE, cues.RETRACTION, cues.TURNING).search(clause.skeleton) is not None
    if is_concluded and not unsure:
        harmless.append(cues.NEGATION)
        text = _COMPARED.sub(" ", clause.skeleton) if solved is not None else clause.skeleton
    rest = words(*harmless).sub(" ", text)
    against = (
        words(cues.AGAINST).search(rest)
        or phrases.CONDITIONAL.search(phrases.equivalence().sub(" ", clause.skeleton))
        or (NEGATED.search(rest) and not (is_concluded and not unsure))
    )
    if one.kind != "doubtful" or one.text.startswith("~~") or against:
        return one
    return Found("context", "", one.source, clause.raw())


def _solves(question: Question, clause: Clause, found: Sequence[Found]) -> bool:
    """Whether a clause concludes with all solutions: `…, so $0 < x < 1$` where a set is asked for."""
    if not question.kind.is_set or len(found) != 1 or found[0].kind != "formula":
        return False
    text = found[0].text
    ends = len(UNEQUAL.findall(text)) > 1 or is_membership(text) or bool(interval(text))  # one bound may be one of two
    is_led = phrases.THEREFORE.match(clause.skeleton) or _ALSO.match(clause.skeleton)
    return ends and is_led is not None and (is_solved(question, text) or bool(interval(text)))


# `also` concludes in German only.
_ALSO = re.compile(
    r"[\s,;]*also\s+(?:ist|sind|gilt|fällt|steigt|auf|für|im|fallend|wachsend|steigend|monoton|konvex|stetig)(?!\w)"
)


def _is_check(asked: Asked, clause: Clause) -> bool:
    """Whether a clause concludes with the problem's own equation, `x = 2 ⇒ x^2 = 4`: others may solve it as well."""
    if not asked.question.kind.is_set or not phrases.conclusion().match(clause.skeleton):
        return False
    last = clause.formulas[-1].text if clause.formulas else ""
    return "=" in last and asked.names_formula(last)


def _has_cases(question: Question, clauses: Sequence[Clause]) -> bool:
    """Whether a conclusion before the last one gives solutions, too: `so $x = 4$, for $x < 1$ so $x = -2$`."""
    inner = [clause.formulas for clause in clauses[1:-1]] if question.kind.is_set else []
    if any(ends_a_chain(one.text) for formulas_ in inner for one in formulas_):
        return True
    several = [one[0].text for one in inner if len(one) > 1]
    rows = [formulas.assignment(text) for text in several]
    return any(map(partial(is_solved, question), several)) or any(row and LETTER.fullmatch(row.left) for row in rows)


_GIVEN_BY_IT = re.compile(
    r"[\s,;]*(?:(?:which|that)\s+(?:gives|yields|leaves|leads|results)|giving|yielding|leaving|woraus|was\s+\w+\s+ergibt|"
    r"ce\s+qui\s+donne|lo\s+que\s+da)(?!\w)"
)


def _doubted(one: Found, why: str) -> Found:
    if one.kind == "formula":
        return replace(one, kind="doubtful", name=why)
    return replace(one, why=why) if one.kind == "answer" and one.text else one


# A condition in words, which the conclusion solves: `It must be smaller than $1$, so $x < 2$`.
_COMPARED = re.compile(
    r"(?<!\w)(?:smaller|larger|greater|bigger|lower|higher|below|above|at most|at least|between|under|within|kleiner|"
    r"größer|höchstens|mindestens|zwischen|unterhalb|oberhalb|inférieure?|supérieure?|entre|menor|mayor|absolute|"
    r"absolut\w*|betrag|factor|faktor|facteur|absolue|absoluto)(?!\w)"
)
_UNEQUAL_OR_EQUAL = re.compile(rf"=|{UNEQUAL.pattern}")

"""Texts under keys are read as those in documents are: a sentence around a formula, a reason behind an option."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader import marking
from grader.claims.wording import says_none
from grader.marking.answer import Candidates, FieldAnswer
from grader.marking.texts.sets.any_integer import with_integers
from grader.marking.ways.within.label_dashes import with_both_in
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.called_twice import called_twice, not_replaced
from grader.submissions.extraction.candidates import choice, reasons
from grader.submissions.extraction.doubts import Paragraphs
from grader.submissions.extraction.fields.settled import settled
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.inner_words import CONNECTIVES
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.paragraphs.lexemes import lexer_of
from grader.submissions.extraction.paragraphs.said import sentences_of
from grader.submissions.extraction.paragraphs.sentences import sentences
from grader.submissions.extraction.pieces.rows_said import doubt_of_rows, rows_of_lines
from grader.submissions.extraction.single import SinglePage
from grader.submissions.extraction.worded.beside.told_beside import refused_by_key
from grader.submissions.extraction.worded.beside.unclear_shapes import unclear_text
from grader.submissions.extraction.worded.choices.untold import told_as_whole
from grader.submissions.extraction.worded.elsewhere import elsewhere, referred
from grader.submissions.extraction.worded.named_texts import text_in
from grader.submissions.extraction.worded.wording import chosen_in
from grader.submissions.extraction.worded.writing import answer_found, candidate, spared, with_members, with_said
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import alternatives
from grader.submissions.forms.blocks import Block, Prose
from grader.submissions.forms.markdown import read_markdown
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger
from grader.submissions.ledger.matching import Index
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.submissions.not_done import is_doubtful
from grader.verdict import Source
from grader.wording import writing_notices


def read_sentences(ledger: Ledger, file: str) -> None:
    """Read the answers that a document gives by keys once more where they hold words: only their formulas count."""
    _hear_doubts(ledger, file)
    _read_wholes(ledger, file)
    _hear_refusals(ledger, file)
    _hear_names(ledger, file)
    for id_, filled in ledger.fields.items():
        question = ledger.index.questions[id_]
        for name, answer in filled.items() if len(question.fields) == 1 else ():
            source = answer.source
            if source is None or source.file != file or answer.error is not None or answer.file is not None:
                continue
            found = _found(ledger, question, Prose(answer.text, source), source)
            if found is not None:
                filled[name] = _within(question, answer, found)
            filled[name] = with_members(question, filled[name])


def _within(question: Question, answer: FieldAnswer, found: FieldAnswer) -> FieldAnswer:
    """Return what was found in the text of an answer, with what is said beside it."""
    both = with_said(with_both_in(question, found, answer.text), answer.text)
    return replace(both, notes=(*answer.notes, *found.notes))


def _hear_doubts(ledger: Ledger, file: str) -> None:
    """Keep open the answers of which nobody can tell what their texts mean, `A ✓ B ✗`."""
    for id_, filled in ledger.fields.items():
        for name, answer in filled.items():
            if answer.source is None or answer.source.file != file or answer.error is not None or answer.file:
                continue
            if doubt := doubt_in(ledger.index.questions[id_], answer.text):
                filled[name] = replace(answer, error=doubt)
    for id_, whole in ledger.wholes.items():
        is_here = whole.source is not None and whole.source.file == file and whole.error is None
        if is_here and (doubt := doubt_in(ledger.index.questions[id_], whole.text)):
            ledger.wholes[id_] = replace(whole, error=doubt)


def _hear_refusals(ledger: Ledger, file: str) -> None:
    """Keep open what an entry beside it refuses: `retracted: true`, `comment: this is wrong`."""
    for one in ledger.strays:
        ids = {id_ for id_, _ in one.otherwise}
        if one.source.file != file or len(ids) != 1 or not refused_by_key(one.key, one.text):
            continue
        said = writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=clipped(f"{one.key}: {one.text}"))
        for id_ in ids & ledger.fields.keys():
            ledger.fields[id_] = {name: replace(each, error=said) for name, each in ledger.fields[id_].items()}


def doubt_in(question: Question, text: str) -> str:
    """Return why nobody can tell what a text under a key, or by itself, means; empty where that is clear."""
    if question.kind.written in {"section", "code"} or len(text) > BLOCK_CHARACTERS:
        return ""
    text = with_integers(question, text) if question.kind.is_set else text
    told = text.strip() if is_doubtful(question, text) else unclear_text(question, text)
    return writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=clipped(told)) if told else ""


def _hear_names(ledger: Ledger, file: str) -> None:
    """Keep open what is a person's name where a problem is called `name`: it may be the student's."""
    for id_, filled in ledger.fields.items():
        question = ledger.index.questions[id_]
        if id_.casefold() not in _NAMES or question.kind.reads != "words":
            continue
        for name, answer in filled.items():
            is_here = answer.source is not None and answer.source.file == file and answer.error is None
            accepted = {one.casefold() for one in question.accepted_texts}
            if is_here and _PERSON.fullmatch(answer.text.strip()) and answer.text.strip().casefold() not in accepted:
                filled[name] = replace(answer, error=writing_notices.MAY_BE_NO_NAME.format(shown=id_, id=id_))


_NAMES = frozenset({"name", "author", "student", "nom", "nombre", "nome", "naam"})
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-ZÀ-Þ][\w'’.-]*)+")


def choice_taken_back(question: Question, text: str) -> str:
    """Return why nobody can tell whether a text chooses what it names, empty where nothing takes that back."""
    told = told_as_whole(question, list(sentences_of(Prose(text, Source("", 1)))))
    return "" if told is None else told.why


def stated_by(question: Question, text: str) -> FieldAnswer | None:
    """Return what a text that stands by itself states in its words; None where it is mathematics, or states nothing."""
    none = Index({question.id: question}, {}, {})
    source = Source("", 1)
    found = _found(Ledger(none, none), question, Prose(text, source), source)
    return None if found is None else with_members(question, with_said(with_both_in(question, found, text), text))


def fields_stated_by(question: Question, text: str) -> dict[str, FieldAnswer]:
    """Return what a text for all fields that stands by itself gives them; nothing where it says something else, too.

    With commands of TeX and without a `$` it is one formula: `k = 3,\\ s = 2`.
    """
    none = Index({question.id: question}, {}, {})
    is_formula = "\\" in text and "$" not in text
    return _fields_said(Ledger(none, none), question, Prose(f"${text}$" if is_formula else text, Source("", 1)))


def _read_wholes(ledger: Ledger, file: str) -> None:
    """Read the texts that stand for all fields of a question, `x = 2, y = 1`, where they give some and nothing else."""
    for id_, whole in list(ledger.wholes.items()):
        source = whole.source
        if source is None or source.file != file or whole.error is not None:
            continue
        if values := _fields_said(ledger, ledger.index.questions[id_], Prose(whole.text, source)):
            del ledger.wholes[id_]
            ledger.fields[id_] = values


def _fields_said(ledger: Ledger, question: Question, text: Prose) -> dict[str, FieldAnswer]:
    """Return the values by field that a text gives; nothing where it says anything else, or is parted as it stands."""
    if len(text.text) > BLOCK_CHARACTERS or says_none(text.text):
        return {}
    if marking.ways.within.whole_text.parted(question, text.text)[0]:
        return {}
    if text.text.count("=") > 1 and _beside_value().search(text.text) is not None:
        return {}
    said = settled(list(Paragraphs(question).said(text)))
    values = {one.name: one for one in said if one.kind == "field"}
    if len(values) < len(said):
        return {}
    return {name: with_said(answer_found(ledger, one), text.text) for name, one in values.items()}


@cache
def _beside_value() -> re.Pattern[str]:
    """Return the pattern of a value with another equation behind it as its condition or reason, `v = 4 at t = 2`."""
    words = f"{alternatives(cues.CONDITION)}|{alternatives(cues.CAUSE)}"
    return re.compile(rf"=[^=,;\n]*(?<![\w\\])(?:{words})(?!\w)[^=,;\n]*=", re.IGNORECASE)


def _found(ledger: Ledger, question: Question, text: Prose, source: Source) -> FieldAnswer | None:
    """Return what a text states, None where it is mathematics, or nothing is found in its words."""
    if len(text.text) > BLOCK_CHARACTERS:
        return None
    if (reference := referred(text.text)) is not None:
        return FieldAnswer(text.text, source, reference)
    if question.kind.reads == "choice":
        return answer_found(ledger, chosen_in(question, text))
    if question.kind.reads == "words" and question.accepted_texts and not question.kind.by_person:
        named_text = text_in(question, text)
        where = None if named_text else elsewhere(text.text.casefold())
        if where is not None:
            return FieldAnswer(text.text, source, where)
        return answer_found(ledger, named_text) if named_text else None
    if question.kind.reads != "value":
        return None
    if rows := rows_of_lines(question, text.text):
        return spared(FieldAnswer(rows, source, written=text.text), doubt_of_rows(question, rows))
    if not _is_running(question, text.text):
        return None
    blocks = _blocks(text, source)
    found = SinglePage(question).read(blocks)
    several, whole = called_twice(question, found, blocks)
    if several:
        answers = tuple(candidate(ledger, question, one) for one in several)
        return FieldAnswer(
            text.text, source, candidates=Candidates(answers, "none" if whole is None else "credit", whole or 0)
        )
    called = [one for one in found if one.kind == "answer" and one.text]
    if called:
        return answer_found(ledger, not_replaced(called[-1], found))
    return _of(ledger, question, found, source)


def _of(ledger: Ledger, question: Question, found: Sequence[Found], source: Source) -> FieldAnswer | None:
    texts, rule, place = choice(question, found)
    if len(texts) < 2:
        return answer_found(ledger, texts[0]) if texts else None
    written = "\n".join(one.text for one in texts)
    if all(one.kind == "doubtful" for one in texts):
        return FieldAnswer(written, source, writing_notices.WRITE_ANSWER_ITSELF.format(texts=reasons(texts)))
    answers = tuple(candidate(ledger, question, one) for one in texts)
    return FieldAnswer(written, source, candidates=Candidates(answers, rule, place))


def _blocks(text: Prose, source: Source) -> Sequence[Block]:
    """Return a text as blocks where it has a list or displays in it, as a document has."""
    return read_markdown(text.text, source.file, source.line) if _LINES.search(text.text) else [text]


_LINES = re.compile(r"(?m)\n\s*(?:[-*+•]|\d{1,2}[.)])\s+\S|\n\s*\n|\$\$|\\\[|\\begin\{(?:align|gather|equation)")


def _is_running(question: Question, text: str) -> bool:
    """Whether a text is read as running text is: it has words, or formulas in several lines."""
    lexemes = lexer_of(question).paragraph(text, Source("", 1))
    if re.search(r"->|→|\\(?:to|rightarrow)(?![A-Za-z])", text) and not question.kind.is_solutions:
        return True
    if question.kind.is_set and (any(one.kind == "word" for one in lexemes) or "=" in text):
        return True
    if any(one.kind == "word" and one.text not in CONNECTIVES for one in lexemes):
        return True
    whole = [sum(map(_is_whole, sentence)) for sentence in sentences(lexemes)]
    return len([one for one in whole if one]) > 1 or sum(one.kind == "formula" and not one.typed for one in lexemes) > 1


def _is_whole(one: Lexeme) -> bool:
    """Whether a lexeme is a formula by itself, and no line of one that is typed over several."""
    return one.kind == "formula" and (not one.typed or "=" in one.text)

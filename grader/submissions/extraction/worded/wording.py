"""Choices and texts in a running document: what is called the answer, else what a sentence names with neutral words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas.naming import field_in_heading, is_answer
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import AROUND, Sentence, lines_of, sentences_of
from grader.submissions.extraction.worded.called_answers import choice_called_twice, text_taken_back
from grader.submissions.extraction.worded.choices.begun_with import begun_with, says_other_of_it
from grader.submissions.extraction.worded.choices.called_options import key_called, option_called
from grader.submissions.extraction.worded.choices.doubled_options import is_mislabelled
from grader.submissions.extraction.worded.choices.empty_boxes import chosen_beside
from grader.submissions.extraction.worded.choices.list_explained import in_their_case, listed_and_explained
from grader.submissions.extraction.worded.choices.listed_options import listed_options, may_be_minus
from grader.submissions.extraction.worded.choices.options import (
    TURNED,
    adds,
    are_calculated_with,
    chooses_more,
    keyed,
    mentioned,
    named_in,
    preferred,
    reads,
    several_options,
)
from grader.submissions.extraction.worded.choices.options_explained import EXPLAINED, concluded, explained_option
from grader.submissions.extraction.worded.choices.options_refused import by_refusal, turns_to_others
from grader.submissions.extraction.worded.choices.options_told import corrected_list, told_options
from grader.submissions.extraction.worded.choices.reframed import is_contradicted_by, reframed
from grader.submissions.extraction.worded.choices.set_against import set_against
from grader.submissions.extraction.worded.choices.translated import translated_once
from grader.submissions.extraction.worded.choices.untold import told_as_whole
from grader.submissions.extraction.worded.meanings.asked_subject import is_at_another_point
from grader.submissions.extraction.worded.meanings.found_keys import in_brackets, read_choice
from grader.submissions.extraction.worded.meanings.named_options import is_range
from grader.submissions.extraction.worded.meanings.places_said import says_option_of_a_part
from grader.submissions.extraction.worded.named_texts import take_text
from grader.submissions.extraction.worded.writing import stray, write_found
from grader.submissions.extraction.worded.yes_or_no.yes_no import yes_or_no
from grader.submissions.extraction.worded.yes_or_no.yes_no_options import begun_with_yes_or_no
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.forms.blocks import Block, Code, Heading, Prose, Table, Unread
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.ledger import Ledger
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.wording import file_notices, writing_notices


def find_words(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    """Write a choice or a text: what is labelled, else what stands under the heading."""
    lines = list(lines_of(blocks))
    long = next((line for line in lines if len(line.text) > BLOCK_CHARACTERS), None)
    if long is not None:
        what = writing_notices.STRETCH_MORE_THAN_CHARACTERS.format(block_characters=BLOCK_CHARACTERS)
        stray(ledger, question, Found("unread", long.text, long.source, what), ((question.id, None),))
        return
    said = [sentence for line in lines for sentence in sentences_of(line)]
    if (told := told_as_whole(question, said)) is not None:
        write_found(ledger, question, told)
        return
    back = max((one.source.line for one in said if phrases.words(cues.RETRACTION).search(one.low)), default=0)
    labelled = choice_called_twice(_labelled(question, said, blocks), blocks, back, partial(_meaning, question))
    labelled = text_taken_back(question, labelled, said, back)
    for one in labelled:
        write_found(ledger, question, in_brackets(question, one))
    if labelled:
        return
    said = said or [sentence for line in _told_in_table(question, blocks) for sentence in sentences_of(line)]
    written = said
    said = chosen_beside(said) if question.kind.reads == "choice" else said
    if not said and written:
        unticked = Found("unread", written[0].text, written[0].source, file_notices.LIST_BOXES_NONE_TICKED)
        stray(ledger, question, unticked, ((question.id, None),))
    elif not said:
        _unread(ledger, question, blocks)
    elif question.kind.reads == "choice":
        write_found(ledger, question, in_brackets(question, _choice_in(question, said, blocks)))
    else:
        take_text(ledger, question, said)


def _choice_in(question: Question, said: Sequence[Sentence], blocks: Sequence[Block]) -> Found:
    """Return the option that is chosen, in doubt where the dash of a list may be a minus."""
    found = _choice(question, said)
    if not may_be_minus(question, blocks):
        return found
    return replace(found, kind="doubtful", text=f"- {said[0].text}", name=writing_notices.DASH_OR_MINUS)


def _told_in_table(question: Question, blocks: Sequence[Block]) -> list[Prose]:
    """Return what a table says of each option in its two columns, below a head that denies nothing."""
    content = [block for block in blocks if is_content(block)]
    table = content[0] if len(content) == 1 else None
    if not isinstance(table, Table) or not question.options or any(len(row) != 2 for row in table.rows):
        return []
    head, *rows = table.rows
    if head[0].strip(AROUND) in question.options:
        rows, head = [head, *rows], ("", "")
    if not _TRUTH.fullmatch(head[1].casefold().strip(AROUND + "?")):
        return []
    return [Prose(f"{label.strip(AROUND)}: {said}", table.source) for label, said in rows]


# What heads a column that says of each option whether it is chosen.
_TRUTH = re.compile(
    r"|true|correct|right|chosen|answer|choice|yes/no|true/false|holds|wahr|richtig|antwort|gilt|ja/nein|vrai|réponse|oui/non"
    r"|verdadero|respuesta|sí/no|cierto|vero|risposta|verdadeiro|resposta|sim/não|antwoord|juist|waar"
)


def chosen_in(question: Question, text: Prose) -> Found:
    """Return the option that a text names, the text itself where nobody can tell."""
    said = list(sentences_of(text))
    if (told := told_as_whole(question, said)) is not None:
        return Found("answer", text.text, text.source) if told.why else told
    if not said:
        return Found("answer", text.text, text.source)
    labelled = _labelled(question, said, [])
    return in_brackets(question, labelled[-1] if labelled else _choice(question, said))


def _unread(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    whats = {Code: writing_notices.BLOCK_CODE, Table: writing_notices.TABLE}
    for block in blocks:
        if is_content(block):
            what = block.what if isinstance(block, Unread) else whats.get(type(block), "this")
            text = "" if isinstance(block, Heading) else block.text
            stray(ledger, question, Found("unread", text, block.source, what), ((question.id, None),))


# what is called the answer


def _meaning(question: Question, text: str) -> frozenset[str] | str:
    """Return what is chosen by a text that is called the answer, or the text itself."""
    is_choice = question.kind.reads == "choice" and reads(question, text)
    return read_choice(question, text) if is_choice else " ".join(text.casefold().split()).strip(AROUND)


def _labelled(question: Question, said: Sequence[Sentence], blocks: Sequence[Block]) -> list[Found]:
    """Return what is called the answer, by words before it or by the heading above it."""
    found = []
    waits = False
    for one in said:
        label = phrases.label().match(one.low)
        if label:
            waits = not one.text[label.end() :].strip(AROUND)
            found += [] if waits else [_named(question, replace(one, text=one.text[label.end() :]))]
        elif key := key_called(question, one):
            found.append(Found("answer", key, one.source, note=one.reason))
        elif rest := option_called(question, one):
            found.append(_named(question, replace(one, text=rest)))
        elif waits:
            found.append(_named(question, one))
            waits = False
    for block in blocks:
        if isinstance(block, Heading) and (is_answer(block.title) or field_in_heading(question, block.title)):
            below = [one for one in said if one.source.line > block.source.line]
            found += [_named(question, below[0])] if below and not found else []
    return found


def _named(question: Question, one: Sentence) -> Found:
    """Return what a sentence called the answer holds; an option in it by itself."""
    text = one.text.strip().strip("`").strip()
    if question.kind.reads == "choice" and says_option_of_a_part(question, text.lower()):
        return Found("answer", text, one.source, note=one.reason)
    if question.kind.reads == "choice" and not reads(question, text):
        if not question.options:
            return yes_or_no(question, [replace(one, text=text, low=text.lower())], Found("answer", text, one.source))
        part = replace(one, text=text, low=text.lower())
        option = preferred(question, text) or mentioned(question, part) or explained_option(question, part)
        text = option or keyed(question, part) or text
        if text == one.text.strip().strip("`").strip() and (begun := begun_with(question, [part])) is not None:
            return begun
        told = None if reads(question, text) else _choice(question, [part])
        if told is not None and _is_told(question, told):
            return told
    return Found("answer", text, one.source, note=one.reason)


def _choice(question: Question, said: Sequence[Sentence]) -> Found:
    """Return the option that is chosen; the whole text where nobody can tell, also without what stands around it."""
    whole = Found("answer", (", " if question.several else "\n\n").join(one.text for one in said), said[0].source)
    if any(_is_of_another(question, one) for one in said):
        return whole
    if says_other_of_it(question, said):
        return (None if question.several else set_against(question, said)) or whole
    found = _choice_as_typed(question, said)
    return found if _is_told(question, found) else _reframed(question, said) or found


def _is_of_another(question: Question, one: Sentence) -> bool:
    """Whether a sentence calls an option otherwise, or speaks of a part or of another point."""
    is_elsewhere = says_option_of_a_part(question, one.low) or is_at_another_point(question, one.low)
    return is_elsewhere or is_mislabelled(question, one.text)


def _is_told(question: Question, found: Found) -> bool:
    return found.kind == "answer" and not found.why and reads(question, found.text)


def _reframed(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the option that sentences choose without what stands around it, None where it cannot be told."""
    for why, plain in reframed(question, said):
        found = _choice_as_typed(question, plain)
        if _is_told(question, found) and not (why and is_contradicted_by(question, found.text, why)):
            return found
    return None


def _choice_as_typed(question: Question, said: Sequence[Sentence]) -> Found:
    said = [_unboxed(one) for one in said] if question.options else said
    whole = Found("answer", (", " if question.several else "\n\n").join(one.text for one in said), said[0].source)
    if said[0].text.lstrip().startswith(("!", "¬")):  # what denies it in programs and in logic
        return whole
    if question.several:
        return _several(question, said, whole)
    if not question.options:
        return yes_or_no(question, said, whole)
    chosen: dict[frozenset[str], Found] = {}
    for one in said:
        option = one.text if reads(question, one.text) else preferred(question, one.text) or mentioned(question, one)
        option = option or explained_option(question, one) or concluded(question, one) or keyed(question, one)
        if option and reads(question, option) and not one.text.endswith("?"):
            found = Found("answer", option, one.source, note=one.reason)
            chosen.setdefault(read_choice(question, option), found)
    others = {frozenset({key}) for key in _explained(question, said)} - set(chosen)
    added = [one for key in question.options if frozenset({key}) not in chosen for one in said if adds(key, one.reason)]
    if added:
        shown = writing_notices.BESIDE.format(shown=added[0].reason)
        return replace(whole, kind="doubtful", text=f"{whole.text} {added[0].reason}", name=shown)
    turned = any(TURNED.match(one.low) and named_in(question, one) for one in said[1:])
    turned = turned or any(turns_to_others(question, one.low) for one in said[1:])
    turned = turned or (len(chosen) == 1 and any(chooses_more(question, one, *chosen) for one in said))
    if len(chosen) != 1 or others or turned or any(phrases.words(cues.RETRACTION).search(one.low) for one in said):
        if (listed := listed_options(question, said)) is not None:
            return listed
        if (other := translated_once(question, said)) is not None:
            return other
        told = by_refusal(question, said) or begun_with(question, said) or told_options(question, said)
        return told or set_against(question, said) or begun_with_yes_or_no(question, said, whole) or whole
    return next(iter(chosen.values()))


def _explained(question: Question, said: Sequence[Sentence]) -> set[str]:
    """Return the options of which sentences say something: `A: no, since …`."""
    explained = {match["key"] for one in said if (match := EXPLAINED.match(one.text))} & question.options.keys()
    return explained | {
        key for one in said if (key := one.text.strip(" ([*_")[:1]) in question.options and _LISTED.match(one.text)
    }


def _several(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the options that are chosen where several may be; open where a reason names some and is not understood."""
    if any(is_range(question, one.text) for one in said):
        return whole
    if len(said) == 1 and not said[0].reason and (keys := in_their_case(question, said[0].text)):
        return replace(whole, text=keys)
    said_of = told_options(question, said)
    if said_of is not None and are_calculated_with(
        question, " ".join(one.text for one in said), set(said_of.text.split(", "))
    ):
        said_of = None  # `B and C as 1 gives 2 and 6 gives 12`
    if told := listed_options(question, said) or said_of or corrected_list(question, said):
        return told
    if (told := listed_and_explained(question, said)) is not None:
        return told
    reasons = [one.reason for one in said if named_in(question, replace(one, text=one.reason, low=one.reason.lower()))]
    if reasons:
        return replace(whole, kind="doubtful", name=writing_notices.BESIDE.format(shown=reasons[0]))
    turned = any(turns_to_others(question, one.low) for one in said[1:])
    return whole if turned else several_options(question, said, whole)


def _unboxed(one: Sentence) -> Sentence:
    r"""Return a sentence with the words in a box, `\boxed{\text{saddle point}}`, as they would stand without it."""
    if "box" not in one.text:
        return one
    text = _BOXED.sub(r"\1", one.text)
    return replace(one, text=text, low=text.lower())


_BOXED = re.compile(r"\\(?:fbox|boxed)\s*\{\s*\\(?:text|textbf|textit|mathrm)\s*\{([^{}\\$]*)\}\s*\}")
_LISTED = re.compile(r"\s*[(\[*_]*\w[)\]*_]*\s*:")  # what is said of an option: `A: no, since …`

"""Choices and texts in a running document: what is called the answer, else what a sentence names with neutral words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.choices.chosen_options import read_choice
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas.naming import field_in_heading, is_answer
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import AROUND, Sentence, is_against, lines_of, sentences_of
from grader.submissions.extraction.worded.begun_with import begun_with
from grader.submissions.extraction.worded.named_texts import take_text
from grader.submissions.extraction.worded.options import (
    EXPLAINED,
    TURNED,
    adds,
    chooses_more,
    concluded,
    explained_option,
    keyed,
    mentioned,
    named_in,
    preferred,
    reads,
    several_options,
)
from grader.submissions.extraction.worded.options_refused import by_refusal, turns_to_others
from grader.submissions.extraction.worded.options_told import told_options
from grader.submissions.extraction.worded.writing import stray, write_found
from grader.submissions.extraction.worded.yes_no import yes_or_no
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.forms.blocks import Block, Code, Heading, Prose, Table, Unread
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.ledger import Ledger
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.wording import writing_notices


def find_words(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    """Write a choice or a text: what is labelled, else what stands under the heading."""
    lines = list(lines_of(blocks))
    long = next((line for line in lines if len(line.text) > BLOCK_CHARACTERS), None)
    if long is not None:
        what = writing_notices.STRETCH_MORE_THAN_CHARACTERS.format(block_characters=BLOCK_CHARACTERS)
        stray(ledger, question, Found("unread", long.text, long.source, what), ((question.id, None),))
        return
    said = [sentence for line in lines for sentence in sentences_of(line)]
    labelled = _labelled(question, said, blocks)
    for one in labelled:
        write_found(ledger, question, one)
    if labelled:
        return
    if not said:
        _unread(ledger, question, blocks)
    elif question.kind.reads == "choice":
        write_found(ledger, question, _choice(question, said))
    else:
        take_text(ledger, question, said)


def chosen_in(question: Question, text: Prose) -> Found:
    """Return the option that a text names, the text itself where nobody can tell."""
    said = list(sentences_of(text))
    labelled = _labelled(question, said, [])
    return labelled[-1] if labelled else _choice(question, said) if said else Found("answer", text.text, text.source)


def _unread(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    whats = {Code: writing_notices.BLOCK_CODE, Table: writing_notices.TABLE}
    for block in blocks:
        if is_content(block):
            what = block.what if isinstance(block, Unread) else whats.get(type(block), "this")
            text = "" if isinstance(block, Heading) else block.text
            stray(ledger, question, Found("unread", text, block.source, what), ((question.id, None),))


# what is called the answer


def _labelled(question: Question, said: Sequence[Sentence], blocks: Sequence[Block]) -> list[Found]:
    """Return what is called the answer, by words before it or by the heading above it."""
    found = []
    waits = False
    for one in said:
        label = phrases.label().match(one.low)
        if label:
            waits = not one.text[label.end() :].strip(AROUND)
            found += [] if waits else [_named(question, replace(one, text=one.text[label.end() :]))]
        elif key := _key_called(question, one):
            found.append(Found("answer", key, one.source, note=one.reason))
        elif waits:
            found.append(_named(question, one))
            waits = False
    for block in blocks:
        if isinstance(block, Heading) and (is_answer(block.title) or field_in_heading(question, block.title)):
            below = [one for one in said if one.source.line > block.source.line]
            found += [_named(question, below[0])] if below and not found else []
    return found


def _key_called(question: Question, one: Sentence) -> str:
    """Return the key at the end of a sentence that is called the answer there: `…, so the answer is (B).`"""
    match = _KEY_AT_END.search(one.text)
    if match is None or match["key"] not in question.options or named_in(question, one) - {match["key"]}:
        return ""
    before = one.low[: match.start("key")].rstrip(" ([*_")
    return match["key"] if phrases.label_at_end().search(before) and not is_against(before) else ""


_KEY_AT_END = re.compile(r"(?<!\w)[(\[*_]*(?P<key>\w)[)\]*_]*[\s.!]*$")


def _named(question: Question, one: Sentence) -> Found:
    """Return what a sentence called the answer holds; an option in it by itself."""
    text = one.text.strip().strip("`").strip()
    if question.kind.reads == "choice" and not reads(question, text):
        if not question.options:
            return yes_or_no(question, [replace(one, text=text, low=text.lower())], Found("answer", text, one.source))
        part = replace(one, text=text, low=text.lower())
        option = preferred(question, text) or mentioned(question, part) or explained_option(question, part)
        text = option or keyed(question, part) or text
        if text == one.text.strip().strip("`").strip() and (begun := begun_with(question, [part])) is not None:
            return begun
    return Found("answer", text, one.source, note=one.reason)


def _choice(question: Question, said: Sequence[Sentence]) -> Found:
    """Return the option that is chosen; the whole text where nobody can tell."""
    said = [_unboxed(one) for one in said] if question.options else said
    separator = ", " if question.several else "\n\n"
    whole = Found("answer", separator.join(one.text for one in said), said[0].source)
    if question.several:
        return _several(question, said, whole)
    if not question.options:
        return yes_or_no(question, said, whole)
    chosen: dict[frozenset[str], Found] = {}
    for one in said:
        option = one.text if reads(question, one.text) else preferred(question, one.text) or mentioned(question, one)
        option = option or explained_option(question, one) or concluded(question, one) or keyed(question, one)
        if option and not one.text.endswith("?"):
            found = Found("answer", option, one.source, note=one.reason)
            chosen.setdefault(read_choice(question, option), found)
    explained = {match["key"] for one in said if (match := EXPLAINED.match(one.text))} & question.options.keys()
    explained |= {
        key for one in said if (key := one.text.strip(" ([*_")[:1]) in question.options and _LISTED.match(one.text)
    }
    others = {frozenset({key}) for key in explained} - set(chosen)
    added = [one for key in question.options if frozenset({key}) not in chosen for one in said if adds(key, one.reason)]
    if added:
        shown = writing_notices.BESIDE.format(shown=added[0].reason)
        return replace(whole, kind="doubtful", text=f"{whole.text} {added[0].reason}", name=shown)
    turned = any(TURNED.match(one.low) and named_in(question, one) for one in said[1:])
    turned = turned or any(turns_to_others(question, one.low) for one in said[1:])
    turned = turned or (len(chosen) == 1 and any(chooses_more(question, one, *chosen) for one in said))
    if len(chosen) != 1 or others or turned or any(phrases.words(cues.RETRACTION).search(one.low) for one in said):
        return by_refusal(question, said) or begun_with(question, said) or told_options(question, said) or whole
    return next(iter(chosen.values()))


def _several(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the options that are chosen where several may be; open where a reason names some and is not understood."""
    if told := told_options(question, said):
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

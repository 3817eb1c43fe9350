"""What is called the answer more than once: steps aside, and the one that alone is called final before the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import Sentence, takes_back
from grader.submissions.forms.blocks import Block, Listing, Prose
from grader.verdict import Source
from grader.wording import writing_notices


def choice_called_twice(
    labelled: Sequence[Found], blocks: Sequence[Block], back: int, meaning: Callable[[str], Hashable]
) -> list[Found]:
    """Return what is called the answer, as one that nobody can tell where two mean different options.

    What stands above the line in which something is taken `back` does not count where something stands behind it.
    """
    labelled = [one for one in labelled if one.source.line > back] or labelled
    kept = that_count(labelled, blocks)
    if len({meaning(one.text) for one in kept}) < 2:
        return list(labelled)
    shown = writing_notices.BOTH_CALLED_ANSWER.format(one=kept[0].text, other=kept[-1].text)
    text = "\n\n".join(one.text for one in kept)
    return [replace(kept[0], text=text, why=shown)]


def text_taken_back(question: Question, labelled: list[Found], said: Sequence[Sentence], back: int) -> list[Found]:
    """Return what is called the answer in words, as one that nobody can tell where what stands below takes it back."""
    last = labelled[-1].source.line if labelled and question.kind.reads == "words" else 0
    behind = [one for one in said if last and one.source.line > last and (one.source.line == back or takes_back(one))]
    if not behind:
        return labelled
    return [replace(one, why=writing_notices.SOMETHING_TAKEN_BACK_BEHIND) for one in labelled]


def that_count(called: Sequence[Found], blocks: Sequence[Block]) -> list[Found]:
    """Return what is called the answer, steps aside; of those the last one alone where it alone is called final."""
    if len(called) < 2:
        return list(called)
    lines = {(source.file, source.line): line for source, line in _lines(blocks)}
    told = [(one, lines.get((one.source.file, one.source.line), "").casefold()) for one in called]
    told = [(one, line) for one, line in told if not _STEP.match(line)] or told[-1:]
    finals = [one for one, line in told if _FINAL.match(line)]
    return finals if finals == [told[-1][0]] else [one for one, _ in told]


_STEP = re.compile(
    r"[\W_]*(?:\d+\W+)?(?:(?:step|schritt|étape|paso|passo|stap|intermediate|partial|zwischen\w+|teil(?:ergebnis|summe)"
    r"|intermédiaire|partiel\w*|intermedi[oa]|parcial|tussen\w+)(?!\w)|[^:$]{0,20}\b(?:intermédiaire|parcial|intermedi[oa]))"
)


def _lines(blocks: Sequence[Block]) -> list[tuple[Source, str]]:
    """Return the lines of paragraphs, also of those in lists, with their places."""
    found: list[tuple[Source, str]] = []
    for block in blocks:
        match block:
            case Prose(text=text, source=source):
                lines = enumerate(text.split("\n"), source.line)
                found += [(replace(source, line=number), line) for number, line in lines]
            case Listing(items=items):
                found += [line for item in items for line in _lines(item)]
            case _:
                pass
    return found


_FINAL = re.compile(
    r"[\W_]*(?:(?:so|thus|hence|therefore|my|our|the|also|mein|unser|das|die|ma|la|mi)\s+)*"
    r"(?:final\w*|end(?:ergebnis|resultat|gültig\w*|antwort)|(?:réponse|résultat|respuesta|resultado|risposta|risultato"
    r"|resposta)\s+fina\w*|eindantwoord)(?!\w)"
)

"""Labels above the values of several fields: `Bob:` above `- s = 2`, `Points: s = 2, p = 1`.

A label of a few words must hold only words that are known to change nothing; a longer one is a sentence that leads to
the values, and refuses them only by a word that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.said import WORD
from grader.submissions.extraction.worded.beside.heads_said import is_aside, is_unknown, refuses
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block, Formula, Listing, Prose, Table
from grader.submissions.number_words import NUMBER_WORDS

FEW = 3  # words of a label; more are a sentence


def refused_by_label(question: Question, content: Sequence[Block]) -> str:
    """Return the label above or before the values of several fields that may say something of them; empty for none.

    Of one value only a paragraph above it speaks that is nothing but such a label, `Points`. `content` are blocks that
    may be, or spoil, an answer.
    """
    if len(question.fields) < 2:
        first = content[0].text.strip(" .:*_") if len(content) > 1 and isinstance(content[0], Prose) else ""
        return first if is_aside(question, first) else ""
    return next((label for label in _labels(content) if _refuses(question, label)), "")


def _refuses(question: Question, label: str) -> bool:
    said = [word for word in WORD.findall(label.casefold()) if len(word) > 1]
    if not said or label in question.fields:
        return False
    if len(said) > FEW:
        return refuses(question, label)
    asked = asked_of(question)
    told = " ".join(word for word in said if word not in _CHOSEN and word not in NUMBER_WORDS)
    return is_aside(question, label) or (bool(told) and not asked.says(told) and is_unknown(question, told))


def _labels(content: Sequence[Block]) -> Iterator[str]:
    """Yield the labels right above values, `Bob:`, and those before them on one line, `Points: s = 2`."""
    for block, below in pairwise([*content, None]):
        if not isinstance(block, Prose):
            continue
        *_, last = block.text.rstrip().split("\n")
        above = _ABOVE.fullmatch(last)
        if above is not None and isinstance(below, Listing | Table | Formula | Prose):
            yield above["label"]
        yield from (match["label"] for match in _BEFORE.finditer(block.text))


_ABOVE = re.compile(r"[\s*_]*(?P<label>[^\W\d_][^$\\=`:|]{0,60}?)[\s*_]*:[\s*_]*")
_BEFORE = re.compile(
    r"(?m)^[\s*_]*(?P<label>[^\W\d_][^$\\=`:|.,;\n]{0,40}?)[\s*_]*:[\s*_]*(?=\$?\\?[^\W\d_]\w{0,3}\s*=)"
)
# What the values of fields are called where a student picks them.
_CHOSEN_TEXT = (
    "choice choices choose chosen choosing pick picked option options possible valid suitable proposed selected "
    "selection one our a an numbers number hyperparameters hyperparameter setting settings construction hidden output "
    "input weights weight bias biases wahl gewählt gewählte mögliche möglich passende zahlen werte konstruktion "
    "einstellung auswahl choix possibles valable nombres réglage elección elegido elegidos posible posibles números "
    "better best improved corrected unique only simple simplest unit units neurons besser beste eindeutig eindeutige "
    "einzige einheiten neuronen mieux unique unités mejor única unidades meglio unica melhor beter uniek eenheden "
    "ajuste scelta possibile possibili valori escolha possível valores keuze mogelijk mogelijke getallen"
)
_CHOSEN = frozenset(_CHOSEN_TEXT.split())

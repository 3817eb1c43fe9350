"""Options that are said by their places or together: `the second one`, `all of them`, `[x] A [ ] B`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.language.texts.counted import ORDINALS
from grader.marking.choices.typed_out import typed_out
from grader.problems.question import Question
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import AROUND, Sentence
from grader.submissions.extraction.worded.choices.options import reads
from grader.submissions.extraction.worded.meanings.named_options import has_signs, without_options
from grader.submissions.forms.blocks import Block, Listing, Prose

_NOUN = (
    r"(?:one|option|answer|choice|statement|antwort|aussage|réponse|opción|respuesta|affirmation|risposta|opzione|opção"
    r"|optie)"
)
_PLACED = re.compile(
    rf"(?:(?:the|die|der|das|la|le|el|il|a|o|de)\s+)?(?P<noun>{_NOUN}\s+)?(?P<ordinal>{'|'.join(ORDINALS)})(?:\s+{_NOUN})?"
)
_ALL = re.compile(
    r"(?:all|alle|tous|toutes|todas|todos|tutte|tutti)"
    r"(?:\s+(?:of\s+)?(?:them|these|the\s+(?:above|options|statements|answers)|(?:the\s+)?(?:three|four|five|drei|vier|cuatro|tres|trois|quatre)"
    r"|davon|antworten|optionen|aussagen|las\s+(?:opciones|respuestas)|les\s+réponses|le\s+risposte|as\s+opções))?"
)
_SAYS_PLACE = re.compile(rf"(?<!\w)(?:{'|'.join(ORDINALS)}|all|none|both|alle|keine|beide|last)(?!\w)")
_BULLET = re.compile(r"\s*-\s*(\S.*)", re.DOTALL)
_DASH = re.compile(r"(?m)^[ \t]*(?:[–—]|-{2,3})[ \t]+(\S.*)")
_BOX = re.compile(r"\[\s*(?P<tick>[xX✓✔])?\s*\]\s*[(\[]?(?P<key>\w{1,3})[)\].:]?(?=\s|$)")


def listed_options(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the options that one sentence says by their places, all together, or by ticked boxes."""
    if len(said) != 1 or not question.options or said[0].text.rstrip().endswith("?"):
        return None
    one = said[0]
    keys = _ticked(question, one.text) or _by_place(question, one.low.strip(AROUND))
    if not keys or (len(keys) > 1 and not question.several):
        return None
    return Found("answer", ", ".join(keys), one.source, note=one.reason)


def _by_place(question: Question, low: str) -> list[str]:
    """Return the option of a place, or all of them, unless the options themselves speak of places or of all."""
    if any(_SAYS_PLACE.search(words.casefold()) for words in question.options.values()):
        return []
    keys = list(question.options)
    if question.several:
        return keys if _ALL.fullmatch(low) else []
    match = _PLACED.fullmatch(low)
    place = next((n for n, one in enumerate(ORDINALS) if match and re.fullmatch(one, match["ordinal"])), len(keys))
    return keys[place : place + 1]


def _ticked(question: Question, text: str) -> list[str]:
    """Return the options with a tick where a text is a row of boxes, each before an option, and nothing else."""
    boxes = list(_BOX.finditer(text))
    keys = [box["key"] for box in boxes]
    if len(boxes) < 2 or len(set(keys)) != len(keys) or not set(keys) <= question.options.keys():
        return []
    rest = typed_out(_BOX.sub(" ", text))
    if without_options(question, rest, rest.lower())[0].strip(AROUND):
        return []
    return [box["key"] for box in boxes if box["tick"]]


def may_be_minus(question: Question, blocks: Sequence[Block]) -> bool:
    """Whether the dash of a list with one item, or of a line, may be the sign of another option: `- 1` of 1 and -1."""
    if not has_signs(question):
        return False
    lists = [block for block in blocks if isinstance(block, Listing) and len(block.items) == 1]
    lines = [block for block in blocks if isinstance(block, Prose)]
    texts = [lists[0].text] if len(lists) == 1 else []
    behind = [match[1] for one in texts if (match := _BULLET.match(one)) is not None]
    behind += [match[1] for block in lines for match in _DASH.finditer(block.text)]
    return any(reads(question, f"- {one}") and reads(question, one) for one in behind)

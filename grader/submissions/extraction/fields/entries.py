"""Lists of formulas, an item for each entry."""

from __future__ import annotations

from grader.language.tree import Array, Tup
from grader.problems.question import Question
from grader.submissions.extraction.fields.statements import say, spoken
from grader.submissions.forms.blocks import Block, Formula, Listing, Prose
from grader.submissions.forms.texts import is_single


def takes_list(question: Question) -> bool:
    """Return whether a list of formulas may be an answer to a question."""
    return question.kind.written == "list" or any(isinstance(node, Array | Tup) for node in question.accepted)


def entries_of(question: Question, block: Listing) -> str | None:
    """Return a list of formulas as `[a, b]`, None where an item is more than that."""
    items = []
    for item in block.items:
        if len(item) != 1:
            return None
        text = _entry(question, item[0])
        if text is None or not is_single(text):
            return None
        items.append(text)
    if len(items) == 1 and (question.kind.written != "list" or question.kind.is_set):
        return items[0]
    return f"[{', '.join(items)}]"


def entry_of(question: Question, block: Listing) -> str:
    """Return the formula of the only item of a list, empty where there are more, or none."""
    return (_entry(question, block.items[0][0]) or "") if len(block.items) == 1 and block.items[0] else ""


def _entry(question: Question, block: Block) -> str | None:
    match block:
        case Listing():
            return entries_of(question, block)
        case Prose(text=text) if text.rstrip(" .!)*_").endswith("?"):
            return None  # a guess
        case Prose():
            found = say(question, block)
        case Formula(text=text):
            found = list(spoken(question, text, block.source))
        case _:
            return None
    return found[0].text if len(found) == 1 and found[0].kind == "formula" and "=" not in found[0].text else None

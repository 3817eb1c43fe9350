"""Files of arrays that no answer names: such a file is an answer where exactly one problem takes it."""

from __future__ import annotations

from grader.problems.question import Question
from grader.problems.texts.located import MappingNode
from grader.submissions.discovery.walk import ARRAYS
from grader.submissions.forms.formats import Form
from grader.submissions.forms.reading import Content
from grader.submissions.ledger.ledger import Ledger
from grader.submissions.ledger.matching import find_field
from grader.submissions.model import Document, Loose
from grader.submissions.weights.files import ALONE, Weights, load, write_weights
from grader.submissions.weights.stored import Arrays, renamed
from grader.submissions.weights.texts import ArrayError
from grader.verdict import Source
from grader.wording import file_notices


def take_arrays(ledger: Ledger, document: Document) -> bool:
    """Write a file of arrays that no answer names as the answer that it is; return whether it is one.

    What cannot be taken belongs to nothing, and damages the submission.
    """
    found = load(ledger, document)
    source = Source(document.name, 0)
    if isinstance(found, ArrayError):
        said = str(found)
        ledger.notice(source, "error", said)
        ledger.loose.append(Loose(source, said))
        return True
    takers = _takers(ledger, found.arrays)
    if len(takers) == 1 and ledger.is_open((takers[0].id, None)):
        write_weights(ledger, takers[0], document.name, found, source)
        return True
    several = (
        file_notices.THESE_ARRAYS_MAY.format(listed=" or ".join(one.id for one in takers[:3]))
        if len(takers) > 1
        else ""
    )
    ledger.loose.append(Loose(source, f"{ARRAYS}{several}"))
    return False


def is_arrays(ledger: Ledger, content: Content) -> bool:
    """Whether a JSON document that no answer names has no problem's answers but arrays that some problem takes."""
    if content.form is not Form.JSON or not isinstance(content.mapping, MappingNode):
        return False
    found = load(ledger, content.document)
    return isinstance(found, Weights) and bool(_takers(ledger, found.arrays))


def _takers(ledger: Ledger, arrays: Arrays) -> list[Question]:
    return [question for question in ledger.index.questions.values() if takes(question, arrays)]


def takes(question: Question, arrays: Arrays) -> bool:
    """Whether arrays are an answer to a question: each is one of its fields, and none of these is left out.

    An array without a name is one where a list of entries is asked for, or where the only field has a shape.
    """
    needed = [one for one in question.fields.values() if one.default is None and not one.is_size]
    if question.layers is not None:
        needed = needed[:1]
    if ALONE in arrays:
        is_array = question.kind.written == "list" and question.kind.is_expression
        return len(question.fields) == 1 and (is_array or bool(needed and needed[0].domain.shape))
    try:
        named = [find_field(question, name) for name in renamed(question, arrays)]
    except ArrayError:
        return True  # its layers are those of a network, if in no certain order: for no other problem
    fits = None not in named and len(set(named)) == len(named)
    return fits and all(one.name in named for one in needed)

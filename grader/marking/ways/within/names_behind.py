r"""Names that stand behind the value, `8 = x`, or before several members of a set, `S = {6/2} = {3}`.

Equality has no direction: what is said of the answer's own name on either side is the answer.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.marking.answer import FieldAnswer
from grader.marking.asked.asked_names import is_called_as_asked
from grader.marking.asked.names.left_names import name_of
from grader.marking.texts.left_hand import prompt_names
from grader.marking.texts.left_hand.known_lefts import is_own_name
from grader.problems.question import Question
from grader.records import replace

_CALL = re.compile(r"[^\W\d_]+(?:_(?:\w|\{[^{}]*\}))?'*(?:\s*\([^()]*\))?")  # a letter or a word, perhaps applied
_SET = re.compile(r"[\s$]*(?:\\left\s*)?(?:[\[\](]|\\?\{).*(?:[\[\])]|\\?\})[\s$.]*", re.DOTALL)


def with_name_before(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return an answer whose last member is the answer's own name with this as its first one."""
    if answer.error is not None or answer.candidates is not None or "=" not in answer.text:
        return answer
    found = chain(answer.text)
    if len(found.members) < 2 or found.is_approximate or not all(found.members):
        return answer
    *values, last = found.members
    if question.kind.is_set:
        is_named = len(values) > 1 and _is_free_name(question, values[0])
        if not is_named or not all(map(_SET.fullmatch, found.members[1:])):
            return answer
        return replace(answer, text=" = ".join(found.members[1:]), written=answer.written or answer.text)
    if question.kind.expects not in {"expression", "shape", "growth"} or not _is_behind(question, name, last):
        return answer
    if any(name_of(one) is not None and not re.fullmatch(r"[\s$]*\d+[\s$]*", one) for one in values):
        return answer  # `y = x`, of which either may be the name
    text = f"{last.strip(' $.')} = {' = '.join(values)}"
    text += "$" * (text.count("$") % 2)
    return replace(answer, text=text, written=answer.written or answer.text)


def _is_free_name(question: Question, left: str) -> bool:
    found = name_of(left)
    return found is not None and found.kind == "bare" and found.of not in question.names.symbols


def _is_behind(question: Question, name: str, last: str) -> bool:
    """Whether the last member is the field's own name, or what the prompt asks for by name."""
    found = name_of(last.strip(" $."))
    is_call = found is not None and _CALL.fullmatch(prompt_names.plain(last.strip(" $."))) is not None
    if found is None or not is_call or found.of in question.names.symbols:
        return False
    if is_own_name(question, question.fields[name], last.strip(" $.")):
        return True
    if question.fields[name].symbol:
        return False
    is_plain = prompt_names.plain(last.strip(" $.")) in prompt_names.plainly_asked(question)
    return is_plain or is_called_as_asked(question, f"{last.strip(' $.')} = 0")

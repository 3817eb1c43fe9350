r"""Lists of numbers whose entries stand in equations: `x = 4, so y = 3`, `x = 5 and v = 2t with t = 2`.

The equations must be true of the numbers that they give (`chains.equations_said`), and the prompt must tell at which
place each of the entries stands, by the list of their names or by its nouns; `x` stands before `y`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.marking.texts.chains import equations_said
from grader.marking.texts.vectors import called_places
from grader.problems.question import Question

_LIST = re.compile(r"(?P<of>[^\W\d_]'*)?\((?P<names>[^()=\d]{3,60})\)")
_CALL = re.compile(r"(?P<of>[^()]+)\((?P<at>[^()]+)\)")
_PARTIAL = re.compile(r"(?P<of>[^\W\d_])_(?P<by>[^\W\d_])(?P<at>\([^()]*\))?")
_GRADIENT = re.compile(r"(?i)gradient|\\nabla|∇")


def as_list(question: Question, text: str, size: int) -> str:
    """Return the list of so many numbers that a text of equations says; any other text itself."""
    prompt = f"{question.lead}\n{question.prompt}".replace("$", " ").replace("’", "'")
    found = equations_said.said(text)
    if found is None or question.unit is not None:
        return text
    for names in _entries(question, prompt, found, size):
        if equations_said.stands_for(text, names, prompt) is not None:
            return f"[{', '.join(found.values[one] for one in names)}]"
    return text


def _entries(question: Question, prompt: str, found: equations_said.Said, size: int) -> Iterator[Sequence[str]]:
    """Yield the names of the entries in their order, where the prompt or their letters tell it."""
    names, is_listed = [*found.values], False
    for one in _LIST.finditer(prompt):
        order = [equations_said.name_of(name.strip()) for name in one["names"].split(",")]
        if one["of"] is not None:
            order = [name for by in order for name in names if _is_by(prompt, name, one["of"], by)]
        else:
            order = [name if name in names else _called(names, name, prompt) for name in order]
        is_listed = is_listed or (one["of"] is None and _is_list_of_letters(one["names"], size))
        if len({*order}) == size == len(order) and "" not in order:
            yield order
    if is_listed:
        return
    if names[:size] == ["x", "y", "z"][:size] and all("(" in one for one in names[size:]):
        yield names[:size]
    elif size == 2 and names[0] == "x" and len(names) == 2 and _is_value(found, names[1]):
        yield names
    elif len(names) == size and (places := called_places.places_of(question, names)) is not None:
        yield sorted(names, key=lambda one: places[names.index(one)])


def _is_list_of_letters(listed: str, size: int) -> bool:
    names = [equations_said.name_of(one.strip()) for one in listed.split(",")]
    return len(names) == size and all(names)


def _is_by(prompt: str, name: str, of: str, by: str) -> bool:
    """Whether a name is a part of the gradient that a prompt asks for: `f_x`, `f_x(1, 3)`."""
    match = _PARTIAL.fullmatch(name)
    if match is None or (match["of"], match["by"]) != (of, by) or _GRADIENT.search(prompt) is None:
        return False
    return match["at"] is None or match["at"] in re.sub(r"\s|\\left|\\right", "", prompt)


def _called(names: Sequence[str], letter: str, prompt: str) -> str:
    """Return the value of a letter at the only place that the prompt says: `x(2)` where it says `t = 2`; else none."""
    said = {*re.findall(r"(?<![\w\\])[a-z]\s*=\s*([-−]?\d+)(?![\w./^])", prompt)}
    return next((one for one in names if letter and {one} == {f"{letter}({at})" for at in said}), "")


def _is_value(found: equations_said.Said, name: str) -> bool:
    """Whether a name is the value of a function at x: `f(2)` of `x = 2, f(2) = 4`."""
    match = _CALL.fullmatch(name)
    return match is not None and len(match["of"]) == 1 and match["at"] == str(found.numbers["x"])

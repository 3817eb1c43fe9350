"""The scalars of a problem file: each is the text typed, and becomes a number or a yes only where one is expected."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from grader.problems.texts.located import Damaged, Located, MappingNode, SequenceNode, Text, text_of


class Listed(list[Any]):
    """A list with the text that was typed between its brackets, if it had any and is to be read as one."""

    text: str | None = None


class Mapped(dict[str, Any]):
    """A mapping with the text that was typed between its brackets; `is_set` where it has members and no values."""

    text: str | None = None
    is_set: bool = False


class Unreadable:
    """Stands where the file is damaged; every complaint about it is dropped, for the damage is reported itself."""


def plain(node: Located) -> object:
    """Return a located node as the texts, lists and mappings that the models are built from."""
    match node:
        case Text(value=value):
            return value
        case Damaged():
            return Unreadable()
        case SequenceNode(items=items):
            listed = Listed(plain(item) for item in items)
            listed.text = _typed(node)
            return listed
        case MappingNode(entries=entries):
            mapped = Mapped()
            for entry in entries:
                mapped.setdefault(entry.key.value, plain(entry.value))
            mapped.text = _typed(node)
            mapped.is_set = all(isinstance(entry.value, Text) and entry.value.is_empty for entry in entries)
            return mapped


def _typed(node: Located) -> str | None:
    text = text_of(node)
    return text.value if isinstance(text, Text) else None


def fault(message: str) -> PydanticCustomError:
    """Return an error whose words are ours; braces are kept as they are."""
    return PydanticCustomError("said", "{message}", {"message": message})


def text_typed(value: object) -> str:
    """Return a text, or what was typed between the brackets of a list or mapping."""
    match value:
        case str():
            return value
        case Listed(text=str() as text) | Mapped(text=str() as text):
            return text
        case _:
            raise fault("expected a text, not a mapping")


def _mathematics(value: object) -> str:
    text = text_typed(value)
    if not text.strip():
        raise fault("nothing stands here; expected mathematics, such as `2 x`")
    return text


NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?|[+-]?\d{1,30}/\d{1,30}", re.ASCII)


def _number(value: object) -> Fraction:
    text = text_typed(value).strip()
    if not NUMBER.fullmatch(text):
        raise fault(f"expected a number, such as 2, 0.5 or 1/3, not {shown(text)}")
    try:
        return Fraction(text)
    except ZeroDivisionError:
        raise fault(f"{shown(text)} divides by 0") from None


MAX_POINTS = 1_000_000  # of a problem or a part of it; a larger number is a slip, and tables cannot hold it


def _points(value: object) -> Fraction:
    number = _number(value)
    if number < 0:
        raise fault(f"points are not negative: {shown(text_typed(value))}")
    if number > MAX_POINTS:
        raise fault(f"expected at most {MAX_POINTS:,} points (limit max_points), not {shown(text_typed(value))}")
    return number


def share(value: object) -> Fraction:
    """Return a share: `1%` or `0.01`."""
    text = text_typed(value).strip()
    return _number(text[:-1]) / 100 if text.endswith("%") else _number(text)


def _positive(number: Fraction) -> Fraction:
    if number <= 0:
        raise fault("expected a number above 0")
    return number


def _whole(value: object) -> int:
    text = text_typed(value).strip()
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII):
        raise fault(f"expected a whole number, such as 3, not {shown(text)}")
    return int(text)


YES_WORDS = {"yes": True, "true": True, "no": False, "false": False}


def _yes_or_no(value: object) -> bool:
    text = text_typed(value).strip().lower()
    if text not in YES_WORDS:
        raise fault(f"expected yes or no, not {shown(text)}")
    return YES_WORDS[text]


def _several(value: object) -> object:
    """Return a list as it is, and one text as a list of one."""
    return [value] if isinstance(value, str) and value else value


MAX_REPEATED = 60  # characters of a wrong text that a message repeats


def shown(text: str) -> str:
    """Return a text between backticks, shortened; `nothing` where there is none."""
    text = " ".join(text.split())
    if not text:
        return "nothing"
    return f"`{text if len(text) <= MAX_REPEATED else text[: MAX_REPEATED - 1] + '…'}`"


# In an editor a text may look like a number, a list or a mapping; `grader` takes all of them as typed.
AS_TYPED: dict[str, Any] = {"type": ["string", "number", "boolean", "array", "object"]}
SCALAR: dict[str, Any] = {"type": ["string", "number"]}
YES_OR_NO: dict[str, Any] = {"enum": ["yes", "no", "true", "false", True, False]}

Prose = Annotated[str, BeforeValidator(text_typed), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Mathematics = Annotated[str, BeforeValidator(_mathematics), WithJsonSchema(AS_TYPED)]
AnyText = Annotated[str, BeforeValidator(text_typed), WithJsonSchema(AS_TYPED)]
Points = Annotated[Fraction, BeforeValidator(_points), WithJsonSchema(SCALAR)]
Amount = Annotated[Fraction, BeforeValidator(lambda value: _positive(_number(value))), WithJsonSchema(SCALAR)]
Share = Annotated[Fraction, BeforeValidator(lambda value: _positive(share(value))), WithJsonSchema(SCALAR)]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema(SCALAR)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema(YES_OR_NO)]
Prosaic = Annotated[
    tuple[Prose, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Reveal = Literal["verdict", "counterexample", "answer"]
Plot = Literal["own", "target"]

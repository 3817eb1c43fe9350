"""A dash between a label and a value, `1: - 3` or `Problem 1 – 3`, parts them, or is a minus: a list of one item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.records import replace
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import LABEL_DASH, Block, Listing, Prose
from grader.submissions.forms.content import raw
from grader.submissions.forms.words import mathematical

MIN_PARTED = 3  # labels of a document from which dashes part all of them from their values
_WORD = re.compile(r"\s*(?:[^\W\d_]{2,}(?![\w(^])|[(\[]?[A-Z][)\]]?\s*\Z)")
_DASHED = re.compile(r".*[.:)\]*_]\s*(?:-|–|—)", re.DOTALL)
_UNSIGNED = re.compile(r".*\w\s+(?:-{1,3}|–|—)", re.DOTALL)


def with_dashes_beside(block: Listing) -> Listing:
    """Return a list with the items `4. - 2x` as lines: the dash stands beside the number, and lines may follow."""
    beside = [_is_beside(block, item, mark) for item, mark in zip(block.items, block.marks, strict=True)]
    if not any(beside):
        return block
    items = (
        (Prose(raw(list(item)), item[0].source),) if is_dashed else item
        for item, is_dashed in zip(block.items, beside, strict=True)
    )
    return replace(block, items=tuple(items))


def _is_beside(block: Listing, item: tuple[Block, ...], mark: str) -> bool:
    """Whether an item with a number is nothing but a list of one item, which begins on the line of the number."""
    inner = item[0] if len(item) == 1 else None
    if (
        not isinstance(inner, Listing)
        or inner.marks != ("",)
        or len(inner.items[0]) != 1
        or not mark.strip(" .)").isdigit()
    ):
        return False
    first = inner.text.partition("\n")[0]
    is_line = isinstance(inner.items[0][0], Prose) or "\n" not in inner.text
    return (
        is_line
        and first.startswith("-")
        and re.search(rf"(?m)^\s*{re.escape(mark)}[ \t]+{re.escape(first)}", block.text) is not None
    )


def keep_dashes(found: Sequence[Section]) -> None:
    """Keep the dash before a value that stands alone, unless each of several labels has one, and words stand there.

    Where nothing else ends a label, `Problem 1 – 3`, the dash does; of several such labels nobody asks whether.
    """
    values = [one for one in found if one.heading is not None and one.naming is not None and _value(one) is not None]
    dashed = [one for one in values if _is_dashed(one)]
    is_all = len(dashed) >= MIN_PARTED and len(dashed) == len(values) and not any(map(_is_after_colon, dashed))
    if is_all and any((value := _value(one)) is not None and _WORD.match(value.text) for one in dashed):
        return
    unsigned = [one for one in values if _is_unsigned(one)]
    for mark, some in (("", dashed), (LABEL_DASH, unsigned if len(unsigned) < MIN_PARTED else [])):
        for one, value in ((one, _value(one)) for one in some):
            if value is not None:
                item = Prose(value.text.strip(), value.source)
                one.blocks = [Listing(((item,),), (mark,), f"- {item.text}", value.source)]


def _value(section: Section) -> Prose | None:
    """Return the one line that stands in a section, None where more does, or nothing."""
    block = section.blocks[0] if len(section.blocks) == 1 else None
    return block if isinstance(block, Prose) and "\n" not in block.text.strip() else None


def _is_dashed(section: Section) -> bool:
    return _DASHED.fullmatch(_before(section)) is not None


def _is_unsigned(section: Section) -> bool:
    """Whether only a dash stands between a label and mathematics, `Problem 1 – 3`; words are none: `4 - it is $x$`."""
    value = _value(section)
    if value is None or _UNSIGNED.fullmatch(_before(section)) is None:
        return False
    word = _WORD.match(value.text)
    return word is None or word[0].strip() in mathematical()


def _is_after_colon(section: Section) -> bool:
    return ":" in _before(section)[-AFTER:]


def _before(section: Section) -> str:
    """Return the line of a label up to the value that ends it."""
    value, title = _value(section), section.heading.title.rstrip() if section.heading is not None else ""
    text = value.text.strip() if value is not None else ""
    return title[: len(title) - len(text)].rstrip() if text and title.endswith(text) else ""


AFTER = 4  # signs before a value among which a colon ends the label

r"""The items of a list of LaTeX, and the text of `\item [B]`, which TeX takes for a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.records import dataclass, replace
from grader.submissions.forms.latex.comments import NOTHING
from grader.submissions.forms.latex.counters import ITEM


@dataclass(frozen=True, slots=True)
class Item:
    """An item from its command on, its text from `inside` to `stop`; `is_unsure`: its mark may be its text."""

    start: int
    inside: int
    stop: int
    mark: str = ""
    is_unsure: bool = False


def items_of(text: str, start: int, stop: int) -> list[Item]:
    r"""Return the items of a list, those of inner lists aside."""
    found: list[Item] = []
    depth = 0
    for sign in ITEM.finditer(text, start, stop):
        if sign[1]:
            depth += 1 if sign[1] == "begin" else -1
        elif depth == 0:
            found[-1:] = [replace(one, stop=sign.start()) for one in found[-1:]]
            found.append(Item(sign.start(), sign.end(), stop, sign[2] or ""))
    return _with_texts(text, found)


def _with_texts(text: str, items: list[Item]) -> list[Item]:
    r"""Return items of which those that hold nothing but a mark have it as their text, where it is no label.

    Labels stand before texts, in this item or another one, or end in a sign, `(a)`. Of marks that count, `\item[a]`
    and `\item[b]`, nobody can tell: they may be those of empty answers. So may one of another place, `[b]` before `5`.
    """
    marked = [one for one in items if one.mark.strip()]
    if any(text[one.inside : one.stop].strip(f" \t\r\n{NOTHING}") for one in marked):
        return items
    is_unsure = _count([one.mark.strip().casefold() for one in marked])
    is_mixed = len(marked) < len(items) and any(_is_letter_of_another(one.mark, n) for n, one in enumerate(items))
    if is_mixed:
        return [replace(one, mark="", is_unsure=True) for one in items]
    return [_with_text(one, is_unsure=is_unsure) if one in marked else one for one in items]


def _is_letter_of_another(mark: str, place: int) -> bool:
    """Whether a mark is the letter of another place of its list than its own, as one before an empty answer."""
    return any(mark.strip() in one and one.index(mark.strip()) != place for one in _LETTERS)


def _with_text(item: Item, *, is_unsure: bool) -> Item:
    """Return an item with its mark as its text, in brackets where it may be a list: `[x, y]`."""
    if _LABEL.fullmatch(item.mark):
        return item
    if is_unsure:
        return replace(item, is_unsure=True)
    if _LISTED.search(item.mark):
        return replace(item, inside=item.inside - len(item.mark) - 2, mark="")
    return replace(item, inside=item.inside - len(item.mark) - 1, stop=item.inside - 1, mark="")


def _count(marks: Sequence[str]) -> bool:
    """Whether several marks are numbers or letters that follow each other."""
    if len(marks) < 2:
        return False
    return any(marks[0] in one and marks == one[one.index(marks[0]) :][: len(marks)] for one in _COUNTS)


_LETTERS = (list("abcdefghijklmnopqrstuvwxyz"), ["i", "ii", "iii", "iv", "v", "vi"])
_COUNTS = ([str(number) for number in range(1, 100)], *_LETTERS)
_LABEL = re.compile(
    r"\s*(?:\S.*[:.)]|\(.*|[•*+–—-]|\$\\?(?:bullet|circ|ast|cdot|square|Box|rightarrow)\$)\s*", re.DOTALL
)
_LISTED = re.compile("[,;]")

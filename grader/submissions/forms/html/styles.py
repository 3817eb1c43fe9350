"""What the declarations of a style do to a text: whether a reader still sees it, and with which ink on which paper.

The properties that can hide a text are listed with what they may say without doing so; all that they say otherwise
hides it. So more is taken to be hidden than is, which leaves it to a person. Other properties hide nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from grader.records import dataclass
from grader.submissions.forms.html.colours import Colour, colours_in, is_kept

Variables = Mapping[str, Sequence[str]]

MAX_VALUES = 20  # that a value may have through the variables in it; where there are more, it hides
SMALL = 4.0  # pixels: letters that are lower are not read
NARROW = 8.0  # pixels: what is cut off at this height or width shows no letter
FAR_BACK, FAR_ON = 200.0, 3_000.0  # pixels to the left or upwards, and to the right or down: off the page
FAINT = 0.3  # of opacity, and of scale
TURNED = 60.0  # degrees

_DECLARATION = re.compile(r"(?<![\w-])([\w-]++)\s*+:\s*+([^;{}]*+)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)?))?\)")
_NUMBER = re.compile(r"(?<![\w#.])([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%|[a-z]*)")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 1.33, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.94, "%": 10.0}
_PIXELS |= {"em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0}
_SHARE_OF_WINDOW = re.compile(r"(?<=\d)[dsl]?v(?:w|h|min|max|i|b)\b")
_OF_WINDOW = 40.0  # pixels: a hundredth of a window, `vw` and its kin; other units are taken for lines


@dataclass(frozen=True, slots=True)
class Style:
    """What declarations do: `hides`; `flat` and `cuts`, which hide together; inks, None for none at all, and papers.

    `is_important`: the colours hold whatever else is said.
    """

    hides: bool = False
    flat: bool = False
    cuts: bool = False
    turns: bool = False
    strikes: bool = False
    inks: tuple[Colour | None, ...] = ()
    papers: tuple[Colour, ...] = ()
    is_important: bool = False


PLAIN = Style()


def read_style(declarations: str, variables: Variables, *, moves: bool = False) -> Style:
    """Return what declarations do; `moves`: what the page moves by itself may become hidden."""
    hides = flat = cuts = turns = strikes = False
    is_important = "important" in declarations and "color" in declarations
    inks: tuple[Colour | None, ...] = ()
    papers: tuple[Colour, ...] = ()
    for name, value in _values(declarations, variables):
        hides = hides or (name in _HIDING and _HIDING[name](value)) or (moves and name.startswith("animation"))
        flat = flat or (name in _SIZES and _is_narrow(value)) or (name == "line-height" and _is_faint(value))
        cuts = cuts or _cuts(name, value)
        turns = turns or (name == "unicode-bidi" and "override" in value)
        strikes = strikes or (name.startswith("text-decoration") and "line-through" in value)
        if name in {"color", "-webkit-text-fill-color"} and not is_kept(value):
            inks = (*inks, *colours_in(value), *([None] if "mix(" in value else []))
        elif name in {"background", "background-color"} and not is_kept(value):
            papers = (*papers, *(one for one in colours_in(value) if one))
    return Style(hides, flat, cuts, turns, strikes, inks, papers, is_important and bool(inks or papers))


def variables_of(sheets: Iterable[str]) -> dict[str, list[str]]:
    """Return all that style sheets say of each variable."""
    found: dict[str, list[str]] = {}
    for sheet in sheets:
        for match in _DECLARATION.finditer(sheet):
            if not match[1].startswith("--"):
                continue
            said, value = found.setdefault(match[1], []), match[2].casefold().strip()
            if len(said) <= MAX_VALUES and value not in said:
                said.append(value)
    return found


def _values(declarations: str, variables: Variables) -> Iterator[tuple[str, str]]:
    """Yield properties with each value that they may have."""
    for match in _DECLARATION.finditer(declarations):
        name = match[1].casefold()
        if name.startswith("--"):
            continue
        value = match[2].casefold().replace("!important", "").strip()
        yield from ((name, one) for one in _resolved(value, variables)) if "var(" in value else [(name, value)]


def _resolved(value: str, variables: Variables) -> Iterator[str]:
    """Yield what a value may be once its variables are known; as it stands where there is too much of it."""
    waiting, count = [value], 0
    while waiting and count < MAX_VALUES:
        one, count = waiting.pop(), count + 1
        match = _VARIABLE.search(one)
        if match is None:
            yield one
            continue
        said = [*variables.get(match[1], ()), *([match[2]] if match[2] else [])]
        waiting += [f"{one[: match.start()]}{new}{one[match.end() :]}"[:1_000] for new in said]
    if waiting:
        yield "transparent var(0 -9999px"  # all that may hide does


def _numbers(value: str) -> list[tuple[float, str]]:
    return [(float(number), unit) for number, unit in _NUMBER.findall(value)]


def _pixels(number: float, unit: str) -> float:
    of_window = unit.endswith(("vw", "vh", "vmin", "vmax", "vi", "vb"))
    return number * (_OF_WINDOW if of_window else _PIXELS.get(unit, 16.0))


def _lengths(value: str) -> list[float]:
    """Return the lengths in a value in pixels, about; of a product, the product, and of a difference also nothing."""
    found = [_pixels(*one) for one in _numbers(value)]
    if "calc" in value and "*" in value and found:
        found = [math.prod(found)]
    return [*found, 0.0] if " - " in value else found


def _is_small(value: str) -> bool:
    value = _SHARE_OF_WINDOW.sub("em", value) if "v" in value else value  # of a small window
    lengths = [length * (0.16 if "%" in value else 1) for length in _lengths(value.replace("%", "px"))]
    return any(abs(length) < SMALL for length in lengths)


def _is_small_font(value: str) -> bool:
    """Whether `font` sets a size that is small: the first length, before the height of lines."""
    size = next((one for one in _numbers(value) if one[1] or not one[0]), None)
    return size is not None and _is_small(f"{size[0]}{size[1]}")


def _is_narrow(value: str) -> bool:
    return any(abs(length) < NARROW for length in _lengths(value))


def _is_faint(value: str) -> bool:
    return any(number / (100 if unit == "%" else 1) < FAINT for number, unit in _numbers(value))


def _is_shrunk(value: str) -> bool:
    return value != "none" and _is_faint(value)


def _is_far(value: str) -> bool:
    return any(length <= -FAR_BACK or length >= FAR_ON for length in _lengths(value)) or (
        " - " in value and any(abs(length) >= FAR_ON for length in _lengths(value))
    )


def _is_far_indent(value: str) -> bool:
    return any(abs(length) >= FAR_BACK for length in _lengths(value))


def _is_turned(value: str) -> bool:
    by_axis = re.search(r"[xy]|\d\s+\d", value) is not None
    degrees = {"turn": 360.0, "rad": 57.3, "grad": 0.9}
    return by_axis or any(abs(number * degrees.get(unit, 1.0)) >= TURNED for number, unit in _numbers(value))


_FUNCTION = re.compile(r"(?<![a-z0-9])([a-z0-9]++)\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


def _is_transformed(value: str) -> bool:
    for name, inner in _FUNCTION.findall(value):
        if name.startswith("translate"):
            hidden = _is_far(inner.replace("%", "px"))
        elif name.startswith("scale"):
            hidden = _is_faint(inner)
        else:
            hidden = name not in {"rotate", "rotatez"} or _is_turned(inner)
        if hidden:
            return True
    return False


def _is_tight(value: str) -> bool:
    return any(length < -SMALL for length in _lengths(value))


def _cuts(name: str, value: str) -> bool:
    of_overflow = name.startswith("overflow") and re.search(r"hidden|clip|auto|scroll", value) is not None
    return of_overflow or (name == "contain" and re.search(r"strict|content|paint", value) is not None)


def _other_than(*harmless: str) -> Callable[[str], bool]:
    return lambda value: value not in {"", "inherit", "initial", "unset", "revert", *harmless}


def _with(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.search(pattern, value) is not None


_SIZES = frozenset({"height", "width", "max-height", "max-width", "block-size", "inline-size"})
_SIZES |= {"max-block-size", "max-inline-size"}
_SIDES = ("left", "top", "right", "bottom")
_HIDING: Mapping[str, Callable[[str], bool]] = {
    "display": _with("none|var"),
    "visibility": _with("hidden|collapse|var"),
    "content-visibility": _with("hidden|var"),
    "opacity": _is_faint,
    "font-size": _is_small,
    "font": _is_small_font,
    "zoom": _is_shrunk,
    "scale": _is_shrunk,
    "transform": _is_transformed,
    "translate": _is_far,
    "rotate": _is_turned,
    "clip": _other_than("auto"),
    "clip-path": _other_than("none", "inset(0)"),
    "filter": _with("opacity|blur|brightness|contrast|invert|url|var"),
    "mix-blend-mode": _other_than("normal"),
    "z-index": _with("^-"),
    "text-indent": _is_far_indent,
    "letter-spacing": _is_tight,
    "word-spacing": _is_far,
    "text-security": _other_than("none"),
    "-webkit-text-security": _other_than("none"),
    **dict.fromkeys(("mask", "mask-image", "-webkit-mask", "-webkit-mask-image"), _other_than("none")),
    **dict.fromkeys((*_SIDES, "inset", "margin", "padding"), _is_far),
    **{f"{what}-{side}": _is_far for what in ("margin", "padding") for side in (*_SIDES, "inline", "block")},
    **{f"{what}-{side}-start": _is_far for what in ("margin", "inset") for side in ("inline", "block")},
}

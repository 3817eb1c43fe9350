"""Colours as style sheets write them, as far as it takes to tell whether ink can be seen on its paper."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
CLOSE = 40  # of 255: ink that differs by less from its paper in each of red, green and blue is not seen
FAINT = 0.3  # ink that covers less of its paper is not seen

# The colours that style sheets know by name (CSS Color Module Level 4), and three of the system.
_WORDS = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black
000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 buttonface f0f0f0 cadetblue
5f9ea0 canvas ffffff chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson
dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey
a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000
darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise
00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff field
ffffff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold
ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4
indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00
lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3
lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa
lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32
linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple
9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred
c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace
fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen
98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum
dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown
8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb
slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal
008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5
yellow ffff00 yellowgreen 9acd32
"""
_NAMED = dict(zip(_WORDS.split()[::2], _WORDS.split()[1::2], strict=True))
_KEPT = re.compile(r"(?:inherit|initial|unset|revert|revert-layer|currentcolor|auto|none|canvastext|fieldtext)\b")
_COLOUR = re.compile(
    r"#([0-9a-f]{3,8})\b|(?<![\w-])(?:(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(([^()]*)\)|(transparent)\b|([a-z]++)(?![\w(-]))"
)
_NUMBER = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%?)")


def colours_in(written: str) -> Iterator[Colour | None]:
    """Yield the colours in a value; None for what is no colour that is seen: transparent, or hardly there.

    What is no name of a colour is left out.
    """
    for match in _COLOUR.finditer(written):
        digits, function, inner, transparent, name = match.groups()
        if transparent:
            yield None
        elif digits:
            yield _of_digits(digits)
        elif function:
            yield _of_function(function, inner)
        elif name in _NAMED:
            yield _of_digits(_NAMED[name])


def is_kept(written: str) -> bool:
    """Whether a value leaves a colour as it is: `inherit`, `none`."""
    return not written or _KEPT.match(written) is not None


def are_close(ink: Colour, paper: Colour) -> bool:
    """Whether ink can hardly be seen on a paper."""
    return all(abs(one - other) < CLOSE for one, other in zip(ink, paper, strict=True))


def _of_digits(digits: str) -> Colour | None:
    if len(digits) in {3, 4}:
        digits = "".join(2 * digit for digit in digits)
    if len(digits) == 8 and int(digits[6:], 16) < FAINT * 255:
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6].ljust(2, "0"), 16)


def _of_function(function: str, inner: str) -> Colour | None:
    """Return the colour that a function makes; of those by lightness, the grey that is as light."""
    plain = re.sub(r"(?<=\d)(?:deg|turn|grad|rad)|\bnone\b", lambda match: "0" if match[0] == "none" else "", inner)
    found = [(float(number), bool(percent)) for number, percent in _NUMBER.findall(plain)]
    if len(found) < 3:
        return None
    if len(found) > 3 and found[3][0] / (100 if found[3][1] else 1) < FAINT:
        return None
    (first, is_share), (second, _), (third, _) = found[:3]
    if function.startswith("rgb"):
        return _whole(*(number * 2.55 if percent else number for number, percent in found[:3]))
    if function.startswith("hsl"):
        return _whole(*(255 * one for one in colorsys.hls_to_rgb(first / 360, third / 100, second / 100)))
    if function == "hwb":
        return _whole(*(255 * (one * (1 - (second + third) / 100) + second / 100) for one in _hue(first)))
    if function == "color":
        return _whole(*(number * (2.55 if percent else 255) for number, percent in found[:3]))
    return _whole(*[first * (255 if function.startswith("ok") and not is_share else 2.55)] * 3)


def _hue(degrees: float) -> tuple[float, float, float]:
    return colorsys.hls_to_rgb(degrees / 360, 0.5, 1)


def _whole(red: float, green: float, blue: float) -> Colour:
    return _byte(red), _byte(green), _byte(blue)


def _byte(number: float) -> int:
    return int(max(0.0, min(255.0, number)))

r"""Running LaTeX without what only sets it: `\textbf{Answer:}` is `Answer:`. One pass, whatever is not closed."""

from __future__ import annotations

import re
import unicodedata

from grader.records import dataclass, field
from grader.submissions.kept import of_short

_SIGN = re.compile(
    r"(?P<math>\$|\\\(|\\\[)|(?P<box>\\boxed\s*\{)"
    r"|(?P<dress>\\(?:textbf|textit|textrm|textsf|texttt|textsc|emph|underline|text|mbox|textnormal|fbox|framebox)\s*\{"
    r"|\{\s*\\(?:bf|it|em|bfseries|itshape|sc|tt)(?![A-Za-z])\s*)"
    r"|(?P<nothing>\\(?:label|vspace|hspace|ref|eqref|cite)\*?\s*\{(?!\s*-\s*\d\d)[^{}]*\}"
    r"|\\(?:noindent|centering|hfill|maketitle|tableofcontents|quad|qquad|bfseries|itshape|bf|it|large|Large|small)"
    r"(?![A-Za-z])|~|\\[ ,;!])"
    r"|\\(?P<accent>[\"'`^~]|c(?=\s*\{))\s*(?:\{\s*(?P<held>\\i|[A-Za-z])\s*\}|(?P<letter>\\i(?![A-Za-z])|[A-Za-z]))"
    r"|(?P<ligature>\{\\(?:ss|oe|ae)\}|\\(?:ss|oe|ae)(?![A-Za-z])(?:\{\}|[ \t]?))"
    r"|\\(?P<sign>[_&#%])|(?P<open>\{)|(?P<close>\})|\\.",
    re.DOTALL,
)
# The marks above and below letters as TeX types them, as signs of Unicode that follow their letter.
_MARKS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327"}
_LIGATURES = {"ss": "ß", "oe": "œ", "ae": "æ"}
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_CLOSING = {"$": "$", "\\(": "\\)", "\\[": "\\]"}


@of_short
def cleaned(text: str) -> str:
    r"""Return running text without what only sets it. Formulas stay as they are, and so does what nothing closes."""
    return _Pass(text).run()


@dataclass
class _Pass:
    """What was kept of a text so far; `open` are the places in `kept` of braces not yet closed, and their kinds."""

    text: str
    kept: list[str] = field(default_factory=list)
    open: list[tuple[int, bool]] = field(default_factory=list)
    hopeless: set[str] = field(default_factory=set)

    def run(self) -> str:
        place = 0
        while match := _SIGN.search(self.text, place):
            self.kept.append(self.text[place : match.start()])
            if match["box"]:
                place = self.box(match)
                continue
            place = self.formula(match) if match["math"] else self.sign(match)
        return "".join([*self.kept, self.text[place:]])

    def formula(self, match: re.Match[str]) -> int:
        """Keep a formula; of one that nothing closes only the sign that opens it."""
        closing = _CLOSING[match[0]]
        end = -1 if closing in self.hopeless else self.text.find(closing, match.end())
        if end < 0:
            self.hopeless.add(closing)
        stop = match.end() if end < 0 else end + len(closing)
        self.kept.append(self.text[match.start() : stop])
        return stop

    def box(self, match: re.Match[str]) -> int:
        """Keep a box outside of formulas as the formula that it is; one that nothing closes as it stands."""
        depth = 0 if "}" in self.hopeless else 1
        for brace in _BRACE.finditer(self.text, match.end()) if depth else ():
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth:
                self.kept.append(f"${self.text[match.start() : brace.end()]}$")
                return brace.end()
        self.hopeless.add("}")
        self.kept.append(match[0])
        return match.end()

    def sign(self, match: re.Match[str]) -> int:
        """Keep, or leave out, one sign or command."""
        if match["accent"]:
            letter = (match["held"] or match["letter"]).replace("\\", "")
            self.kept.append(unicodedata.normalize("NFC", letter + _MARKS[match["accent"]]))
            return match.end()
        match match.lastgroup:
            case "ligature":
                self.kept.append(_LIGATURES[match[0].strip("{}\\ \t")])
            case "dress" | "open":
                self.open.append((len(self.kept), match.lastgroup == "dress"))
                self.kept.append(match[0])
            case "close" if self.open:
                start, is_dress = self.open.pop()
                if is_dress:
                    self.kept[start] = ""
                self.kept.append("" if is_dress else "}")
            case "nothing":
                self.kept.append(" ")
            case "sign":
                self.kept.append(match["sign"])
            case _:
                self.kept.append(match[0])
        return match.end()

"""One thing that a text says about a question's fields."""

from __future__ import annotations

from grader.claims.line_marks import without_line_marks
from grader.records import dataclass, replace
from grader.verdict import Source


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a text says. `kind`:

    `field`: the field `name` is `text` · `unknown`: a `name` that no field has is `text` · `answer`: the answer is
    `text`, which follows in the next block where it is empty · `formula`: a formula that may be the answer ·
    `doubtful`: it may be, and `name` says why nobody can tell · `open`: mathematics that is not closed · `several`:
    values for several names at once · `unread`: what is never looked into, called `name` · `file`: the arrays in the
    file `text` are the answer · `doubt`: the field `name` may be `text`, and `why` says why nobody can tell · `back`:
    something is taken back · `context`: anything else, its words in `name`.

    `note`: what was left aside. `why`: why what is called the answer cannot be taken for it. `rank`, of a formula:
    `display` where it stands alone, `concluded` as a conclusion, `inline`, or `other`, said of something else,
    or `replacing`, under a label that nobody knows, which may replace what stands above it.
    `other`: what the text may be as well, where it has two honest readings; `is_first`: its own reading is so likely
    that it gives credit, and the other one only keeps it from being refuted. `written`: what was typed, where the text
    was put together from it. `spared`: why the text gives credit and is never refuted: what was left aside beside it
    may say more than the rule that left it aside knows. `called`: it is said to be what the problem asks for, by that
    name.
    """

    kind: str
    text: str
    source: Source
    name: str = ""
    note: str = ""
    why: str = ""
    rank: str = "display"
    other: str = ""
    written: str = ""
    spared: str = ""
    called: bool = False
    is_first: bool = False

    def at(self, source: Source) -> Found:
        """Return the same said at another place."""
        how = (self.name, self.note, self.why, self.rank, self.other, self.written, self.spared, self.called)
        return Found(self.kind, self.text, source, *how, self.is_first)


def without_marks(texts: list[Found]) -> list[Found]:
    """Return formulas without the numbers of equations behind them, `x = 2 (1)` and below it `x = -2 (2)`."""
    written = "\n".join(one.text for one in texts)
    plain = without_line_marks(written).split("\n") if written[-1:] in {")", "]"} else []
    if len(plain) != len(texts):
        return texts
    return [replace(one, text=text) for one, text in zip(texts, plain, strict=True)]

"""GitHub Actions: annotations at the lines of answers, a summary of the job, and outputs for later steps.

Escapes as in the toolkit's `command.ts`. GitHub drops all but ten errors and ten warnings of a step, so the gravest go
first, the last of each kind says how many more there are, and the summary has them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.reports.classes import ClassReport
from grader.reports.markdown import escaped, table
from grader.reports.platforms.items import Item, items
from grader.reports.scores import spelled, spelled_range
from grader.verdict import Outcome

SHOWN = 10  # annotations of one level that GitHub keeps of a step
SUMMARY_BYTES = 1_000_000  # GitHub refuses a summary of more than 1 MiB
GRAVEST = (Outcome.UNREADABLE, Outcome.MISSING, Outcome.INCORRECT, Outcome.PARTIAL)  # these are errors, in this order


def annotated(report: ClassReport) -> str:
    """Return a workflow command for each question that is not fully earned, and last one with the score."""
    every = list(items(report))
    errors = sorted((one for one in every if one.outcome in GRAVEST), key=lambda one: GRAVEST.index(one.outcome))
    warnings = [one for one in every if one.outcome not in GRAVEST and not one.is_full]
    lines = [*_commands("error", errors), *_commands("warning", warnings)]
    return "\n".join([*lines, command("notice", {"title": "Score"}, _score(every))])


def _commands(level: str, listed: Sequence[Item]) -> Iterator[str]:
    shown = listed if len(listed) <= SHOWN else listed[: SHOWN - 1]
    yield from (_command(level, item) for item in shown)
    if len(shown) < len(listed):
        left = f"{len(listed) - len(shown)} more questions are listed in the summary of the job."
        yield command(level, {"title": "And more"}, left)


def _command(level: str, item: Item) -> str:
    place = {"file": item.path, **({"line": str(item.line)} if item.line else {})} if item.path else {}
    title = f"{item.name} ({item.outcome.value}, {item.score})"
    return command(level, place | {"title": title}, item.message)


def command(level: str, properties: dict[str, str], message: str) -> str:
    """Return one workflow command, of which no text of others can make another one."""
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _score(listed: Sequence[Item]) -> str:
    low, high, points = _ends(listed)
    return f"{spelled_range(low, high)} of {spelled(points)} points"


def _ends(listed: Sequence[Item]) -> tuple[Fraction, Fraction, Fraction]:
    zero = Fraction()
    return sum((one.low for one in listed), zero), sum((one.high for one in listed), zero), _points(listed)


def _points(listed: Sequence[Item]) -> Fraction:
    return sum((one.points for one in listed), Fraction())


def summary(report: ClassReport) -> str:
    """Return the results as Markdown for the page of the job, cut at a whole row where GitHub would refuse it."""
    every = list(items(report))
    title = report.assignment.title if report.assignment else ""
    head = [f"## {escaped(title) or 'Results'}", "", f"**{_score(every)}**", ""]
    many = len({one.student for one in every}) > 1
    names = (*(("student",) if many else ()), "problem", "outcome", "score", "why")
    lines, size = head, 0
    for row in table(names, (_row(item, many=many) for item in every)):
        size += len(row.encode("utf-8", "replace")) + 1
        if size > SUMMARY_BYTES:
            return "\n".join([*lines, "", "The list is too long to be shown here in full."]) + "\n"
        lines.append(row)
    return "\n".join(lines) + "\n"


def _row(item: Item, *, many: bool) -> tuple[str, ...]:
    why = "" if item.is_full else escaped(item.message)
    cells = (escaped(item.name), item.outcome.value, spelled_range(item.low, item.high), why)
    return (escaped(item.student), *cells) if many else cells


def outputs(report: ClassReport) -> str:
    """Return `name=value` lines for the steps that follow: score, score_high, max_score, percent, status."""
    every = list(items(report))
    low, high, points = _ends(every)
    percent = spelled(100 * low / points) if points else "0"
    status = "open" if low != high or any(one.is_open for one in every) else "full" if low == points else "lost"
    told = {"score": spelled(low), "score_high": spelled(high), "max_score": spelled(points), "percent": percent}
    return "".join(f"{name}={value}\n" for name, value in {**told, "status": status}.items())

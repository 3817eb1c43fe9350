"""One verdict, one comparison, one reading, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from grader.errors import Diagnostic
from grader.reports.clean import SHOWN, cut, in_line, safe_line, safe_lines
from grader.reports.columns import Paint, plain
from grader.reports.scores import spelled, spelled_range
from grader.reports.words import evidence_words
from grader.verdict import ClaimResult, Comparison, FieldResult, Verdict

INDENT = "  "
SAID_BY_CLAIMS = {"undecided", "probable", "limit", "failed"}  # feedback that repeats a claim's reason


def verdict_text(verdict: Verdict, paint: Paint = plain) -> str:
    """Return how each field was read, each claim with its evidence, the feedback, and last the outcome."""
    return "\n".join(_verdict_lines(verdict, paint))


def _verdict_lines(verdict: Verdict, paint: Paint) -> Iterator[str]:
    for part in verdict.parts:
        yield from _verdict_lines(part, paint)
        yield ""
    for name, field in verdict.fields.items():
        yield from field_lines(name, field)
    for claim in verdict.claims:
        yield from _claim_lines(claim)
    said = SAID_BY_CLAIMS | ({"unreadable"} if any(field.error for field in verdict.fields.values()) else set())
    for item in verdict.feedback:
        if item.code not in said:
            yield from _indented(item.text)
    yield headline(verdict, paint)


def headline(verdict: Verdict, paint: Paint = plain) -> str:
    """Return `tent: incorrect, 0 of 5 points`."""
    score = f"{spelled_range(*verdict.score_range)} of {points_words(verdict.points)}"
    return f"{safe_line(verdict.problem)}: {paint(verdict.outcome, verdict.outcome.value)}, {score}"


def points_words(points: Fraction) -> str:
    """Return `1 point`, `2.5 points`."""
    return f"{spelled(points)} {'point' if points == 1 else 'points'}"


def field_lines(name: str, field: FieldResult, *, with_outcomes: bool = True) -> Iterator[str]:
    """Yield what was typed and how it was read; where it could not be, the error with its caret."""
    if field.text is not None:
        yield f"{safe_line(name)}: {safe_line(cut(field.text, SHOWN))}"
    else:
        yield f"{safe_line(name)}: nothing written"
    if field.readings:
        for one in field.readings:
            outcome = f", {one.outcome.value}" if with_outcomes else ""
            yield f"{INDENT}one reading: {in_line(one.read, SHOWN)}{outcome}"
    elif field.read is not None and field.read != field.text:
        yield f"{INDENT}read as {in_line(field.read, SHOWN)}"
    if field.error is not None:
        yield from _indented(field.error)
    for note in field.notes:
        yield from _indented(note)


def _claim_lines(claim: ClaimResult) -> Iterator[str]:
    worth = "" if claim.points is None else f" ({points_words(claim.points)})"
    yield f"claim: {in_line(claim.text, SHOWN)}{worth}"
    yield f"{INDENT}{in_line(evidence_words(claim.evidence), SHOWN)}"


def _indented(text: str) -> Iterator[str]:
    for line in safe_lines(text):
        yield f"{INDENT}{cut(line, SHOWN)}"


def comparison_text(comparison: Comparison) -> str:
    """Return both readings, then the status with its evidence."""
    lines = [*field_lines("left", comparison.left, with_outcomes=False)]
    lines += field_lines("right", comparison.right, with_outcomes=False)
    for note in comparison.notes:
        lines.extend(_indented(note))
    words = "" if comparison.evidence is None else evidence_words(comparison.evidence)
    for verb in ("proved", "refuted: ", "open: "):
        words = words.removeprefix(verb)
    words = words.removeprefix("; ")
    lines.append(comparison.status + (f": {in_line(words, SHOWN)}" if words else ""))
    return "\n".join(lines)


def reading_text(
    text: str, readings: Iterable[tuple[str, str, str]], error: str | None, notes: Iterable[str] = ()
) -> str:
    """Return each reading of a text (plain, LaTeX, Unicode), or why there is none."""
    lines = []
    every = list(readings)
    for count, (short, latex, unicode) in enumerate(every, start=1):
        if len(every) > 1:
            lines.append(f"reading {count} of {len(every)}")
        lines.append(f"plain    {in_line(short, SHOWN)}")
        lines.append(f"LaTeX    {in_line(latex, SHOWN)}")
        lines.append(f"Unicode  {in_line(unicode, SHOWN)}")
    if error is not None:
        lines.append(f"unreadable: {safe_line(cut(text, SHOWN))}")
        lines.extend(_indented(error))
    lines.extend(line for note in notes for line in _indented(note))
    return "\n".join(lines)


def lint_text(faults: Sequence[Diagnostic], warnings: Sequence[Diagnostic], problems: int, examples: int) -> str:
    """Return one line for each fault and warning, and last how much was looked at."""
    lines = [line for one in faults for line in safe_lines(cut(str(one), SHOWN))]
    lines += [line for one in warnings for line in safe_lines(f"warning: {cut(str(one), SHOWN)}")]
    counts = [(problems, "problem"), (examples, "example"), (len(faults), "error"), (len(warnings), "warning")]
    lines.append(", ".join(many(count, noun) for count, noun in counts))
    return "\n".join(lines)


def many(count: int, noun: str) -> str:
    """Return `1 answer`, `3 answers`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

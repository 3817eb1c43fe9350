"""What an author should look at: near misses that are correct, and rewrites that are not."""

from __future__ import annotations

from collections.abc import Iterator

from grader.errors import Diagnostic
from grader.marking.examples import example_text
from grader.marking.probes.given_away import given_away
from grader.marking.probes.prompt_letters import undeclared_letters
from grader.marking.probes.run import Probe, probes
from grader.problems.question import Example, Question

MAX_SHOWN = 4  # findings of one kind about one example, letters of a prompt; the rest is counted


def probe_findings(question: Question) -> Iterator[Diagnostic]:
    """Yield diagnostics on a prompt, then on each correct example: its near misses, its rewrites."""
    of_prompt = (*_undeclared(question), *_given_away(question))
    yield from (Diagnostic(question.file, question.line, 0, question.id, message) for message in of_prompt)
    found: dict[tuple[int, bool], list[Probe]] = {}
    for probe in probes(question):
        if probe.is_finding:
            found.setdefault((id(probe.example), probe.means_the_same), []).append(probe)
    for of_kind in found.values():
        example = of_kind[0].example
        said = [_said(probe, example) for probe in of_kind[:MAX_SHOWN]]
        if len(of_kind) > MAX_SHOWN:
            said.append(f"{len(of_kind) - MAX_SHOWN} more of this kind")
        yield from (Diagnostic(question.file, example.line, 0, question.id, message) for message in said)


def _undeclared(question: Question) -> Iterator[str]:
    """Letters that the prompt shows, and no answer may use."""
    letters = undeclared_letters(question)
    if letters:
        named = ", ".join(f"`{letter}`" for letter in letters[:MAX_SHOWN])
        more = f" and {len(letters) - MAX_SHOWN} more" if len(letters) > MAX_SHOWN else ""
        yield f"the prompt shows {named}{more}, not declared: an answer with it could not be read"


def _given_away(question: Question) -> Iterator[str]:
    """Formulas of the prompt that are answers: a student who types one back has done nothing."""
    for text in given_away(question)[:MAX_SHOWN]:
        yield f"the prompt gives it away: `{text}` stands there, and is an answer that earns points"


def _said(probe: Probe, example: Example) -> str:
    text = probe.text if probe.field == "answer" else f"{probe.field} = {probe.text}"
    if probe.means_the_same:
        why = f"means the same as the correct example `{example_text(example)}` ({probe.change})"
        return f"`{text}` {why}, and is {probe.outcome.value}"
    return f"`{text}` is correct too: `{example_text(example)}` with {probe.change}"

r"""The last look at an entry where an array is asked for: `x = 1 + t⏎y = 2 - t`, of which the last line was read.

Clauses that give several names their values may be the entries of the array. Where one of them is refuted for its
shape alone, the values together may be right, and it is open; what they are with commas in one line may be refuted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from grader import marking
from grader.claims.chains import chain
from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.marking.texts.stacked import sizes_of_arrays
from grader.marking.texts.text_pieces import is_number, pieces_of
from grader.marking.ways.candidates import between_right, is_piece, nobody_says_which
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict
from grader.wording import open_reasons

MAX_CHARACTERS = 600  # of a text that is looked into
MAX_ENTRIES = 16  # of an array whose values stand one by one

_RELATED = re.compile(r"[<>≤≥≠]|!=|\\(?:leq?|geq?|lt|gt|neq?)(?![A-Za-z])")
_CALCULATED = re.compile(r"(?:\s*\d|.*[\w)}\]]\s*[-−+·×]|.*\\(?:cdot|times|pm)(?![A-Za-z]))", re.DOTALL)
_LABELLED = re.compile(r"(?m)^[\s$]*(?P<label>[^\W\d_][^:=\n]{0,40}?)\s*:(?!=)\s*(?P<value>[^:\n]+?)[\s$.,;]*$")
# A name before a sign of equality, with what stands in brackets behind it; anything may part it from what is before.
_NAME = re.compile(r"(?<![\w\\}^_])\\?[^\W\d_][^\W_]{0,15}(?:_\{?\w{1,8}\}?)?(?:\([^()=]{1,12}\))?\s*=(?!=)")
_ROUNDS = re.compile(r"[≈≡≃≅]|\\(?:approx|equiv|simeq|cong)(?![A-Za-z])|:=|==")
_LABEL = re.compile(r"\A[^\d:=]{3,60}:(?!=)\s*(?=[(\[{$\\])")
_DRAWN = re.compile(r"(?:\s*\|[^\n]*\|[^\S\n]*(?:\n|\Z))+")  # rows of a matrix between bars
_MATRIX = re.compile(r"\\begin\{(\w{0,7}matrix|array)\}.*?\\end\{\1\}", re.DOTALL)
_ROUND = re.compile(r"[A-Za-z]*\([^()]*\)")
_PLAIN_NAME = re.compile(
    r"[\s$]*(?:\\(?:vec|mathbf|boldsymbol|bar)\s*)?\{?\\?[^\W\d_][^\W_]{0,15}\}?(?:_\{?\w{1,8}\}?|[²'′]|\^2)?(?:[(\[][^()=]{1,20}[)\]])?[\s$]*"
    r"|[\s$]*(?:∂|d)\w\s*/\s*(?:∂|d)\w[\s$]*"
)
# What stands between values, or tells of them: arrows, signs of order, a word, a list behind a list.
_BESIDE = re.compile(
    r"[→⇒⇔↦;:<>≤≥≠]|\\(?:to|mapsto|[Rr]ightarrow|implies|leq?|geq?|neq?|text|mbox)(?![A-Za-z])|0\s*,\s*0"
    r"|(?<![^\W_\\])(?!(?:sqrt|sin|cos|tan|log|exp|arc\w+|pi|inf|infty|oo|and|und|et)(?![^\W_]))[^\W\d_]{3,}(?![^\W_])"
)
_PARTING = " \t\n*·•|/+—–,;&-"
_INSIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ENDS = "$.,;:! \t\n"

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a text that is refuted for its shape, open where other values stand beside the one read."""
    if len(answer.fields) > 1 or not sizes_of_arrays(question) or not is_piece(verdict):
        return verdict
    ((name, field),) = answer.fields.items()
    said = field.said or field.text
    if len(said) > MAX_CHARACTERS:
        return verdict
    entries = _entries(question, field)
    arrays = (*_arrays(question, entries), *_unnamed(question, said))
    found = between_right(question, (name, field), arrays, verdict, mark)
    is_other = len(entries) < 2 and _is_alone(question, said)
    if found is not verdict or is_other or _are_refuted(question, name, entries, mark):
        return found
    texts = (replace(field.counted, error=open_reasons.MAY_BE_ENTRY), field.counted)
    verdicts = [mark(question, Answer({name: one})) for one in texts]
    return nobody_says_which(question, replace(field, candidates=Candidates(texts)), name, verdicts)


def _is_alone(question: Question, said: str) -> bool:
    """Whether a text is one formula or list, at most behind one name: then nothing beside it may be an entry.

    Of calculations with numbers, and of those with the prompt's own letters, other looks know the entries.
    """
    text = _LABEL.sub("", said.strip(_ENDS), count=1)
    if _DRAWN.fullmatch(text) or any(marking.ways.before_zero.other_combinations.lists_in(question, text)):
        return True
    *lefts, last = chain(_ROUNDS.sub("=", text)).members
    named = [one for one in lefts if not is_number(one)]
    is_other = len(named) in sizes_of_arrays(question)  # then each name may have that value: `μ = σ² = 3`
    return not is_other and all(map(_PLAIN_NAME.fullmatch, named)) and not _BESIDE.search(_without_brackets(last))


def _without_brackets(text: str) -> str:
    """Return a text in which what stands in brackets, and between the lines of a matrix, is left out."""
    plain, shorter = "", _MATRIX.sub("()", text).replace("[", "(").replace("]", ")")
    while shorter != plain:
        plain, shorter = shorter, _ROUND.sub("0", shorter)
    return plain


def _entries(question: Question, field: FieldAnswer) -> list[tuple[str, str]]:
    """Return what clauses give values, each with the last one that it is given.

    Letters such as `dx` of a left side may be taken for words between pieces, so the formulas and lines count, too.
    """
    said = field.said or field.text
    labelled = [(one["label"], one["value"]) for one in _LABELLED.finditer(said)]
    if len(labelled) > 1 and "=" not in "".join(value for _, value in labelled):
        return labelled
    pieces = [one.text for one in pieces_of(question, said) if not one.is_list]
    formulas = [one.text for one in field.candidates.texts] if field.candidates is not None else []
    return max((_named(texts) for texts in (pieces, formulas, said.split("\n"), _by_names(said))), key=len)


def _by_names(said: str) -> list[str]:
    """Return what stands from each name before `=` to the next one, `E = 12 * V = 7`, without signs at its end."""
    starts = [one.start() for one in _NAME.finditer(said)]
    return [said[start:stop].rstrip(_PARTING) for start, stop in pairwise([*starts, len(said)])]


def _named(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the left sides of chains with their last members, where they are no calculation and no relation."""
    found: dict[str, str] = {}
    for text in texts:
        left, *others = chain(text).members
        is_name = _CALCULATED.match(_INSIDE.sub("", left)) is None  # `E[aX + 3]` is one
        if others and others[-1] and is_name and _RELATED.search(text) is None:
            found[left.strip(_ENDS)] = others[-1].strip(_ENDS)
    return [*found.items()]


def _arrays(question: Question, entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the arrays that the entries may be: by their names, in the order written, and in that of the names."""
    for size in sizes_of_arrays(question):
        for some in (entries[:size], entries[-size:]):
            if 1 < size == len(some) <= MAX_ENTRIES:
                yield _line(some)
                yield _listed(some)
                yield _listed(sorted(some))


def _unnamed(question: Question, said: str) -> Iterator[str]:
    """Yield the arrays of the values that clauses, or lines, come to, whatever these are called."""
    pieces = [one.text for one in pieces_of(question, said) if not one.is_list]
    for texts in (pieces, [one for one in said.split("\n") if one.strip(_ENDS)]):
        values = [chain(one).members[-1].strip(_ENDS) for one in texts]
        if len(values) in sizes_of_arrays(question) and all(values) and len(values) > 1:
            yield f"[{', '.join(values)}]"


def _line(entries: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in entries)


def _listed(entries: Sequence[tuple[str, str]]) -> str:
    return f"[{', '.join(value for _, value in entries)}]"


def _are_refuted(question: Question, name: str, entries: Sequence[tuple[str, str]], mark: Mark) -> bool:
    """Whether the entries are as many as asked for and, beside each other in one line, are refuted by their values."""
    if sizes_of_arrays(question) != {len(entries)}:
        return False
    found = mark(question, Answer({name: FieldAnswer(_line(entries))}))
    return found.outcome is Outcome.INCORRECT and not is_piece(found)

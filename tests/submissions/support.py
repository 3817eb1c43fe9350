"""Problems and folders that the tests of submissions share."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from grader.language.domains import REAL
from grader.language.names import Names
from grader.problems.question import Field, Problem, Question
from grader.submissions import find_submissions, read_submission


def question(id_, *fields):
    named = {name: Field(name, REAL, Names(), spellings=also) for name, *also in fields or [("answer",)]}
    return Question(id=id_, type="constraints", points=Fraction(1), fields=named, names=Names())


def problem(id_, *questions, parts=False):
    return Problem(id_, "", "", Fraction(1), questions, parts)


PROBLEMS = {
    "tent": problem("tent", question("tent", ["w_0"], ["b_0"], ["w_1", "v"])),
    "q2": problem("q2", question("q2")),
    "q3": problem("q3", question("q3.a"), question("q3.b", ["k"], ["s"]), parts=True),
    "set": problem("set", question("set", ["S"])),
}

RUNNING = PROBLEMS | {
    "vec": problem("vec", replace(question("vec"), type="tensor")),
    "yes-no": problem("yes-no", replace(question("yes-no"), type="choice")),
    "kind": problem("kind", replace(question("kind"), type="choice", options={"A": "linear", "B": "piecewise-linear"})),
    "word": problem("word", replace(question("word"), type="text", accepted_texts=("overfitting",))),
    "over": problem("over", replace(question("over"), locate=("The third exercise",))),
}


def tree(folder: Path, files):
    """Write files (a text, bytes, or None for a folder) below a folder."""
    for name, content in files.items():
        path = folder / name
        if content is None:
            path.mkdir(parents=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read_only(folder: Path, files, problems=PROBLEMS):
    """Return the one submission in a folder with these files, read against the problems."""
    (found,), notices = find_submissions([tree(folder / "ada", files)], single=True)
    assert notices == ()
    return read_submission(found, problems)


def texts(answer):
    """Return the fields of an answer as `{name: (text, line)}`, or as the error where they have one."""
    return {name: f.error or (f.text, f.source.line) for name, f in answer.fields.items()}


def said(notices):
    return [str(notice) for notice in notices]


def field(found):
    return [found.text, found.source.line, *([found.error] if found.error else [])]


def shown(answer):
    """Return an answer as the case files write it."""
    if answer.error:
        return {"error": answer.error, "line": answer.source.line}
    if answer.whole:
        return {"whole": field(answer.whole)}
    return {name: field(one) for name, one in answer.fields.items()}

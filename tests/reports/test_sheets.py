"""The sheet for students, handed in as it is and filled in: nothing is written on it, and every answer is found."""

import json
import re
from pathlib import Path

import pytest

from grader.claims.wording import says_none
from grader.errors import AnswerError
from grader.marking.choices.chosen_options import read_choice
from grader.marking.texts.field_texts import read_value
from grader.marking.texts.programs import read_answer
from grader.problems.assignment_file import load_assignment
from grader.problems.load import load_problems
from grader.problems.sheet import asked_on, places_of
from grader.reports.sheet_forms import SHEETS
from grader.submissions import find_submissions, read_submission
from tests.cli.conftest import write

PROBLEMS = Path(__file__).parents[2] / "problems"
ODD = {
    "lists.yaml": """
id: lists
title: "Lists & 100 % of #hash_tags"
prompt: |
  # Read this first

  Let $f(x) = x^2$ (see [1]). Then

  - *one*: $a_1$,
  - **two**: `code_here`, 50 % off.

  $$
  f(x) = x^2
  $$

  | x | y |
  |---|---|
  | 1 | 2 |

  1. Give $f'(x)$.
  2. Nothing else.

  > A quotation.

  Setext
  ------

  ```
  code = 1
  ```
answer: {type: expression, for_all: {x: real}, expected: 2x}
examples: {correct: [2x]}
""",
    "short.yaml": """
id: short
prompt: Give it.
parts:
  - {id: a, prompt: $x$?, answer: {type: number, expected: 1}, examples: {correct: ['1']}}
  - {id: 'i & ii', title: The second, answer: {type: number, expected: 2}, examples: {correct: ['2']}}
""",
    "pick.yaml": """
id: pick_one
title: 'Choose: short (lists)'
answer: {type: choice, options: {A: a long linear function, B: another long one}, expected: B}
examples: {correct: [B]}
""",
    "several.yaml": """
id: several
answer: {type: choice, options: {A: a long linear function, B: another, C: no}, expected: [A, C]}
examples: {correct: ['A, C']}
""",
    "essay.yaml": """
id: why
prompt: Why?
answer: {type: essay, rubric: [{text: says it}]}
examples: {review: [It is so.]}
""",
    "fields.yaml": """
id: fields
answer:
  type: constraints
  fields: {x_1: real, beta_2: {domain: real, also: [b2]}, k: {domain: positive integer, default: 8}}
  require: [x_1 + beta_2 = k]
examples: {correct: [{x_1: '3', beta_2: '5', k: '8'}]}
""",
    "one_field.yaml": """
id: one-field
answer: {type: constraints, fields: {S: real^2}, require: ['norm(S) > 0']}
examples: {correct: [{S: '[1, 2]'}]}
""",
    "labels_in_prompts.yaml": """
id: rates
title: Rates
parts:
  - id: number
    prompt: Let $a = 2$. Give $a^2$.
    answer: {type: number, expected: 4}
    examples: {correct: ['4']}
  - id: rate
    prompt: Is it (A) linear or (B) quadratic? Say a) yes to $b = 3$.
    answer: {type: choice, options: {A: linear, B: quadratic}, expected: B}
    examples: {correct: ['(B)']}
""",
    "colon.yaml": """
id: "it's so #1"
title: 'A title with `code`, $x$ and \\alpha'
answer: {type: number, expected: 5}
examples: {correct: ['5']}
""",
}
LABELS = {"lists": "40", "pick_one": "[50, Warm-up]", "short": "Bonus"}


def assignment(folder, problems):
    listed = "".join(
        f"  - {{id: {json.dumps(id_)}{f', label: {LABELS[id_]}' if id_ in LABELS else ''}}}\n" for id_ in problems
    )
    (folder / "sheet.yaml").write_text(f"title: Week 3\nproblems:\n{listed}", encoding="utf-8")
    return load_assignment(folder / "sheet.yaml", problems)


@pytest.fixture(scope="module", params=["the problems of this tree", "odd ones"])
def rules(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheet")
    if request.param == "odd ones":
        write(folder / "problems", ODD)
    return assignment(folder, load_problems(folder / "problems" if request.param == "odd ones" else PROBLEMS))


def handed_in(rules, folder, form, text):
    path = folder / f"ada.{form}"
    path.write_text(text, encoding="utf-8")
    (files,), _ = find_submissions([path], single=True)
    return read_submission(files, rules.reading, rules.tree, rules.sheet)


@pytest.mark.parametrize("form", SHEETS)
def test_on_an_unfilled_sheet_nothing_is_written(rules, form, tmp_path):
    found = handed_in(rules, tmp_path, form, SHEETS[form](rules))
    assert (found.answers, found.loose, found.notices) == ({}, (), ())


def examples(rules):
    """Return what is filled in, by question and field: the first correct example, or one that a person marks."""
    found = {}
    for asked in asked_on(rules):
        for example in asked.question.examples if asked.question else ():
            if example.outcome in {"correct", "review"} and example.whole is None and asked.id not in found:
                found[asked.id] = dict(example.fields)
    return found


def filled(form, text, rules):
    """Return a sheet with the examples in its places, in the order in which they stand there."""
    some = examples(rules)
    for asked in asked_on(rules):
        for name in asked.places if asked.id in some else ():
            value = some[asked.id].get(name or next(iter(asked.question.fields)), "")
            text = FILL[form](text, asked, name, value)
    return text


def asks_for_code(asked):
    return asked.question.kind.written == "code"


def in_text(text, asked, name, value):
    """Fill the first place behind the heading."""
    start = text.index(f"({asked.id})")
    if asks_for_code(asked):
        place = text.index("```python\n\n```", start) + len("```python\n")
        return f"{text[:place]}{value}{text[place:]}"
    place = re.compile(rf"^{re.escape(f'{name} =' if name else 'Answer:')}$", re.MULTILINE).search(text, start)
    return f"{text[: place.end()]} {value}{text[place.end() :]}"


def in_latex(text, asked, name, value):
    if asks_for_code(asked):
        place = text.index("\\begin{verbatim}\n\n", text.index(f"({asked.id})")) + len("\\begin{verbatim}\n")
        return f"{text[:place]}{value}{text[place:]}"
    place = f"\\answer{{{asked.id}}}{{{name}}}{{"
    assert place in text
    return text.replace(f"{place}}}", f"{place}{value}}}")


def in_notebook(text, asked, name, value):
    body = json.loads(text)
    texts = ["".join(cell["source"]) for cell in body["cells"]]
    number = next(number for number, one in enumerate(texts) if f"({asked.id})" in one) + 1
    if asks_for_code(asked):
        assert body["cells"][number]["cell_type"] == "code"
        body["cells"][number]["source"] = value.splitlines(keepends=True)
        return json.dumps(body)
    places = re.compile(rf"^{re.escape(f'{name} =' if name else 'Answer:')}$", re.MULTILINE)
    body["cells"][number]["source"] = [places.sub(lambda match: f"{match[0]} {value}", texts[number])]
    return json.dumps(body)


def in_yaml(text, asked, name, value):
    quoted = "'" + value.replace("'", "''") + "'"
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if line.endswith(f"({asked.id})"))
    key = name or asked.key if asked.depth else name or asked.id
    if asks_for_code(asked):
        number = next(number for number in range(start, len(lines)) if lines[number].endswith(": |"))
        indent = " " * (len(lines[number]) - len(lines[number].lstrip()) + 2)
        lines[number + 1 : number + 1] = [f"{indent}{line}" for line in value.splitlines()]
        return "\n".join(lines)
    keys = (f"{key}: ''", "'" + key.replace("'", "''") + "': ''")
    number = next(number for number in range(start, len(lines)) if lines[number].strip() in keys)
    lines[number] = lines[number].removesuffix("''") + quoted
    return "\n".join(lines)


FILL = {"md": in_text, "tex": in_latex, "ipynb": in_notebook, "yaml": in_yaml}


def meant(question, name, text):
    """Return what a text means in a field; texts of words are compared as they stand."""
    if question.kind.reads == "code":
        return read_answer(question, text).text.split()
    if question.kind.reads in {"words", "steps"}:
        return " ".join(text.removeprefix("Answer:").split())
    if question.kind.may_be_none and says_none(text):
        return "none"
    if question.kind.reads == "choice":
        return read_choice(question, text)
    return [reading.tree for reading in read_value(question, question.fields[name], text)]


@pytest.mark.parametrize("form", SHEETS)
def test_on_a_filled_sheet_every_answer_is_found(rules, form, tmp_path):
    found = handed_in(rules, tmp_path, form, filled(form, SHEETS[form](rules), rules))
    assert found.loose == ()
    questions = {question.id: question for problem in rules.problems.values() for question in problem.questions}
    wrong = {}
    for id_, values in examples(rules).items():
        question = questions[id_]
        fields = found.answers[id_].fields if id_ in found.answers else {}
        placed = [name for name in values if name in places_of(question) or question.layers is None]
        for name in placed:
            got = fields.get(name)
            try:
                same = got is not None and got.error is None
                same = same and meant(question, name, got.text) == meant(question, name, values[name])
            except AnswerError:
                same = False
            if not same:
                wrong[id_, name] = (values[name], got and (got.text, got.error))
    assert wrong == {}
    assert len(examples(rules)) >= 8

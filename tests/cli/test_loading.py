"""What is loaded, and when: a simple question loads what it needs; before workers are forked, all is loaded."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import grader as package

MODULES = f"""
import sys
sys.path.insert(0, {str(Path(package.__path__[0]).parent)!r})
import grader.cli.compare
from grader.comparing.compare import compare_texts
loaded = set(sys.modules)
"""
OTHERS = {"pydantic", "yaml", "numpy", "z3", "sympy", "markdown_it", "json"}
ROOMS = ("problems", "submissions", "batch", "course", "api")
FLOORS = ("families", "sets", "calculus", "definedness", "solver", "signs", "oracle")
FUNCTIONS = "grader.evidence.functions.table"
FACES = (
    "claims.builders",
    "claims.networks",
    "course",
    "marking",
    "reports",
    *(f"evidence.{name}" for name in ("arrays", "functions", "normal_form", "numbers", "trees")),
)
PAIRS = (
    *(("x + 1", "1 + x"), ("sin(x)^2 + cos(x)^2", "1"), ("x^2 - 1", "(x - 1)(x + 1) + 1e-9"), ("1/x", "x/x^2")),
    *(("[1, x]", "[1, 2x - x]"), ("x > 1", "1 < x"), ("relu(x)", "max(x, 0)"), ("floor(x)", "ceil(x)")),
    *(
        ("int_0^1 x dx", "1/2"),
        ("sum_{k=1}^n k", "n(n + 1)/2"),
        ("d/dx ln(x)", "1/x"),
        ("\\lim_{x\\to 0} sin(x)/x", "1"),
    ),
)


def run(code):
    done = subprocess.run([sys.executable, "-c", MODULES + code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.split()


def test_comparing_polynomials_loads_neither_problems_nor_what_other_formulas_need():
    loaded = run("assert compare_texts('x+1', '1+x', {}).status == 'equal'\nprint(*sys.modules)")
    assert OTHERS.isdisjoint(loaded)
    unwanted = [f"grader.{room}" for room in ROOMS] + [f"grader.evidence.{floor}" for floor in FLOORS] + [FUNCTIONS]
    assert [name for name in loaded if name.startswith(tuple(unwanted))] == []
    assert len([name for name in loaded if name.startswith("grader")]) < 237


PROBLEM = "{id: p, title: t, prompt: q, answer: {type: expression, for_all: {x: real}, expected: 1 + x}}"


@pytest.mark.parametrize("answer", ["1+x", "x + 1", "(x^2 - 1)/(x - 1)", "sin(x) - sin(x) + 1 + x"])
def test_checking_one_formula_loads_nothing_that_reads_documents(tmp_path, answer):
    (tmp_path / "p.yaml").write_text(PROBLEM, encoding="utf-8")
    asked = ["check", str(tmp_path / "p.yaml"), answer]
    called = f"from grader.cli import main\nsys.argv[1:] = {asked}\ntry: main()\nexcept SystemExit: pass"
    loaded = run(f"{called}\nprint(*sys.modules)")
    assert not any(name.startswith("grader.submissions.extraction") for name in loaded)
    assert "grader.marking.asked.wanted" not in loaded  # the nouns of all languages


def test_a_function_loads_the_table_of_functions_and_no_family():
    loaded = run("assert compare_texts('sin(x)+1', '1+sin(x)', {}).status == 'equal'\nprint(*sys.modules)")
    assert FUNCTIONS in loaded
    assert not any(name.startswith("grader.evidence.families") for name in loaded)


def test_after_all_was_loaded_no_question_loads_more_of_evidence():
    code = f"""
from grader.evidence import load_all
load_all()
known = set(sys.modules)
for left, right in {PAIRS!r}:
    compare_texts(left, right, {{}})
print(*[name for name in sys.modules if name.startswith("grader.evidence") and name not in known])
"""
    assert run(code) == []


def test_no_file_of_evidence_is_left_to_be_loaded_by_workers():
    loaded = run("from grader.evidence import load_all\nload_all()\nprint(*sys.modules)")
    root = Path(package.__path__[0])
    files = [path.relative_to(root.parent).with_suffix("").parts for path in (root / "evidence").rglob("*.py")]
    names = {".".join(parts[:-1] if parts[-1] == "__init__" else parts) for parts in files}
    assert sorted(names - set(loaded)) == []


@pytest.mark.parametrize("name", FACES)
def test_a_face_knows_its_files(name):
    face = import_module(f"grader.{name}")
    for listed in face.__all__:
        assert getattr(face, listed) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = face.nothing


INTERRUPTED = """\
import sys


class Finder:
    def find_spec(name, path, target=None):
        if name == "grader.cli.group":
            raise KeyboardInterrupt


sys.meta_path.insert(0, Finder)
import grader.cli
"""


def test_an_interruption_while_it_is_loaded_shows_no_trace():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")

"""A preview reads what grading reads, wherever that does not depend on what is expected."""

import pytest

from tests.cli.conftest import write

PROBLEMS = {
    "private/newton.yaml": """
id: newton
parts:
  - {id: step, prompt: Write a step., answer: {type: expression, for_all: {x: real}, expected: x + 1}}
  - id: number
    prompt: Let $a = 2$ and $x_0 = 1$. Give $x_2$ exactly.
    answer: {type: number, expected: 17/12}
  - id: rate
    prompt: Is it (A) linear or (B) quadratic?
    answer: {type: choice, options: {A: linear, B: quadratic}, expected: B}
""",
}
EXACT = "a value and what it rounds to: which of them counts depends on what is asked for"


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("b", "$x_1=3/2$, so $x_2=17/12$.", "read as `17/12`"),
        ("b", r"$x_2 = \frac{17}{12} \approx 1.4167$", "read as `17/12` or as `1.4167`"),
        ("b", "17/12 ≈ 1.4167", "read as `17/12` or as `1.4167`"),
        ("b", "x2 = 17/12 = 1.41666...", "read as `17/12` or as `1.41666`"),
        ("b", "17/12", "read as `17/12`"),
        ("b", "17/12 = 1.4167", "read as `1.4167`"),  # the last member, as without a preview
        ("b", "≈ 1.4167", "read as `1.4167`"),
        ("b", "$x_2 ≈ 1.4167$", "read as `1.4167`"),
        ("b", "17/12 +", "unreadable"),
        ("b", "$17/12$ or $3/2$", "unreadable"),
        ("c", "(B)", "read as `B`"),
    ],
)
def test_a_preview_reads_what_grading_reads(tmp_path, monkeypatch, grader, part, text, said):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {**PROBLEMS, "hw.md": f"## newton\n\n({part}) {text}\n"})
    grader("export", "private", "--public", "-o", "public")
    lines = grader("preview", "hw.md", "--problems", "public").stdout.splitlines()
    id_ = {"b": "newton.number", "c": "newton.rate"}[part]
    assert next(line for line in lines if line.startswith(id_)) == f"{id_}: {said} (hw.md, line 3)", lines
    assert (EXACT in "\n".join(lines)) is (" or as " in said)

"""A number beside the title of another problem, with nothing below: the text is never lost."""

import json
import subprocess
import sys

PROBLEMS = {
    **{
        f"os{number}": f"title: Number {number}\nanswer: {{type: number, expected: {number}}}\n"
        for number in range(1, 13)
    },
    "os6": "title: Faults\nparts: [{id: a, answer: {type: number, expected: 9}}]\n",
    "os7": "title: Name the anomaly\nprompt: What is it called?\nanswer: {type: text, accept: [Belady anomaly]}\n",
    "os8": "title: A head\nanswer: {type: number, expected: 208}\n",
    "os13": "title: Thrashing\nprompt: What is it called?\nanswer: {type: text, accept: [paging storm]}\n",
}


WRITTEN = {"ada": "7) thrashing", "bea": "7) Thrashing", "carla": "7. thrashing?"}


def test_both_are_open(tmp_path):
    (tmp_path / "problems").mkdir()
    (tmp_path / "handed").mkdir()
    for name, text in PROBLEMS.items():
        (tmp_path / "problems" / f"{name}.yaml").write_text(f"id: {name}\n{text}")
    numbers = "\n".join(f"  - {{id: {name}}}" for name in PROBLEMS)
    (tmp_path / "sheet.yaml").write_text(f"title: Sheet\nproblems:\n{numbers}\n")
    for student, written in WRITTEN.items():
        (tmp_path / "handed" / f"{student}.txt").write_text(f"6a) 9\n\n{written}\n\n8) 208\n")
    command = [sys.executable, "-m", "grader", "grade", "handed", "--problems", "problems"]
    done = subprocess.run(
        [*command, "--assignment", "sheet.yaml", "--format", "json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    students = json.loads(done.stdout)["students"]
    assert [one["student"] for one in students] == list(WRITTEN)
    for student in students:
        outcomes = {one["problem"]: one["outcome"] for one in student["verdicts"]}
        assert outcomes["os7"] not in {"missing", "incorrect"}
        assert outcomes["os13"] not in {"missing", "incorrect"}

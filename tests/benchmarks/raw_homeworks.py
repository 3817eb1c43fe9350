"""The five raw homeworks, graded as they are: for each row of the inventory, where it was found, what a person
says of it, how it was marked and read, and why it is open.

Run from the root: `python -m tests.benchmarks.raw_homeworks FOLDER`, where FOLDER holds the five documents and
`questions.json`, the inventory. What the documents call each problem, or how its place begins, stands in
`raw_homeworks.yaml`; the problems are those of `problems/`, with that `locate`. It ends with 1 where an answer is not
located, is open without a reason there, or is decided though there is one.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PLACES: dict[str, dict[str, dict[str, Any]]] = yaml.load(
    Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
WHY_OPEN = {id_: one["open"] for places in PLACES.values() for id_, one in places.items() if "open" in one}
OPEN = {"unreadable", "undecided"}
SHOWN = 48


def problems_with_places(folder: Path) -> None:
    """Write the problems into a folder, each with the beginnings of its place in the documents."""
    shutil.copytree(ROOT / "problems", folder)
    found = {id_: one for places in PLACES.values() for id_, one in places.items()}
    for path in folder.rglob("*.yaml"):
        place = found.get(path.stem, {})
        text = path.read_text(encoding="utf-8")
        for part, begins in place.get("parts", {}).items():
            text = text.replace(f"  - id: {part}\n", f"  - id: {part}\n    locate: {typed(begins)}\n")
        if "locate" in place:
            text += f"\nlocate: {typed(place['locate'])}\n"
        path.write_text(text, encoding="utf-8")


def typed(begins: list[str]) -> str:
    """Return a list of texts as it is written in a problem."""
    return json.dumps(begins, ensure_ascii=False)


def assignment(document: str) -> str:
    """Return the assignment of a document: its problems, with the labels that it uses."""
    listed = []
    for number, (id_, place) in enumerate(PLACES[document].items()):
        listed.append({"id": id_, "label": place.get("label", f"place {number}")})
    return json.dumps({"title": f"Homework {document}", "problems": listed}, ensure_ascii=False)


def graded(document: Path, work: Path) -> dict[str, dict[str, Any]]:
    """Return the verdicts on one document by problem, as the command gives them."""
    sheet = work / f"{document.name[:3]}.yaml"
    sheet.write_text(assignment(document.name[:3]), encoding="utf-8")
    command = [sys.executable, "-m", "grader", "grade", str(document), "--problems", str(work / "problems")]
    command += ["--assignment", str(sheet), "--format", "jsonl", "--jobs", "1"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode not in {0, 4}:
        raise SystemExit(run.stderr)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {verdict["problem"]: verdict for verdict in found}


def line_of(verdict: dict[str, Any]) -> str:
    """Return where an answer was found, empty where it was not."""
    for part in (verdict, *verdict.get("parts", [])):
        for field in (*part.get("fields", {}).values(), part.get("whole", {})):
            if field.get("source"):
                return str(field["source"].get("line", ""))
        if "source" in part:
            return str(part["source"].get("line", ""))
    return ""


def read_of(verdict: dict[str, Any]) -> str:
    """Return how an answer was read."""
    fields = [field for part in (verdict, *verdict.get("parts", [])) for field in part.get("fields", {}).values()]
    return "; ".join(str(field["read"]) for field in fields if field.get("read"))


def rows(folder: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield for each row of the inventory: id, truth, whether there is a problem, line, reading, outcome."""
    inventory = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        problems_with_places(work / "problems")
        verdicts = {}
        for document in sorted(folder.glob("00*.txt")):
            verdicts |= graded(document, work)
    for row in inventory:
        verdict = verdicts.get(row["problem"])
        if verdict is None:
            yield row["id"], str(row["document_correct"]), "no problem", "", "", ""
        else:
            yield (
                row["id"],
                str(row["document_correct"]),
                "problem",
                line_of(verdict),
                read_of(verdict),
                verdict["outcome"],
            )


def main() -> None:
    """Print the table and its sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    outcomes: Counter[str] = Counter()
    located = read = 0
    surprises = []
    for id_, truth, problem, line, reading, outcome in rows(parser.parse_args().folder):
        where = f"line {line}" if line else "not located" if problem == "problem" else problem
        why = WHY_OPEN.get(id_, "")
        print(f"{id_:36}{where:14}{truth:14}{outcome:12}{why or reading[:SHOWN]}".rstrip())
        outcomes[outcome or problem] += 1
        located += bool(line)
        read += bool(reading)
        surprises += [id_] if not line or (outcome in OPEN) != bool(why) else []
    print(f"located {located}, read {read}; {', '.join(f'{count} {name}' for name, count in outcomes.most_common())}")
    if surprises:
        raise SystemExit(f"otherwise than expected: {', '.join(surprises)}")


if __name__ == "__main__":
    main()

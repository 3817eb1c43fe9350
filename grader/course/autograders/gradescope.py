"""An autograder for Gradescope: `setup.sh` builds the image, `run_autograder` grades one submission.

The layout is that of Gradescope's specification: the files lie in `/autograder/source`, what was handed in lies in
`/autograder/submission`, and `/autograder/results/results.json` is read. `AUTOGRADER` names another root, for trials.
"""

from __future__ import annotations

from pathlib import Path

from grader.course.autograders.parts import Bundle, code, course, requirements, script

SETUP = """\
#!/usr/bin/env bash
# Run once, when the image is built; only then is the network needed.
set -euo pipefail
cd "${AUTOGRADER:-/autograder}/source"
if python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' && python3 -m venv venv; then
    :
else # the image's own Python is too old
    python3 -m pip install --quiet uv
    python3 -m uv venv --seed --python 3.12 venv
fi
venv/bin/python -m pip install --quiet -r requirements.txt
"""

RUN = """\
#!/usr/bin/env bash
# Run for each submission. The result is put in place whole, or not at all: nothing that fails is ever a score of 0.
set -uo pipefail
root="${AUTOGRADER:-/autograder}"
course="$root/source/course"
mkdir -p "$root/results"
cd "$root"
PYTHONPATH="$root/source/lib" PYTHONDONTWRITEBYTECODE=1 "$root/source/venv/bin/python" -P -m grader grade \\
    "$root/submission" --single --problems "$course/problems" @ASSIGNMENT@ --format gradescope \\
    > "$root/results/results.json.part"
code=$?
case $code in
0 | 4) mv "$root/results/results.json.part" "$root/results/results.json" ;;
*) echo "The grader did not come to its end (exit code $code). Please tell your instructor; this costs no points." ;;
esac
rm -f "$root/results/results.json.part"
[ -e "$root/results/results.json" ]
"""

README = """\
Zip the files of this folder, not the folder itself, and upload the zip as the autograder of a programming assignment:

    cd {name} && zip -r ../{name}.zip .

The points of the assignment on Gradescope are the sum of the points of its problems. A question that is open has no
score there; a person gives it in the platform. The files hold the answers: give them to nobody.
"""


def gradescope(name: str, problems: Path, assignment: Path | None) -> Bundle:
    """Return the files of an autograder; `name` is what its folder is called."""
    files = dict([*code("lib"), *course("course", problems, assignment)])
    files |= {"requirements.txt": requirements(), "setup.sh": SETUP.encode()}
    files |= {"run_autograder": script(RUN, assignment), "README.txt": README.format(name=name).encode()}
    return Bundle(files, frozenset({"setup.sh", "run_autograder"}))

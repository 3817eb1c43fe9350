"""An external grader for PrairieLearn: an image that holds us and what we need, and a question that calls it.

The layout is that of PrairieLearn's documentation: what was handed in lies in `/grade/student`, the question's `tests`
in `/grade/tests`, and `/grade/results/results.json` is read. The image needs no network when it runs. `GRADE` names
another root, and `GRADER` another folder of ours, for trials.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from grader.course.autograders.parts import Bundle, code, course, requirements, script

IMAGE = "grader-external"
SECONDS = 600  # the longest that PrairieLearn lets an external grader run

DOCKERFILE = """\
FROM python:3.12-slim
WORKDIR /opt/grader
COPY requirements.txt .
RUN python -m pip install --no-cache-dir -r requirements.txt
COPY lib lib
RUN python -m compileall -q lib
"""

RUN = """\
#!/usr/bin/env bash
# Run for each submission. The result is put in place whole, or not at all: nothing that fails is ever a score of 0.
set -uo pipefail
root="${GRADE:-/grade}"
course="$root/tests/course"
results="$root/results"
mkdir -p "$results"
cd "$root"
PYTHONPATH="${GRADER:-/opt/grader}/lib" PYTHONDONTWRITEBYTECODE=1 python3 -P -m grader grade \\
    "$root/student" --single --problems "$course/problems" @ASSIGNMENT@ --format prairielearn > "$results/part.json"
code=$?
if [ $code -ne 0 ] && [ $code -ne 4 ]; then
    said="The grader did not come to its end (exit code $code). Please tell your instructor; no attempt was used."
    printf '{"gradable": false, "format_errors": ["%s"], "message": "%s"}\\n' "$said" "$said" > "$results/part.json"
fi
mv "$results/part.json" "$results/results.json"
"""

HTML = """\
<pl-question-panel>
  <p>{title}</p>
</pl-question-panel>
<pl-file-upload file-names="answers.md" opt-file-names="answers.yaml,answers.tex,answers.ipynb"></pl-file-upload>
<pl-submission-panel>
  <pl-external-grader-results></pl-external-grader-results>
  <pl-file-preview></pl-file-preview>
</pl-submission-panel>
"""

README = """\
image/      build it once, and push it to where your PrairieLearn finds images:
                cd image && docker build -t {image} . && docker push …
question/   copy it into your course's questions/; write the prompts into question.html, and in info.json name the image
            as you pushed it.

The files of question/tests hold the answers: PrairieLearn shows them to nobody, and neither should you.
"""


def prairielearn(name: str, problems: Path, assignment: Path | None) -> Bundle:
    """Return the files of an image and of a question; `name` is what the folder is called, and the question."""
    info = {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"grader:{name}")),
        "title": name,
        "topic": "Homework",
        "type": "v3",
        "gradingMethod": "External",
        "externalGradingOptions": {
            "enabled": True,
            "image": IMAGE,
            "entrypoint": "/grade/tests/run.sh",
            "timeout": SECONDS,
        },
    }
    files = dict([*code("image/lib"), *course("question/tests/course", problems, assignment)])
    files |= {"image/requirements.txt": requirements(), "image/Dockerfile": DOCKERFILE.encode()}
    files |= {"question/info.json": (json.dumps(info, indent=2) + "\n").encode()}
    files |= {"question/question.html": HTML.format(title="Hand in your answers as one document.").encode()}
    files |= {"question/tests/run.sh": script(RUN, assignment), "README.txt": README.format(image=IMAGE).encode()}
    return Bundle(files, frozenset({"question/tests/run.sh"}))

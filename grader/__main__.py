"""`python -m grader`: the command line, without importing anything from the current folder.

`python -m` puts the current folder, which may be a student's, before everything else on the path. It leaves the path
here, before the first import of ours, and so does any other entry that names it; worker processes are forked and
inherit the path as it then is. What no line in this file can prevent: before it runs, Python has looked in the current
folder for `grader` itself, and for a handful of modules that its own `runpy` needs (`importlib`, `contextlib`,
`functools`, `types`, `warnings`, and what these import). `python -P -m grader` closes that, and the installed command
`grader`, which is the recommended way, never had it. What `PYTHONPATH` names is the user's choice; a
`sitecustomize.py` there runs before any of us.
"""

import os  # this and the next are loaded long before this file: no search takes place
import sys


def _leave_current_folder() -> None:
    try:
        here = os.getcwd()
    except OSError:  # the current folder is gone
        here = ""
    sys.path[:] = [entry for entry in sys.path if entry not in {"", ".", here}]


_leave_current_folder()

from grader.cli import main  # noqa: E402  (the path comes first)

if __name__ == "__main__":
    main()

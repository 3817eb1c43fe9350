"""The command line: parses flags, calls the rooms, sets the exit code.

One file a command, named in `group.COMMANDS` and imported when it is called, so that `--help` loads no mathematics.
May use every room; what a command does besides flags, streams and exit codes belongs to `course`, `api` or below, where
a service can call it. A new command is a file here and a line in `group.COMMANDS`.
"""

from __future__ import annotations

import gc

try:
    from grader.cli.exits import INTERRUPTED
    from grader.cli.group import cli
except KeyboardInterrupt:  # while all this is loaded: nothing is begun, and Python's trace tells nobody anything
    raise SystemExit(130) from None

ALLOCATIONS = 200_000  # before Python looks for circles of garbage: what is loaded is none, and answers leave few


def main() -> None:
    """Run the command line and exit."""
    gc.set_threshold(ALLOCATIONS)
    try:
        cli(prog_name="grader")
    except SystemExit as ending:
        if ending.code == INTERRUPTED:
            from grader.cli.signals import ignore_signals

            ignore_signals()  # the code tells it; a second signal would take its place
        raise
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    finally:
        gc.freeze()  # Python would look through all that is loaded once more when it ends

"""The `grader` command: its subcommands, and what becomes of errors.

A command's module is imported when the command is called, so `grader --help` loads no mathematics.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from grader import __version__
from grader.cli import exits
from grader.cli.options import DEBUG, debug_option
from grader.cli.output import prepare, tell
from grader.errors import AnswerError, ProblemError, RefusedError

COMMANDS = {  # each is the function of its name in the module of its name
    "grade": "Grade submissions.",
    "check": "Check one answer, at once, or a stream of them.",
    "compare": "Tell whether two expressions are equal, and why.",
    "read": "Show how a text is read.",
    "lint": "Validate problems, and run their examples.",
    "queue": "Add rows to marks.csv for what people must decide.",
    "diff": "Tell whose marks changed between two runs, and why.",
    "template": "Write the sheet for students.",
    "export": "Write problems without their answers, for students.",
    "preview": "Show how a submission would be read, without a verdict.",
    "init": "Write a small homework to start from.",
    "schema": "Print the JSON Schema of problem files or assignments.",
}


class Grader(click.Group):
    """A group whose commands return their exit code, and whose errors end in one of the documented codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name == "grade":  # which takes a while to load, too
            ctx.call_on_close(import_module("grader.cli.signals").let_signals_interrupt())
        command = getattr(import_module(f"grader.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and exit with the code (or return it, outside of standalone mode)."""
        prepare()
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            error.show()
            code = exits.USAGE
        except click.Abort:
            tell("interrupted")
            code = exits.INTERRUPTED
        if standalone_mode:
            sys.exit(code)
        return code

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse the arguments; what asks for the help or the version is answered here, and may not be written."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            raise click.exceptions.Exit(_broken_pipe()) from None
        except OSError as error:
            code = _explained(error, debug=False)
            _write_or_drop()
            raise click.exceptions.Exit(code) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Invoke the subcommand; return its exit code, or the one that its error stands for."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            return _broken_pipe()
        except Exception as error:
            code = _explained(error, debug=bool(ctx.meta.get(DEBUG)))
            _write_or_drop()
        return code


def _explained(error: Exception, *, debug: bool) -> int:
    """Tell what went wrong to whoever must mend it, and return the exit code."""
    if debug:
        tell(traceback.format_exc().rstrip())
    match error:
        case ProblemError(diagnostics=diagnostics):
            for diagnostic in diagnostics:
                tell(str(diagnostic))
            return exits.USAGE
        case AnswerError():
            tell(f"Error: {error.pointed()}")
            return exits.USAGE
        case RefusedError():
            tell(f"Error: {error}; nothing that was reported before is lost")
            return exits.REFUSED
        case OSError(filename=filename, strerror=why) if filename is not None:
            tell(f"Error: {filename}: {why}")
            return exits.USAGE
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG | errno.EIO, strerror=why):
            tell(f"Error: what was to be written cannot be written: {why}")
            return exits.REFUSED
        case _:
            hint = "" if debug else " (--debug shows the trace)"
            tell(f"internal error: {type(error).__name__}: {error}{hint}")
            return exits.INTERNAL


def _broken_pipe() -> int:
    """Leave quietly when the reader of our output has gone; later flushes go nowhere."""
    _drop_output()
    return exits.BROKEN_PIPE


def _write_or_drop() -> None:
    """Write what standard output still holds; where it takes nothing, its end at the exit says nothing more of it."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _drop_output()


def _drop_output() -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Grader, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
@debug_option
def cli() -> None:
    """Check mathematical answers. No verdict without evidence.

    \b
    Exit codes: 0 done, whatever the marks; 1 below --fail-under, or lint failed;
    2 usage or a bad problem file; 3 internal error; 4 done, but some answers
    failed; 5 nothing to grade; 6 the disk or a folder refused; 130 interrupted.
    """

"""Options that several commands share, and arguments that may begin with a minus sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from grader.verdict import Outcome

DEBUG = "grader.debug"
_HELD = "\x00"  # stands before an argument that is no option; no argument of a process can hold this character


def _remember(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    del param
    if value:
        ctx.meta[DEBUG] = True


debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, callback=_remember, help="Show the trace of an internal error."
)
timing_option = click.option("--timing", is_flag=True, help="Add the seconds taken to JSON output.")
exit_code_option = click.option(
    "--exit-code", "by_result", is_flag=True, help="Exit with 0 where correct or equal, 1 where not, 4 where open."
)
var_option = click.option(
    "--var", "variables", multiple=True, metavar="NAME:DOMAIN", help="Declare a variable, such as x:positive."
)


class Names(click.ParamType[tuple[str, ...]]):
    """Several of given names, parted by commas."""

    name = "names"

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """Return the names as the help shows them."""
        return f"[{'|'.join(self._known)}],…"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the names; one that is not known is a usage error, and so is none."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(part.strip() for part in str(value).split(",") if part.strip()))
        if not names:  # an empty variable of a script would otherwise guard nothing
            self.fail(f"expected some of {', '.join(self._known)}", param, ctx)
        for name in names:
            if name not in self._known:
                self.fail(f"{name} is none of {', '.join(self._known)}", param, ctx)
        return names


def flattened(named: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the names of an option that was given several times."""
    return tuple(dict.fromkeys(name for some in named for name in some))


OUTCOMES = Names(outcome.value for outcome in Outcome)
PROBLEMS = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class MathCommand(click.Command):
    """A command whose arguments are mathematics: `-1` and `-x^2` are arguments, not options.

    An argument with a single minus sign that is none of the command's options is taken as it stands; unknown
    options with two (`--fromat`) are still errors.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse `args`; formulas that begin with a minus sign come through as arguments."""
        options = {name: param for param in self.get_params(ctx) for name in param.opts if name.startswith("-")}
        return super().parse_args(ctx, _held(args, options))


def _held(args: list[str], options: Mapping[str, click.Parameter]) -> list[str]:
    held: list[str] = []
    is_value = False
    for place, arg in enumerate(args):
        if arg == "--" and not is_value:
            return held + args[place:]
        is_formula = arg.startswith("-") and not arg.startswith("--") and arg not in options
        held.append(_HELD + arg if is_formula and not is_value else arg)
        is_value = not is_value and _takes_value(options.get(arg))
    return held


def _takes_value(param: click.Parameter | None) -> bool:
    return isinstance(param, click.Option) and not param.is_flag and not param.count and not param.is_eager


def released(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Return an argument (or several) of a `MathCommand` as it was typed; a callback of click."""
    del ctx, param
    if isinstance(value, tuple):
        return tuple(one.removeprefix(_HELD) for one in value)
    return None if value is None else value.removeprefix(_HELD)


def why_no_name(name: str) -> str:
    """Return why a text cannot be the name of a variable, empty where it can be."""
    from grader.language.spelling import canonical_name  # noqa: PLC0415  (which `--help` shall not load)

    try:
        canonical_name(name)
    except ValueError:
        return f"`{name}` is no name of a variable; expected one such as x, w_0 or theta"
    return ""


def declared(variables: tuple[str, ...]) -> dict[str, str]:
    """Return `--var NAME:DOMAIN …` as a mapping; what is no such pair, or a name given twice, is a usage error."""
    domains: dict[str, str] = {}
    for text in variables:
        name, colon, domain = (part.strip() for part in text.partition(":"))
        if not (name and colon and domain):
            raise click.UsageError(f"--var {text}: expected NAME:DOMAIN, such as x:positive or v:real^3")
        if name in domains:
            raise click.UsageError(f"--var {text}: {name} is declared twice")
        if why := why_no_name(name):
            raise click.UsageError(f"--var {text}: {why}")
        domains[name] = domain
    return domains

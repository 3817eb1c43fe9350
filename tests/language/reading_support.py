"""Names for tests of reading, from data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.language.names import LAST_LOOK, Function, Names, Symbol
from grader.language.reader.domains import parse_domain
from grader.language.spelling import canonical_name
from tests.caselists import read_values

CASES = Path(__file__).parents[1] / "cases"


def names_of(data: Mapping[str, Any]) -> Names:
    """Return the names that a mapping with symbols and their domains, functions and settings declares."""
    symbols = {canonical_name(name): parse_domain(domain) for name, domain in data.get("symbols", {}).items()}
    return Names(
        symbols={
            **{name: Symbol(name, domain) for name, domain in symbols.items()},
            **{name: Symbol(name, depends=frozenset({by})) for name, by in data.get("defined", {}).items()},
        },
        functions={name: Function(name, int(arity)) for name, arity in data.get("functions", {}).items()},
        free=data.get("free") == "yes",
        complex=data.get("complex") == "yes" or any(domain.base == "complex" for domain in symbols.values()),
        numbers=data.get("numbers", "plain"),
        notations=frozenset(f"log {base}" for base in data.get("bases", ()))
        | ({LAST_LOOK} if "last look" in data else set()),
    )


def load(name: str) -> Any:
    """Return a file of cases."""
    return read_values(CASES / name)


PRESETS = {name: names_of(data) for name, data in load("reading.yaml")["names"].items()} if CASES.exists() else {}

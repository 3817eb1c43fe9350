"""Files of cases, read with the parser in C where PyYAML has it: finding the tests takes half as long."""

from pathlib import Path
from typing import Any

import yaml

BASE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_texts(path: Path) -> Any:
    """Return what a file holds, all scalars as they are written."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=BASE)


def read_values(path: Path) -> Any:
    """Return what a file holds, numbers and truth values as such."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE)

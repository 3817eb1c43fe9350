"""Writes into the README what its commands print now: `python -m tests.update_readme`. Read the difference."""

import re
import tempfile
from pathlib import Path

from tests.test_readme import BLOCK, FILES, ROOT, run, write


def main():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "problems").mkdir()
        (ROOT / "README.md").write_text(BLOCK.sub(lambda block: shown(block, folder), text), encoding="utf-8")


def shown(block, folder):
    kind, body = block[1], block[2]
    if kind in FILES:
        write(body, folder)
    if kind != "console":
        return block[0]
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    commands = [part.partition("\n")[0] for part in parts]
    return "```console\n" + "".join(f"$ {command}\n{run(command, folder).rstrip()}\n" for command in commands) + "```"


if __name__ == "__main__":
    main()

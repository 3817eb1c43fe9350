"""The cost of hostile documents: each family at a size and at its double, those first that grow most.

    PYTHONPATH=. python tests/benchmarks/linear_reading.py [SIZE] [WORD]

SIZE are characters, 100,000 unless said; only families are tried whose name holds WORD. Prints for each family that
costs more than three times as much at double the size, or a second, both costs in seconds of processor time.
"""

import sys
import tempfile
from pathlib import Path

from tests.submissions.hostile_documents import families, seconds


def main(size: int = 100_000, word: str = "") -> None:
    """Measure, and print."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for one in families():
            if word in one.id:
                found.append((*(seconds(one, n * size, Path(folder) / "ada") for n in (1, 2)), one.id))
    found.sort(key=lambda row: -row[1])
    for single, double, name in found:
        if double > max(1.0, 0.05 + 3 * single):
            print(f"{single:7.3f} {double:7.3f}  x{double / max(single, 0.001):.1f}  {name}")
    print(f"{len(found)} families, {sum(row[0] + row[1] for row in found):.0f} seconds")


if __name__ == "__main__":
    main(*[int(word) for word in sys.argv[1:2]], *sys.argv[2:3])

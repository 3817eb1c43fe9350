"""What programs compute with: values, and the spaces that their entries are made of.

`values` are arrays with their storage, Python's own numbers and lists. A `space` makes entries: `numbers` (exact
rationals, or balls that surely hold the number) at fixed sizes, `symbolic` (trees) for any sizes; `valuing` puts
numbers into trees. May use arrays, contractions, numbers and trees, and knows no function of a library. A new space
implements the interface in `space`.
"""

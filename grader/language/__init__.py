"""Text becomes a tree: tokens, names, parser, readings, printers. No mathematics."""

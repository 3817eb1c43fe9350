"""The option that a text chooses: named, explained, listed, begun with, or left where the others are refused.

`options` is the way in, a way to choose is a file each. Each returns the one option or nothing; two that stand beside
each other choose none. May use `meanings`.
"""

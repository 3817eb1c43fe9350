"""Sides of a special kind, each a folder with a method of its own that knows no other family.

May use everything below the strategy and no other family; what two families share is an engine. A new family is a
folder here with an `__init__` like this one, and a row in the strategy.
"""

"""One change in every place of a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.language.tree import Node, rebuild
from grader.language.tree.walk import children

Changed = tuple[str, Node]  # what was changed, in a few words, and the tree with it
Kept = Callable[[Node, int, str], bool]  # whether a change within a subtree is one that somebody may write
MAX_NODES = 400  # a tree with more is not changed


def _always(tree: Node, place: int, said: str) -> bool:
    return True


def everywhere(tree: Node, change: Callable[[Node], Iterator[Changed]], is_kept: Kept = _always) -> Iterator[Changed]:
    """Yield a tree for each change in each place, and none twice; nothing for a tree over `MAX_NODES`."""
    if _size(tree) > MAX_NODES:
        return
    seen = {tree}
    for said, changed in _everywhere(tree, change, is_kept):
        if changed not in seen:
            seen.add(changed)
            yield said, changed


def _size(tree: Node) -> int:
    return 1 + sum(_size(child) for child in children(tree))


def _everywhere(tree: Node, change: Callable[[Node], Iterator[Changed]], is_kept: Kept) -> Iterator[Changed]:
    yield from change(tree)
    for place, child in enumerate(children(tree)):
        for said, changed in _everywhere(child, change, is_kept):
            if is_kept(tree, place, said):
                yield said, _replaced(tree, place, changed)


def _replaced(tree: Node, place: int, by: Node) -> Node:
    """Return a tree with its direct subtree number `place`, in the order of the fields, replaced."""
    places = iter(range(len(children(tree))))
    return rebuild(tree, lambda child: by if next(places) == place else child)


def with_item(items: tuple[Node, ...], place: int, item: Node) -> tuple[Node, ...]:
    """Return some nodes with another one at a place."""
    return (*items[:place], item, *items[place + 1 :])

"""Values between processes: whole, of any size, and an end that is closed is heard."""

import os

import pytest

from grader.isolation.channel import PIECE, channel, heard


@pytest.mark.parametrize(
    "value", [None, "α", (1, [2.5, {"x": b"\0"}]), b"7" * (3 * PIECE + 1)], ids=["none", "text", "nested", "long"]
)
def test_what_is_sent_is_received_whole(value):
    ours, theirs = channel()
    child = os.fork()
    if child == 0:
        ours.close()
        theirs.send(theirs.receive())
        os._exit(0)
    theirs.close()
    ours.send(value)
    assert ours.receive() == value
    assert os.waitpid(child, 0)[1] == 0
    with pytest.raises(EOFError):
        ours.receive()
    ours.close()


def test_only_what_is_heard_is_ready():
    (silent, quiet), (ours, theirs) = channel(), channel()
    assert heard([silent, ours], 0.0) == []
    assert not ours.is_ready()
    theirs.send("x")
    theirs.send("y")
    assert heard([silent, ours], 1.0) == [ours]
    assert [ours.receive(), ours.receive()] == ["x", "y"]
    theirs.close()
    assert heard([silent, ours], 1.0) == [ours]
    with pytest.raises(EOFError):
        ours.receive()
    with pytest.raises(BrokenPipeError):
        ours.send("z")
    for end in (silent, quiet, ours):
        end.close()

"""What a text says its own letters stand for, and remarks that mean what a name means anyway.

`glosses` reads remarks, `bindings` puts definitions in their places. May use `words_around`.
"""

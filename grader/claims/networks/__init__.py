"""The weights of an answer, put into a network: shapes that fit, layers as the student likes, matrices written out.

`built.built` gives the output of an answer as a tree, or says why there is none; claims about it are made in
`grader.claims.builders.network`. May use definitions and statements only. Another way to write a network down is a file
beside `layers` that `built` asks.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.claims.networks import built
else:
    __getattr__ = files_of(__name__)

__all__ = ["built"]

"""What an author's own answers, changed a little, would earn: `lint --deep`.

`near_misses` changes a tree so that it most likely means something else, `rewrites` so that it means the same, each in
all places and all ways, always the same ones. `run` hands both in for every correct example of a question. May use all
that marks; a new way to be wrong is one rule in `near_misses`.
"""

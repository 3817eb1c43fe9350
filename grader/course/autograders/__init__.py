"""Folders that become working autograders of other platforms: our own code, the problems, and the scripts they call.

One file a platform, and one row for it in `platforms.PLATFORMS`; `parts` has what all of them hold. May use the rooms
below `course`, writes nothing itself (a bundle maps paths to bytes), and whoever calls it puts the files in place.
"""

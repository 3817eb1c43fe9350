"""Work that a cluster is given by the tests: some of it never ends, or ends the process that does it."""

import os
import signal
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class OddJobs:
    """Doubles numbers; `hang`, `die` and `raise` do what they say, `slow` takes a moment."""

    def __call__(self, item):
        match item:
            case "hang" | "hang again":
                while True:
                    time.sleep(1)
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "raise":
                raise ValueError(item)
            case "slow":
                time.sleep(0.2)
                return item
        return 2 * item

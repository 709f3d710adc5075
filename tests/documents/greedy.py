"""A child that takes what it is not given: started in the sandbox as `python -m tests.documents.greedy`."""

import os
import signal
import sys

from tracker.documents.sandbox import answer


def _take(_content: bytes) -> object:
    how = sys.argv[3] if len(sys.argv) > 3 else "greedy"
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "broken":
        raise KeyError("ลับ")
    while how == "slow":
        pass
    return "ก" * (4 * 1024**3)


if __name__ == "__main__":
    sys.exit(answer(_take, int(sys.argv[1]), int(sys.argv[2])))

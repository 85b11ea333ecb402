"""`python -m learning_city <command>`: the same commands as `make`."""

from __future__ import annotations

import os
import sys

from .edges.commands import main


def _run() -> int:
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe (`make check | head`) has seen enough; that is no fault to report.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(_run())

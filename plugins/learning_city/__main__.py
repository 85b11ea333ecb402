"""`python -m learning_city <command>`: the same commands as `make`."""

from __future__ import annotations

import sys

from .edges.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

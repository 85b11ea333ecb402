"""Floor 6, the edges: Pelican, the command line, the terminal. Nobody imports them."""

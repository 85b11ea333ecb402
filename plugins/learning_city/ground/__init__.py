"""Floor 0, the ground: problems, letters and the clock. Standard library only."""

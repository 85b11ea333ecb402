"""Floor 3, the model: what a file may say, as frozen types. Knows no other file."""

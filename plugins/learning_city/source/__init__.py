"""Floor 1, the source: files and YAML text with positions, nothing interpreted."""

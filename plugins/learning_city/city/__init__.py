"""Floor 4, the city: references resolved, dates expanded, rules across files applied."""

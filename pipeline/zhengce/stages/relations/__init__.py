"""Relations: stated links between two spans."""

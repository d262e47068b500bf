"""What feeds send, as rows of the tables."""

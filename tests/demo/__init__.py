"""What the fictional office shows on its first day."""

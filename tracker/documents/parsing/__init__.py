"""What the words of a document mean: pure rules from text to values."""

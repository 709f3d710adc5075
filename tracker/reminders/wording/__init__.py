"""The Thai text of every message: short functions, plain values in, LINE message objects out."""

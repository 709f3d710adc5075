"""Attacks on the application as a whole: strangers, hostile input, hostile files."""

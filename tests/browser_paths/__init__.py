"""The main paths of the office, walked in a real browser on a phone and on a desk."""

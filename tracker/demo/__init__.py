"""The fictional office of the demo; every person and place in it is invented."""

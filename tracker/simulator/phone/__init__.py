"""The phones: each person's LINE chat as a page that works without a script."""

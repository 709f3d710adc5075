"""The forms of people's pages: `signing_in` and `administration`."""

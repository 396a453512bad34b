"""The blocks of a message: widgets that know how to show themselves and their text."""

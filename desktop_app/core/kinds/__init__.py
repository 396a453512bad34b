"""Every sort of problem there is, by area."""

"""Reading aloud: the system's voices, and what of it is seen in the window."""

"""How the window's log is written, so that what may be told of it can be read out of it again."""

LOG_FORMAT = "%(asctime)s %(levelname)s %(module)s:%(lineno)d %(message)s"
"""The place in the code may be told to anyone, the message may not."""

PROBLEM_LINE = "problem %s"
"""The message about a problem that was shown: its code."""

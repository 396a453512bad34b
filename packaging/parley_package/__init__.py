"""Makes the programs and the installers that people download: what `dev.py package` does.

Runs in the environment that set-up made, on the system that the result is for.
"""

"""What `dev.py` does to make Parley's environment. Standard library only.

`dev.py` says what is installed and which commands there are; the modules here say how.
"""

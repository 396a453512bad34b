"""Parley: talk with a model that runs on your own computer."""

__version__ = "0.1.0"

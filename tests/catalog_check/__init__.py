"""Checking the catalogue of models against the Hub: `dev.py catalog`."""

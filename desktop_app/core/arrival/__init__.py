"""Conversations of other programs, and of files, as Parley's own: plain values in and out."""

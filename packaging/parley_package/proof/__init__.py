"""Proves on Linux that the installed program works, as a person meets it.

A bare Debian is made in a folder, without Python and without a compiler. In there the package is
installed, and an ordinary user starts what it brought, in front of a screen that nobody sees.
"""

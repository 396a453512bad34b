"""Asking a window to close, as the X in its corner does: xdotool of 2016 cannot, newer ones can."""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_int, c_long, c_ulong, c_void_p

_CLIENT_MESSAGE = 33
"""The kind of event (X.h)."""


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent (Xlib.h), with the room that XEvent has in all."""

    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
        ("rest", c_long * 12),
    )


def ask_to_close(display: str, window: int) -> None:
    """Send WM_DELETE_WINDOW (ICCCM, 4.2.8.1). Raises OSError without Xlib, or without a screen."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = c_void_p
    xlib.XOpenDisplay.argtypes = [c_char_p]
    xlib.XInternAtom.restype = c_ulong
    xlib.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    xlib.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, c_void_p]
    xlib.XCloseDisplay.argtypes = [c_void_p]
    opened = xlib.XOpenDisplay(display.encode())
    if not opened:
        raise OSError(f"There is no screen {display}")
    protocols, delete = (
        xlib.XInternAtom(opened, name, False) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    )
    event = _ClientMessage(
        type=_CLIENT_MESSAGE, window=window, message_type=protocols, format=32, data=(delete,)
    )
    xlib.XSendEvent(opened, window, False, 0, byref(event))
    # Sends what is not sent yet, too.
    xlib.XCloseDisplay(opened)

"""How Parley stands in the menus of Linux desktops, and what kind of file it opens there."""

from __future__ import annotations

from desktop_app.core.build import IDENTIFIER

MEDIA_TYPE = "application/x-gguf"
"""Not registered with IANA; the name that other programs use for such files too."""

SUMMARY = "Talk with a language model on your own computer"

WINDOW_CLASS = "Parley"
"""The second half of WM_CLASS, which Qt makes of the application's name: by it a dock on X11 puts
the window under its icon. On Wayland the name of the desktop file does that."""


def desktop_entry(program: str) -> str:
    """The desktop file. `program` is what opens the window: a name on the PATH, or a path."""
    # Neither Version nor SingleMainWindow: validators of 2022 refuse the newer form.
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Parley\n"
        "GenericName=Chat with a Language Model\n"
        f"Comment={SUMMARY}\n"
        f"Exec={exec_word(program)} %f\n"
        f"TryExec={program}\n"
        f"Icon={IDENTIFIER}\n"
        "Terminal=false\n"
        "Categories=Utility;\n"
        "Keywords=AI;LLM;GGUF;llama;assistant;dictation;speech;\n"
        f"MimeType={MEDIA_TYPE};\n"
        "StartupNotify=true\n"
        f"StartupWMClass={WINDOW_CLASS}\n"
    )


def exec_word(word: str) -> str:
    """`word` as one word of an Exec line, by the Desktop Entry Specification 1.5, chapter 7.

    The quotes take a backslash before four characters, and a value doubles each backslash.
    """
    if not any(character in word for character in " \t\n\"'\\><~|&;$*?#()`%"):
        return word
    quoted = "".join(f"\\{each}" if each in '"`$\\' else each for each in word)
    return '"{}"'.format(quoted.replace("\\", "\\\\").replace("%", "%%"))


def media_types() -> str:
    """What shared-mime-info is told: files that begin with GGUF, whatever they are called."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f'  <mime-type type="{MEDIA_TYPE}">\n'
        "    <comment>language model (GGUF)</comment>\n"
        "    <acronym>GGUF</acronym>\n"
        "    <expanded-acronym>GGML Universal File</expanded-acronym>\n"
        '    <generic-icon name="package-x-generic"/>\n'
        '    <magic priority="60"><match type="string" offset="0" value="GGUF"/></magic>\n'
        '    <glob pattern="*.gguf"/>\n'
        "  </mime-type>\n"
        "</mime-info>\n"
    )

import pytest

from parley_package.licence_rule import ffmpeg_fault, is_ffmpeg, is_forbidden_library


@pytest.mark.parametrize(
    ("name", "forbidden"),
    [
        ("libx265.so.199", True),
        ("libreadline.so.8", True),
        ("libdb-5.3.so", True),
        ("libgdbm.so.6", True),
        ("libQt6VirtualKeyboard.so.6", True),
        ("Qt6Charts.dll", True),
        ("QtQuick3D", True),
        ("libQt6Quick.so.6", False),
        ("libdbus-1.so.3", False),
        ("libde265.so.0", False),
        ("libavcodec.so.61", False),
    ],
)
def test_libraries_under_the_gpl_are_known_by_their_names(name: str, forbidden: bool) -> None:
    assert is_forbidden_library(name) is forbidden


def test_ffmpeg_says_itself_how_it_was_built() -> None:
    assert is_ffmpeg("libavcodec.so.61")
    assert is_ffmpeg("avutil-59.dll")
    assert not is_ffmpeg("libav1.so")
    lgpl = b"\0license: LGPL version 2.1 or later\0--disable-doc\0"
    assert ffmpeg_fault(lgpl) == ""
    assert ffmpeg_fault(lgpl + b"--enable-gpl") == "built with its GPL parts"
    assert ffmpeg_fault(b"license: GPL version 2 or later") == "does not say that it is LGPL"

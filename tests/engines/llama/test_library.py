import ctypes

import pytest

from desktop_app.engines.llama.device import list_devices
from desktop_app.engines.llama.library import LOG_LINES, Log, load_library

DEBUG, INFO, WARNING, ERROR, CONTINUED = 1, 2, 3, 4, 5

pytestmark = pytest.mark.model


def test_the_library_is_loaded_once_with_a_processor_to_compute_on() -> None:
    library = load_library()

    assert load_library() is library
    devices = [found.device for found in list_devices(library)]
    assert any(not device.is_gpu for device in devices)
    assert all(device.name for device in devices)


def test_the_abort_callback_is_strlen() -> None:
    library = load_library()
    data = bytearray(2)
    address = ctypes.addressof((ctypes.c_char * 2).from_buffer(data))

    assert not library.abort(address)
    data[0] = 1
    assert library.abort(address)


def test_warnings_and_errors_are_kept_with_their_continuations() -> None:
    log = Log()
    log(INFO, b"info\n", None)
    log(CONTINUED, b"more info\n", None)
    log(ERROR, b"broken \xff ", None)
    log(CONTINUED, b"and how\n", None)
    log(DEBUG, b"debug\n", None)
    log(WARNING, None, None)

    assert log.text() == "broken \ufffd and how"
    log.clear()
    assert log.text() == ""


def test_only_the_last_lines_are_kept() -> None:
    log = Log()
    for number in range(LOG_LINES + 5):
        log(ERROR, f"{number}\n".encode(), None)

    assert log.text().splitlines()[0] == "5"

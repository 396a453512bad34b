"""Screenshots by the system's own ways; the portal is one of the test's, on a bus of its own."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import ClassInfo, QMimeData, QObject, QTimer, QUrl, Signal
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVirtualObject,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import Problem
from desktop_app.ui.offer import Offer, PictureBytes, PictureFile
from desktop_app.ui.screenshot import (
    PORTAL,
    PORTAL_PATH,
    ClipboardScreenshot,
    CommandScreenshot,
    PortalScreenshot,
    Screenshot,
)
from tests.ui.session_bus import DAEMON, session_bus


def heard(screenshot: Screenshot) -> list[Offer | Problem]:
    heard: list[Offer | Problem] = []
    screenshot.taken.connect(heard.append)
    screenshot.failed.connect(heard.append)
    return heard


@pytest.mark.skipif(DAEMON is None, reason="the portal is reached over D-Bus")
class TestPortal:
    @pytest.fixture
    def address(self, qapp: QApplication) -> Iterator[str]:
        with session_bus("parley", "portal") as address:
            yield address

    @pytest.fixture
    def portal(self, address: str) -> Iterator["Portal"]:
        bus = QDBusConnection.connectToBus(address, "portal")
        portal = Portal()
        assert bus.registerService(PORTAL)
        assert bus.registerVirtualObject(PORTAL_PATH, portal)
        yield portal
        bus.unregisterObject(PORTAL_PATH)

    def test_what_the_person_took(self, qtbot: QtBot, address: str, portal: "Portal") -> None:
        screenshot = PortalScreenshot(address=address)
        told = heard(screenshot)
        screenshot.take()
        qtbot.waitUntil(lambda: len(told) == 1)
        assert told == [Offer(pictures=(PictureFile("/pictures/a b.png"),))]
        assert portal.asked == ["sa{sv}"]

    def test_two_are_not_confused(self, qtbot: QtBot, address: str, portal: "Portal") -> None:
        screenshot = PortalScreenshot(address=address)
        told = heard(screenshot)
        screenshot.take()
        screenshot.take()
        qtbot.waitUntil(lambda: len(told) == 2)

    def test_who_cancels_hears_nothing(self, qtbot: QtBot, address: str, portal: "Portal") -> None:
        screenshot = PortalScreenshot(address=address)
        told = heard(screenshot)
        portal.outcome = 1
        screenshot.take()
        qtbot.waitUntil(lambda: len(portal.answered) == 1)
        portal.outcome = 2
        screenshot.take()
        qtbot.waitUntil(lambda: len(told) == 1)
        assert isinstance(told[0], Problem)
        assert told[0].code == "screenshot.failed"

    def test_a_desktop_without_one(self, qtbot: QtBot, address: str) -> None:
        screenshot = PortalScreenshot(address=address)
        told = heard(screenshot)
        screenshot.take()
        qtbot.waitUntil(lambda: len(told) == 1)
        assert isinstance(told[0], Problem)
        assert told[0].code == "screenshot.unavailable"
        assert PORTAL in told[0].details

    def test_no_bus_at_all(self, qapp: QApplication) -> None:
        screenshot = PortalScreenshot(address="unix:path=/nowhere/at/all")
        told = heard(screenshot)
        screenshot.take()
        assert [type(one) for one in told] == [Problem]
        QDBusConnection.disconnectFromBus("parley")


@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Request"})
class Request(QObject):
    Response = Signal("uint", "QVariantMap")


class Portal(QDBusVirtualObject):
    """Answers as portals do: with a handle at once, with the outcome later."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome = 0
        self.asked: list[str] = []
        self.answered: list[int] = []
        self._requests: list[Request] = []

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        token = re.search(r"parley_\w+", repr(message))
        assert token is not None
        sender = message.service().removeprefix(":").replace(".", "_")
        handle = f"{PORTAL_PATH}/request/{sender}/{token.group()}"
        self.asked.append(message.signature())
        connection.send(message.createReply([QDBusObjectPath(handle)]))
        request = Request()
        self._requests.append(request)
        connection.registerObject(handle, request, QDBusConnection.RegisterOption.ExportAllSignals)
        QTimer.singleShot(0, self, lambda: self._answer(request))
        return True

    def _answer(self, request: Request) -> None:
        request.Response.emit(self.outcome, {"uri": "file:///pictures/a%20b.png"})
        self.answered.append(self.outcome)


class TestCommand:
    def command(self, script: str) -> CommandScreenshot:
        return CommandScreenshot(sys.executable, ("-c", script))

    def test_the_file_that_it_leaves(self, qtbot: QtBot) -> None:
        script = "import sys; open(sys.argv[-1], 'wb').write(b'a picture')"
        screenshot = self.command(script)
        told = heard(screenshot)
        screenshot.take()
        qtbot.waitUntil(lambda: len(told) == 1)
        assert told == [Offer(pictures=(PictureBytes(b"a picture", "screenshot.png"),))]

    def test_who_cancels_hears_nothing(self, qtbot: QtBot, tmp_path: Path) -> None:
        script = f"open({str(tmp_path / 'ran')!r}, 'w')"
        screenshot = self.command(script)
        told = heard(screenshot)
        screenshot.take()
        qtbot.waitUntil(lambda: not screenshot.children())
        assert (tmp_path / "ran").exists()
        assert told == []

    def test_a_program_that_is_not_there(self, qtbot: QtBot) -> None:
        screenshot = CommandScreenshot("/nowhere/screencapture", ("-i",))
        told = heard(screenshot)
        screenshot.take()
        qtbot.waitUntil(lambda: len(told) == 1)
        assert isinstance(told[0], Problem)
        assert told[0].code == "screenshot.unavailable"


class TestClipboard:
    @pytest.fixture
    def copy(self, qapp: QApplication) -> Callable[[bytes], None]:
        def copy(data: bytes) -> None:
            copied = QMimeData()
            copied.setData("image/png" if data else "text/plain", data or b"words")
            QGuiApplication.clipboard().setMimeData(copied)

        return copy

    def test_the_next_picture_that_is_copied(self, copy: Callable[[bytes], None]) -> None:
        opened: list[QUrl] = []

        def open_link(link: QUrl) -> bool:
            opened.append(link)
            return True

        screenshot = ClipboardScreenshot("ms-screenclip:", open_link=open_link)
        told = heard(screenshot)
        copy(b"before")
        assert told == []
        screenshot.take()
        assert opened == [QUrl("ms-screenclip:")]
        copy(b"")
        copy(b"the screenshot")
        copy(b"after")
        assert told == [Offer(pictures=(PictureBytes(b"the screenshot"),))]

    def test_a_system_without_the_tool(self, qapp: QApplication) -> None:
        screenshot = ClipboardScreenshot("ms-screenclip:", open_link=lambda _: False)
        told = heard(screenshot)
        screenshot.take()
        assert [type(one) for one in told] == [Problem]

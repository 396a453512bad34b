"""What the window, the task bar and the system say of downloads; the buses are the test's own."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.download import Parcel
from desktop_app.core.events import Failed, Fetching, Finished
from desktop_app.ui.header import Header
from desktop_app.ui.models import notification as notification_module
from desktop_app.ui.models.download_badge import DownloadBadge
from desktop_app.ui.models.download_watch import DownloadWatch
from desktop_app.ui.models.notification import PORTAL, PORTAL_PATH, Notification
from desktop_app.ui.models.task_bar import TaskBar
from desktop_app.ui.notices import Notices
from desktop_app.ui.theme import Theme
from tests.ui.models.download_parts import DAMAGED, OFFLINE, SIZE, Home, parcel
from tests.ui.session_bus import DAEMON, session_bus
from tests.ui.voice_parts import ToldEngine

MONITOR = shutil.which("dbus-monitor")


pytestmark = pytest.mark.usefixtures("online")


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def header(qtbot: QtBot, theme: Theme) -> Header:
    header = Header(theme)
    qtbot.addWidget(header)
    header.resize(800, 44)
    header.show()
    return header


@pytest.fixture
def notices(qtbot: QtBot, theme: Theme) -> Notices:
    notices = Notices(theme)
    qtbot.addWidget(notices)
    return notices


@pytest.fixture
def watch(downloads_home: Home, header: Header, notices: Notices, theme: Theme) -> DownloadWatch:
    return DownloadWatch(downloads_home.downloads, header, notices, theme)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what the system was asked to say."""
    said: list[str] = []

    class Spoken(QObject):
        def show(self, title: str, text: str) -> None:
            assert text
            said.append(title)

    monkeypatch.setattr(notification_module, "Notification", Spoken)
    return said


def badge_of(header: Header) -> DownloadBadge:
    (badge,) = header.findChildren(DownloadBadge)
    return badge


def leave(qtbot: QtBot, header: Header) -> None:
    """Nobody looks at a window of ours."""
    header.hide()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is None)


def test_the_badge_is_there_while_something_is_on_its_way(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    header: Header,
    watch: DownloadWatch,
    one: Parcel,
) -> None:
    asked: list[bool] = []
    watch.page_requested.connect(lambda: asked.append(True))
    assert not header.findChildren(DownloadBadge)
    one.files[0].part.write_bytes(bytes(60))
    downloads_home.downloads.fetch(one)
    badge = badge_of(header)
    assert badge.isVisible()
    engine.events.put(Fetching(0, SIZE))
    engine.events.put(Fetching(40, SIZE))
    qtbot.waitUntil(lambda: badge.text() == "40 %")
    downloads_home.clock.now += 4
    engine.events.put(Fetching(60, SIZE))
    qtbot.waitUntil(lambda: badge.text() == "60 %")
    name = "Fetching One · 60 % · 15 bytes/s · less than a minute left"
    assert (badge.accessibleName(), badge.toolTip()) == (name, name)
    badge.click()
    assert asked == [True]
    downloads_home.settings.set("hub.offline", True)
    assert badge.accessibleName() == "Fetching One · 60 % · waits"
    downloads_home.downloads.pause("one")
    assert not badge.isVisible()
    downloads_home.settings.set("hub.offline", False)
    downloads_home.downloads.fetch(one)
    assert badge_of(header) is badge
    assert badge.isVisible()
    watch.shut_down()


def test_several_are_counted(
    downloads_home: Home, header: Header, watch: DownloadWatch, one: Parcel, tmp_path: Path
) -> None:
    downloads_home.downloads.fetch(one)
    downloads_home.downloads.fetch(parcel(tmp_path, "two"))
    assert badge_of(header).accessibleName().startswith("Fetching 2 models · 0 %")


def test_the_line_under_it_is_as_long_as_what_is_here(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    header: Header,
    watch: DownloadWatch,
    one: Parcel,
    theme: Theme,
) -> None:
    downloads_home.downloads.fetch(one)
    badge = badge_of(header)
    engine.events.put(Fetching(50, SIZE))
    qtbot.waitUntil(lambda: badge.text() == "50 %")
    ours = theme.color("accent").rgb()

    def line() -> list[bool]:
        image: QImage = badge.grab().toImage()
        row = image.height() - 3
        return [image.pixel(x, row) == ours for x in range(image.width())]

    filled = line()
    assert filled[len(filled) // 4]
    assert not filled[3 * len(filled) // 4]


def test_what_arrived_can_be_used_at_once(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    header: Header,
    notices: Notices,
    watch: DownloadWatch,
    one: Parcel,
    said: list[str],
) -> None:
    leave(qtbot, header)
    used: list[str] = []
    watch.use_requested.connect(used.append)
    downloads_home.downloads.fetch(one)
    engine.events.put(Finished())
    qtbot.waitUntil(lambda: bool(notices.banners()))
    (banner,) = notices.banners()
    assert banner.text() == "One is here."
    banner.button.click()
    assert used == [one.model]
    assert not notices.banners()
    assert said == ["One is here."]


def test_an_offer_goes_when_it_is_no_news_any_more(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    notices: Notices,
    watch: DownloadWatch,
    one: Parcel,
    said: list[str],
) -> None:
    for _ in range(2):
        downloads_home.downloads.fetch(one)
        engine.events.put(Finished())
        qtbot.waitUntil(lambda: downloads_home.heard[-1:] == [one])
        downloads_home.heard.clear()
    assert len(notices.banners()) == 1
    watch.withdraw("/another")
    assert len(notices.banners()) == 1
    watch.withdraw(one.model)
    watch.withdraw(one.model)
    assert not notices.banners()


def test_who_looks_at_the_window_is_not_told_twice(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    header: Header,
    notices: Notices,
    watch: DownloadWatch,
    one: Parcel,
    said: list[str],
) -> None:
    header.activateWindow()
    qtbot.waitUntil(header.isActiveWindow)
    downloads_home.downloads.fetch(one)
    engine.events.put(Finished())
    qtbot.waitUntil(lambda: bool(notices.banners()))
    assert said == []


def test_a_failure_is_said_but_not_one_that_passes(
    qtbot: QtBot,
    engine: ToldEngine,
    downloads_home: Home,
    header: Header,
    notices: Notices,
    watch: DownloadWatch,
    one: Parcel,
    said: list[str],
) -> None:
    leave(qtbot, header)
    downloads_home.downloads.failed.connect(notices.show_problem)
    downloads_home.downloads.fetch(one)
    engine.events.put(Failed(OFFLINE))
    qtbot.waitUntil(lambda: bool(notices.banners()))
    assert said == []
    downloads_home.downloads.try_again(OFFLINE)
    engine.events.put(Fetching(10, SIZE))
    engine.events.put(Fetching(20, SIZE))
    qtbot.waitUntil(lambda: not notices.banners())  # no news any more
    engine.events.put(Failed(DAMAGED))
    qtbot.waitUntil(lambda: len(said) == 1)


@pytest.mark.skipif(DAEMON is None, reason="desktops are spoken to over D-Bus")
class TestDesktop:
    @pytest.fixture
    def address(self, qapp: QApplication) -> Iterator[str]:
        with session_bus("parley", "desktop") as address:
            yield address

    @pytest.fixture
    def portal(self, address: str) -> Iterator["Portal"]:
        bus = QDBusConnection.connectToBus(address, "desktop")
        portal = Portal()
        assert bus.registerService(PORTAL)
        assert bus.registerVirtualObject(PORTAL_PATH, portal)
        yield portal
        bus.unregisterObject(PORTAL_PATH)

    def test_a_notification(self, qtbot: QtBot, address: str, portal: "Portal") -> None:
        notification = Notification(address=address)
        notification.show("One is here.", "It can be used now.")
        notification.show("Two is here.", "It can be used now.")
        qtbot.waitUntil(lambda: len(portal.asked) == 2)
        assert [ask.signature() for ask in portal.asked] == ["sa{sv}", "sa{sv}"]
        assert "One is here." in repr(portal.asked[0])
        assert "download-1" in repr(portal.asked[0])
        assert "download-2" in repr(portal.asked[1])

    def test_a_desktop_without_a_portal(self, qtbot: QtBot, address: str) -> None:
        notification = Notification(address=address)
        asked: list[str] = []
        notification._show_icon = lambda title, text: asked.append(title)  # type: ignore[method-assign]
        notification.show("One is here.", "It can be used now.")
        qtbot.waitUntil(lambda: asked == ["One is here."])

    @pytest.mark.skipif(MONITOR is None, reason="a signal to all has to be overheard")
    def test_the_task_bar(self, address: str) -> None:
        assert MONITOR is not None
        monitor = subprocess.Popen(
            [MONITOR, "--address", address, "type='signal',member='Update'"],
            stdout=subprocess.PIPE,
            text=True,
        )
        with monitor:
            assert monitor.stdout is not None
            while "NameLost" not in monitor.stdout.readline():
                pass  # it listens from there on
            bar = TaskBar(address=address)
            bar.show(40)
            bar.show(40)
            bar.show(None)
            heard = ""
            while heard.count("progress-visible") < 2:
                heard += monitor.stdout.readline()
            heard += monitor.stdout.readline()
            monitor.terminate()
        assert 'string "application://parley.desktop"' in heard
        assert "double 0.4" in heard
        assert heard.count("member=Update") == 2
        assert "boolean true" in heard
        assert "boolean false" in heard

    def test_no_bus_at_all(self, qapp: QApplication) -> None:
        TaskBar(address="unix:path=/nowhere/at/all").show(10)
        Notification(address="unix:path=/nowhere/at/all").show("One", "Two")
        QDBusConnection.disconnectFromBus("parley")


class Portal(QDBusVirtualObject):
    """Answers as the portal does: nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[QDBusMessage] = []

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append(message)
        connection.send(message.createReply())
        return True

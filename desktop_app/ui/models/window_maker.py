"""The window of models, made of its pages and connected with what outlives it."""

from typing import TYPE_CHECKING

from desktop_app.core.local_model import LocalModel
from desktop_app.ui.models.downloads_page import DownloadsPage
from desktop_app.ui.models.find_page import FindPage
from desktop_app.ui.models.library_page import LibraryPage
from desktop_app.ui.models.models_window import ModelsWindow, PageMaker
from desktop_app.ui.models.page import Page

if TYPE_CHECKING:
    from desktop_app.ui.models.model_desk import ModelDesk


def make_window(desk: "ModelDesk") -> ModelsWindow:
    """The window, not shown yet; each page is made when it is first shown."""
    window: ModelsWindow

    pages: dict[Page, PageMaker] = {
        Page.LIBRARY: lambda: _library_page(desk, window),
        Page.FIND: lambda: _find_page(desk),
        Page.DOWNLOADS: lambda: _downloads_page(desk, window),
    }
    window = ModelsWindow(desk.theme, pages, None, desk.places.window)
    window.action_requested.connect(desk.act)
    window.diagnostics_requested.connect(desk.diagnostics_requested)

    def count() -> None:
        downloads = desk.downloads
        window.set_count(Page.DOWNLOADS, sum(map(downloads.on_its_way, downloads.orders())))

    desk.downloads.changed.connect(count)
    desk.downloads.mended.connect(window.notices.clear_problem)
    count()
    return window


def _library_page(desk: "ModelDesk", window: ModelsWindow) -> LibraryPage:
    page = LibraryPage(desk.theme, desk.library, desk.appraiser)

    def open_settings(model: LocalModel) -> None:
        desk.own_settings.open(model.path, model.key)

    page.chosen.connect(desk.use)
    page.failed.connect(window.tell)
    page.undoable.connect(window.notices.show_undo)
    page.news.connect(window.notices.show_news)
    page.settings_requested.connect(open_settings)
    page.find_requested.connect(lambda: window.show_page(Page.FIND))
    page.set_in_use(desk.model.path)
    desk.model.chosen.connect(page.set_in_use)
    return page


def _find_page(desk: "ModelDesk") -> FindPage:
    page = FindPage(
        desk.theme,
        desk.hub,
        desk.downloads,
        desk.appraiser,
        desk.settings,
        desk.places,
        rate=desk.adviser.rate,
        library=desk.library,
    )
    page.chosen.connect(desk.use)
    page.failed.connect(desk.tell)
    page.action_requested.connect(desk.act)
    return page


def _downloads_page(desk: "ModelDesk", window: ModelsWindow) -> DownloadsPage:
    page = DownloadsPage(desk.theme, desk.downloads)
    page.chosen.connect(desk.use)
    page.failed.connect(window.tell)
    page.find_requested.connect(lambda: window.show_page(Page.FIND))
    page.action_requested.connect(desk.act)
    page.undoable.connect(window.notices.show_undo)
    return page

"""One language for our own sentences, for Qt's, and for dates and numbers."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.core.interface_language import interface_language
from desktop_app.core.paths import resources


def apply_language(
    application: QApplication, choice: str, wanted: list[str] | None = None, own: Path | None = None
) -> str:
    """Have everything that is made from now on speak the chosen language; its code.

    `choice` is a value of the setting `language`; `wanted` are the languages of the system, the
    best first, `own` is the folder with our translations: the real ones unless given. What is
    there already keeps its words: the window is made anew.
    """
    system = QLocale.system()
    code = interface_language(choice, system.uiLanguages() if wanted is None else wanted)
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    locale = QLocale(code)
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for stem, folder in (("qtbase", qt), ("parley", str(own or resources() / "translations"))):
        translator = QTranslator(application)
        # The sentences are written in English; its file has the forms for one and for many.
        if translator.load(f"{stem}_{code}", folder):
            application.installTranslator(translator)
    # Who has their system in this language has its dates and numbers the way they chose there.
    QLocale.setDefault(system if system.language() == locale.language() else locale)
    application.setLayoutDirection(locale.textDirection())
    return code

"""What the settings of finding models need beyond their table: a folder, addresses, an account."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import Problem
from desktop_app.core.hub_access import ADDRESS, HubAccess
from desktop_app.core.hub_setting import address_problem, proxy_problem
from desktop_app.core.kinds.kind import Action
from desktop_app.ui.models.hub_client import HubClient
from desktop_app.ui.models.model_folders import ModelFolders
from desktop_app.ui.setting_field import FieldMaker
from desktop_app.ui.settings_dialog import HeadMaker
from desktop_app.ui.theme import Theme


def hub_fields(folders: ModelFolders) -> Mapping[str, FieldMaker]:
    """The controls of the settings that no plain control can show, by their keys."""
    from desktop_app.ui.models.address_field import AddressField
    from desktop_app.ui.models.folder_field import FolderField

    system = QCoreApplication.translate("HubFields", "As the system has it")
    return {
        "models.folder": partial(FolderField, folders=folders),
        "hub.address": partial(AddressField, check=address_problem, usual=ADDRESS),
        "hub.proxy": partial(AddressField, check=proxy_problem, usual=system),
    }


def hub_head(
    hub: HubClient, access: Callable[[], HubAccess], act: Callable[[Action, Problem], None]
) -> HeadMaker:
    """What stands above these settings; `access` is how the Hub is reached, as far as
    the person chose; `act` does what a problem's button there asks for."""

    def make(theme: Theme) -> QWidget:
        from desktop_app.ui.models.hub_account import HubAccount

        account = HubAccount(theme, hub, access)
        account.action_requested.connect(act)
        return account

    return make

"""The options of `parley data`."""

import argparse
from pathlib import Path

from desktop_app.cli import usage
from desktop_app.cli.option import command_parser


def data_parser() -> argparse.ArgumentParser:
    """Of `parley data`."""
    parser = command_parser("parley data", "Where all of it is, backups, and its end.", usage.DATA)
    names = "where|size|backup|restore|undo|erase"
    actions = parser.add_subparsers(dest="action", required=True, metavar=names)
    actions.add_parser("where", help="the folders and files, one a line")
    actions.add_parser("size", help="bytes of each part, one a line")
    backup = actions.add_parser("backup", help="write all that is yours into one file")
    backup.add_argument("archive", type=Path, metavar="FILE", help="a .zip, to be made")
    backup.add_argument("--yes", action="store_true", help="replace a file that is there")
    restore = actions.add_parser("restore", help="have a backup take the place of what is here")
    restore.add_argument("archive", type=Path, metavar="FILE", help="a backup")
    restore.add_argument("--yes", action="store_true", help="yes, do it")
    undo = actions.add_parser("undo", help="bring back what the last restore set aside")
    undo.add_argument("--yes", action="store_true", help="yes, do it")
    erase = actions.add_parser("erase", help="delete everything but the models, for good")
    erase.add_argument("--all", action="store_true", help="the models that Parley has, too")
    erase.add_argument("--yes", action="store_true", help="yes, do it")
    return parser

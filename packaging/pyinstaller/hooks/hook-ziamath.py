"""ziamath: the font that it sets formulas in."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("ziamath")

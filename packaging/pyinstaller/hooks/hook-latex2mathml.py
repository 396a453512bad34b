"""latex2mathml: the table of symbols that it opens as a file."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("latex2mathml")

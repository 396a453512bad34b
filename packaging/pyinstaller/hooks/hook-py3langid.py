"""py3langid: the table that it knows languages by, which it opens as a file."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("py3langid")

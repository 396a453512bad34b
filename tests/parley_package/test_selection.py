import sys
from pathlib import Path, PurePath

import pytest

from parley_package import selection
from parley_package.edition import FULL, SLIM
from parley_package.selection import LINK, belongs, chosen, excluded, is_opened, once, orphans


class TestModules:
    def test_the_slim_edition_goes_without_torch_and_what_comes_with_it(self) -> None:
        assert {"torch", "whisper", "numba"} <= set(excluded(SLIM))
        assert not {"torch", "whisper", "numba"} & set(excluded(FULL))

    @pytest.mark.parametrize("module", ["readline", "_dbm", "triton", "hf_xet"])
    def test_no_edition_has_what_is_under_the_gpl_or_of_no_use(self, module: str) -> None:
        assert module in excluded(SLIM)
        assert module in excluded(FULL)


class TestFiles:
    @pytest.mark.parametrize(
        "place",
        [
            "llama_cpp/lib/libggml-rpc.so",
            "llama_cpp/lib/ggml-rpc.dll",
            "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
            "PySide6/Qt/plugins/sqldrivers/libqsqlmysql.so",
            "PySide6/Qt/translations/qtbase_de.qm",
            "torch/include/ATen/ATen.h",
            "numba/np/ufunc/tbbpool.cpython-311-x86_64-linux-gnu.so",
        ],
    )
    def test_what_nobody_needs_stays_out(self, place: str) -> None:
        assert not belongs(place, "linux")

    @pytest.mark.parametrize(
        "place",
        [
            "llama_cpp/lib/libggml-cpu-haswell.so",
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/Qt/plugins/platforms/libqoffscreen.so",
            "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
            "PySide6/Qt/lib/libQt6Qml.so.6",
            "resources/translations/parley_de.qm",
            "PySide6/Qt/translations/qtbase_zh_CN.qm",
        ],
    )
    def test_what_is_needed_goes_in(self, place: str) -> None:
        assert belongs(place, "linux")

    def test_a_library_of_the_desktop_is_the_systems_own_on_linux_alone(self) -> None:
        assert not belongs("libfontconfig.so.1", "linux")
        assert belongs("libfontconfig.so.1", "darwin")


class TestOrphans:
    @pytest.mark.parametrize(
        "place",
        [
            "PySide6/QtCore.abi3.so",
            "_cffi_backend.cpython-311-x86_64-linux-gnu.so",
            "libpython3.11.so.1.0",
            "llama_cpp/lib/libllama.so",
            "PySide6/Qt/plugins/platforms/libqxcb.so",
        ],
    )
    def test_modules_plug_ins_and_what_ctypes_opens_are_opened(self, place: str) -> None:
        assert is_opened(PurePath(place))

    @pytest.mark.parametrize(
        "place",
        [
            "libgtk-3.so.0",
            "pillow.libs/libtiff-20b7e810.so.6.3.0",
            "PySide6/Qt/lib/libQt6Quick.so.6",
            "libpyside6.abi3.so.6.11",
        ],
    )
    def test_others_are_there_because_somebody_asks(self, place: str) -> None:
        assert not is_opened(PurePath(place))

    def test_a_library_stays_that_another_one_asks_for_that_stays(self) -> None:
        libraries = {
            "plugin.so": {"libffmpeg.so", "libc.so.6"},
            "libffmpeg.so": {"libqml.so"},
            "libqml.so": set[str](),
            "libgtk.so": {"libpango.so"},
            "libpango.so": {"libgtk.so"},
        }
        assert orphans(libraries, ["plugin.so"]) == {"libgtk.so", "libpango.so"}


class TestLists:
    def test_the_same_library_under_two_names_is_there_once(self, tmp_path: Path) -> None:
        for name, content in {"libz.so.1.2": b"z", "libz.so.1": b"z", "libz.so": b"other"}.items():
            (tmp_path / name).write_bytes(content)
        entries = [
            (f"x.libs/{name}", str(tmp_path / name), "BINARY")
            for name in ("libz.so", "libz.so.1", "libz.so.1.2")
        ]
        kinds = {place: (source, kind) for place, source, kind in once(entries)}
        assert kinds["x.libs/libz.so.1"] == ("libz.so.1.2", LINK)
        assert kinds["x.libs/libz.so.1.2"][1] == "BINARY"
        assert kinds["x.libs/libz.so"][1] == "BINARY"

    def test_a_link_goes_with_what_it_leads_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        binaries = [("PySide6/Qt/lib/libQt6Core.so.6", "/qt/core", "BINARY")]
        data = [
            ("libQt6Pdf.so.6", "PySide6/Qt/lib/libQt6Pdf.so.6", LINK),
            ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", LINK),
        ]
        assert chosen(binaries, data) == (binaries, data[1:])

    def test_what_the_freezer_collected_is_put_in_order(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        data = [("b.toml", "/b.toml", "DATA"), ("x.pyi", "/x.pyi", "DATA"), ("a", "/a", "DATA")]
        assert chosen([], data)[1] == [data[2], data[0]]

    @pytest.mark.skipif(sys.platform != "linux", reason="reads programs for Linux")
    def test_a_real_program_tells_what_it_asks_for(self, tmp_path: Path) -> None:
        text = tmp_path / "text.so"
        text.write_text("GROUP ( libc.so.6 )")
        program = Path(sys.executable)
        found = selection.needed([program, text])
        assert any(name.startswith("libc.so") for name in found[program])
        assert found[text] == frozenset()

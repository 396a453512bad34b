import pytest

from parley_package.edition import FULL, SLIM
from parley_package.release import Release
from parley_package.target import Target
from parley_setup.console import SetupError
from parley_setup.machine import Machine


def test_a_name_tells_version_edition_system_and_processor() -> None:
    release = Release("1.2.0", SLIM, Target("linux", "x86_64"))
    assert release.file_name("deb") == "parley-1.2.0-slim-linux-x86_64.deb"


def test_a_variant_stands_behind() -> None:
    release = Release("1.2.0", FULL, Target("windows", "x86_64"), "cuda")
    assert release.file_name("exe") == "parley-1.2.0-full-windows-x86_64-cuda-setup.exe"


def test_an_unknown_kind_of_package_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="msi"):
        Release("1.2.0", FULL, Target("windows", "x86_64")).file_name("msi")


def test_each_packager_has_its_name_for_the_processor() -> None:
    assert (Target("linux", "arm64").debian, Target("linux", "arm64").fedora) == (
        "arm64",
        "aarch64",
    )


def test_a_machine_without_packages_is_told_what_works() -> None:
    with pytest.raises(SetupError, match=r"dev\.py run"):
        Target.of(Machine("FreeBSD", "x86_64"))

import pytest

from desktop_app.core.models import RECENT, first_part, model_name, part_names, with_recent


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/models/SmolLM2-135M-Instruct.Q4_1.gguf", "SmolLM2-135M-Instruct.Q4_1"),
        ("/models/Größe 1/Modell.GGUF", "Modell"),
        ("Big-00002-of-00003.gguf", "Big"),
        ("/models/no ending", "no ending"),
        ("/models/v1.5", "v1.5"),
    ],
)
def test_a_name_is_the_files_without_its_ending(path: str, name: str) -> None:
    assert model_name(path) == name


def test_any_part_leads_to_the_first() -> None:
    assert first_part("/m/Big-00002-of-00003.gguf") == "/m/Big-00001-of-00003.gguf"
    assert first_part("/m/Big-00001-of-00003.gguf") == "/m/Big-00001-of-00003.gguf"
    assert first_part("/m/Small-2-of-3.gguf") == "/m/Small-2-of-3.gguf"
    assert first_part("/m.d/none") == "/m.d/none"


def test_recent_files_are_the_newest_each_once() -> None:
    recent: tuple[str, ...] = ()
    for path in ("a", "b", "a", "c"):
        recent = with_recent(recent, path)
    assert recent == ("c", "a", "b")


def test_the_list_of_recent_files_does_not_grow_for_ever() -> None:
    recent: tuple[str, ...] = ()
    for number in range(RECENT + 5):
        recent = with_recent(recent, str(number))
    assert len(recent) == RECENT
    assert recent[0] == str(RECENT + 4)


def test_the_names_of_all_parts() -> None:
    names = ("a-00001-of-00002.gguf", "a-00002-of-00002.gguf")
    assert part_names(names[0]) == part_names(names[1]) == names
    assert part_names("a.gguf") == ("a.gguf",)
    assert part_names("a-00001-of-00000.gguf") == ("a-00001-of-00000.gguf",)
    assert part_names("a-00001-of-99999.gguf") == ("a-00001-of-99999.gguf",)
    assert part_names("a-00001-of-00002") == ("a-00001-of-00002",)

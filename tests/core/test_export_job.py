import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.export_job import names_for, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Größe: 鱼/🦜?", "Größe 鱼 🦜"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("../../etc/passwd", "etc passwd"),
        (" ..  ", "Conversation"),
        ("", "Conversation"),
        ("a\u202egpj.exe", "a gpj.exe"),
        ("half \ud800", "half"),
    ],
)
def test_names_that_every_system_takes(title: str, name: str) -> None:
    assert safe_name(title) == name


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_title_makes_a_name(title: str) -> None:
    name = safe_name(title)
    assert name
    assert name == name.strip(". ")
    assert not set(name) & set('<>:"/\\|?*\n\0')
    assert len(name.encode("utf-8")) < 200


def test_names_are_told_apart_also_where_case_makes_no_difference() -> None:
    assert names_for(["Fish", "fish", "FISH"], "md", ["fish (2).MD"]) == [
        "Fish.md",
        "fish (3).md",
        "FISH (4).md",
    ]

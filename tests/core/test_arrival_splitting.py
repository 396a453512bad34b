import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.arrival import splitting
from desktop_app.core.arrival.splitting import conversations
from desktop_app.core.arrival.value import MalformedError

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)
)
OBJECTS = st.dictionaries(st.text(max_size=5), VALUES, max_size=4)


def split(data: bytes, size: int) -> list[Any]:
    return list(conversations(data[at : at + size] for at in range(0, len(data), size)))


@given(st.lists(OBJECTS, max_size=5), st.integers(1, 40), st.sampled_from([None, 2]))
def test_a_list_comes_apart_wherever_it_is_cut(
    items: list[Any], size: int, indent: int | None
) -> None:
    data = json.dumps(items, ensure_ascii=False, indent=indent).encode("utf-8")
    assert split(data, size) == items


@given(OBJECTS, st.integers(1, 40))
def test_one_object_is_one(value: Any, size: int) -> None:
    assert split(b"\xef\xbb\xbf \n" + json.dumps(value).encode(), size) == [value]


@given(st.binary(max_size=60), st.integers(1, 9))
def test_noise_is_malformed_or_json(noise: bytes, size: int) -> None:
    try:
        items = split(b"[" + noise, size)
    except MalformedError:
        return
    assert json.loads(b"[" + noise) == items


@pytest.mark.parametrize(
    "text",
    [
        '[{"a":1},]',
        '[,{"a":1}]',
        "[1]",
        '["a"]',
        "{}{}",
        "[]]",
        "[}",
        '[{"a":1}}',
        "x",
        '[{"a":1}x]',
    ],
)
def test_what_is_no_list_of_objects(text: str) -> None:
    with pytest.raises(MalformedError):
        split(text.encode(), 3)


def test_a_very_long_text_goes_by_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    long = json.dumps([{"a": 'x\\"' * 200_000}]).encode()
    assert split(long, 1000) == json.loads(long)
    monkeypatch.setattr(splitting, "MOST_CHARACTERS", 100_000)
    with pytest.raises(MalformedError, match="longer than 100,000"):
        split(long, 1000)

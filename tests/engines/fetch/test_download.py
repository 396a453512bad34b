"""What is said to the server that has the bytes."""

from desktop_app.engines.fetch.download import Range


def test_the_rest_is_asked_for_of_the_version_whose_beginning_is_here() -> None:
    headers = Range(start=1000, etag='"abc"').headers()
    assert (headers["Range"], headers["If-Range"]) == ("bytes=1000-", '"abc"')


def test_whatever_its_version_is_called_where_none_is_known() -> None:
    headers = Range(start=1000).headers()
    assert headers["Range"] == "bytes=1000-"
    assert "If-Range" not in headers


def test_the_whole_file_is_asked_for_plainly() -> None:
    assert not {"Range", "If-Range"} & set(Range(etag='"abc"').headers())


def test_a_piece_ends_before_its_end() -> None:
    assert Range(start=10, end=20).headers()["Range"] == "bytes=10-19"


def test_bytes_come_as_they_are() -> None:
    assert Range().headers()["Accept-Encoding"] == "identity"

import pytest

from desktop_app.core.events import Usage
from desktop_app.core.speed import FEWEST_TOKENS, is_news


@pytest.mark.parametrize(
    ("known", "tokens", "speed", "news"),
    [
        (0.0, 100, 20.0, True),
        (20.0, 100, 21.9, False),
        (20.0, 100, 18.1, False),
        (20.0, 100, 22.1, True),
        (20.0, 100, 17.9, True),
        (0.0, FEWEST_TOKENS, 20.0, True),
        (0.0, FEWEST_TOKENS - 1, 20.0, False),
        (0.0, 100, 0.0, False),
    ],
)
def test_only_what_differs_noticeably_is_news(
    known: float, tokens: int, speed: float, news: bool
) -> None:
    usage = Usage(reply_tokens=tokens, writing_tokens_per_second=speed)
    assert is_news(known, usage) is news

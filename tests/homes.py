"""Homes with something in them, for what is kept, restored and deleted."""

from pathlib import Path

from desktop_app.core.audio import Audio
from desktop_app.core.conversation import Conversation, Role
from desktop_app.core.paths import Places
from desktop_app.core.picture import Picture
from desktop_app.core.picture_shelf import PictureShelf
from desktop_app.core.store import Store
from desktop_app.core.unsent import KeptSound, Place
from tests.rival_exports import png


def home_with(folder: Path, words: str) -> Places:
    """A home with a conversation of two branches and a picture, a dictation that is not written
    down, settings, presets and logs."""
    places = Places(folder)
    places.create()
    picture = Picture(PictureShelf(places.pictures).keep(png(), ".png"), ".png", 40, 30)
    store = Store.open(places.database)
    talk = Conversation(title=words)
    question = talk.add(Role.USER, words, "", attachments=(picture,))
    replies = [talk.add(Role.ASSISTANT, f"{words} {n}", question.id) for n in range(2)]
    talk.draft = f"{words} unsent"
    store.save_messages(talk, [question, *replies], durable=True)
    store.close()
    sound = KeptSound.begin(places.unsent, Place(talk.id, 1, words))
    sound.append(Audio(words.encode() * 4))
    sound.close()
    places.settings.write_text(f"# {words}\n", encoding="utf-8")
    places.presets.write_text(f"# {words}\n", encoding="utf-8")
    places.search_index.write_bytes(words.encode())
    (places.logs / "parley.log").write_text(words, encoding="utf-8")
    return places


def words_of(places: Places) -> dict[str, object]:
    """What a start would find: texts and sound, settings and presets, and the pictures."""
    store = Store.open(places.database)
    assert store.problems == []
    talks = [store.load(summary.id) for summary in store.summaries()]
    store.close()
    return {
        "texts": sorted(message.text for talk in talks for message in talk.messages.values()),
        "drafts": [talk.draft for talk in talks],
        "settings": _text(places.settings),
        "presets": _text(places.presets),
        "unsent": {path.suffix: path.read_bytes() for path in places.unsent.glob("*")},
        "pictures": sorted(path.name for path in places.pictures.iterdir()),
    }


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""

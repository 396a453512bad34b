"""Pictures: what a question about one costs, and what bringing one to the window does."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.attached import measure as measure_window
from tests.bench.figure import Better, Counts, Figure, ratios, spread
from tests.bench.photograph import kept
from tests.bench.run import MODEL, ROOT, Run
from tests.bench.side import Side, SideError
from tests.seeing_model import kept_projector

CONTEXT_SIZE = 4096
REPLY_TOKENS = 16
WIDTH, HEIGHT = 1024, 768
"""Pixels of the pictures that are asked about."""

PICTURE_TOKENS = 9
FOLLOW_UPS = 3
"""Questions after the one that comes with the picture."""

TURNS, SECOND_PICTURE = 10, 4
"""Turns of a conversation with two pictures, and which of them shows the second one."""

LATE_TURN = 5
MANY_TURNS, SHORT_REPLY = 50, 4
MEGABYTE = 1e6

Turn = list[Any]
_KEPT = ROOT / ".pytest_cache" / "d" / "seeing-model"
"""Where the tests keep the projector: making it takes a while."""


def measure(run: Run) -> Iterator[Figure]:
    """The figures of this group."""
    run.say("a model that sees")
    model: dict[str, Any] = {
        "model": str(MODEL),
        "context_size": CONTEXT_SIZE,
        "projector": str(kept_projector(MODEL, _KEPT)),
    }
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sides = {name: stack.enter_context(Side(kind)) for name, kind in _SIDES.items()}
        for side in sides.values():
            side.ask("load", **model)
        yield _follow_up(run, sides["ours"], sides["words"], folder)
        yield _encoded(run, sides["ours"], folder)
        yield _late_turn(run, sides["ours"], sides["llama"], folder)
    with Side("everything") as side, tempfile.TemporaryDirectory() as name:
        side.ask("load", **model, seen=str(Path(name) / "seen"))
        yield _growth(run, side, Path(name))
    yield from measure_window(run)


_SIDES = {"ours": "everything", "words": "everything", "llama": "seeing_llama"}
"""`words` is the same as `ours`; it is never shown anything."""


def _follow_up(run: Run, ours: Side, words: Side, folder: Path) -> Figure:
    """The same questions to a conversation about a picture, and to one about as many words."""
    seconds: dict[Side, list[float]] = {ours: [], words: []}
    for number in range(run.pairs):
        run.say(f"follow-up questions, {number + 1} of {run.pairs}")
        opening, said = "What is there to be seen?", " one" * PICTURE_TOKENS
        picture = kept(folder, WIDTH, HEIGHT, number)
        chats: dict[Side, list[Turn]] = {
            ours: [_system(number), [f"first {number}", "user", opening, picture]],
            words: [_system(number), [f"first {number}", "user", f"{said} {opening}"]],
        }
        for side in _order(number, ours, words):
            _ask(side, chats[side])
        for turn in range(FOLLOW_UPS):
            read = set()
            # Each pair is measured at one time: a shared machine is another one seconds later.
            for side in _order(number + turn, ours, words):
                chats[side].append([f"next {number}.{turn}", "user", _question(turn)])
                answer = _ask(side, chats[side])
                seconds[side].append(answer["first_token"])
                read.add(answer["usage"]["prompt_tokens"] - answer["usage"]["reused_tokens"])
            if len(read) != 1:
                raise SideError(f"the questions are not of the same length: {read}")
    return Figure(
        "First token of a follow-up question about a picture, over the same in a text chat",
        1.2,
        tuple(ratios(seconds[ours], seconds[words])),
        Better.LOWER,
        note=f"{1000 * spread(seconds[ours]).median:.0f} ms over"
        f" {1000 * spread(seconds[words]).median:.0f} ms",
    )


def _encoded(run: Run, ours: Side, folder: Path) -> Figure:
    encoded, image_tokens, reused = [], 0, 0
    for number in range(1 if run.quick else 3):
        run.say(f"{TURNS} turns with two pictures, {number + 1}")
        turns, count = [_system(1000 + number)], 0
        for turn in range(1, TURNS + 1):
            question: Turn = [f"of two {number}.{turn}", "user", f"What is there to see, {turn}?"]
            if turn in (1, SECOND_PICTURE):
                question.append(kept(folder, WIDTH, HEIGHT, 1000 + 10 * number + turn))
            turns.append(question)
            usage = _ask(ours, turns)["usage"]
            count += usage["encoded_images"]
            if turn not in (1, SECOND_PICTURE):
                image_tokens += usage["image_tokens"]
                reused += usage["reused_image_tokens"]
        if count < 2:
            raise SideError(f"{count} of 2 pictures were seen")
        encoded.append(float(count))
    return Figure(
        f"Pictures encoded in {TURNS} turns with 2 pictures",
        2,
        tuple(encoded),
        Better.LOWER,
        counts=Counts.LONGEST,
        note=f"{reused} of {image_tokens} image tokens of the turns without a new one were in the"
        " KV cache",
    )


def _late_turn(run: Run, ours: Side, llama: Side, folder: Path) -> Figure:
    """A picture in the first turn, and the last of some questions about it."""
    seconds: dict[Side, list[float]] = {ours: [], llama: []}
    for number in range(run.pairs):
        run.say(f"turn {LATE_TURN} with a picture, {number + 1} of {run.pairs}")
        picture = kept(folder, WIDTH, HEIGHT, 2000 + number)
        depth = {}
        for side in _order(number, ours, llama):
            turns = [_system(2000 + number)]
            for turn in range(1, LATE_TURN + 1):
                question: Turn = [f"late {number}.{turn}", "user", _question(turn)]
                turns.append(question if turn > 1 else [*question, picture])
                answer = _ask(side, turns)
            seconds[side].append(answer["first_token"])
            depth[side] = answer["context_used"]
        if abs(depth[ours] - depth[llama]) > LATE_TURN:
            raise SideError(f"the conversations are not of the same length: {list(depth.values())}")
    return Figure(
        f"First token of turn {LATE_TURN} with a picture, over that of MTMDChatHandler",
        0.5,
        tuple(ratios(seconds[ours], seconds[llama])),
        Better.LOWER,
        note=f"{1000 * spread(seconds[ours]).median:.0f} ms over"
        f" {1000 * spread(seconds[llama]).median:.0f} ms",
    )


def _growth(run: Run, side: Side, folder: Path) -> Figure:
    """What the engine's process has more after many pictures than after the first one."""
    turns, begin, many = [_system(3000)], 0.0, 10 if run.quick else MANY_TURNS
    for turn in range(1, many + 1):
        run.say(f"a picture in each turn, {turn} of {many}")
        picture = kept(folder, WIDTH, HEIGHT, 3000 + turn)
        turns.append([f"many {turn}", "user", "What is it now?", picture])
        usage = _ask(side, turns, SHORT_REPLY)["usage"]
        if usage["encoded_images"] != 1:
            raise SideError(f"{usage['encoded_images']} pictures were encoded in one turn")
        begin = begin or side.ask("memory")
    grown = side.ask("memory") - begin
    return Figure(
        f"Memory of the engine's process after {MANY_TURNS} turns with a picture each,"
        " less that after the first",
        100,
        (grown / MEGABYTE,),
        Better.LOWER,
        "MB",
        note=f"{begin / MEGABYTE:.0f} MB after the first",
    )


def _ask(side: Side, turns: list[Turn], tokens: int = REPLY_TOKENS) -> Any:
    """Have the conversation answered, and put the answer at its end."""
    answer = side.ask("chat", turns=turns, tokens=tokens)
    answer.setdefault("context_used", answer.get("usage", {}).get("context_used"))
    turns.append([answer.get("id", ""), "assistant", answer["text"]])
    return answer


def _system(number: int) -> Turn:
    """No conversation begins like another one."""
    return ["system", "system", f"This is conversation {number}. Answer in a few words."]


def _question(turn: int) -> str:
    return f"Please tell me one more thing about the picture that matters, number {turn}."


def _order(number: int, first: Side, second: Side) -> tuple[Side, Side]:
    """Who comes first changes from pair to pair."""
    return (second, first) if number % 2 else (first, second)

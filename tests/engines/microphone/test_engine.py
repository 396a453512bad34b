import numpy as np
import pytest

from desktop_app.core.audio import SAMPLE_RATE, Audio
from desktop_app.core.engine import CancelToken, LoadJob, UnloadJob
from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Captured,
    Devices,
    Event,
    Failed,
    Finished,
    Listening,
    Notice,
    Reason,
)
from desktop_app.core.voice import DevicesJob, ListenJob, ListenOptions, VoiceOptions
from desktop_app.engines.microphone.engine import MicrophoneEngine, Patience
from desktop_app.engines.microphone.recording import PIECE
from desktop_app.engines.microphone.ring import BEFORE_SECONDS
from desktop_app.engines.microphone.stream import BLOCK_SECONDS
from tests import sound
from tests.engines.contract import do, kinds_of, last_of
from tests.engines.microphone.conftest import IMPATIENT, Make, heard, listen, listen_until
from tests.engines.microphone.fake import FakeMicrophone, FakePortAudio, of, tone
from tests.sound import Samples


def samples_of(audio: Audio) -> Samples:
    return np.frombuffer(audio.samples, "<f4")


def problem_of(events: list[Event]) -> Problem:
    last = events[-1]
    assert isinstance(last, Failed), last
    return last.problem


def notices_of(events: list[Event]) -> list[str]:
    return [event.problem.code for event in events if isinstance(event, Notice)]


class TestSound:
    @pytest.mark.parametrize("channels", [1, 2, 4, 8])
    @pytest.mark.parametrize("rate", [8000, 16_000, 22_050, 44_100, 48_000, 96_000])
    def test_a_sine_stays_a_sine_in_every_form(self, make: Make, rate: int, channels: int) -> None:
        microphone = FakeMicrophone(
            "desk", rates=(rate,), channels=(channels,), rate=rate, most_channels=channels
        )
        events = listen(make(microphone))
        assert events[0] == Listening("desk", rate, channels)
        found = samples_of(heard(events))
        assert len(found) == pytest.approx(SAMPLE_RATE, abs=1)
        # The ends ring, as those of every filter do.
        middle = slice(1000, 15_000)
        expected = sound.sine(440, 1.0)
        assert found[middle] == pytest.approx(expected[middle], abs=2e-3)

    def test_16_khz_mono_passes_unchanged(self, make: Make) -> None:
        speech = sound.speech()
        found = samples_of(heard(listen(make(FakeMicrophone("desk", of(speech))))))
        assert np.array_equal(found, speech)

    def test_pieces_of_60_ms_and_a_shorter_last_one(self, make: Make) -> None:
        samples = sound.sine(440, 0.2)
        events = listen(make(FakeMicrophone("desk", of(samples))))
        lengths = [len(event.audio.samples) // 4 for event in events if isinstance(event, Captured)]
        assert lengths == [PIECE, PIECE, PIECE, len(samples) - 3 * PIECE]

    def test_level_is_the_peak_in_dbfs(self, make: Make) -> None:
        events = listen(make(FakeMicrophone("desk", tone(peak=0.1), rates=(16_000,))))
        levels = [event.level for event in events if isinstance(event, Captured)]
        assert levels == pytest.approx([-20.0] * len(levels), abs=0.1)

    def test_speech_is_told(self, make: Make) -> None:
        pause = np.zeros(SAMPLE_RATE, np.float32)
        noise = sound.at_level(sound.white(6), -70)
        samples = np.concatenate((pause, sound.speech(), pause))
        microphone = FakeMicrophone("desk", of(samples + noise[: len(samples)]))
        events = listen(make(microphone))
        speech = [event.speech for event in events if isinstance(event, Captured)]
        # One second is 15.6 pieces.
        assert not any(speech[:15])
        assert all(speech[26:45])
        assert not any(speech[-4:])

    @pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
    def test_what_is_no_number_is_silence(self, make: Make, bad: float) -> None:
        samples = sound.sine(440, 0.5)
        samples[100:200] = bad
        found = samples_of(heard(listen(make(FakeMicrophone("desk", of(samples))))))
        assert not found[100:200].any()
        assert np.array_equal(found[200:], samples[200:])

    def test_louder_than_loud_is_cut(self, make: Make) -> None:
        events = listen(make(FakeMicrophone("desk", tone(peak=3.0), rates=(16_000,))))
        assert np.abs(samples_of(heard(events))).max() == 1.0
        assert max(event.level for event in events if isinstance(event, Captured)) == 0.0


class TestEnd:
    def test_cancelled_before_it_began(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk"))
        cancel = CancelToken()
        cancel.set()
        events = do(make(library=library), ListenJob("listen", ListenOptions()), cancel)
        assert events == [Finished(Reason.CANCELLED)]
        assert library.asked == []

    def test_everything_heard_until_a_stop_is_handed_over(self, make: Make) -> None:
        speech = sound.speech()
        cancel = CancelToken()
        engine = make(FakeMicrophone("desk", of(speech)))
        events: list[Event] = []
        for event in engine.run(ListenJob("listen", ListenOptions()), cancel):
            events.append(event)
            if isinstance(event, Listening):
                cancel.set()
        assert last_of(events).reason is Reason.CANCELLED
        assert np.array_equal(samples_of(heard(events)), speech)

    def test_a_stop_waits_for_what_is_on_its_way(self, make: Make) -> None:
        microphone = FakeMicrophone("desk", endless=True, latency=0.02)
        engine = make(microphone, patience=Patience(lost=60.0, last=0.05))
        events = listen_until(engine, 0.5)
        assert last_of(events).reason is Reason.CANCELLED
        assert heard(events).seconds > 0.5

    def test_longest_is_kept_to_the_sample(self, make: Make) -> None:
        events = listen(make(FakeMicrophone("desk", endless=True)), longest=0.75)
        assert last_of(events).reason is Reason.LENGTH
        assert heard(events).seconds == 0.75

    def test_silence_ends_only_after_speech(self, make: Make) -> None:
        pause = sound.at_level(sound.white(3), -70)
        samples = np.concatenate((pause, sound.speech(), pause))
        events = listen(make(FakeMicrophone("desk", of(samples))), silence=1.5)
        assert last_of(events).reason is Reason.SILENCE
        expected = 3 + len(sound.speech()) / SAMPLE_RATE + 1.5
        assert heard(events).seconds == pytest.approx(expected, abs=0.4)

    def test_without_speech_silence_never_ends(self, make: Make) -> None:
        noise = sound.at_level(sound.white(6), -40)
        events = listen(make(FakeMicrophone("desk", of(noise))), silence=1.0, longest=5.5)
        assert last_of(events).reason is Reason.LENGTH

    def test_leaving_early_closes_the_microphone(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", endless=True))
        engine = make(library=library)
        for event in engine.run(ListenJob("listen", ListenOptions()), CancelToken()):
            if isinstance(event, Captured):
                break
        engine.close()
        assert library.open_streams == []


class TestStayingOpen:
    def test_the_next_recording_begins_with_the_half_second_before(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", tone(3.0), endless=True, rates=(16_000,)))
        engine = make(library=library)
        listen_until(engine, 0.3, stay_open=True)
        (stream,) = library.open_streams
        stream.fall_silent()
        stream.deliver()
        cancel = CancelToken()
        events: list[Event] = []
        for event in engine.run(ListenJob("again", ListenOptions()), cancel):
            events.append(event)
            cancel.set()
        assert kinds_of(events) == [Listening, Captured, Finished]
        # Whole blocks are kept.
        assert BEFORE_SECONDS <= heard(events).seconds < BEFORE_SECONDS + BLOCK_SECONDS
        assert len(library.asked) == 1

    def test_unload_closes_it(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", endless=True))
        engine = make(library=library)
        listen_until(engine, 0.3, stay_open=True)
        assert len(library.open_streams) == 1
        assert do(engine, UnloadJob("unload")) == [Finished()]
        engine.close()
        assert library.open_streams == []

    def test_without_it_the_microphone_is_closed(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", endless=True))
        engine = make(library=library)
        listen_until(engine, 0.3)
        engine.close()
        assert library.open_streams == []

    def test_another_microphone_takes_its_place(self, make: Make) -> None:
        library = FakePortAudio(
            FakeMicrophone("desk", endless=True), FakeMicrophone("headset", endless=True)
        )
        engine = make(library=library)
        listen_until(engine, 0.3, stay_open=True)
        events = listen_until(engine, 0.3, device="headset")
        assert isinstance(events[0], Listening)
        assert events[0].device == "headset"

    def test_one_that_falls_silent_as_the_next_recording_begins_is_lost(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", endless=True))
        engine = make(library=library)
        listen_until(engine, 0.3, stay_open=True)
        (stream,) = library.open_streams
        stream.fall_silent()
        assert engine._stream is not None
        engine._stream.ring.take(0)
        engine._patience = Patience(lost=0.1, first=60.0)
        assert problem_of(listen(engine)).code == "microphone.lost"

    def test_one_that_died_meanwhile_is_opened_again(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", endless=True))
        engine = make(library=library)
        listen_until(engine, 0.3, stay_open=True)
        assert engine._stream is not None
        engine._stream.ring.end()
        events = listen_until(engine, 0.3)
        assert last_of(events).reason is Reason.CANCELLED
        assert len(library.asked) == 2


class TestFault:
    def test_no_microphone(self, make: Make) -> None:
        assert problem_of(listen(make())).code == "microphone.none"

    def test_busy(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", busy=True))
        problem = problem_of(listen(make(library=library)))
        assert problem.code == "microphone.busy"
        assert problem.values == {"name": "desk"}
        assert len(library.asked) == 1, "another form does not help"

    def test_refuses_every_form(self, make: Make) -> None:
        problem = problem_of(listen(make(FakeMicrophone("desk", rates=(11_025,)))))
        assert problem.code == "microphone.refused"
        assert "16000 Hz, 1 channels" in problem.details
        assert "48000 Hz, 2 channels" in problem.details

    def test_no_library(self, activity: object) -> None:
        def load() -> FakePortAudio:
            raise ParleyError(Problem("microphone.no_library", {"fix": "Run: x"}))

        engine = MicrophoneEngine(load, lambda: activity)  # type: ignore[arg-type, return-value]
        for _ in range(2):
            assert problem_of(listen(engine)).code == "microphone.no_library"
        assert problem_of(do(engine, DevicesJob("d"))).code == "microphone.no_library"

    def test_stops_calling_back(self, make: Make) -> None:
        microphone = FakeMicrophone("desk", of(sound.speech()), ends=False)
        events = listen(make(microphone, patience=IMPATIENT))
        assert problem_of(events).code == "microphone.lost"
        assert np.array_equal(samples_of(heard(events)), sound.speech())

    def test_vanishes(self, make: Make) -> None:
        speech = sound.speech()
        # Nobody waits for what will never come: the patience for that is long.
        events = listen(make(FakeMicrophone("desk", of(speech))))
        assert problem_of(events).code == "microphone.lost"
        assert np.array_equal(samples_of(heard(events)), speech)

    def test_never_calls_back(self, make: Make) -> None:
        nothing = of(np.zeros(0, np.float32))
        microphone = FakeMicrophone("desk", nothing, ends=False)
        events = listen(make(microphone, patience=IMPATIENT))
        assert kinds_of(events) == [Failed]
        assert problem_of(events).code == "microphone.blocked"

    def test_nothing_but_zeros_is_told_and_then_ends_it(self, make: Make) -> None:
        patience = Patience(lost=60.0, dead=2.0)
        silence = of(np.zeros(3 * SAMPLE_RATE, np.float32))
        engine = make(FakeMicrophone("desk", silence, endless=True), patience=patience)
        events = listen(engine)
        assert notices_of(events) == ["microphone.blocked"]
        assert problem_of(events).code == "microphone.blocked"
        before = heard(events[: [type(event) for event in events].index(Notice)]).seconds
        assert before == pytest.approx(1.0, abs=0.5)

    def test_zeros_before_the_sound_are_told_but_do_not_end_it(self, make: Make) -> None:
        """The person is asked for leave, or something suppresses noise."""
        zeros = np.zeros(2 * SAMPLE_RATE, np.float32)
        samples = np.concatenate((zeros, sound.speech(), zeros, zeros))
        patience = Patience(lost=60.0, dead=3.0)
        microphone = FakeMicrophone("desk", of(samples), endless=True)
        events = listen(make(microphone, patience=patience), longest=8.0)
        assert notices_of(events) == ["microphone.blocked"]
        assert last_of(events).reason is Reason.LENGTH

    def test_sound_that_the_system_lost_is_told_once(self, make: Make) -> None:
        microphone = FakeMicrophone("desk", endless=True, gap_after=3)
        events = listen(make(microphone), longest=3.0)
        assert notices_of(events) == ["microphone.gap"]

    def test_sound_that_nobody_takes_ends_the_recording_aloud(
        self, make: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desktop_app.engines.microphone.ring.MOST_SECONDS", 0.5)
        microphone = FakeMicrophone("desk", tone(2.0), rates=(16_000,))
        events = listen(make(microphone))
        assert problem_of(events).code == "microphone.lost"
        assert heard(events).seconds == pytest.approx(0.5, abs=0.02)

    def test_a_stream_that_does_not_close_is_left_to_itself(
        self, make: Make, capfd: pytest.CaptureFixture[str]
    ) -> None:
        library = FakePortAudio(FakeMicrophone("desk", endless=True, hangs_in_close=True))
        engine = make(library=library, patience=Patience(lost=60.0, close=0.05, last=0.0))
        for _ in range(2):
            assert last_of(listen_until(engine, 0.2)).reason is Reason.CANCELLED
        engine.close()
        assert "desk does not close" in capfd.readouterr().err
        library.release.set()

    def test_a_job_of_another_engine(self, make: Make) -> None:
        events = do(make(), LoadJob("load", VoiceOptions("tiny")))
        assert problem_of(events).code == "internal"


class TestDevices:
    def test_names_and_the_system_choice(self, make: Make) -> None:
        library = FakePortAudio(
            FakeMicrophone("desk"), FakeMicrophone("headset"), default="headset"
        )
        events = do(make(library=library), DevicesJob("devices"))
        assert events == [Devices(("desk", "headset"), "headset")]

    def test_none(self, make: Make) -> None:
        assert do(make(), DevicesJob("devices")) == [Devices((), "")]

    def test_a_new_one_is_found(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk", endless=True))
        engine = make(library=library)
        do(engine, DevicesJob("devices"))
        listen_until(engine, 0.1, stay_open=True)
        library.microphones.append(FakeMicrophone("headset"))
        assert do(engine, DevicesJob("devices")) == [Devices(("desk", "headset"), "desk")]

    def test_recording_follows_the_system_choice(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk"), FakeMicrophone("headset"))
        engine = make(library=library)
        listen(engine)
        library.system_default = "headset"
        listening = listen(engine)[0]
        assert isinstance(listening, Listening)
        assert listening.device == "headset"

    def test_a_chosen_one_is_opened(self, make: Make) -> None:
        engine = make(FakeMicrophone("desk"), FakeMicrophone("headset"))
        listening = listen(engine, "headset")[0]
        assert isinstance(listening, Listening)
        assert listening.device == "headset"

    def test_one_that_is_not_there_is_replaced_aloud(self, make: Make) -> None:
        notice, listening, *_ = listen(make(FakeMicrophone("desk")), "headset")
        assert isinstance(notice, Notice)
        assert notice.problem.code == "microphone.replaced"
        assert notice.problem.values == {"name": "headset", "other": "desk"}
        assert isinstance(listening, Listening)
        assert listening.device == "desk"

    def test_without_a_choice_of_the_system_any_will_do(self, make: Make) -> None:
        library = FakePortAudio(FakeMicrophone("desk"), default="none")
        assert do(make(library=library), DevicesJob("devices")) == [Devices(("desk",), "")]
        assert isinstance(listen(make(library=library))[0], Listening)


def test_ten_quick_presses(make: Make) -> None:
    library = FakePortAudio(FakeMicrophone("desk", endless=True))
    engine = make(library=library)
    for number in range(10):
        cancel = CancelToken()
        events = []
        for event in engine.run(
            ListenJob(str(number), ListenOptions(), stay_open=number % 2 == 0), cancel
        ):
            events.append(event)
            if len(events) > number % 3:
                cancel.set()
        assert last_of(events).reason is Reason.CANCELLED
    engine.close()
    assert library.open_streams == []

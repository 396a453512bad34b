"""A sound server of a test's own: a microphone to speak into, a loudspeaker to listen to.

PulseAudio with two null sinks: what is played into "voice" comes out of the microphone, what the
program plays into "speaker" can be recorded. No sound card is needed, and nothing of the sound of
whoever runs the tests is touched: socket, cookie and settings lie in a folder of the server's.

    with SoundServer() as server:
        ... start a program with {**os.environ, **server.environment} ...
        server.say(sound.SPEECH)
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

import numpy as np

from tests.sound import Samples

RATE = 16_000

START_SECONDS = 100.0

MICROPHONE = "voice.monitor"
"""The source that a program hears when it follows the system's choice."""

SPEAKER = "speaker"
"""The sink that a program plays to when it follows the system's choice."""

_ROOM_VOLUME = 6554
"""A tenth by PulseAudio's cubic scale: 60 dB less than the full volume of white noise."""

_ALSA = """
pcm.!default {{ type pulse server "{server}" hint {{ show on description "Default" }} }}
ctl.!default {{ type pulse server "{server}" }}
{devices}
"""

_ALSA_GATEWAY = """
pcm.pulse {{ type pulse server "{server}" hint {{ show on description "PulseAudio" }} }}
"""

_ALSA_DEVICE = """
pcm."{name}" {{
    type pulse server "{server}" device "{source}" hint {{ show on description "{name}" }}
}}
"""


class SoundServerError(Exception):
    """PulseAudio is not installed, or does not do what it was told."""


class SoundServer:
    """A private PulseAudio daemon; a context manager.

    `microphones` are the names under which PortAudio (by ALSA) offers sources besides "default";
    each is the monitor of a null sink of the same name, made when the server starts. In every
    microphone there is the quiet noise of a room (-65 dBFS), as in real ones: nothing but zeros
    would be a microphone that the system blocks.
    """

    def __init__(self, microphones: tuple[str, ...] = ()) -> None:
        # The path of a socket has to be short: no folder of pytest's.
        self._folder = Path(tempfile.mkdtemp(prefix="sound"))
        self._microphones = microphones
        self._daemon: subprocess.Popen[bytes] | None = None
        self._rooms: list[subprocess.Popen[bytes]] = []

    @property
    def socket(self) -> Path:
        return self._folder / "native"

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program needs in its environment to hear and speak through this server."""
        return {
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder / "state"),
            "ALSA_CONFIG_PATH": str(self._folder / "asound.conf"),
        }

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the daemon and wait until it answers; raises `SoundServerError`."""
        program = shutil.which("pulseaudio")
        if program is None or shutil.which("pactl") is None:
            raise SoundServerError("PulseAudio is missing: apt install pulseaudio pulseaudio-utils")
        (self._folder / "state").mkdir(exist_ok=True)
        self._write_alsa()
        modules = [
            f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
            *(_null_sink(name) for name in ("speaker", "voice", *self._microphones)),
        ]
        # A test that is killed cannot end the daemon, which would stay for ever.
        guard = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        command = [
            *guard,
            program,
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--disallow-exit",
        ]
        command += ["--use-pid-file=no", "--disable-shm=yes", "--log-target=stderr"]
        command += [f"--load={module}" for module in modules]
        with (self._folder / "server.log").open("wb") as log:
            environment = {**os.environ, **self.environment, "HOME": str(self._folder)}
            self._daemon = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._wait_for_answer()
        self.control("set-default-sink", SPEAKER)
        self.control("set-default-source", MICROPHONE)
        for name in ("voice", *self._microphones):
            self._open_room(name)

    def kill(self) -> None:
        """End the daemon at once, as a crash would. May be called twice."""
        for room in self._rooms:
            _end(room)
        self._rooms.clear()
        daemon, self._daemon = self._daemon, None
        if daemon is not None:
            daemon.send_signal(signal.SIGKILL)
            daemon.wait()

    def add_gateway(self) -> None:
        """Let ALSA have the device that leads to the server, as Linux desktops have it."""
        with (self._folder / "asound.conf").open("a", encoding="utf-8") as file:
            file.write(_ALSA_GATEWAY.format(server=f"unix:{self.socket}"))

    def unplug(self, microphone: str) -> None:
        """Take a microphone (a name of `microphones`, or "voice") away."""
        for line in self.control("list", "short", "modules").splitlines():
            number, _, rest = line.partition("\t")
            if f"sink_name={microphone} " in f"{rest} ":
                self.control("unload-module", number)
                return
        raise SoundServerError(f"there is no microphone {microphone}")

    def plug_in(self, microphone: str) -> None:
        """Bring a microphone (back)."""
        self.control("load-module", *_null_sink(microphone).split())
        self._open_room(microphone)

    @contextmanager
    def spoken(self, path: Path, microphone: str = "voice") -> Iterator[subprocess.Popen[bytes]]:
        """Play a WAV file into a microphone while the block runs; it is cut off at its end."""
        with self.spoken_when_asked(path, microphone) as speak:
            yield speak()

    @contextmanager
    def spoken_when_asked(
        self, path: Path, microphone: str = "voice"
    ) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
        """The same, beginning when the function that it gives is called."""
        players = []

        def speak() -> subprocess.Popen[bytes]:
            player = self._client("paplay", f"--device={microphone}", str(path))
            players.append(player)
            return player

        try:
            yield speak
        finally:
            for player in players:
                _end(player)

    def say(self, path: Path, microphone: str = "voice") -> None:
        """Play a WAV file into a microphone to its end."""
        with self.spoken(path, microphone) as player:
            if player.wait() != 0:
                raise SoundServerError("paplay failed")

    @contextmanager
    def recorded(self, sink: str = SPEAKER) -> Iterator["SpeakerRecord"]:
        """What is played to a sink while the block runs."""
        path = self._folder / "record.raw"
        command = ["parec", "--raw", "--format=float32le", f"--rate={RATE}", "--channels=1"]
        command += ["--latency-msec=20"]
        with path.open("wb") as file:
            recorder = self._client(*command, f"--device={sink}.monitor", stdout=file)
        try:
            self._wait_until(lambda: path.stat().st_size > 0, "nothing is recorded")
            yield SpeakerRecord(path)
        finally:
            # On SIGTERM parec hands over what it still holds.
            recorder.terminate()
            recorder.wait()

    def control(self, *arguments: str) -> str:
        """What pactl answers; raises `SoundServerError`."""
        done = subprocess.run(
            ["pactl", *arguments],
            env={**os.environ, **self.environment, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        if done.returncode != 0:
            raise SoundServerError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def _open_room(self, microphone: str) -> None:
        """Quiet noise without end."""
        with Path("/dev/urandom").open("rb") as noise:
            command = ["pacat", "--playback", "--raw", "--format=u8", f"--rate={RATE}"]
            command += ["--channels=1", f"--volume={_ROOM_VOLUME}", f"--device={microphone}"]
            room = self._client(*command, stdin=noise)
        self._rooms.append(room)

    def _client(
        self, *command: str, stdin: IO[bytes] | None = None, stdout: IO[bytes] | None = None
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env={**os.environ, **self.environment},
            stdin=stdin or subprocess.DEVNULL,
            stdout=stdout or subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _write_alsa(self) -> None:
        server = f"unix:{self.socket}"
        devices = "".join(
            _ALSA_DEVICE.format(name=name, server=server, source=f"{name}.monitor")
            for name in self._microphones
        )
        text = _ALSA.format(server=server, devices=devices)
        (self._folder / "asound.conf").write_text(text, encoding="utf-8")

    def _wait_for_answer(self) -> None:
        try:
            self._wait_until(self._answers, "PulseAudio did not start")
        except SoundServerError:
            self.kill()
            raise

    def _answers(self) -> bool:
        try:
            self.control("info")
        except SoundServerError:
            return False
        return True

    def _wait_until(self, is_so: Callable[[], bool], otherwise: str) -> None:
        """Look again and again: PulseAudio tells nobody when something is ready."""
        assert self._daemon is not None
        deadline = time.monotonic() + START_SECONDS
        while not is_so():
            if self._daemon.poll() is not None or time.monotonic() > deadline:
                log = (self._folder / "server.log").read_text(errors="replace")
                raise SoundServerError(f"{otherwise}:\n{log}")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._daemon.wait(0.05)


class SpeakerRecord:
    """What came out of a loudspeaker so far."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def samples(self) -> Samples:
        """16 kHz mono, from the beginning."""
        data = self._path.read_bytes()
        return np.frombuffer(data[: len(data) // 4 * 4], "<f4")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _null_sink(name: str) -> str:
    # Without "norewinds" it works in steps of two seconds while it has no low-latency client.
    return f"module-null-sink sink_name={name} rate={RATE} channels=1 norewinds=1"

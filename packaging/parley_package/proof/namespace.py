"""How a command gets into a clean root: namespaces of its own, and there an ordinary user.

What is mounted for it goes with the namespace, and so does every process in it, however it ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley_package.proof.command import INSIDE

_MOUNT = """
root=$1 socket=$2 cpuinfo=$3 network=$4
shift 4
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom; do
    : >"$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
mkdir -m 1777 "$root/dev/shm"
if [ -n "$socket" ]; then
    mkdir -p "$root/tmp/.X11-unix"
    : >"$root/tmp/.X11-unix/${socket##*/}"
    mount --bind "$socket" "$root/tmp/.X11-unix/${socket##*/}"
fi
if [ -n "$cpuinfo" ]; then mount --bind "$cpuinfo" "$root/proc/cpuinfo"; fi
if [ "$network" = none ]; then ip link set lo up; fi
status=0
chroot "$root" "$@" || status=$?
exit $status
"""
"""Without a network a computer still reaches itself. The shell stays the first process of the
namespace: who becomes another user is no longer ended with the one that started it (prctl(2),
PR_SET_PDEATHSIG), and the end of the first process is that of all others."""


@dataclass(frozen=True)
class User:
    """Somebody in a clean root."""

    name: str
    number: int

    @property
    def home(self) -> str:
        """In the root."""
        return f"/home/{self.name}"

    @property
    def runtime(self) -> str:
        """The folder for sockets, as a log-in makes it."""
        return f"/run/user/{self.number}"

    def passwd(self) -> str:
        """The line in /etc/passwd."""
        return f"{self.name}:x:{self.number}:{self.number}::{self.home}:/bin/sh\n"

    def group(self) -> str:
        """The line in /etc/group."""
        return f"{self.name}:x:{self.number}:\n"


PERSON = User("jürgen", 1234)
"""An ordinary user, whose name and home are not in ASCII."""


@dataclass(frozen=True)
class Circumstances:
    """What a command in the root finds: `screen` is the socket of an X server outside, `cpuinfo` a
    file that stands for /proc/cpuinfo, `folder` where it is started."""

    screen: Path | None = None
    network: bool = True
    cpuinfo: Path | None = None
    folder: str = "/"


def as_user(
    root: Path, words: Sequence[str], user: User = PERSON, found: Circumstances | None = None
) -> list[str]:
    """The command that runs `words` in `root` as `user`, who has no capability and gets none."""
    found = found or Circumstances()
    variables = {
        "HOME": user.home,
        "USER": user.name,
        "LOGNAME": user.name,
        "LANG": "C.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "XDG_RUNTIME_DIR": user.runtime,
        # On a busy computer the threads of a model would otherwise wait for each other actively.
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    if found.screen is not None:
        variables["DISPLAY"] = display(found.screen)
    number = str(user.number)
    ordinary = ["setpriv", "--reuid", number, "--regid", number, "--clear-groups"]
    ordinary += ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    return _enter(root, [*ordinary, *_environment(variables, found.folder), *words], found)


def as_root(root: Path, words: Sequence[str], variables: Mapping[str, str]) -> list[str]:
    """The command that runs `words` in `root` as its administrator."""
    own = {
        "HOME": "/root",
        "LANG": "C.UTF-8",
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    environment = _environment({**variables, **own}, "/")
    return _enter(root, [*environment, *words], Circumstances())


def display(socket: Path) -> str:
    """What DISPLAY is for the X server with this socket: ":7" for /tmp/.X11-unix/X7."""
    return f":{socket.name.removeprefix('X')}"


def _environment(variables: Mapping[str, str], folder: str) -> list[str]:
    pairs = [f"{name}={value}" for name, value in variables.items()]
    return ["env", "-i", f"--chdir={folder}", *pairs, INSIDE]


def _enter(root: Path, words: Sequence[str], found: Circumstances) -> list[str]:
    apart = ["unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child"]
    if not found.network:
        apart.append("--net")
    told = [str(root), str(found.screen or ""), str(found.cpuinfo or "")]
    told.append("" if found.network else "none")
    return [*apart, "sh", "-euc", _MOUNT, "sh", *told, *words]

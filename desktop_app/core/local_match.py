"""Whether a model of the Hub is on this computer already, wherever it lies."""

from collections.abc import Iterable
from pathlib import PurePath

from desktop_app.core.hub import RepoFile, Variant
from desktop_app.core.local_model import LocalModel


class LocalMatch:
    """Compares models of the Hub with those that were found here, by what is known of both.

    A checksum decides where both sides have one. Else it is the same model when its files have the
    same bytes in number and the same names, or it is from the same repository and quantized alike.
    """

    def __init__(self, models: Iterable[LocalModel]) -> None:
        self._by_size: dict[int, list[LocalModel]] = {}
        for model in models:
            if model.problem is None:
                self._by_size.setdefault(model.size, []).append(model)

    def find(self, repo: str, variant: Variant, sees: bool = False) -> LocalModel | None:
        """The model that this variant of a repository is, None where it is not here.

        One that `sees` is wanted with its projector: without that it is not whole.
        """
        for model in self._by_size.get(variant.size, ()):
            if (model.sees or not sees) and _is_same(repo, variant, model):
                return model
        return None


def _is_same(repo: str, variant: Variant, model: LocalModel) -> bool:
    first = variant.files[0]
    if first.sha256 and model.sha256:
        return first.sha256 == model.sha256
    if len(model.files) == len(variant.files) and all(
        map(_named_alike, model.files, variant.files)
    ):
        return True
    return bool(model.repo) and (model.repo, model.quantization) == (repo, variant.quantization)


def _named_alike(path: str, file: RepoFile) -> bool:
    """Whether a file has the name that it has on the Hub; llama.cpp puts more before that."""
    here, there = PurePath(path).name.lower(), file.path.rpartition("/")[2].lower()
    return here == there or here.endswith(f"_{there}")

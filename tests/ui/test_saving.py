from desktop_app.core.errors import ParleyError, Problem
from desktop_app.ui.saving import Saving


def test_what_is_saved_is_not_told() -> None:
    saving, told, done = Saving(), [], []
    saving.failed.connect(told.append)
    assert saving.done(lambda: done.append("it"))
    assert (done, told) == (["it"], [])


def test_what_cannot_be_saved_is_told_and_nothing_is_raised() -> None:
    problem = Problem("model.none")
    saving, told = Saving(), []
    saving.failed.connect(told.append)

    def change() -> None:
        raise ParleyError(problem)

    assert not saving.done(change)
    assert told == [problem]

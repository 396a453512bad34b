import signal

import pytest

from desktop_app.engines.exit_cause import cause_of, problem_of


@pytest.mark.parametrize(
    ("exit_code", "code"),
    [
        (-signal.SIGSEGV, "engine.crashed"),
        (-signal.SIGABRT, "engine.crashed"),
        (-signal.SIGILL, "engine.illegal_instruction"),
        (0xC000001D, "engine.illegal_instruction"),
        (-9, "engine.no_memory"),
        (0xC0000017, "engine.no_memory"),
        (0xC0000005, "engine.crashed"),
        (0, "engine.crashed"),
        (3, "engine.crashed"),
        (None, "engine.crashed"),
    ],
)
def test_every_exit_is_a_problem(exit_code: int | None, code: str) -> None:
    problem = problem_of(exit_code, "the log's end")
    assert problem.code == code
    assert problem.details == "the log's end"
    assert "{" not in problem.sentence.english()


@pytest.mark.parametrize("exit_code", [-9, 0xC0000017])
def test_memory_is_no_cause_where_there_was_no_model(exit_code: int) -> None:
    assert problem_of(exit_code, family="part").code == "part.no_memory"
    problem = problem_of(exit_code, family="part", had_model=False)
    assert problem.code == "part.crashed"
    assert cause_of(exit_code) in problem.sentence.english()


@pytest.mark.parametrize(
    ("exit_code", "cause"),
    [
        (-signal.SIGSEGV, "segmentation fault"),
        (-signal.SIGABRT, "it aborted itself"),
        (-getattr(signal, "SIGBUS", 7), "its file changed or was cut while in use"),
        (0xC0000006, "its file changed or was cut while in use"),
        (0xC0000005, "access violation"),
        (0xC0000BAD, "exit code 0xC0000BAD"),
        (3, "exit code 3"),
        (0, "it ended too early"),
        (None, "it ended too early"),
        (-signal.SIGUSR1, "SIGUSR1"),
        (-99, "signal 99"),
    ],
)
def test_cause_in_words(exit_code: int | None, cause: str) -> None:
    assert cause_of(exit_code) == cause


def test_an_end_with_a_graphics_card_in_use_names_it() -> None:
    problem = problem_of(-signal.SIGABRT, "", device="Metal")
    assert problem.code == "engine.device_lost"
    assert "Metal" in problem.sentence.english()
    # What has a cause of its own keeps it, and what has no model has no card.
    assert problem_of(-9, "", device="Metal").code == "engine.no_memory"
    assert problem_of(-signal.SIGILL, "", device="Metal").code == "engine.illegal_instruction"
    assert problem_of(-signal.SIGABRT, "", "part", device="Metal").code == "part.crashed"

"""Who is logged in to the Hub."""

from collections.abc import Iterator

from desktop_app.core.errors import ParleyError
from desktop_app.core.hub import Account, TokenJob, TokenPlace
from desktop_app.engines.hub.aside import StoppedError
from desktop_app.engines.hub.failure import Failure
from desktop_app.engines.hub.question import Question, check_access
from desktop_app.engines.hub.token import find_token, is_token, keep_token


def account(job: TokenJob, question: Question) -> Iterator[Account]:
    """Do what `job` wants done with the token, and say whose is used from now on."""
    access = question.access
    if job.token:
        yield _log_in(job.token.strip(), question)
        return
    if job.token is not None:
        question.ask(lambda: keep_token(access.address, ""))
    found = question.ask(lambda: find_token(access.address))
    # To forget a token, and to know that there is none, nobody has to be asked.
    name = _name_of(found.value, question) if found.value else ""
    yield Account(name, found.place)


def _log_in(token: str, question: Question) -> Account:
    if not is_token(token):
        raise Failure(question.access.address).refused()
    name = _name_of(token, question)
    question.ask(lambda: keep_token(question.access.address, token))
    return Account(name, TokenPlace.KEYRING)


def _name_of(token: str, question: Question) -> str:
    """Whose token it is, by the Hub's own word."""
    check_access(question.access)
    failure = Failure(question.access.address, token=token)
    try:
        answer = question.ask(lambda: question.api.whoami(token=token))
        return str(answer["name"])
    except (ParleyError, StoppedError):
        raise
    except Exception as error:
        raise failure.of(error) from None  # its words, without the token, are in the problem

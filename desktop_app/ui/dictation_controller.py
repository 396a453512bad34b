"""From the microphone to the composer: speaking instead of typing."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from desktop_app.core.errors import ParleyError, Problem
from desktop_app.core.events import (
    Captured,
    Event,
    Failed,
    Finished,
    Listening,
    Notice,
    Reason,
)
from desktop_app.core.kinds.kind import Action
from desktop_app.core.paths import Places
from desktop_app.core.session import Session
from desktop_app.core.settings import Settings
from desktop_app.core.unsent import KeptSound, Place, left_behind
from desktop_app.ui.dictated_text import DictatedText
from desktop_app.ui.dictation_bar import Phase
from desktop_app.ui.engine_thread import EngineThread
from desktop_app.ui.kept_dictation import KeptDictations
from desktop_app.ui.listener import Listener
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.push_to_talk import PushToTalk, TalkKey
from desktop_app.ui.take import Take
from desktop_app.ui.take_writer import TakeWriter
from desktop_app.ui.theme import Theme
from desktop_app.ui.transcriber import Transcriber
from desktop_app.ui.words import say


class DictationController(QObject):
    """Joins microphone, voice engine and composer. Lives on the UI thread.

    One dictation records at a time; those before may still be written down meanwhile. Words go to
    the conversation in which they were spoken, whichever is shown when they come. The sound is in
    a file until its words are in a draft.
    """

    failed = Signal(object)
    """Something to tell through the notices; carries a `Problem`."""
    began = Signal()
    """The microphone is being opened: what makes a sound should fall silent."""
    ended = Signal()
    """The dictation is over, and its words are where they belong: there may be sound again."""

    def __init__(
        self,
        microphone: EngineThread,
        transcriber: Transcriber,
        session: Session,
        settings: Settings,
        places: Places,
        window: MainWindow,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._listener = Listener(microphone, settings, self)
        self._transcriber = transcriber
        self._writer = TakeWriter(transcriber, self)
        self._session = session
        self._folder = places.unsent
        self._window = window
        self._composer = window.composer
        self._theme = theme
        self._live: Take | None = None
        self._takes: list[Take] = []
        """Those that are recorded or written down, the oldest first."""
        self._kept = KeptDictations(window.notices, self)
        self._phase = Phase.IDLE
        self._unusable: Problem | None = None
        """Why there is no way to any microphone."""
        self.talk = PushToTalk(lambda: self._live is not None, parent=self)
        self.key = TalkKey(self.talk, window, window.keys)
        self._connect()

    # What the person does

    def start(self) -> None:
        """Offer what the last time left behind."""
        sounds = left_behind(self._folder)
        if sounds:
            seconds = sum(sound.seconds for sound in sounds)
            problem = Problem("voice.unsent", {"seconds": round(seconds, 1)})
            self._kept.offer(problem, lambda: self._again(map(Take.left_behind, sounds)), sounds)

    def begin(self) -> None:
        """Record, if speech can be written down at all; if not, say why."""
        if self._live is not None:
            return
        if problem := self._unusable or self._transcriber.obstacle():
            self.failed.emit(problem)
            return
        text = DictatedText(self._composer.edit, self._theme)
        place = Place(self._session.drafts.id, len(text.before()))
        take = Take(KeptSound.begin(self._session.place(self._folder), place), text)
        self._live = take
        self._takes.append(take)
        self.began.emit()
        take.listening = self._listener.listen()
        self._writer.begin(take)
        self._composer.focus()
        self._show_phase()

    def finish(self) -> None:
        """Record no more; the last words follow."""
        take, self._live = self._live, None
        if take is None:
            return
        self._listener.stop(take.listening)
        self._writer.hurry(take)
        self._show_phase()

    def cancel(self) -> None:
        """Insert nothing of what is being said, or written down, into the shown text."""
        dropped = [take for take in self._takes if take.text is not None]
        for take in dropped:
            self._drop(take)
        if dropped:
            self._composer.say(self.tr("Cancelled: nothing was inserted."))

    def shut_down(self) -> None:
        """End everything; what is not written down waits in its file for the next start."""
        takes, self._takes, self._live = self._takes, [], None
        for take in takes:
            self._listener.stop(take.listening)
            self._writer.drop(take)
            take.leave()
            take.sound.close()
            if not take.spoken:
                take.sound.remove()
        self._listener.shut_down()
        self._kept.shut_down()

    # What the microphone says

    def _on_sound(self, ticket: int, event: Event) -> None:
        take = next((t for t in self._takes if ticket and t.listening == ticket), None)
        if take is None:
            return
        match event:
            case Listening():
                take.opened = True
                self._show_phase()
            case Captured(audio, level, speech):
                take.add(audio, level, speech)
                if take is self._live:
                    self._composer.dictation.level.add(level)
                    self._show_time(take)
                self._writer.advance(take)
            case Notice(problem):
                self.failed.emit(problem)
            case Finished() | Failed():
                self._on_silence(take, event)

    def _on_silence(self, take: Take, event: Finished | Failed) -> None:
        """The microphone is closed, as it was asked to or not."""
        take.listening = 0
        take.sound.close()
        if take is self._live:
            self._live = None
            self._writer.hurry(take)
        if isinstance(event, Failed):
            self._kept.offer(event.problem, self.begin)
        else:
            take.too_long = event.reason is Reason.LENGTH
        if problem := take.sound.problem:
            self.failed.emit(problem)
        if take.dictation.seconds > 0:
            self._writer.advance(take)
        else:
            self._drop(take)
            if isinstance(event, Finished):
                self._composer.say(self.tr("The microphone was not open yet."))
        self._show_phase()

    # What the voice engine says

    def _give_up(self, take: Take, problem: Problem) -> None:
        """What was said stays in its file; a banner offers to try it again."""
        take.leave()
        self._takes.remove(take)
        if problem.action is not Action.TRY_AGAIN:
            self.failed.emit(problem)
            problem = Problem("voice.failed", details=problem.details)
        self._kept.offer(problem, lambda: self._again([take]), [take.sound])
        self._show_phase()

    def _complete(self, take: Take) -> None:
        """All is understood: the words go where they belong, and then the sound may go."""
        words = take.dictation.confirmed
        place = take.sound.place
        if take.text is None and place.draft == self._session.drafts.id:
            take.text = DictatedText(self._composer.edit, self._theme)
            start, end = place.span_in(self._composer.edit.toPlainText())
            take.text.move_to(start, end - start)
        if take.text is not None:
            take.text.show(words, "")
            take.text.close()
            self._composer.flush_draft()
        elif not self._keep_elsewhere(place, words):
            self._takes.remove(take)
            return
        take.sound.remove()
        self._takes.remove(take)
        if take.too_long:
            self._composer.say(self.tr("The longest recording was reached."))
        elif not take.dictation.words:
            self._composer.say(self.tr("No speech heard."))
        self._show_phase()

    def _keep_elsewhere(self, place: Place, words: str) -> bool:
        """Put words into the draft of a conversation that is not shown; False: not saved."""
        try:
            self._session.drafts.change(place.draft, lambda text: place.filled(text, words))
        except ParleyError as error:
            self.failed.emit(error.problem)
            return False
        return True

    def _drop(self, take: Take) -> None:
        """Nothing of this one is wanted."""
        self._takes.remove(take)
        if take is self._live:
            self._live = None
        self._listener.stop(take.listening)
        self._writer.drop(take)
        if take.text is not None:
            take.text.take_back()
            take.text.close()
        take.sound.remove()
        self._show_phase()

    # What a banner offers

    def _again(self, takes: Iterable[Take]) -> None:
        """The person wants these to be written down after all."""
        for take in takes:
            self._takes.append(take)
            self._writer.begin_again(take)
        self._show_phase()

    # What is to be seen

    def _show_phase(self) -> None:
        phase = Phase.IDLE
        if self._live is not None:
            phase = Phase.RECORDING if self._live.opened else Phase.OPENING
        elif any(take.text is not None for take in self._takes):
            phase = Phase.FINISHING
        self._composer.set_phase(phase)
        over = phase is Phase.IDLE and self._phase is not Phase.IDLE
        self._phase = phase
        if over:
            self.ended.emit()
        if self._live is not None:
            self._show_time(self._live)

    def _show_time(self, take: Take) -> None:
        longest = self._listener.longest_seconds()
        self._composer.dictation.set_seconds(take.dictation.seconds, longest)

    def _on_replaced(self) -> None:
        """Another conversation is shown: what was said here belongs to the one before."""
        self.finish()
        for take in self._takes:
            take.leave()
        self._show_phase()

    def _on_usable(self, problem: Problem | None) -> None:
        self._unusable = problem
        reason = f"{say(problem.sentence)}\n{say(problem.remedy)}" if problem else ""
        self._composer.voice_button.set_unavailable(reason)

    def _connect(self) -> None:
        self._listener.happened.connect(self._on_sound)
        self._listener.usable.connect(self._on_usable)
        self._transcriber.failed.connect(self.failed)
        self._writer.noticed.connect(self.failed)
        self._writer.grown.connect(Take.show)
        self._writer.completed.connect(self._complete)
        self._writer.given_up.connect(self._give_up)
        self.talk.begun.connect(self.begin)
        self.talk.ended.connect(self.finish)
        button = self._composer.voice_button
        button.went_down.connect(self.talk.press)
        button.came_up.connect(self.talk.release)
        button.tapped.connect(self.talk.tap)
        button.approached.connect(self._listener.approach)
        self._composer.dictation_ended.connect(self.finish)
        self._composer.dictation_cancelled.connect(self.cancel)
        self._composer.replaced.connect(self._on_replaced)
        self._kept.offered.connect(self.failed)

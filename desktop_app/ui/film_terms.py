"""What can be made of a film as things stand, and what that takes."""

from dataclasses import dataclass

from desktop_app.core.errors import Problem
from desktop_app.core.events import FilmFacts
from desktop_app.core.excerpt import Choice
from desktop_app.core.film import TOKENS_OF_A_FRAME, Cost, cost, fitting_frames


@dataclass(frozen=True, slots=True)
class FilmTerms:
    """`model` is the name of the one that is to see the film, and `sees` whether it can.

    `context` is how many tokens it sees at once (0: not known yet), `measured` how many of them
    a picture takes (0: nobody has measured). `voice` is why words cannot be written down, `None`
    when they can.
    """

    facts: FilmFacts
    model: str = ""
    sees: bool = True
    context: int = 0
    measured: int = 0
    voice: Problem | None = None

    @property
    def heard(self) -> bool:
        """Whether what is said can be had."""
        return self.facts.has_sound and self.voice is None

    @property
    def usable(self) -> bool:
        """Whether anything of the film can be given to the model."""
        return self.sees or self.heard

    @property
    def tokens_of_a_frame(self) -> int:
        """What one picture takes, as far as is known."""
        return self.measured or TOKENS_OF_A_FRAME

    def frames_at_first(self) -> int:
        """How many pictures to begin with."""
        if not self.sees:
            return 0
        seconds = self.facts.seconds if self.heard else 0.0
        return fitting_frames(self.tokens_of_a_frame, seconds, self.context)

    def cost(self, choice: Choice) -> Cost:
        """What this would take."""
        seconds = choice.end - choice.start if choice.words else 0.0
        return cost(choice.frames, self.tokens_of_a_frame, seconds, self.context)

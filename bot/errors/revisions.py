"""What a person wants of a draft cannot be done."""

from bot.errors.root import PaperthreadError


class DraftUnchanged(PaperthreadError):
    """Nothing of the draft changes; `problem` says in a clause why."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The draft stays as it is: {problem}.")
        self.problem = problem


class NotRevised(PaperthreadError):
    """This tweet stays as it is."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(f"Tweet {number} stays as it is: {problem}")
        self.number = number
        self.problem = problem


class MadeOfFacts(NotRevised):
    """Its words are not written, but made of facts."""

    def __init__(self, number: int) -> None:
        super().__init__(
            number, "it is made of facts (title, authors, links), and no wish changes those. Edit it by hand."
        )


class NothingElseToSay(NotRevised):
    """Every other version was there before, or says what another tweet says; `why` says in a clause which."""

    def __init__(self, number: int, *, why: str) -> None:
        super().__init__(number, f"{why}.")
        self.why = why


class ShortAlready(NotRevised):
    """It is as short as a shortening aims at."""

    def __init__(self, number: int, *, chars: int, aim_chars: int) -> None:
        super().__init__(number, f"its {chars} characters are within the {aim_chars} that shortening aims at.")
        self.chars = chars
        self.aim_chars = aim_chars


class NothingShorter(NotRevised):
    """No shorter form keeps what it says; `why` says in a clause what would be lost, or ""."""

    def __init__(self, number: int, *, why: str = "") -> None:
        super().__init__(number, f"no shorter form keeps what it says{f' ({why})' if why else ''}.")
        self.why = why


class NothingToUndo(NotRevised):
    """There is no version before."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "this is its first version.")

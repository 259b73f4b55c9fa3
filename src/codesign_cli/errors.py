"""What a person can mend: raised by the core, told in one sentence by the command line."""


class CodesignError(Exception):
    """One sentence that says what could not be done, and a way out.

    `message` is the sentence, `help` what to do about it, `status` the exit status: 2 (could not
    run) unless a subclass says otherwise.
    """

    status = 2

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class MissingPackage(CodesignError):
    """A package that an installation brings is not there."""

    def __init__(self, module: str) -> None:
        super().__init__(
            f"The Python package {module.partition('.')[0]} is missing.",
            "Install codesign-cli again: python -m pip install codesign-cli",
        )


class NothingToCheck(CodesignError):
    """There is no program file where one was looked for."""

    status = 3

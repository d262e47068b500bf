"""The one error of this package."""


class Error(Exception):
    """What is wrong (why it is wrong) what to do. `code` is the exit code of the program that means the same."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code

"""Errors that a user can act on. Each message says what is wrong and what to do."""


class AntqError(Exception):
    """Base of every error that this package raises on purpose."""


class UsageError(AntqError):
    """The call itself is wrong: nothing was read or written."""


class PackError(AntqError):
    """A rule pack's file is not valid. The message names the file and the line."""


class InputError(AntqError):
    """An input could not be read. It is set aside with this message as the reason.

    ``id`` is the id that the input itself names, where it got so far that it is known.
    """

    def __init__(self, reason: str, id: str = ""):
        super().__init__(reason)
        self.id = id

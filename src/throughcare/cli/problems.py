"""Problems that a person at the command line can mend: told in one plain sentence, without a traceback."""

from throughcare.config.addresses import HalfAnAddress
from throughcare.config.binaries import NoBinaries
from throughcare.config.embedded import ClusterFailed


class CannotGoOn(Exception):
    """A command was refused; the text says why and what would make it possible."""


KNOWN_PROBLEMS = (CannotGoOn, ClusterFailed, HalfAnAddress, NoBinaries)

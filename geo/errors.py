"""What can go wrong with the geographic tables."""

from collections.abc import Sequence


class GazetteerError(ValueError):
    """One or more rows of the gazetteer's tables do not hold up; the message lists every fault found."""

    faults: tuple[str, ...]
    """The faults, each as `file:line: what is wrong`, in file and line order."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep `faults` and build a message with one of them a line."""
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults in the gazetteer:\n" + "\n".join(self.faults))

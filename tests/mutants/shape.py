"""What a mutant is: one place in the code spoiled, and the tests that must see it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """`file` with `old`, which stands in it exactly once, replaced by `new`.

    At least one of `tests` must fail by an assertion: paths, or a path with "::" and a test's name.
    """

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def spoil(self, text: str) -> str:
        """The file's text, spoiled.

        Raises:
            ValueError: `old` does not stand in it exactly once, so the mutant is stale.
        """
        found = text.count(self.old)
        if found != 1:
            raise ValueError(f"{self.name}: {self.file} has {self.old!r} {found} times")
        return text.replace(self.old, self.new)

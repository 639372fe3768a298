"""Mutants: the ways in which the portal could become unsafe, each with the tests that were seen to notice.

Every file of this folder but runner, shape and trying holds the MUTANTS of a room, or of a part of one.
"""

from importlib import import_module
from pkgutil import iter_modules

from tests.mutants.shape import Mutant

OURS = {"runner", "shape", "trying"}
ROOMS: dict[str, list[Mutant]] = {
    module.name: import_module(f"{__name__}.{module.name}").MUTANTS
    for module in iter_modules(__path__)
    if module.name not in OURS
}
ALL = [mutant for room in ROOMS.values() for mutant in room]

"""What every portal starts with of the directory: the organisations that the guide names."""

import tomllib
from datetime import datetime

from portal.providers.actions import add_listing
from portal.providers.queries import one_by_slug
from portal.providers.rules import ListingStatus, Particulars, slug_of
from portal.seeds.files import DATA

SOURCE_NOTE = "Named in the Liverpool City Region Careers Hub's Benchmark 8 guide"


def load_guide(*, by: str, at: datetime) -> int:
    """Add those organisations of the guide that the directory lacks; return how many.

    They are real, nobody has claimed them here, and only what the guide says of them is recorded.
    """
    added = 0
    for organisation in tomllib.loads((DATA / "guide.toml").read_text("utf-8"))["organisation"]:
        slug = slug_of(organisation["name"])
        if one_by_slug(slug) is not None:
            continue
        said = Particulars(
            name=organisation["name"],
            provider_type="",
            terms={"specialism": organisation.get("specialisms", [])},
            source_note=SOURCE_NOTE,
        )
        add_listing(said, slug=slug, status=ListingStatus.STUB, by=by, at=at)
        added += 1
    return added

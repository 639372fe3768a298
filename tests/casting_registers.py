"""What the Hub brought in, in the peopled world: a list from a register, and a file of listings."""

from datetime import date

from portal.clock import now, today
from portal.db import db
from portal.moderation.models import RegisterList
from portal.moderation.queries.registers import compare_list
from portal.opendata.models import ImportFile
from portal.opendata.queries import plan_of
from tests.builders import add_provider
from tests.moderation.register_lists import add_registered

LIST = "name,provider_type,summary\nNewcomer Lane Careers,ORG_CHARITY,Guidance for schools.\n"


def make_registers() -> dict[str, str]:
    """The words for a list and a file, and for what a page about each holds."""
    listed = add_provider("Register Lane Careers", confirmed_on=today())
    add_registered(7, listed=listed, checked_on=None)
    row = {"row": 2, "number": "RCDP 0007", "name": "", "place": "", "status": "", "until": ""}
    register = RegisterList(
        register="CDI", source="By hand", seen_on=date(2026, 9, 1), rows=[row], made_at=now()
    )
    file = ImportFile(name="list.csv", text=LIST, made_at=now())
    db.session.add_all([register, file])
    db.session.commit()
    comparison = compare_list(register, "person:0", today())
    (finding,) = [one for one in comparison.findings if one.is_ticked]
    return {
        "REGISTER_LIST": str(register.id),
        "REGISTER_SEEN": comparison.digest,
        "REGISTER_KEY": finding.key,
        "LIST_FILE": str(file.id),
        "LIST_SEEN": plan_of(LIST, today(), "").digest,
    }

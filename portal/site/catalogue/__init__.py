"""The register of what is kept of people, a file for each part of the database. tests/site/test_register.py compares."""

from portal.account.rules.personal import Register
from portal.site.catalogue.desk import DESK
from portal.site.catalogue.directory import DIRECTORY
from portal.site.catalogue.enquiries import ENQUIRIES
from portal.site.catalogue.impersonal import IMPERSONAL
from portal.site.catalogue.listing import LISTING
from portal.site.catalogue.organisations import ORGANISATIONS
from portal.site.catalogue.people import PEOPLE

REGISTER = Register((*PEOPLE, *ORGANISATIONS, *DIRECTORY, *LISTING, *ENQUIRIES, *DESK), IMPERSONAL)

__all__ = ["REGISTER"]

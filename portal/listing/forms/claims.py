"""What a provider types to make a listing, or to say that one is theirs."""

from portal.listing.rules.claims import LONGEST_CONNECTION
from portal.providers.catalogue import PROVIDER_TYPES, SIGNPOST_TYPES
from portal.providers.rules import LONGEST
from portal.web.fields import Choice, HouseForm, LongTextField, TextField, YesNo

_TYPES = tuple(
    (code, words) for code, words in PROVIDER_TYPES.items() if code not in SIGNPOST_TYPES
)


class NewListingForm(HouseForm):
    """A listing that is not in the directory. `other` is asked only where there is one of the same name."""

    name = TextField(
        "Name of the provider",
        called="Name",
        is_name=True,
        hint="The name that schools know you by. If you work alone, your own name.",
        missing="Enter the name of the provider",
        most=LONGEST["name"],
    )
    provider_type = Choice("What are you?", choices=_TYPES, missing="Choose what you are")
    other = YesNo("Is yours another provider of the same name?")


class ClaimForm(HouseForm):
    """Why a listing is theirs."""

    connection = LongTextField(
        "How do you belong to it, and how can the Careers Hub see that?",
        called="Your answer",
        hint="For example: I run it. My name is on its website, and my email address here is the one given there."
        " Do not send certificates or identity papers.",
        missing="Say how you belong to it",
        most=LONGEST_CONNECTION,
    )

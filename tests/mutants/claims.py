"""Mutants of whose a listing is: who asks for it, who decides, what an offer opens, and what ends with it."""

from tests.mutants.shape import Mutant

MODELS, ACCESS = "portal/listing/models/claims.py", "portal/listing/access.py"
RULES, TAKING = "portal/listing/rules/claims.py", "portal/listing/actions/claims.py"
QUERIES, PAGES = "portal/listing/queries/claims.py", "portal/listing/pages/claims.py"
DECIDING, HUB_RULES = "portal/moderation/actions/claims.py", "portal/moderation/rules/claims.py"
OF_CLAIMS, OF_OFFERS = "tests/listing/test_claims.py", "tests/listing/test_claims_offers.py"
OF_HUB = "tests/moderation/test_claims.py"
ENDING = (f"{OF_HUB}::test_ending_it_ends_all_that_follows_in_the_same_request",)
MUTANTS = [
    Mutant(
        "a listing that was taken back is still kept",
        MODELS,
        "        listing.organisation_id = listing.claimed_on = None\n",
        "",
        ENDING,
    ),
    Mutant(
        "the edit of whoever keeps a listing no more stays open",
        MODELS,
        "                begun.discard(listing, at=at)\n",
        "                pass\n",
        ENDING,
    ),
    Mutant(
        "a credential of whoever keeps a listing no more waits on",
        MODELS,
        "        db.session.execute(update(Credential).where(theirs, *unseen).values(withdrawn_at=at))\n",
        "",
        ENDING,
    ),
    Mutant(
        "whoever keeps a listing next gets the files of those before",
        MODELS,
        "            row.remove(at)\n",
        "            pass\n",
        ENDING,
    ),
    Mutant(
        "an offer stays open once somebody keeps the listing",
        MODELS,
        "        cls.withdraw_offers(at, cls.listing_id == listing.id)\n",
        "",
        (f"{OF_OFFERS}::test_once_somebody_keeps_it_no_offer_is_open",),
    ),
    Mutant(
        "the key of an offer that was taken back stays",
        MODELS,
        "        db.session.execute(delete(EmailKey).where(EmailKey.id.in_(keys)))\n",
        "",
        (f"{OF_OFFERS}::test_the_hub_takes_an_offer_back",),
    ),
    Mutant(
        "a provider takes over what another keeps",
        HUB_RULES,
        "    if kept:\n        return Refusal.KEPT\n    if asker_stopped:\n",
        "    if asker_stopped:\n",
        (f"{OF_HUB}::test_only_one_organisation_keeps_a_listing",),
    ),
    Mutant(
        "a stopped provider is given a listing",
        HUB_RULES,
        "    if asker_stopped:\n        return Refusal.ASKER_STOPPED\n",
        "",
        (f"{OF_HUB}::test_a_stopped_organisation_or_listing_is_not_agreed_to",),
    ),
    Mutant(
        "somebody at the Hub decides their own organisation's request",
        DECIDING,
        "    hold_listing(listing.id, by=by)\n    if claim.state",
        "    if claim.state",
        (f"{OF_HUB}::test_nobody_decides_for_their_own_organisation_or_against_its_rival",),
    ),
    Mutant(
        "somebody at the Hub ends what their own organisation keeps",
        DECIDING,
        "    hold_listing(listing_id, by=by)\n    listing = hold_whole(listing_id)\n",
        "    listing = hold_whole(listing_id)\n",
        (f"{OF_HUB}::test_nobody_ends_what_their_own_organisation_keeps",),
    ),
    Mutant(
        "somebody at the Hub offers a listing to their own organisation",
        HUB_RULES,
        "    if is_own:\n        return Refusal.OWN_ADDRESS\n",
        "",
        (f"{OF_OFFERS}::test_nobody_at_the_hub_offers_a_listing_to_themselves",),
    ),
    Mutant(
        "an offer is taken up for the organisation of whoever made it",
        RULES,
        "    return Refusal.OWN_OFFER if offered_by_own else None\n",
        "    return None\n",
        (f"{OF_OFFERS}::test_an_offer_is_not_taken_up_for_the_organisation_of_whoever_made_it",),
    ),
    Mutant(
        "a request is decided twice",
        DECIDING,
        "    if claim.state is not ClaimState.WAITING:\n",
        "    if False:\n",
        (
            f"{OF_HUB}::test_what_a_colleague_decided_meanwhile_is_said_and_what_was_written_is_kept",
            f"{OF_HUB}::test_what_was_taken_back_is_not_decided",
        ),
    ),
    Mutant(
        "what another provider keeps by now is ended unseen",
        DECIDING,
        "    if listing.organisation_id != keeper_id:\n",
        "    if False:\n",
        (f"{OF_HUB}::test_what_another_organisation_keeps_by_now_is_not_ended_unseen",),
    ),
    Mutant(
        "the reason of a refusal is not mailed",
        DECIDING,
        "    _tell(claim, listing, REFUSED, at, reason=reason)\n",
        "",
        (f"{OF_HUB}::test_refusing_takes_a_reason_which_is_mailed_as_it_was_written",),
    ),
    Mutant(
        "a provider takes another's request back",
        QUERIES,
        "    asked = (ListingClaim.id == claim_id, ListingClaim.organisation_id == organisation_id)\n",
        "    asked = (ListingClaim.id == claim_id,)\n",
        (f"{OF_CLAIMS}::test_nobody_takes_back_what_another_provider_asked_for",),
    ),
    Mutant(
        "an offer is taken up by whoever holds its link",
        TAKING,
        "    if not is_open or claim.email != place.person.email:\n",
        "    if not is_open:\n",
        (f"{OF_OFFERS}::test_an_offer_is_for_whom_it_was_sent_to",),
    ),
    Mutant(
        "an offer is shown as theirs to whoever is signed in",
        PAGES,
        "        return self.person is not None and self.person.email == self.claim.email\n",
        "        return self.person is not None\n",
        (f"{OF_OFFERS}::test_an_offer_is_for_whom_it_was_sent_to",),
    ),
    Mutant(
        "an offer never grows old",
        TAKING,
        "    is_open = key is not None and key.used_at is None and at < key.expires_at\n",
        "    is_open = key is not None and key.used_at is None\n",
        (f"{OF_OFFERS}::test_an_offer_lasts_fourteen_days_and_no_second_more",),
    ),
    Mutant(
        "a page that opens by an offer tells its address on",
        "portal/listing/views/claims.py",
        "    return secret_address((shown, page.status(was_sent=form.is_submitted())))\n",
        "    return shown, page.status(was_sent=form.is_submitted())\n",
        (f"{OF_OFFERS}::test_somebody_new_comes_from_the_mail_to_the_listing",),
    ),
    Mutant(
        "a provider asks for listings without end",
        TAKING,
        "    Tries.take(ASKING_TO_KEEP, behalf, at)\n",
        "",
        (f"{OF_CLAIMS}::test_a_provider_asks_no_more_than_ten_times_a_day",),
    ),
    Mutant(
        "offers of listings are sent to one address without end",
        DECIDING,
        "    Tries.take(LETTERS_TO_ONE, email, at)\n",
        "",
        (f"{OF_OFFERS}::test_one_address_is_not_pestered",),
    ),
    Mutant(
        "a new listing is public before the Hub has looked",
        TAKING,
        "status=ListingStatus.DRAFT, at=at)",
        "status=ListingStatus.STUB, at=at)",
        (f"{OF_CLAIMS}::test_a_provider_makes_a_listing_that_nobody_else_sees",),
    ),
]

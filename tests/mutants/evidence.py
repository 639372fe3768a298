"""Mutants of the files that providers send, and of the claims that they show to be true."""

from tests.mutants.shape import Mutant

LOOKING, WASHING = "portal/uploads/looking.py", "portal/uploads/washing.py"
SHELF, FILES = "portal/uploads/shelf.py", "portal/web/files.py"
BODIES, GATE = "portal/web/bodies.py", "portal/web/gate.py"
MODELS, QUERIES = "portal/credentials/models.py", "portal/credentials/queries.py"
SENDING, CLAIMING = "portal/listing/actions/evidence.py", "portal/listing/actions/credentials.py"
CHECKS, KEEPING = "portal/moderation/actions/checks.py", "portal/credentials/actions.py"
OF_LOOKING, OF_SHELF = "tests/uploads/test_looking.py", "tests/uploads/test_shelf.py"
OF_EVIDENCE, OF_CLAIMS = "tests/listing/test_evidence.py", "tests/listing/test_credentials.py"
OF_CHECKS, OF_KEEPING = "tests/moderation/test_checks.py", "tests/credentials/test_evidence.py"
MUTANTS = [
    Mutant(
        "a file is what its name says",
        LOOKING,
        "not data.startswith(type_.begins) or ",
        "",
        (f"{OF_LOOKING}::test_what_is_something_else_is_refused",),
    ),
    Mutant(
        "a file may have a second meaning behind its end",
        LOOKING,
        " or _goes_on(data, type_)",
        "",
        (f"{OF_LOOKING}::test_what_is_something_else_is_refused",),
    ),
    Mutant(
        "a file may be a page as well",
        LOOKING,
        " or _could_be_a_page(data)",
        "",
        (f"{OF_LOOKING}::test_what_is_something_else_is_refused",),
    ),
    Mutant(
        "a file of any name is taken for a PDF",
        LOOKING,
        "    raise Refused(Why.TYPE)\n",
        "    return PDF\n",
        (f"{OF_LOOKING}::test_what_is_something_else_is_refused",),
    ),
    Mutant(
        "a PDF keeps what acts when it is opened",
        WASHING,
        "key in NEVER or _acts(thing[key])",
        "_acts(thing[key])",
        (f"{OF_LOOKING}::test_a_pdf_keeps_its_pages_and_nothing_that_acts_hides_or_tells",),
    ),
    Mutant(
        "a photograph in a PDF says where it was taken",
        WASHING,
        "        _strip_photo(thing)\n",
        "        pass\n",
        (f"{OF_LOOKING}::test_a_pdf_keeps_its_pages_and_nothing_that_acts_hides_or_tells",),
    ),
    Mutant(
        "a picture keeps what was written beside it",
        WASHING,
        "            painted.info = {}\n",
        "",
        (f"{OF_LOOKING}::test_a_picture_says_nothing_of_where_and_by_whom_it_was_taken",),
    ),
    Mutant(
        "a picture of any size is unpacked",
        WASHING,
        "    Image.MAX_IMAGE_PIXELS = MOST_PIXELS",
        "    Image.MAX_IMAGE_PIXELS = None",
        (f"{OF_LOOKING}::test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked",),
    ),
    Mutant(
        "a packed stream is unpacked",
        WASHING,
        "compress_streams=True,\n                stream_decode_level=pikepdf.StreamDecodeLevel.none",
        "compress_streams=False,\n                stream_decode_level=pikepdf.StreamDecodeLevel.generalized",
        (f"{OF_LOOKING}::test_a_stream_that_would_swell_stays_packed",),
    ),
    Mutant(
        "a page takes a hundred times what it says",
        BODIES,
        "request.max_content_length = most + AROUND",
        "request.max_content_length = most * 100",
        (
            f"{OF_EVIDENCE}::test_a_file_beyond_the_limit_is_refused_unread_and_the_page_says_the_limit",
        ),
    ),
    Mutant(
        "a stranger's file is read",
        GATE,
        "    if not door.opens():\n",
        "    if method not in READING:\n        open_body()\n    if not door.opens():\n",
        (f"{OF_EVIDENCE}::test_a_strangers_file_is_not_read",),
    ),
    Mutant(
        "anybody on the machine reads a file",
        SHELF,
        "0o600",
        "0o644",
        (f"{OF_SHELF}::test_a_file_lies_under_a_random_name_that_only_its_owner_reads",),
    ),
    Mutant(
        "a file's name may lead elsewhere",
        SHELF,
        "        if not _NAME.fullmatch(name):\n            raise Missing(name)\n",
        "",
        (f"{OF_SHELF}::test_no_other_name_leads_anywhere",),
    ),
    Mutant(
        "a file has its name before it is on the disk",
        SHELF,
        "        os.fsync(file.fileno())\n",
        "",
        (f"{OF_SHELF}::test_a_file_is_on_the_disk_before_its_name_is",),
    ),
    Mutant(
        "a file opens in the browser",
        FILES,
        "attachment; filename",
        "inline; filename",
        (f"{OF_EVIDENCE}::test_a_file_is_handed_out_to_be_kept_and_never_opened_here",),
    ),
    Mutant(
        "a file that opens may run what is in it",
        FILES,
        """FILE_POLICY = "sandbox; default-src 'none'\"""",
        """FILE_POLICY = "default-src 'none'\"""",
        (f"{OF_EVIDENCE}::test_a_file_is_handed_out_to_be_kept_and_never_opened_here",),
    ),
    Mutant(
        "another provider gets a file beside its own listing",
        QUERIES,
        "    if not found or (listing_id is not None",
        "    if not found or (listing_id is None",
        (f"{OF_EVIDENCE}::test_nobody_else_gets_a_file_also_beside_a_listing_of_their_own",),
    ),
    Mutant(
        "a file is handed out before it is scanned",
        MODELS,
        "self.removed_at is None and self.scanned_at is not None",
        "self.removed_at is None",
        (f"{OF_EVIDENCE}::test_what_a_scanner_has_not_seen_is_given_to_nobody",),
    ),
    Mutant(
        "what the scanner finds is kept",
        SENDING,
        "    raise Refused(Why.INFECTED)\n",
        "    return True\n",
        (f"{OF_EVIDENCE}::test_what_a_scanner_finds_something_in_is_refused",),
    ),
    Mutant(
        "a file whose row was not kept stays",
        SENDING,
        "        if not lies:\n",
        "        if lies is None:\n",
        (f"{OF_EVIDENCE}::test_a_file_whose_row_could_not_be_kept_does_not_stay",),
    ),
    Mutant(
        "a file without a row stays for ever",
        KEEPING,
        "    _delete(found.alone)\n",
        "",
        (f"{OF_KEEPING}::test_rows_and_files_are_compared_both_ways",),
    ),
    Mutant(
        "a file stays when its time is over",
        KEEPING,
        "    commit()\n    _delete(names)\n",
        "    commit()\n",
        (f"{OF_KEEPING}::test_the_sweep_deletes_files_of_what_was_decided_and_keeps_their_rows",),
    ),
    Mutant(
        "whoever erases their account leaves their files",
        "portal/listing/__init__.py",
        "    tie(app, binds=none_bound, cut=take_files_of)\n",
        "",
        (f"{OF_EVIDENCE}::test_who_erases_their_account_takes_their_files_with_them",),
    ),
    Mutant(
        "a certificate of a criminal record is taken",
        SENDING,
        "    why = WITHOUT_FILES.get(Kind(claim.kind))\n",
        "    why = None if Kind(claim.kind) in WITHOUT_FILES else None\n",
        (f"{OF_EVIDENCE}::test_no_certificate_of_a_criminal_record_is_taken",),
    ),
    Mutant(
        "a claim is shown before the Hub has looked at it",
        CLAIMING,
        "    db.session.add(row)\n",
        "    row.accept(at)\n    db.session.add(row)\n",
        (f"{OF_CLAIMS}::test_a_claim_waits_for_the_hub_and_nobody_else_sees_it",),
    ),
    Mutant(
        "a claim that was taken back is still shown",
        CLAIMING,
        "        row.withdraw(at)\n",
        "",
        (f"{OF_CLAIMS}::test_taking_a_claim_back_has_effect_at_once_and_stays_on_record",),
    ),
    Mutant(
        "a claim is decided that is not as it was seen",
        CHECKS,
        " or seen_of(claim, list_files_of(claim.id)) != seen",
        "",
        (f"{OF_CHECKS}::test_what_changed_since_it_was_seen_is_not_decided",),
    ),
    Mutant(
        "whoever belongs to a provider decides about its claims",
        CHECKS,
        "hold_listing(found.listing_id, by=by)",
        'hold_listing(found.listing_id, by="person:0")',
        (f"{OF_CHECKS}::test_nobody_decides_about_the_listing_of_their_own_organisation",),
    ),
]

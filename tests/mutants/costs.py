"""Mutants of what limits costs, of what is read from a request, and of what answers carry."""

from tests.mutants.shape import Mutant

LIMITS, SECURITY = "portal/web/limits.py", "portal/web/security.py"
BODIES = "portal/web/bodies.py"
COSTS, EVERY = "tests/web/test_costs.py", "tests/web/test_every_answer.py"
UNREADABLE = "tests/web/test_unreadable.py"
MUTANTS = [
    Mutant(
        "sign-in has no limit",
        "portal/account/access.py",
        '    "account.sign_in": {"POST": SIGN_IN},\n',
        "",
        (f"{COSTS}::test_no_form_that_a_stranger_may_send_is_without_a_limit",),
    ),
    Mutant(
        "exports have no limit",
        "portal/checklist/access.py",
        '    "checklist.download": {"GET": EXPORT},\n',
        "",
        (f"{COSTS}::test_every_class_names_its_endpoints_and_no_endpoint_that_is_gone",),
    ),
    Mutant(
        "a forwarded header moves the count where no proxy is set",
        SECURITY,
        "    if settings.proxy_hops:\n        hops = settings.proxy_hops\n",
        "    if settings.workers:\n        hops = settings.proxy_hops or 1\n",
        (f"{COSTS}::test_no_forwarded_header_moves_the_count_where_no_proxy_is_set",),
    ),
    Mutant(
        "each worker gives the whole limit",
        LIMITS,
        '    share = max(1, cost.most // current_app.extensions["settings"].workers)\n',
        "    share = cost.most\n",
        (f"{COSTS}::test_each_worker_enforces_its_share",),
    ),
    Mutant(
        "every address of a household counts for itself",
        "portal/web/networks.py",
        "WHOLE_NETWORK = 64\n",
        "WHOLE_NETWORK = 128\n",
        (
            f"{COSTS}::test_a_household_with_many_ipv6_addresses_is_one",
            "tests/web/test_networks.py",
        ),
    ),
    Mutant(
        "all IPv4 addresses are one in the shape of IPv6",
        "portal/web/networks.py",
        "    return str(mapped or ip_network(",
        "    return str((not mapped and mapped) or ip_network(",
        (
            f"{COSTS}::test_an_ipv4_address_is_one_also_where_it_comes_in_the_shape_of_ipv6",
            "tests/web/test_networks.py",
        ),
    ),
    Mutant(
        "the limits are off where people are served",
        LIMITS,
        '    limiter.enabled = settings.mode != "test"\n',
        '    limiter.enabled = settings.mode == "nowhere"\n',
        (f"{COSTS}::test_the_limits_are_on_wherever_people_are_served",),
    ),
    Mutant(
        "whoever reaches a limit is not told when to come back",
        "portal/web/errors.py",
        "    if seconds:\n",
        "    if seconds and status != 429:\n",
        (f"{COSTS}::test_the_limit_of_each_endpoint_is_reached",),
    ),
    Mutant(
        "a page may be shown again before its time",
        "portal/web/errors.py",
        "        shown = again_at + timedelta(minutes=1, microseconds=-1)\n",
        "        shown = again_at\n",
        (f"{COSTS}::test_the_page_says_when_to_come_back_and_then_it_goes_on",),
    ),
    Mutant(
        "a cache may keep a page that names somebody",
        SECURITY,
        '        response.headers["Cache-Control"] = "private, no-store"\n',
        '        response.headers["Cache-Control"] = "private, max-age=60"\n',
        (f"{EVERY}::test_a_page_that_names_somebody_is_kept_by_no_cache",),
    ),
    Mutant(
        "a public page sets a cookie",
        "templates/_header.html",
        """        <li><a class="app-who__link" href="{{ url_for('account.sign_in') }}">Sign in</a></li>\n""",
        """        <li><a class="app-who__link" href="{{ url_for('account.sign_in') }}">Sign in</a>{% set _ = csrf_token() %}</li>\n""",
        (f"{EVERY}::test_public_pages_are_the_same_for_two_visitors_and_cacheable",),
    ),
    Mutant(
        "signing out leaves what the browser kept",
        "portal/account/views/signing.py",
        """    response.headers["Clear-Site-Data"] = '"cache", "storage"'\n""",
        "",
        (f"{EVERY}::test_signing_out_clears_what_the_browser_kept",),
    ),
    Mutant(
        "somebody is remembered by a second cookie",
        "portal/account/access.py",
        "        login_user(Signed(row, key))\n",
        "        login_user(Signed(row, key), remember=True)\n",
        (f"{EVERY}::test_nobody_is_remembered_by_a_cookie_of_their_own",),
    ),
    Mutant(
        "the content policy lets foreign images in",
        SECURITY,
        "        \"img-src 'self' data:\",\n",
        "        \"img-src 'self' data: https:\",\n",
        (f"{EVERY}::test_each_page_carries_every_header_for_each_persona",),
    ),
    Mutant(
        "any host is answered",
        SECURITY,
        "        TRUSTED_HOSTS=settings.hosts,\n",
        "        TRUSTED_HOSTS=None,\n",
        (f"{EVERY}::test_no_page_answers_to_another_host",),
    ),
    Mutant(
        "a field without a name is a fault",
        BODIES,
        '"multipart/form-data" and None in request.form',
        '"multipart/mixed" and None in request.form',
        (f"{UNREADABLE}::test_nothing_unreadable_in_parts_or_json_is_a_fault",),
    ),
    Mutant(
        "a number beyond every row is a fault",
        "portal/web/addresses.py",
        '        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})\n',
        "        super().__init__(*args, **kwargs)\n",
        (f"{UNREADABLE}::test_a_number_that_no_row_has_is_not_found",),
    ),
    Mutant(
        "a number is written in several ways",
        "portal/web/addresses.py",
        '    regex = "[1-9][0-9]{0,9}"\n',
        "",
        (f"{UNREADABLE}::test_a_number_that_no_row_has_is_not_found",),
    ),
    Mutant(
        "twenty thousand fields are read",
        BODIES,
        "MOST_FIELDS = 2_000\n",
        "MOST_FIELDS = 2_000_000\n",
        (f"{UNREADABLE}::test_a_monstrous_form_is_no_work_for_any_page",),
    ),
    Mutant(
        "a pattern takes the square of a text's length",
        "portal/account/rules/passwords.py",
        r"(?<![\W\d_])[\W\d_]+\Z",
        r"[\W\d_]+\Z",
        ("tests/house/test_patterns.py::test_twice_the_text_takes_about_twice_the_time",),
    ),
    Mutant(
        "a website may run a script",
        "portal/providers/rules/problems.py",
        '    return parts.scheme in {"http", "https"} and bool(parts.hostname)\n',
        '    return parts.scheme != "data"\n',
        ("tests/web/test_outgoing.py::test_a_website_that_is_no_web_address_is_refused",),
    ),
    Mutant(
        "a listing vouches for the website it links to",
        "templates/providers/listing.html",
        'rel="nofollow ugc noopener noreferrer">Website',
        'rel="noopener noreferrer">Website',
        (
            "tests/web/test_outgoing.py::"
            "test_all_open_pages_are_served_without_a_call_and_link_out_with_care",
        ),
    ),
    Mutant(
        "a file is named with what somebody typed",
        "portal/checklist/pages/brief.py",
        '    return BriefFile(f"guidance-brief-{draft.revision}.{suffix}", kind.mimetype, content)\n',
        '    name = draft.values().get("school_name", "guidance-brief-1")\n'
        '    return BriefFile(f"{name}.{suffix}", kind.mimetype, content)\n',
        (f"{EVERY}::test_a_file_is_named_by_us_whatever_stands_in_it",),
    ),
    Mutant(
        "a page calls another machine",
        "portal/site/views.py",
        '    """What a school can do here."""\n',
        '    """What a school can do here."""\n'
        "    import socket\n    from contextlib import suppress\n\n"
        '    with suppress(OSError):\n        socket.create_connection(("192.0.2.1", 80), 0.1)\n',
        (
            "tests/web/test_outgoing.py::"
            "test_all_open_pages_are_served_without_a_call_and_link_out_with_care",
        ),
    ),
]

"""What holds of accounts on SQLite holds on PostgreSQL: the same tests, on the fixtures of this folder.

Those are taken where many do the same at one moment, which SQLite lets nobody do, and one of each kind beside.
"""

from tests.account.test_joining import (
    test_of_twenty_who_use_one_link_at_once_one_makes_the_account,
    test_somebody_new_makes_an_account_and_is_signed_in,
)
from tests.account.test_resetting import (
    sam,
    test_a_new_password_by_a_link_signs_every_browser_out,
    test_of_twenty_who_use_one_link_at_once_one_changes_the_password,
)
from tests.account.test_second_step import (
    test_no_code_works_twice_however_it_is_typed,
    test_of_the_same_code_sent_many_times_at_once_one_counts,
)
from tests.account.test_security import (
    person_id,
    test_signing_another_browser_out_kills_copies_of_its_cookie,
)

__all__ = [
    "person_id",
    "sam",
    "test_a_new_password_by_a_link_signs_every_browser_out",
    "test_no_code_works_twice_however_it_is_typed",
    "test_of_the_same_code_sent_many_times_at_once_one_counts",
    "test_of_twenty_who_use_one_link_at_once_one_changes_the_password",
    "test_of_twenty_who_use_one_link_at_once_one_makes_the_account",
    "test_signing_another_browser_out_kills_copies_of_its_cookie",
    "test_somebody_new_makes_an_account_and_is_signed_in",
]

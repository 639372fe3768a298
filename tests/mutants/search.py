"""Mutants of the index: in step with the day and with each change, and harmless to whoever is answered."""

from tests.mutants.shape import Mutant

INDEXING, INDEX = "portal/providers/indexing.py", "portal/search/index.py"
STEP, DAYS = "tests/providers/test_in_step.py", "tests/search/test_days.py"
MUTANTS = [
    Mutant(
        "the index answers for a day that it is not in step with",
        INDEX,
        "if day is not None and snapshot.day != day:",
        "if day is None and snapshot.day != day:",
        (
            f"{STEP}::test_at_midnight_the_filter_says_what_the_page_says_though_nobody_changed_anything",
            f"{DAYS}::test_it_answers_for_the_day_it_is_in_step_with_and_for_no_other",
        ),
    ),
    Mutant(
        "changes of a new day are put into the index of the day before",
        INDEXING,
        "            if index.day() != today:\n                _compare(index, today, rows)\n            elif rows:",
        "            if rows:",
        (
            f"{STEP}::test_at_midnight_the_filter_says_what_the_page_says_though_nobody_changed_anything",
        ),
    ),
    Mutant(
        "a day that is over is brought back into the index",
        INDEXING,
        'response.call_on_close(partial(_mend, app, broken=g.pop("search_to_mend")))',
        "day, broken = today_in_liverpool(), g.pop('search_to_mend')\n"
        "        response.call_on_close(lambda: catch_up(app.extensions['search'], day))",
        (f"{STEP}::test_a_day_that_is_over_is_not_brought_back",),
    ),
    Mutant(
        "a changed listing waits for the next search",
        INDEXING,
        '        g.setdefault("search_to_mend", False)\n',
        "        pass\n",
        (f"{STEP}::test_what_a_request_changed_is_in_the_index_once_it_is_answered",),
    ),
    Mutant(
        "a fault of the index after the answer reaches the server",
        INDEXING,
        '    except Exception:  # nobody is there to be told: the next search tries again\n        log.exception("search.not_mended")\n',
        "    except ZeroDivisionError:\n        pass\n",
        (f"{STEP}::test_whatever_fails_after_the_answer_fails_nobody_and_is_logged",),
    ),
    Mutant(
        "changes that wait are found by no search",
        INDEXING,
        "    if broken or behind or count_outbox(TOPIC):",
        "    if broken or behind:",
        (f"{STEP}::test_a_busy_index_costs_nobody_time_and_the_next_search_brings_it_in_step",),
    ),
    Mutant(
        "whoever changes the index keeps others from writing to the database",
        "portal/db.py",
        "    reading = _reads.get() or (",
        "    reading = (",
        (f"{STEP}::test_comparing_everything_keeps_nobody_from_writing_to_the_database",),
    ),
    Mutant(
        "two write to the index at once",
        "portal/search/store.py",
        '        if getattr(self._mine, "holding", False):\n',
        "        if self.folder.exists():\n",
        (f"{DAYS}::test_whoever_writes_alone_may_read_and_store_while_others_are_told_at_once",),
    ),
    Mutant(
        "an out-of-date listing comes first",
        "portal/search/finding.py",
        "(kept & ~shelf.last, kept & shelf.last)",
        "(kept & shelf.last, kept & ~shelf.last)",
        (f"{DAYS}::test_what_comes_last_does_so_in_any_order_and_the_rest_keeps_its_own",),
    ),
]

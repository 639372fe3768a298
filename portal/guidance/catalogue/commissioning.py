"""Keeps the page on buying careers guidance."""

from portal.guidance.catalogue.shape import Link, Points, Section, Text, Topic

COMMISSIONING = Topic(
    slug="commissioning",
    title="Buying careers guidance",
    summary="The steps, the money bands and the common traps when a school buys guidance.",
    sections=(
        Section(
            "Start with what you need",
            (
                Text(
                    "Commissioning means working out what you need, buying it fairly, and "
                    "checking that it works. Count the pupils first. Then count the days: "
                    "meetings, writing up, missed meetings and extra events all take time. Our "
                    "checklist does the sums."
                ),
            ),
        ),
        Section(
            "Work out the whole cost",
            (
                Text(
                    "Add up every year you might buy, with the extra years you could choose to "
                    "add. One cheap year can be part of a costly contract. If several schools "
                    "buy together, add all of them. Do not split one need to stay under a limit."
                ),
                Points(
                    (
                        "Below {money:band_medium_from}: low value.",
                        (
                            "From {money:band_medium_from} to {money:band_high_from}: medium "
                            "value. Ask for at least {fact:quotes_wanted} written quotes."
                        ),
                        (
                            "Above {money:band_high_from}: high value. Advertise, and run a fair "
                            "process."
                        ),
                        (
                            "At {money:threshold_goods_services_inc_vat} with VAT or above: the "
                            "Procurement Act applies in full. Get expert advice."
                        ),
                    )
                ),
                Text(
                    "These bands are the Department for Education's. Your school's own rules "
                    "come first. The limit in the last line has held since "
                    "{fact:threshold_in_force}, and the Act since "
                    "{fact:procurement_act_in_force}. Notices for this work often use the code "
                    "{fact:careers_purchase_code}."
                ),
            ),
        ),
        Section(
            "Be fair",
            (
                Points(
                    (
                        "Decide how you will score before you contact anyone.",
                        "Send everyone the same papers and the same answers.",
                        "Open nothing early, and nothing that comes late.",
                        "Have at least {fact:assessors_wanted} people score.",
                        "Choose the highest score, and keep your reasons.",
                        "Ask everyone who scores whether they know a bidder.",
                    )
                ),
            ),
        ),
        Section(
            "What it may cost",
            (
                Text(
                    "We have no confirmed local prices. Rough figures for a day, not confirmed, "
                    "are {money:day_rate_self_low} to {money:day_rate_self_high} for a "
                    "self-employed adviser and {money:day_rate_organisation_low} to "
                    "{money:day_rate_organisation_high} for an organisation. A paper from "
                    "{fact:cost_two_meetings_year} put two meetings at about "
                    "{money:cost_two_meetings} a pupil."
                ),
                Text(
                    "Ask for prices without VAT, and ask whether VAT will be added. We use "
                    "{fact:vat_rate} per cent."
                ),
            ),
        ),
        Section(
            "Self-employed advisers",
            (
                Text(
                    "Check tax status before work starts. If someone disputes your finding, "
                    "answer within {fact:off_payroll_reply_days} days. Since "
                    "{fact:dbs_self_employed_from}, sole traders can get an Enhanced criminal "
                    "record (DBS) check through an umbrella body. Your school still decides "
                    "which check the work needs, and sees it."
                ),
                Link(
                    "DfE: buying for schools",
                    "https://www.gov.uk/guidance/buying-procedures-and-procurement-law-for-schools",
                ),
            ),
        ),
    ),
)

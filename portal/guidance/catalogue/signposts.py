"""Keeps the dated signposts to public support: what records showed, and no contacts."""

from datetime import date

from portal.guidance.catalogue.shape import Signpost

LOOKED = date(2026, 11, 24)

SIGNPOSTS: tuple[Signpost, ...] = (
    Signpost(
        slug="national-careers-service",
        area="LCR_ALL",
        title="National Careers Service",
        text=(
            "Free public careers service for England. Its face-to-face work with adults was due to "
            "move into the Department for Work and Pensions on 1 October 2026. We have not "
            "confirmed what it offers young people today."
        ),
        source="CDI news, 14 October 2025",
        source_url=(
            "https://www.thecdi.net/news/"
            "uk-government-to-bring-national-careers-service-staff-in-house-from-october-2026"
        ),
        checked_on=LOOKED,
    ),
    Signpost(
        slug="halton",
        area="HAL",
        title="Halton Council",
        text=(
            "The council has a 16+ Education to Employment Team. Its Executive Board agreed to "
            "continue a contract with Career Connect for participation services from 1 April 2026 "
            "to 31 March 2030."
        ),
        source="Halton Council, Executive Board item 67171, and the council's news pages",
        source_url="https://councillors.halton.gov.uk",
        checked_on=LOOKED,
    ),
    Signpost(
        slug="knowsley",
        area="KNO",
        title="Knowsley Council",
        text=(
            "Council news names a Knowsley Advice and Guidance Service for young people who are "
            "not in education, employment or training. We have not confirmed what it offers today."
        ),
        source="Knowsley News",
        source_url="https://www.knowsleynews.co.uk",
        checked_on=LOOKED,
    ),
    Signpost(
        slug="liverpool",
        area="LIV",
        title="Liverpool City Council",
        text=(
            "A public notice describes a contract called NEET Prevention and Early Intervention "
            "Services, from 1 April 2026 to 31 March 2029, which may run 24 months longer. It is "
            "for those aged 16 and 17 who are not in education, employment or training, young "
            "people to age 25 with an EHC plan, and Year 11 pupils at risk."
        ),
        source="Public contract notice ocds-h6vhtk-0556b5",
        source_url="https://d3tenders.com",
        checked_on=LOOKED,
    ),
    Signpost(
        slug="st-helens",
        area="SHN",
        title="St Helens Borough Council",
        text=(
            "A council decision describes work under the Youth Guarantee Trailblazer, which covers "
            "all six boroughs. It takes in keeping track of young people who are not in education, "
            "employment or training."
        ),
        source="St Helens Borough Council, decision 0047 of 2025/26",
        source_url="https://www.sthelens.gov.uk",
        checked_on=LOOKED,
    ),
    Signpost(
        slug="sefton",
        area="SEF",
        title="Sefton Council",
        text=(
            "Records describe a NEET Reduction and Early Intervention Service for pupils from Year "
            "9. Career Connect has run it for the council since 2019. The work was bought again in "
            "2023, for three years with one more possible. We have not seen what follows."
        ),
        source="Sefton Council meeting papers, item 70391, and careerconnect.org.uk",
        source_url="https://modgov.sefton.gov.uk",
        checked_on=LOOKED,
    ),
    Signpost(
        slug="wirral",
        area="WIR",
        title="Wirral Council",
        text=(
            "Public notices show that the council set out in 2025 and 2026 to buy services that "
            "help young people to take part in education and training. We have not seen who was "
            "chosen."
        ),
        source="Public contract notice ocds-h6vhtk-05d648",
        source_url="https://d3tenders.com",
        checked_on=LOOKED,
    ),
)

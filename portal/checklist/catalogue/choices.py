"""The choices that more than one question offers."""

from portal.checklist.catalogue.shape import Choice

YEARS = (
    Choice("Y7", "Year 7"),
    Choice("Y8", "Year 8"),
    Choice("Y9", "Year 9"),
    Choice("Y10", "Year 10"),
    Choice("Y11", "Year 11"),
    Choice("Y12", "Year 12"),
    Choice("Y13", "Year 13"),
    Choice("P19_25", "Students aged 19 to 25 with an EHC plan"),
)

BOROUGHS = (
    Choice("HAL", "Halton"),
    Choice("KNO", "Knowsley"),
    Choice("LIV", "Liverpool"),
    Choice("SHN", "St Helens"),
    Choice("SEF", "Sefton"),
    Choice("WIR", "Wirral"),
    Choice("OUTSIDE", "Outside the Liverpool City Region"),
)

LENGTHS = (
    Choice("20", "20 minutes", "Suitable for a follow-up only"),
    Choice("30", "30 minutes"),
    Choice("45", "45 minutes", "What the Career Development Institute calls good practice"),
    Choice("60", "60 minutes"),
)

LONGER_LENGTHS = (
    Choice("45", "45 minutes"),
    Choice("60", "60 minutes"),
    Choice("75", "75 minutes"),
    Choice("90", "90 minutes"),
)

SERVICES = (
    Choice("PG1", "One-to-one guidance meetings"),
    Choice("PG_FU", "Follow-up meetings"),
    Choice("PG_GRP", "Group guidance", "Does not count as a guidance meeting under Benchmark 8"),
    Choice("DROPIN", "Drop-in sessions"),
    Choice("RESULTS_DAY", "Support on results days"),
    Choice("OPTIONS_EVE", "Options evenings"),
    Choice("PARENT_EVE", "Parents' evenings"),
    Choice("EHCP_AR", "Contributing to annual reviews of EHC plans"),
    Choice("ASSEMBLY", "Assemblies"),
    Choice("STAFF_CPD", "Training for staff"),
    Choice("CL_CONSULT", "Advice to the careers leader"),
    Choice("QICS_SUPPORT", "Support towards the Quality in Careers Standard"),
    Choice("DEST_TRACK", "Help with tracking destinations"),
    Choice("COVER", "Cover for an absent adviser"),
    Choice("QA_OBS", "Observation and quality assurance of meetings"),
    Choice("SUPERVISION", "Supervision of an adviser we employ"),
)

SPECIALISMS = (
    Choice("SEND_GEN", "SEND in general"),
    Choice("SEND_ASC", "Autism"),
    Choice("SEND_SEMH", "Social, emotional and mental health needs"),
    Choice("SEND_MLD", "Moderate learning difficulty"),
    Choice("SEND_SLD", "Severe learning difficulty"),
    Choice("SEND_PMLD", "Profound and multiple learning difficulty"),
    Choice("SEND_SLCN", "Speech, language and communication needs"),
    Choice("SEND_HI", "Deaf pupils and pupils with hearing loss"),
    Choice("SEND_VI", "Vision impairment"),
    Choice("SEND_PD", "Physical disability"),
    Choice("NEET_RISK", "Pupils at risk of leaving education and training"),
    Choice("CARE_EXP", "Care-experienced pupils"),
    Choice("YOUNG_CARER", "Young carers"),
    Choice("EAL", "English as an additional language"),
    Choice("LOW_ATTEND", "Low attendance"),
    Choice("APPRENT", "Apprenticeships"),
    Choice("TLEVEL", "T Levels"),
    Choice("HE_UCAS", "Higher education and UCAS"),
    Choice("LMI_LCR", "Jobs and routes in the Liverpool City Region"),
    Choice("PARENTS", "Working with parents and carers"),
    Choice("NONE", "No particular specialism"),
)

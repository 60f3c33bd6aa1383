"""The columns of Airwars' tables, in the order of its exporter (rctngle/airwars-archive-2025)."""

GROUPS = tuple(
    "civilian_non_combatants children women men human_rights_defenders journalists trade_unionists "
    "healthcare_personnel other_civilian_non_combatants undetermined other_protected_persons "
    "medical_and_religious_personnel_state medical_and_religious_personnel_non_state persons_hors_de_combat "
    "belligerents member_of_armed_forces persons_directly_participating_in_hostilities "
    "civilian_role_in_military".split()
)
ENDS = tuple(f"{harm}_{end}" for harm in ("killed", "injured") for end in ("min", "max"))
TERMS = tuple("strike_status infrastructure strike_type targeted_belligerent observation impact".split())
COLUMNS = (
    *"post_id post_status post_published post_modified permalink code previous_codes date_type date date_end "
    "local_time_type local_time local_time_start local_time_end local_time_of_day local_first_reported_date_time "
    "local_first_reported_by local_first_reported_url country_name country_slug location_name "
    "location_name_arabic location_name_hebrew location_name_ukrainian region".split(),
    *(f"{term}_{form}" for term in TERMS for form in ("name", "slug")),
    *"total_strikes civilian_harm_reported civilian_harm_status_name civilian_harm_status_slug "
    "cause_of_death_injury_name cause_of_death_injury_slug geolocated latitude longitude geolocation_status_name "
    "geolocation_status_slug geolocation_accuracy_name geolocation_accuracy_slug geojson_caption "
    "geolocation_notes geolocation_notes_internal geolocation_sign_off_assessor geolocation_sign_off_date_time "
    "num_media num_victims num_victims_named num_victims_named_english num_victims_named_arabic "
    "num_victims_named_hebrew num_victims_named_ukrainian num_reconciled num_families num_individuals "
    "victim_average_age declassified_assessment press_release".split(),
    *(f"{group}_{end}" for group in GROUPS for end in ENDS),
    *"num_sources num_sources_twitter num_sources_facebook num_sources_telegram num_sources_other summary".split(),
)
BELLIGERENT = tuple(
    "belligerent_id belligerent_name belligerent_slug type assessment_name assessment_slug deaths_conceded_min "
    "deaths_conceded_max injuries_conceded_min injuries_conceded_max location mgrs_coordinate mgrs_accuracy "
    "civcas_statements strike_reports".split()
)
SIDE_TABLES = {
    "sources": ("post_id", "code", "name", "language", "url", "archive_url", "media"),
    "victims": tuple(
        "post_id code name gender pregnant age exact_age killed_or_injured notes url reconciliation_id "
        "group_code".split()
    ),
    "belligerent_statements": (
        *("post_id", "code", "belligerent_id", "belligerent_name", "belligerent_slug"),
        *("date", "url", "statement"),
    ),
    "research_sources": (
        *"post_id code source_url source_date source_author source_content translations".split(),
        *ENDS,
    ),
}

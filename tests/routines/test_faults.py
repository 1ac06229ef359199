"""A routine with faults is refused, and every fault says file and line."""

from pathlib import Path

import pytest

from brygga.routines.faults import RoutineFaults
from brygga.routines.loading import load
from brygga.routines.vocabulary import DeadlineStep

SOUND = (Path(__file__).parent / "sjatte" / "allt.toml").read_text(encoding="utf-8")


def faults_of(folder):
    with pytest.raises(RoutineFaults) as caught:
        load(folder)
    return caught.value.faults


@pytest.fixture
def place(tmp_path):
    """Write the sixth place with something changed, and say what is wrong in it."""
    folder = tmp_path / "sjatte"
    folder.mkdir()

    def written(text):
        (folder / "allt.toml").write_text(text, encoding="utf-8")
        return folder

    return written


def line_of(text, fragment, occurrence=1):
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if fragment in line]
    return lines[occurrence - 1]


def expected_line(text, where):
    """The first line that says it; for a table, its last header before the change."""
    pairs = enumerate(zip(SOUND, text, strict=False))
    same = next((n for n, (before, after) in pairs if before != after), len(text))
    changed = text[:same].count("\n") + 1
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if where in line]
    return max(n for n in lines if n <= changed) if where.startswith("[") else lines[0]


CHANGES = {
    # what is wrong: (old text, new text, where the fault is told, part of the message)
    "unknown key": ('term = "Brobyggare"', 'term = "Brobyggare"\ncolour = "blå"', "colour =", "Okänd nyckel ”colour”"),
    "unknown table": ("[[reason]]", "[[raison]]", "[[raison]]", "Okänd tabell ”raison”"),
    "single brackets": ("[[reason]]", "[reason]", "[reason]", "dubbla klamrar"),
    "everybody carries more than the others": (
        "percent = 150",
        "percent = 100",
        "percent =",
        "mer än 100 procent av medianen",
    ),
    "nobody needs to carry more": ("at_least = 3", "at_least = 0", "at_least =", "ska vara minst 1"),
    "missing source": (
        'term = "Diakon"\npowers = ["cases"]\nsource = "Påhittad rutin 3"\n',
        'term = "Diakon"\npowers = ["cases"]\n',
        "[[function]]",
        "”source” saknas",
    ),
    "empty source": (
        'plain = "Vi får prata med varandra."\nsource = "Påhittad rutin 4"',
        'plain = "Vi får prata med varandra."\nsource = ""',
        'source = ""',
        "”source” är tom",
    ),
    "missing since": (
        'term = "Någon har bett om det"\nsource = "Påhittad rutin 10"\nsince = 2024-01-01',
        'term = "Någon har bett om det"\nsource = "Påhittad rutin 10"',
        "[[reason]]",
        "”since” saknas",
    ),
    "since is text": (
        'source = "Påhittad rutin 10"\nsince = 2024-01-01',
        'source = "Påhittad rutin 10"\nsince = "i fjol"',
        'since = "i fjol"',
        "Ska vara ett datum",
    ),
    "since is a moment": (
        'source = "Påhittad rutin 10"\nsince = 2024-01-01',
        'source = "Påhittad rutin 10"\nsince = 2024-01-01T12:00:00',
        "T12:00:00",
        "Ska vara ett datum",
    ),
    "number for text": ('term = "Köksbordsmöte"', "term = 7", "term = 7", "Ska vara en text"),
    "text for number": ("minimum_parties = 4", 'minimum_parties = "fyra"', '"fyra"', "Ska vara ett heltal"),
    "true for number": (
        "default_minutes = 90",
        "default_minutes = true",
        "default_minutes = true",
        "Ska vara ett heltal",
    ),
    "text for yes or no": ("carries_plan = true", 'carries_plan = "ja"', 'carries_plan = "ja"', "true eller false"),
    "text for a time": ("cutoff = 12:00:00", 'cutoff = "tolv"', '"tolv"', "Ska vara ett klockslag"),
    "text for a list": (
        'agenda = ["Kaffe", "Vad behöver du?"]',
        'agenda = "Kaffe"',
        'agenda = "Kaffe"',
        "Ska vara en lista",
    ),
    "unknown power": ('powers = ["cases"]', 'powers = ["cases", "fly"]', '"fly"', "”fly” är okänt"),
    "unknown party kind": ('kind = "other"', 'kind = "circus"', "circus", "”circus” är okänt"),
    "unknown step": ('step = "partial_plan"', 'step = "sing"', 'step = "sing"', "”sing” är okänt"),
    "unknown part kind": ('kind = "interventions"', 'kind = "songs"', "songs", "”songs” är okänt"),
    "unknown weekday": ('distribution_days = ["wed"]', 'distribution_days = ["ons"]', '"ons"', "”ons” är okänt"),
    "unknown roll": ('roll = "forward"', 'roll = "over"', '"over"', "”over” är okänt"),
    "unknown need": ('"mandate"]', '"cake"]', "cake", "”cake” är okänt"),
    "unknown item type": ('type = "group"', 'type = "poem"', "poem", "”poem” är okänt"),
    "answer of the wrong type": ("answer = true }]", "answer = 7 }]", "answer = 7", "en text eller true eller false"),
    "part of an option missing": (
        '{ code = "oat", display = "Havredryck" }',
        '{ code = "oat" }',
        "answerOption",
        "”display” saknas",
    ),
    "option is not a table": ('{ code = "oat", display = "Havredryck" }', '"oat"', "answerOption", "en tabell"),
    "party that is not there": (
        'party = "church"\nsource',
        'party = "mosque"\nsource',
        'party = "mosque"',
        "Parten ”mosque” finns inte",
    ),
    "party of a part that is not there": (
        'party = "church"\nfields',
        'party = "mosque"\nfields',
        'party = "mosque"',
        "Parten ”mosque” finns inte",
    ),
    "function that is not there": (
        'to_function = "bridge_builder"',
        'to_function = "pilot"',
        "to_function",
        "Funktionen ”pilot” finns inte",
    ),
    "no receiver": ('to_function = "bridge_builder"\n', "", "[[request_kind]]", "antingen"),
    "two receivers": (
        'to_function = "bridge_builder"',
        'to_function = "bridge_builder"\nto_power = "cases"',
        "[[request_kind]]",
        "antingen",
    ),
    "transfer from a unit that is not there": (
        'from_kinds = ["reception"]\nto_kinds = ["ward"]\nsource',
        'from_kinds = ["porch"]\nto_kinds = ["ward"]\nsource',
        'from_kinds = ["porch"]',
        "Enhetstypen ”porch” finns inte",
    ),
    "transfer to nobody": (
        'to_kinds = ["ward"]\nsource',
        "to_kinds = []\nsource",
        "to_kinds = []",
        "från någon till någon",
    ),
    "transfer at no age": ("age = 30", "age = 0", "age = 0", "minst 1"),
    "circumstance without words": (
        'circumstance_term = "Sjunger i kören"\n',
        "",
        "[[transfer_rule]]",
        "både ”circumstance” och ”circumstance_term”",
    ),
    "term that is not the year": ("to_month = 12", "to_month = 11", "[[transfer_term]]", "årets tolv månader"),
    "term of no month": ("to_month = 12", "to_month = 13", "from_month", "från 1 till 12"),
    "power that nobody has": (
        'to_function = "bridge_builder"',
        'to_power = "administer"',
        'to_power = "administer"',
        "Ingen funktion har befogenheten",
    ),
    "form that is not there": ('form = "wish"', 'form = "poem"', 'form = "poem"', "Blanketten ”poem” finns inte"),
    "request that is not there": (
        'request_kind = "gfi_wish"',
        'request_kind = "poem"',
        'request_kind = "poem"',
        "Förfrågan ”poem” finns inte",
    ),
    "deadline that is not there": (
        'answer = "answer_gfi_wish"',
        'answer = "never"',
        'answer = "never"',
        "Tiden ”never” finns inte",
    ),
    "deadline this place lacks": (
        'expire = "expire_request"',
        'expire = "contact_person"',
        'expire = "contact_person"',
        "Tiden ”contact_person” finns inte",
    ),
    "unit kind that is not there": (
        'unit_kind = "ward"\nform = "ward_wish"\ndistribution_days = ["wed"]',
        'unit_kind = "zoo"\nform = "ward_wish"\ndistribution_days = ["wed"]',
        'unit_kind = "zoo"',
        "Enhetstypen ”zoo” finns inte",
    ),
    "reception's form that is not there": (
        'form = "ward_wish"\ndistribution_days = ["wed"]',
        'form = "poem"\ndistribution_days = ["wed"]',
        'form = "poem"',
        "Blanketten ”poem” finns inte",
    ),
    "days that don't tally": (
        "times_a_week = 1",
        "times_a_week = 2",
        'distribution_days = ["wed"]',
        "Antalet fördelningsdagar",
    ),
    "question that is not there": (
        'question = "coffee"',
        'question = "tea"',
        'question = "tea"',
        "Frågan ”tea” finns inte",
    ),
    "question that asks itself": (
        'question = "coffee"',
        'question = "milk"',
        'question = "milk"',
        "Frågan ”milk” finns inte",
    ),
    "answer that can't be given": (
        'question = "coffee", operator = "=", answer = true',
        'question = "coffee", operator = "=", answer = "kanske"',
        'answer = "kanske"',
        "”kanske” är inget svar på ”coffee”",
    ),
    "only weekend days": (
        'distribution_days = ["wed"]',
        'distribution_days = ["sun"]',
        'distribution_days = ["sun"]',
        "Minst en fördelningsdag måste vara en vardag",
    ),
    "received twice": (
        'source = "Påhittad rutin 6, ändrad"\nsince = 2026-01-01',
        'source = "Påhittad rutin 6, ändrad"\nsince = 2024-01-01',
        "[[request_kind.reception]]",
        "”ward” tar redan emot",
    ),
    "same linkId twice": ('linkId = "milk"', 'linkId = "coffee"', "[[form]]", "linkId ”coffee” finns 2 gånger"),
    "choice without options": (
        'type = "boolean"\nrequired = true',
        'type = "choice"\nrequired = true',
        "[[form.item.item]]",
        "en valfråga har answerOption",
    ),
    "options without choice": (
        'type = "choice"',
        'type = "string"',
        "[[form.item.item]]",
        "en valfråga har answerOption",
    ),
    "questions in a question": ('type = "group"', 'type = "text"', "[[form.item]]", "bara en grupp"),
    "until before since": ("until = 2025-12-31", "until = 2023-12-31", "until = 2023", "”until” är före ”since”"),
    "party part without fields": ('fields = ["needs", "responsible"]\n', "", "[[plan_part]]", "behöver ”fields”"),
    "fields without party part": ('kind = "party_part"', 'kind = "text"', "[[plan_part]]", "Bara en parts del"),
    "key is not the folder": ('key = "sjatte"', 'key = "sjunde"', 'key = "sjunde"', "mappens namn, ”sjatte”"),
    "law that is not there": (
        'legal_bases = ["child_concern", "admission_notice"]',
        'legal_bases = ["whim"]',
        "legal_bases",
        "rättsliga grunden ”whim”",
    ),
    "routine without name": ('name = "Sjätte kommunen"\n', "", "[routine]", "”name” saknas"),
    "routine with unknown key": (
        'name = "Sjätte kommunen"',
        'name = "Sjätte kommunen"\nmotto = "Hej"',
        "motto",
        "Okänd nyckel ”motto”",
    ),
    "law's point unanswered": ('statutory = ["overall_responsibility"]\n', "", "[routine]", "overall_responsibility"),
    "law's point not required": (
        'kind = "coordinator"\nrequired_for_adoption = true',
        'kind = "coordinator"',
        "[routine]",
        "overall_responsibility",
    ),
    "no coordination to consent to": (
        'key = "coordination"',
        'key = "harmony"',
        "[routine]",
        "Ämnet ”coordination” saknas",
    ),
    "mapping without its form": (
        'form = "porch_questions"',
        'form = "none"',
        'form = "none"',
        "Blanketten ”none” finns inte",
    ),
    "areas that nobody knows": ('area_set = "ibic"', 'area_set = "zodiac"', "area_set", "Livsområdena ”zodiac”"),
    "picture answers no question": ('["who"]', '["whence"]', "[[mapping_kind]]", "Frågan ”whence” finns inte"),
    "a way that nobody can go": (
        'code = "paper", display',
        'code = "pigeon", display',
        "ways_question",
        "att få information är",
    ),
    "a matter that is not there": ('matter = "grief"', 'matter = "joy"', "[[form]]", "ämnet ”joy” finns inte"),
    "discharge for nothing that is known": (
        'purpose = "meeting"',
        'purpose = "x"',
        'purpose = "x"',
        "Ändamålet ”x” finns",
    ),
    "discharge without a clock": (
        'keep_reading = "expire_request"',
        'keep_reading = "for_ever"',
        'keep_reading = "for_ever"',
        "”for_ever” finns inte bland [[deadline]]",
    ),
    "discharge to no municipality": (
        'kind = "municipality"',
        'kind = "other"',
        'key = "discharge"',
        "mellan en region och en kommun",
    ),
    "agreed backwards": ("late_days = 8", "late_days = 6", "days = 7", "minst lika många"),
    "not TOML": ('key = "grief"', "key = sorg", "key = sorg", "Inte giltig TOML"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_each_kind_of_fault_is_told_with_file_and_line(place, kind):
    old, new, where, message = CHANGES[kind]
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    told = [(fault.file, fault.line) for fault in faults_of(place(text)) if message in fault.message]
    assert told == [("sjatte/allt.toml", expected_line(text, where))]


FOLLOW_UPS = {
    "unknown step": 2,  # and so the core step is missing
    "choice without options": 2,  # and so the condition on it can never hold
    "same linkId twice": 2,  # and so the condition asks about itself
}


@pytest.mark.parametrize("kind", CHANGES)
def test_one_fault_is_told_as_one(place, kind):
    old, new, _, _ = CHANGES[kind]
    told = faults_of(place(SOUND.replace(old, new, 1)))
    assert len(told) == FOLLOW_UPS.get(kind, 1)


def test_all_faults_are_told_at_once_in_the_order_of_the_file(place):
    text = SOUND.replace('kind = "other"', 'kind = "circus"').replace('"fly"', '"x"')
    text = text.replace('powers = ["cases"]', 'powers = ["fly"]').replace('type = "group"', 'type = "poem"')
    told = faults_of(place(text))
    assert [fault.line for fault in told] == [line_of(text, "circus"), line_of(text, '"fly"'), line_of(text, "poem")]


def test_the_message_reads_as_file_colon_line(place):
    text = SOUND.replace('kind = "other"', 'kind = "circus"')
    with pytest.raises(RoutineFaults, match=f"^sjatte/allt.toml:{line_of(text, 'circus')}: ”circus” är okänt"):
        load(place(text))


@pytest.mark.parametrize("step", DeadlineStep)
def test_a_core_step_without_a_time_is_told_and_a_local_one_may_be_missing(place, step):
    blocks = SOUND.split("[[deadline]]")
    kept = [block for block in blocks if f'step = "{step}"' not in block]
    if len(kept) == len(blocks):
        assert load(place(SOUND)).key == "sjatte"
    else:
        told = faults_of(place("[[deadline]]".join(kept)))
        assert any(f"Tiden ”{step}” saknas" in fault.message for fault in told)


@pytest.mark.parametrize(
    ("table", "key"),
    [("function", "deacon"), ("deadline", "partial_plan"), ("reason", "asked_for"), ("form", "ward_wish")],
)
def test_the_same_row_twice_is_told_where_it_comes_again(place, table, key):
    start = SOUND.index(f'[[{table}]]\n{"step" if table == "deadline" else "key"} = "{key}"')
    row = SOUND[start : SOUND.find("\n\n[[", start)]
    text = f"{SOUND}\n{row}\n" + ('\n[[form.item]]\nlinkId = "x"\ntext = "x"\n' if table == "form" else "")
    told = faults_of(place(text))
    assert [(f.line, f"”{key}” finns redan" in f.message) for f in told] == [(SOUND.count("\n") + 2, True)]


def test_a_file_that_ends_too_soon_is_told_at_its_last_line(place):
    text = SOUND + '\n[[reason]]\nkey = "'
    (fault, *_) = faults_of(place(text))
    assert fault.line >= SOUND.count("\n")


def test_a_folder_without_files_is_told(tmp_path):
    (fault,) = faults_of(tmp_path)
    assert (fault.file, fault.line) == (tmp_path.name, 1)
    assert "inga TOML-filer" in fault.message


def test_a_place_must_introduce_itself_once(place):
    without = SOUND.replace("[routine]", "[ruotine]")
    assert any("finns 0 gånger" in fault.message for fault in faults_of(place(without)))
    folder = place(SOUND)
    head = SOUND[SOUND.index("[routine]") : SOUND.index("[[party]]")]
    (folder / "igen.toml").write_text(head, encoding="utf-8")
    assert any("finns 2 gånger" in fault.message for fault in faults_of(folder))


@pytest.mark.parametrize("head", ["routine = 7", "[[routine]]\nkey = 'x'"])
def test_a_head_of_the_wrong_shape_is_told(place, head):
    start, end = SOUND.index("[routine]"), SOUND.index("[[party]]")
    text = f"{head}\n{SOUND[end:]}" if "=" in head.splitlines()[0] else SOUND[:start] + head + "\n" + SOUND[end:]
    assert any("Här ska en tabell stå" in fault.message for fault in faults_of(place(text)))


def test_the_rows_may_stand_in_any_number_of_files(place):
    folder = place(SOUND[: SOUND.index("[[plan_part]]")])
    (folder / "plan.toml").write_text(SOUND[SOUND.index("[[plan_part]]") :], encoding="utf-8")
    assert [part.key for part in load(folder).plan_parts] == ["what", "church", "coordinator"]
    (folder / "plan.toml").write_text(
        SOUND[SOUND.index("[[plan_part]]") :].replace('"interventions"', '"songs"'), encoding="utf-8"
    )
    assert any((f.file, f.line) == ("sjatte/plan.toml", 4) for f in faults_of(folder))


def test_a_file_in_another_encoding_is_told_at_the_line_where_it_shows(place):
    folder = place(SOUND)
    (folder / "allt.toml").write_bytes(SOUND.encode("latin-1"))
    (fault,) = faults_of(folder)
    assert (fault.line, fault.message) == (line_of(SOUND, "å"), "Filen är inte sparad som UTF-8.")


@pytest.mark.parametrize(
    ("options", "condition", "sound"),
    [
        ('type = "choice"\nanswerOption = [{ code = "a", display = "A" }]', 'answer = "a"', True),
        ('type = "choice"\nanswerOption = [{ code = "a", display = "A" }]', 'answer = "b"', False),
        ('type = "open-choice"\nanswerOption = [{ code = "a", display = "A" }]', 'answer = "b"', True),
        ('type = "string"', 'answer = "b"', True),
        ('type = "string"', "answer = true", False),
        ('type = "string"', 'operator = "exists", answer = true', True),
        ('type = "string"', 'operator = "exists", answer = "a"', False),
        ('type = "boolean"', "answer = false", True),
        ('type = "boolean"', 'operator = "!=", answer = "ja"', False),
    ],
)
def test_a_condition_must_be_possible(place, options, condition, sound):
    questions = (
        f'\n[[form.item]]\nlinkId = "q"\ntext = "?"\n{options}\n'
        f'\n[[form.item]]\nlinkId = "r"\ntext = "?"\nenableWhen = [{{ question = "q", {condition} }}]\n\n[[plan_part]]'
    )
    folder = place(SOUND.replace("[[plan_part]]", questions, 1))
    if sound:
        assert load(folder).form("ward_wish").item("r").enable_when[0].question == "q"
    else:
        assert ["är inget svar på" in fault.message for fault in faults_of(folder)] == [True]


@pytest.mark.requirement("BOR-09")
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit_kind = "diaconate"\nto_power', 'unit_kind = "circus"\nto_power', "Enhetstypen ”circus” finns inte."),
        ('look = "acknowledge_request"', 'look = "sometime"', "Tiden ”sometime” finns inte."),
        ("low = 2\nhigh = 3", "low = 4\nhigh = 3", "inte lägre än ”low”"),
        ("otherwise = true\nsource", "below = 90\nsource", "får ingen plats i kön"),
        ("below = 20", "below = 20\nyoungest = 20", "Ingen ålder passar"),
        ("below = 20", 'circumstance = "tired"', "behöver både ”circumstance” och ”circumstance_term”"),
        (
            'to_power = "cases"\nyoungest',
            'to_power = "mandate"\nyoungest',
            "Ingen funktion har befogenheten ”mandate”.",
        ),
        ('key = "stays"', 'key = "looks_in"', "”looks_in” finns 2 gånger bland [[coaching.step]]."),
    ],
)
def test_a_coaching_team_holds_together(place, old, new, said):
    assert old in SOUND
    told = faults_of(place(SOUND.replace(old, new, 1)))
    assert any(said in fault.message for fault in told), [fault.message for fault in told]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('request_kind = "pass_the_key"', 'request_kind = "ask"', "Förfrågan ”ask” finns inte."),
        ('moved_by = "distribute"', 'moved_by = "review"', "Ingen funktion har befogenheten ”review”."),
        ('keep_reading = "follow_up_plan"', 'keep_reading = "ever"', "Tiden ”ever” finns inte"),
        ('after = ["contact_person"]', 'after = ["joint_meeting"]', "”joint_meeting” ska stå före det som väntar"),
        (
            'moved_by = "distribute"',
            'moved_by = "distribute"\nmeeting_type = "kitchen_table"',
            "Ett gemensamt möte behöver",
        ),
        ('moved_by = "distribute"', 'moved_by = "distribute"\nmeeting_type = "ball"', "Mötestypen ”ball” finns inte."),
        ('from_power = "cases"', 'from_power = "review"', "Ingen funktion har befogenheten ”review”."),
    ],
)
def test_a_handover_holds_together(place, old, new, said):
    assert old in SOUND
    told = faults_of(place(SOUND.replace(old, new, 1)))
    assert any(said in fault.message for fault in told), [fault.message for fault in told]


@pytest.mark.requirement("STO-06")
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('functions = ["deacon"]\nweekday', 'functions = ["juggler"]\nweekday', "Funktionen ”juggler” finns inte."),
        ('unit_kinds = ["diaconate"]\nfunctions', "unit_kinds = []\nfunctions", "behöver minst en enhetstyp"),
        ('weekday = "wed"', 'weekday = "sun"', "Mötet är en vardag"),
        ("week = -1", "week = 6", "Mötet är en vardag"),
        ('roll = "backward"\nsubmit', 'roll = "none"\nsubmit', "Ett möte på en helgdag flyttas"),
        ('submit = "acknowledge_request"', 'submit = "sometime"', "Tiden ”sometime” finns inte"),
        ("months = [1, 6, 12]", "months = [1, 6, 13]", "”months” är månader från 1 till 12"),
        ("months = [6]", "months = [7]", "”grapevine” står i en månad då mötet inte hålls."),
        ("months = [1, 6, 12]", "months = [1, 6, 12]\nobligatory = false", None),
        ('submit = "acknowledge_request"\n', "", None),
    ],
)
def test_a_series_of_meetings_holds_together(place, old, new, said):
    assert old in SOUND
    folder = place(SOUND.replace(old, new, 1))
    if said is None:
        assert load(folder).series("round_table")
    else:
        told = faults_of(folder)
        assert any(said in fault.message for fault in told), [fault.message for fault in told]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", '\n[[meeting_series.meeting]]\nkey = "feast"\nterm = "Kalas"\nmonths = [12]\n', "Månad 12 har redan"),
        ("", '\n[[meeting_series.meeting]]\nkey = "talk"\nterm = "Prat"\nmonths = [2]\n', "”talk” finns två gånger"),
        (
            'submit = "acknowledge_request"\n',
            '\n[[meeting_series.meeting]]\nkey = "few"\nterm = "Få"\nmonths = [2]\nobligatory = false\n',
            "Ingen kan kallas till ett ärende",
        ),
    ],
)
def test_the_meetings_of_a_series_hold_together(place, old, new, said):
    told = faults_of(place(SOUND.replace(old, "", 1) + new))
    assert any(said in fault.message for fault in told), [fault.message for fault in told]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('function = "deacon"', 'function = "bishop"', "Funktionen ”bishop” finns inte."),
        ('clock = "answer_gfi_wish"', 'clock = "soon"', "Tiden ”soon” finns inte bland [[deadline]]."),
        ('[[ladder.level]]\nkey = "deacons"', '[[ladder.level]]\nkey = "builders"', "”builders” finns 2 gånger"),
    ],
)
def test_a_ladder_holds_together(place, old, new, said):
    assert old in SOUND
    told = faults_of(place(SOUND.replace(old, new, 1)))
    assert any(said in fault.message for fault in told), [fault.message for fault in told]

"""The parts of a place fit each other, or the fault says which does not."""

import pytest

from brygga.routines.loading import load
from tests.routines.sixth import SOUND, faults_of


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

"""A routine with faults is refused, and every fault says file and line."""

import pytest

from brygga.routines.faults import RoutineFaults
from brygga.routines.loading import load
from brygga.routines.vocabulary import DeadlineStep
from tests.routines.changes import CHANGES, FOLLOW_UPS
from tests.routines.sixth import SOUND, expected_line, faults_of, line_of


@pytest.mark.parametrize("kind", CHANGES)
def test_each_kind_of_fault_is_told_with_file_and_line(place, kind):
    old, new, where, message = CHANGES[kind]
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    told = [(fault.file, fault.line) for fault in faults_of(place(text)) if message in fault.message]
    assert told == [("sjatte/allt.toml", expected_line(text, where))]


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

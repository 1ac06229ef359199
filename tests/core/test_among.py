"""Many identities in one parameter find exactly the rows that naming them one by one would."""

import pytest

from brygga.agencies.models import Assignment, Unit
from brygga.core import among
from brygga.core.among import Keys, few


@pytest.mark.django_db
def test_the_rows_are_those_whose_identity_is_among_the_keys(world):
    keys = [world.innerstaden.pk, world.radmannen.pk]
    assert set(Unit.objects.filter(pk__among=Keys(keys))) == {world.innerstaden, world.radmannen}
    assert set(Assignment.objects.filter(unit_id__among=Keys(keys))) == set(Assignment.objects.filter(unit__in=keys))
    assert not Unit.objects.exclude(pk__among=Keys(keys)).filter(pk__in=keys).exists()


@pytest.mark.django_db
def test_nothing_is_among_no_keys(world):
    assert not Unit.objects.filter(pk__among=Keys([])).exists()
    assert Unit.objects.exclude(pk__among=Keys([])).count() == Unit.objects.count()


@pytest.mark.django_db
def test_as_many_as_a_region_has_fit_in_one_question(world, django_assert_num_queries):
    many = Keys([*(world.amina.pk.__class__(int=n) for n in range(100_000)), world.innerstaden.pk])
    with django_assert_num_queries(1):
        assert list(Unit.objects.filter(pk__among=many)) == [world.innerstaden]


@pytest.mark.django_db
def test_more_than_are_worth_carrying_are_left_to_the_database(world, monkeypatch):
    every = Unit.objects.order_by("pk").values_list("pk", flat=True)
    monkeypatch.setattr(among, "FEW", every.count())
    assert few(every).keys == tuple(every)
    monkeypatch.setattr(among, "FEW", every.count() - 1)
    assert few(every) is None

"""A transfer on its way is not lost in a closing: it is told as open, with what to do (MAL-16)."""

from __future__ import annotations

from brygga.closings.open_matters import Leaving, what_is_open
from brygga.transfers.acts import stop
from tests.transfers.young import announced


def leaving(world, *units):
    gone = frozenset(unit.pk for unit in units)
    return Leaving(coordination=world.coordination, leaves=gone, stays=frozenset(), ends=False)


def test_who_leaves_with_a_transfer_on_its_way_is_told(young):
    transfer = announced(young)
    for unit in (young.youth, young.psychiatry):
        assert any("överföring" in sentence for sentence in what_is_open(leaving(young, unit)))
    assert not any("överföring" in sentence for sentence in what_is_open(leaving(young, young.disability)))
    stop(transfer, by=young.bengt, why="Rakel flyttar.")
    assert not any("överföring" in sentence for sentence in what_is_open(leaving(young, young.youth)))

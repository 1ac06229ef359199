"""The stories of the demo, one file a person; each is told by the acts, at its own time."""

from __future__ import annotations

from brygga.demo.stage import Story
from brygga.demo.stories import (
    alva,
    anders,
    bertil,
    ebba,
    elin,
    ewa,
    folke,
    gunilla,
    hamid,
    ines,
    jonas,
    kim,
    lilian,
    love,
    mikaela,
    milo,
    nadja,
    nova,
    posten,
    radgor,
    robin,
    sascha,
    skyddade,
    stig,
    tiderna,
    tom,
    yusuf,
)

MALMO: tuple[Story, ...] = (
    folke.story,
    love.story,
    nadja.story,
    tom.story,
    robin.story,
    elin.story,
    sascha.story,
    anders.story,
    kim.story,
    yusuf.story,
    bertil.story,
    lilian.story,
    stig.story,
    alva.story,
    ines.story,
    gunilla.story,
    hamid.story,
    ewa.story,
    skyddade.maria,
    skyddade.jonna,
    radgor.in_malmo,
)
ELSEWHERE: tuple[Story, ...] = (
    nova.story,
    mikaela.story,
    tiderna.story,
    jonas.story,
    ebba.story,
    milo.story,
    radgor.in_stockholm,
)
STORIES: tuple[Story, ...] = (*MALMO, *ELSEWHERE, posten.everybody_reads)

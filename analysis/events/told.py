"""What is known while an article's events are dated: the state that `scene` and `leaning` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.events.draft import Cluster
from analysis.events.linking import Link
from analysis.language import Language
from analysis.model import PublicationDate, When


@dataclass
class Told:
    """What is known when a cluster is dated: the dates so far, by cluster, and where each trigger's cluster is."""

    clusters: Sequence[Cluster]
    stated: list[When | None]
    places: Mapping[int, int]
    links: Mapping[int, Sequence[Link]]
    published: PublicationDate | None
    language: Language
    sentences: Mapping[int, tuple[int, int]]
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    scenes: dict[int, int] = field(default_factory=dict)  # the place of the scene that an event goes on in

"""How the closure of the network of relations grows: `python benchmarks/closure.py`.

Makes stories of 200 and 2,000 events, dated and linked at random as articles do it (a date for every fourth event, two
links of each to the last ten before it, one in fifty against the rest), and prints the time of network, ranks and
bounds for both, and their ratio. The median of five runs each; the same seed gives the same stories.
"""

from __future__ import annotations

import random
import statistics
import time

from analysis.relations.network import Network, Statement

SIZES = (200, 2_000)
RUNS = 5


def story(size: int, seed: int = 7) -> list[Statement]:
    """Statements about `size` events, most of which agree."""
    chance = random.Random(seed)
    begins = [chance.randrange(size * 4) for _ in range(size)]
    found = []
    for one in range(size):
        for other in {chance.randrange(max(0, one - 10), one) for _ in range(2)} if one else ():
            true = "AFTER" if begins[one] > begins[other] + 1 else "BEFORE" if begins[one] + 1 < begins[other] else None
            if true is not None:
                kind = {"AFTER": "BEFORE", "BEFORE": "AFTER"}[true] if chance.random() < 0.02 else true
                found.append(Statement(one, kind, other, 1))
    dated = sorted((begins[one], one) for one in range(0, size, 4))
    for number in range(len(dated)):
        found.append(Statement(("axis", number), "IBEFORE", ("axis", number + 1)))
    for number, (_, one) in enumerate(dated):
        found.append(Statement(one, "NOT_BEFORE", ("axis", number)))
    return found


def seconds(size: int) -> float:
    """Of one closure: what agrees, what does not, and what follows for every neighbour."""
    statements, times = story(size), []
    for _ in range(RUNS):
        start = time.perf_counter()
        network = Network.of(statements)
        for one in range(1, size):
            network.relation(one - 1, one)
        times.append(time.perf_counter() - start)
    print(f"{size:>5} events, {len(statements):>5} statements, {len(network.contradictions):>3} kept aside: "
          f"{statistics.median(times) * 1000:8.1f} ms")  # fmt: skip
    return statistics.median(times)


if __name__ == "__main__":
    small, large = (seconds(size) for size in SIZES)
    print(f"ratio {large / small:.1f} (target: under 20)")

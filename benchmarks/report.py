"""What the suite found, as docs/performance.md shows it: tables, goals and a plot.

``python -m benchmarks.report``, which ``make bench`` runs last.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.measure import Section

CHECKOUT = Path(__file__).resolve().parent.parent
RESULTS = CHECKOUT / "benchmarks" / "results.json"
PAGE = CHECKOUT / "docs" / "performance.md"
PLOT = CHECKOUT / "docs" / "performance.svg"
OURS, PLAIN = "constructs_lib", "plain cdktf"
FLOOR = "floor: cdktf, empty stack"
LAYOUTS = ("shared", "own", "stacks")
SIZES = (1, 10, 100, 1000)

Results = Mapping[str, Section]


def ratio(section: Section, ours: str, other: str) -> float:
    """Of two medians."""
    return float(section[ours]["median"] / section[other]["median"])


def memory(measured: Mapping[str, Any]) -> float:
    """Of the larger process, in MB."""
    return float(max(measured["megabytes"].values()))


def goals(results: Results) -> dict[str, tuple[float, float]]:
    """A measured ratio and its goal."""
    warm, growth = results["warm"], results["growth"]

    def overhead(layout: str) -> float:
        return ratio(growth, f"{OURS}, {layout}, 1000", f"{PLAIN}, {layout}, 1000")

    def tenfold(layout: str) -> float:
        return ratio(growth, f"{OURS}, {layout}, 1000", f"{OURS}, {layout}, 100")

    def more_memory(layout: str) -> float:
        most = (memory(growth[f"{OURS}, {layout}, {size}"]) for size in (1000, 100))
        return next(most) / next(most)

    return {
        "warm synth: constructs_lib / plain cdktf": (ratio(warm, OURS, PLAIN), 0.12),
        "warm synth: constructs_lib / AWS CDK": (ratio(warm, OURS, "AWS CDK, Python"), 0.5),
        "warm synth: constructs_lib / floor, an empty stack of cdktf": (
            ratio(warm, OURS, FLOOR),
            1.8,
        ),
        "first synth on a machine: constructs_lib / plain cdktf": (
            ratio(results["cold"], OURS, PLAIN),
            0.6,
        ),
        "`cdktf synth`: constructs_lib / plain cdktf": (ratio(results["cli"], OURS, PLAIN), 0.25),
        "fifty synths in a test file: constructs_lib / plain cdktf": (
            ratio(results["unit tests"], OURS, PLAIN),
            0.35,
        ),
        "memory of the larger process: constructs_lib / plain cdktf": (
            memory(warm[OURS]) / memory(warm[PLAIN]),
            0.35,
        ),
        "1,000 backends: constructs_lib / plain cdktf with lazy bindings": (
            max(map(overhead, LAYOUTS)),
            1.1,
        ),
        "time: 1,000 backends / 100 backends": (max(map(tenfold, LAYOUTS)), 11),
        "memory: 1,000 backends / 100 backends": (max(map(more_memory, LAYOUTS)), 11),
    }


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """In Markdown."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def seconds(section: Section, name: str) -> str:
    """The median and the spread."""
    if name not in section:
        return ""
    measured = section[name]
    return f"{measured['median']:.2f} ({measured['least']:.2f} to {measured['most']:.2f})"


def tables(results: Results) -> dict[str, str]:
    """What docs/performance.md shows, by the names that it has there."""
    versions_of = dict(results["versions"])
    date, machine = versions_of.pop("date"), versions_of.pop("machine")
    versions = ", ".join(f"{name} {version}" for name, version in versions_of.items())
    runs = len(results["warm"][OURS]["runs"])
    return {
        "versions": f"Medians of {runs} runs, with their spread, on {date}, on {machine}. "
        f"{versions}.\n",
        "goals": table(
            ("ratio", "found", "goal"),
            (
                (what, f"{value:.2f}", f"{'at most' if value <= goal else '**missed**:'} {goal}")
                for what, (value, goal) in goals(results).items()
            ),
        ),
        "main": table(
            ("", "warm", "first", "`cdktf synth`", "50 synths in a test file", "MB"),
            (
                (
                    name,
                    *(
                        seconds(results[kind], name)
                        for kind in ("warm", "cold", "cli", "unit tests")
                    ),
                    f"{memory(results['warm'][name]):.0f}",
                )
                for name in results["warm"]
            ),
        ),
        "growth": table(
            ("backends", OURS, PLAIN, "ratio", "MB", "MB of plain", "JSON, MB"),
            (
                of_growth(results["growth"], f"{layout}, {size}")
                for layout in LAYOUTS
                for size in SIZES
            ),
        ),
        "terraform": table(
            ("", *(f"{size:,}" for size in SIZES)),
            (
                (
                    f"{name}, {what}",
                    *(seconds(results["terraform"], f"{name}, {what}, {size}") for size in SIZES),
                )
                for what in ("validate", "plan")
                for name in (OURS, "HCL by hand", "terraform-aws-modules/alb")
            ),
        ),
    }


def of_growth(section: Section, what: str) -> tuple[str, ...]:
    """A row: both programs, with as many backends."""
    ours, plain = f"{OURS}, {what}", f"{PLAIN}, {what}"
    return (
        what,
        seconds(section, ours),
        seconds(section, plain),
        f"{ratio(section, ours, plain):.2f}",
        f"{memory(section[ours]):.0f}",
        f"{memory(section[plain]):.0f}",
        f"{section[ours]['json_kilobytes'] / 1024:.2f}",
    )


def with_tables(page: str, tables: Mapping[str, str]) -> str:
    """The page, with these tables in the places of those that it has."""
    for name, new in tables.items():
        before, begin, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        if not end:
            sys.exit(f"{PAGE.name} has no place for {name}")
        page = f"{before}{begin}{new}{end}{after}"
    return page


def plot(results: Results) -> None:
    """Warm and first synths, as bars."""
    import matplotlib as mpl  # noqa: PLC0415 - only the plot needs it, which is in .bench alone
    from matplotlib import pyplot as plt  # noqa: PLC0415 - as above

    mpl.rcParams["svg.hashsalt"] = "performance"  # the same figures, the same file
    mpl.rcParams["svg.fonttype"] = "none"
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.2), sharey=True, layout="constrained")
    names = list(reversed(results["warm"]))
    for axis, (section, title) in zip(
        axes, (("warm", "warm synth"), ("cold", "first synth on a machine")), strict=True
    ):
        measured = results[section]
        shown = [name for name in names if name in measured]
        medians = [measured[name]["median"] for name in shown]
        spread = [
            [measured[name]["median"] - measured[name]["least"] for name in shown],
            [measured[name]["most"] - measured[name]["median"] for name in shown],
        ]
        colours = ["#c7511f" if name == OURS else "#8c96a3" for name in shown]
        bars = axis.barh(shown, medians, xerr=spread, color=colours, error_kw={"lw": 0.8})
        axis.bar_label(bars, fmt="%.2f s", padding=6, fontsize=8)
        axis.set_title(title, fontsize=10)
        axis.margins(x=0.18)
        axis.spines[["top", "right"]].set_visible(False)
    figure.savefig(PLOT, metadata={"Date": None})


def main() -> None:
    """Write the page's figures, and the plot."""
    results = json.loads(RESULTS.read_text())
    PAGE.write_text(with_tables(PAGE.read_text(), tables(results)))
    plot(results)


if __name__ == "__main__":
    main()

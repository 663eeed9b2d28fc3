"""What was measured: figures, their targets, and the report that shows them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Target:
    """A bound that a figure should keep."""

    bound: float
    at_least: bool = False  # else at most

    def met(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {_number(self.bound)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value."""

    part: str
    name: str
    value: float
    unit: str
    target: Target | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None where there is none."""
        return self.target.met(self.value) if self.target else None


@dataclass(slots=True)
class Report:
    """All figures of a run, and what could not be measured."""

    conditions: dict[str, str]
    figures: list[Figure] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(
        self, part: str, name: str, value: float, unit: str, target: Target | None = None
    ) -> None:
        self.figures.append(Figure(part, name, value, unit, target))

    def as_json(self) -> str:
        figures = [
            asdict(figure) | {"target": str(figure.target or "") or None, "met": figure.met}
            for figure in self.figures
        ]
        content = {"conditions": self.conditions, "figures": figures, "remarks": self.remarks}
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    def as_markdown(self) -> str:
        lines = ["# Benchmark", ""]
        lines += [f"- {name}: {value}" for name, value in self.conditions.items()]
        for part in dict.fromkeys(figure.part for figure in self.figures):
            rows = [_row(figure) for figure in self.figures if figure.part == part]
            lines += ["", f"## {part}", "", *_table(("", "", "unit", "target", "met"), rows)]
        if self.remarks:
            lines += ["", "## Remarks", "", *(f"- {remark}" for remark in self.remarks)]
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> None:
        """`report.json` and `report.md` in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.json").write_text(self.as_json(), encoding="utf-8")
        (folder / "report.md").write_text(self.as_markdown(), encoding="utf-8")


def _row(figure: Figure) -> tuple[str, ...]:
    met = {True: "met", False: "not met", None: ""}[figure.met]
    value = _number(figure.value)
    return figure.name, value, figure.unit, str(figure.target or ""), met


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A Markdown table that also reads well as plain text."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if at == 1 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rules = ["-" * (width - 1) + ":" if at == 1 else "-" * width for at, width in enumerate(widths)]
    return [line(head), line([rule or "-" for rule in rules]), *(line(row) for row in rows)]


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 1_000:
        return f"{value:,.0f}"
    digits = 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:.{digits}f}"

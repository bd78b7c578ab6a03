"""What a chart shows, before it is drawn: series of printed figures by year, with the labels a person reads."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """One line, panel or bar: its label and its printed figure for each year, none where there is a gap."""

    label: str
    figures: tuple[int | None, ...]

    @property
    def last(self) -> tuple[int, int] | None:
        """This will give the position and figure of the last year that has one."""
        known = [(at, figure) for at, figure in enumerate(self.figures) if figure is not None]
        return known[-1] if known else None


@dataclass(frozen=True)
class Picture:
    """Everything a chart needs: a title, one sentence that says what is to be seen, years, series, method breaks."""

    title: str
    description: str
    years: tuple[int, ...]
    series: tuple[Series, ...]
    breaks: tuple[int, ...] = ()
    break_label: str = ""
    gap_label: str = ""

    def __post_init__(self) -> None:
        if not self.years or not self.series:
            raise ValueError("A chart needs a year and a series.")
        if any(len(one.figures) != len(self.years) for one in self.series):
            raise ValueError("Every series has a figure or a gap for each year.")

    @property
    def highest(self) -> int:
        """This will give the highest figure shown."""
        return max((figure for one in self.series for figure in one.figures if figure is not None), default=0)

    def breaks_shown(self) -> tuple[int, ...]:
        """This will give the method breaks that fall between two of the years shown."""
        return tuple(first for first in self.breaks if self.years[0] < first <= self.years[-1])

    def stretches(self, one: Series) -> list[tuple[int, int, str]]:
        """This will give the points of a series; its line ends at a method break and at a gap, for there nothing was counted."""
        points = []
        for at, (year, figure) in enumerate(zip(self.years, one.figures, strict=True)):
            gaps = sum(earlier is None for earlier in one.figures[:at])
            breaks = sum(year >= first for first in self.breaks)
            if figure is not None:
                points.append((year, figure, f"{breaks}-{gaps}"))
        return points

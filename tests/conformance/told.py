"""What `summary --json` tells: of which stages, of how many sessions, and what of it rests on rows."""


class Part:
    """A study, or one of its stages: which, and how many sessions each case has."""

    def __init__(self, stage, sizes):
        self.stage, self.sizes = stage, sizes
        self.group = "sessions" if stage is None else f"stages/{stage}/sessions"
        self.arguments = [] if stage is None else ["--stage", stage]


def parts_of(told):
    """Those of a summary that have sessions."""
    for one in told.get("stages", [told]):
        sizes = [case["sessions"] + case["failures"] for case in one["cases"]]
        if sum(sizes) > 0:
            yield Part(one.get("stage"), sizes)


def take_quantiles(told, path=""):
    """Takes the quantiles out of a summary; gives them with where they were. And what else rests on rows: intervals of
    quantiles, and by the skewness of the rows which intervals are to be trusted."""
    if isinstance(told, dict):
        for resting_on_rows in ("quantile_intervals", "known_quantiles", "interval_is_trusted", "sessions_asked"):
            told.pop(resting_on_rows, None)
        if "quantiles" in told:
            yield path, told.pop("quantiles")
        for key, value in told.items():
            yield from take_quantiles(value, f"{path}/{key}")
    elif isinstance(told, list):
        for index, value in enumerate(told):
            yield from take_quantiles(value, f"{path}/{index}")

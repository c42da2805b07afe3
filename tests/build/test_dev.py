"""The project's command knows where the program keeps things."""

from pathlib import Path

import dev
from app.sample import fill_sample


def test_run_opens_the_sample_where_the_demo_makes_it(tmp_path: Path) -> None:
    data = fill_sample(tmp_path / "sample")
    assert data.relative_to(tmp_path / "sample") == dev.SAMPLE_DATA.relative_to(dev.SAMPLE)

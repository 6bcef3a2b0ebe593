"""What every suite shares: where Hypothesis keeps what it has learnt, and how hard it tries."""

import os
from pathlib import Path

from hypothesis import configuration, settings

# The site suite changes the working directory, and must not leave a folder in the bench.
configuration.set_hypothesis_home_dir(Path(__file__).parents[1] / ".hypothesis")

# No test is timed: how fast an example is says more of what else the machine does. An automatic run draws the same
# examples every time: a change is judged by what it changes.
settings.register_profile("by hand", deadline=None)
settings.register_profile("automatic", derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile(
	os.environ.get("HYPOTHESIS_PROFILE") or ("automatic" if os.environ.get("CI") else "by hand")
)

"""What tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml


@pytest.fixture(params=["libyaml", "without libyaml"])
def yaml_parser(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run a test with either parser, as on a machine where PyYAML has no libyaml."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "libyaml":
            patch.delattr(yaml, "CBaseLoader")
        yield request.param

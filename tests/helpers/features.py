"""Marks of tests that need a feature of newer bindings of the provider, or its absence."""

import pytest
from constructs_lib._core.features import Feature


def requires(feature: Feature) -> pytest.MarkDecorator:
    """Skip a test on bindings without a feature; ``make compatibility`` has them."""
    reason = f"the bindings do not have {feature.argument}"
    return pytest.mark.skipif(not feature.is_available(), reason=reason)


def without(feature: Feature) -> pytest.MarkDecorator:
    """Skip a test on bindings that have a feature; ``make test`` has older ones."""
    return pytest.mark.skipif(
        feature.is_available(), reason=f"the bindings have {feature.argument}"
    )

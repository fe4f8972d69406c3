"""Terraform's ``lifecycle`` of a resource, as several resources have it."""

from typing import Final

from constructs_lib._core.compat import TerraformResourceLifecycle

CREATE_BEFORE_DESTROY: Final = TerraformResourceLifecycle(create_before_destroy=True)
"""The new one is made first, as something keeps the old one in use until it has the new one."""

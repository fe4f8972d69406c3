"""Features of newer versions of the AWS provider, which the installed bindings may not have."""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import signature

from constructs_lib._core import compat


@dataclass(frozen=True, slots=True)
class Feature:
    """An argument of a class of the bindings, and the first versions that have it."""

    class_name: str
    argument: str
    provider: str
    cdktf: str | None
    """The version of ``cdktf-cdktf-provider-aws``, or ``None`` if none has it."""
    cdktn: str = "25"
    """The version of ``cdktn-provider-aws``."""

    def is_available(self) -> bool:
        """Return whether the installed bindings have the argument."""
        bindings_class = getattr(compat, self.class_name, None)
        return (
            bindings_class is not None
            and self.argument in signature(bindings_class.__init__).parameters
        )

    def errors(self, name: str) -> Iterator[str]:
        """Check that the installed bindings have the argument."""
        if self.is_available():
            return
        from importlib.metadata import version  # noqa: PLC0415 - slow, and only for the message

        cdk = compat.active_cdk()
        installed = compat.PROVIDERS[cdk].replace("_", "-")
        if cdk == "cdktf" and self.cdktf is not None:
            required = f"{installed} {self.cdktf}"
        else:
            required = f"cdktn-provider-aws {self.cdktn}"
        yield (
            f"{name} requires version {self.provider} or newer of the AWS provider: {required} or "
            f"newer, got {installed} {version(installed)}"
        )


REGION = Feature("Lb", "region", provider="6.0", cdktf="21.0")
REWRITE = Feature("LbListenerRule", "transform", provider="6.19", cdktf="21.16")
REGEX_VALUES = Feature(
    "LbListenerRuleConditionPathPattern", "regex_values", provider="6.19", cdktf="21.16"
)
JWT_VALIDATION = Feature("LbListenerRuleAction", "jwt_validation", provider="6.22", cdktf="21.19")
HEALTH_CHECK_LOGS = Feature("Lb", "health_check_logs", provider="6.25", cdktf="21.22.1")
TARGET_CONTROL_PORT = Feature(
    "LbTargetGroup", "target_control_port", provider="6.25", cdktf="21.22.1"
)
BLUE_GREEN_DEPLOYMENT = Feature(
    "EcsServiceLoadBalancer", "advanced_configuration", provider="6.4", cdktf="21.3"
)
CANARY_AND_LINEAR_DEPLOYMENT = Feature(
    "EcsServiceDeploymentConfiguration", "linear_configuration", provider="6.21", cdktf="21.18"
)
PAUSE_HOOK = Feature(
    "EcsServiceDeploymentConfigurationLifecycleHook", "target_type", provider="6.69", cdktf=None
)
EXPORTABLE_CERTIFICATE = Feature("AcmCertificateOptions", "export", provider="6.4", cdktf="21.3")
ALARM_WARM_UP = Feature(
    "CloudwatchMetricAlarm", "warm_up_configuration", provider="6.69", cdktf=None
)
ALARM_EVALUATION_WINDOW = Feature(
    "CloudwatchMetricAlarm", "evaluation_window", provider="6.69", cdktf=None
)
HOOK_DETAILS = Feature(
    "EcsServiceDeploymentConfigurationLifecycleHook",
    "hook_details",
    provider="6.21",
    cdktf="21.18",
)

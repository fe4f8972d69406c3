"""The provider's resources for the values of a listener."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from constructs import Construct
from constructs_lib._core.compat import (
    LbListener,
    LbListenerCertificate,
    LbListenerMutualAuthentication,
    LbListenerRule,
    Precondition,
    TerraformResource,
    TerraformResourceLifecycle,
)
from constructs_lib._core.terraform import find_resources
from constructs_lib._core.tokens import literal, literal_tags, plain
from constructs_lib._core.tree import in_same_stack, path_of, stack_of
from constructs_lib._stack.environment import environment_arguments
from constructs_lib.listener.actions import target_groups
from constructs_lib.listener.http_headers import RequestHeaderNames, ResponseHeaders, header_values
from constructs_lib.listener.listener import HttpsListener, Listener
from constructs_lib.listener.mutual_authentication import (
    MutualAuthentication,
    MutualAuthenticationVerify,
)
from constructs_lib.load_balancer._render.actions import DEFAULT_ACTION
from constructs_lib.load_balancer._render.listener_rule import (
    attachments_of,
    https_preconditions,
    listener_rule_resources,
)
from constructs_lib.load_balancer._routes import Route
from constructs_lib.references import HasArn, HasCertificateArn, certificate_arn


@dataclass(frozen=True, slots=True)
class ListenerResources:
    """A listener, and its resources."""

    value: Listener
    listener: LbListener
    rules: Mapping[str, LbListenerRule]

    def of(self, route: Route) -> LbListener | LbListenerRule:
        """Return the resource that has the action of a route."""
        return self.listener if route.key is None else self.rules[route.key]


def listener_resources(
    scope: Construct, listener: Listener, load_balancer: HasArn
) -> ListenerResources:
    """Create the resources of a listener, with its port and the keys of its parts as IDs.

    They do not use create_before_destroy: Terraform would extend it to the load balancer, and two
    load balancers can't have the same name.
    """
    https = listener if isinstance(listener, HttpsListener) else None
    id = str(listener.port)
    resource = LbListener(
        scope,
        id,
        **environment_arguments(scope),
        load_balancer_arn=load_balancer.arn,
        port=plain(listener.port),
        protocol="HTTPS" if https else "HTTP",
        ssl_policy=https.ssl_policy if https else None,
        certificate_arn=certificate_arn(https.certificate) if https else None,
        mutual_authentication=_mutual_authentication(https.mutual_authentication)
        if https
        else None,
        default_action=DEFAULT_ACTION.of(listener.default_action),
        # The targets are registered before the listener forwards requests to them.
        depends_on=attachments_of(scope, target_groups(listener.default_action)),
        lifecycle=_lifecycle(
            _issued_preconditions(scope, https.certificate) if https else [],
            ignore_changes=["default_action"] if listener.ignore_action_changes else None,
        ),
        tags=literal_tags(listener.tags),
        **_response_headers(listener.response_headers),
        **_request_header_names(https.request_header_names if https else None),
    )
    if https and https.additional_certificates:
        listener_certificates(scope, f"{id}-", resource, https.additional_certificates)
    rules = listener_rule_resources(scope, f"{id}-", resource, listener.rules or {})
    return ListenerResources(listener, resource, rules)


def listener_certificates(
    scope: Construct,
    prefix: str,
    listener: HasArn,
    certificates: Mapping[str, HasArn | HasCertificateArn],
) -> dict[str, LbListenerCertificate]:
    """Create the ``aws_lb_listener_certificate`` of each certificate, with its key in the ID."""
    return {
        key: LbListenerCertificate(
            scope,
            f"{prefix}certificate-{key}",
            **environment_arguments(scope),
            listener_arn=listener.arn,
            certificate_arn=certificate_arn(certificate),
            lifecycle=_lifecycle(
                [
                    *(https_preconditions(listener, f"the certificate {key}") or ()),
                    *_issued_preconditions(scope, certificate),
                ]
            ),
        )
        for key, certificate in certificates.items()
    }


def _lifecycle(
    preconditions: list[Precondition], *, ignore_changes: list[str] | None = None
) -> TerraformResourceLifecycle | None:
    if not preconditions and ignore_changes is None:
        return None
    return TerraformResourceLifecycle(
        ignore_changes=ignore_changes, precondition=preconditions or None
    )


def _issued_preconditions(scope: Construct, certificate: object) -> list[Precondition]:
    """Return a condition for a raw certificate that ACM has to validate.

    There is none for a certificate of another stack, and none if the stack waits for a validation:
    the state may then have the status from before the validation.
    """
    if not isinstance(certificate, TerraformResource) or not in_same_stack(scope, certificate):
        return []
    if getattr(certificate, "validation_method_input", None) not in ("DNS", "EMAIL"):
        return []
    if any(find_resources(stack_of(scope), "aws_acm_certificate_validation")):
        return []
    status = f"{certificate.fqn}.status"
    return [
        Precondition(
            condition=f'${{{status} == "ISSUED"}}',
            error_message=(
                f"The certificate {path_of(certificate)} must be issued before a listener uses it, "
                f"but its status is ${{{status}}}. Pass the AcmCertificateValidation that waits "
                "until ACM has issued it instead of the AcmCertificate."
            ),
        )
    ]


def _mutual_authentication(
    mutual: MutualAuthentication | None,
) -> LbListenerMutualAuthentication:
    if mutual is None:  # without a block, Terraform would keep the mode that the listener has
        return LbListenerMutualAuthentication(mode="off")
    if isinstance(mutual, MutualAuthenticationVerify):
        return LbListenerMutualAuthentication(
            mode="verify",
            trust_store_arn=mutual.trust_store.arn,
            ignore_client_certificate_expiry=mutual.ignore_client_certificate_expiry,
            advertise_trust_store_ca_names="on" if mutual.advertise_trust_store_ca_names else "off",
        )
    return LbListenerMutualAuthentication(mode="passthrough")


def _response_headers(headers: ResponseHeaders | None) -> dict[str, Any]:
    values = header_values(headers) if headers else {}
    enabled = values.pop("server_enabled", None)
    return {
        "routing_http_response_server_enabled": enabled,
        **{
            f"routing_http_response_{name}_header_value": literal(str(value))
            for name, value in values.items()
        },
    }


def _request_header_names(names: RequestHeaderNames | None) -> dict[str, Any]:
    values = header_values(names) if names else {}
    return {f"routing_http_request_{name}_header_name": value for name, value in values.items()}

"""Rejects requests that AWS rejects and moto accepts, with the error codes of AWS.

So that an apply that passes here means more. Where the words of AWS are not known to us, they are
those of its pattern for values out of range.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import signature
from itertools import chain
from typing import Any, get_args

from constructs_lib.listener.ssl_policy import SslPolicy
from moto.acm.models import acm_backends
from moto.core.exceptions import ServiceException
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.models import ELBv2Backend, FakeAction, FakeListener, FakeLoadBalancer
from moto.s3.models import s3_backends

Refusal = Callable[..., None]
GROUP_CHARACTERS = r"[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}"
"""The characters of names and descriptions of security groups."""


def refuse(code: str, message: str, error: type[ServiceException] = ELBClientError) -> None:
    """Raise an error of AWS."""
    raise error(code, message)


def before(backend: type, *methods: str) -> Callable[[Refusal], Refusal]:
    """Check the arguments of some methods of a backend before it runs them."""

    def decorate(refusal: Refusal) -> Refusal:
        for name in methods:
            setattr(backend, name, _refusing(getattr(backend, name), refusal))
        return refusal

    return decorate


def _refusing(method: Callable[..., Any], refusal: Refusal) -> Callable[..., Any]:
    names = signature(method)

    @wraps(method)
    def refusing(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in moto
        bound = names.bind(*args, **kwargs)
        bound.apply_defaults()
        arguments = dict(bound.arguments)
        arguments |= arguments.pop("kwargs", {})
        refusal(arguments.pop("self"), arguments)
        return method(*args, **kwargs)

    return refusing


Arguments = dict[str, Any]


def _in_range(value: object, low: int, high: int, name: str) -> None:
    if value is not None and not low <= int(str(value)) <= high:
        word, limit = ("greater", low) if int(str(value)) < low else ("less", high)
        refuse(
            "ValidationError",
            f"1 validation error detected: Value '{value}' at '{name}' failed to satisfy "
            f"constraint: Member must have value {word} than or equal to {limit}",
        )


@before(ELBv2Backend, "create_load_balancer")
def _new_load_balancer(backend: ELBv2Backend, arguments: Arguments) -> None:
    name = arguments["name"]
    if len(name) > 32:  # noqa: PLR2004 - AWS's limit
        refuse(
            "ValidationError",
            f"The load balancer name '{name}' cannot be longer than '32' characters",
        )
    if not re.fullmatch(r"(?!-)(?!internal-)[a-zA-Z0-9-]+(?<!-)", name):
        refuse(
            "ValidationError",
            f"The load balancer name '{name}' can only contain characters that are alphanumeric "
            "characters and hyphens(-)",
        )
    if any(other.name == name for other in backend.load_balancers.values()):
        refuse(
            "DuplicateLoadBalancerName",
            f"A load balancer with the same name '{name}' exists, but with different settings",
        )
    ids = [
        *arguments["subnet_ids"],
        *(mapping["SubnetId"] for mapping in arguments["subnet_mappings"] or ()),
    ]
    vpc = _check_subnets(backend, ids, arguments["scheme"])
    _check_security_groups(backend, arguments["security_groups"], vpc)


@before(ELBv2Backend, "set_subnets")
def _other_subnets(backend: ELBv2Backend, arguments: Arguments) -> None:
    ids = [
        *arguments["subnets"],
        *(mapping["SubnetId"] for mapping in arguments["subnet_mappings"]),
    ]
    balancer = backend.load_balancers[arguments["arn"]]
    if _check_subnets(backend, ids, balancer.scheme) != balancer.vpc_id:
        refuse("InvalidConfigurationRequest", "The subnets must be of the load balancer's VPC")


@before(ELBv2Backend, "set_security_groups")
def _other_groups(backend: ELBv2Backend, arguments: Arguments) -> None:
    vpc = backend.load_balancers[arguments["arn"]].vpc_id
    _check_security_groups(backend, arguments["sec_groups"], vpc)


def _check_subnets(backend: ELBv2Backend, ids: Sequence[str], scheme: str | None) -> str:
    subnets = [backend.ec2_backend.get_subnet(id) for id in ids]
    zones = [subnet.availability_zone for subnet in subnets]
    if len(set(zones)) < len(zones):
        refuse(
            "InvalidConfigurationRequest",
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        )
    if len(zones) < 2:  # noqa: PLR2004 - AWS's limit
        refuse(
            "ValidationError",
            "At least two subnets in two different Availability Zones must be specified",
        )
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        refuse("InvalidSubnet", "All subnets must belong to the same VPC")
    if any(subnet.available_ip_address_count < 8 for subnet in subnets):  # noqa: PLR2004 - as above
        refuse("InvalidSubnet", "Not enough IP space available in the subnets")
    vpc = str(subnets[0].vpc_id)
    gateways = backend.ec2_backend.internet_gateways.values()
    if scheme != "internal" and not any(
        gateway.vpc and gateway.vpc.id == vpc for gateway in gateways
    ):
        refuse("InvalidSubnet", f"VPC {vpc} has no internet gateway")
    return vpc


def _check_security_groups(backend: ELBv2Backend, ids: Sequence[str], vpc: str) -> None:
    for id in ids:
        group = backend.ec2_backend.get_security_group_from_id(id)
        if group is None:
            refuse("InvalidSecurityGroup", f"The security group '{id}' does not exist")
        elif group.vpc_id != vpc:
            refuse("InvalidConfigurationRequest", "One or more security groups are invalid")


@before(ELBv2Backend, "modify_load_balancer_attributes")
def _load_balancer_attributes(backend: ELBv2Backend, arguments: Arguments) -> None:
    attributes = arguments["attrs"]
    _in_range(
        attributes.get("idle_timeout.timeout_seconds"), 1, 4000, "idle_timeout.timeout_seconds"
    )
    _in_range(attributes.get("client_keep_alive.seconds"), 60, 604_800, "client_keep_alive.seconds")
    mode = attributes.get("routing.http.desync_mitigation_mode", "defensive")
    if mode not in {"monitor", "defensive", "strictest"}:
        refuse("ValidationError", f"'{mode}' is no desync mitigation mode")
    for logs in ("access_logs", "connection_logs"):
        if attributes.get(f"{logs}.s3.enabled") == "true":
            _check_log_bucket(backend, attributes.get(f"{logs}.s3.bucket"))


def _check_log_bucket(backend: ELBv2Backend, name: str | None) -> None:
    if not name:
        refuse("ValidationError", "S3Bucket name cannot be empty")
        return
    bucket = s3_backends[backend.account_id][backend.partition].buckets.get(name)
    policy = json.loads(bucket.policy or "{}") if bucket else {}
    allowed = [
        statement
        for statement in policy.get("Statement", ())
        if "elasticloadbalancing" in json.dumps(statement)
    ]
    if bucket is None or bucket.region_name != backend.region_name or not allowed:
        refuse(
            "InvalidConfigurationRequest",
            f"Access Denied for bucket: {name}. Please check S3bucket permission",
        )


@before(ELBv2Backend, "delete_load_balancer")
def _protected(backend: ELBv2Backend, arguments: Arguments) -> None:
    balancer = backend.load_balancers.get(arguments["arn"])
    if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
        refuse(
            "OperationNotPermitted",
            f"Load balancer '{arguments['arn']}' cannot be deleted because deletion protection is "
            "enabled",
        )


@before(ELBv2Backend, "create_target_group", "modify_target_group")
def _health_check(backend: ELBv2Backend, arguments: Arguments) -> None:
    def value(*names: str) -> Any:  # noqa: ANN401 - any value
        return next((arguments[name] for name in names if arguments.get(name) is not None), None)

    healthy = value("healthy_threshold_count", "healthcheck_healthy_threshold_count")
    unhealthy = value("unhealthy_threshold_count")
    _in_range(healthy, 2, 10, "healthyThresholdCount")
    _in_range(unhealthy, 2, 10, "unhealthyThresholdCount")
    _in_range(value("healthcheck_interval_seconds", "health_check_interval"), 5, 300, "interval")
    _in_range(value("healthcheck_timeout_seconds", "health_check_timeout"), 2, 120, "timeout")
    path = value("healthcheck_path", "health_check_path")
    if path is not None and not path.startswith("/"):
        refuse("ValidationError", f"Health check path '{path}' must begin with '/'")
    matcher = value("matcher") or {}
    codes = matcher.get("HttpCode") or arguments.get("http_codes")
    grpc = matcher.get("GrpcCode")
    if (codes and not _are_codes(codes, 200, 499)) or (grpc and not _are_codes(grpc, 0, 99)):
        refuse("ValidationError", f"Health check matcher '{codes or grpc}' is not valid")
    vpc = arguments.get("vpc_id")
    ec2: EC2Backend = backend.ec2_backend
    if vpc and vpc not in ec2.vpcs:
        refuse("ValidationError", f"The VPC ID '{vpc}' is not found")


def _are_codes(text: str, low: int, high: int) -> bool:
    """Return whether a matcher is a list of codes and ranges."""
    for part in text.split(","):
        codes = re.fullmatch(r"([0-9]{1,3})(?:-([0-9]{1,3}))?", part)
        if not codes or not low <= int(codes[1]) <= int(codes[2] or codes[1]) <= high:
            return False
    return True


@before(ELBv2Backend, "modify_target_group_attributes")
def _target_group_attributes(backend: ELBv2Backend, arguments: Arguments) -> None:
    group = backend.target_groups[arguments["target_group_arn"]]
    merged = {**group.attributes, **arguments["attributes"]}
    slow_start = int(merged.get("slow_start.duration_seconds", 0))
    algorithm = merged.get("load_balancing.algorithm.type", "round_robin")
    if slow_start and not 30 <= slow_start <= 900:  # noqa: PLR2004 - AWS's limits
        refuse(
            "ValidationError",
            f"'slow_start.duration_seconds' value '{slow_start}' must be 0 or between '30-900' "
            "inclusive",
        )
    if slow_start and algorithm != "round_robin":
        words = algorithm.replace("_", " ")
        refuse(
            "InvalidConfigurationRequest",
            f"You cannot enable both slow start and {words} algorithm on a target group",
        )
    if merged.get("stickiness.enabled") == "true" and algorithm == "weighted_random":
        refuse(
            "InvalidConfigurationRequest",
            "You cannot have both stickiness and weighted random algorithm enabled on the same "
            "target group.",
        )


@before(ELBv2Backend, "create_listener")
def _new_listener(backend: ELBv2Backend, arguments: Arguments) -> None:
    balancer = backend.load_balancers.get(arguments["load_balancer_arn"])
    if balancer is None:
        return  # moto reports it
    _check_port(balancer, arguments["port"])
    certificates = [arguments["certificate"]] if arguments["certificate"] else []
    _check_tls(backend, arguments["protocol"], arguments["ssl_policy"], certificates)
    _check_actions(backend, balancer, arguments["protocol"], arguments["actions"])


@before(ELBv2Backend, "modify_listener")
def _changed_listener(backend: ELBv2Backend, arguments: Arguments) -> None:
    listener, balancer = _listener(backend, arguments["arn"])
    if arguments["port"] and str(arguments["port"]) != str(listener.port):
        _check_port(balancer, arguments["port"])
    protocol = arguments["protocol"] or listener.protocol
    certificates = [
        certificate["CertificateArn"] for certificate in arguments["certificates"] or ()
    ]
    _check_tls(
        backend,
        protocol,
        arguments["ssl_policy"] or (listener.ssl_policy if protocol == "HTTPS" else None),
        certificates or listener.certificates,
    )
    _check_actions(backend, balancer, protocol, arguments["actions"] or ())


def _check_port(balancer: FakeLoadBalancer, port: object) -> None:
    if any(str(listener.port) == str(port) for listener in balancer.listeners.values()):
        refuse(
            "DuplicateListener",
            f"A listener already exists on this port for this load balancer '{balancer.arn}'",
        )


def _check_tls(
    backend: ELBv2Backend, protocol: str, policy: str | None, certificates: Sequence[str]
) -> None:
    if protocol != "HTTPS":
        if certificates:
            refuse("ValidationError", "A certificate cannot be specified for HTTP listeners")
        return
    if not certificates:
        refuse("ValidationError", "A certificate must be specified for HTTPS listeners")
    if policy and policy not in get_args(SslPolicy):
        refuse("SSLPolicyNotFound", f"SSL policy '{policy}' not found")
    for arn in certificates:
        _check_certificate(backend, arn)


def _check_certificate(backend: ELBv2Backend, arn: str) -> None:
    _, _, service, region, *_ = arn.split(":")
    if service != "acm":
        return
    if region != backend.region_name:
        refuse("ValidationError", f"Certificate ARN '{arn}' is not valid")
    certificate = acm_backends[backend.account_id][region]._certificates.get(arn)  # noqa: SLF001 - without its delay
    if certificate is None:
        refuse("CertificateNotFound", f"Certificate '{arn}' not found")
    elif certificate.status != "ISSUED":
        refuse(
            "UnsupportedCertificate",
            f"The certificate '{arn}' must have a fully-qualified domain name, a supported "
            "signature, and a supported key size.",
        )


@before(ELBv2Backend, "create_rule")
def _new_rule(backend: ELBv2Backend, arguments: Arguments) -> None:
    _in_range(arguments["priority"], 1, 50_000, "priority")
    listener, balancer = _listener(backend, arguments["listener_arn"])
    _check_actions(backend, balancer, listener.protocol, arguments["actions"])
    _check_conditions(arguments["conditions"])


@before(ELBv2Backend, "modify_rule")
def _changed_rule(backend: ELBv2Backend, arguments: Arguments) -> None:
    for balancer in backend.load_balancers.values():
        for listener in balancer.listeners.values():
            if arguments["rule_arn"] in listener.rules:
                _check_actions(backend, balancer, listener.protocol, arguments["actions"])
    _check_conditions(arguments["conditions"])


@before(ELBv2Backend, "set_rule_priorities")
def _priorities(_: ELBv2Backend, arguments: Arguments) -> None:
    for priority in arguments["rule_priorities"]:
        _in_range(priority["Priority"], 1, 50_000, "priority")


@before(ELBv2Backend, "add_listener_certificates")
def _more_certificates(backend: ELBv2Backend, arguments: Arguments) -> None:
    for certificate in arguments["certificates"]:
        _check_certificate(backend, certificate["CertificateArn"])


def _check_conditions(conditions: Iterable[dict[str, Any]]) -> None:
    values = [
        value
        for condition in conditions
        for config in condition.values()
        if isinstance(config, dict)
        for value in config.get("Values", ())
    ] + [value for condition in conditions for value in condition.get("Values", ())]
    if len(values) > 5:  # noqa: PLR2004 - AWS's limit
        refuse("ValidationError", "A rule can only have '5' condition values")


def _check_actions(
    backend: ELBv2Backend,
    balancer: FakeLoadBalancer,
    protocol: str,
    actions: Iterable[dict[str, Any]],
) -> None:
    for action in actions:
        if action["Type"] == "forward":
            _check_forward(backend, balancer, protocol, action)
        if action["Type"].startswith("authenticate") and protocol != "HTTPS":
            refuse("ValidationError", "Authentication is supported for HTTPS listeners only")


def _check_forward(
    backend: ELBv2Backend, balancer: FakeLoadBalancer, protocol: str, action: dict[str, Any]
) -> None:
    for target_group in action.get("ForwardConfig", {}).get("TargetGroups", ()):
        _in_range(target_group.get("Weight"), 0, 999, "weight")
    for arn in backend._get_target_group_arns_from(FakeAction(action).data):  # noqa: SLF001 - as in moto
        group = backend.target_groups.get(arn)
        if group is None:
            refuse("TargetGroupNotFound", f"Target group '{arn}' not found")
        elif group.vpc_id and group.vpc_id != balancer.vpc_id:
            refuse(
                "InvalidConfigurationRequest",
                f"Target group '{arn}' is in a different VPC than load balancer '{balancer.arn}'",
            )
        elif protocol == "HTTP" and group.protocol_version in {"HTTP2", "GRPC"}:
            refuse("InvalidConfigurationRequest", "The target group wants an HTTPS listener")
        elif any(_uses(other, arn, backend) for other in _others(backend, balancer)):
            refuse(
                "TargetGroupAssociationLimit",
                "The following target groups cannot be associated with more than one load "
                f"balancer: {arn}",
            )


def _others(backend: ELBv2Backend, balancer: FakeLoadBalancer) -> list[FakeLoadBalancer]:
    return [other for other in backend.load_balancers.values() if other.arn != balancer.arn]


def _uses(balancer: FakeLoadBalancer, target_group: str, backend: ELBv2Backend) -> bool:
    return any(
        target_group in backend._get_target_group_arns_from(action.data)  # noqa: SLF001 - as above
        for listener in balancer.listeners.values()
        for rule in listener.rules.values()
        for action in rule.actions
    )


def _listener(backend: ELBv2Backend, arn: str) -> tuple[FakeListener, FakeLoadBalancer]:
    for balancer in backend.load_balancers.values():
        if arn in balancer.listeners:
            return balancer.listeners[arn], balancer
    raise ELBClientError("ListenerNotFound", "One or more listeners not found")  # noqa: EM101 - the message of AWS


@before(EC2Backend, "create_security_group")
def _new_security_group(_: EC2Backend, arguments: Arguments) -> None:
    name, description = arguments["name"], arguments["description"]
    if arguments["force"] or arguments["is_default"]:
        return  # moto creates the default group of a VPC
    if name.startswith("sg-"):
        refuse(
            "InvalidParameterValue",
            f"Value ({name}) for parameter GroupName is invalid. Group names may not be in the "
            "format sg-*.",
            EC2ClientError,
        )
    if name == "default":
        refuse(
            "InvalidParameterValue",
            "Cannot use reserved security group name: default",
            EC2ClientError,
        )
    for noun, text in (("name", name), ("description", description)):
        if not re.fullmatch(GROUP_CHARACTERS, text or ""):
            refuse(
                "InvalidParameterValue",
                f"Invalid security group {noun}. Valid {noun}s are strings less than 256 "
                "characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
                EC2ClientError,
            )


@before(EC2Backend, "authorize_security_group_ingress", "authorize_security_group_egress")
def _new_security_group_rule(_: EC2Backend, arguments: Arguments) -> None:
    for peer in (*(arguments["ip_ranges"] or ()), *(arguments["source_groups"] or ())):
        description = peer.get("Description") if isinstance(peer, dict) else None
        if description and not re.fullmatch(GROUP_CHARACTERS, description):
            refuse(
                "InvalidParameterValue",
                "Invalid rule description. Valid descriptions are strings less than 256 characters "
                "from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
                EC2ClientError,
            )


@before(EC2Backend, "delete_security_group")
def _group_in_use(backend: EC2Backend, arguments: Arguments) -> None:
    id = arguments["group_id"]
    balancers = backend_of(backend).load_balancers.values()
    in_use = any(id in balancer.security_groups for balancer in balancers)
    groups = chain.from_iterable(group.values() for group in backend.groups.values())
    named = any(
        rule.source_group.get("GroupId") == id
        for group in groups
        if group.id != id
        for rule in (*group.ingress_rules, *group.egress_rules)
    )
    if in_use or named:
        refuse("DependencyViolation", f"resource {id} has a dependent object", EC2ClientError)


def backend_of(backend: EC2Backend) -> ELBv2Backend:
    """Return the load balancers of the same account and region."""
    from moto.elbv2.models import elbv2_backends  # noqa: PLC0415 - created on first use

    elbv2: ELBv2Backend = elbv2_backends[backend.account_id][backend.region_name]
    return elbv2

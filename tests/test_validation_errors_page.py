"""All tables of invalid arguments."""

import ast
import itertools
from collections.abc import Iterator

import constructs_lib
import pytest
from helpers.invalid_input import InvalidInput, errors_of, evaluate, stack_fixture
from helpers.validation_errors_page import PAGE, page, tables

TABLES = tables()


def test_page_is_generated_from_tables() -> None:
    """Otherwise: ``python tests/helpers/validation_errors_page.py``."""
    assert PAGE.read_text() == page()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.call[:40])
def test_accepts_call_above_table(table: InvalidInput) -> None:
    stack_fixture.cache_clear()
    assert evaluate(table.call, "", stack_fixture())
    stack_fixture.cache_clear()


def test_every_class_that_raises_has_table() -> None:
    with_table = {table.call.partition("(")[0] for table in TABLES}
    raising = {
        name
        for name in dir(constructs_lib)
        if isinstance(getattr(constructs_lib, name), type)
        and "Raises:" in (getattr(constructs_lib, name).__doc__ or "")
    }
    assert raising - with_table == set()


DEPENDENT = {
    "VpcLookup": [{"name", "vpc_id"}, {"name", "tags"}],
    "CertificateLookup": [{"domain", "subject_alternative_names"}],
    "Certificate": [
        {"domain", "hosted_zone"},
        {"domain", "hosted_zones"},
        {"subject_alternative_names", "hosted_zone"},
        {"subject_alternative_names", "hosted_zones"},
    ],
    "AliasRecord": [{"hosted_zone", "name"}, {"load_balancer", "name"}],
    "HostedZoneLookup": [{"private_zone", "vpc"}],
    "LoadBalancerLogDelivery": [
        {"log_types", "record_fields"},
        {"s3_suffix_path", "s3_enable_hive_compatible_path"},
    ],
    "LoadBalancerAlarms": [
        {"evaluation_periods", "datapoints_to_alarm"},
        {"thresholds", "topics"},
    ],
    "PathPattern": [{"values", "regex_values"}],
    "SecurityGroupRule": [
        *({"port", "ip_protocol"}, {"to_port", "ip_protocol"}, {"port", "to_port"}),
        {"icmp_type", "ip_protocol"},
        {"cidr_ipv6", "security_group"},
    ],
    "TargetGroup": [
        {"ip_address_type", "targets"},
        {"health_check", "protocol_version"},
        {"load_balancing_algorithm_type", "load_balancing_anomaly_mitigation"},
    ],
    "TargetGroupHealth": [
        {f"{name}_{unit}", f"unhealthy_state_routing_{other}"}
        for unit in ("count", "percentage")
        for other in ("count", "percentage")
        for name in ("dns_failover", "unhealthy_state_routing")
    ],
    "LambdaTargetGroup": [{"name", "name_prefix"}],
    "HealthCheck": [{"interval", "timeout"}],
    "GrpcHealthCheck": [{"interval", "timeout"}],
    "HttpCheck": [{"min_status", "max_status"}],
    "ListenerRules": [{"rules", "certificates"}],
    "SecurityGroupRules": [{"ingress", "egress"}],
    "HttpListener": [{"port", "default_action"}],
    "HttpsListener": [{"default_action", "port"}],
    "ApplicationLoadBalancer": [
        {"subnets", "customer_owned_ipv4_pool"},
        {"internal", "ip_address_type"},
        {"internal", "ipam_pool"},
    ],
}
"""Pairs of arguments of which one may be valid with the other's value."""


def pairs() -> Iterator[tuple[str, str, str]]:
    """Yield each call with two invalid arguments."""
    for table in TABLES:
        invalid: dict[str, str] = {}
        for arguments, _ in table.rows():
            call = ast.parse(f"dict({arguments})", mode="eval").body
            assert isinstance(call, ast.Call)
            [argument, *others] = [str(keyword.arg) for keyword in call.keywords]
            if not others and argument not in ("scope", "id"):
                invalid.setdefault(argument, arguments)
        for first, other in itertools.combinations(invalid, 2):
            if {first, other} not in DEPENDENT.get(table.call.partition("(")[0], []):
                yield table.call, invalid[first], invalid[other]


def test_constructor_raises_errors_of_all_arguments() -> None:
    missing = []
    all_pairs = list(pairs())
    for call, first, other in all_pairs:
        errors = errors_of(call, f"{first}, {other}")
        expected = {*errors_of(call, first), *errors_of(call, other)}
        if not expected <= set(errors):
            missing.append((call, first, other, expected - set(errors)))
    assert missing == []
    assert len(all_pairs) > 500

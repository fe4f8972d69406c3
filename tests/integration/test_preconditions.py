"""Conditions on values that only AWS knows, with the real provider.

One stack has all problems, as a plan reports every condition that fails.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from constructs_lib import (
    AliasRecord,
    ApplicationLoadBalancer,
    ApplicationLoadBalancerLookup,
    Arn,
    AuthenticateOidc,
    BucketLookup,
    Certificate,
    CertificateLookup,
    FixedResponse,
    Forward,
    HttpListener,
    HttpsListener,
    Id,
    ListenerLookup,
    ListenerRule,
    ListenerRules,
    LoadBalancerLogs,
    PathPattern,
    SecurityGroup,
    TargetGroup,
)
from cdktf import TerraformOutput, TerraformStack, TerraformVariable
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets, DataAwsSubnetsFilter
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs_lib.domain._expiry import ends_after, not_after
from cryptography.hazmat.primitives.serialization import Encoding
from helpers.workspaces import Workspaces
from moto.core.utils import utcnow
from moto.server import ThreadedMotoServer

from embedded_aws.prerequisites import (
    Clients,
    client_arguments,
    clients,
    create_internet_gateway,
    create_route_table,
    create_security_group,
    create_subnet,
    create_vpc,
    import_certificate,
    self_signed,
    session,
)

A, C = "ap-northeast-1a", "ap-northeast-1c"
NOT_FOUND = HttpListener(default_action=FixedResponse(404))


class ExistingResources:
    """Existing resources: two VPCs with subnets, and others that load balancers refer to."""

    def __init__(self, aws: Clients, endpoint: str) -> None:
        self.vpc, self.other_vpc = create_vpc(aws, name="one"), create_vpc(aws, name="other")
        gateway = create_internet_gateway(aws, self.vpc)
        public = create_route_table(aws, self.vpc, internet_gateway=gateway)
        self.public = [
            create_subnet(aws, self.vpc, zone, f"10.0.{number}.0/24", route_table=public)
            for number, zone in enumerate((A, C))
        ]
        self.private = create_subnet(aws, self.vpc, C, "10.0.10.0/24")
        self.same_zone = create_subnet(aws, self.vpc, A, "10.0.11.0/24")
        self.small = create_subnet(aws, self.vpc, C, "10.0.12.0/28")
        self.free = create_subnet(aws, self.vpc, C, "10.0.13.0/28")
        for _ in range(4):
            aws.ec2.create_network_interface(SubnetId=self.small)
        self.other_subnet = create_subnet(aws, self.other_vpc, C, "10.0.0.0/24")
        self.other_subnet_2 = create_subnet(aws, self.other_vpc, A, "10.0.1.0/24")
        self.group = create_security_group(aws, self.vpc, name="own")
        self.other_group = create_security_group(aws, self.other_vpc, name="foreign")
        self.soon = import_certificate(aws, "soon.example.com", valid_for=timedelta(days=20))
        import_certificate(aws, "late.example.com", valid_for=timedelta(days=10_000))  # beyond 2049
        route53, s3 = (
            self.client("route53", endpoint),
            self.client("s3", endpoint, region_name="eu-west-1"),
        )
        zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]
        private = route53.create_hosted_zone(
            Name="example.net",
            CallerReference="2",
            HostedZoneConfig={"PrivateZone": True},
            VPC={"VPCRegion": "ap-northeast-1", "VPCId": self.vpc},
        )["HostedZone"]
        self.zone, self.private_zone = (
            hosted_zone["Id"].split("/")[-1] for hosted_zone in (zone, private)
        )
        s3.create_bucket(
            Bucket="elsewhere", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        [shared] = aws.elbv2.create_load_balancer(
            Name="shared", Subnets=self.public, SecurityGroups=[self.group]
        )["LoadBalancers"]
        self.shared = shared["LoadBalancerArn"]
        [listener] = aws.elbv2.create_listener(
            LoadBalancerArn=self.shared,
            Protocol="HTTP",
            Port=80,
            DefaultActions=[
                {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}
            ],
        )["Listeners"]
        self.listener = listener["ListenerArn"]
        aws.elbv2.create_load_balancer(Name="network", Subnets=self.public, Type="network")

    @staticmethod
    def client(service: Any, endpoint: str, **arguments: Any) -> Any:  # noqa: ANN401 - boto3 has a class for each
        return session().client(service, **client_arguments(endpoint), **arguments)


def alb(
    stack: TerraformStack,
    name: str,
    *subnets: str,
    group: Any,  # noqa: ANN401 - any reference
    **arguments: Any,  # noqa: ANN401 - whatever a load balancer takes
) -> None:
    ApplicationLoadBalancer(
        stack,
        name,
        name=name,
        security_groups=[group],
        **{
            "subnets": [Id(subnet) for subnet in subnets],
            "listeners": [NOT_FOUND],
            **arguments,
        },
    )


def subnet_filter(id: str) -> DataAwsSubnetsFilter:
    return DataAwsSubnetsFilter(name="subnet-id", values=[id])


def sign_in(stack: TerraformStack, listener: ListenerLookup) -> None:
    action = AuthenticateOidc(
        issuer="https://id.example.com",
        authorization_endpoint="https://id.example.com/authorize",
        token_endpoint="https://id.example.com/token",
        user_info_endpoint="https://id.example.com/user",
        client_id="shop",
        client_secret="${var.client_secret}",
        next_action=FixedResponse(200),
    )
    rule = ListenerRule(priority=1, conditions=[PathPattern(["/admin"])], action=action)
    TerraformVariable(stack, "client_secret", type="string", default="secret", sensitive=True)
    ListenerRules(stack, "rules", listener=listener, rules={"sign-in": rule})


@pytest.fixture(scope="module")
def existing(aws: Clients, endpoint: str) -> ExistingResources:
    return ExistingResources(aws, endpoint)


@pytest.fixture(scope="module")
def error(existing: ExistingResources, workspaces: Workspaces) -> str:
    """The error of the plan of a stack with all problems."""

    def build(stack: TerraformStack) -> None:
        own, foreign = Id(existing.group), Id(existing.other_group)
        first, second = existing.public
        alb(stack, "one-zone", first, existing.same_zone, group=own)
        alb(stack, "two-vpcs", first, existing.other_subnet, group=own)
        two_foreign = (existing.other_subnet, existing.other_subnet_2)
        alb(stack, "no-gateway", *two_foreign, group=foreign, internal=False)
        alb(stack, "no-ipv6", first, second, group=own, ip_address_type="dualstack")
        alb(stack, "foreign-group", first, second, group=foreign)
        other_group = SecurityGroup(
            stack, "made", name="made", vpc=Id(existing.other_vpc), rules_managed_elsewhere=True
        )
        alb(stack, "made-group", first, second, group=other_group)
        web = TargetGroup(stack, "web", name="web", vpc=Id(existing.other_vpc), port=80)
        alb(
            stack,
            "foreign-target-group",
            first,
            second,
            group=own,
            listeners=[HttpListener(default_action=Forward(web))],
        )
        bucket = BucketLookup(stack, "bucket", name="elsewhere")
        alb(stack, "logs", first, second, group=own, access_logs=LoadBalancerLogs(bucket))
        shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
        AliasRecord(
            stack,
            "record",
            hosted_zone=Id(existing.zone),
            name="www.example.org",
            load_balancer=shared,
        )
        Certificate(
            stack, "certificate", domain="www.example.net", hosted_zone=Id(existing.private_zone)
        )
        ApplicationLoadBalancerLookup(stack, "network", name="network")
        ApplicationLoadBalancerLookup(stack, "absent", name="absent")
        alb(stack, "no-subnet", first, "subnet-0123", group=own)
        nothing = DataAwsSubnets(stack, "nothing", filter=[subnet_filter("subnet-0123")])
        alb(stack, "no-subnets", group=own, subnets=nothing)
        no_zone = Id("Z0123456789")
        AliasRecord(
            stack, "no-zone", hosted_zone=no_zone, name="a.example.org", load_balancer=shared
        )
        http = ListenerLookup(stack, "http", load_balancer=shared, port=80)
        sign_in(stack, http)
        shop = CertificateLookup(stack, "shop", domain="soon.example.com")
        ListenerRules(stack, "names", listener=http, rules={}, certificates={"shop": shop})
        ApplicationLoadBalancerLookup(stack, "by-tags", tags={"tier": "absent"})
        gone = "loadbalancer/app/gone/0123456789abcdef"
        ApplicationLoadBalancerLookup(
            stack, "by-arn", arn=f"arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:{gone}"
        )
        Certificate(
            stack,
            "two-zones",
            domain="www.example.com",
            subject_alternative_names=["www.example.org"],
            hosted_zone=Id(existing.zone),
            hosted_zones={"www.example.org": Id(existing.private_zone)},
        )

    return workspaces.stack(build).plan_error()


def test_requires_subnets_in_different_zones(existing: ExistingResources, error: str) -> None:
    assert (
        "The subnets of the load balancer one-zone must be in different Availability Zones: "
        f"{existing.public[0]} is in {A}, {existing.same_zone} is in {A}. Use one subnet in each zone."
    ) in error


def test_requires_subnets_in_one_vpc(existing: ExistingResources, error: str) -> None:
    assert (
        "The subnets of the load balancer two-vpcs must be in one VPC: "
        f"{existing.public[0]} is in {existing.vpc}, {existing.other_subnet} is in {existing.other_vpc}."
    ) in error


def test_requires_internet_gateway(existing: ExistingResources, error: str) -> None:
    assert (
        f"The VPC {existing.other_vpc} of the internet-facing load balancer no-gateway must have an "
        "internet gateway and a route to it. Add them, or set internal=True."
    ) in error


def test_requires_ipv6_subnets_for_dualstack(existing: ExistingResources, error: str) -> None:
    assert (
        "The subnets of the load balancer no-ipv6 must have an IPv6 CIDR block for its "
        f"ip_address_type. Subnets without: {', '.join(existing.public)}. Add one, or set "
        'ip_address_type="ipv4".'
    ) in error


def test_requires_security_groups_in_vpc(existing: ExistingResources, error: str) -> None:
    assert (
        f"The security groups {existing.other_group} of the load balancer foreign-group must be in the "
        f"VPC of its subnets, {existing.vpc}. In this VPC: none."
    ) in error


@pytest.mark.parametrize(
    ("name", "noun", "path"),
    [
        ("made-group", "security groups", "stack/made"),
        ("foreign-target-group", "target groups", "stack/web"),
    ],
)
def test_requires_created_groups_in_vpc(
    existing: ExistingResources, error: str, name: str, noun: str, path: str
) -> None:
    assert (
        f"The {noun} of the load balancer {name} must be in the VPC of its subnets, {existing.vpc}, "
        f"but {path} is in {existing.other_vpc}."
    ) in error


def test_requires_log_bucket_in_region(error: str) -> None:
    assert (
        "The log bucket of the load balancer logs must be in the region ap-northeast-1, "
        "but elsewhere is in eu-west-1."
    ) in error


def test_reads_expiry_of_certificate(workspaces: Workspaces) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    ends = {
        "expired": now - timedelta(hours=1),
        "fresh": now + timedelta(hours=1),
        "beyond_2049": datetime(2060, 1, 2, 3, 4, 5, tzinfo=UTC),
    }
    pems = {
        name: self_signed("example.com", end)[0].public_bytes(Encoding.PEM).decode()
        for name, end in ends.items()
    } | {"unreadable": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}

    def build(stack: TerraformStack) -> None:
        for name, pem in pems.items():
            TerraformVariable(stack, name, type="string", default=pem)
            TerraformOutput(stack, f"{name}-end", value=f"${{{not_after(f'var.{name}')}}}")
            TerraformOutput(stack, f"{name}-good", value=f"${{{ends_after(f'var.{name}')}}}")

    terraform = workspaces.stack(build)
    terraform("apply", "-auto-approve")
    outputs = terraform.outputs()
    assert {name: outputs.get(f"{name}-end") for name in pems} == {
        **{name: end.strftime("%Y-%m-%d %H:%M:%S UTC") for name, end in ends.items()},
        "unreadable": "an unknown time",
    }
    assert {name: outputs[f"{name}-good"] for name in pems} == {
        "expired": False,
        "fresh": True,
        "beyond_2049": True,
        "unreadable": True,
    }


@pytest.fixture
def slow_acm(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An AWS whose ACM lists a certificate as issued for two hours after its end."""
    monkeypatch.setattr("moto.acm.models.utcnow", lambda: utcnow() - timedelta(hours=2))
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def test_rejects_expired_certificate(slow_acm: str, workspaces: Workspaces) -> None:
    ended = timedelta(hours=-1)
    import_certificate(clients(slow_acm), "expired.example.com", valid_for=ended)
    plan = replace(workspaces, endpoint=slow_acm, path=workspaces.folder()).stack(
        lambda stack: CertificateLookup(stack, "expired", domain="expired.example.com")
    )
    error = plan.plan_error()
    assert "The certificate of expired.example.com expired at 20" in error
    assert "Import or request another one in ACM." in error


def test_requires_application_load_balancer(error: str) -> None:
    assert (
        "The load balancer network must be an Application Load Balancer, but its type is network. "
        "Check the search criteria."
    ) in error


def test_reports_missing_load_balancer(error: str) -> None:
    assert (
        "The load balancer absent does not exist in the region and account. Check the "
        "spelling, or create it first."
    ) in error


def test_reports_missing_subnet(error: str) -> None:
    assert (
        "The subnet subnet-0123 of the load balancer no-subnet does not exist in the "
        "region, or is not shared with the account. Check the ID."
    ) in error


def test_requires_subnets_of_data_source(error: str) -> None:
    assert (
        "The load balancer no-subnets must have subnets, but the list is empty. Check the filters "
        "of the data source."
    ) in error


def test_requires_https_listener_for_authentication(error: str) -> None:
    assert (
        "The listener on port 80 must be an HTTPS listener for the rule (AuthenticateOidc signs users "
        "in), but its protocol is HTTP (arn:aws:elasticloadbalancing:"
    ) in error


def test_requires_https_listener_for_certificate(error: str) -> None:
    assert (
        "The listener on port 80 must be an HTTPS listener for the certificate shop, but its "
        "protocol is HTTP (arn:aws:elasticloadbalancing:"
    ) in error


def test_reports_missing_load_balancer_with_tags(error: str) -> None:
    assert (
        'Exactly one load balancer must have the tags {"tier":"absent"}, but 0 have them in the '
        "region and account."
    ) in error


def test_reports_missing_load_balancer_with_arn(error: str) -> None:
    assert (
        "The load balancer arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/"
        "app/gone/0123456789abcdef does not exist in the region and account."
    ) in error


def test_requires_each_name_in_its_hosted_zone(existing: ExistingResources, error: str) -> None:
    assert (
        f"www.example.org must be in the hosted zone {existing.private_zone}, but its domain is "
        "example.net. Use the hosted zone of the name."
    ) in error


def test_reports_missing_hosted_zone(error: str) -> None:
    assert (
        "The hosted zone Z0123456789 of a.example.org does not exist in the account. Check the ID."
    ) in error


def test_requires_record_in_hosted_zone(existing: ExistingResources, error: str) -> None:
    assert (
        f"www.example.org must be in the hosted zone {existing.zone}, but its domain is "
        "example.com. Use the hosted zone of the name."
    ) in error


def test_requires_public_zone_for_certificate(existing: ExistingResources, error: str) -> None:
    assert (
        f"The hosted zone {existing.private_zone} of example.net must be public, as ACM can't read "
        "the records of a private one. Use the public zone of that name."
    ) in error


def test_plan_has_no_other_errors(error: str) -> None:
    assert error.count("Error: ") == 21


def test_warns_of_impending_problems(existing: ExistingResources, workspaces: Workspaces) -> None:
    def build(stack: TerraformStack) -> None:
        CertificateLookup(stack, "soon", domain="soon.example.com")
        CertificateLookup(stack, "late", domain="late.example.com")
        subnet, _ = existing.public
        alb(stack, "small", subnet, existing.small, group=Id(existing.group))
        alb(stack, "free", subnet, existing.free, group=Id(existing.group))
        group = Id(existing.group)
        alb(stack, "not-public", subnet, existing.private, group=group, internal=False)
        one_of_vpc = DataAwsSubnets(stack, "one", filter=[subnet_filter(subnet)])
        alb(stack, "one-subnet", group=group, subnets=one_of_vpc)
        vpc = Id(existing.vpc)
        web = TargetGroup(stack, "http2", name="http2", vpc=vpc, port=80, protocol_version="HTTP2")
        certificate = CertificateLookup(stack, "for-http2", domain="soon.example.com")
        listener = HttpsListener(certificate=certificate, default_action=Forward(web))
        acl = Arn("arn:aws:wafv2:ap-northeast-1:123456789012:regional/webacl/web/0123")
        arguments = {"listeners": [listener], "web_acl": acl}
        alb(stack, "waf", *existing.public, group=group, **arguments)

    terraform = workspaces.stack(build)
    terraform("plan", "-out=plan")
    warned = {
        problem["message"]
        for check in json.loads(terraform("show", "-json", "plan"))["checks"]
        for instance in check.get("instances", [])
        for problem in instance.get("problems", [])
    }
    [inspection] = [text for text in warned if text.startswith("The web ACL of the load balancer")]
    assert inspection == (
        "The web ACL of the load balancer waf inspects the body of requests to HTTP/2 target groups "
        "in part only (CVE-2026-13763): http2. Use protocol version HTTP1, or set the target group "
        "attribute waf.http2.traffic_inspection_behavior."
    )
    others = warned - {inspection}
    [free, addresses, certificate, lonely, private] = sorted(others, key=lambda text: text[4:40])
    assert lonely == (
        "The load balancer one-subnet should have subnets in at least 2 Availability Zones, except "
        f"in a Local Zone: {existing.public[0]}. Check the filters of the data source."
    )
    assert f"{existing.free} (10.0.13.0/28) has 11" in free
    assert certificate.startswith("The certificate of soon.example.com expires at 20")
    assert addresses == (
        "Each subnet of the load balancer small should have a CIDR block of /27 or larger and 8 "
        "free addresses, so that the load balancer can scale: "
        f"{existing.public[0]} (10.0.0.0/24) has 251, {existing.small} (10.0.12.0/28) has 7. Free "
        "addresses, or use larger subnets."
    )
    assert private == (
        "The subnets of the internet-facing load balancer not-public should be public, each one "
        "whose route table (or the VPC's main route table, where it has none of its own) sends "
        f"0.0.0.0/0 to an internet gateway. Private subnets: {existing.private}. Add the route, use "
        "other subnets, or set internal=True."
    )


def test_compares_values_of_tokens(existing: ExistingResources, workspaces: Workspaces) -> None:
    """A data source and a variable of the right VPC, and a group of a Lambda function."""

    def build(stack: TerraformStack) -> None:
        data = DataAwsVpc(stack, "data", id=existing.vpc)
        variable = TerraformVariable(stack, "vpc", type="string", default=existing.vpc)
        group = SecurityGroup(
            stack, "group", name="by-data", vpc=data, rules_managed_elsewhere=True
        )
        web = TargetGroup(stack, "web", name_prefix="web", vpc=Id(variable.string_value), port=80)
        function = LbTargetGroup(stack, "function", name="function", target_type="lambda")
        raw = LbTargetGroup(stack, "raw", name="raw", vpc_id=data.id, port=80, protocol="HTTP")
        forwards = {
            name: ListenerRule(
                priority=priority, conditions=[PathPattern([f"/{name}"])], action=Forward(target)
            )
            for priority, name, target in ((100, "function", function), (200, "raw", raw))
        }
        listener = HttpListener(default_action=Forward(web), rules=forwards)
        alb(stack, "tokens", *existing.public, group=group, listeners=[listener])
        shared = ApplicationLoadBalancerLookup(stack, "shared", name="shared")
        name = TerraformVariable(stack, "name", type="string", default="a.example.com")
        AliasRecord(
            stack,
            "record",
            hosted_zone=Id(existing.zone),
            name=name.string_value,
            load_balancer=shared,
        )

    terraform = workspaces.stack(build)
    planned = {change["address"]: change for change in terraform.plan()["resource_changes"]}
    digits = hashlib.sha256(f"stack/web 80 HTTP HTTP1 ip ipv4 {existing.vpc}".encode()).hexdigest()
    name = planned["aws_lb_target_group.web"]["change"]["after"]["name"]
    assert name == f"web-{digits[:8]}"


def test_requires_raw_certificate_to_be_issued(
    existing: ExistingResources, workspaces: Workspaces
) -> None:
    def build(stack: TerraformStack) -> None:
        pending = AcmCertificate(
            stack, "pending", domain_name="pending.example.com", validation_method="DNS"
        )
        ListenerRules(
            stack, "rules", listener=Arn(existing.listener), rules={}, certificates={"a": pending}
        )

    terraform = workspaces.stack(build)
    terraform("plan")  # the status is known after the apply
    error = " ".join(terraform("apply", "-auto-approve", code=1).replace("│", " ").split())
    assert (
        "The certificate stack/pending must be issued before a listener uses it, but its status is "
        "PENDING_VALIDATION. Pass the AcmCertificateValidation that waits until ACM has issued it "
        "instead of the AcmCertificate."
    ) in error


def test_creates_vpc_with_load_balancer(workspaces: Workspaces) -> None:
    def build(stack: TerraformStack) -> None:
        vpc = Vpc(stack, "vpc", cidr_block="10.0.0.0/16")
        subnets = [
            Subnet(
                stack,
                zone,
                vpc_id=vpc.id,
                cidr_block=f"10.0.{number}.0/24",
                availability_zone=f"ap-northeast-1{zone}",
            )
            for number, zone in enumerate("ac")
        ]
        group = SecurityGroup(stack, "group", name="made", vpc=vpc, rules_managed_elsewhere=True)
        web = TargetGroup(stack, "web", name_prefix="web", vpc=vpc, port=80)
        ApplicationLoadBalancer(
            stack,
            "alb",
            name="made",
            subnets=subnets,
            security_groups=[group],
            listeners=[HttpListener(default_action=Forward(web))],
            enable_deletion_protection=False,
        )

    terraform = workspaces.stack(build)
    terraform("apply", "-auto-approve")
    terraform.assert_no_changes()

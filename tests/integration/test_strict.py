"""The embedded AWS refuses what AWS refuses, with AWS's own error codes."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError

from embedded_aws.prerequisites import (
    Clients,
    client_arguments,
    create_internet_gateway,
    create_security_group,
    create_subnet,
    create_vpc,
    import_certificate,
    session,
)
from embedded_aws.server import embedded_aws

POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
FIXED: Any = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]


class Aws:
    """A VPC with a load balancer, whose calls boto3 sends unchecked."""

    def __init__(self, aws: Clients, endpoint: str) -> None:
        self.clients, self.ec2 = aws, aws.ec2

        def client(service: Any) -> Any:  # noqa: ANN401 - boto3 has a class for each
            unchecked = Config(parameter_validation=False, proxies={})
            return session().client(service, **{**client_arguments(endpoint), "config": unchecked})

        self.elbv2, self.s3 = client("elbv2"), client("s3")
        self.vpc, self.other_vpc = create_vpc(aws, name="one"), create_vpc(aws, name="other")
        create_internet_gateway(aws, self.vpc)
        self.a, self.a2, self.c = (
            create_subnet(aws, self.vpc, f"ap-northeast-1{zone}", f"10.0.{number}.0/24")
            for number, zone in enumerate("aac")
        )
        self.other_a, self.other_c = (
            create_subnet(aws, self.other_vpc, f"ap-northeast-1{zone}", f"10.0.{number}.0/24")
            for number, zone in enumerate("ac")
        )
        self.group = create_security_group(aws, self.vpc, name="own")
        self.used = create_security_group(aws, self.vpc, name="used")
        self.named = create_security_group(aws, self.vpc, name="named")
        self.ec2.authorize_security_group_ingress(
            GroupId=self.group,
            IpPermissions=[
                {
                    "IpProtocol": "tcp",
                    "FromPort": 80,
                    "ToPort": 80,
                    "UserIdGroupPairs": [{"GroupId": self.named}],
                }
            ],
        )
        self.foreign = create_security_group(aws, self.other_vpc, name="foreign")
        self.certificate = import_certificate(aws, "www.example.com")
        pending = aws.acm.request_certificate(DomainName="a.example.com", ValidationMethod="DNS")
        self.pending = pending["CertificateArn"]
        self.alb = self.load_balancer(name="web")
        self.other_alb = self.load_balancer(name="other")
        self.web = self.target_group(name="web")
        self.in_use = self.target_group(name="in-use")
        self.abroad = self.target_group(name="abroad", vpc=self.other_vpc)
        self.grpc = self.target_group(name="grpc", version="GRPC")
        self.listener = self.listen(80, self.forward(self.in_use))
        self.listen(90)
        self.s3.create_bucket(
            Bucket="logs", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"}
        )

    def cut_off(self) -> None:
        """Other subnets for a load balancer whose VPC has lost its internet gateway."""
        gateway = create_internet_gateway(self.clients, self.other_vpc)
        subnets = [self.other_a, self.other_c]
        alb = self.load_balancer(name="cut-off", Subnets=subnets, SecurityGroups=[self.foreign])
        self.ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=self.other_vpc)
        self.elbv2.set_subnets(LoadBalancerArn=alb, Subnets=subnets)

    def load_balancer(self, *, name: str, **more: object) -> str:
        arguments = {"Subnets": [self.a, self.c], "SecurityGroups": [self.used], **more}
        [load_balancer] = self.elbv2.create_load_balancer(Name=name, **arguments)["LoadBalancers"]
        return str(load_balancer["LoadBalancerArn"])

    def target_group(
        self, *, name: str, vpc: str = "", version: str = "HTTP1", **more: object
    ) -> str:
        [target_group] = self.elbv2.create_target_group(
            Name=name,
            Protocol="HTTP",
            ProtocolVersion=version,
            Port=80,
            VpcId=vpc or self.vpc,
            TargetType="ip",
            **more,
        )["TargetGroups"]
        return str(target_group["TargetGroupArn"])

    @staticmethod
    def forward(target_group: str) -> Any:  # noqa: ANN401 - what boto3 takes
        return [{"Type": "forward", "TargetGroupArn": target_group}]

    def listen(self, port: int, actions: object = FIXED, alb: str = "", **more: object) -> str:
        arguments = {"Protocol": "HTTP", **more}
        [listener] = self.elbv2.create_listener(
            LoadBalancerArn=alb or self.alb, Port=port, DefaultActions=actions, **arguments
        )["Listeners"]
        return str(listener["ListenerArn"])

    def https(self, certificate: str = "", policy: str = POLICY) -> None:
        certificates = [{"CertificateArn": certificate}] if certificate else []
        self.listen(443, Protocol="HTTPS", SslPolicy=policy, Certificates=certificates)

    def rule(self, priority: int, actions: object = FIXED, *values: str) -> None:
        config = {"Field": "path-pattern", "PathPatternConfig": {"Values": values or ("/a",)}}
        self.elbv2.create_rule(
            ListenerArn=self.listener, Priority=priority, Conditions=[config], Actions=actions
        )

    def attribute(self, key: str, value: str, **more: str) -> None:
        attributes = [{"Key": key, "Value": value}]
        attributes += [{"Key": k.replace("__", "."), "Value": v} for k, v in more.items()]
        self.elbv2.modify_load_balancer_attributes(LoadBalancerArn=self.alb, Attributes=attributes)

    def of_group(self, **attributes: str) -> None:
        self.elbv2.modify_target_group_attributes(
            TargetGroupArn=self.web,
            Attributes=[
                {"Key": key.replace("__", "."), "Value": value} for key, value in attributes.items()
            ],
        )

    def protected(self) -> None:
        self.attribute("deletion_protection.enabled", "true")
        self.elbv2.delete_load_balancer(LoadBalancerArn=self.alb)

    def rule_of_group(self, description: str) -> None:
        ranges = [{"CidrIp": "10.0.0.0/8", "Description": description}]
        rule: Any = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": ranges}
        self.ec2.authorize_security_group_ingress(GroupId=self.group, IpPermissions=[rule])

    def made_group(self, name: str, description: str = "x") -> None:
        self.ec2.create_security_group(GroupName=name, Description=description, VpcId=self.vpc)


CASES: list[tuple[str, str, Callable[[Aws], object]]] = [
    ("one subnet", "ValidationError", lambda aws: aws.load_balancer(name="a", Subnets=[aws.a])),
    (
        "two subnets in one zone",
        "InvalidConfigurationRequest",
        lambda aws: aws.load_balancer(name="a", Subnets=[aws.a, aws.a2]),
    ),
    (
        "no internet gateway",
        "InvalidSubnet",
        lambda aws: aws.load_balancer(
            name="a", Subnets=[aws.other_a, aws.other_c], SecurityGroups=[aws.foreign]
        ),
    ),
    (
        "a group of another VPC",
        "InvalidConfigurationRequest",
        lambda aws: aws.load_balancer(name="a", SecurityGroups=[aws.foreign]),
    ),
    (
        "a group that is not there",
        "InvalidSecurityGroup",
        lambda aws: aws.load_balancer(name="a", SecurityGroups=["sg-0123"]),
    ),
    ("a bad name", "ValidationError", lambda aws: aws.load_balancer(name="a_b")),
    ("an internal name", "ValidationError", lambda aws: aws.load_balancer(name="internal-a")),
    ("a long name", "ValidationError", lambda aws: aws.load_balancer(name="a" * 33)),
    ("a taken name", "DuplicateLoadBalancerName", lambda aws: aws.load_balancer(name="web")),
    (
        "one subnet afterwards",
        "ValidationError",
        lambda aws: aws.elbv2.set_subnets(LoadBalancerArn=aws.alb, Subnets=[aws.a]),
    ),
    ("no internet gateway any more", "InvalidSubnet", Aws.cut_off),
    (
        "a foreign group afterwards",
        "InvalidConfigurationRequest",
        lambda aws: aws.elbv2.set_security_groups(
            LoadBalancerArn=aws.alb, SecurityGroups=[aws.foreign]
        ),
    ),
    (
        "idle timeout",
        "ValidationError",
        lambda aws: aws.attribute("idle_timeout.timeout_seconds", "4001"),
    ),
    (
        "client keep-alive",
        "ValidationError",
        lambda aws: aws.attribute("client_keep_alive.seconds", "59"),
    ),
    (
        "desync mode",
        "ValidationError",
        lambda aws: aws.attribute("routing.http.desync_mitigation_mode", "off"),
    ),
    (
        "a log bucket that is not there",
        "InvalidConfigurationRequest",
        lambda aws: aws.attribute(
            "access_logs.s3.enabled", "true", access_logs__s3__bucket="nowhere"
        ),
    ),
    (
        "a log bucket without a policy",
        "InvalidConfigurationRequest",
        lambda aws: aws.attribute("access_logs.s3.enabled", "true", access_logs__s3__bucket="logs"),
    ),
    ("deletion protection", "OperationNotPermitted", Aws.protected),
    (
        "a threshold of 1",
        "ValidationError",
        lambda aws: aws.target_group(name="a", HealthyThresholdCount=1),
    ),
    (
        "a bad path",
        "ValidationError",
        lambda aws: aws.target_group(name="a", HealthCheckPath="healthz"),
    ),
    (
        "a bad matcher",
        "ValidationError",
        lambda aws: aws.target_group(name="a", Matcher={"HttpCode": "2xx"}),
    ),
    (
        "a range that runs backwards",
        "ValidationError",
        lambda aws: aws.target_group(name="a", Matcher={"HttpCode": "299-200"}),
    ),
    (
        "a matcher in other digits",
        "ValidationError",
        lambda aws: aws.target_group(name="a", Matcher={"HttpCode": "\uff12\uff10\uff10"}),
    ),
    (
        "a matcher of gRPC",
        "ValidationError",
        lambda aws: aws.target_group(name="a", version="GRPC", Matcher={"GrpcCode": "100"}),
    ),
    (
        "a VPC that is not there",
        "ValidationError",
        lambda aws: aws.target_group(name="a", vpc="vpc-0123"),
    ),
    ("slow start", "ValidationError", lambda aws: aws.of_group(slow_start__duration_seconds="10")),
    (
        "slow start with another algorithm",
        "InvalidConfigurationRequest",
        lambda aws: aws.of_group(
            slow_start__duration_seconds="30",
            load_balancing__algorithm__type="least_outstanding_requests",
        ),
    ),
    (
        "stickiness with weighted random",
        "InvalidConfigurationRequest",
        lambda aws: aws.of_group(
            stickiness__enabled="true", load_balancing__algorithm__type="weighted_random"
        ),
    ),
    (
        "a target group in use",
        "ResourceInUse",
        lambda aws: aws.elbv2.delete_target_group(TargetGroupArn=aws.in_use),
    ),
    ("HTTPS without a certificate", "ValidationError", Aws.https),
    ("a pending certificate", "UnsupportedCertificate", lambda aws: aws.https(aws.pending)),
    (
        "a certificate that is not there",
        "CertificateNotFound",
        lambda aws: aws.https(aws.certificate[:-4] + "0000"),
    ),
    (
        "a certificate of another region",
        "ValidationError",
        lambda aws: aws.https(aws.certificate.replace("ap-northeast-1", "us-east-1")),
    ),
    (
        "an unknown policy",
        "SSLPolicyNotFound",
        lambda aws: aws.https(aws.certificate, "ELBSecurityPolicy-TLS99"),
    ),
    (
        "a policy that does not exist yet",
        "SSLPolicyNotFound",
        lambda aws: aws.https(aws.certificate, "ELBSecurityPolicy-TLS13-1-2-2031-01"),
    ),
    (
        "a pending certificate besides",
        "UnsupportedCertificate",
        lambda aws: aws.elbv2.add_listener_certificates(
            ListenerArn=aws.listener, Certificates=[{"CertificateArn": aws.pending}]
        ),
    ),
    (
        "a certificate on HTTP",
        "ValidationError",
        lambda aws: aws.listen(81, Certificates=[{"CertificateArn": aws.certificate}]),
    ),
    ("a taken port", "DuplicateListener", lambda aws: aws.listen(80)),
    (
        "a taken port afterwards",
        "DuplicateListener",
        lambda aws: aws.elbv2.modify_listener(ListenerArn=aws.listener, Port=90),
    ),
    (
        "a target group of another VPC",
        "InvalidConfigurationRequest",
        lambda aws: aws.listen(81, aws.forward(aws.abroad)),
    ),
    (
        "a target group of another load balancer",
        "TargetGroupAssociationLimit",
        lambda aws: aws.listen(81, aws.forward(aws.in_use), aws.other_alb),
    ),
    (
        "gRPC over HTTP",
        "InvalidConfigurationRequest",
        lambda aws: aws.listen(81, aws.forward(aws.grpc)),
    ),
    (
        "a target group that is not there",
        "TargetGroupNotFound",
        lambda aws: aws.listen(81, aws.forward(aws.web[:-4] + "0000")),
    ),
    (
        "a weight of 1000",
        "ValidationError",
        lambda aws: aws.listen(
            81,
            [
                {
                    "Type": "forward",
                    "ForwardConfig": {
                        "TargetGroups": [{"TargetGroupArn": aws.web, "Weight": 1000}]
                    },
                }
            ],
        ),
    ),
    ("a priority of 0", "ValidationError", lambda aws: aws.rule(0)),
    ("a priority of 50001", "ValidationError", lambda aws: aws.rule(50_001)),
    (
        "a priority of 50001 afterwards",
        "ValidationError",
        lambda aws: aws.elbv2.set_rule_priorities(
            RulePriorities=[{"RuleArn": f"{aws.listener}/1", "Priority": 50_001}]
        ),
    ),
    (
        "six values",
        "ValidationError",
        lambda aws: aws.rule(1, FIXED, *(f"/{n}" for n in range(6))),
    ),
    (
        "a rule to a foreign target group",
        "InvalidConfigurationRequest",
        lambda aws: aws.rule(1, aws.forward(aws.abroad)),
    ),
    ("a group's name", "InvalidParameterValue", lambda aws: aws.made_group("sg-web")),
    ("a group's reserved name", "InvalidParameterValue", lambda aws: aws.made_group("default")),
    ("a rule's letters", "InvalidParameterValue", lambda aws: aws.rule_of_group("it's")),
    ("a rule's length", "InvalidParameterValue", lambda aws: aws.rule_of_group("a" * 256)),
    ("a group's letters", "InvalidParameterValue", lambda aws: aws.made_group("wéb")),
    (
        "a group's description",
        "InvalidParameterValue",
        lambda aws: aws.made_group("a", "it's"),
    ),
    (
        "a group that a load balancer uses",
        "DependencyViolation",
        lambda aws: aws.ec2.delete_security_group(GroupId=aws.used),
    ),
    (
        "a group that another names",
        "DependencyViolation",
        lambda aws: aws.ec2.delete_security_group(GroupId=aws.named),
    ),
]


@pytest.fixture(scope="module")
def wrong(aws: Clients, endpoint: str) -> Aws:
    return Aws(aws, endpoint)


@pytest.mark.parametrize(("code", "call"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_rejects_requests_that_aws_rejects(
    wrong: Aws, code: str, call: Callable[[Aws], object]
) -> None:
    with pytest.raises(ClientError) as refused:
        call(wrong)
    assert refused.value.response["Error"]["Code"] == code


def test_accepts_valid_requests(aws: Clients, wrong: Aws) -> None:
    good = import_certificate(aws, "good.example.com", valid_for=timedelta(days=1))
    wrong.https(good)
    wrong.rule(50_000, FIXED, "/a", "/b")
    wrong.of_group(slow_start__duration_seconds="30")
    policy = {"Statement": [{"Principal": {"Service": "logdelivery.elasticloadbalancing"}}]}
    wrong.s3.put_bucket_policy(Bucket="logs", Policy=json.dumps(policy))
    wrong.attribute("access_logs.s3.enabled", "true", access_logs__s3__bucket="logs")
    wrong.made_group("web 1", "x:/")


def test_lists_certificates_of_listener(aws: Clients, wrong: Aws) -> None:
    """Each is there once, and the others stay when the default one changes."""
    first, second, other = (import_certificate(aws, f"{name}.example.org") for name in "abc")
    listener = wrong.listen(
        8443, Protocol="HTTPS", SslPolicy=POLICY, Certificates=[{"CertificateArn": first}]
    )
    for _ in range(2):
        wrong.elbv2.add_listener_certificates(
            ListenerArn=listener, Certificates=[{"CertificateArn": other}]
        )
    wrong.elbv2.modify_listener(ListenerArn=listener, Certificates=[{"CertificateArn": second}])
    certificates = wrong.elbv2.describe_listener_certificates(ListenerArn=listener)["Certificates"]
    assert [certificate["CertificateArn"] for certificate in certificates] == [second, other]


def test_deletes_missing_target_group(aws: Clients) -> None:
    vpc = create_vpc(aws, name="deleted")
    [group] = aws.elbv2.create_target_group(Name="deleted", Protocol="HTTP", Port=80, VpcId=vpc)[
        "TargetGroups"
    ]
    for _ in range(2):  # Terraform sends a delete again whose answer it did not get
        aws.elbv2.delete_target_group(TargetGroupArn=group["TargetGroupArn"])


def test_issues_certificate_once_records_exist(aws: Clients, endpoint: str) -> None:
    def status(arn: str) -> str:
        return aws.acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"]

    domain = "issued.example.com"
    arn = aws.acm.request_certificate(
        DomainName=domain,
        SubjectAlternativeNames=[domain, f"*.{domain}", f"www.{domain}"],
        ValidationMethod="DNS",
    )["CertificateArn"]
    options = aws.acm.describe_certificate(CertificateArn=arn)["Certificate"]
    names = {
        option["ResourceRecord"]["Name"]: option for option in options["DomainValidationOptions"]
    }
    assert len(names) == 2
    route53: Any = session().client("route53", **client_arguments(endpoint))
    zone = route53.create_hosted_zone(Name=domain, CallerReference="1")["HostedZone"]["Id"]
    for name in names:
        assert status(arn) == "PENDING_VALIDATION"
        record = {"Name": name, "Type": "CNAME", "TTL": 60, "ResourceRecords": [{"Value": "a.b."}]}
        change = {"Action": "CREATE", "ResourceRecordSet": record}
        route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [change]})
    assert status(arn) == "ISSUED"


def test_repeated_create_request_creates_once(wrong: Aws) -> None:
    attempts: dict[str, str] = {}

    def as_attempt(request: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
        request.headers.update(attempts)

    events = wrong.elbv2.meta.events
    events.register("before-send.elastic-load-balancing-v2.CreateListener", as_attempt)
    try:
        attempts |= {"amz-sdk-invocation-id": "one", "amz-sdk-request": "attempt=1"}
        listener = wrong.listen(8100)
        attempts["amz-sdk-request"] = "attempt=2; max=25"
        assert wrong.listen(8100) == listener
        attempts["amz-sdk-invocation-id"] = "two"
        with pytest.raises(ClientError, match="DuplicateListener"):
            wrong.listen(8100, wrong.forward(wrong.in_use))
        wrong.elbv2.delete_listener(ListenerArn=listener)
        assert wrong.listen(8100) != listener  # what was refused is tried again
    finally:
        events.unregister("before-send.elastic-load-balancing-v2.CreateListener", as_attempt)


def test_reports_its_own_failures(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = ""
    with embedded_aws() as endpoint:
        once = Config(retries={"total_max_attempts": 1}, proxies={})
        elbv2 = session().client("elbv2", **{**client_arguments(endpoint), "config": once})
        with pytest.raises(ResponseParserError, match="500"):
            elbv2.set_subnets(LoadBalancerArn="none", Subnets=["subnet-1"])
        too_late = time.monotonic() + 60
        while "KeyError: 'none'" not in printed:  # which is printed after the answer is sent
            assert time.monotonic() < too_late
            printed += capsys.readouterr().err
            time.sleep(0.1)
    assert "Traceback" in printed
    assert "Running on" not in printed

"""What is to be read back from AWS after main.py: every fact of the tutorial's chapter."""

import json
from typing import Any

from embedded_aws.prerequisites import Clients
from embedded_aws.terraform import CHECKOUT

Facts = dict[str, Any]

DOMAIN = json.loads((CHECKOUT / "cdktf.json").read_text())["context"]["domain"]

EXPECTED: Facts = {
    "ALB": {
        "name": "zenn-clone-alb-backend",
        "type": "application",
        "scheme": "internet-facing",
        "IP address type": "ipv4",
        "VPC": "zenn-clone-vpc",
        "zones": ["ap-northeast-1a", "ap-northeast-1c"],
        "subnets": ["public", "public"],
        "security groups": ["zenn-clone-alb-backend-security-group"],
        "deletion protection": "false",
        "invalid headers dropped": "true",
    },
    "ALB security group": {
        "name": "zenn-clone-alb-backend-security-group",
        "VPC": "zenn-clone-vpc",
        "in": [
            ("tcp", 80, 80, "0.0.0.0/0"),
            ("tcp", 80, 80, "::/0"),
            ("tcp", 443, 443, "0.0.0.0/0"),
            ("tcp", 443, 443, "::/0"),
        ],
        "out": [("tcp", 80, 80, "zenn-clone-ecs-backend-security-group")],
        "rules without a description": 0,
    },
    "target group": {
        "name": "zenn-clone-alb-backend-tg",
        "target type": "ip",
        "protocol": "HTTP",
        "protocol version": "HTTP1",
        "port": 80,
        "IP address type": "ipv4",
        "VPC": "zenn-clone-vpc",
        "health check": ("HTTP", "traffic-port", "/api/v1/health_check", "200"),
        "targets": 0,
    },
    "HTTP listener": {
        "protocol": "HTTP",
        "actions": [("forward", "zenn-clone-alb-backend-tg")],
        "security policy": None,
        "certificates": [],
    },
    "HTTPS listener": {
        "protocol": "HTTPS",
        "actions": [("forward", "zenn-clone-alb-backend-tg")],
        "security policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "certificates": [DOMAIN],
    },
    "other listeners": [],
}


def read_back(aws: Clients) -> Facts:
    """Return the same facts as read from AWS, with names instead of IDs."""
    [alb] = aws.elbv2.describe_load_balancers()["LoadBalancers"]
    [target_group] = aws.elbv2.describe_target_groups()["TargetGroups"]
    listeners = {
        listener["Port"]: listener
        for listener in aws.elbv2.describe_listeners(LoadBalancerArn=alb["LoadBalancerArn"])[
            "Listeners"
        ]
    }
    return {
        "ALB": _alb(aws, alb),
        "ALB security group": _security_group(aws, alb["SecurityGroups"][0]),
        "target group": _target_group(aws, target_group),
        "HTTP listener": _listener(aws, listeners.pop(80, {})),
        "HTTPS listener": _listener(aws, listeners.pop(443, {})),
        "other listeners": sorted(listeners),
    }


def _alb(aws: Clients, alb: Any) -> Facts:  # noqa: ANN401 - what boto3 returns
    attributes = {
        attribute["Key"]: attribute["Value"]
        for attribute in aws.elbv2.describe_load_balancer_attributes(
            LoadBalancerArn=alb["LoadBalancerArn"]
        )["Attributes"]
    }
    zones = sorted(alb["AvailabilityZones"], key=lambda zone: str(zone["ZoneName"]))
    return {
        "name": alb["LoadBalancerName"],
        "type": alb["Type"],
        "scheme": alb.get("Scheme", "internet-facing"),  # moto leaves AWS's default out
        "IP address type": alb["IpAddressType"],
        "VPC": _vpc_name(aws, alb["VpcId"]),
        "zones": [zone["ZoneName"] for zone in zones],
        "subnets": [_public_or_private(aws, zone["SubnetId"]) for zone in zones],
        "security groups": [_group_name(aws, group) for group in alb["SecurityGroups"]],
        "deletion protection": attributes["deletion_protection.enabled"],
        "invalid headers dropped": attributes["routing.http.drop_invalid_header_fields.enabled"],
    }


def _security_group(aws: Clients, id: str) -> Facts:
    [group] = aws.ec2.describe_security_groups(GroupIds=[id])["SecurityGroups"]
    rules = aws.ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [id]}])[
        "SecurityGroupRules"
    ]

    def rule_fact(rule: Any) -> tuple[str, int, int, str]:  # noqa: ANN401 - what boto3 returns
        referenced = rule.get("ReferencedGroupInfo")
        other = _group_name(aws, referenced["GroupId"]) if referenced else ""
        other = other or rule.get("CidrIpv4") or rule.get("CidrIpv6")
        return rule["IpProtocol"], rule["FromPort"], rule["ToPort"], other

    return {
        "name": group["GroupName"],
        "VPC": _vpc_name(aws, group["VpcId"]),
        "in": sorted(rule_fact(rule) for rule in rules if not rule["IsEgress"]),
        "out": sorted(rule_fact(rule) for rule in rules if rule["IsEgress"]),
        "rules without a description": sum(not rule.get("Description") for rule in rules),
    }


def _target_group(aws: Clients, group: Any) -> Facts:  # noqa: ANN401 - what boto3 returns
    health = aws.elbv2.describe_target_health(TargetGroupArn=group["TargetGroupArn"])
    return {
        "name": group["TargetGroupName"],
        "target type": group["TargetType"],
        "protocol": group["Protocol"],
        "protocol version": group["ProtocolVersion"],
        "port": group["Port"],
        "IP address type": group["IpAddressType"],
        "VPC": _vpc_name(aws, group["VpcId"]),
        "health check": (
            group["HealthCheckProtocol"],
            group["HealthCheckPort"],
            group["HealthCheckPath"],
            group["Matcher"]["HttpCode"],
        ),
        "targets": len(health["TargetHealthDescriptions"]),
    }


def _listener(aws: Clients, listener: Any) -> Facts:  # noqa: ANN401 - what boto3 returns
    if not listener:
        return {}

    def target(action: Any) -> str | None:  # noqa: ANN401 - what boto3 returns
        arn = action.get("TargetGroupArn")
        return arn.split("/")[1] if arn else None

    return {
        "protocol": listener["Protocol"],
        "actions": [(action["Type"], target(action)) for action in listener["DefaultActions"]],
        # moto gives AWS's default for HTTPS to HTTP listeners too
        "security policy": listener["SslPolicy"] if listener["Protocol"] == "HTTPS" else None,
        "certificates": [
            aws.acm.describe_certificate(CertificateArn=certificate["CertificateArn"])[
                "Certificate"
            ]["DomainName"]
            for certificate in listener.get("Certificates", [])
        ],
    }


def _vpc_name(aws: Clients, id: str) -> str | None:
    [vpc] = aws.ec2.describe_vpcs(VpcIds=[id])["Vpcs"]
    return {tag["Key"]: tag["Value"] for tag in vpc["Tags"]}.get("Name")


def _group_name(aws: Clients, id: str) -> str:
    [group] = aws.ec2.describe_security_groups(GroupIds=[id])["SecurityGroups"]
    return group["GroupName"]


def _public_or_private(aws: Clients, subnet: str) -> str:
    tables = aws.ec2.describe_route_tables(
        Filters=[{"Name": "association.subnet-id", "Values": [subnet]}]
    )["RouteTables"]
    routes = [route for table in tables for route in table["Routes"]]
    to_gateway = any(
        route.get("DestinationCidrBlock") == "0.0.0.0/0"
        and route.get("GatewayId", "").startswith("igw-")
        for route in routes
    )
    return "public" if to_gateway else "private"

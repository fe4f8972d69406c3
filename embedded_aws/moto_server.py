"""The server of moto, with corrections for the resources of this library.

`strict` rejects requests that AWS rejects and moto accepts.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from moto import server, settings
from moto.acm.models import CertBundle
from moto.core.responses import ActionResult, EmptyResult
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.elbv2.exceptions import TargetGroupNotFoundError
from moto.elbv2.models import ELBv2Backend, FakeListener
from moto.elbv2.responses import ELBV2Response
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.route53.models import route53_backends

from embedded_aws import strict as strict  # noqa: PLC0414 - rejects what AWS rejects
from embedded_aws.retries import answer_once


def description(rule: SecurityGroupRule) -> str | None:
    """Return the description of a rule; moto 5.2 drops it for peers that are security groups."""
    return rule.ip_range.get("Description") or rule.source_group.get("Description")


def keeps_mutual_authentication(
    action: Callable[[ELBV2Response], ActionResult],
) -> Callable[[ELBV2Response], ActionResult]:
    """Keep the arguments of a listener that moto 5.2 drops."""

    @wraps(action)
    def keeping(response: ELBV2Response) -> ActionResult:
        answer = action(response)
        mode = response._get_param("MutualAuthentication")  # noqa: SLF001 - as in moto
        result: Any = answer.result
        for listener in result["Listeners"] if mode else ():
            listener.mutual_authentication = mode
        return answer

    return keeping


def keeps_certificates(
    modify_listener: Callable[..., FakeListener],
) -> Callable[..., FakeListener]:
    """Keep the other certificates if the default one changes; moto 5.2 removes them."""

    @wraps(modify_listener)
    def keeping(backend: ELBv2Backend, arn: str, *args: object, **changes: object) -> FakeListener:
        [listener] = backend.describe_listeners(None, [arn])
        others = listener.certificates[1:]
        changed = modify_listener(backend, arn, *args, **changes)
        changed.certificates = list(dict.fromkeys([*changed.certificates[:1], *others]))
        return changed

    return keeping


def adds_certificates_once(
    add_listener_certificates: Callable[..., list[str]],
) -> Callable[..., list[str]]:
    """Add no certificate twice; moto 5.2 lists it twice."""

    @wraps(add_listener_certificates)
    def adding(backend: ELBv2Backend, arn: str, certificates: list[dict[str, Any]]) -> list[str]:
        [listener] = backend.describe_listeners(None, [arn])
        new = [
            certificate
            for certificate in certificates
            if certificate["CertificateArn"] not in listener.certificates
        ]
        return add_listener_certificates(backend, arn, new)

    return adding


def waits_for_its_records(check: Callable[[CertBundle], None]) -> Callable[[CertBundle], None]:
    """Issue a certificate when its validation records exist, as AWS does.

    moto 5.2 issues it a minute after it was requested.
    """

    @wraps(check)
    def waiting(certificate: CertBundle) -> None:
        if certificate.type == "IMPORTED" or _is_validated(certificate):
            check(certificate)

    return waiting


def _is_validated(certificate: CertBundle) -> bool:
    _, partition, *_ = certificate.arn.split(":")
    options = certificate.describe()["Certificate"]["DomainValidationOptions"]
    # The hosted zone may be in another account than the certificate.
    names = {
        records.name.rstrip(".")
        for account in list(route53_backends)
        for zone in route53_backends[account][partition].zones.values()
        for records in zone.rrsets
    }
    return all(option["ResourceRecord"]["Name"].rstrip(".") in names for option in options)


def ipv6_associations(subnet: Subnet) -> list[dict[str, Any]]:
    """Return IPv6 associations; moto 5.2 returns the state of a block as text of a Python dict."""
    return [
        {
            "ipv6CidrBlock": association["ipv6CidrBlock"],
            "associationId": association["associationId"],
            "ipv6CidrBlockState": {"state": association["ipv6CidrBlockState"]["State"]},
        }
        for association in subnet.ipv6_cidr_block_associations.values()
        if association["ipv6CidrBlockState"]["State"] == "associated"
    ]


def describe_trust_stores(response: ELBV2Response) -> ActionResult:
    """Return a trust store for each name, so that a lookup can be planned; moto 5.2 has none."""
    arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:truststore/{}/0123456789abcdef"
    names = response._get_param("Names", [])  # noqa: SLF001 - as in moto
    stores = [
        {"Name": name, "TrustStoreArn": arn.format(name), "Status": "ACTIVE"} for name in names
    ]
    return ActionResult({"TrustStores": stores})


def delete_target_group(response: ELBV2Response) -> ActionResult:
    """Succeed for a missing target group, as AWS does; moto 5.2 rejects it.

    Where its answer was lost, a delete is sent again.
    """
    with suppress(TargetGroupNotFoundError):
        response.elbv2_backend.delete_target_group(response._get_param("TargetGroupArn"))  # noqa: SLF001 - as in motoes
    return EmptyResult()


CertBundle.check = waits_for_its_records(CertBundle.check)  # type: ignore[assignment,method-assign] # as below
settings.ACM_VALIDATION_WAIT = 0  # seconds after the records exist
Subnet.ipv6_cidr_block_association_set = property(ipv6_associations)  # type: ignore[assignment,method-assign] # as below
SecurityGroupRule.description = property(description)  # type: ignore[assignment,method-assign] # replaces moto's own property
for name in ("create_listener", "modify_listener"):
    setattr(ELBV2Response, name, keeps_mutual_authentication(getattr(ELBV2Response, name)))
ELBv2Backend.modify_listener = keeps_certificates(ELBv2Backend.modify_listener)  # type: ignore[method-assign] # as above
ELBv2Backend.add_listener_certificates = adds_certificates_once(  # type: ignore[method-assign] # as above
    ELBv2Backend.add_listener_certificates
)
ELBV2Response.delete_target_group = delete_target_group  # type: ignore[assignment,method-assign] # as above
ELBV2Response.describe_trust_stores = describe_trust_stores  # type: ignore[attr-defined] # moto has none
server.DomainDispatcherApplication = lambda service: answer_once(  # type: ignore[assignment,attr-defined,return-value] # as above
    DomainDispatcherApplication(service)
)

if __name__ == "__main__":
    server.main()

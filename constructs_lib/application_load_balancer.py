"""The Application Load Balancer and its listeners."""

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import LbListener
from constructs import Construct

from constructs_lib.construct_id import check_construct_id
from constructs_lib.listener import HttpListener, HttpsListener, Listener
from constructs_lib.listener_resource import listener_resource
from constructs_lib.refs import HasId, HasIds, id_of
from constructs_lib.region import check_in_region
from constructs_lib.tokens import is_known
from constructs_lib.validation import (
    arn_region,
    check_boolean,
    check_elb_name,
    check_tags,
    check_text,
    check_unique,
    fail,
)


class ApplicationLoadBalancer(Construct):
    """An Application Load Balancer (ALB) with its listeners.

    Creates one ``aws_lb`` of type ``application``, over IPv4, and one ``aws_lb_listener`` for each
    listener::

        ApplicationLoadBalancer(
            self, "alb", name="web", internal=False, subnets=public, security_groups=[group],
            listeners=[
                HttpListener(default_action=Redirect(protocol="HTTPS", port=443)),
                HttpsListener(certificate=certificate, default_action=Forward(web)),
            ],
        )

    Args:
        scope: The stack or construct that it belongs to.
        id: Its name there, a part of its Terraform address.
        name: 1 to 32 letters, digits and hyphens, with no hyphen at either end and not starting
            with ``internal-``; unique in the account and region. A new name makes a new ALB, with
            a new DNS name, after the old one is gone.
        subnets: Subnets in at least two Availability Zones, one for each zone: a lookup, or a list
            of references.
        security_groups: 1 to 5 security groups.
        listeners: At most one for each port.
        internal: ``False``: internet-facing, with public addresses. Left out: ``True``, reachable
            from its network only. A change makes a new ALB.
        enable_deletion_protection: AWS refuses to delete the ALB, also ``cdktf destroy``, until an
            apply has set this to ``False``. Left out: ``True``.
        drop_invalid_header_fields: HTTP headers with invalid names are dropped and not routed.
            Left out: ``True``.
        tags: At most 50. Left out: those of the provider's ``default_tags`` alone.

    Raises:
        ValueError: A value is out of its range, two listeners have one port, or a certificate is
            of another region.

    Follows https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        name: str,
        subnets: HasIds | Sequence[HasId],
        security_groups: Sequence[HasId],
        listeners: Sequence[Listener] = (),
        internal: bool = True,
        enable_deletion_protection: bool = True,
        drop_invalid_header_fields: bool = True,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        check_construct_id(scope, id)
        check_elb_name("name", name)
        check_text(
            "name", name, pattern="(?!internal-).*", allowed='a name without "internal-" before it'
        )
        subnet_ids = _subnet_ids("subnets", subnets)
        security_group_ids = _security_group_ids("security_groups", security_groups)
        _check_listeners("listeners", listeners, scope)
        check_boolean("internal", internal)
        check_boolean("enable_deletion_protection", enable_deletion_protection)
        check_boolean("drop_invalid_header_fields", drop_invalid_header_fields)
        check_tags("tags", tags)

        super().__init__(scope, id)
        self.resource = Lb(
            self,
            "Default",
            name=name,
            load_balancer_type="application",
            ip_address_type="ipv4",
            internal=internal,
            subnets=subnet_ids,
            security_groups=security_group_ids,
            enable_deletion_protection=enable_deletion_protection,
            drop_invalid_header_fields=drop_invalid_header_fields,
            tags=dict(tags) if tags else None,
        )
        self._listeners = {
            listener.port: listener_resource(self, listener, self) for listener in listeners
        }

    @property
    def id(self) -> str:
        """The load balancer's id, which is its ARN."""
        return self.resource.id

    @property
    def arn(self) -> str:
        """The load balancer's ARN."""
        return self.resource.arn

    @property
    def dns_name(self) -> str:
        """The DNS name that AWS gives it, for an alias record in the user's own zone."""
        return self.resource.dns_name

    @property
    def zone_id(self) -> str:
        """The id of the hosted zone that its DNS name is in, for an alias record."""
        return self.resource.zone_id

    @property
    def listeners(self) -> Mapping[int, LbListener]:
        """The ``aws_lb_listener`` of each port.

        An ECS service has to wait for the listeners, as AWS refuses it a target group that no load
        balancer uses: ``EcsService(..., depends_on=list(alb.listeners.values()))``.
        """
        return dict(self._listeners)


def _subnet_ids(field: str, subnets: HasIds | Sequence[HasId]) -> list[str]:
    if isinstance(subnets, str):
        fail(field, "a lookup of subnets or a list of references", subnets)
    if isinstance(subnets, Sequence):
        ids = [id_of(field, subnet, prefix="subnet-") for subnet in subnets]
    elif hasattr(subnets, "ids"):
        ids = list(subnets.ids)
    else:
        fail(field, "a lookup of subnets or a list of references", subnets)
    check_unique(field, ids)
    # One token may stand for a whole list, as in the data source aws_subnets.
    if len(ids) < 2 and all(is_known(one) or "#{" not in one for one in ids):  # noqa: PLR2004
        fail(field, "subnets in at least 2 Availability Zones", ids)
    return ids


def _security_group_ids(field: str, security_groups: Sequence[HasId]) -> list[str]:
    if isinstance(security_groups, str) or not isinstance(security_groups, Sequence):
        fail(field, "a list of 1 to 5 security groups", security_groups)
    ids = [id_of(field, group, prefix="sg-") for group in security_groups]
    if not 1 <= len(ids) <= 5:  # noqa: PLR2004 - the quota that AWS does not raise
        fail(field, "a list of 1 to 5 security groups", ids)
    check_unique(field, ids)
    return ids


def _check_listeners(field: str, listeners: Sequence[Listener], scope: Construct) -> None:
    for listener in listeners:
        if not isinstance(listener, HttpListener | HttpsListener):
            fail(field, "a list of HttpListener and HttpsListener", listener)
        if not is_known(listener.port):
            fail(f"{field} port", "a number, as it names the listener", listener.port)
        if isinstance(listener, HttpsListener):
            arn = listener.certificate.arn
            check_in_region("certificate", arn, arn_region(arn), scope)
    check_unique(f"{field} port", (listener.port for listener in listeners))

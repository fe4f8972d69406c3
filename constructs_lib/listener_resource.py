"""From the values of a listener and its action to the provider's resource."""

from typing import assert_never

from cdktf_cdktf_provider_aws.lb_listener import (
    LbListener,
    LbListenerDefaultAction,
    LbListenerDefaultActionFixedResponse,
    LbListenerDefaultActionRedirect,
)
from constructs import Construct

from constructs_lib.action import Action, FixedResponse, Forward, Redirect
from constructs_lib.listener import HttpsListener, Listener
from constructs_lib.refs import HasArn
from constructs_lib.tokens import as_text


def listener_resource(scope: Construct, listener: Listener, load_balancer: HasArn) -> LbListener:
    """The ``aws_lb_listener`` of a listener, named by its port.

    Never create_before_destroy: it would spread to the load balancer, whose name AWS does not give
    out twice.
    """
    https = listener if isinstance(listener, HttpsListener) else None
    return LbListener(
        scope,
        str(listener.port),
        load_balancer_arn=load_balancer.arn,
        port=listener.port,
        protocol="HTTPS" if https else "HTTP",
        ssl_policy=https.ssl_policy if https else None,
        certificate_arn=https.certificate.arn if https else None,
        default_action=[_default_action(listener.default_action)],
    )


def _default_action(action: Action) -> LbListenerDefaultAction:
    match action:
        case Forward():
            return LbListenerDefaultAction(type="forward", target_group_arn=action.target_group.arn)
        case Redirect():
            return LbListenerDefaultAction(
                type="redirect",
                redirect=LbListenerDefaultActionRedirect(
                    protocol=action.protocol,
                    host=action.host,
                    port=as_text(action.port),
                    path=action.path,
                    query=action.query,
                    status_code=action.status_code,
                ),
            )
        case FixedResponse():
            return LbListenerDefaultAction(
                type="fixed-response",
                fixed_response=LbListenerDefaultActionFixedResponse(
                    content_type=action.content_type,
                    message_body=action.message_body,
                    status_code=as_text(action.status_code),
                ),
            )
        case _:
            assert_never(action)

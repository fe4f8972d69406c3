"""Repeated requests of an AWS SDK are handled once, if the first one succeeded.

An SDK repeats a request if the answer was lost, as on a busy machine. Elastic Load Balancing
answers a repeated create as the first one; moto would reject it, as the resource exists already.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_KEPT = 100
_AGAIN = re.compile(r"attempt=(?!1\b)[0-9]+")


def answer_once(app: "WSGIApplication") -> "WSGIApplication":
    """Return an app that answers repeated requests with the response to the first one."""
    answers: OrderedDict[str, Future[Response]] = OrderedDict()
    lock = Lock()

    def answering(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if not invocation:
            return app(environ, start_response)
        again = _AGAIN.search(environ.get("HTTP_AMZ_SDK_REQUEST", ""))
        with lock:
            first = answers.get(invocation) if again else None
        if first and not first.exception() and first.result().status_code < 300:  # noqa: PLR2004 - successful
            return first.result()(environ, start_response)
        answer: Future[Response] = Future()
        with lock:
            answers[invocation] = answer
            if len(answers) > _KEPT:
                answers.popitem(last=False)
        try:
            answer.set_result(Response.from_app(app, environ, buffered=True))
        except BaseException as error:
            answer.set_exception(error)
            raise
        return answer.result()(environ, start_response)

    return answering

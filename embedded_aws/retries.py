"""A request that an AWS SDK sends again, as its answer was lost, is not carried out a second time.

AWS knows a create that comes again; moto refuses it, as what it makes is there already.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_KEPT = 1000
_AGAIN = re.compile(r"attempt=(?!1\b)[0-9]+")


def answer_once(app: "WSGIApplication") -> "WSGIApplication":
    """The app, whose answer to what it has carried out is given to the attempts that follow."""
    answers: OrderedDict[str, Response] = OrderedDict()
    lock = Lock()

    def answering(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
        again = _AGAIN.search(environ.get("HTTP_AMZ_SDK_REQUEST", ""))
        with lock:
            answer = answers.get(invocation) if again else None
        if answer is None:
            answer = Response.from_app(app, environ, buffered=True)
            if answer.status_code < 300:  # noqa: PLR2004 - what failed is to be tried again
                with lock:
                    answers[invocation] = answer
                    if len(answers) > _KEPT:
                        answers.popitem(last=False)
        return answer(environ, start_response)

    return answering

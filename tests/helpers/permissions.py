"""The AWS actions that Terraform requires: those of the docs, and those of a recording."""

import base64
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import botocore.session

from embedded_aws.terraform import CHECKOUT

_PAGE = (CHECKOUT / "docs" / "permissions.md").read_text()
POLICY: list[dict[str, Any]] = json.loads(_PAGE.split("```json")[1].split("```")[0])["Statement"]
"""The statements of the policy for ``main.py``."""
OF_MAIN = {action for statement in POLICY for action in statement["Action"]}
"""The actions for it."""
OF_MORE = set(
    re.findall(r"`([a-z0-9]+:\w*\*?)`", "".join(re.findall(r"^\| .*", _PAGE, re.MULTILINE)))
)
"""The actions for what the examples have beyond it."""

_SIGNED_FOR = re.compile(r"/\d{8}/[^/]+/([^/]+)/aws4_request")
_IN_A_POLICY = {"monitoring": "cloudwatch"}
_ACTION = re.compile(r"Action=(\w+)")


def requested_actions(recording: Path) -> set[str]:
    """Return the actions that Terraform requested, as in a policy; those of S3 are ``s3:*``."""
    return set(_requested(recording))


def _requested(recording: Path) -> Iterator[str]:
    for line in recording.read_text().splitlines():
        request = json.loads(line)
        headers = {key.lower(): value for key, value in request["headers"].items()}
        if "Terraform" not in headers.get("user-agent", ""):
            continue  # requested by a test
        [service] = _SIGNED_FOR.findall(headers["authorization"])
        body = base64.b64decode(request["body"]).decode(errors="replace")
        named = headers.get("x-amz-target", "").split(".")[-1:] + _ACTION.findall(body)
        [action, *_] = [name for name in named if name] or [
            _operation(service, request["method"], urlsplit(request["url"]).path)
        ]
        yield f"{_IN_A_POLICY.get(service, service)}:{action}"


def _operation(service: str, method: str, path: str) -> str:
    """The actions of services that identify them by method and path."""
    if service == "s3":
        return "*"
    return next(
        name for name, verb, uri in _uris(service) if verb == method and uri.fullmatch(path)
    )


@cache
def _uris(service: str) -> list[tuple[str, str, re.Pattern[str]]]:
    model = botocore.session.get_session().get_service_model(service)
    uris = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path = http["requestUri"].partition("?")[0].rstrip("/")
        uris.append((name, http["method"], re.compile(re.sub(r"\{\w+\+?\}", "[^/]+", path))))
    return uris

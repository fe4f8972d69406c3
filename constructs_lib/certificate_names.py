"""The host names that certificates are good for."""

import re
from collections.abc import Iterable

from constructs_lib.refs import HasArn
from constructs_lib.tokens import is_known


def covers(certificate_names: Iterable[str], host_name: str) -> bool:
    """Whether one of the names is the host name, or a wildcard in place of its first label."""
    wildcard = f"*.{host_name.partition('.')[2]}"
    return any(name in (host_name, wildcard) for name in certificate_names)


def covered_by(certificates_of: str, names: Iterable[str]) -> str:
    """What a host name must be, where the certificates of a listener or a load balancer tell."""
    known = ", ".join(sorted(names))
    return (
        f"covered by a certificate of the {certificates_of} ({known}; subject_alternative_names "
        "of a Certificate or a CertificateLookup are the others that it has)"
    )


def may_cover(certificate_names: Iterable[str], pattern: str) -> bool:
    """Whether one of the names is good for some host that the pattern of a rule matches.

    What stands behind the last wildcard of both must go together.
    """
    if not set("*?") & set(pattern):
        return covers(certificate_names, pattern.lower())
    end = re.split(r"[*?]", pattern.lower())[-1]
    ends = (name.removeprefix("*") for name in certificate_names)
    return any(name.endswith(end) or end.endswith(name) for name in ends)


def names_of(certificates: Iterable[HasArn]) -> frozenset[str] | None:
    """All names that the certificates are good for; ``None`` where not all of them are known."""
    names: set[str] = set()
    for certificate in certificates:
        own = getattr(certificate, "names", None)
        if not isinstance(own, tuple) or not all(map(is_known, own)):
            return None
        names.update(own)
    return frozenset(names)

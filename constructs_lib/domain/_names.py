"""The domain names of certificates, and the host names that they match."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from constructs_lib._core.tokens import is_resolved
from constructs_lib.references import HasArn, HasCertificateArn


def matches(domain_names: Iterable[str], host_name: str) -> bool:
    """Return whether one of the domain names is the host name, or a wildcard that matches it."""
    wildcard = f"*.{host_name.partition('.')[2]}"
    return any(domain_name in (host_name, wildcard) for domain_name in domain_names)


def could_match(domain_names: Iterable[str], pattern: str) -> bool:
    """Return whether one of the domain names matches a host that a rule's pattern matches.

    For a pattern with wildcards, the text after its last wildcard and the domain name without its
    leading ``*`` are compared: one must end with the other.
    """
    pattern = pattern.lower()
    if not set("*?") & set(pattern):
        return matches(domain_names, pattern)
    end = re.split(r"[*?]", pattern)[-1]
    ends = (domain_name.removeprefix("*") for domain_name in domain_names)
    return any(domain_name.endswith(end) or end.endswith(domain_name) for domain_name in ends)


def known_domain_names(certificates: Iterable[HasArn | HasCertificateArn]) -> frozenset[str] | None:
    """Return the domain names of all certificates, or ``None`` if not all of them are known."""
    domain_names: set[str] = set()
    for certificate in certificates:
        own = getattr(certificate, "names", None)
        if not isinstance(own, tuple) or not all(map(is_resolved, own)):
            return None
        domain_names.update(own)
    return frozenset(domain_names)


def certificate_errors(
    name: str,
    domain_names: Collection[str] | None,
    host_name: object,
    *,
    match: Callable[[Iterable[str], str], bool] = could_match,
) -> Iterator[str]:
    """Check that a certificate is valid for a host name or a pattern, if all names are known."""
    if not domain_names or not isinstance(host_name, str) or not is_resolved(host_name):
        return
    if not match(domain_names, host_name):
        listed = ", ".join(sorted(domain_names))
        yield (
            f"{name} {host_name!r} is not covered by the certificates of the load balancer "
            f"({listed}); list further names in subject_alternative_names of a Certificate or "
            "CertificateLookup"
        )

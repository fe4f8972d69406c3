"""Serves a Terraform provider that is written in Python from the process of the test."""

import json
import os
from collections.abc import Iterator
from concurrent import futures
from contextlib import contextmanager

import grpc
from tf.gen.tfplugin_pb2_grpc import add_ProviderServicer_to_server
from tf.iface import Provider
from tf.provider import ProviderServicer


class UnconfiguredProvider(Provider):  # type: ignore[misc] # tf has no types
    """A provider that accepts any configuration, and has no use for it."""

    def validate_config(self, diags: object, config: object) -> None:
        pass

    def configure_provider(self, diags: object, config: object) -> None:
        pass


@contextmanager
def served(provider: Provider, source: str) -> Iterator[dict[str, str]]:
    """Yield the environment variables with which Terraform uses a provider for a source."""
    # The description of a large provider is longer than the default limit of gRPC.
    options = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
    server = grpc.server(futures.ThreadPoolExecutor(10), options=options)
    add_ProviderServicer_to_server(ProviderServicer(provider), server)
    port = server.add_insecure_port("127.0.0.1:0")
    plugin = {
        "Protocol": "grpc",
        "ProtocolVersion": 6,
        "Pid": os.getpid(),
        "Test": True,
        "Addr": {"Network": "tcp", "String": f"127.0.0.1:{port}"},
    }
    server.start()
    try:
        yield {"TF_REATTACH_PROVIDERS": json.dumps({source: plugin})}
    finally:
        server.stop(None).wait()

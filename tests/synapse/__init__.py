"""A real Matrix homeserver on loopback for the tests, and people on it who use plain HTTP."""

from tests.synapse.person import Person, people
from tests.synapse.server import Synapse, running_synapse

__all__ = ["Person", "Synapse", "people", "running_synapse"]

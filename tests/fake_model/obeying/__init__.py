"""The maliciously obedient model: how it finds orders, reads disguises, and does as told."""

from .obedient import LABEL, MARKER, Obedient
from .shapes import ALL as SHAPES
from .shapes import Payload, Shape

__all__ = ["LABEL", "MARKER", "SHAPES", "Obedient", "Payload", "Shape"]

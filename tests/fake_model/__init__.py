"""placeholder"""
from . import faults
from .fake import FakeModel

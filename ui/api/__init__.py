"""Asking from programs: JSON over HTTP, gradio_client, and the Model Context Protocol."""

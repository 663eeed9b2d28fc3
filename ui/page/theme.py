"""Gradio's plainest theme in the fonts of the reader's own system; the rest is in style.css."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base


def theme() -> "Base":
    """The theme; font names given as plain words are never fetched from anywhere."""
    from gradio.themes import Base, colors, sizes

    return Base(
        primary_hue=colors.slate,
        secondary_hue=colors.slate,
        neutral_hue=colors.stone,
        text_size=sizes.text_lg,
        radius_size=sizes.radius_sm,
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )

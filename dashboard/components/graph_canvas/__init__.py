"""The graph canvas: events and topics as a picture to walk in, along time or by their links alone."""

from dashboard.components.graph_canvas.model import (
    MOST_NODES,
    CanvasAnswer,
    CanvasData,
    CanvasLink,
    CanvasNode,
    Ends,
    Layout,
    day_number,
)
from dashboard.components.graph_canvas.mount import graph_canvas

__all__ = [
    "MOST_NODES",
    "CanvasAnswer",
    "CanvasData",
    "CanvasLink",
    "CanvasNode",
    "Ends",
    "Layout",
    "day_number",
    "graph_canvas",
]

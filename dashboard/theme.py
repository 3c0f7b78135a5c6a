"""How the dashboard looks and is served: Streamlit's settings as one value.

`App.run` reads no ``config.toml`` beside an installed script, so everything is passed here.
"""

from typing import Any

Settings = dict[str, Any]

LIGHT: Settings = {
    "primaryColor": "#0b5a6f",
    "backgroundColor": "#fdfcf9",
    "secondaryBackgroundColor": "#f4f1ea",
    "textColor": "#1d2126",
    "linkColor": "#0b5a6f",
    "borderColor": "#e2ddd2",
    "codeBackgroundColor": "#f4f1ea",
    "codeTextColor": "#1d2126",
    "chartCategoricalColors": ["#0b5a6f", "#b4632a", "#6d4f9c", "#8a6d00", "#a33b5c", "#5c6470"],
}
DARK: Settings = {
    "primaryColor": "#7cc7da",
    "backgroundColor": "#15181b",
    "secondaryBackgroundColor": "#1f2327",
    "textColor": "#e7e4dd",
    "linkColor": "#7cc7da",
    "borderColor": "#33383e",
    "codeBackgroundColor": "#1f2327",
    "codeTextColor": "#e7e4dd",
    "chartCategoricalColors": ["#7cc7da", "#e59a62", "#c0a4ea", "#dcbf58", "#ea8fa9", "#a4abb6"],
}
_SHARED: Settings = {
    "headingFont": "serif",
    "baseRadius": "6px",
    "linkUnderline": False,
    "showWidgetBorder": True,
}
_SERVER: Settings = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "127.0.0.1",
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "logger.hideWelcomeMessage": True,
}


def config(port: int) -> Settings:
    """Return Streamlit's settings for a dashboard on loopback at `port`."""
    themes = {"theme": _SHARED, "theme.light": LIGHT, "theme.dark": DARK}
    looks = {f"{section}.{name}": value for section, values in themes.items() for name, value in values.items()}
    return {**_SERVER, **looks, "server.port": port}

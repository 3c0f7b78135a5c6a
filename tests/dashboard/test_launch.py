import socket
from collections.abc import Iterator

import pytest
from streamlit import config as streamlit_config

from dashboard import launch, theme
from graph import InputError


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on loopback that another program listens on."""
    with socket.socket() as other:
        other.bind((launch.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_a_clear_error(taken_port: int) -> None:
    with pytest.raises(InputError, match=rf"Port {taken_port} is taken .* leave --port out"):
        launch.serve("store", port=taken_port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_number_that_is_no_port_is_a_clear_error(port: int) -> None:
    with pytest.raises(InputError, match="is no port"):
        launch.serve("store", port=port)


def test_without_a_port_a_free_one_is_found(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "USUAL_PORT", taken_port)
    found = launch._free_port()
    assert found != taken_port
    assert launch._is_free(found)


def test_streamlit_knows_every_setting() -> None:
    known = streamlit_config.get_config_options()
    assert set(theme.config(8501)) <= set(known)


def test_it_serves_loopback_only_and_reports_to_nobody() -> None:
    settings = theme.config(8600)
    assert settings["server.address"] == "127.0.0.1"
    assert settings["server.port"] == 8600
    assert settings["browser.gatherUsageStats"] is False


def luminance(colour: str) -> float:
    """Relative luminance of a colour written #rrggbb (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "primaryColor"])
def test_text_is_readable_on_its_ground(look: dict[str, str], ground: str, ink: str) -> None:
    light, dark = sorted((luminance(look[ground]), luminance(look[ink])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5

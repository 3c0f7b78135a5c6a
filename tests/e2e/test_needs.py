import os

import pytest

from tests.needs import need


def test_what_is_there_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    need(True, "water", "open the tap")
    assert os.environ.get("CI") == "true"  # even there


def test_what_is_missing_skips_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs water; get it with: open the tap"):
        need(False, "water", "open the tap")


def test_on_ci_what_is_missing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="needs water"):
        need(False, "water", "open the tap")

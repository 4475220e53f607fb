"""The doctor names what is lacking, what that costs, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from workbench import doctor
from workbench.cli import app
from workbench.rendering import fonts


def _item(what: str) -> doctor.Item:
    return next(item for item in doctor.examine() if item.what == what)


def test_every_lack_has_a_cost_and_a_remedy() -> None:
    for item in doctor.examine():
        assert item.what and item.cost and item.remedy


@pytest.mark.fault(54)
@pytest.mark.parametrize("what", ["browser", "LibreOffice or antiword", "Chinese font"])
def test_a_lack_is_shown_and_is_no_failure(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.setattr(fonts, "FOLDERS", ())
    assert _item(what).found is None
    result = CliRunner().invoke(app, ["doctor"])
    assert "lacks" in result.stdout
    assert result.exit_code == 0


def test_a_font_is_found_without_fontconfig(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "NotoSansCJK-Regular.ttc").write_bytes(b"")
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path),))
    assert _item("Chinese font").found == "Noto Sans CJK SC"


def test_a_missing_library_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "lxml":
            raise doctor.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(doctor, "version", version)
    assert "lxml" in _item("libraries").cost
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1


def test_an_old_python_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_PYTHON", (99, 0, 0))
    assert _item("Python").found is None
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 1

"""Files of older or other office programs (.doc, .wps, .rtf, .odt), made into .docx by LibreOffice where it is installed.

LibreOffice runs as a process of its own with a fresh profile in a temporary folder: no macros, no recent files, no proxies, and a
time limit behind which it and its children are killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from zhengce.errors import IngestError
from zhengce.ingest import docx
from zhengce.ingest.parts import Parts

SECONDS = 90
"""How long a conversion may take: starting costs two seconds, a long report five."""
_PROGRAMS = ("soffice", "libreoffice")
# Macros of no document run, links are not updated, nothing is fetched: the strictest values of the settings' own names.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
</oor:items>
"""


def read_parts(raw: bytes, name: str) -> Iterator[Parts]:
    """The one document of a .doc, .wps, .rtf or .odt file; raises `IngestError` without LibreOffice or where it cannot read it."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise IngestError("needs LibreOffice, which is not installed", name, None, "install libreoffice-writer, or save it as .docx")
    with tempfile.TemporaryDirectory(prefix="zhengce-") as folder:
        yield from docx.read_parts(_converted(raw, name, program, Path(folder)), name)


def _converted(raw: bytes, name: str, program: str, folder: Path) -> bytes:
    """The bytes of a Word file that LibreOffice makes of `raw`."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    source = folder / f"document{_ending(raw)}"
    source.write_bytes(raw)
    words = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
             "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(source)]
    _run(words, name, folder)
    made = folder / "made" / "document.docx"
    if not made.is_file():
        raise IngestError("LibreOffice cannot read it", name, None, "open it in its own program and save it as .docx")
    return made.read_bytes()


def _ending(raw: bytes) -> str:
    """The file ending by which LibreOffice chooses its filter."""
    return ".rtf" if raw.lstrip()[:5] == b"{\\rtf" else ".odt" if raw[:2] == b"PK" else ".doc"


def _run(words: list[str], name: str, folder: Path) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8",
                   "SAL_USE_VCLPLUGIN": "svp", "no_proxy": "", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    process = subprocess.Popen(words, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise IngestError(f"LibreOffice took longer than {SECONDS} seconds", name, None, "save it as .docx") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen) -> None:
    """End the process group that `soffice` started: it is a script that starts others."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    finally:
        process.wait()

"""Text of strangers inside a page: data that can become neither markup nor script, and a policy that forbids what is not ours."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

# `<` and `>` would end a script element or open a comment; U+2028/9 end a line of script; lone surrogates are no UTF-8.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def json_for_script(data: Any) -> str:
    """`data` as JSON for a `<script type="application/json">` element.

    >>> json_for_script("</script><b>")
    '"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def policy(scripts: Iterable[str]) -> str:
    """A content security policy that runs these inline scripts and nothing else, and reaches no network."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )

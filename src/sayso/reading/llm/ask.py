"""Asking a model: over the chat completions that every OpenAI-compatible server speaks."""

import json
import re
from typing import Any

from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    NotFoundError,
    OpenAI,
    PermissionDeniedError,
)

from sayso.errors import ReaderError, ReportError

SECONDS = 300.0
"""For one answer, which a model on a laptop takes minutes to write."""

THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


class Asker:
    """Asks one model.

    Args:
        url: the address of its server, as in `http://localhost:11434/v1`.
        model: as the server calls it.
        key: that the server wants; servers of one's own want none.
        seconds: to wait for an answer.
    """

    def __init__(self, *, url: str, model: str, key: str | None, seconds: float = SECONDS) -> None:
        self._url = url
        self._model = model
        # Without a key the library would look for one meant for another server.
        self._client = OpenAI(base_url=url, api_key=key or "none", timeout=seconds)

    def ask(self, system: str, user: str) -> dict[str, Any]:
        """The object that a model answers with.

        A server that is busy or fails is asked again, twice, with growing pauses.

        Raises:
            ReportError: this answer cannot be had, or is none; another may.
            ReaderError: no answer can be had: no server, no such model, a wrong key.
        """
        try:
            answer = self._client.chat.completions.create(
                model=self._model,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                temperature=0,
            )
        except APITimeoutError as error:
            raise ReportError("the model took too long to answer; nothing was read.") from error
        except APIConnectionError as error:
            raise ReaderError(f"{self._url}: cannot be reached; is the server running?") from error
        except (AuthenticationError, PermissionDeniedError) as error:
            raise ReaderError(f"{self._url}: refuses the key; give one with SAYSO_LLM_KEY") from error
        except NotFoundError as error:
            raise ReaderError(
                f"{self._url}: has no model {self._model!r}, or is not the right address"
            ) from error
        except APIStatusError as error:
            raise ReportError(
                f"the model's server failed (HTTP {error.status_code}); nothing was read."
            ) from error
        except (APIError, ValueError) as error:
            raise ReportError(
                "the model's server sent something else than an answer; nothing was read."
            ) from error
        choice = answer.choices[0] if getattr(answer, "choices", None) else None
        if choice is None or choice.message is None or not choice.message.content:
            raise ReportError("the model gave an empty answer; nothing was read.")
        if choice.finish_reason == "length":
            raise ReportError(
                "the model's answer was cut off, for its length; nothing was read. Cut the report in parts."
            )
        return parse(choice.message.content)


def parse(words: str) -> dict[str, Any]:
    """The JSON object in an answer, whatever the model wrote around it.

    Raises:
        ReportError: there is none.
    """
    plain = THINKING.sub("", words)
    start, end = plain.find("{"), plain.rfind("}")
    try:
        found = json.loads(plain[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError) as error:
        raise ReportError("the model's answer is broken JSON; nothing was read.") from error
    if not isinstance(found, dict):
        raise ReportError("the model's answer is not the object asked for; nothing was read.")
    return found

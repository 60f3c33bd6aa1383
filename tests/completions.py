"""Chat completions as servers send them, around invented answers of a model."""

import json
from typing import Any

from misbehaving import Behaviour, page

PATH = "/v1/chat/completions"


def completion(content: str | None, *, finish: str = "stop") -> Behaviour:
    """One answer of a model, word for word."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1725962400,
        "model": "tamar-7b",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
        ],
        "usage": {"prompt_tokens": 900, "completion_tokens": 400, "total_tokens": 1300},
    }
    return page(json.dumps(body), kind="application/json")


def answering(answer: dict[str, Any]) -> Behaviour:
    """An answer in the form asked for."""
    return completion(json.dumps(answer))


def an_answer() -> dict[str, Any]:
    """What a good model says of the invented report."""
    return {
        "entities": [
            {
                "id": "e7",
                "name": "Colonel Ardo",
                "type": "person",
                "description": "spokesman",
                "mentions": ["Colonel Ardo"],
            },
            {
                "id": "e2",
                "name": "Health Ministry",
                "type": "government",
                "mentions": ["The Health Ministry"],
            },
        ],
        "statements": [
            {
                "id": "b",
                "source": "Its spokesman, Colonel Ardo",
                "name": "Colonel Ardo",
                "entity": "e7",
                "kind": "military",
                "named": True,
                "via": [],
                "cue": "promised",
                "content": ["We will publish the flight log by 30 September."],
                "act": "pledge",
                "certainty": "asserted",
                "quotation": "direct",
            },
            {
                "id": "a",
                "source": "The Health Ministry",
                "name": "Health Ministry",
                "entity": "e2",
                "kind": "government",
                "named": True,
                "via": ["the Tamar Gazette"],
                "cue": "told",
                "content": ["nine people died, four of them children"],
                "act": "say",
                "certainty": "asserted",
                "quotation": "indirect",
            },
        ],
        "incidents": [
            {
                "id": "strike",
                "mentions": ["A strike"],
                "type": "Air/drone strike",
                "status": "occurred",
                "when": {"text": "on Monday", "start": "2024-09-02", "end": "2024-09-02"},
                "where": [{"text": "Lower Tamar", "precision": "town"}],
                "actors": [
                    {
                        "role": "perpetrator",
                        "kind": "military",
                        "text": "The army",
                        "name": "the army",
                        "entity": None,
                        "statement": "narrator",
                    }
                ],
                "means": None,
                "part_of": None,
            }
        ],
        "figures": [
            figure("c2", "four of them children", 4, groups=["children"], part_of="c1"),
            figure("c1", "nine people", 9),
        ],
        "pledges": [
            {
                "id": "p",
                "by": "Colonel Ardo",
                "entity": "e7",
                "act": "pledge",
                "what": "publish the flight log",
                "deadline": {"text": "by 30 September", "start": None, "end": "2024-09-30"},
                "statement": "b",
            }
        ],
    }


def figure(id: str, text: str, number: int | None, **fields: Any) -> dict[str, Any]:
    """A figure as a model gives it."""
    given = {
        "id": id,
        "text": text,
        "low": number,
        "high": number,
        "bound": "exact",
        "harm": "killed",
        "status": "civilian",
        "groups": [],
        "incident": "strike",
        "statement": "a",
    }
    return {**given, **fields}

"""Reading by a language model behind any OpenAI-compatible address, each of its words found in the text."""

from sayso.reading.llm.reader import LlmReader, LlmSettings

__all__ = ["LlmReader", "LlmSettings"]

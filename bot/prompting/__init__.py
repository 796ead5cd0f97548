"""Load, check and fill the files of `prompts/`."""

from bot.prompting.library import PromptLibrary
from bot.prompting.prompt import Prompt

__all__ = ["Prompt", "PromptLibrary"]

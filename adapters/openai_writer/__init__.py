"""A language model as a writer, at any server that speaks OpenAI's chat completions."""

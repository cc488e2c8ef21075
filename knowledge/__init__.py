"""The rules and the answers: what is true, since when, and where it was read. Knows nothing of chats or databases."""

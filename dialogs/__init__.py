"""How to ask and what to say. Knows the rules, but neither Telegram nor the database."""

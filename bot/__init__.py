"""Connects knowledge and dialogs to Telegram and to the database."""

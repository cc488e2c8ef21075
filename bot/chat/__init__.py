"""Everything that comes in from Telegram, through aiogram: applicants, later moderators and groups."""

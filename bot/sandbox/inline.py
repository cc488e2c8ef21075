"""Inline mode: a person asks the bot from any chat, and may choose one of its results."""

from bot.sandbox import shapes
from bot.sandbox.errors import ControlError
from bot.sandbox.keyboards import inline_keyboard
from bot.sandbox.methods.answering import article_text
from bot.sandbox.queries import Query
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import BOT, Chat, Content, Human, Json, Message

_MOST_QUERY = 256


def ask(sandbox: Sandbox, person: Human, text: str, offset: str) -> Query:
    """Queues the inline query. Raises ControlError if it is too long."""
    if len(text) > _MOST_QUERY:
        raise ControlError(400, f"an inline query has at most {_MOST_QUERY} characters")
    query = sandbox.queries.ask(person, text)
    payload = {"id": query.query_id, "from": shapes.user(person), "query": text, "offset": offset}
    sandbox.tell("inline_query", payload | {"chat_type": "sender"}, ("inline", person.id))
    return query


def choose(sandbox: Sandbox, place: Chat, person: Human, query: Query, result_id: str) -> Message:
    """Posts the chosen article in the person's name. Raises ControlError if the bot offered no such article."""
    results: list[Json] = (query.answer or {}).get("results", [])
    result = next((result for result in results if str(result["id"]) == result_id), None)
    if result is None or "input_message_content" not in result:
        raise ControlError(404, "the bot offered no such article")
    body = article_text(result["input_message_content"])
    draft = sandbox.draft(place, Content(body), sender=person)
    draft.keyboard = inline_keyboard(result.get("reply_markup"))
    draft.extra = {"via_bot": BOT}
    message = sandbox.post(draft)
    chosen = {"result_id": result_id, "from": shapes.user(person), "query": query.data}
    sandbox.tell("chosen_inline_result", chosen, ("inline", person.id))
    return message

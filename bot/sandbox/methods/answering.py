"""answerCallbackQuery, answerInlineQuery."""

from typing import Any

from bot.sandbox.calls import Call
from bot.sandbox.composing import text_of
from bot.sandbox.errors import bad_request
from bot.sandbox.formatted import Formatted, units
from bot.sandbox.keyboards import inline_keyboard
from bot.sandbox.methods.registry import method
from bot.sandbox.sandbox import Sandbox

_MOST_TOAST = 200
_MOST_RESULTS = 50


@method
async def answer_callback_query(sandbox: Sandbox, call: Call) -> bool:
    text = call.text("text")
    if units(text) > _MOST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.text("url"):
        raise bad_request("URL_INVALID")
    answer = {"text": text, "alert": call.flag("show_alert")}
    query = sandbox.queries.answer(call.text("callback_query_id"), answer)
    told = {"chat_id": query.chat_id, "person": query.person.id, "query_id": query.query_id}
    sandbox.publish("answer", **told, **answer)
    return True


@method
async def answer_inline_query(sandbox: Sandbox, call: Call) -> bool:
    results = call.listed("results")
    if len(results) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    for result in results:
        _check_result(result)
    if len({str(result["id"]) for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    answer = {
        "results": results,
        "cache_time": call.integer("cache_time", 300),
        "is_personal": call.flag("is_personal"),
        "next_offset": call.text("next_offset"),
        "button": call.tree("button"),
    }
    sandbox.queries.answer(call.text("inline_query_id"), answer)
    sandbox.bell.ring()
    return True


def _check_result(result: Any) -> None:
    if not isinstance(result, dict) or not isinstance(result.get("type"), str):
        raise bad_request("can't parse inline query result: Can't find field \"type\"")
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    inline_keyboard(result.get("reply_markup"))
    if result["type"] == "article":
        _check_article(result)


def _check_article(result: dict[str, Any]) -> None:
    if not result.get("title"):
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    content = result.get("input_message_content")
    if not isinstance(content, dict):
        raise bad_request("message text is empty")
    article_text(content)


def article_text(content: dict[str, Any]) -> Formatted:
    """The text an InputTextMessageContent stands for. Raises Refusal."""
    words = Call("", {**content, "text": content.get("message_text")})
    return text_of(words)

"""Every refusal as ``application/problem+json`` (RFC 9457): a sentence, and all faults with their places."""

import json
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import Match

from govkit import Blocked, DefinitionError, GovkitError, LoadError, SchemeRaisedError

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One thing that is wrong: line and column of what was sent, or the path in it, whichever is known."""

    message: str
    line: int | None = None
    column: int | None = None
    path: str = ""


class Problem(BaseModel):
    """Why a request is refused. ``reasons`` say why a transition is not allowed now."""

    title: str
    status: int
    detail: str
    problems: list[Fault] = []
    reasons: list[str] = []


class _ProblemResponse(JSONResponse):
    media_type = MEDIA_TYPE

    def render(self, content: Any) -> bytes:
        # In ASCII, since a message may quote half of a surrogate pair, which no UTF-8 can hold.
        return json.dumps(content).encode()


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Tell the OpenAPI document with which refusals an operation may answer."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {each: {"description": HTTPStatus(each).phrase, "content": content} for each in statuses}


def _answer(status: int, detail: str, *, headers: Any = None, **more: Any) -> JSONResponse:
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, **more)
    return _ProblemResponse(problem.model_dump(exclude_defaults=True), status, headers)


def _refused(_: Request, error: Exception) -> JSONResponse:
    detail = str(error).partition("\n")[0]
    match error:
        case LoadError(problems=problems):
            told = [
                Fault(message=each.message, line=each.line, column=each.column, path=each.path)
                for each in problems
            ]
            return _answer(422, detail, problems=told)
        case Blocked(reasons=reasons):
            return _answer(409, detail, reasons=list(reasons))
        case DefinitionError() | SchemeRaisedError():  # a plug-in's fault, and not that of whoever asked
            return _answer(500, f"{error}; nothing was changed")
        case _:
            return _answer(422, detail)


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    told = [
        Fault(message=each["msg"], path="".join(f"/{part}" for part in each["loc"]))
        for each in error.errors()
    ]
    return _answer(422, "the request is not as the OpenAPI document says", problems=told)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        # The router names the methods of the first route of that address only.
        here = [each for each in request.app.state.routes if each.matches(request.scope)[0] is not Match.NONE]
        methods = {method for each in here for method in each.methods}
        headers["Allow"] = ", ".join(sorted(methods)) or headers["Allow"]
    return _answer(error.status_code, error.detail, headers=headers)


def tell_problems(app: FastAPI) -> None:
    """Let an application answer so wherever it refuses."""
    app.add_exception_handler(GovkitError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)

"""The service: what can be asked of a register, and how it is changed without losing what another changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.utils import get_openapi
from fastapi.security import APIKeyHeader
from pydantic.json_schema import models_json_schema

from govkit import Register, Toolkit, UnknownNameError
from govkit.io import dumps, loads
from govkit_service import shapes
from govkit_service.problems import Problem, responses, tell_problems
from govkit_service.store import StaleError, Store, Stored

LARGEST = 5_000_000
SUFFIXES = {"application/json": ".json", "application/yaml": ".yaml"}
UPLOAD = {"requestBody": {"required": True, "content": {each: {"schema": {}} for each in SUFFIXES}}}
REGISTER = {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}
STALE = "the register was changed meanwhile; get it anew, and make the change to what it says now"

router = APIRouter(responses=responses(401))


@dataclass(frozen=True)
class Mine:
    """The body that asks, and its registers; another's are nowhere to be found."""

    kit: Toolkit
    store: Store
    body: int

    def stored(self, ref: str) -> Stored:
        """Find a register of this body; another's is none."""
        found = self.store.find(self.body, ref)
        if found is None:
            raise HTTPException(404, f'there is no register "{ref}"')
        return found

    def at(self, ref: str, if_match: str | None) -> Stored:
        """Find a register that is to be changed, if it is as whoever changes it saw it."""
        found = self.stored(ref)
        if if_match is None:
            raise HTTPException(428, "say which version you change: If-Match, with the ETag you were given")
        if if_match != _etag(found):
            raise HTTPException(412, STALE)
        return found

    def put(self, register: Register, version: int, events: Sequence[Any] = ()) -> Stored:
        """Store a new version, unless somebody else was quicker."""
        content = dumps(register, f"{register.ref}.json").decode()
        new = Stored(
            body_id=self.body, ref=register.ref, version=version, title=register.title, content=content
        )
        try:
            self.store.put(
                new, [shapes.Event.model_validate(each).model_dump(mode="json") for each in events]
            )
        except StaleError as error:
            raise HTTPException(412, STALE) from error
        return new


def _mine(
    request: Request, key: Annotated[str | None, Depends(APIKeyHeader(name="X-API-Key", auto_error=False))]
) -> Mine:
    """Find out who asks; nothing is answered without."""
    store: Store = request.app.state.store
    body = store.body_with(key) if key else None
    if body is None:
        raise HTTPException(401, "give the key of your body as X-API-Key", {"WWW-Authenticate": "ApiKey"})
    return Mine(request.app.state.kit, store, body)


async def _sent(request: Request, ref: shapes.Ref) -> Register:
    """Read the register that is sent, but never more than may be."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in SUFFIXES:
        raise HTTPException(415, f"send {' or '.join(SUFFIXES)}")
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise HTTPException(413, f"a register takes {LARGEST:,} bytes at most")
    register = await run_in_threadpool(loads, bytes(content), ref + SUFFIXES[media_type])
    if register.ref != ref:
        raise HTTPException(422, f'the register calls itself "{register.ref}", and the address "{ref}"')
    return register


Asking = Annotated[Mine, Depends(_mine)]
Sent = Annotated[Register, Depends(_sent)]
IfMatch = Annotated[str | None, Header()]


@router.get("/plug-ins")
def plug_ins(me: Asking) -> shapes.PlugIns:
    """Say what is wrong with the plug-ins."""
    return shapes.PlugIns(problems=list(me.kit.plugin_problems))


@router.get("/registers")
def list_registers(me: Asking) -> list[shapes.Listed]:
    """List your registers."""
    return [shapes.Listed.model_validate(each) for each in me.store.all_of(me.body)]


@router.get("/registers/{ref}", response_class=Response, responses=responses(404, 422) | REGISTER)
def give_out(me: Asking, ref: shapes.Ref) -> Response:
    """Give a register out, as JSON, with its version as ETag."""
    found = me.stored(ref)
    return Response(found.content, media_type="application/json", headers={"ETag": _etag(found)})


@router.put(
    "/registers/{ref}",
    responses=responses(412, 413, 415, 422, 428) | {201: {"model": shapes.Listed}},
    openapi_extra=UPLOAD,
)
def upload(
    me: Asking, ref: shapes.Ref, sent: Sent, response: Response, if_match: IfMatch = None
) -> shapes.Listed:
    """Store a register: a new one, or a new version of the one that If-Match names."""
    known = me.store.find(me.body, ref)
    if known is None and if_match is not None:
        raise HTTPException(412, f'there is no register "{ref}"; leave If-Match out to store a new one')
    version = me.at(ref, if_match).version + 1 if known else 1
    stored = me.put(sent, version)
    response.status_code = 200 if known else 201
    response.headers["ETag"] = _etag(stored)
    return shapes.Listed.model_validate(stored)


@router.get("/registers/{ref}/ratings", responses=responses(404, 422))
def rate(me: Asking, ref: shapes.Ref) -> list[shapes.Rated]:
    """Rate every risk."""
    return [_rated(me.kit, each) for each in _read(me.stored(ref)).all_risks]


@router.get("/registers/{ref}/findings", responses=responses(404, 422))
def check(me: Asking, ref: shapes.Ref, as_of: Annotated[shapes.Day, Query()]) -> list[shapes.Finding]:
    """Check the register as it is on a day."""
    found = me.kit.check(_read(me.stored(ref)), as_of=as_of)
    return [shapes.Finding.model_validate(each) for each in found]


@router.post("/registers/{ref}/why-not", responses=responses(400, 404, 422))
def why_not(me: Asking, ref: shapes.Ref, occasion: shapes.Occasion) -> shapes.Reasons:
    """Say why a trigger cannot be fired now. Nothing is changed."""
    read = _read(me.stored(ref))
    return shapes.Reasons(reasons=me.kit.why_not_at(read, **_asked(read, occasion)))


@router.get("/registers/{ref}/events", responses=responses(404, 422))
def list_events(me: Asking, ref: shapes.Ref) -> list[shapes.Event]:
    """List what was fired here, and what fired by itself before it, oldest first."""
    return [shapes.Event(**each) for each in me.store.events_of(me.body, me.stored(ref).ref)]


@router.post("/registers/{ref}/events", status_code=201, responses=responses(400, 404, 409, 412, 422, 428))
def fire(
    me: Asking, ref: shapes.Ref, occasion: shapes.Occasion, response: Response, if_match: IfMatch = None
) -> list[shapes.Event]:
    """Fire a trigger; the answer is what happened, with what was due before it first."""
    stored = me.at(ref, if_match)
    old = _read(stored)
    new, _ = me.kit.fire_at(old, **_asked(old, occasion), announce=False)
    told = old.located(occasion.address, kind=occasion.kind).item.events
    added = new.located(occasion.address, kind=occasion.kind).item.events[len(told) :]
    response.headers["ETag"] = _etag(me.put(new, stored.version + 1, added))
    me.kit.announce(new, added)  # only now, when it is stored
    return [shapes.Event.model_validate(each) for each in added]


def create_app(kit: Toolkit, store: Store) -> FastAPI:
    """Make the service.

    Args:
        kit: the schemes, lifecycles and rules at hand.
        store: where registers are kept.

    Returns:
        The application, for uvicorn or a test.
    """
    app = FastAPI(title="Registers", version="1.0.0")
    app.state.kit, app.state.store, app.state.routes = kit, store, router.routes
    app.include_router(router)
    app.openapi = _openapi(app)  # type: ignore[method-assign] # as FastAPI documents it
    tell_problems(app)
    return app


def _etag(stored: Stored) -> str:
    return f'"{stored.version}"'


def _read(stored: Stored) -> Register:
    return loads(stored.content, f"{stored.ref}.json")


def _asked(register: Register, occasion: shapes.Occasion) -> dict[str, Any]:
    """Make govkit's arguments of an occasion; a change can only be of a field, never another argument."""
    item = register.located(occasion.address, kind=occasion.kind).item
    for name in occasion.changes:
        if name not in item.CHANGEABLE:
            raise UnknownNameError("field", name, sorted(item.CHANGEABLE), where="that can be changed")
    return occasion.model_dump(exclude={"changes"}) | occasion.changes


def _rated(kit: Toolkit, located: Any) -> shapes.Rated:
    rated = kit.rate(located.item)
    phases = {
        phase: each and shapes.Rating(rating=str(each), explanation=each.explanation)
        for phase in ("inherent", "current", "target")
        for each in [getattr(rated, phase)]
    }
    return shapes.Rated(
        address=located.address, title=located.item.title, not_rated=dict(rated.unrated), **phases
    )


def _openapi(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Make the document, with the shape of problems, which FastAPI would tell as plain JSON."""

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, routes=app.routes)
            _, shape = models_json_schema(
                [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
            )
            document["components"]["schemas"] |= shape["$defs"]
            app.openapi_schema = document
        return app.openapi_schema

    return made

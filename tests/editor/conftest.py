"""A client of a language server, as an editor is one: JSON-RPC over the server's input and output."""

import json
import queue
import subprocess
import threading
from itertools import count

import pytest

SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
PATIENCE = 60  # seconds; the server needs one or two to start


class Client:
    """Speaks to yaml-language-server about the files of one folder."""

    def __init__(self, command, folder, own):
        self.folder = folder
        self.settings = {"yaml": {**SETTINGS, **own}}
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.inbox = queue.Queue()
        self.ids = count(1)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        root = folder.as_uri()
        folders = [{"uri": root, "name": folder.name}]
        can = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"publishDiagnostics": {}},
        }
        self.ask("initialize", processId=None, rootUri=root, workspaceFolders=folders, capabilities=can)
        self.tell("initialized")

    def _read(self):
        stream = self.server.stdout
        while header := stream.readline():
            length = int(header.partition(b":")[2]) if header.lower().startswith(b"content-length") else None
            while stream.readline().strip():
                pass
            self.inbox.put(json.loads(stream.read(length)))

    def _send(self, **message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.server.stdin.flush()

    def _wait(self, wanted):
        """Read on until there is what is wanted, and answer what the server asks on the way."""
        while True:
            message = self.inbox.get(timeout=PATIENCE)
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                items = message.get("params", {}).get("items", [])
                self._send(
                    id=message["id"], result=[self.settings.get(item.get("section"), {}) for item in items]
                )

    def tell(self, method, **params):
        self._send(method=method, params=params)

    def ask(self, method, **params):
        number = next(self.ids)
        self._send(id=number, method=method, params=params)
        answer = self._wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, name, text):
        """Open a file; what the server finds wrong with it, as line from 1 and message."""
        uri = (self.folder / name).as_uri()
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text},
        )
        told = self._wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
            )
        )
        return [
            (each["range"]["start"]["line"] + 1, each["message"]) for each in told["params"]["diagnostics"]
        ]

    def complete(self, name, line, column):
        """What can stand at a place, both counted from 1, with what is said of each."""
        found = self.ask(
            "textDocument/completion",
            textDocument={"uri": (self.folder / name).as_uri()},
            position={"line": line - 1, "character": column - 1},
        )
        return {item["label"]: item for item in found["items"]}

    def hover(self, name, line, column):
        found = self.ask(
            "textDocument/hover",
            textDocument={"uri": (self.folder / name).as_uri()},
            position={"line": line - 1, "character": column - 1},
        )
        return found["contents"]["value"]

    def close(self):
        self.ask("shutdown")
        self.tell("exit")
        self.server.wait(timeout=PATIENCE)
        self.reader.join(timeout=PATIENCE)
        self.server.stdin.close()
        self.server.stdout.close()


@pytest.fixture(scope="session")
def yaml_language_server(from_npm):
    """The command that starts it."""
    package = from_npm("yaml-language-server@1") / "node_modules" / "yaml-language-server"
    return ["node", str(package / "bin" / "yaml-language-server"), "--stdio"]


@pytest.fixture
def start(yaml_language_server, tmp_path):
    """Start an editor in an empty folder, with settings for YAML of one's own."""
    clients = []

    def started(**own):
        clients.append(Client(yaml_language_server, tmp_path, own))
        return clients[-1]

    yield started
    for client in clients:
        client.close()


@pytest.fixture
def editor(start):
    return start()

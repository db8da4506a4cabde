"""Worker processes that may die: a document that crashes, hangs or eats memory costs one reject, never the run.

A *template* process loads the pipeline once and forks the workers, so that they share dictionary, lexicons and models and a
dead one is replaced in milliseconds. It is a fresh interpreter, not a fork of the caller: the caller may have threads (DuckDB,
Arrow, a notebook) that no fork survives. Each worker has a socket to the caller; it marks the input it turns to, so when it
dies the culprit is known without trying: the inputs before and behind it are done by others, the culprit is tried once more
alone, and rejected when it kills again. A worker that dies between two inputs has its task halved.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue

from zhengce.config import Config
from zhengce.errors import StoreError
from zhengce.store.batches import Batch, reject
from zhengce.store.inputs import Input

PATIENCE = 120.0
"""Seconds a worker may spend on one input before it counts as hung; large inputs get more, see `_allowed`."""
MEMORY = 2 << 30
"""Bytes of memory of its own that a worker may use."""
AHEAD = 2
"""Tasks a worker is given before the results of the first are written: it never waits, and memory stays bounded."""
_BEHIND = 8
"""Tasks for each worker that may be done but not handed on, because an older one is slow: memory stays bounded."""
_STILLBORN = 3
"""Workers that may die before they are ready; then it is not the documents' fault."""
_READY, _MARK, _BATCH, _DONE = b"r", b"m", b"b", b"d"


# -- in the template and its workers


def template(handle: int, memory: int) -> None:
    """Main of the template process: load the pipeline, then fork a worker for each socket that arrives, until the caller ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)            # Ctrl-C is the caller's to handle
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)           # the system reaps
    control = socket.socket(fileno=handle)
    config: Config = pickle.loads(_receive(control))
    try:
        from zhengce.face import extractor
        from zhengce.store import work  # noqa: F401 (loaded here, shared by all workers)

        extractor(config)
        answer = b""
    except Exception as error:                              # told to the caller, who raises it
        answer = _pickled(error)
    control.sendall(len(answer).to_bytes(8, "big") + answer)
    gc.freeze()                                             # the collector must not touch, and so copy, what is shared
    children: list[int] = []
    while True:
        _, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not handles:
            break
        child = os.fork()
        if child == 0:
            control.close()
            _worker(Connection(handles[0]), config, memory)
        os.close(handles[0])
        children.append(child)
    for child in children:                                  # a worker that hangs would outlive the run
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _receive(control: socket.socket) -> bytes:
    size = int.from_bytes(control.recv(8, socket.MSG_WAITALL), "big")
    return control.recv(size, socket.MSG_WAITALL) if size else b""


def _pickled(error: Exception) -> bytes:
    try:
        return pickle.dumps(error)
    except Exception:
        return pickle.dumps(StoreError(f"the pipeline could not be loaded: {type(error).__name__}: {error}"))


def _worker(connection: Connection, config: Config, memory: int) -> None:
    """Main of a worker: tasks in, marks and batches out, until the caller closes the socket. Never returns."""
    from zhengce.face import extractor
    from zhengce.store.work import process

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)           # readers may start programs of their own
    _limit_memory(memory)
    stages = extractor(config)
    try:
        connection.send_bytes(_READY + str(os.getpid()).encode())
        while True:
            task: list[Input] = pickle.loads(connection.recv_bytes())
            for batch in process(task, stages, lambda index: connection.send_bytes(_MARK + str(index).encode())):
                connection.send_bytes(_BATCH + pickle.dumps(batch, protocol=5))
            connection.send_bytes(_DONE + str(_peak()).encode())
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _limit_memory(most: int) -> None:
    """Have the system refuse memory beyond `most` bytes, so that a greedy document ends in a `MemoryError` of its own."""
    try:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    except (ImportError, ValueError, OSError):
        pass


def _peak() -> int:
    """The most bytes of memory this process has held; 0 where the system does not say."""
    try:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    except ImportError:
        return 0


# -- in the caller


@dataclass(slots=True)
class _Task:
    """Some inputs on their way; `batches` are what has come back, `at` is the input being worked on."""

    inputs: list[Input]
    batches: deque = field(default_factory=deque)
    at: int | None = None
    finished: int = 0
    """Inputs whose results are all in `batches` or handed on, should the worker die now."""
    done: bool = False
    parts: list[_Task] | None = None
    """What the task was split into when its worker died, in place of what was not finished."""
    alone: bool = False


class _Line:
    """The caller's end of a worker's socket. What is sent waits in a thread: a worker that is sending a batch does not read, and two
    that wait for each other to read would wait for ever."""

    def __init__(self, handle: int):
        self.connection = Connection(handle)
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._send, daemon=True)
        self._thread.start()

    def send(self, message: bytes) -> None:
        """Have the message sent; that the worker is dead is for the reading side to notice."""
        self._waiting.put(message)

    def _send(self) -> None:
        with suppress(OSError):
            while (message := self._waiting.get()) is not None:
                self.connection.send_bytes(message)

    def close(self) -> None:
        """Hang up: what was not sent yet is dropped."""
        self._waiting.put(None)
        with suppress(OSError), socket.socket(fileno=os.dup(self.connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)                 # wakes a thread that is sending
        self._thread.join()
        self.connection.close()


@dataclass(slots=True)
class _Worker:
    line: _Line
    pid: int = 0
    tasks: deque[_Task] = field(default_factory=deque)
    since: float = 0.0


class Pool:
    """`jobs` workers over one template. `with Pool(config, jobs) as pool: for batch in pool.run(tasks): …`.

    With one job a worker is given its next task when the results of the last are written: one process is busy at a time.
    Raises what loading the pipeline raised, and `StoreError` when workers cannot be had.
    """

    def __init__(self, config: Config | None = None, jobs: int = 1, patience: float = PATIENCE, memory: int = MEMORY):
        self.jobs, self.patience = jobs, patience
        self.peak = 0
        """The most bytes of memory that a worker has held."""
        self._ahead = 1 if jobs == 1 else AHEAD
        here, there = socket.socketpair()
        program = "import sys; from zhengce.store.workers import template; template(int(sys.argv[1]), int(sys.argv[2]))"
        # The sums of the models are small: threads of each worker's linear algebra would only wait for each other.
        environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        with there:
            self._template = subprocess.Popen([sys.executable, "-c", program, str(there.fileno()), str(memory)],
                                              pass_fds=[there.fileno()], stdin=subprocess.DEVNULL, stdout=2, env=environment)
        self._control = here
        self._workers: list[_Worker] = []
        self._stillborn = 0
        self._loaded = False
        sent = pickle.dumps(config or Config())
        with suppress(OSError):                             # it is gone already: `_await_template` says so
            here.sendall(len(sent).to_bytes(8, "big") + sent)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._control.close()
        for worker in self._workers:
            worker.line.close()
        try:
            self._template.wait(5)
        except subprocess.TimeoutExpired:
            self._template.kill()
            self._template.wait()

    def run(self, tasks: Iterable[list[Input]]) -> Iterator[Batch]:
        """The batches of all tasks, in the order of the tasks whatever order they are done in."""
        self._await_template()
        waiting = iter(tasks)
        order: deque[_Task] = deque()                       # tasks whose batches are not all handed on
        again: deque[_Task] = deque()                       # parts of tasks whose worker died
        more = True
        while True:
            yield from _ready(order)
            while worker := self._free_worker():
                if again:
                    self._give(worker, again.popleft())
                elif more and len(order) < self.jobs * _BEHIND:
                    inputs = next(waiting, None)
                    more = inputs is not None
                    if inputs is not None:
                        order.append(_Task(inputs))
                        self._give(worker, order[-1])
                else:
                    break
            if not order and not more:
                return
            self._hear(again)

    def _await_template(self) -> None:
        if self._loaded:
            return
        try:
            answer = _receive(self._control)
        except OSError:
            answer = b""
        if answer:
            raise pickle.loads(answer)
        if self._template.poll() is not None:
            raise StoreError("the worker processes did not start", None, None, "see the message above, or run with --jobs 0")
        self._loaded = True

    def _free_worker(self) -> _Worker | None:
        """The worker with the fewest tasks; a new one while there are fewer than `jobs`; None when all have enough."""
        if len(self._workers) < self.jobs and all(worker.tasks for worker in self._workers):
            return self._new_worker()
        worker = min(self._workers, key=lambda worker: len(worker.tasks))
        return worker if len(worker.tasks) < self._ahead else None

    def _new_worker(self) -> _Worker:
        here, there = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"w"], [there.fileno()])
        except OSError as error:
            raise StoreError("the template of the workers is gone", None, None, "run again; what is stored stays") from error
        there.close()
        worker = _Worker(_Line(here.detach()), since=time.monotonic())
        self._workers.append(worker)
        return worker

    @staticmethod
    def _give(worker: _Worker, task: _Task) -> None:
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        worker.line.send(pickle.dumps(task.inputs, protocol=5))

    def _hear(self, again: deque[_Task]) -> None:
        """Take what the workers have sent; replace those that died or hang."""
        busy = {worker.line.connection: worker for worker in self._workers if worker.tasks}
        for connection in wait(list(busy), timeout=0.5):
            worker = busy[connection]  # type: ignore[index]
            try:
                message = worker.line.connection.recv_bytes()
                self._take(worker, message[:1], message[1:])
            except (EOFError, OSError, pickle.UnpicklingError):
                self._bury(worker, "died", again)
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.tasks and now - worker.since > self._allowed(worker.tasks[0]):
                self._bury(worker, f"did not end within {now - worker.since:.0f} seconds", again)

    def _allowed(self, task: _Task) -> float:
        """Seconds for the input being worked on: `PATIENCE`, and one more for each 20 kB, ten times what slow formats need."""
        size = len(task.inputs[task.at or 0].raw) if task.inputs else 0
        return self.patience + size / 20_000

    def _take(self, worker: _Worker, kind: bytes, content: bytes) -> None:
        worker.since = time.monotonic()
        if kind == _READY:
            worker.pid = int(content)
            self._stillborn = 0
            return
        task = worker.tasks[0]
        if kind == _MARK:
            task.at = int(content)
        elif kind == _BATCH:
            batch = pickle.loads(content)
            task.batches.append(batch)
            done = {sha256 for sha256, _ in batch.contents}
            while task.finished < len(task.inputs) and task.inputs[task.finished].sha256 in done:
                task.finished += 1
        elif kind == _DONE:
            task.done = True
            self.peak = max(self.peak, int(content))
            worker.tasks.popleft()

    def _bury(self, worker: _Worker, reason: str, again: deque[_Task]) -> None:
        """End a worker; what it had not finished is done again, by others, without the culprit."""
        self._workers.remove(worker)
        if worker.pid:
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)
        worker.line.close()
        if worker.tasks:
            task = worker.tasks.popleft()
            task.parts = list(_split(task, reason))
            again.extend(part for part in task.parts if not part.done)
        again.extend(worker.tasks)
        self._stillborn += not worker.pid
        if self._stillborn >= _STILLBORN or self._template.poll() is not None:
            raise StoreError("the worker processes end as soon as they start", None, None, "is there memory left? run again")


def _ready(order: deque[_Task]) -> Iterator[Batch]:
    """Batches that can be handed on: those of the oldest tasks, in order."""
    while order:
        task = order[0]
        while task.batches:
            yield task.batches.popleft()
        if task.parts is not None:
            order.popleft()
            order.extendleft(reversed(task.parts))
        elif task.done:
            order.popleft()
        else:
            return


def _split(task: _Task, reason: str) -> Iterator[_Task]:
    """What is left of a task whose worker died: before the culprit, the culprit alone, behind it; or a reject."""
    left = task.inputs[task.finished:]
    if not left:
        yield _Task([], done=True)
    elif len(left) == 1 and task.alone:
        yield _Task([], deque([_rejected(left[0], reason)]), done=True)
    elif len(left) == 1:
        yield _Task(left, alone=True)
    elif task.at is None:
        middle = len(left) // 2
        yield from (_Task(left[:middle]), _Task(left[middle:]))
    else:
        at = min(max(0, task.at - task.finished), len(left) - 1)
        for part, alone in ((left[:at], False), (left[at:at + 1], True), (left[at + 1:], False)):
            if part:
                yield _Task(part, alone=alone)


def _rejected(item: Input, reason: str) -> Batch:
    message = f"{item.source}: the process that read it {reason}, twice (look at the file; `zhengce run --force` tries it again)"
    return Batch(contents=[(item.sha256, None)], read=len(item.raw),
                 rejects=[reject(item.source, item.sha256, "crash", "WorkerDied", message)])

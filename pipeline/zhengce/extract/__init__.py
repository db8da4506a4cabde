"""The extraction stages: pure functions from a view of the text (and the mentions found before) to mentions."""

import sys
import types


# INTERIM: `zhengce.extract` is also the function of that name; the package is renamed `stages` when the builders are done.
class _Callable(types.ModuleType):
    def __call__(self, *args, **kwargs):
        from zhengce.face import extract

        return extract(*args, **kwargs)


sys.modules[__name__].__class__ = _Callable

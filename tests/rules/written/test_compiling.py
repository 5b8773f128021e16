"""What is no condition of a file is not turned into a function."""

import pytest

from govkit import Over
from govkit.rules.written.compiling import compiled
from govkit.workflow import Field, Predicate, Present


def test_code_is_refused():
    code = Predicate("p", "it holds", "it does not", lambda item, facts: True)
    with pytest.raises(TypeError, match="no file of rules holds a Predicate"):
        compiled(code, Over.RISK)


def test_a_name_that_stands_for_nothing_is_refused():
    with pytest.raises(TypeError, match=r"titel was not looked up before it was compiled"):
        compiled(Present(Field("titel")), Over.RISK)

"""The papers that several shipped rules come from, as ``source`` names them."""

from typing import Final

AUDIT_LOG_2016: Final = "Cambridgeshire OPCC, internal-audit action log, 2016"
FRAMEWORK_2013: Final = "Cambridgeshire Police and Crime Commissioner, performance framework, July 2013"
FRAMEWORK_2017: Final = "Cambridgeshire OPCC, Board Assurance Framework (draft), June 2017"
REGISTER_2019: Final = (
    "Cambridgeshire OPCC, strategic risk register of August 2019 (board pack of 9 October 2019, item 7)"
)
BOARD_LOG_2019: Final = "Cambridgeshire OPCC, board action log of October 2019 (board pack, item 4)"
LINES_2020: Final = "The IIA's Three Lines Model, 2020"

"""How a region names itself and which colour its head line has."""

"""Operators of the installation, kept on its server by commands: nobody keeps operators in a browser."""

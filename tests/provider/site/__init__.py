"""An identity provider of its own, made with django-oauth-toolkit: a second site in a second process.

Nothing of it is known to the product's settings: `python -m tests.provider.site FOLDER` starts it on a free port.
"""

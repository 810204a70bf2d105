"""Tables as files: django-import-export resources over the prepared rows of the screens."""

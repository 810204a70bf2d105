"""Month end, driven by a maintained tool (locust) against the whole product: run on purpose, never by the suite."""

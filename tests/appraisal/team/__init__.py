"""The people one leads, and what waits for who leads them."""

"""Nobody gets in where they do not belong: rights, headers, cookies, rates, dependencies."""

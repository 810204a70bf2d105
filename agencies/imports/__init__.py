"""Files in the browser: upload, map, check, mend, preview, publish, take back. Above the services that store rows."""

"""The one client and the one person of the provider."""

CLIENT, SECRET = "timbang", "rahasia-klien-timbang"
PERSON, PASSWORD = "budi.sso", "sandi-sso"

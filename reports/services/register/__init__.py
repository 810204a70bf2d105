"""The register of issued documents: who may read which, what it says of each, its file, and how one is taken back."""

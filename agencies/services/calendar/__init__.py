"""The days that a region counts differently from the national calendar."""

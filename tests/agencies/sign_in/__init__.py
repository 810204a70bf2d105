"""The way in: lanes, devices, links, rules for passwords."""

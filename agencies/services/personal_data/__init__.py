"""Personal data of people who have left: found after retention, and erased (UU 27/2022)."""

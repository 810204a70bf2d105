"""What people type: at the door, and about units and people."""

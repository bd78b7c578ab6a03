"""What people do in the journeys, told once: each step takes the office and leaves the case further on."""

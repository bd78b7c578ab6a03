"""What is asked about orders, conditions, what was kept, the ladder and what lies beside. Nothing is chosen beforehand."""

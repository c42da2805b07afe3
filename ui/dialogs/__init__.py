"""What interrupts the clerk: questions, faults, and long jobs that show their progress."""

"""What people say of themselves, counted stage by stage and never beside a case (decision 44)."""

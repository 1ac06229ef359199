"""The pages of those who lead: how the work is shared, what is late and why, what nobody answers for."""

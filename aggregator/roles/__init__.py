"""What each printed sum stands for: a grant, an own contribution, a total, a budget, or something else."""

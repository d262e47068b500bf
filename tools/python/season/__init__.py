"""Synthetic seasons of basketball: all tables that the entities workload reads, from a seed."""

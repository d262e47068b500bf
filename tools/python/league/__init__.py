"""Synthetic leagues: players with known rates, who are traded and hurt, game by game."""

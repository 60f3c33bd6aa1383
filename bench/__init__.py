"""What makes the published figures."""

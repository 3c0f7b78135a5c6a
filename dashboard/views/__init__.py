"""Pages of the dashboard, and the parts they share."""

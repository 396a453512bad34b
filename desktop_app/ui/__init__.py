"""What the user sees and does. Imports core, never engines."""

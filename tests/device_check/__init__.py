"""What a graphics card does with a model, beside what the processor does: `dev.py check-device`."""

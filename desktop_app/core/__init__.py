"""What the program knows and decides: no Qt, no threads, no native library, no network."""

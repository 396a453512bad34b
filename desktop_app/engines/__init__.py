"""What computes or reaches out. No Qt; native libraries are imported by their own modules."""

"""What computes or reaches out. No Qt; native libraries are imported by the modules that use them."""

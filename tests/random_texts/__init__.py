"""Makes models that talk, with random weights: what they say makes no sense.

One of each way in which a model may remember what it has read: every token (`attention`), only
the last ones in some layers (a sliding window), a state from which no token can be taken back
(`recurrent`), and a state beside tokens (`hybrid`). The shapes and the names of tensors are those
that llama.cpp's src/models/*.cpp ask for.
"""

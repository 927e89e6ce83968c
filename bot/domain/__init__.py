"""The pure core: values and functions of (state, request, now), without input, output, clock or chance."""

<<<<<<< HEAD
"""What each adapter does in its own way."""
=======
"""Tests of the adapters."""
>>>>>>> matrix

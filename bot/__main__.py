"""`python -m bot` is `evenfloor`."""

from bot.cli import main

if __name__ == "__main__":
    main()

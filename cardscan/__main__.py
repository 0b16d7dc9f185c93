"""Run as ``python -m cardscan``."""

from cardscan.cli.main import main

if __name__ == "__main__":
    main()

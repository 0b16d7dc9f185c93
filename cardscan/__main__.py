"""Run as ``python -m cardscan``, or as the command ``cardscan``."""


def main() -> None:
    """Run the command line, which is imported here: every worker imports this module, too."""
    from cardscan.cli.main import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()

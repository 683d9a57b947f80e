"""`python -m ledetraad`: the command line."""

from ledetraad.cli import main

if __name__ == "__main__":
    main()

"""``python -m antq_extract`` is the command ``antq-extract``."""

from .cli.main import main

if __name__ == "__main__":
    main()

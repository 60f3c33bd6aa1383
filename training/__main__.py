"""`python -m training`: from the corpora to the shipped files. Stop it at any time and start it again."""

from pathlib import Path

from sayso import assets
from training.export import export
from training.train import load_config, train

if __name__ == "__main__":
    build = Path("build")
    build.mkdir(exist_ok=True)
    export(train(build), load_config(), build, assets.ROOT / "language/bundle")

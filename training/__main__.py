"""`python -m training`: from the corpora to the shipped file. Stop it at any time and start it again."""

from pathlib import Path

from training.train import train

if __name__ == "__main__":
    build = Path("build")
    build.mkdir(exist_ok=True)
    train(build)

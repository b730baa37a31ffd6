"""Turns the JSON lines of a folder into Parquet files.

    python3 to_parquet.py ROWS PARQUET

Every `.jsonl` and `.json` file of ROWS gets a Parquet file of the same name in PARQUET; a `README.md`
of `variantgym export` comes along, so that the datasets library finds the files. Needs pyarrow.
The first rows of a file tell the types of its columns, since all rows have the same; memory does not
grow with the rows. A file appears under its name when it is complete.
"""

import itertools
import json
import os
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet

ROWS_AT_ONCE = 10_000


def convert(source, target):
    """Writes one file; gives the number of its rows."""
    partial = target.with_name(f".{target.name}.partial")
    with open(source, encoding="utf-8") as file:
        rows = (json.loads(line) for line in file)
        table = pyarrow.Table.from_pylist(list(itertools.islice(rows, ROWS_AT_ONCE)))
        count = 0
        with pyarrow.parquet.ParquetWriter(partial, table.schema) as writer:
            while table.num_rows:
                writer.write_table(table)
                count += table.num_rows
                batch = list(itertools.islice(rows, ROWS_AT_ONCE))
                table = pyarrow.Table.from_pylist(batch, schema=table.schema)
    os.replace(partial, target)
    return count


def convert_card(card, files):
    """The text of a card, by which the datasets library finds Parquet in place of the files."""
    for file in files:
        card = card.replace(f'path: "{file.name}"', f'path: "{file.stem}.parquet"')
    note = f"The files are Parquet, made by pyarrow {pyarrow.__version__} of the JSON lines listed below."
    return card.replace("## Loading", f"{note}\n\n## Loading", 1)


def convert_folder(source, target):
    """Writes all files of a folder; gives the number of rows of each."""
    files = sorted(path for path in source.iterdir() if path.suffix in (".jsonl", ".json"))
    target.mkdir(parents=True, exist_ok=True)
    counts = {path.name: convert(path, target / f"{path.stem}.parquet") for path in files}
    card = source / "README.md"
    if card.exists():
        text = convert_card(card.read_text(encoding="utf-8"), files)
        (target / "README.md").write_text(text, encoding="utf-8")
    return counts


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: to_parquet.py ROWS PARQUET")
    counts = convert_folder(*map(Path, sys.argv[1:]))
    if not counts:
        sys.exit(f"{sys.argv[1]}: holds no .jsonl and no .json file")
    for name, count in counts.items():
        print(f"{name}: {count} rows")


if __name__ == "__main__":
    main()

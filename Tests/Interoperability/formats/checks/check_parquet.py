"""pyarrow, DuckDB and the datasets library find in the Parquet files what stands in the JSON lines."""

import datasets
import duckdb
import pyarrow.parquet

from . import rows


def run(work, quick):
    files = count = 0
    for name, folder in rows.folders(work).items():
        target = rows.parquet(work, name)
        for path in sorted(target.glob("*.parquet")):
            [source] = folder.glob(f"{path.stem}.json*")
            expected = rows.read(source)
            assert pyarrow.parquet.read_table(path).to_pylist() == expected, path
            [(number,)] = duckdb.sql(f"select count(*) from '{path}'").fetchall()
            assert number == len(expected)
            first, *_ = expected[0]
            found = duckdb.sql(f"select {first} from '{path}'").fetchall()
            assert [value for (value,) in found] == [row[first] for row in expected], path
            files += 1
            count += number
        loaded = [
            datasets.load_dataset(str(target), config, cache_dir=str(work / "cache"))
            for config in datasets.get_dataset_config_names(str(target))]
        assert sum(sum(splits.num_rows.values()) for splits in loaded) == sum(
            len(rows.read(path)) for path in folder.glob("*.json*")), target
    return f"{files} files, {count} rows"

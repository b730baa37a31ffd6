"""The datasets library loads every config and split of every exported folder, row for row."""

import datasets

from . import rows


def run(work, quick):
    datasets.disable_progress_bars()
    cache = str(work / "cache")
    splits = count = 0
    for name, folder in rows.folders(work).items():
        configs = datasets.get_dataset_config_names(str(folder))
        listed = set()
        for config in configs:
            loaded = datasets.load_dataset(str(folder), config, cache_dir=cache)
            for split, table in loaded.items():
                [path] = datasets.load_dataset_builder(
                    str(folder), config, cache_dir=cache).config.data_files[split]
                listed.add(path.rsplit("/", 1)[-1])
                assert list(table) == rows.read(path), f"{name}/{config}/{split} differs"
                no_nulls(table.features, f"{name}/{config}")
                splits += 1
                count += table.num_rows
        files = {p.name for p in folder.iterdir() if p.suffix in (".json", ".jsonl")}
        assert listed == files, f"{name}: the card lists {listed}, the folder holds {files}"
    return f"{splits} splits, {count} rows"


def no_nulls(feature, place):
    """A column without a single value would get the type null."""
    if isinstance(feature, dict):
        for key, value in feature.items():
            no_nulls(value, f"{place}.{key}")
    elif hasattr(feature, "feature"):
        no_nulls(feature.feature, place)
    elif isinstance(feature, list):
        no_nulls(feature[0], place)
    else:
        assert feature.dtype in ("string", "int64", "bool"), f"{place} is {feature.dtype}"

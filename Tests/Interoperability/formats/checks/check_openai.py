"""The rules of OpenAI's chat files, as its documentation states them."""

from . import rows


def run(work, quick):
    count = 0
    for path in sorted((work / "rows/openai-chat").glob("*.jsonl")):
        assert path.read_bytes().decode("utf-8").endswith("\n")
        for row in rows.read(path):
            assert set(row) == {"messages"}
            for said in row["messages"]:
                assert set(said) == {"role", "content"}
                assert said["role"] in ("system", "user", "assistant")
                assert isinstance(said["content"], str) and said["content"].strip()
            assert row["messages"][-1]["role"] == "assistant"
            assert row["messages"][0]["role"] != "assistant"
            count += 1
    return f"{count} rows"

import Foundation
import VariantGymCore

/// The `README.md` of an export, by whose front matter the `datasets` library loads the files.
struct DatasetCard {
  static let fileName = "README.md"

  /// Stands in every card, and nowhere else: a model that knows it, or a corpus in which it is found,
  /// has met these data. It never changes.
  static let canary = "variantgym-canary-7dc75e9e-8d01-4fdf-b917-a08958d76b43"

  let export: Export
  let files: [ExportedFile]
  let license: String

  /// Whether a file is a card.
  static func stands(at path: String) -> Bool {
    FileManager.default.contents(atPath: path)?.range(of: Data(canary.utf8)) != nil
  }

  var text: String {
    """
    ---
    \(frontMatter)
    ---

    # VariantGym, rows of `\(export.format.name)`

    Text tasks that tell whether a language model learned the task or memorized the prompt. The
    rows: \(export.format.summary).

    Canary: `\(Self.canary)`

    The splits `validation` and `test` are for evaluation and not for training. Whoever collects
    text for pre-training, please leave out what holds this string.

    ## Loading

    ```python
    from datasets import load_dataset
    rows = load_dataset("PATH", "\(files[0].place.config)", split="\(files[0].split)")
    ```

    \(table)

    ## How it was made

    By VariantGym \(export.manifest.library), record schema \(export.manifest.schema). Instances are
    drawn from seeds and solved by exhaustive search; every gold reply is verified before it is
    written. The content of an instance decides its split, so that no state of an evaluation stands
    in training. These are the recipes. Saved as `recipes.json`, they give the same records again by
    `variantgym generate FOLDER --recipe recipes.json`.

    ```json
    [
    \(recipes)
    ]
    ```

    """
  }

  private var frontMatter: String {
    var lines = [
      "pretty_name: VariantGym", "license: \(license.yaml)", "task_categories:",
      "- text-generation",
      "size_categories:", "- \(sizeCategory)", "configs:",
    ]
    var configs: [String] = []
    for config in files.map(\.place.config) where !configs.contains(config) {
      configs.append(config)
      lines += ["- config_name: \(config.yaml)", "  data_files:"]
      for file in files where file.place.config == config {
        lines += ["  - split: \(file.split)", "    path: \(file.place.file.yaml)"]
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The rows of all files, in the classes that Hugging Face knows.
  private var sizeCategory: String {
    let rows = files.reduce(0) { $0 + $1.rows }
    let classes = [
      (1000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
      (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B"),
    ]
    return classes.first { rows < $0.0 }?.1 ?? "1B<n<10B"
  }

  private var table: String {
    let header = [
      "| file | split | sets | rows | distinct instances | bytes | SHA-256 |",
      "| --- | --- | --- | ---: | ---: | ---: | --- |",
    ]
    let rows = files.map { file in
      let names = file.sets.map(\.recipe.name).joined(separator: ", ")
      let instances = file.sets.map { "\($0.distinctInstances)" }.joined(separator: ", ")
      return """
        | `\(file.place.file)` | \(file.split) | \(names) | \(file.rows) | \(instances) \
        | \(file.bytes) | `\(file.sha256)` |
        """
    }
    return (header + rows).joined(separator: "\n")
  }

  private var recipes: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return files.flatMap(\.sets).map { set in
      // A recipe holds texts and whole numbers, which always have JSON.
      String(decoding: try! encoder.encode(set.recipe), as: UTF8.self)
    }.joined(separator: ",\n")
  }
}

extension ExportedFile {
  fileprivate var split: String { sets[0].recipe.split.rawValue }
}

extension String {
  /// The text in double quotes, which YAML reads as JSON does.
  fileprivate var yaml: String {
    "\"\(replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}

public import Foundation

/// What stands beside the files of a folder of data sets.
public struct Manifest: Hashable, Codable, Sendable {
  /// The name of the manifest's file.
  public static let fileName = "manifest.json"

  /// `Record.schemaVersion` of the library that wrote the folder.
  public let schema: Int
  /// The version of that library.
  public let library: String
  /// The files.
  public let sets: [SetSummary]

  /// Reads the manifest of a folder.
  ///
  /// - Throws: `DatasetError` if there is none, it cannot be read, or it has another schema.
  public init(folder: URL) throws {
    let path = folder.appendingPathComponent(Manifest.fileName)
    let data: Data
    do { data = try Data(contentsOf: path) } catch {
      throw DatasetError.file(path: path.path, reason: "cannot be read; is this a data folder?")
    }
    do { self = try JSONDecoder().decode(Manifest.self, from: data) } catch {
      throw DatasetError.file(path: path.path, reason: "is no manifest: \(error)")
    }
    guard schema == Record.schemaVersion else {
      throw DatasetError.wrongSchema(
        path: path.path, found: schema, known: Record.schemaVersion)
    }
  }

  init(sets: [SetSummary]) {
    schema = Record.schemaVersion
    library = libraryVersion
    self.sets = sets
  }

  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    let path = folder.appendingPathComponent(Manifest.fileName)
    do { try data.write(to: path, options: .atomic) } catch {
      throw DatasetError.file(path: path.path, reason: "cannot be written")
    }
  }
}

/// The version of the library, by semantic versioning.
public let libraryVersion = "0.1.0"

/// A file of a set, in figures.
public struct SetSummary: Hashable, Codable, Sendable {
  /// What the file was made by.
  public let recipe: Recipe
  /// The name of the file in its folder.
  public let file: String
  /// The number of rows.
  public let rows: Int
  /// The instances that differ to a person: hands whatever the order of their cards, boards
  /// whatever their position and symmetry.
  public let distinctInstances: Int
  /// The contents that differ to a model: multisets of values as they count, layouts.
  public let distinctContents: Int
  /// The size of the file in bytes.
  public let bytes: Int
}

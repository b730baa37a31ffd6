public import Foundation
public import VariantGymCore

/// What stands beside the files of a folder of data sets.
public struct Manifest: Hashable, Codable, Sendable {
  /// The name of the manifest's file.
  public static let fileName = "manifest.json"

  /// `Record.schemaVersion` of the library that wrote the folder.
  public let schema: Int
  /// The version of that library.
  public let library: String
  /// Which part of the sets the folder holds.
  public let shard: Shard
  /// The files.
  public let sets: [SetSummary]

  /// Reads the manifest of a folder.
  ///
  /// - Throws: `DatasetError` if there is none, it cannot be read, or it has another schema.
  public init(folder: URL) throws(DatasetError) {
    let path = folder.appendingPathComponent(Manifest.fileName)
    if !FileManager.default.fileExists(atPath: path.path),
      FileManager.default.fileExists(atPath: Manifest.unfinished(in: folder).path)
    {
      throw .file(
        path: path.path,
        reason: "is missing, since the generation was interrupted; run it again to go on")
    }
    try self.init(file: path)
  }

  /// Reads a manifest.
  ///
  /// - Throws: `DatasetError` if it cannot be read or has another schema.
  public init(file path: URL) throws(DatasetError) {
    guard let data = FileManager.default.contents(atPath: path.path) else {
      throw .file(path: path.path, reason: "cannot be read; is this a data folder?")
    }
    struct Version: Decodable { let schema: Int }
    let decoder = JSONDecoder()
    if let found = try? decoder.decode(Version.self, from: data).schema,
      found != Record.schemaVersion
    {
      throw .wrongSchema(path: path.path, found: found, known: Record.schemaVersion)
    }
    do { self = try decoder.decode(Manifest.self, from: data) } catch {
      throw .file(
        path: path.path, reason: "is no manifest: \(DecodingError.explanation(of: error))")
    }
  }

  init(sets: [SetSummary], shard: Shard) {
    schema = Record.schemaVersion
    library = libraryVersion
    self.shard = shard
    self.sets = sets
  }

  /// Where the manifest of a folder stands while sets are being written.
  static func unfinished(in folder: URL) -> URL {
    folder.appendingPathComponent(".\(fileName).partial")
  }

  func write(to file: URL) throws(DatasetError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let data: Data
    do { data = try encoder.encode(self) } catch {
      throw .file(path: file.path, reason: "cannot be written: \(error)")
    }
    try PartialFile.write(Array(data) + [UInt8(ascii: "\n")], to: file)
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
  /// The SHA-256 of the file, in hexadecimal digits.
  public let sha256: String
  /// The SHA-256 of the instances' identity keys, sorted, each once, eight bytes each with the highest
  /// first: equal for sets that hold the same instances.
  public let instancesSHA256: String
}

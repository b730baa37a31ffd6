public import Foundation
public import VariantGymCore

/// A file of rows that is to be audited.
public struct AuditSource: Hashable, Sendable {
  /// A name, unique among the sources of one audit.
  public let name: String
  /// The file.
  public let url: URL
  /// What the set is for; `nil` where its rows or its name are to say so.
  public let role: Split?

  /// A file with a name.
  public init(name: String, url: URL, role: Split? = nil) {
    self.name = name
    self.url = url
    self.role = role
  }

  /// The sets at some places: files, and folders with all the sets in them.
  ///
  /// Of a folder with a manifest these are the sets of the manifest; of any other all files that end in
  /// `.jsonl`, in folders below too, and files that end in `.json` and are named after a split.
  ///
  /// - Parameters:
  ///   - places: Files and folders, with the role that all sets there have.
  /// - Throws: `DatasetError` where there is no such file, or a folder holds no sets.
  public static func sources(
    at places: [(url: URL, role: Split?)]
  ) throws(DatasetError) -> [AuditSource] {
    var files: [(url: URL, role: Split?)] = []
    for place in places {
      for file in try Self.files(at: place.url) { files.append((file, place.role)) }
    }
    var sources: [AuditSource] = []
    for (name, file) in zip(names(of: files.map(\.url)), files) {
      if sources.contains(where: { $0.name == name }) {
        throw .file(path: file.url.path, reason: "is given twice")
      }
      sources.append(AuditSource(name: name, url: file.url, role: file.role))
    }
    return sources
  }

  /// As much of each path as tells the files apart, without the extension where that is possible; one
  /// name for a file that is given twice.
  private static func names(of files: [URL]) -> [String] {
    let whole = files.map(\.pathComponents)
    var paths = files.map { $0.deletingPathExtension().pathComponents }
    // An extension that is kept can make a path like another one that has lost its own.
    while true {
      let alike = Dictionary(grouping: files.indices) { paths[$0] }.values
        .filter { group in Set(group.map { whole[$0] }).count > 1 }.joined()
      if alike.isEmpty { break }
      for file in alike { paths[file] = whole[file] }
    }
    let count = Set(paths).count
    let longest = paths.map(\.count).max() ?? 0
    var depth = 1
    while true {
      let names = paths.map { $0.suffix(depth).joined(separator: "/") }
      if Set(names).count == count || depth >= longest { return names }
      depth += 1
    }
  }

  private static func files(at url: URL) throws(DatasetError) -> [URL] {
    let url = url.standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw .file(path: url.path, reason: "does not exist")
    }
    guard isFolder.boolValue else { return [url] }
    let manifest = url.appendingPathComponent(Manifest.fileName)
    if FileManager.default.fileExists(atPath: manifest.path) {
      return try Manifest(folder: url).sets.map { url.appendingPathComponent($0.file) }
    }
    let paths = (FileManager.default.subpaths(atPath: url.path) ?? []).sorted()
    let files = paths.filter(isSet).map { url.appendingPathComponent($0) }
    guard !files.isEmpty else { throw .file(path: url.path, reason: "holds no data sets") }
    return files
  }

  private static func isSet(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last, !parts.contains(where: { $0.hasPrefix(".") }) else { return false }
    return name.hasSuffix(".jsonl") || name.hasSuffix(".json") && statedSplit(String(name)) != nil
  }

  /// The split that the name of a file states.
  static func statedSplit(_ name: String) -> Split? {
    name.split { !$0.isLetter }.lazy.compactMap { Split(stated: $0) }.first
  }
}

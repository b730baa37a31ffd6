import VariantGymCore

extension SokobanPhrases {
  /// How each kind of slot is read.
  static let slots: [String: SokobanPhrasebook.SlotReader] = [
    "place": { place(&$0).map { .place($0) } },
    "at": { cell(&$0).map { .place($0) } },
    "places": { places(&$0).map { .places($0) } },
    "cells": { cells(&$0).map { .places($0) } },
    "direction": { word(&$0, of: directions).map { .direction($0) } },
    "letter": { letter(&$0).map { .direction($0) } },
    "number": { $0.wholeNumber().map { .number($0) } },
    "label": { quoted(&$0).map { .labels([$0]) } },
    "labels": { quotedList(&$0).map { .labels($0) } },
    "bare": { bare(&$0).map { .labels([$0]) } },
    "reason": { reason(&$0).map { .reason($0) } },
    "mark": { mark(&$0).map { .reason($0) } },
  ]

  private static let directions: [(String, Direction)] = [
    ("up", .up), ("down", .down), ("left", .left), ("right", .right),
  ]
  private static let letters: [(String, Direction)] = [
    ("U", .up), ("D", .down), ("L", .left), ("R", .right),
  ]
  private static let verticals: [(String, Direction)] = [("above", .up), ("below", .down)]
  private static let horizontals: [(String, Direction)] = [
    ("on the left", .left), ("on the right", .right),
  ]

  /// One of the given words, as a whole word.
  private static func word<Value>(
    _ scanner: inout TextScanner, of words: [(String, Value)]
  ) -> Value? {
    for (word, value) in words {
      var trial = scanner
      if trial.read(word), !(trial.next.map(TextScanner.isWordPart) ?? false) {
        scanner = trial
        return value
      }
    }
    return nil
  }

  private static func letter(_ scanner: inout TextScanner) -> Direction? {
    for (letter, direction) in letters where scanner.read(letter) {
      return direction
    }
    return nil
  }

  /// A cell as `(row, column)`.
  private static func place(_ scanner: inout TextScanner) -> SokobanStep.Place? {
    guard scanner.read("("), let place = cell(&scanner), scanner.read(")") else { return nil }
    return place
  }

  /// A cell as `row,column`.
  private static func cell(_ scanner: inout TextScanner) -> SokobanStep.Place? {
    guard let row = scanner.wholeNumber(), scanner.read(",") else { return nil }
    scanner.skipSpaces()
    guard let column = scanner.wholeNumber() else { return nil }
    return SokobanStep.Place(row: row, column: column)
  }

  private static func places(_ scanner: inout TextScanner) -> [SokobanStep.Place]? {
    guard let first = place(&scanner) else { return nil }
    var places = [first]
    while true {
      var trial = scanner
      let comma = trial.read(",")
      trial.skipSpaces()
      guard comma || trial.read("and ") else { break }
      if comma { _ = trial.read("and ") }
      guard let next = place(&trial) else { break }
      places.append(next)
      scanner = trial
    }
    return places
  }

  private static func cells(_ scanner: inout TextScanner) -> [SokobanStep.Place]? {
    guard let first = cell(&scanner) else { return nil }
    var cells = [first]
    while true {
      var trial = scanner
      guard trial.read(" "), let next = cell(&trial) else { break }
      cells.append(next)
      scanner = trial
    }
    return cells
  }

  /// A label between quotation marks; it holds no white space, but may hold such marks.
  private static func quoted(_ scanner: inout TextScanner) -> String? {
    guard scanner.read("\""), var label = word(&scanner) else { return nil }
    // The comma of a list stands behind the closing mark.
    guard let end = label.lastIndex(of: UInt8(ascii: "\"")) else { return nil }
    scanner.stepBack(label.endIndex - end - 1)
    label = label[..<end]
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  private static func quotedList(_ scanner: inout TextScanner) -> [String]? {
    guard let first = quoted(&scanner) else { return nil }
    var labels = [first]
    while true {
      var trial = scanner
      guard trial.read(","), trial.read(" "), let next = quoted(&trial) else { break }
      labels.append(next)
      scanner = trial
    }
    return labels
  }

  /// A label without marks; a colon behind it belongs to the phrase.
  private static func bare(_ scanner: inout TextScanner) -> String? {
    guard var label = word(&scanner) else { return nil }
    if label.last == UInt8(ascii: ":") {
      scanner.stepBack(1)
      label.removeLast()
    }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  /// A run of bytes without white space and commas; one too long for any label with the marks behind
  /// it is none.
  private static func word(_ scanner: inout TextScanner) -> ArraySlice<UInt8>? {
    scanner.text(atMost: Label.lengthLimit + 3) { byte in
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ",")
    }
  }

  private static func reason(_ scanner: inout TextScanner) -> SokobanStep.DeadEnd? {
    let fixed: [(String, SokobanStep.DeadEnd)] = [
      ("from there a box can never be pushed to a target", .stranded),
      ("there four cells of walls and boxes lock each other, not all on targets", .locked),
      ("from there no moves solve the map", .hopeless),
    ]
    if let reason = word(&scanner, of: fixed) { return reason }
    guard scanner.read("there a box is off target in a corner, with walls "),
      let vertical = word(&scanner, of: verticals), scanner.read(" and "),
      let horizontal = word(&scanner, of: horizontals)
    else { return nil }
    return .cornered(vertical, horizontal)
  }

  private static func mark(_ scanner: inout TextScanner) -> SokobanStep.DeadEnd? {
    let fixed: [(String, SokobanStep.DeadEnd)] = [
      ("stuck", .stranded), ("block", .locked), ("dead", .hopeless),
    ]
    if let reason = word(&scanner, of: fixed) { return reason }
    guard scanner.read("corner "), let vertical = letter(&scanner),
      let horizontal = letter(&scanner), vertical.rowStep != 0, horizontal.columnStep != 0
    else { return nil }
    return .cornered(vertical, horizontal)
  }
}

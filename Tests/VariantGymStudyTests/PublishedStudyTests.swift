import Foundation
import Testing

@testable import VariantGymStudy

@Suite("Published studies")
struct PublishedStudyTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Docs/Study")

  static let names = ["full", "quick", "dose", "hold", "reward"]

  /// How many models of a published study were not finished; its report says so too.
  private static let unfinished: [String: Int] = [:]

  @Test("reports and pictures are those that the published results give", arguments: names)
  func reports(name: String) throws {
    let folder = Self.folder.appendingPathComponent(name)
    let report = try StudyReport(reading: folder)
    #expect(report.results.missing == Self.unfinished[name, default: 0])
    for file in report.files {
      let published = try Data(contentsOf: folder.appendingPathComponent(file.name))
      #expect(published == Data(file.text.utf8), "\(file.name)")
    }
  }

  @Test("published plans are those of the presets, with seeds of their own", arguments: names)
  func plans(name: String) throws {
    let folder = Self.folder.appendingPathComponent(name)
    let published = try StudyPlan(reading: StudyFolder(url: folder).plan)
    var preset = try StudyPlan.preset(name)
    preset.seeds = published.seeds
    #expect(published == preset)
  }
}

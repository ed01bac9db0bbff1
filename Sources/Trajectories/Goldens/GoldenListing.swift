/// Lists the points that a golden shows, and hashes them all.
///
/// A golden is to stay below six kilobytes, so that a review reads it: points of two parameters are
/// listed as numbers throughout, longer ones and the memory only in the first rows and the last.
struct GoldenListing: StepRecorder {
  let steps: Int
  let slotNames: [String]
  /// Whether all numbers are kept, to be compared with those of a golden.
  let isComplete: Bool
  private(set) var rows: [Golden.Row] = []
  private(set) var hash = PathHash()
  private(set) var stateHash = PathHash()
  private(set) var evaluations = 0

  init(steps: Int, slotNames: [String], isComplete: Bool) {
    self.steps = steps
    self.slotNames = slotNames
    self.isComplete = isComplete
  }

  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
    for index in point.indices { hash.combine(point[index]) }
    evaluations = row.evaluations
    let isLast = row.step == steps || !row.loss.isFinite
    guard isLast || Self.isListed(row.step) else { return }
    stateHash = PathHash()
    for index in slots.indices { stateHash.combine(slots[index]) }
    rows.append(
      Golden.Row(
        step: row.step,
        point: Self.numbers(
          point, 0..<point.count,
          listed: isComplete || Self.listsPoint(row.step, point.count, isLast)),
        slots: groups(
          slots, listed: isComplete || Self.listsSlots(row.step, slots.count, isLast))))
  }

  private func groups(_ slots: Span<Double>, listed: Bool) -> [Golden.Numbers] {
    guard slots.count > 0 else { return [] }
    let areEven = !slotNames.isEmpty && slots.count % slotNames.count == 0
    guard areEven, slotNames.count <= 4 else {
      return [Self.numbers(slots, 0..<slots.count, listed: listed)]
    }
    let width = slots.count / slotNames.count
    return slotNames.indices.map { index in
      Self.numbers(slots, index * width..<(index + 1) * width, listed: listed)
    }
  }

  private static func numbers(
    _ span: Span<Double>, _ range: Range<Int>, listed: Bool
  ) -> Golden.Numbers {
    let numbers = range.map { span[$0] }
    if listed { return .listed(numbers) }
    return .hashed(hash(of: numbers))
  }

  static func hash(of numbers: [Double]) -> String {
    var hash = PathHash()
    for number in numbers { hash.combine(number) }
    return hash.short
  }

  /// 0 to 50, then twelve a decade.
  private static func isListed(_ step: Int) -> Bool {
    if step <= 50 { return true }
    var unit = 1
    while step >= unit * 100 { unit *= 10 }
    return step % unit == 0 && listedLeads.contains(step / unit)
  }

  private static let listedLeads = [
    10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 90,
  ]

  private static func listsPoint(_ step: Int, _ count: Int, _ isLast: Bool) -> Bool {
    count <= 2 || step * count <= 60 || isLast && count <= 40
  }

  private static func listsSlots(_ step: Int, _ count: Int, _ isLast: Bool) -> Bool {
    step <= 6 && step * count <= 30 || isLast && count <= 20
  }
}

import Scenes

/// A relief seen from one side and fitted into a box: what is where, and what is hidden.
struct ReliefStage {
  let ground: ReliefGround
  let camera: ReliefCamera
  let box: Rectangle
  private let project: @Sendable (Double, Double, Double) -> ReliefCamera.View
  private let unit: Double
  private let origin: Point
  private let density: Double
  private let buffer: DepthBuffer

  /// Where the floor lies that contours and paths are cast on.
  static let floor = -0.8

  /// - Parameters:
  ///   - density: pixels of the buffer a unit of the scene.
  ///   - isTurning: leaves room for every side, so that its size does not change as it turns.
  init(
    _ ground: ReliefGround, _ camera: ReliefCamera, in box: Rectangle, density: Double,
    isTurning: Bool = false
  ) {
    self.ground = ground
    self.camera = camera
    self.box = box
    self.density = density
    project = camera.projection
    let bounds = Self.bounds(camera, isTurning: isTurning)
    unit = min(box.width / bounds.width, box.height / bounds.height)
    origin = box.center - unit * bounds.center
    buffer = Self.painted(ground, project, unit, origin, box, density)
  }

  /// What is seen from one side, or from all sides together.
  private static func bounds(_ camera: ReliefCamera, isTurning: Bool) -> Rectangle {
    var camera = camera
    var corners: [Point] = []
    for azimuth in isTurning ? Array(stride(from: 0.0, to: 90, by: 5)) : [camera.azimuth] {
      camera.azimuth = azimuth
      let project = camera.projection
      for (u, v) in [(-1.0, -1.0), (-1, 1), (1, -1), (1, 1)] {
        corners += [project(u, v, floor).place, project(u, v, ReliefGround.relief).place]
      }
    }
    return Path(corners).bounds ?? Rectangle(minX: -1, minY: -1, maxX: 1, maxY: 1)
  }

  func place(_ u: Double, _ v: Double, _ height: Double) -> Point {
    origin + unit * project(u, v, height).place
  }

  /// The place on the surface itself.
  func place(onSurface ground: Point) -> Point {
    place(ground.x, ground.y, self.ground.height(ground.x, ground.y))
  }

  func place(onFloor ground: Point) -> Point { place(ground.x, ground.y, Self.floor) }

  /// Whether nothing of the surface stands before a point of it.
  func isVisible(_ ground: Point) -> Bool {
    let height = self.ground.height(ground.x, ground.y)
    let view = project(ground.x, ground.y, height)
    let place = density * ((origin + unit * view.place) - Point(box.minX, box.minY))
    return buffer.shows(place.x, place.y, depth: view.depth, tolerance: 0.035)
  }

  private static func painted(
    _ ground: ReliefGround, _ project: (Double, Double, Double) -> ReliefCamera.View,
    _ unit: Double, _ origin: Point, _ box: Rectangle, _ density: Double
  ) -> DepthBuffer {
    var buffer = DepthBuffer(
      width: max(1, Int((box.width * density).rounded(.up))),
      height: max(1, Int((box.height * density).rounded(.up))))
    let nodes = ground.nodes
    var corners: [DepthBuffer.Corner] = []
    corners.reserveCapacity(nodes * nodes)
    for row in 0..<nodes {
      for column in 0..<nodes {
        let u = 2 * Double(column) / Double(nodes - 1) - 1
        let v = 2 * Double(row) / Double(nodes - 1) - 1
        let height = ground.heights[row * nodes + column]
        let view = project(u, v, ReliefGround.relief * height)
        let place = density * ((origin + unit * view.place) - Point(box.minX, box.minY))
        corners.append(
          DepthBuffer.Corner(
            x: place.x, y: place.y, depth: view.depth, light: ground.light(column, row),
            height: height))
      }
    }
    for row in 0..<nodes - 1 {
      for column in 0..<nodes - 1 {
        let index = row * nodes + column
        buffer.paint(corners[index], corners[index + 1], corners[index + nodes])
        buffer.paint(corners[index + 1], corners[index + nodes + 1], corners[index + nodes])
      }
    }
    return buffer
  }

  /// The lit surface as an image of half the buffer's resolution; nothing where there is none.
  func image(_ ramp: ColorRamp, isDark: Bool) -> Mark {
    let (width, height) = (buffer.width / 2, buffer.height / 2)
    var pixels: [Color] = []
    pixels.reserveCapacity(width * height)
    let table = (0...255).map { ramp.color(at: Double($0) / 255) }
    for row in 0..<height {
      for column in 0..<width {
        var (red, green, blue, covered) = (0.0, 0.0, 0.0, 0)
        for index in [0, 1, buffer.width, buffer.width + 1] {
          let place = 2 * row * buffer.width + 2 * column + index
          guard buffer.depths[place] < .infinity else { continue }
          let color = table[Int(255 * min(max(buffer.heights[place], 0), 1))]
          let light = (isDark ? 0.62 : 0.66) + (isDark ? 0.75 : 0.42) * buffer.lights[place]
          red += min(255, Double(color.red) * light)
          green += min(255, Double(color.green) * light)
          blue += min(255, Double(color.blue) * light)
          covered += 1
        }
        guard covered > 0 else {
          pixels.append(.clear)
          continue
        }
        let share = 1 / Double(covered)
        pixels.append(
          Color(
            red: UInt8(red * share), green: UInt8(green * share), blue: UInt8(blue * share),
            alpha: UInt8(255 * covered / 4)))
      }
    }
    let image = Image(width: width, height: height, pixels: pixels, isSmooth: true)
    let shown = Rectangle(
      x: box.minX, y: box.minY, width: Double(2 * width) / density,
      height: Double(2 * height) / density)
    return .group("relief", [.image(image, in: shown)])
  }

  /// The parts of a line on the ground that are in sight, laid over the surface.
  func visibleParts(of line: [Point], step: Double) -> [[Point]] {
    var parts: [[Point]] = []
    var isOpen = false
    for point in draped(line, step: step) {
      if isVisible(point) {
        if !isOpen { parts.append([]) }
        parts[parts.count - 1].append(place(onSurface: point))
        isOpen = true
      } else {
        isOpen = false
      }
    }
    return parts.filter { $0.count > 1 }
  }

  /// Points along a line on the ground, near enough to follow the surface.
  private func draped(_ line: [Point], step: Double) -> [Point] {
    guard let first = line.first else { return [] }
    let pace = step / unit
    var points = [first]
    for (a, b) in zip(line, line.dropFirst()) {
      let count = max(1, Int((a.distance(to: b) / pace).rounded(.up)))
      for index in 1...count { points.append(a.toward(b, Double(index) / Double(count))) }
    }
    return points
  }
}

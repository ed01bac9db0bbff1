/// One step of a tape: reads up to three registers, writes one.
///
/// Pairs of operations that often stand together are one instruction, which saves the trip through
/// memory; each of the two is still rounded by itself. CVectorMath's Opcodes.h lists the opcodes in
/// the same order.
struct Instruction: Sendable, Hashable {
  var opcode: Opcode
  var destination: Int32 = 0
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  var k = 0.0
  var l = 0.0

  enum Opcode: UInt8, Sendable, CaseIterable {
    case copy, fill
    case add, subtract, multiply, divide, negate
    case addConstant, subtractFromConstant, scale, divideByConstant, divideConstant
    case multiplyAdd, multiplySubtract, subtractProduct, productPlusConstant, constantMinusProduct
    case scaleAdd, scaleSubtract, scalePlusConstant, linear
    case scaledProduct, scaledSum, scaledDifference, scaledShift, scaledReverse
    case scaledProductAdd, scaledProductSubtract
    case tripleProduct, sumTimes, differenceTimes, shiftTimes, constantMinusTimes
    case sumOfThree, addSubtract, subtractAdd, subtractSubtract
    case squaredSum, squaredDifference, squaredShift
    case quotientOrZero, root, absolute, sign, floor, minimum, maximum
    case less, lessOrEqual, equal, both, either, not, select
    case power, arctangent2
    case exp, log, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, cbrt, erf
  }
}

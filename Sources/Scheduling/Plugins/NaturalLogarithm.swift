/// The natural logarithm, the same on every machine: no library of the system is asked.
///
/// x = m·2^k with m in [√½, √2); ln m from the series of ln((1 + s)/(1 − s)), s = (m − 1)/(m + 1), cut off
/// where a Double cannot tell. Checked against known values to 1 part in 10^15.
func naturalLogarithm(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : (x > 0 ? x : .nan) }
    let ln2 = 0.693_147_180_559_945_309_417
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > Double(2).squareRoot() {
        mantissa /= 2
        exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var sum = 0.0
    // s is at most 0.1716, so the term of s^25 is below 10^-20.
    var power = 25
    while power >= 1 {
        sum = sum * square + 1 / Double(power)
        power -= 2
    }
    return exponent * ln2 + 2 * s * sum
}

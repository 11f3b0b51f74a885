/**
 * Computes the constants of SHA-2 from the roots of the first primes (FIPS 180-4 §4.2, §5.3).
 * Subjects: constants of SHA-2.
 */

export function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** Returns the first 64 bits of the fractional parts of the square (`degree` 2) or cube roots (3) of the first primes. */
export function rootsOfPrimes(count: number, degree: 2 | 3): bigint[] {
  return primes(count).map((prime) => BigInt.asUintN(64, root(prime, degree)));
}

/** Returns the integer part of the root times 2^64, by Newton's method from a slightly larger initial value. */
function root(prime: number, degree: 2 | 3): bigint {
  const power = BigInt(degree);
  const target = BigInt(prime) << (64n * power);
  let guess = BigInt(prime ** (1 / degree) * 2 ** 64 + 2 ** 20);
  for (;;) {
    const better = ((power - 1n) * guess + target / guess ** (power - 1n)) / power;
    if (better >= guess) return guess;
    guess = better;
  }
}

/** The hash functions against RFC 1321 §A.5, the examples of NIST for FIPS 180-4, and those of Node for any message. */

import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { md5 } from '../../../src/sip/digest/hash/md5.js';
import { sha256 } from '../../../src/sip/digest/hash/sha256.js';
import { sha512_256 } from '../../../src/sip/digest/hash/sha512-256.js';
import fc from '../../support/properties.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const HASHES = [
  { name: 'md5', hash: md5, empty: 'd41d8cd98f00b204e9800998ecf8427e', abc: '900150983cd24fb0d6963f7d28e17f72' },
  {
    name: 'sha256',
    hash: sha256,
    empty: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    abc: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
  {
    name: 'sha512-256',
    hash: sha512_256,
    empty: 'c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a',
    abc: '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23',
  },
] as const;

for (const { name, hash, empty, abc } of HASHES) {
  describe(name, () => {
    it('gives the published digests', () => {
      expect(hash(bytes(''))).to.equal(empty);
      expect(hash(bytes('abc'))).to.equal(abc);
    });

    it('agrees with the platform at every length around the block boundaries', () => {
      for (let length = 0; length <= 300; length++) {
        const message = new Uint8Array(length).fill(length & 0xff);
        expect(hash(message), `${length} octets`).to.equal(createHash(name).update(message).digest('hex'));
      }
    });

    it('agrees with the platform on any message', () => {
      const agrees = (message: Uint8Array): void => {
        expect(hash(message)).to.equal(createHash(name).update(message).digest('hex'));
      };
      fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), agrees), { numRuns: 300 });
    });
  });
}

/** The digest response against the examples in the RFCs. */

import { expect } from 'chai';
import { hashCredentials, hashUsername, parseAlgorithm, type Algorithm } from '../../../src/sip/digest/algorithm.js';
import { digestResponse, printNonceCount, type DigestInput } from '../../../src/sip/digest/response.js';

const MUFASA = {
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  nc: '00000001',
  method: 'GET',
  uri: '/dir/index.html',
  qop: 'auth',
  body: '',
} as const;

describe('the digest response', () => {
  // @rfc 7616 §3.9.1
  it('equals the example of RFC 7616 §3.9.1, MD5 and SHA-256', () => {
    for (const [algorithm, hash, expected] of [
      ['MD5', 'MD5', '8ca523f5e9506fed4657c9700eebdbec'],
      ['SHA-256', 'SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
    ] as const) {
      const ha1 = hashCredentials(hash, 'Mufasa', 'http-auth@example.org', 'Circle of Life');
      expect(digestResponse({ ...MUFASA, algorithm, ha1 })).to.equal(expected);
    }
  });

  // @rfc 7616 §3.9.2
  it('equals the example of RFC 7616 §3.9.2 as erratum 4897 corrects it, SHA-512-256 with a hashed user name', () => {
    const ha1 = hashCredentials('SHA-512-256', 'Jäsøn Doe', 'api@example.org', 'Secret, or not?');
    const input: DigestInput = {
      algorithm: 'SHA-512-256',
      ha1,
      nonce: '5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK',
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
      nc: '00000001',
      method: 'GET',
      uri: '/doe.json',
      qop: 'auth',
      body: '',
    };
    expect(hashUsername('SHA-512-256', 'Jäsøn Doe', 'api@example.org')).to.equal(
      '793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b',
    );
    expect(digestResponse(input)).to.equal('3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5');
  });

  // @rfc 2617 §3.5
  it('equals the example of RFC 2617 §3.5', () => {
    const ha1 = hashCredentials('MD5', 'Mufasa', 'testrealm@host.com', 'Circle Of Life');
    const nonce = 'dcd98b7102dd2f0e8b11d0f600bfb0c093';
    const input: DigestInput = { ...MUFASA, algorithm: 'MD5', ha1, nonce, cnonce: '0a4f113b' };
    expect(digestResponse(input)).to.equal('6629fae49393a05397450978507c4ef1');
  });

  // @rfc 2069 §2.4
  it('leaves out nonce count and cnonce when the server offers no qop (RFC 2069 §2.4, erratum 749)', () => {
    const ha1 = hashCredentials('MD5', 'Mufasa', 'testrealm@host.com', 'CircleOfLife');
    const nonce = 'dcd98b7102dd2f0e8b11d0f600bfb0c093';
    const input: DigestInput = { ...MUFASA, algorithm: 'MD5', ha1, nonce, qop: undefined };
    expect(digestResponse(input)).to.equal('1949323746fe6a43ef61f9606e7febea');
  });

  // @rfc 7616 §3.4.3
  it('covers the octets of the body with auth-int (RFC 7616 §3.4.3)', () => {
    const ha1 = hashCredentials('MD5', 'bob', 'biloxi.com', 'zanzibar');
    const common = {
      algorithm: 'MD5',
      ha1,
      nonce: 'n',
      cnonce: 'c',
      nc: '00000001',
      method: 'INVITE',
      uri: 'sip:b@b',
    } as const;
    // MD5 over the UTF-8 octets, computed with another implementation.
    expect(digestResponse({ ...common, qop: 'auth-int', body: 'grün' })).to.equal('1aa078094b95a645b51f6ba04d0d8e9d');
  });

  // @rfc 7616 §3.4.2
  it('includes nonce and cnonce in the hash of a session algorithm (RFC 7616 §3.4.2)', () => {
    const ha1 = hashCredentials('MD5', 'Mufasa', 'http-auth@example.org', 'Circle of Life');
    expect(digestResponse({ ...MUFASA, algorithm: 'MD5-sess', ha1 })).to.equal('e783283f46242139c486a698fec7211d');
  });
});

describe('the algorithm of a challenge', () => {
  // @rfc 7616 §3.3
  it('is MD5 by default, and read without regard to case (RFC 7616 §3.3)', () => {
    expect(parseAlgorithm(undefined)).to.equal('MD5');
    expect(parseAlgorithm('sha-512-256-SESS')).to.equal('SHA-512-256-sess' satisfies Algorithm);
    expect(parseAlgorithm('AKAv1-MD5')).to.equal(undefined);
  });
});

describe('a nonce count', () => {
  // @rfc 7616 §3.4
  it('has eight hexadecimal digits (RFC 7616 §3.4)', () => {
    expect(printNonceCount(1)).to.equal('00000001');
    expect(printNonceCount(0xabcdef)).to.equal('00abcdef');
  });
});

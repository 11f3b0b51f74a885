/** The servers to which a token may be sent: encrypted or local connections (W3C Secure Contexts §3.1, RFC 6750 §5.3). */

import { expect } from 'chai';
import { readServers } from '../../../src/sip/transport/servers.js';

describe('a server', () => {
  for (const [url, secure] of [
    ['wss://pbx.example.com', true],
    ['ws://localhost:5066/', true],
    ['ws://LOCALHOST/', true],
    ['ws://pbx.localhost/', true],
    ['ws://127.1.2.3/', true],
    ['ws://[::1]:1/', true],
    ['ws://0x7f.1/', true],
    ['ws://localhost.example/', false],
    ['ws://127.0.0.1.example/', false],
    ['ws://evil.example/?localhost/', false],
    ['ws://evil.example/localhost:1/', false],
  ] as const)
    it(`at ${url} is ${secure ? '' : 'not '}safe for a token [L2]`, () => {
      expect(readServers(url)[0]!.secure).to.equal(secure);
    });

  for (const url of [
    'ws://localhost:hunter2@evil.example/',
    'wss://alice:hunter2@pbx.example.com',
    'wss://alice@pbx.example.com',
  ])
    it(`at ${url} is refused for its user information, which the error does not repeat [L2]`, () => {
      expect(() => readServers(url))
        .to.throw('must not hold a user name')
        .with.property('message')
        .that.does.not.contain('hunter2');
    });
});

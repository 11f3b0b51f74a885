import { expect } from 'chai';
import { NotifyingServer } from '../../support/notifying-server.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { TestPhone } from '../../support/test-phone.js';
import fc from '../../support/properties.js';

/** Parts of hostile text: markup, bidirectional controls, invisible, too long and malformed characters. */
const piece = fc.constantFrom(
  ...[
    '<img src=x onerror=alert(1)>',
    '"',
    '\\',
    "'",
    '&lt;',
    '</note>',
    '\u202E',
    '\u2066',
    '\u200B',
    '\uFEFF',
    '\u0007',
  ],
  ...[
    '\u061C',
    '\t',
    'é',
    '日本',
    '👩‍👩‍👧',
    '%0d%0a',
    ';',
    ',',
    '@',
    'sip:',
    'javascript:',
    ' ',
    'a',
    '0',
    'x'.repeat(3000),
  ],
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

const plain = (value: string) => value.replace(/\p{Cc}/gu, '');
/** Text as XML contains it; control characters are not allowed. */
const xml = (value: string) => plain(value).replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const quoted = (value: string) => `"${plain(value).replace(/[\\"]/g, '\\$&')}"`;

/** Line breaks and tabs are allowed in a message. */
const UNSAFE = /(?![\n\t])\p{Cc}|[\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/u;

/** All texts in a value, with their path. */
function* textsIn(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) yield* textsIn(part, `${path}.${name}`);
}

describe('Text of remote parties', () => {
  it('is in the state as short plain lines, or not at all (RFC 3261 §25.1, RFC 9839)', async () => {
    const test = await TestPhone.ready({ voicemail: true, keepHistory: false });
    const server = new NotifyingServer(test);
    test.phone.lamps.watch('bob');
    await test.serve();
    const notifies = (event: string, type: string, body: string) =>
      server.notifies(server.subscription(event === 'message-summary' ? 'alice' : 'bob', event), type, body);
    let version = 0;
    await fc.assert(
      fc.asyncProperty(text, text, async (name, other) => {
        const dialog =
          `<dialog id="d" call-id="${xml(other)}" local-tag="a" remote-tag="b" direction="recipient"><state>early</state>` +
          `<local><identity display="${xml(name)}">sip:bob@example.com</identity></local>` +
          `<remote><identity display="${xml(name)}">${xml(other)}</identity><target uri="${xml(other)}"/></remote></dialog>`;
        await notifies(
          'dialog',
          'application/dialog-info+xml',
          `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version++}" state="full" entity="sip:bob@example.com">${dialog}</dialog-info>`,
        );
        await notifies(
          'presence',
          'application/pidf+xml',
          `<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@example.com"><tuple id="t"><status><basic>open</basic></status></tuple><note>${xml(name)}</note></presence>`,
        );
        await notifies(
          'message-summary',
          'application/simple-message-summary',
          `Messages-Waiting: yes\r\nMessage-Account: ${other}\r\n`,
        );
        const far = new RemoteCall(test as unknown as TestUA);
        far.from = `${quoted(name)} <sip:eve@example.com>`;
        await far.request('MESSAGE', { extra: ['Content-Type: text/plain'], body: other + name });
        const ring = await test.rings({
          from: `${quoted(name)} <sip:eve@example.com>`,
          extra: [`X-Note: ${plain(other)}`, `Diversion: ${quoted(name)} <sip:sales@example.com>`],
        });
        for (const [path, value] of textsIn(test.phone.state)) {
          expect(UNSAFE.test(value), `${path}: ${JSON.stringify(value)}`).to.equal(false);
          // In characters, each of which may take two units of a string.
          expect([...value].length, path).to.be.at.most(path.endsWith('.text') ? 16_000 : 1024);
        }
        await ring.cancel();
        await test.clock.advance(40_000);
      }),
      { numRuns: 60 },
    );
    expect(test.phone.state.lamps[0]?.status).to.equal('ringing');
    expect(test.phone.state.conversations).to.have.length(1);
    // Consecutive missed calls of one caller are one entry.
    const missed = test.phone.state.history.reduce((sum, { times = 1 }) => sum + times, 0);
    expect(missed).to.be.greaterThan(50);
  });
});

import { expect } from 'chai';
import { person, type Person } from '../support/people.js';
import { startRelay, type Relay } from '../support/relay.js';
import { theSite, type Site } from '../support/site.js';
import { waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';

const options = (extra: string, body = '', length = String(body.length)) =>
  [
    'OPTIONS sip:alice@far.invalid SIP/2.0',
    'Via: SIP/2.0/WS far.invalid;branch=z9hG4bKgarbage1',
    'Max-Forwards: 70',
    'From: <sip:mallory@far.invalid>;tag=1',
    'To: <sip:alice@far.invalid>',
    'Call-ID: garbage-1',
    'CSeq: 1 OPTIONS',
    ...(extra === '' ? [] : [extra]),
    `Content-Length: ${length}`,
    '',
    body,
  ].join('\r\n');

const randomBytes = crypto.getRandomValues(new Uint8Array(4096));

const GARBAGE: [name: string, data: string | Uint8Array, passes?: 'in silence'][] = [
  ['random bytes', randomBytes],
  ['random bytes as text', Buffer.from(randomBytes).toString('latin1')],
  ['a cut message', options('').slice(0, 120)],
  ['half a request line', 'INVITE sip:'],
  ['a header of one megabyte', options(`X-Long: ${'a'.repeat(1 << 20)}`)],
  ['a Content-Length that is too large', options('', 'abc', '999')],
  ['a Content-Length that is no number', options('', 'abc', '-3x')],
  ['a message with a NUL', options('X-Nul: a\0b')],
  ['a response to nothing', options('').replace(/^.*\r\n/, 'SIP/2.0 200 OK\r\n'), 'in silence'],
  ['an empty frame', '', 'in silence'],
];

describe('An invalid message during a call (RFC 3261 §16.3, §18.3; RFC 4475)', () => {
  let site: Site;
  let relay: Relay;
  let alice: Person;
  let bob: Person;

  before(async function () {
    site = await theSite();
    relay = await startRelay(site.pbx.url);
    alice = await person(this, site, { ...site.pbx, url: relay.url }, 'alice');
    bob = await person(this, site, site.pbx, 'bob');
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
  });

  after(async () => {
    await Promise.all([alice?.tab.close(), bob?.tab.close()]);
    await relay?.stop();
  });

  /** A request that anybody answers: when its answer is there, all that was sent before it has been read. */
  const probe = (name: string) => options('').replaceAll('garbage', `probe-${name.replace(/\W/g, '')}`);

  for (const [name, data, passes] of GARBAGE) {
    it(`is rejected or logged by the phone: ${name}`, async () => {
      const [wire] = relay.wires;
      const [lines, messages] = [alice.tab.log.length, wire!.fromPhone.length];
      wire!.sendToPhone(data);
      wire!.sendToPhone(probe(name));
      const id = /Call-ID: (.*)/.exec(probe(name))![1]!;
      await until('the answer to the probe', () =>
        wire!.fromPhone.some((text) => text.startsWith('SIP/2.0 200') && text.includes(id)),
      );
      const answered = () => wire!.fromPhone.slice(messages).some((text) => /^SIP\/2\.0 [45]\d\d /.test(text));
      const told = () => alice.tab.log.slice(lines).some((line) => /dropped/.test(line));
      if (!passes) await until('an answer or a line in the log', () => answered() || told());
      expect(wire!.open).to.equal(true);
      expect(relay.wires).to.have.length(1);
      expect(alice.tab.errors).to.deep.equal([]);
    });

    it(`does not disturb the pocket PBX: ${name}`, async () => {
      const [wire] = relay.wires;
      wire!.sendToServer(data);
      wire!.sendToServer(probe(name).replace('OPTIONS sip:alice@far.invalid', 'OPTIONS sip:sip-elements'));
      const id = /Call-ID: (.*)/.exec(probe(name))![1]!;
      await until('the answer to the probe', () =>
        wire!.fromServer.some((text) => text.startsWith('SIP/2.0') && text.includes(id)),
      );
      expect(wire!.open).to.equal(true);
      expect(relay.wires).to.have.length(1);
    });
  }

  it('is answered with 400 by the phone if it is a request with the fields of a response', () => {
    const refusals = relay.wires[0]!.fromPhone.filter((text) => /^SIP\/2\.0 4(00|13) /.test(text));
    expect(refusals.some((text) => text.includes('garbage-1'))).to.equal(true);
  });

  it('leaves the call unchanged: audio continues, and either party can hang up', async () => {
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
    await bob.phone.press('Hang up');
    await alice.phone.shows('The other side ended the call');
    await alice.phone.isIdle();
    await alice.phone.shows('Ready');
  });
});

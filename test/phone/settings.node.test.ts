import { expect } from 'chai';
import type { PhoneConfiguration } from '../../src/phone/configuration.js';
import { iceServersOf, optionOf, problemsOf, readAccount, sameAccount } from '../../src/phone/settings.js';

const good = { server: 'wss://pbx.example.com/ws', uri: 'sip:alice@example.com' };

const problemOf = (configuration: PhoneConfiguration): unknown => problemsOf(configuration)[0];

describe('The configuration of a phone', () => {
  it('is an account with a server and an address', () => {
    const { account, problem } = readAccount(good);
    expect(problem).to.equal(undefined);
    expect(account?.servers).to.deep.equal(['wss://pbx.example.com/ws']);
    expect(account?.uri.toString()).to.equal('sip:alice@example.com');
    expect(account?.name).to.equal('alice');
    expect(account?.registerExpires).to.equal(600);
  });

  it('accepts an address without its scheme and several servers in order', () => {
    const { account } = readAccount({ server: 'wss://a.example/ws, wss://b.example/ws', uri: ' alice@example.com ' });
    expect(account?.uri.toString()).to.equal('sip:alice@example.com');
    expect(account?.servers).to.deep.equal(['wss://a.example/ws', 'wss://b.example/ws']);
    expect(readAccount({ ...good, server: ['ws://a.example', 'ws://b.example'] }).account?.servers).to.have.length(2);
  });

  for (const uri of [
    'nonsense',
    'http://example.com',
    'tel:+441234',
    'sip:',
    'sip:@example.com',
    'alice@',
    'a@b@c d',
  ]) {
    it(`reports that "${uri}" is no address`, () => {
      const { account, problem } = readAccount({ ...good, uri });
      expect(account).to.equal(undefined);
      expect(problem).to.include({ kind: 'bad-uri', attribute: 'uri' });
    });
  }

  for (const server of [
    'http://pbx.example.com',
    'pbx.example.com',
    'ws://',
    // A path is one of a page.
    '/ws',
    'wss://a.example/#x',
    'wss://ok.example ftp://b',
  ]) {
    it(`reports that "${server}" is no server`, () => {
      const { account, problem } = readAccount({ ...good, server });
      expect(account).to.equal(undefined);
      expect(problem).to.include({ kind: 'bad-server', attribute: 'server' });
    });
  }

  it('quotes no password and no token of a wrong server', () => {
    const wrong = [
      'https://bob:pw@a.example/ws?token=t0ken',
      'wss://a.example/ws?access=t0ken&b=t0ken#x',
      'ftp://a?t0ken',
    ];
    for (const server of wrong) {
      const { problem } = readAccount({ ...good, server });
      expect(problem?.detail, server)
        .to.include('?***"')
        .and.not.match(/t0ken|pw/);
    }
  });

  it('names the missing one of server and address, and reports nothing when both are missing', () => {
    expect(readAccount({ uri: good.uri }).problem).to.include({ kind: 'unconfigured', attribute: 'server' });
    expect(readAccount({ server: good.server, uri: ' ' }).problem).to.include({
      kind: 'unconfigured',
      attribute: 'uri',
    });
    expect(readAccount({}), 'nothing asked for').to.deep.equal({ problem: undefined });
  });

  it('uses the default for an invalid optional value', () => {
    expect(readAccount({ ...good, registerExpires: -1 }).account?.registerExpires).to.equal(600);
    expect(problemOf({ ...good, registerExpires: -1 })).to.include({
      kind: 'bad-attribute',
      attribute: 'register-expires',
    });
    expect(readAccount({ ...good, registrar: '<>' }).account?.registrar).to.equal(undefined);
    expect(problemOf({ ...good, registrar: '<>' })).to.include({ attribute: 'registrar' });
  });

  it('never repeats a password that is part of an invalid address', () => {
    const { problem } = readAccount({ ...good, uri: 'sip:alice:hunter2@exa mple' });
    expect(problem?.kind).to.equal('bad-uri');
    expect(JSON.stringify(problem)).not.to.contain('hunter2');
  });

  it('accepts values of a wrong type without an exception', () => {
    for (const wrong of [42, null, {}, [null], true] as never[]) {
      expect(() => readAccount({ server: wrong, uri: wrong })).not.to.throw();
      expect(() => problemsOf({ iceServers: wrong, maxCalls: wrong })).not.to.throw();
    }
  });

  it('names the option of an invalid ICE server list', () => {
    expect(problemOf({ iceServers: [{ urls: 'stun:stun.example.com' }] })).to.equal(undefined);
    expect(problemOf({ iceServers: [{ urls: 'http://x' }] })).to.include({ attribute: 'ice-servers' });
    expect(problemOf({ dtmf: 'inband' as 'info' })).to.include({ attribute: 'dtmf' });
    expect(problemOf({ dtmf: 'rtp' })).to.equal(undefined);
    expect(problemOf({ audioInput: 5 as unknown as string })).to.include({ attribute: 'audio-input' });
    expect(problemOf({ ringWords: { incoming: 'x' } as unknown as object })).to.include({ attribute: 'ring-words' });
    expect(problemOf({ ringWords: { answer: 'Ja' }, ringtone: '/ring.mp3', ringOutput: 'desk' })).to.equal(undefined);
  });

  it('reads ICE servers from URLs, from JSON and from a list only', () => {
    expect(iceServersOf('stun:a turn:b')).to.deep.equal([{ urls: 'stun:a' }, { urls: 'turn:b' }]);
    expect(iceServersOf('[{"urls":"stun:a"}]')).to.deep.equal([{ urls: 'stun:a' }]);
    expect(iceServersOf([{ urls: ['stun:a', 'turns:b'] }])).to.have.length(1);
    for (const bad of ['[', '[1]', '[{"url":"x"}]', 'http://a', 5, [null]])
      expect(iceServersOf(bad), JSON.stringify(bad)).to.equal(undefined);
  });

  it('names every invalid option, and a missing one first', () => {
    const problems = problemsOf({ uri: good.uri, maxCalls: 0, dtmf: 'inband' as 'info' });
    expect(problems.map(({ kind, attribute }) => `${kind} ${attribute}`)).to.deep.equal([
      'unconfigured server',
      'bad-attribute max-calls',
      'bad-attribute dtmf',
    ]);
  });

  for (const [attribute, good, wrong] of [
    ['country', { country: 'gb' }, { country: 'Britain' }],
    ['country', { country: 'UK' }, { country: 'QQ' }],
    ['country', { country: '' }, { country: 'ZZ' }],
    ['codecs', { codecs: ['opus', 'PCMA'] }, { codecs: ['opus/48000', 'a b'] }],
    ['dtmf', { dtmf: 'rtp' }, { dtmf: 'inband' }],
    ['rel100', { rel100: 'supported' }, { rel100: true }],
    ['session-timers', { sessionTimers: 90 }, { sessionTimers: 60 }],
    ['session-timers', { sessionTimers: false }, { sessionTimers: true }],
    ['voicemail', { voicemail: '*97' }, { voicemail: 97 }],
    ['pick-up-code', { pickUpCode: '**' }, { pickUpCode: 8 }],
    ['contacts', { contacts: [] }, { contacts: {} }],
    ['suggest', { suggest: () => [] }, { suggest: 'all' }],
    ['look-up', { lookUp: () => 'Ann' }, { lookUp: {} }],
    ['extra-headers', { extraHeaders: ['X-Team: 4'] }, { extraHeaders: ['X-Team: 4\r\nTo: <sip:evil@x>'] }],
    ['extra-headers', { extraHeaders: [] }, { extraHeaders: ['Contact: <sip:evil@x>'] }],
  ] as unknown as [string, PhoneConfiguration, PhoneConfiguration][]) {
    it(`refuses ${JSON.stringify(wrong)} and accepts ${JSON.stringify(good)}`, () => {
      expect(problemOf(good)).to.equal(undefined);
      expect(problemOf(wrong)).to.include({ kind: 'bad-attribute', attribute });
      const option = Object.keys(wrong)[0] as keyof PhoneConfiguration;
      expect(optionOf(wrong, option), 'the default in its place').to.equal(optionOf({}, option));
      expect(optionOf(good, option)).to.equal(good[option]);
    });
  }

  it('is the same account when no value of the registration changes', () => {
    expect(sameAccount(good, { ...good, maxCalls: 2, iceServers: [] })).to.equal(true);
    expect(sameAccount({ ...good, server: ['ws://a', 'ws://b'] }, { ...good, server: ['ws://a', 'ws://b'] })).to.equal(
      true,
    );
    expect(sameAccount(good, { ...good, displayName: 'Alice' })).to.equal(false);
  });
});

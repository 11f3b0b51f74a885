import { expect } from 'chai';
import { pageUrl, pictureUrl } from '../../../src/phone/contacts/safe-addresses.js';
import { rank } from '../../../src/phone/contacts/suggestions.js';
import type { Contact, Suggestion } from '../../../src/phone/state.js';
import { NotifyingServer } from '../../support/notifying-server.js';
import { RemoteCall, type TestUA } from '../../support/test-ua.js';
import { TestPhone } from '../../support/test-phone.js';
import { settle } from '../../support/virtual-clock.js';

const ANN: Contact = {
  id: '1',
  name: 'Ann Lee',
  numbers: [{ label: 'Desk', target: '1019' }, { target: '+1 (555) 010-4477' }],
  picture: 'https://example.com/ann.png',
};

const names = (suggestions: readonly Suggestion[]) => suggestions.map(({ name, target }) => name || target);

describe('Contacts', () => {
  it('provide name and picture of a caller, for any display name of the caller', async () => {
    const test = await TestPhone.ready({ contacts: [ANN] });
    await test.rings({ from: '"The boss" <sip:1019@example.com>' });
    expect(test.call?.peer).to.include({ name: 'Ann Lee', number: '1019', picture: 'https://example.com/ann.png' });
    await test.phone.getCall(test.call!.id)!.decline();
    expect(test.phone.state.history[0]?.peer.name).to.equal('Ann Lee');
  });

  it('provide the URL of a page of the application, in which the name of a caller is escaped', async () => {
    const callerUrl = 'https://crm.example/?phone={number}&name={name}';
    const test = await TestPhone.ready({ contacts: [ANN], callerUrl });
    await test.rings({ from: '"The boss" <sip:1019@example.com>' });
    expect(test.call?.peer.url).to.equal('https://crm.example/?phone=1019&name=Ann%20Lee');
    await test.phone.getCall(test.call!.id)!.decline();
    await test.rings({ from: '"x&phone=1#//evil.example" <sip:2@example.com>' });
    expect(test.call?.peer.url).to.equal('https://crm.example/?phone=2&name=x%26phone%3D1%23%2F%2Fevil.example');
  });

  it('provide no URL of another folder or host than the template for a caller called .. or nothing', async () => {
    for (const [callerUrl, from, url] of [
      ['https://crm.example/callers/{number}', '<sip:..@example.com>', undefined],
      ['https://crm.example/callers/{number}/edit', '<sip:.@example.com>', undefined],
      ['https://crm.example/callers/{name}/{number}', '"​" <sip:2@example.com>', 'https://crm.example/callers//2'],
      ['https:{name}/{number}', '<sip:evil.example@example.com>', undefined],
      ['https://crm.example/callers/{number}', '<sip:...@example.com>', 'https://crm.example/callers/...'],
      ['https://crm.example/?of={number}', '<sip:..@example.com>', 'https://crm.example/?of=..'],
    ] as const) {
      const test = await TestPhone.ready({ callerUrl });
      await test.rings({ from });
      expect(test.call?.peer.url, `${callerUrl} ${from}`).to.equal(url);
    }
  });

  for (const callerUrl of ['javascript:alert("{name}")', '{uri}', 'crm', 'https://{number}.crm.example/'])
    it(`provide no URL by ${callerUrl}, which is a problem of the configuration`, async () => {
      const test = await TestPhone.ready({ callerUrl });
      expect(test.phone.state.problem).to.include({ kind: 'bad-attribute', attribute: 'caller-url' });
      await test.rings({ from: '<sip:1019@example.com>' });
      expect(test.call?.peer.url).to.equal(undefined);
    });

  it('match a full number of any domain, and a short one of the own domain only', async () => {
    const test = await TestPhone.ready({ contacts: [ANN] });
    await test.rings({ from: '<sip:+15550104477@gateway.example.net>' });
    expect(test.call?.peer.name).to.equal('Ann Lee');
    await test.phone.getCall(test.call!.id)!.decline();
    await test.rings({ from: '<sip:1019@evil.example>' });
    expect(test.call?.peer.name).to.equal('');
  });

  it('provide the name of an outgoing call, lamps and conversations, also when they are set later', async () => {
    const test = await TestPhone.ready();
    new NotifyingServer(test);
    test.phone.lamps.watch('1019');
    const message = test.phone.messages.send('1019', 'hi');
    await test.answers(await test.sent('MESSAGE'), 200);
    await message;
    await test.rings({ from: '"A. L." <sip:1019@example.com>' });
    test.phone.contacts.set([ANN]);
    expect(test.call?.peer.name).to.equal('Ann Lee');
    expect(test.phone.state.lamps[0]?.name).to.equal('Ann Lee');
    expect(test.phone.state.conversations[0]?.peer.name).to.equal('Ann Lee');
    expect(test.phone.call('1019').state.peer.name).to.equal('Ann Lee');
    test.phone.configure({ contacts: [] });
    expect(test.phone.state.contacts).to.deep.equal([]);
  });

  it('with watch have a lamp, as long as they are set', async () => {
    const test = await TestPhone.ready({ contacts: [{ ...ANN, watch: true }] });
    const server = new NotifyingServer(test);
    await test.serve();
    expect(server.subscription('1019', 'dialog').uri.toString()).to.equal('sip:1019@example.com');
    expect(test.phone.state.lamps[0]).to.include({ name: 'Ann Lee', number: '1019' });
    test.phone.contacts.set([ANN]);
    expect(test.phone.state.lamps).to.deep.equal([]);
  });

  it('ignore malformed entries and a picture with an unsafe URL', () => {
    const test = new TestPhone();
    test.phone.contacts.set([
      null,
      'x',
      { id: 1, name: 'no id', numbers: [] },
      { id: '2', name: 'no numbers' },
      {
        id: '3',
        name: 'B\u202Eob',
        numbers: [null, {}, { target: ' ' }, { target: '1020', label: '' }],
        picture: 'javascript:1',
      },
    ] as unknown as Contact[]);
    expect(test.phone.state.contacts).to.deep.equal([{ id: '3', name: 'B ob', numbers: [{ target: '1020' }] }]);
    test.phone.contacts.set(undefined as unknown as Contact[]);
    expect(test.phone.state.contacts).to.deep.equal([]);
  });
});

describe('The URLs of pictures and pages', () => {
  it('are accepted when they cannot execute a script here', () => {
    for (const url of ['https://example.com/a.png', 'blob:https://example.com/1', 'data:image/png;base64,AA==']) {
      expect(pictureUrl(url)).to.equal(url);
    }
    expect(pageUrl('https://example.com/crm?id=1')).to.equal('https://example.com/crm?id=1');
  });

  it('are left out otherwise', () => {
    for (const url of [
      ...[
        'javascript:alert(1)',
        ' java\nscript:alert(1)',
        'data:text/html,<script>',
        'http://example.com/a.png',
        '/a.png',
      ],
      ...['vbscript:x', '', `https://example.com/${'a'.repeat(3000)}`, undefined, 1, {}],
    ]) {
      expect(pictureUrl(url), String(url)).to.equal(undefined);
    }
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'blob:https://example.com/1', 'crm/1', null]) {
      expect(pageUrl(url), String(url)).to.equal(undefined);
    }
  });
});

describe('The result of a caller lookup', () => {
  it('is a name, or a name with a note, a picture and a URL, each checked', async () => {
    const test = await TestPhone.ready({
      lookUp: ({ number }) =>
        number === 'bob'
          ? { name: 'Bob\u202E', note: 'Sales\n', picture: 'javascript:1', url: 'https://crm.example/1' }
          : 'Carol',
    });
    await test.rings();
    await settle();
    expect(test.call?.peer).to.deep.include({ name: 'Bob', note: 'Sales', url: 'https://crm.example/1' });
    expect(test.call?.peer).not.to.have.property('picture');
    expect(test.phone.call('carol').state.peer.name).to.equal('');
    await settle();
    expect(test.call?.peer.name).to.equal('Carol');
  });

  it('marks a suspect party, and no other value of it', async () => {
    const test = await TestPhone.ready({
      lookUp: ({ number }) => (number === 'bob' ? { suspect: true } : ({ suspect: 'yes' } as unknown as string)),
    });
    await test.rings();
    await settle();
    expect(test.call?.peer.suspect).to.equal(true);
    await test.phone.getCall(test.call!.id)!.decline();
    await test.rings({ from: '<sip:carol@example.com>' });
    await settle();
    expect(test.call?.peer).not.to.have.property('suspect');
  });

  // @rfc 3325 §9.1
  it('is requested again for another remote party, and a late result for the earlier one is ignored', async () => {
    const answers = new Map<string, (name: string) => void>();
    const test = await TestPhone.ready({
      lookUp: ({ number }) => new Promise<string>((resolve) => answers.set(number, resolve)),
    });
    const call = test.phone.call('1002');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.sent('ACK');
    const far = RemoteCall.of(test as unknown as TestUA, invite);
    // RFC 3325 §9.1 in an UPDATE, as servers send it after a transfer (RFC 4916 §3.1 has the same in From).
    await far.request('UPDATE', { extra: ['P-Asserted-Identity: "Carol Jones" <sip:1003@example.com>'] });
    expect(call.state.peer).to.include({ name: 'Carol Jones', number: '1003' });
    answers.get('1002')!('Bob of Sales');
    await settle();
    expect(call.state.peer.name).to.equal('Carol Jones');
    answers.get('1003')!('Carol of Support');
    await settle();
    expect(call.state.peer.name).to.equal('Carol of Support');
    await far.request('UPDATE', { extra: ['P-Asserted-Identity: "C. Jones" <sip:1003@example.com>'] });
    expect(call.state.peer.name).to.equal('Carol of Support');
  });

  it('is ignored when the function throws, rejects or returns another type', async () => {
    for (const lookUp of [
      () => {
        throw new Error('broken');
      },
      () => Promise.reject(new Error('broken')),
      () => 42 as unknown as string,
      () => ({ name: {} }) as unknown as string,
    ]) {
      const errors: unknown[] = [];
      const before = globalThis.reportError;
      globalThis.reportError = (error: unknown) => void errors.push(error);
      try {
        const test = await TestPhone.ready({ lookUp });
        await test.rings();
        await settle();
        expect(test.call?.peer).to.deep.equal({ name: '', number: 'bob', uri: 'sip:bob@example.com' });
      } finally {
        globalThis.reportError = before;
      }
    }
  });
});

describe('Suggestions', () => {
  const key = (target: string) => target;
  const contact = (name: string, target: string): Suggestion => ({ name, target, from: 'contact' });

  it('match the start of a name or of one of its words, without accents and case, and numbers without separators', () => {
    const known = [
      contact('José Núñez', '1001'),
      contact('Ann-Sophie Müller', '(020) 7946-0123'),
      contact('Bob', 'sip:bobby@x.example'),
    ];
    for (const [typed, name] of [
      ['jose', 'José Núñez'],
      ['NUN', 'José Núñez'],
      ['sophie m', 'Ann-Sophie Müller'],
      ['sophie', 'Ann-Sophie Müller'],
      ['mü', 'Ann-Sophie Müller'],
      ['02079', 'Ann-Sophie Müller'],
      ['7946', 'Ann-Sophie Müller'],
      ['bobby', 'Bob'],
      ['10', 'José Núñez'],
      ['zzz', undefined],
    ] as const) {
      expect(names(rank(typed, known, key))[0], typed).to.equal(name);
    }
  });

  it('are ordered by match, each address once, at most eight', () => {
    const known: Suggestion[] = [
      { name: 'Joan of the past', target: '1', from: 'history' },
      contact('Major Jo', '2'),
      contact('Jo', '3'),
      contact('Bajo', '4'),
      { name: 'Jo again', target: '3', from: 'history' },
      ...Array.from({ length: 20 }, (_, index) => contact(`Jo ${index}`, `9${index}`)),
    ];
    const found = rank('jo', known, key);
    expect(found).to.have.length(8);
    expect(names(found).slice(0, 2)).to.deep.equal(['Jo', 'Jo 0']);
    expect(new Set(found.map(({ target }) => target)).size).to.equal(8);
    expect(names(rank('jo', known.slice(0, 5), key))).to.deep.equal(['Jo', 'Joan of the past', 'Major Jo', 'Bajo']);
  });

  it('of the history can be called: a name of another domain with its domain, a number as one of the own domain', async () => {
    const test = await TestPhone.ready();
    for (const from of ['<sip:bob@example.com>', '<sip:zoe@other.example>', '<sip:02079460000@gateway.example.net>']) {
      await test.rings({ from });
      await test.phone.getCall(test.call!.id)!.decline();
    }
    const targets = (await test.phone.contacts.suggest('')).map(({ target }) => target);
    expect(targets).to.deep.equal(['02079460000', 'sip:zoe@other.example', 'bob']);
  });

  it('are the last calls before a text is entered', async () => {
    const test = await TestPhone.ready({ contacts: [ANN] });
    for (const from of ['<sip:1001@example.com>', '<sip:1002@example.com>', '<sip:1001@example.com>']) {
      await test.rings({ from });
      await test.phone.getCall(test.call!.id)!.decline();
    }
    expect(names(await test.phone.contacts.suggest('  '))).to.deep.equal(['1001', '1002']);
  });

  it('of the history are no callers who withhold their identity (RFC 3323 §4.1.1.3)', async () => {
    const test = await TestPhone.ready();
    for (const from of ['"Anonymous" <sip:anonymous@anonymous.invalid>', '"Andrew" <sip:1005@example.com>']) {
      const caller = await test.rings({ from });
      await caller.cancel();
      await test.serve();
    }
    expect(test.phone.state.history).to.have.length(2);
    expect(names(await test.phone.contacts.suggest(''))).to.deep.equal(['Andrew']);
    expect(names(await test.phone.contacts.suggest('an'))).to.deep.equal(['Andrew']);
  });

  it('are taken from contacts, history and the page, each party once', async () => {
    const asked: string[] = [];
    const test = await TestPhone.ready({
      contacts: [ANN],
      suggest: (text) => {
        asked.push(text);
        return [
          { target: '1019', name: 'Ann of the directory' },
          { target: '+4420', name: 'Found by other means' },
        ];
      },
    });
    await test.rings({ from: '"Annabel" <sip:1005@example.com>' });
    await test.phone.getCall(test.call!.id)!.decline();
    const found = await test.phone.contacts.suggest('an\u202En');
    expect(asked).to.deep.equal(['an n']);
    expect(await test.phone.contacts.suggest('ann')).to.deep.equal([
      { target: '1019', name: 'Ann Lee', from: 'contact', label: 'Desk' },
      { target: '+1 (555) 010-4477', name: 'Ann Lee', from: 'contact' },
      { target: '1005', name: 'Annabel', from: 'history' },
      { target: '+4420', name: 'Found by other means', from: 'query' },
    ]);
    expect(found.length).to.be.greaterThan(0);
  });

  it('of the page are aborted for a newer text, and after three seconds, and the others are returned', async () => {
    const signals: AbortSignal[] = [];
    const test = await TestPhone.ready({
      contacts: [ANN],
      suggest: (_text, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const first = test.phone.contacts.suggest('a');
    const second = test.phone.contacts.suggest('an');
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, false]);
    expect(names(await first)).to.deep.equal(['Ann Lee', 'Ann Lee']);
    await test.clock.advance(3000);
    expect(names(await second)).to.deep.equal(['Ann Lee', 'Ann Lee']);
    expect(signals[1]?.aborted).to.equal(true);
  });

  it('are returned also when the page rejects or returns malformed ones', async () => {
    const before = globalThis.reportError;
    globalThis.reportError = () => undefined;
    try {
      for (const suggest of [
        () => Promise.reject(new Error('broken')),
        () => {
          throw new Error('broken');
        },
        () => 'nonsense' as never,
        () => [null, 1, { target: 1 }, { target: '' }] as never,
      ]) {
        const test = await TestPhone.ready({ contacts: [ANN], suggest });
        expect(names(await test.phone.contacts.suggest('ann'))).to.deep.equal(['Ann Lee', 'Ann Lee']);
      }
    } finally {
      globalThis.reportError = before;
    }
  });
});

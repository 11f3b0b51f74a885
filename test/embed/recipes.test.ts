/**
 * The code of docs/recipes in pages with the packed kit: each recipe does what it says, in a call where it is about one.
 * Subjects: recipes, run.
 */
import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { PhoneOnPage } from '../e2e/support/phone-on-page.js';
import { waitForSoundAt } from '../e2e/support/sound.js';
import { until } from '../e2e/support/until.js';
import { twoAtOnce } from './support/at-once.js';
import { blocksOf, FOLDER, RecipeRun, USERS } from './support/recipe-run.js';
import { serveStatic, type StaticSite } from './support/static-site.js';

/** 0.5 s of 8 kHz, 8 bits, as a WAV file: a tone. */
function wav(): Uint8Array {
  const samples = Uint8Array.from({ length: 4000 }, (_, index) => 128 + 60 * Math.sin(index / 2));
  const header = Buffer.alloc(44);
  header.write('RIFF');
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

// Fifteen pages with calls: a part of the long run.
if (process.env['LONG_TESTS'] === 'true')
  describe('A page with a recipe', function () {
    this.timeout(600_000);
    let site: StaticSite;
    let results: ReadonlyMap<string, () => Promise<void>>;

    const RECIPES: Readonly<Record<string, (run: RecipeRun) => Promise<void>>> = {
      'call-messages': async (run) => {
        const alice = await run.open();
        const bob = await run.open({ user: 'bob' });
        await alice.talksTo(bob, 'bob');
        await alice.page.evaluate(`sendForm({ order: 4711 })`);
        const id = await bob.page.$eval('sip-phone', (phone) => phone.state!.calls[0]!.id);
        await until('the message on the console', () => bob.tab.log.some((line) => line.startsWith(`${id} `)));
      },
      'call-reports': async (run) => {
        const alice = await run.open();
        await alice.echoes();
        await alice.hangUp();
        await until('the report of the end', () =>
          alice.requests.some(({ path, body = '{}' }) => {
            if (path !== '/call-reports') return false;
            const { kind, account, direction, quality } = JSON.parse(body) as Record<string, unknown>;
            return (
              kind === 'end' && account === `sip:alice@${run.pbx.realm}` && direction === 'outgoing' && Boolean(quality)
            );
          }),
        );
      },
      captions: async (run) => {
        const alice = await run.open({
          // The recogniser of the page is a service of the application.
          prepare: (page) =>
            page.evaluateOnNewDocument(() => {
              globalThis.WebSocket = new Proxy(WebSocket, {
                construct: (target, [url, ...rest]: [string, string?]) => {
                  if (!url.startsWith('/transcripts?call=')) return new target(url, ...rest);
                  const recogniser = { close: () => Object.assign(recogniser, { closed: true }) };
                  Object.assign(globalThis, { recogniser });
                  return recogniser;
                },
              });
            }),
        });
        await alice.echoes();
        const says = (text: string, final: boolean): Promise<unknown> =>
          alice.page.evaluate(`recogniser.onmessage({ data: JSON.stringify(${JSON.stringify({ text, final })}) })`);
        await says('Good mor', false);
        await says('Good morning', true);
        const captions = new PhoneOnPage(alice.page, 'sip-captions');
        await captions.shows('Good morning');
        expect((await captions.text()).match(/Good mor/g)).to.have.length(1);
        await alice.hangUp();
        await alice.page.waitForFunction(() => Reflect.get(Reflect.get(globalThis, 'recogniser') as object, 'closed'));
      },
      'crm-log': async (run) => {
        const bob = await run.other('bob');
        const alice = await run.open();
        await bob.answer();
        await waitForSoundAt(alice.page, bob.page);
        const headers = await bob.page.$eval('sip-phone', (phone) => phone.state!.calls[0]!.headers);
        expect(JSON.stringify(headers)).to.include('4711');
        await bob.hangUp();
        await until('the record', () =>
          alice.requests.some(({ path, body = '{}' }) => {
            const { number, cause } = JSON.parse(body) as Record<string, unknown>;
            return path === '/crm/calls' && number === '+441632960961' && cause !== undefined;
          }),
        );
      },
      'door-phone': async (run) => {
        const bob = await run.other('bob');
        const hall = await run.open();
        await hall.isReady();
        expect(await hall.page.$eval('sip-key', (key) => key.checkVisibility())).to.equal(false);
        await bob.call('hall');
        await hall.hasCall('incoming');
        await hall.press('sip-answer-button >>> button:enabled');
        await waitForSoundAt(bob.page, hall.page);
        await hall.press('sip-key >>> .key:enabled');
        await hall.press('sip-key >>> [part~=confirm]');
        await hall.page.waitForFunction(() => document.querySelector('sip-phone')!.state!.calls[0]!.digits === '•');
        await hall.press('sip-hangup-button >>> button:enabled');
        await bob.isIdle();
      },
      kiosk: async (run) => {
        const reception = await run.other('reception');
        const lobby = await run.open();
        await lobby.press('sip-click-to-call >>> button');
        await reception.answer();
        await waitForSoundAt(lobby.page, reception.page);
        await reception.hangUp();
        await reception.isIdle();
        await lobby.page.goto('about:blank');
        const phone = await run.open({ html: 1 });
        await phone.isReady();
        await phone.call(`sip:bob@${run.pbx.realm}`);
        expect(await phone.hasSent(/^INVITE /)).to.equal(false);
        await reception.call('lobby');
        await waitForSoundAt(reception.page, phone.page);
      },
      links: async (run) => {
        const alice = await run.open();
        await alice.isReady();
        const follow = async (href: string): Promise<void> => {
          await alice.press(`a[href="${href}"][data-sip-link]`);
          await alice.sends(new RegExp(`^INVITE sip:\\${href.slice(4)}@`));
          await alice.hangUp();
          await alice.isIdle();
        };
        await follow('tel:+441632960961');
        await follow('tel:+442079460000');
        const asked = await run.open({ fragment: '?call=%2B441632960961' });
        await asked.isReady();
        await new PhoneOnPage(asked.page, 'body').shows('1632 960961');
        expect(await asked.hasSent(/^INVITE /)).to.equal(false);
      },
      'park-and-conference': async (run) => {
        const bob = await run.other('bob');
        const alice = await run.open();
        await alice.talksTo(bob, 'bob');
        await alice.sends(/^SUBSCRIBE sip:751@/);
        await alice.press('button[commandfor=desk]');
        await alice.sends(/^REFER [^]*^Refer-To: <sip:750@/m);
      },
      presence: async (run) => {
        const bob = await run.other('bob');
        const alice = await run.open();
        await alice.isReady();
        const is = (availability: string): Promise<unknown> =>
          alice.page.waitForFunction(
            (expected) => document.querySelector('sip-phone')!.state!.availability === expected,
            { polling: 50 },
            availability,
          );
        await alice.press('button[value=away]');
        await is('away');
        await alice.sends(/^PUBLISH [^]*away/);
        await alice.press('button[value=available]');
        await is('available');
        await alice.page.$eval('sip-phone', (phone) => phone.setIdentity(phone.state!.identities[0]!.uri));
        await alice.call('bob');
        await bob.hasCall('incoming');
        await alice.sends(/^INVITE [^]*^P-Preferred-Identity: "?Sales"? <sip:sales@/m);
      },
      prompts: async (run) => {
        const bob = await run.other('bob');
        const alice = await run.open();
        await alice.talksTo(bob, 'bob');
        const plays = (expected: boolean): Promise<unknown> =>
          alice.page.waitForFunction(
            (wanted) => {
              const [first] = document.querySelector('sip-phone')!.state!.calls;
              return ('playing' in first! && first.playing !== undefined) === wanted;
            },
            { polling: 20 },
            expected,
          );
        await alice.press('button[command="--sip-play"]');
        await plays(true);
        await alice.press('button[command="--sip-stop-playing"]');
        await plays(false);
        await alice.page.evaluate('leaveMessage()');
        await bob.isIdle();
      },
      'queue-agent': async (run) => {
        const bob = await run.other('bob');
        const agent = await run.open();
        await agent.isReady();
        await bob.call('agent7');
        await agent.hasCall('incoming');
        await agent.page.keyboard.press('F8');
        await waitForSoundAt(bob.page, agent.page);
        await agent.page.keyboard.press('F7');
        await agent.page.waitForFunction(() => {
          const [first] = document.querySelector('sip-phone')!.state!.calls;
          return 'hold' in first! && first.hold.local;
        });
        await agent.page.keyboard.press('F9');
        await bob.isIdle();
        const keys = await run.open({ html: 1 });
        await keys.isReady();
        await keys.sends(/^SUBSCRIBE sip:\*45alice@/);
        await keys.press('sip-key[label=Support] >>> button');
        await keys.sends(/^INVITE sip:\*45@/);
      },
      'recording-consent': async (run) => {
        const alice = await run.open({ html: 'none' });
        await alice.echoes();
        const record = (consent: boolean): Promise<unknown> =>
          alice.page.$eval(
            'sip-phone',
            async (phone, agreed) => {
              globalThis.confirm = () => agreed;
              await phone.record(true).catch(() => undefined);
              const [first] = phone.state!.calls;
              return 'recording' in first! && Boolean(first.recording);
            },
            consent,
          );
        expect([await record(false), await record(true)]).to.deep.equal([false, true]);
        await alice.hangUp();
        await until('the file', () =>
          alice.requests.some(({ method, path }) => method === 'PUT' && path.startsWith('/recordings/')),
        );
        const atServer = await run.open({ scripts: false });
        await atServer.echoes();
        await atServer.page.$eval('sip-phone', (phone) => void phone.record(true).catch(() => undefined));
        await atServer.sends(/^INFO [^]*^Record: on/m);
      },
      'ring-rules': async (run) => {
        const [spam, bob] = [await run.other('spam'), await run.other('bob')];
        const alice = await run.open();
        await alice.isReady();
        await spam.call('alice');
        await spam.isIdle();
        await alice.page.waitForFunction(
          () => document.querySelector('sip-phone')!.state!.history[0]?.cause === 'blocked',
        );
        await bob.call('alice');
        await alice.hasCall('incoming');
        const room = await run.open({ html: 1 });
        await room.isReady();
      },
      'screen-pop': async (run) => {
        const bob = await run.other('bob');
        const alice = await run.open({ more: '<iframe></iframe>' });
        await alice.isReady();
        await bob.call('alice');
        await new PhoneOnPage(alice.page).shows('Robert Smith');
        await alice.page.waitForSelector('sip-phone >>> a[href^="https://crm.example.com/search?phone="]');
        await alice.page.waitForSelector('iframe[src^="/crm/search?phone="]');
      },
      'set-up-by-link': async (run) => {
        const document = blocksOf('set-up-by-link').find(({ language }) => language === 'json')!;
        const account = {
          ...(JSON.parse(document.code) as object),
          server: run.server,
          uri: `sip:ann@${run.pbx.realm}`,
          password: 'ann-demo',
        };
        const ann = await run.open({
          fragment: '#provision=https%3A%2F%2Fpbx.example.com%2Fsetup%2F7f3a',
          // The document of another site, whose name leads nowhere here.
          prepare: async (page) => {
            await page.setRequestInterception(true);
            page.on('request', (request) =>
              request.url() === 'https://pbx.example.com/setup/7f3a'
                ? void request.respond({
                    contentType: 'application/json',
                    headers: { 'Access-Control-Allow-Origin': '*' },
                    body: JSON.stringify(account),
                  })
                : void request.continue(),
            );
          },
        });
        await new PhoneOnPage(ann.page, 'sip-provision').shows('pbx.example.com');
        expect(ann.page.url()).not.to.include('provision');
        await ann.press('sip-provision >>> [part~=confirm]');
        await ann.isReady();
      },
    };

    before(async function () {
      site = await serveStatic();
      for (const { username, password } of USERS)
        site.add(`/account/${username}`, JSON.stringify({ username, password }));
      for (const name of ['music', 'opening-hours', 'message']) site.add(`/sounds/${name}.mp3`, wav());
      for (const path of ['/call-reports', '/crm/calls', '/crm/search']) site.add(path, '');
      site.add('/crm/people', JSON.stringify({ name: 'Robert Smith', note: 'Gold' }));
      results = twoAtOnce(Object.keys(RECIPES), async (name) => {
        const run = await RecipeRun.start(name, this, site);
        try {
          await RECIPES[name]!(run);
          expect(run.errors).to.deep.equal([]);
        } finally {
          await run.end();
        }
      });
    });

    after(() => site?.stop());

    it('is there for each recipe', () => {
      const names = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ''));
      expect(Object.keys(RECIPES).sort()).to.deep.equal(names.sort());
    });

    for (const name of Object.keys(RECIPES)) it(`does what it says: ${name}`, () => results.get(name)!());
  });

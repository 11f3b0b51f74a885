/** A call that rings at two devices: the early media of the first is heard, then the second, which answers (RFC 3960 §3.2, RFC 3261 §13.2.2.4). */
import { BROWSERS, openTab, type Tab } from '../support/browser.js';
import { serveModule, type ModulePage } from '../support/module-page.js';
import { phoneMarkup } from '../support/people.js';
import { PhoneOnPage } from '../support/phone-on-page.js';
import { theSite } from '../support/site.js';
import { until } from '../support/until.js';
import { hears, installVoice } from '../support/voices.js';

const ALICE = 440;
const EARLY = 700;
const ANSWER = 1000;

/** Two devices of bob, each with a tone of its own. */
const page = (server: string, domain: string, password: string): string => `
  import { createSessionDescriptionHandlerFactory, Speaker } from './src/media/index.ts';
  import { UA } from './src/sip/index.ts';
  import { ToneMeter, ToneMicrophone } from './test/media/support/audio.ts';
  const speaker = new Speaker({ volume: 0 });
  const device = async (frequency, onInvite, early) => {
    const make = createSessionDescriptionHandlerFactory({ microphone: new ToneMicrophone(frequency), speaker });
    const agent = new UA({
      uri: 'sip:bob@${domain}', authorizationUser: 'bob', password: '${password}', server: '${server}', logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory: (...args) => {
        const media = make(...args);
        // A gateway, which sends media before the call is answered: a phone would not.
        if (early) media.follow = undefined;
        return media;
      },
    });
    agent.on('invite', onInvite);
    const registered = new Promise((resolve) => agent.once('registered', resolve));
    await agent.start();
    await registered;
  };
  let answering;
  globalThis.answer = () => answering.accept();
  globalThis.hearing = (frequency) => {
    const media = answering.sessionDescriptionHandler;
    globalThis.toneMeter ??= new ToneMeter(media.remoteStream);
    return toneMeter.amplitude(frequency);
  };
  globalThis.ready = Promise.all([
    device(${EARLY}, (session) => session.progress({ statusCode: 183 }), true),
    device(${ANSWER}, (session) => { session.progress({ statusCode: 180 }); answering = session; }),
  ]);`;

for (const browser of BROWSERS)
  describe(`A forked call in ${browser}`, () => {
    let served: ModulePage | undefined;
    const tabs: Tab[] = [];

    afterEach(async () => {
      for (const tab of tabs.splice(0)) await tab.close();
      served?.stop();
      served = undefined;
    });

    it('plays the early media of one branch, then the audio of the branch that answers', async function () {
      const site = await theSite();
      const { url, domain, passwordOf } = site.pbx;
      served = await serveModule(page(url, domain, passwordOf('bob')));
      const devices = await openTab(this, served.url, browser);
      tabs.push(devices);
      await devices.page.evaluate('ready');
      const alice = await openTab(this, site.page(phoneMarkup(site.pbx, 'alice')), browser, (own) =>
        own.evaluateOnNewDocument(installVoice, ALICE),
      );
      tabs.push(alice);
      const phone = new PhoneOnPage(alice.page);
      await phone.shows('Ready');
      await phone.dial('bob');
      await hears(alice.page, [EARLY], [ANSWER]);
      await devices.page.evaluate('answer()');
      await phone.shows('Hang up');
      await hears(alice.page, [ANSWER], [EARLY]);
      await until('alice is heard', async () => ((await devices.page.evaluate(`hearing(${ALICE})`)) as number) > 0.02);
    });
  });

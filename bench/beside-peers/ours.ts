/** The page with this project's headless phone. */
import { offer, type Peer } from './watch.js';
// The peers have all their code from the start: what this phone loads when the page is idle is no growth by a call.
import '../../src/phone/audio/media-chunk.js';
import '../../src/phone/parts-chunk.js';
import '../../src/phone/presence/event-chunk.js';
import '../../src/phone/tabs/tab-chunk.js';
import { Phone, type Call } from '../../src/phone/index.js';

let phone: Phone;
let current: Call | undefined;

/** Resolves when the call has one of these states. */
function reaches(call: Call, ...statuses: string[]): Promise<void> {
  return new Promise((resolve) => {
    if (statuses.includes(call.state.status)) return resolve();
    const stop = phone.subscribe(() => {
      if (!statuses.includes(call.state.status)) return;
      stop();
      resolve();
    });
  });
}

const peer: Peer = {
  async start({ server, domain, name, password }) {
    phone = new Phone({ server, uri: `sip:${name}@${domain}`, password, logLevel: 'error' });
    await phone.start();
    if (phone.state.account.status !== 'ready') throw new Error(JSON.stringify(phone.state.account));
  },
  stop: () => phone.dispose(),
  async call(extension) {
    current = phone.call(extension);
    await reaches(current, 'active', 'ended');
  },
  async hangUp() {
    await current!.hangUp();
    await reaches(current!, 'ended');
  },
};

offer(peer);

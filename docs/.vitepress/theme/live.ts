/** The phones of the first page: the elements of the sources, and a PBX in the page. Loaded in the browser only. */

import { createPagePbx, type PagePbx } from '../../../packages/pbx/src/page/index.js';
import '../../../src/define/sip-phone.js';
import '../../../src/define/sip-dock.js';
import '../../../src/define/sip-click-to-call.js';
import '../../../src/define/sip-provider.js';
import type { SipPhone } from '../../../src/define/sip-phone.js';
import type { SipProvider } from '../../../src/define/sip-provider.js';

/** The people of the first page. `visitor` presses the button of a web site; the others have a phone that is shown. */
export const PEOPLE = [
  { username: 'you', displayName: 'You', extension: '1001' },
  { username: 'dora', displayName: 'Dora Dock', extension: '1002' },
  { username: 'agent', displayName: 'Agnes Agent', extension: '1003' },
  { username: 'tester', displayName: 'Theo Tester', extension: '1005' },
  { username: 'visitor', displayName: 'Vera Visitor', extension: '1004' },
] as const;

export type Username = (typeof PEOPLE)[number]['username'];

/** Each page load has a server of its own: nobody else can reach it, so its accounts need no secrets. */
export function startPbx(): PagePbx {
  const pbx = createPagePbx({ accounts: PEOPLE });
  addEventListener('pagehide', () => void pbx.close(), { once: true });
  return pbx;
}

/** Enters a number when the phone is ready, as a user would, so that the first look is at a phone that can call. */
export function enterOnceReady(phone: SipPhone, number: string): void {
  const enter = (): void => {
    const field = phone.shadowRoot?.querySelector('sip-dial-input');
    if (field && !field.value) field.value = number;
  };
  phone.addEventListener('sip-registered', enter, { once: true });
}

/** Signs an element in; it connects when it has its account. */
export function signIn(element: SipPhone | SipProvider, username: Username, pbx: PagePbx): void {
  const { server, transportConstructor } = pbx;
  const shown = PEOPLE.filter((person) => ![username, 'visitor', 'tester'].includes(person.username));
  const contacts = shown.map(({ username: id, displayName: name, extension: target }) => ({
    id,
    name,
    numbers: [{ target }],
    watch: true,
  }));
  const echo = { id: 'echo', name: 'Echo', numbers: [{ target: '9001' }] };
  Object.assign(element, {
    server,
    transportConstructor,
    uri: `sip:${username}@page.invalid`,
    displayName: PEOPLE.find((person) => person.username === username)?.displayName,
    contacts: [echo, ...contacts],
    storage: 'none',
    noNotifications: true,
  });
}

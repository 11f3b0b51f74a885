/** The page of `strict-csp.test.ts`: shows phones in many states under a strict policy and reports the violations. */

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
  ),
);

/** The test fails at once with what the page throws, where it would wait for the report. */
const fail = (error: unknown): void => parent.postMessage({ failure: String(error) }, parent.location.origin);
addEventListener('error', ({ error, message }) => fail(error ?? message));
addEventListener('unhandledrejection', ({ reason }) => fail(reason));

await import('../../../src/define/all.js');
const stories = await Promise.all([
  import('../../../stories/sip-phone/sip-phone.stories.js'),
  import('../../../stories/sip-lamp/sip-lamp.stories.js'),
  import('../../../stories/sip-voicemail/sip-voicemail.stories.js'),
  import('../../../stories/sip-contacts/sip-contacts.stories.js'),
  import('../../../stories/sip-chat/sip-chat.stories.js'),
  import('../../../stories/sip-history/sip-history.stories.js'),
  import('../../../stories/sip-dial-input/sip-dial-input.stories.js'),
  import('../../../stories/sip-links/sip-links.stories.js'),
  import('../../../stories/sip-trace/sip-trace.stories.js'),
  import('../../../stories/sip-diagnostics/sip-diagnostics.stories.js'),
  import('../../../stories/sip-call/sip-call.stories.js'),
  import('../../../stories/sip-call-list/sip-call-list.stories.js'),
  import('../../../stories/sip-incoming/sip-incoming.stories.js'),
  import('../../../stories/sip-dock/sip-dock.stories.js'),
  import('../../../stories/sip-permission/sip-permission.stories.js'),
  import('../../../stories/sip-settings/sip-settings.stories.js'),
  import('../../../stories/sip-device-select/sip-device-select.stories.js'),
  import('../../../stories/sip-audio-test/sip-audio-test.stories.js'),
  import('../../../stories/sip-volume/sip-volume.stories.js'),
  import('../../../stories/sip-level/sip-level.stories.js'),
  import('../../../stories/sip-media/sip-media.stories.js'),
  import('../../../stories/sip-transfer/sip-transfer.stories.js'),
  import('../../../stories/sip-call-quality/sip-call-quality.stories.js'),
  import('../../../stories/call-buttons/sip-swap-button.stories.js'),
  import('../../../stories/call-buttons/sip-merge-button.stories.js'),
  import('../../../stories/call-buttons/sip-record-button.stories.js'),
]);
const { render } = await import('lit');

/** As in support.ts, which cannot be used here: the test libraries violate the policy. */
async function settled(root: Element): Promise<void> {
  const updating = (node: Element): Promise<unknown>[] => [
    ...('updateComplete' in node ? [Promise.resolve(node.updateComplete)] : []),
    ...[...(node.shadowRoot?.querySelectorAll('*') ?? [])].flatMap(updating),
  ];
  for (let round = 0; round < 3; round++) await Promise.all(updating(root));
}

/** Names that would be executed if they were not text. */
const HOSTILE = '<img src=x onerror="document.title=`hacked`"><script>document.title="hacked"</script>';
const { FakePhone, withCall } = await import('../../../stories/support/fake-phone.js');
const { lamp, said } = await import('../../../stories/support/fake-people.js');
const peer = { name: HOSTILE, number: HOSTILE, uri: 'sip:x@example.com' };
const at = { startedAt: 0, endedAt: 0 };
const hostile = new FakePhone({
  lamps: [lamp('1', HOSTILE, 'away', { note: HOSTILE })],
  contacts: [
    { id: '1', name: HOSTILE, picture: `javascript:${HOSTILE}`, numbers: [{ label: HOSTILE, target: HOSTILE }] },
  ],
  conversations: [{ peer, unread: 1, messages: [said(HOSTILE, 1)] }],
  history: [{ id: '1', direction: 'incoming', peer, cause: 'missed', ...at }],
});

let shown = 0;
async function show(content: unknown): Promise<void> {
  const box = document.createElement('div');
  document.body.append(box);
  render(content, box);
  for (const element of box.querySelectorAll('*')) await settled(element);
  shown++;
}
for (const module of stories)
  for (const [name, story] of Object.entries(module))
    if (name !== 'default') await show((story as { render: () => unknown }).render());
for (const tag of ['sip-contacts', 'sip-chat', 'sip-history', 'sip-lamp', 'sip-dial-input', 'sip-phone']) {
  const element = document.createElement(tag);
  Object.assign(element, { phone: hostile, target: '1', tabs: 'team keypad' });
  await show(element);
}
const { conference, twoCalls, up } = await import('../../../stories/support/call-states.js');
const calling = { peer, calledParty: peer, headers: { 'x-note': HOSTILE } };
const known = { ...peer, note: HOSTILE, url: `javascript:${HOSTILE}`, picture: `javascript:${HOSTILE}` };
const microphones = [{ deviceId: 'x', groupId: 'x', label: HOSTILE }];
const { devices } = up();
const notice = { kind: 'lost', use: 'microphone', lost: HOSTILE, now: HOSTILE } as const;
for (const state of [
  up({ ...calling, peer: known }),
  withCall({ ...calling, status: 'incoming', peer: known }),
  up({ ...calling, transfer: { status: 'refused', target: HOSTILE, cause: 'busy' } }),
  twoCalls(calling, calling),
  conference(calling, calling),
  up({}, { devices: { ...devices, microphones, notice, chosen: { microphone: 'x' } } }),
])
  for (const tag of ['sip-call', 'sip-dock', 'sip-incoming', 'sip-call-list', 'sip-transfer', 'sip-device-select'])
    await show(Object.assign(document.createElement(tag), { phone: new FakePhone(state) }));
const chat = document.createElement('sip-chat');
Object.assign(chat, { phone: hostile, peer: peer.uri });
await show(chat);
const pads = [...document.querySelectorAll('sip-phone')].flatMap(
  (phone) => phone.shadowRoot!.querySelector('sip-dialpad') ?? [],
);
const styled = getComputedStyle(pads[0]!.shadowRoot!.querySelector('button')!).borderTopLeftRadius;
parent.postMessage({ violations, shown, styled, title: document.title }, parent.location.origin);

export {};

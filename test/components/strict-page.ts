/** The page of `strict-csp.test.ts`: shows phones in many states under a strict policy and reports what the policy stopped. */

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
  ),
);

await import('../../src/define/all.js');
const stories = await import('../../stories/sip-phone.stories.js');
const { render } = await import('lit');

/** As in support.ts, which may not be used here: the test libraries do not keep to the policy. */
async function settled(root: Element): Promise<void> {
  const updating = (node: Element): Promise<unknown>[] => [
    ...('updateComplete' in node ? [Promise.resolve(node.updateComplete)] : []),
    ...[...(node.shadowRoot?.querySelectorAll('*') ?? [])].flatMap(updating),
  ];
  for (let round = 0; round < 3; round++) await Promise.all(updating(root));
}

let shown = 0;
for (const [name, story] of Object.entries(stories)) {
  if (name === 'default') continue;
  const box = document.createElement('div');
  document.body.append(box);
  render((story as { render: () => unknown }).render(), box);
  await settled(box.querySelector('sip-phone')!);
  shown++;
}
const pads = [...document.querySelectorAll('sip-phone')].flatMap(
  (phone) => phone.shadowRoot!.querySelector('sip-dialpad') ?? [],
);
const styled = getComputedStyle(pads[0]!.shadowRoot!.querySelector('button')!).borderTopLeftRadius;
parent.postMessage({ violations, shown, styled }, parent.location.origin);

export {};

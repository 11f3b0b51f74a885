/** The code that the demo page shows, as a page of one's own has it. */

import type { Language } from './highlight.js';
import type { PageWords } from './words/words.js';

const SOURCES = import.meta.glob<string>('../examples/*/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });

/** The files of the example page in this folder, one after the other. */
const source = (...files: string[]): string => files.map((file) => SOURCES[`../examples/${file}`]).join('\n');

export interface Example {
  readonly title: (words: PageWords) => string;
  readonly language: Language;
  readonly code: string;
}

const script = '<script type="module" src="sip-elements.js"></script>';

export function examples(server: string, domain: string): Example[] {
  const account = `server="${server}"
  uri="sip:alice@${domain}"
  credentials-src="/my-account.json"`;
  return [
    {
      title: ({ examplePhone }) => examplePhone,
      language: 'html',
      code: `${script}\n\n<sip-phone\n  ${account}\n></sip-phone>`,
    },
    {
      title: ({ exampleDock }) => exampleDock,
      language: 'html',
      code: `${script}\n\n<sip-dock\n  ${account}\n></sip-dock>`,
    },
    {
      title: ({ exampleButton }) => exampleButton,
      language: 'html',
      code: `${script}\n\n<sip-click-to-call\n  ${account}\n  target="sip:sales@${domain}"\n>Call sales</sip-click-to-call>`,
    },
    {
      title: ({ exampleLayout }) => exampleLayout,
      language: 'html',
      code: `${script}

<sip-provider
  ${account}
>
  <sip-status></sip-status>
  <sip-dial-input></sip-dial-input>
  <sip-call-button></sip-call-button>
  <sip-incoming></sip-incoming>
  <sip-call-status></sip-call-status>
  <sip-mute-button></sip-mute-button>
  <sip-hold-button></sip-hold-button>
  <sip-hangup-button></sip-hangup-button>
</sip-provider>`,
    },
    {
      title: ({ exampleEvents }) => exampleEvents,
      language: 'script',
      code: `document.addEventListener('sip-incoming', ({ call }) => {
  console.log(call.state.peer.name, call.state.peer.number);
});
document.addEventListener('sip-call-summary', ({ summary }) => {
  navigator.sendBeacon('/crm/calls', JSON.stringify(summary));
});`,
    },
    { title: () => 'JavaScript', language: 'script', code: source('plain/main.ts') },
    { title: () => 'React', language: 'script', code: source('react/use-phone.ts', 'react/softphone.tsx') },
    { title: () => 'Vue', language: 'script', code: source('vue/use-phone.ts', 'vue/softphone.ts') },
  ];
}

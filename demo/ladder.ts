/** The SIP ladder under the phones: every message that passes the pocket PBX, drawn as an arrow, its text one press away. */

interface TraceEntry {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  readonly text: string;
}

const LANES = ['alice', 'pbx', 'bob', 'carol'] as const;
/** Everybody else: extensions, and sockets that have not said who they are. */
const OTHERS = LANES.length;
/** How many messages stay. */
const KEPT = 300;

const laneOf = (name: string): number => {
  const lane = (LANES as readonly string[]).indexOf(name);
  return lane < 0 ? OTHERS : lane;
};

/** A socket that has not signed in yet has no name: of a REGISTER and its response From says who it is. */
const speakerOf = ({ text }: TraceEntry, name: string): string =>
  (/^CSeq:\s*\d+\s+REGISTER/im.test(text) && /^From:.*?sips?:([^@;>]+)@/im.exec(text)?.[1]) || name;

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] =>
  Object.assign(document.createElement(tag), { className, textContent: text });

export class Ladder {
  #first: number | undefined;

  constructor(private readonly list: HTMLElement) {}

  /** Follows the PBX for as long as the page is open. */
  follow(url: string): void {
    const stream = new EventSource(url);
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => this.#add(JSON.parse(data) as TraceEntry));
    addEventListener('pagehide', () => stream.close());
  }

  #add(entry: TraceEntry): void {
    const { list } = this;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    list.append(this.#row(entry));
    while (list.childElementCount > KEPT) list.firstElementChild?.remove();
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  #row(entry: TraceEntry): HTMLElement {
    this.#first ??= entry.at;
    const [from, to] = [entry.from, entry.to].map((name) => laneOf(name === 'pbx' ? name : speakerOf(entry, name))) as [
      number,
      number,
    ];
    const row = make('li', 'rung');
    const details = make('details', '');
    const summary = make('summary', 'lanes');
    summary.append(make('time', '', ((entry.at - this.#first) / 1000).toFixed(2)));
    const arrow = make('div', `arrow ${toneOf(entry.summary)}`);
    arrow.append(make('span', '', shorten(entry.summary)));
    arrow.dataset['from'] = String(Math.min(from, to));
    arrow.dataset['to'] = String(Math.max(from, to));
    if (to < from) arrow.classList.add('back');
    summary.append(...LANES.map(() => make('i', 'lane')), make('i', 'lane'), arrow);
    details.append(summary, make('pre', '', entry.text));
    row.append(details);
    return row;
  }
}

/** Contacts of phones in a page are random; who is meant shows in the lanes. */
const shorten = (summary: string): string => summary.replace(/sip:[^@\s]+@[\w-]+\.invalid\S*/, '').trim();

const toneOf = (summary: string): string => {
  if (/^[456]\d\d/.test(summary)) return 'bad';
  if (/^2\d\d/.test(summary)) return 'good';
  return /^\d/.test(summary) ? 'quiet' : '';
};

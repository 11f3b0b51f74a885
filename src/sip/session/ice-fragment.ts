/**
 * Reads and writes `application/trickle-ice-sdpfrag` (RFC 8840 §9).
 * Subjects: trickle-ice-sdpfrag; trickled candidates, parsed.
 */

import type { IceFragment, IceSection } from './description-handler.js';

/** Limits for hostile input; the excess is dropped. */
const MAX_SECTIONS = 32;
const MAX_CANDIDATES = 256;

/** Parses a fragment. Undefined without the credentials that identify its description. */
export function parseIceFragment(body: string): IceFragment | undefined {
  let ufrag: string | undefined;
  let pwd: string | undefined;
  const session = { end: false };
  const sections: { -readonly [K in keyof IceSection]: IceSection[K] }[] = [];
  let count = 0;
  for (const line of body.split(/\r\n|\r|\n/)) {
    const section = sections.at(-1);
    const colon = line.indexOf(':');
    const [name, value] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
    if (line.startsWith('m=')) {
      if (sections.length >= MAX_SECTIONS) break;
      sections.push({ media: line.slice(2), mid: undefined, candidates: [], end: false });
    } else if (name === 'a=ice-ufrag') ufrag ??= value;
    else if (name === 'a=ice-pwd') pwd ??= value;
    else if (name === 'a=mid' && section) section.mid = value;
    else if (name === 'a=end-of-candidates') (section ?? session).end = true;
    else if (name === 'a=candidate' && section && ++count <= MAX_CANDIDATES) {
      section.candidates = [...section.candidates, `candidate:${value}`];
    }
  }
  if (!ufrag || !pwd) return undefined;
  // At session level it applies to every section.
  return { ufrag, pwd, sections: session.end ? sections.map((one) => ({ ...one, end: true })) : sections };
}

/** Prints a fragment. Throws TypeError if a value contains a line break. */
export function printIceFragment({ ufrag, pwd, sections }: IceFragment): string {
  const lines = [`a=ice-ufrag:${ufrag}`, `a=ice-pwd:${pwd}`];
  for (const { media, mid, candidates, end } of sections) {
    lines.push(`m=${media}`);
    if (mid !== undefined) lines.push(`a=mid:${mid}`);
    lines.push(...candidates.map((candidate) => `a=${candidate}`));
    if (end) lines.push('a=end-of-candidates');
  }
  if (lines.some((line) => /[\r\n\0]/.test(line)))
    throw new TypeError('A value of an ICE fragment must not contain a line break');
  return `${lines.join('\r\n')}\r\n`;
}

/** Whether a description announces trickle ICE (RFC 8838 §4, RFC 8840 §4.1). */
export function offersTrickle(description: string): boolean {
  return /^a=ice-options:(?:[^\r\n]* )?trickle(?: |\r|\n|$)/m.test(description);
}

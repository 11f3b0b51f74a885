/**
 * Media sections: an extension takes one audio stream, and refuses every other one with port 0 (RFC 3264 §6).
 * Subjects: video refused with port 0.
 */

/** The removed sections of an offer, so that its answer has as many sections, in the same order (RFC 3264 §6). */
export interface Reduced {
  /** The offer with its audio section alone. */
  readonly sdp: string;
  /** The first line and the mid of every section of the offer; undefined in the place of the audio section. */
  readonly refused: readonly (readonly [mLine: string, mid: string | undefined] | undefined)[];
}

function split(sdp: string): { session: string[]; sections: string[][] } {
  const session: string[] = [];
  const sections: string[][] = [];
  for (const line of sdp.split(/\r?\n/)) {
    if (line === '') continue;
    if (line.startsWith('m=')) sections.push([line]);
    else (sections.at(-1) ?? session).push(line);
  }
  return { session, sections };
}

function midOf(section: readonly string[]): string | undefined {
  return section.find((line) => line.startsWith('a=mid:'))?.slice('a=mid:'.length);
}

function join(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}

/** Keeps the first audio section that is not refused. Undefined where the offer has none. */
export function reduceToAudio(sdp: string): Reduced | undefined {
  const { session, sections } = split(sdp);
  const at = sections.findIndex((section) => /^m=audio (?!0[ /])/.test(section[0]!));
  const audio = sections[at];
  if (!audio) return undefined;
  const mid = midOf(audio);
  const head = session.map((line) => (line.startsWith('a=group:BUNDLE') ? `a=group:BUNDLE ${mid ?? ''}`.trim() : line));
  return {
    sdp: join([...head, ...audio]),
    refused: sections.map((section, index) => (index === at ? undefined : ([section[0]!, midOf(section)] as const))),
  };
}

/** Puts the refused sections of the offer into the answer. */
export function restoreSections(answer: string, refused: Reduced['refused']): string {
  const { session, sections } = split(answer);
  const audio = sections[0] ?? [];
  const lines = refused.flatMap((section) => {
    if (!section) return audio;
    const [mLine, mid] = section;
    const refusal = [mLine.replace(/^(m=\S+) \S+/, '$1 0'), 'c=IN IP4 0.0.0.0', 'a=inactive'];
    return mid === undefined ? refusal : [...refusal, `a=mid:${mid}`];
  });
  return join([...session, ...lines]);
}

/**
 * The processes in which a Firefox that a test has for itself runs its pages, for what no protocol does there: to stop and to end them. By
 * /proc, so only on Linux.
 * Subjects: page of Firefox that freezes or crashes, test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';

/** How long a page keeps its process busy so that it is known, ms. */
const BUSY = 1000;

/** The process ids of its pages; a process may have several pages of a site, or none yet. */
export function pageProcesses(browser: Browser): readonly number[] {
  const all = readdirSync('/proc').flatMap((name) => processOf(Number(name)) ?? []);
  const family = new Set([browser.process()!.pid!]);
  // Parents have lower ids than their children, unless the ids began anew.
  for (let generation = 0; generation < 3; generation++)
    for (const { id, parent } of all) if (family.has(parent)) family.add(id);
  return all.flatMap(({ id, isPage }) => (isPage && family.has(id) ? [id] : []));
}

/** The process of a page: the one that works most while the page does. */
export async function processOfPage(browser: Browser, page: Page): Promise<number> {
  const before = new Map(pageProcesses(browser).map((id) => [id, processOf(id)?.ticks ?? 0]));
  await page.evaluate((duration) => {
    const end = performance.now() + duration;
    while (performance.now() < end);
  }, BUSY);
  const spent = [...before].map(([id, ticks]) => [id, (processOf(id)?.ticks ?? 0) - ticks] as const);
  return spent.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly isPage: boolean;
  /** Its time on the processor in user mode, in ticks. */
  readonly ticks: number;
}

/** Undefined where there is no such process. */
function processOf(id: number): Process | undefined {
  try {
    // proc_pid_stat(5): the name of the process is in parentheses, and may have some itself.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const isPage = / tab\s*$/.test(readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '));
    return { id, parent: Number(fields[1]), isPage, ticks: Number(fields[11]) };
  } catch {
    return undefined;
  }
}

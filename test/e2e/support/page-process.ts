/**
 * The processes in which a Firefox that a test has for itself runs its pages, for what no protocol does there: to stop and to end them. By
 * /proc, so only on Linux.
 * Subjects: page of Firefox that freezes or crashes, test.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';

/** How long a page keeps its process busy at a time so that it is known, ms. */
const BUSY = 500;
/** The least work of it, and how many times as much as any other page has worked: not what a busy machine does by chance. */
const LEAST_TICKS = 30;
const TIMES_OTHERS = 3;
/** How long it is looked for, ms. */
const LOOKING = 30_000;

/** Whether there is what this file reads. */
export const hasProcesses = (): boolean => existsSync('/proc/self/stat');

/** The process ids of its pages; a process may have several pages of a site, or none yet. */
export function pageProcesses(browser: Browser): readonly number[] {
  const all = readdirSync('/proc').flatMap((name) => processOf(Number(name)) ?? []);
  const descendants = new Set([browser.process()!.pid!]);
  // Parents have lower ids than their children, unless the ids began anew.
  for (let generation = 0; generation < 3; generation++)
    for (const { id, parent } of all) if (descendants.has(parent)) descendants.add(id);
  return all.flatMap(({ id, isPage }) => (isPage && descendants.has(id) ? [id] : []));
}

/** The process of a page: the one whose main thread works by far the most while the page does. */
export async function processOfPage(browser: Browser, page: Page): Promise<number> {
  const before = new Map(pageProcesses(browser).map((id) => [id, processOf(id)?.ticks ?? 0]));
  if (before.size === 0) throw new Error(`no process of a page below process ${browser.process()?.pid} in /proc`);
  const end = performance.now() + LOOKING;
  for (;;) {
    await page.evaluate((duration) => {
      const stop = performance.now() + duration;
      while (performance.now() < stop);
    }, BUSY);
    const spent = [...before].map(([id, ticks]) => ({ id, ticks: (processOf(id)?.ticks ?? 0) - ticks }));
    const [most, next] = spent.sort((one, other) => other.ticks - one.ticks);
    if (most!.ticks >= LEAST_TICKS && most!.ticks >= TIMES_OTHERS * (next?.ticks ?? 0)) return most!.id;
    if (performance.now() < end) continue;
    const figures = spent.map(({ id, ticks }) => `${id}: ${ticks}`).join(', ');
    throw new Error(
      `no process works by far the most after ${LOOKING} ms of a busy page; ticks by process: ${figures}`,
    );
  }
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly isPage: boolean;
  /** The time of its main thread, which runs the scripts, on the processor in user mode, in ticks: threads of a call work besides. */
  readonly ticks: number;
}

/** Undefined where there is no such process. */
function processOf(id: number): Process | undefined {
  try {
    // proc_pid_stat(5): the name of the process is in parentheses, and may have some itself.
    const fields = readFileSync(`/proc/${id}/task/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const isPage = / tab\s*$/.test(readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '));
    return { id, parent: Number(fields[1]), isPage, ticks: Number(fields[11]) };
  } catch {
    return undefined;
  }
}

/**
 * The files of recorded calls in the private file system of the origin (File System §3), one folder for each account, and when
 * they are removed: with their call, with the phone, with the account, and by age where none of that came.
 */

import type { Clock } from '../../sip/base/clock.js';

/** All folders are in here, so that nothing else of the origin is touched. */
const ROOT = 'sip-elements-recordings';
const DAY = 86_400_000;

/** An account is written with what a file name may have (File System §2.2.1). */
const folderOf = (account: string): string => `of-${encodeURIComponent(account).replace(/\*/g, '%2A').slice(0, 200)}`;

/** A file that this phone has made. */
interface Made {
  readonly callId: string;
  readonly folder: string;
  readonly name: string;
  /** Settles when the recorder has let the file go. */
  readonly whole: Promise<unknown>;
  isWhole: boolean;
}

export class Recordings {
  readonly #clock: Clock;
  readonly #made = new Set<Made>();
  #account: string | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** New recordings belong to this account. */
  use(account: string | undefined): void {
    this.#account = account;
  }

  /** Opens an empty file of the account. Rejects where the page has no private file system. */
  async open(name: string): Promise<FileSystemFileHandle> {
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle(ROOT, { create: true });
    const folder = await all.getDirectoryHandle(this.#folder, { create: true });
    return folder.getFileHandle(name, { create: true });
  }

  /**
   * Takes note of a file that is being written, to remove it with its call.
   *
   * @param whole settles when nobody writes to the file any more
   */
  follow(callId: string, name: string, whole: Promise<unknown>): void {
    const made: Made = { callId, folder: this.#folder, name, whole, isWhole: false };
    this.#made.add(made);
    const over = (): void => void (made.isWhole = true);
    whole.then(over, over);
  }

  /** Removes the files of a call, as soon as they are whole. */
  removeOf(callId: string): Promise<void> {
    return this.#remove([...this.#made].filter((made) => made.callId === callId));
  }

  /**
   * Removes all files of the account, those of pages that are gone included.
   *
   * @param running also those of calls that go on, as soon as they are whole
   */
  async clear(running = false): Promise<void> {
    const folder = this.#folder;
    const own = [...this.#made].filter((made) => made.folder === folder);
    await this.#each(async (name, files) => {
      if (name !== folder) return;
      for await (const file of files.keys()) if (!own.some((made) => made.name === file)) await removeFile(files, file);
    });
    await this.#remove(own.filter(({ isWhole }) => isWhole || running));
  }

  /** Removes what pages that are gone have left, of any account, when it is older than so many days. */
  async removeOlder(days: number): Promise<void> {
    const before = this.#clock.now() - days * DAY;
    await this.#each(async (_name, files) => {
      for await (const [name, handle] of files.entries())
        if (handle.kind === 'file' && (await isOlder(handle, before))) await removeFile(files, name);
    });
  }

  /** The phone is gone: so are the recordings that it has made. */
  close(): Promise<void> {
    return this.#remove([...this.#made]);
  }

  get #folder(): string {
    return folderOf(this.#account ?? '');
  }

  async #remove(made: readonly Made[]): Promise<void> {
    for (const one of made) this.#made.delete(one);
    await Promise.all(made.map(({ whole }) => whole.catch(() => undefined)));
    await this.#each(async (folder, files) => {
      for (const one of made) if (one.folder === folder) await removeFile(files, one.name);
    });
  }

  /** Goes through the folders of all accounts. Never rejects: where there is no such file system there is nothing to remove. */
  async #each(work: (folder: string, files: FileSystemDirectoryHandle) => Promise<void>): Promise<void> {
    try {
      const root = await globalThis.navigator.storage.getDirectory();
      const all = await root.getDirectoryHandle(ROOT);
      for await (const [name, handle] of all.entries()) if (handle.kind === 'directory') await work(name, handle);
    } catch {
      // None was ever made here, or the page may not store anything.
    }
  }
}

async function isOlder(handle: FileSystemFileHandle, before: number): Promise<boolean> {
  const file = await handle.getFile().catch(() => undefined);
  return file !== undefined && file.lastModified < before;
}

/** One that is gone already, or that another tab is writing, is left to the next cleaning. */
async function removeFile(files: FileSystemDirectoryHandle, name: string): Promise<void> {
  await files.removeEntry(name).catch(() => undefined);
}

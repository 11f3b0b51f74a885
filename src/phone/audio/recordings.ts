/**
 * Files of recorded calls in the origin private file system (File System §3), one folder per account. They are removed with their
 * call, with the phone, with the account, and otherwise by age.
 * Subjects: kept recordings; removal of recordings; recordingDays, applied; download of a recording, its file; folder of
 * recordings (OPFS).
 */

import type { Clock } from '../../sip/base/clock.js';
import type { PhoneCore } from '../phone-core.js';

/** The parent folder: other files of the origin are not touched. */
const ROOT = 'sip-elements-recordings';
const DAY = 86_400_000;

/** Encodes an account as a valid file name (File System §2.2.1). */
const folderOf = (account: string): string => `of-${encodeURIComponent(account).replace(/\*/g, '%2A').slice(0, 200)}`;

/** A file that this phone has written. */
interface Made {
  readonly callId: string;
  readonly folder: string;
  readonly name: string;
  /** Settles when the recorder has closed the file. */
  readonly whole: Promise<unknown>;
  isWhole: boolean;
}

export class Recordings {
  readonly #clock: Clock;
  readonly #made = new Set<Made>();
  #account: string | undefined;

  constructor(core: PhoneCore) {
    this.#clock = core.clock;
    core.on('account', (account) => (this.#account = account));
  }

  /** Creates an empty file for the account. Rejects where the page has no private file system. */
  async open(name: string): Promise<FileSystemFileHandle> {
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle(ROOT, { create: true });
    const folder = await all.getDirectoryHandle(this.#folder, { create: true });
    return folder.getFileHandle(name, { create: true });
  }

  /**
   * Registers a file that is being written, to remove it with its call.
   * @param whole settles when the file is closed
   */
  follow(callId: string, name: string, whole: Promise<unknown>): void {
    const made: Made = { callId, folder: this.#folder, name, whole, isWhole: false };
    this.#made.add(made);
    const over = (): void => void (made.isWhole = true);
    whole.then(over, over);
  }

  /** Removes the files of a call, once they are closed. */
  removeOf(callId: string): Promise<void> {
    return this.#remove([...this.#made].filter((made) => made.callId === callId));
  }

  /**
   * Removes all files of the account, including those of pages that were closed.
   * @param running also files of calls that continue, once they are closed
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

  /** Removes files of closed pages, of any account, that are older than `days`. */
  async removeOlder(days: number): Promise<void> {
    const before = this.#clock.now() - days * DAY;
    await this.#each(async (_name, files) => {
      for await (const [name, handle] of files.entries())
        if (handle.kind === 'file' && (await isOlder(handle, before))) await removeFile(files, name);
    });
  }

  /** Removes all recordings of this phone. */
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

  /** Runs `work` for the folder of each account. Never rejects: without a file system there is nothing to remove. */
  async #each(work: (folder: string, files: FileSystemDirectoryHandle) => Promise<void>): Promise<void> {
    try {
      const root = await globalThis.navigator.storage.getDirectory();
      const all = await root.getDirectoryHandle(ROOT);
      for await (const [name, handle] of all.entries()) if (handle.kind === 'directory') await work(name, handle);
    } catch {
      // No recording was made here, or storage is forbidden.
    }
  }
}

async function isOlder(handle: FileSystemFileHandle, before: number): Promise<boolean> {
  const file = await handle.getFile().catch(() => undefined);
  return file !== undefined && file.lastModified < before;
}

/** A file that is missing, or that another tab is writing, is left to a later removal. */
async function removeFile(files: FileSystemDirectoryHandle, name: string): Promise<void> {
  await files.removeEntry(name).catch(() => undefined);
}

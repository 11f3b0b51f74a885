/**
 * In which files of `dist` the modules of src/sip, src/media and src/phone are. One file for each module made the import of
 * `sip-elements/sip` in Node about three times as slow: 179 files. Modules that the same entries import are one file, so that an entry loads
 * no code that only another entry has; what is only in late code stays in the file of that code.
 */

/** Entries of which each has its own set of modules; name in the names of the files → file in `src`. */
const ENTRIES = {
  sip: 'sip/index',
  events: 'sip/event/package/index',
  messages: 'sip/message/index',
  media: 'media/index',
  phone: 'phone/index',
  // A page may have these elements without the phone.
  controls: 'define/sip-dialpad',
  click: 'define/sip-click-to-call',
};
const NAMES = /** @type {(keyof typeof ENTRIES)[]} */ (Object.keys(ENTRIES));

/** @typedef {{ getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null }} Graph */

/**
 * The groups for `codeSplitting` (rolldown). The modules of more entries come first: a group takes what its modules import with it, and
 * that is in a group of at least the same entries.
 * @param {string} src the folder of the sources, with a slash at its end
 */
export function libraryChunks(src) {
  /** @type {Map<string, Set<string>> | undefined} */
  let reached;
  /** @param {string} id @param {Graph} graph */
  const entriesOf = (id, graph) => {
    reached ??= new Map(NAMES.map((name) => [name, reachedBy(`${src}${ENTRIES[name]}.ts`, graph)]));
    return NAMES.filter((name) => reached?.get(name)?.has(id));
  };
  const entries = new Set(Object.values(ENTRIES).map((name) => `${src}${name}.ts`));
  return NAMES.map((_, index) => ({
    priority: index + 1,
    debugName: `imported by ${index + 1} entries`,
    /** @param {string} id @param {Graph} graph */
    name(id, graph) {
      if (!/^(?:sip|media|phone)\//.test(id.slice(src.length)) || !id.startsWith(src) || entries.has(id)) return null;
      const by = entriesOf(id, graph);
      return by.length === index + 1 ? by.join('-') : null;
    },
  }));
}

/**
 * The modules that an entry imports, directly or not, without those of its `import()`.
 * @param {string} entry @param {Graph} graph
 */
function reachedBy(entry, graph) {
  const found = new Set([entry]);
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

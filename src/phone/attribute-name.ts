/** Returns the name of the attribute of an option or a command: `max-calls` for `maxCalls`, `hang-up` for `hangUp`. */
export function attributeName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

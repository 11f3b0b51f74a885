export const MESSAGES: readonly string[];

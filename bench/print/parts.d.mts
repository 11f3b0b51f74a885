export const BODY: string;
export const EXTRA: readonly string[];

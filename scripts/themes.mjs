/** Copies the themes of src/themes into the package. */
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);
cpSync(join(root, 'src', 'themes'), join(root, 'dist', 'themes'), { recursive: true });

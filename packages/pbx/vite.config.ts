/** Builds the pocket PBX into dist/, the SIP stack included; what it imports by name is installed with the package. */
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: { entry: { index: 'src/index.ts', cli: 'src/cli.ts', page: 'src/page/index.ts' }, formats: ['es'] },
    rolldownOptions: { external: [/^node:/, 'ws', 'werift'], output: { chunkFileNames: '[name].js' } },
  },
});

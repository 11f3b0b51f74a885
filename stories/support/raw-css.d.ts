/** Style sheets as text, as Vite imports them. */

declare module '*.css?raw' {
  const text: string;
  export default text;
}

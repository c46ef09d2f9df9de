// Bundles the public pages' style and script, and the style of the pages where people work, into ../wwwroot/dist. Every name carries a hash of its content, so the
// files may be cached for ever; manifest.json, written last, says what each is called this time.
import { build } from "esbuild";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../wwwroot/dist");

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["scripts/site.ts", "styles/site.css", "styles/work.css", "scripts/account.ts"],
  outdir: dist,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  target: ["es2022", "chrome111", "firefox119", "safari16.4"],
  loader: { ".woff2": "file" },
  metafile: true,
  logLevel: "warning",
});

const names = Object.keys(metafile.outputs).map((path) => basename(path));
const manifest = Object.fromEntries(names.map((name) => [plain(name), name]).sort());

// The font's licence asks to travel with the font.
await copyFile(join(here, "node_modules/@fontsource-variable/newsreader/LICENSE"), join(dist, "newsreader-OFL.txt"));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

/** "site-4F2K7Q3A.js" is "site.js". */
function plain(name) {
  return name.replace(/-[0-9A-Z]{8}(?=\.\w+$)/, "");
}
